//! Other hosts.

use chrono::{DateTime, Utc};
use domain::outbox::Seq;

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// What is kept of a host.
#[derive(Clone, Debug)]
pub struct Peer {
    /// The host.
    pub host: String,
    /// Where its lane stands.
    pub cursor: Seq,
    /// Failures in a row.
    pub failures: u32,
    /// Since when it fails.
    pub failing_since: Option<DateTime<Utc>>,
    /// Since when its inbox answers that it is not there.
    pub gone_since: Option<DateTime<Utc>>,
    /// The entry that failed last.
    pub failed: Option<FailedEntry>,
    /// Not before; nothing = now, or, where it fails, when it is heard from.
    pub next_try_at: Option<DateTime<Utc>>,
    /// Signature kind that it takes.
    pub signature: Option<String>,
    /// A Bandung node.
    pub bandung: bool,
    /// Paused by the operator.
    pub paused: bool,
    /// A person must look.
    pub alarm: bool,
    /// Last answer in words.
    pub last_answer: Option<String>,
    /// Last success towards it.
    pub last_success: Option<DateTime<Utc>>,
    /// Last verified message from it, to the minute.
    pub last_heard: Option<DateTime<Utc>>,
    /// What we have of its outbox without a gap.
    pub received_seq: Seq,
}

/// An entry that a host does not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailedEntry {
    /// Its number.
    pub seq: Seq,
    /// Tries that failed in a row.
    pub times: u32,
    /// Other entries were taken since.
    pub others_taken: bool,
}

/// Makes the row of a host where it is missing.
///
/// # Errors
/// [`StorageError`].
pub async fn ensure(tx: &Tx, host: &str) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO peers (host, cursor, failures, bandung, paused, alarm, received_seq)
         VALUES ($1, 0, 0, FALSE, FALSE, FALSE, 0) ON CONFLICT (host) DO NOTHING",
        [host.into()],
    )
    .await?;
    Ok(())
}

/// Bandung nodes that follow somebody here, or that somebody here follows.
///
/// # Errors
/// [`StorageError`].
pub async fn related_nodes(db: &Db<'_>) -> Result<Vec<String>, StorageError> {
    let rows = db
        .rows(
            "SELECT host FROM peers p WHERE bandung
                AND (EXISTS (SELECT 1 FROM followers f WHERE f.peer = p.host AND f.state = 'active')
                  OR EXISTS (SELECT 1 FROM following g WHERE g.peer = p.host AND g.state = 'active'))
              ORDER BY host",
            [],
        )
        .await?;
    rows.iter().map(|row| row.get("host")).collect()
}

/// Notes that a host is a Bandung node.
///
/// # Errors
/// [`StorageError`].
pub async fn set_bandung(tx: &Tx, host: &str, bandung: bool) -> Result<(), StorageError> {
    tx.run(
        "UPDATE peers SET bandung = $2 WHERE host = $1 AND bandung <> $2",
        [host.into(), bandung.into()],
    )
    .await?;
    Ok(())
}

/// Notes a verified message; it ends any back-off. Makes the row of the host where it is missing.
///
/// # Errors
/// [`StorageError`].
pub async fn heard(tx: &Tx, host: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO peers (host, cursor, failures, bandung, paused, alarm, received_seq, last_heard)
         VALUES ($1, 0, 0, FALSE, FALSE, FALSE, 0, $2)
         ON CONFLICT (host) DO UPDATE SET last_heard = excluded.last_heard, failures = 0, failing_since = NULL,
           next_try_at = NULL",
        [host.into(), micros(now)],
    )
    .await?;
    Ok(())
}

/// One host.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, host: &str) -> Result<Option<Peer>, StorageError> {
    let row = db.row("SELECT * FROM peers WHERE host = $1", [host.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// All hosts.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>) -> Result<Vec<Peer>, StorageError> {
    let rows = db.rows("SELECT * FROM peers ORDER BY host", []).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Peer, StorageError> {
    Ok(Peer {
        host: row.get("host")?,
        cursor: Seq(row.get("cursor")?),
        failures: u32::try_from(row.get::<i64>("failures")?).unwrap_or(u32::MAX),
        failing_since: row.time_or_none("failing_since")?,
        gone_since: row.time_or_none("gone_since")?,
        failed: match row.get::<Option<i64>>("failed_seq")? {
            Some(seq) => Some(FailedEntry {
                seq: Seq(seq),
                times: u32::try_from(row.get::<i64>("failed_times")?).unwrap_or(u32::MAX),
                others_taken: row.get("others_taken")?,
            }),
            None => None,
        },
        next_try_at: row.time_or_never("next_try_at")?,
        signature: row.get("signature")?,
        bandung: row.get("bandung")?,
        paused: row.get("paused")?,
        alarm: row.get("alarm")?,
        last_answer: row.get("last_answer")?,
        last_success: row.time_or_none("last_success")?,
        last_heard: row.time_or_none("last_heard")?,
        received_seq: Seq(row.get("received_seq")?),
    })
}
