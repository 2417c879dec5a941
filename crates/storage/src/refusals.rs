//! How often something was refused: one row per day, host and reason, 10,000 rows.

use crate::{Db, StorageError, Tx};

/// At most this many rows are kept; those of the oldest days go first.
const MOST: i64 = 10_000;

/// A counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Days since 1970-01-01.
    pub day: i64,
    /// The server that was named; empty where none was.
    pub host: String,
    /// Reason code.
    pub reason: String,
    /// How often.
    pub times: i64,
}

/// Adds to a counter.
///
/// # Errors
/// [`StorageError`].
pub async fn add(tx: &Tx, counted: &Counted) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO refusals (day, host, reason, times) VALUES ($1, $2, $3, $4)
         ON CONFLICT (day, host, reason) DO UPDATE SET times = refusals.times + excluded.times",
        [
            counted.day.into(),
            counted.host.as_str().into(),
            counted.reason.as_str().into(),
            counted.times.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Drops the counters before a day, and the oldest of those that are too many; gives how many.
///
/// # Errors
/// [`StorageError`].
pub async fn tidy(tx: &Tx, before: i64) -> Result<u64, StorageError> {
    tx.run(
        "DELETE FROM refusals WHERE day < $1 OR (day, host, reason) IN (
           SELECT day, host, reason FROM refusals ORDER BY day DESC, times DESC, host, reason LIMIT $2 OFFSET $3)",
        [before.into(), MOST.into(), MOST.into()],
    )
    .await
}

/// The counters from a day on: the newest day first, on each day the largest first.
///
/// # Errors
/// [`StorageError`].
pub async fn since(db: &Db<'_>, day: i64) -> Result<Vec<Counted>, StorageError> {
    let rows = db
        .rows(
            "SELECT day, host, reason, times FROM refusals WHERE day >= $1
             ORDER BY day DESC, times DESC, host, reason",
            [day.into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Counted {
                day: row.get("day")?,
                host: row.get("host")?,
                reason: row.get("reason")?,
                times: row.get("times")?,
            })
        })
        .collect()
}
