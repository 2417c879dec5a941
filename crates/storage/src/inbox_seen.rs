//! What was received; the row commits together with its effect (ARCHITECTURE I12).

use chrono::{DateTime, Utc};

use crate::{Db, StorageError, Tx, sql::micros};

/// What is kept of a received activity.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    /// Its id.
    pub activity: &'a str,
    /// Who sent it.
    pub actor: &'a str,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: &'a str,
    /// Its type.
    pub kind: &'a str,
    /// Id of its object, for `Undo`.
    pub object: Option<&'a str>,
}

/// Notes an activity; false when its id was seen before.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, seen: &Seen<'_>, now: DateTime<Utc>) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "INSERT INTO inbox_seen (activity, actor, sha256, kind, object, at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (activity) DO NOTHING",
            [
                seen.activity.into(),
                seen.actor.into(),
                seen.sha256.into(),
                seen.kind.into(),
                seen.object.into(),
                micros(now),
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// The SHA-256 under which an id was seen.
///
/// # Errors
/// [`StorageError`].
pub async fn sha256(db: &Db<'_>, activity: &str) -> Result<Option<String>, StorageError> {
    let row = db
        .row("SELECT sha256 FROM inbox_seen WHERE activity = $1", [activity.into()])
        .await?;
    row.map(|row| row.get("sha256")).transpose()
}

/// Actor, type and object of an activity that was seen.
///
/// # Errors
/// [`StorageError`].
pub async fn find(db: &Db<'_>, activity: &str) -> Result<Option<(String, String, Option<String>)>, StorageError> {
    let row = db
        .row(
            "SELECT actor, kind, object FROM inbox_seen WHERE activity = $1",
            [activity.into()],
        )
        .await?;
    row.map(|row| Ok((row.get("actor")?, row.get("kind")?, row.get("object")?)))
        .transpose()
}
