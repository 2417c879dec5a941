//! What was deleted stays deleted: a tombstone wins over anything that comes later.

use chrono::{DateTime, Utc};

use crate::{Db, StorageError, Tx, sql::micros};

/// Remembers that the owner deleted an object.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, object: &str, actor: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO tombstones (object, actor, at) VALUES ($1, $2, $3) ON CONFLICT (object) DO NOTHING",
        [object.into(), actor.into(), micros(now)],
    )
    .await?;
    Ok(())
}

/// When an object was deleted, if it was.
///
/// # Errors
/// [`StorageError`].
pub async fn find(db: &Db<'_>, object: &str) -> Result<Option<DateTime<Utc>>, StorageError> {
    let row = db
        .row("SELECT at FROM tombstones WHERE object = $1", [object.into()])
        .await?;
    row.map(|row| row.time("at")).transpose()
}
