//! Applications that are not sent yet, behind a private link.

use chrono::{DateTime, Utc};
use domain::{ids::NetworkId, membership::ApplicationDraft};

use crate::{
    Db, StorageError, Tx,
    sql::{micros, unreadable},
};

/// An application that is not sent yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDraft {
    /// The network.
    pub network: NetworkId,
    /// As typed.
    pub draft: ApplicationDraft,
    /// Language of whoever writes it, BCP 47.
    pub language: String,
    /// When it was saved last.
    pub saved_at: DateTime<Utc>,
}

/// Keeps a draft, new or over what was there.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, secret_sha256: &str, it: &StoredDraft) -> Result<(), StorageError> {
    let draft = serde_json::to_string(&it.draft).map_err(|_| unreadable("draft"))?;
    tx.run(
        "INSERT INTO application_drafts (secret_sha256, network, draft, language, saved_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (secret_sha256) DO UPDATE SET draft = excluded.draft, language = excluded.language,
           saved_at = excluded.saved_at",
        [
            secret_sha256.into(),
            it.network.to_string().into(),
            draft.into(),
            it.language.as_str().into(),
            micros(it.saved_at),
        ],
    )
    .await?;
    Ok(())
}

/// The draft behind a link.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, secret_sha256: &str) -> Result<Option<StoredDraft>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM application_drafts WHERE secret_sha256 = $1",
            [secret_sha256.into()],
        )
        .await?;
    row.map(|row| {
        Ok(StoredDraft {
            network: row.parsed("network")?,
            draft: serde_json::from_str(&row.get::<String>("draft")?).map_err(|_| unreadable("draft"))?,
            language: row.get("language")?,
            saved_at: row.time("saved_at")?,
        })
    })
    .transpose()
}

/// A draft was sent, or is given up.
///
/// # Errors
/// [`StorageError`].
pub async fn remove(tx: &Tx, secret_sha256: &str) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM application_drafts WHERE secret_sha256 = $1",
        [secret_sha256.into()],
    )
    .await?;
    Ok(())
}

/// Forgets drafts that nobody saved since a moment; gives how many.
///
/// # Errors
/// [`StorageError`].
pub async fn forget(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StorageError> {
    tx.run("DELETE FROM application_drafts WHERE saved_at < $1", [micros(before)])
        .await
}
