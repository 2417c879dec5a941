//! How far we have the outbox of each Bandung node, without a gap (PROTOCOL 13.4).

use chrono::{DateTime, Utc};
use domain::outbox::Seq;

use crate::{Db, StorageError, Tx, sql::micros};

/// Numbers kept beyond a gap, per peer; a pull brings the rest.
const AHEAD: i64 = 64;

/// Notes that an entry arrived whose forerunner for us is `prev`. Gives the last number without a gap.
///
/// # Errors
/// [`StorageError`].
pub async fn note(tx: &Tx, peer: &str, seq: Seq, prev: Seq, now: DateTime<Utc>) -> Result<Seq, StorageError> {
    let db = Db::from(tx);
    let row = db
        .row(
            "UPDATE peers SET received_seq = received_seq WHERE host = $1 RETURNING received_seq",
            [peer.into()],
        )
        .await?;
    let mut last: i64 = row.map_or(Ok(0), |row| row.get("received_seq"))?;
    if seq.0 <= last {
        return Ok(Seq(last));
    }
    if prev.0 > last {
        tx.run(
            "INSERT INTO received_ahead (peer, seq, prev)
             SELECT $1, $2, $3 WHERE (SELECT COUNT(*) FROM received_ahead WHERE peer = $1) < $4
             ON CONFLICT DO NOTHING",
            [peer.into(), seq.0.into(), prev.0.into(), AHEAD.into()],
        )
        .await?;
        tx.run(
            "UPDATE peers SET gap_since = COALESCE(gap_since, $2) WHERE host = $1",
            [peer.into(), micros(now)],
        )
        .await?;
        return Ok(Seq(last));
    }
    last = seq.0;
    let ahead = db
        .rows(
            "SELECT seq, prev FROM received_ahead WHERE peer = $1 AND seq > $2 ORDER BY seq",
            [peer.into(), last.into()],
        )
        .await?;
    for row in &ahead {
        if row.get::<i64>("prev")? > last {
            break;
        }
        last = row.get("seq")?;
    }
    set(tx, peer, Seq(last)).await?;
    Ok(Seq(last))
}

/// Everything up to `last` is here or was refused for good.
///
/// # Errors
/// [`StorageError`].
pub async fn set(tx: &Tx, peer: &str, last: Seq) -> Result<(), StorageError> {
    tx.run(
        "UPDATE peers SET received_seq = $2 WHERE host = $1 AND received_seq < $2",
        [peer.into(), last.0.into()],
    )
    .await?;
    tx.run(
        "DELETE FROM received_ahead WHERE peer = $1 AND seq <= $2",
        [peer.into(), last.0.into()],
    )
    .await?;
    tx.run(
        "UPDATE peers SET gap_since = NULL WHERE host = $1
            AND NOT EXISTS (SELECT 1 FROM received_ahead WHERE peer = $1)",
        [peer.into()],
    )
    .await?;
    Ok(())
}

/// Bandung nodes to ask for what we missed: all of them, or those with a gap since `gap_before` or not asked since
/// `asked_before`. Gives (host, last number received).
///
/// # Errors
/// [`StorageError`].
pub async fn to_ask(
    db: &Db<'_>,
    all: bool,
    gap_before: DateTime<Utc>,
    asked_before: DateTime<Utc>,
) -> Result<Vec<(String, Seq)>, StorageError> {
    let rows = db
        .rows(
            "SELECT host, received_seq FROM peers
              WHERE bandung AND NOT paused AND ($1 OR (gap_since IS NOT NULL AND gap_since <= $2
                     AND (asked_at IS NULL OR asked_at <= $2)) OR asked_at IS NULL OR asked_at <= $3)
              ORDER BY asked_at, host",
            [all.into(), micros(gap_before), micros(asked_before)],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.get("host")?, Seq(row.get("received_seq")?))))
        .collect()
}
