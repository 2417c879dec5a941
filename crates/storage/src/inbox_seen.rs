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
    /// The exact bytes.
    pub body: &'a [u8],
}

/// Notes an activity; false when its id was seen before.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, seen: &Seen<'_>, now: DateTime<Utc>) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "INSERT INTO inbox_seen (activity, actor, sha256, kind, object, body, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (activity) DO NOTHING",
            [
                seen.activity.into(),
                seen.actor.into(),
                seen.sha256.into(),
                seen.kind.into(),
                seen.object.into(),
                seen.body.to_vec().into(),
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

/// The bytes under which an id was seen, where they are still kept.
///
/// # Errors
/// [`StorageError`].
pub async fn body(db: &Db<'_>, activity: &str) -> Result<Option<Vec<u8>>, StorageError> {
    let row = db
        .row("SELECT body FROM inbox_seen WHERE activity = $1", [activity.into()])
        .await?;
    row.map_or(Ok(None), |row| row.get("body"))
}

/// Drops the bytes, not the rows, of what came before a time.
///
/// # Errors
/// [`StorageError`].
pub async fn forget_bodies(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StorageError> {
    tx.run(
        "UPDATE inbox_seen SET body = NULL WHERE at < $1 AND body IS NOT NULL",
        [micros(before)],
    )
    .await
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

/// Destroys the bytes of everything that was received about an object, wherever they are kept.
///
/// # Errors
/// [`StorageError`].
pub async fn forget_object(tx: &Tx, object: &str) -> Result<(), StorageError> {
    for sql in [
        "DELETE FROM evidence WHERE activity IN (SELECT activity FROM inbox_seen WHERE object = $1)",
        "DELETE FROM waiting WHERE activity IN (SELECT activity FROM inbox_seen WHERE object = $1)",
        "UPDATE inbox_seen SET body = NULL WHERE object = $1",
    ] {
        tx.run(sql, [object.into()]).await?;
    }
    Ok(())
}

/// Destroys the bytes of what one actor sent about an object that has had no effect yet; false when there were none.
///
/// # Errors
/// [`StorageError`].
pub async fn forget_object_of(tx: &Tx, object: &str, actor: &str) -> Result<bool, StorageError> {
    let rows = Db::from(tx)
        .rows(
            "SELECT activity FROM inbox_seen WHERE object = $1 AND actor = $2 AND body IS NOT NULL",
            [object.into(), actor.into()],
        )
        .await?;
    for row in &rows {
        forget_activity(tx, &row.get::<String>("activity")?).await?;
    }
    Ok(!rows.is_empty())
}

/// Destroys the bytes of one received activity.
///
/// # Errors
/// [`StorageError`].
pub async fn forget_activity(tx: &Tx, activity: &str) -> Result<(), StorageError> {
    for sql in [
        "DELETE FROM evidence WHERE activity = $1",
        "DELETE FROM waiting WHERE activity = $1",
        "UPDATE inbox_seen SET body = NULL WHERE activity = $1",
    ] {
        tx.run(sql, [activity.into()]).await?;
    }
    Ok(())
}
