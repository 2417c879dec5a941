//! Logs that were caught: two notes that contradict each other, kept for everybody.

use chrono::{DateTime, Utc};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// Two notes of one log that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Identifier: a hash of the two notes.
    pub id: String,
    /// Which log.
    pub origin: String,
    /// `split-view`, `rollback` or `consistency-invalid`.
    pub reason: String,
    /// The verifier key of the log.
    pub key: String,
    /// The note that was known.
    pub first: String,
    /// The note that contradicts it.
    pub second: String,
    /// Who showed the second one: a host.
    pub shown_by: String,
    /// When it was found.
    pub at: DateTime<Utc>,
}

/// Keeps a fault; says whether it is new.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, fault: &Fault) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "INSERT INTO log_faults (id, origin, reason, key, first, second, shown_by, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            [
                fault.id.as_str().into(),
                fault.origin.as_str().into(),
                fault.reason.as_str().into(),
                fault.key.as_str().into(),
                fault.first.as_str().into(),
                fault.second.as_str().into(),
                fault.shown_by.as_str().into(),
                micros(fault.at),
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// All faults, newest first, or those of one log; at most 100.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>, origin: Option<&str>) -> Result<Vec<Fault>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM log_faults WHERE $1 = '' OR origin = $1 ORDER BY at DESC, id LIMIT 100",
            [origin.unwrap_or_default().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// One fault.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: &str) -> Result<Option<Fault>, StorageError> {
    let row = db.row("SELECT * FROM log_faults WHERE id = $1", [id.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// Faults that the other nodes have not been told of.
///
/// # Errors
/// [`StorageError`].
pub async fn untold(db: &Db<'_>) -> Result<Vec<Fault>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM log_faults WHERE told_at IS NULL ORDER BY at LIMIT 100",
            [],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// The other nodes have been told.
///
/// # Errors
/// [`StorageError`].
pub async fn told(tx: &Tx, id: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE log_faults SET told_at = $2 WHERE id = $1",
        [id.into(), micros(now)],
    )
    .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Fault, StorageError> {
    Ok(Fault {
        id: row.get("id")?,
        origin: row.get("origin")?,
        reason: row.get("reason")?,
        key: row.get("key")?,
        first: row.get("first")?,
        second: row.get("second")?,
        shown_by: row.get("shown_by")?,
        at: row.time("at")?,
    })
}
