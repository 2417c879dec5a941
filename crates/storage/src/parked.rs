//! Entries that were set aside for one peer, so that one bad entry never holds it up.

use chrono::{DateTime, Utc};
use domain::{delivery::Waiting, outbox::Seq};

use crate::{
    Db, StorageError, Tx,
    outbox::waiting,
    sql::{micros, micros_or_null},
};

/// Sets an entry aside; again with a new reason and time where it is already.
///
/// # Errors
/// [`StorageError`].
pub async fn park(
    tx: &Tx,
    peer: &str,
    seq: Seq,
    reason: &str,
    retry_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO parked (peer, seq, order_key, reason, retry_at, at)
         SELECT $1, o.seq, o.order_key, $3, $4, $5 FROM outbox o WHERE o.seq = $2
         ON CONFLICT (peer, seq) DO UPDATE SET reason = excluded.reason, retry_at = excluded.retry_at",
        [
            peer.into(),
            seq.0.into(),
            reason.into(),
            micros_or_null(retry_at),
            micros(now),
        ],
    )
    .await?;
    Ok(())
}

/// Entries whose time has come, in order; of each order key only the first that is to be tried again.
///
/// # Errors
/// [`StorageError`].
pub async fn due(db: &Db<'_>, peer: &str, now: DateTime<Utc>) -> Result<Vec<Waiting>, StorageError> {
    let rows = db
        .rows(
            "SELECT k.seq, k.order_key FROM parked k WHERE k.peer = $1 AND k.retry_at <= $2
                AND NOT EXISTS (SELECT 1 FROM parked e WHERE e.peer = k.peer AND e.order_key = k.order_key
                                   AND e.seq < k.seq AND e.retry_at IS NOT NULL)
              ORDER BY k.seq LIMIT 16",
            [peer.into(), micros(now)],
        )
        .await?;
    rows.iter().map(waiting).collect()
}

/// Whether an earlier entry of the same order key was set aside and has a time to be tried again.
///
/// # Errors
/// [`StorageError`].
pub async fn follows_parked(db: &Db<'_>, peer: &str, seq: Seq) -> Result<Option<DateTime<Utc>>, StorageError> {
    let row = db
        .row(
            "SELECT MAX(k.retry_at) AS retry_at FROM parked k JOIN outbox o ON o.order_key = k.order_key
              WHERE k.peer = $1 AND o.seq = $2 AND k.seq < o.seq AND k.retry_at IS NOT NULL",
            [peer.into(), seq.0.into()],
        )
        .await?;
    row.map_or(Ok(None), |row| row.time_or_none("retry_at"))
}

/// An entry is done; false when it was not set aside.
///
/// # Errors
/// [`StorageError`].
pub async fn unpark(tx: &Tx, peer: &str, seq: Seq) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "DELETE FROM parked WHERE peer = $1 AND seq = $2",
            [peer.into(), seq.0.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// All of a peer: (number, why).
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>, peer: &str) -> Result<Vec<(Seq, String)>, StorageError> {
    let rows = db
        .rows(
            "SELECT seq, reason FROM parked WHERE peer = $1 ORDER BY seq",
            [peer.into()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((Seq(row.get("seq")?), row.get("reason")?)))
        .collect()
}

/// Makes all of a peer due now.
///
/// # Errors
/// [`StorageError`].
pub async fn retry_all(tx: &Tx, peer: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE parked SET retry_at = $2 WHERE peer = $1",
        [peer.into(), micros(now)],
    )
    .await?;
    Ok(())
}

/// Drops all of a peer; gives their number.
///
/// # Errors
/// [`StorageError`].
pub async fn drop_all(tx: &Tx, peer: &str) -> Result<u64, StorageError> {
    tx.run("DELETE FROM parked WHERE peer = $1", [peer.into()]).await
}
