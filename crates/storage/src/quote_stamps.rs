//! Plain permissions to quote (FEP-044f): stamps that authorise nothing else (PE6).

use chrono::{DateTime, Utc};
use domain::ids::OrganisationId;

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// A permission to quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteStamp {
    /// Its id on the network.
    pub object: String,
    /// Who gave it.
    pub organisation: OrganisationId,
    /// What may be quoted.
    pub target: String,
    /// The quoting post.
    pub note: String,
    /// Its author.
    pub requester: String,
    /// The stamp, byte for byte.
    pub document: Option<Vec<u8>>,
    /// When it was given.
    pub at: DateTime<Utc>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Stores a permission.
///
/// # Errors
/// [`StorageError::Exists`] when this post may quote it already.
pub async fn insert(tx: &Tx, it: &QuoteStamp) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO quote_stamps (object, organisation, target, note, requester, document, at, revoked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)",
        [
            it.object.as_str().into(),
            it.organisation.to_string().into(),
            it.target.as_str().into(),
            it.note.as_str().into(),
            it.requester.as_str().into(),
            it.document.clone().into(),
            micros(it.at),
        ],
    )
    .await?;
    Ok(())
}

/// Takes a permission back: what is served from now on is the tombstone.
///
/// # Errors
/// [`StorageError`].
pub async fn revoke(tx: &Tx, object: &str, tombstone: &[u8], now: DateTime<Utc>) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE quote_stamps SET revoked_at = $2, document = $3 WHERE object = $1 AND revoked_at IS NULL",
            [object.into(), micros(now), tombstone.to_vec().into()],
        )
        .await?;
    Ok(changed == 1)
}

/// One by its id.
///
/// # Errors
/// [`StorageError`].
pub async fn by_object(db: &Db<'_>, object: &str) -> Result<Option<QuoteStamp>, StorageError> {
    let row = db
        .row("SELECT * FROM quote_stamps WHERE object = $1", [object.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// The permission that a post has for something.
///
/// # Errors
/// [`StorageError`].
pub async fn of_note(db: &Db<'_>, target: &str, note: &str) -> Result<Option<QuoteStamp>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM quote_stamps WHERE target = $1 AND note = $2",
            [target.into(), note.into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// The permissions that a post of somebody has and that were not taken back.
///
/// # Errors
/// [`StorageError`].
pub async fn of_post(db: &Db<'_>, note: &str, requester: &str) -> Result<Vec<QuoteStamp>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM quote_stamps WHERE note = $1 AND requester = $2 AND revoked_at IS NULL ORDER BY object",
            [note.into(), requester.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<QuoteStamp, StorageError> {
    Ok(QuoteStamp {
        object: row.get("object")?,
        organisation: row.parsed("organisation")?,
        target: row.get("target")?,
        note: row.get("note")?,
        requester: row.get("requester")?,
        document: row.get("document")?,
        at: row.time("at")?,
        revoked_at: row.time_or_none("revoked_at")?,
    })
}
