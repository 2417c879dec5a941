//! What owners of collections on other servers put into them: featured posts, reports of a practice.

use chrono::{DateTime, Utc};

use crate::{Db, StorageError, Tx, sql::micros};

/// Puts an object into a collection.
///
/// # Errors
/// [`StorageError`].
pub async fn add(tx: &Tx, collection: &str, object: &str, owner: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO collection_items (collection, object, owner, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        [collection.into(), object.into(), owner.into(), micros(now)],
    )
    .await?;
    Ok(())
}

/// Takes an object out of a collection.
///
/// # Errors
/// [`StorageError`].
pub async fn remove(tx: &Tx, collection: &str, object: &str) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM collection_items WHERE collection = $1 AND object = $2",
        [collection.into(), object.into()],
    )
    .await?;
    Ok(())
}

/// What is in a collection, newest first, at most 50.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>, collection: &str) -> Result<Vec<String>, StorageError> {
    let rows = db
        .rows(
            "SELECT object FROM collection_items WHERE collection = $1 ORDER BY at DESC, object LIMIT 50",
            [collection.into()],
        )
        .await?;
    rows.iter().map(|row| row.get("object")).collect()
}
