//! Messages that contradict each other, kept byte for byte.

use chrono::{DateTime, Utc};

use crate::{Db, StorageError, Tx, sql::micros};

/// A message and why it is kept.
#[derive(Clone, Debug)]
pub struct Exhibit<'a> {
    /// Id of the activity.
    pub activity: &'a str,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: &'a str,
    /// Who sent it.
    pub actor: &'a str,
    /// Reason code.
    pub reason: &'a str,
    /// The exact bytes.
    pub body: &'a [u8],
}

/// Keeps a message.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, exhibit: &Exhibit<'_>, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO evidence (activity, sha256, actor, reason, body, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING",
        [
            exhibit.activity.into(),
            exhibit.sha256.into(),
            exhibit.actor.into(),
            exhibit.reason.into(),
            exhibit.body.to_vec().into(),
            micros(now),
        ],
    )
    .await?;
    Ok(())
}

/// The ids of those that somebody sent and that name an object.
///
/// # Errors
/// [`StorageError`].
pub async fn about(db: &Db<'_>, actor: &str, object: &str) -> Result<Vec<String>, StorageError> {
    let rows = db
        .rows(
            "SELECT activity, body FROM evidence WHERE actor = $1 ORDER BY activity",
            [actor.into()],
        )
        .await?;
    let mut found = Vec::new();
    for row in rows {
        let body: Vec<u8> = row.get("body")?;
        if body.windows(object.len()).any(|window| window == object.as_bytes()) {
            found.push(row.get("activity")?);
        }
    }
    found.dedup();
    Ok(found)
}

/// How many messages are kept for an id.
///
/// # Errors
/// [`StorageError`].
pub async fn count(db: &Db<'_>, activity: &str) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM evidence WHERE activity = $1",
            [activity.into()],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}
