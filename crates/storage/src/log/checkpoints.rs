//! Signed checkpoints of our own logs and of mirrored ones, with the cosignatures that came.

use chrono::{DateTime, Utc};

use crate::{Db, StorageError, Tx, log::index_of, sql::micros};

/// How many checkpoints of a log are kept.
const KEPT: i64 = 64;

/// Keeps a checkpoint, in place of an older note of the same size.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, origin: &str, size: u64, note: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO log_checkpoints (log, size, note, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (log, size) DO UPDATE SET note = excluded.note",
        [origin.into(), size.cast_signed().into(), note.into(), micros(now)],
    )
    .await?;
    tx.run(
        "DELETE FROM log_checkpoints WHERE log = $1 AND size < (SELECT MIN(size) FROM
           (SELECT size FROM log_checkpoints WHERE log = $1 ORDER BY size DESC LIMIT $2) AS newest)",
        [origin.into(), KEPT.into()],
    )
    .await?;
    Ok(())
}

/// The newest checkpoints, largest first, at most so many.
///
/// # Errors
/// [`StorageError`].
pub async fn newest(db: &Db<'_>, origin: &str, most: u64) -> Result<Vec<(u64, String)>, StorageError> {
    let rows = db
        .rows(
            "SELECT size, note FROM log_checkpoints WHERE log = $1 ORDER BY size DESC LIMIT $2",
            [origin.into(), most.cast_signed().into()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((index_of(row, "size")?, row.get("note")?)))
        .collect()
}

/// The checkpoint of one size; nobody else changes it before this transaction ends.
///
/// # Errors
/// [`StorageError`].
pub async fn get_for_update(tx: &Tx, origin: &str, size: u64) -> Result<Option<String>, StorageError> {
    let row = Db::from(tx)
        .row(
            "UPDATE log_checkpoints SET at = at WHERE log = $1 AND size = $2 RETURNING note",
            [origin.into(), size.cast_signed().into()],
        )
        .await?;
    row.map(|row| row.get("note")).transpose()
}
