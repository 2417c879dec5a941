//! What was deleted stays deleted: a tombstone wins over anything that comes later.

use chrono::{DateTime, Utc};

use crate::{Db, StorageError, Tx, sql::micros};

/// Remembers that an actor deleted an object of its own.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, object: &str, actor: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO tombstones (object, actor, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        [object.into(), actor.into(), micros(now)],
    )
    .await?;
    Ok(())
}

/// When an actor deleted an object, if it did.
///
/// # Errors
/// [`StorageError`].
pub async fn find(db: &Db<'_>, object: &str, actor: &str) -> Result<Option<DateTime<Utc>>, StorageError> {
    let row = db
        .row(
            "SELECT at FROM tombstones WHERE object = $1 AND actor = $2",
            [object.into(), actor.into()],
        )
        .await?;
    row.map(|row| row.time("at")).transpose()
}
