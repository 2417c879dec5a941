//! The lanes: who works on which peer, how far it came, and what came back.

use chrono::{DateTime, Utc};
use domain::outbox::Seq;

use crate::{
    Db, StorageError, Tx,
    sql::{micros, micros_or_null},
};

/// Answers that are kept per peer.
const ANSWERS: i64 = 50;

/// Peers that nobody holds, that may be tried now, and that have something to get.
///
/// # Errors
/// [`StorageError`].
pub async fn due(db: &Db<'_>, now: DateTime<Utc>) -> Result<Vec<String>, StorageError> {
    let rows = db
        .rows(
            "SELECT p.host FROM peers p
              WHERE NOT p.paused AND (p.next_try_at IS NULL OR p.next_try_at <= $1)
                AND (p.leased_until IS NULL OR p.leased_until < $1)
                AND (EXISTS (SELECT 1 FROM subscriptions s WHERE s.peer = p.host AND EXISTS (
                       SELECT 1 FROM outbox_audience a WHERE a.key = s.key AND a.seq > p.cursor AND a.seq >= s.from_seq
                          AND (s.until_seq IS NULL OR a.seq < s.until_seq)))
                  OR EXISTS (SELECT 1 FROM outbox_named d WHERE d.peer = p.host AND d.seq > p.cursor)
                  OR EXISTS (SELECT 1 FROM parked k WHERE k.peer = p.host AND k.retry_at <= $1))
              ORDER BY p.host",
            [micros(now)],
        )
        .await?;
    rows.iter().map(|row| row.get("host")).collect()
}

/// Whether somebody of an origin, which ends in `/`, stands on the roster of a network that is known here, or runs one.
///
/// # Errors
/// [`StorageError`].
pub async fn is_in_a_network(db: &Db<'_>, origin: &str) -> Result<bool, StorageError> {
    // What follows the origin comes before the sign after `/`.
    let end = format!("{}0", origin.trim_end_matches('/'));
    let rows = db
        .rows(
            "SELECT 1 AS found FROM networks n JOIN memberships m
                 ON m.network = n.id AND m.subject >= $1 AND m.subject < $2 WHERE m.tier NOT IN ('applicant', 'expelled', 'withdrawn')
              UNION ALL
             SELECT 1 AS found FROM trusted_networks t JOIN roster_standings s
                 ON s.network = t.network AND s.actor >= $1 AND s.actor < $2 WHERE s.tier NOT IN ('expelled', 'withdrawn')
              UNION ALL
             SELECT 1 AS found FROM trusted_networks WHERE network >= $1 AND network < $2
              LIMIT 1",
            [origin.into(), end.into()],
        )
        .await?;
    Ok(!rows.is_empty())
}

/// Takes or renews the lease of a peer; false when somebody else holds it.
///
/// # Errors
/// [`StorageError`].
pub async fn lease(
    tx: &Tx,
    host: &str,
    holder: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE peers SET lease_holder = $2, leased_until = $4
              WHERE host = $1 AND (leased_until IS NULL OR leased_until < $3 OR lease_holder = $2)",
            [host.into(), holder.into(), micros(now), micros(until)],
        )
        .await?;
    Ok(changed == 1)
}

/// Ends all leases.
///
/// # Errors
/// [`StorageError`].
pub async fn release_all(tx: &Tx) -> Result<(), StorageError> {
    tx.run(
        "UPDATE peers SET lease_holder = NULL, leased_until = NULL WHERE lease_holder IS NOT NULL",
        [],
    )
    .await?;
    Ok(())
}

/// Ends a lease.
///
/// # Errors
/// [`StorageError`].
pub async fn release(tx: &Tx, host: &str, holder: &str) -> Result<(), StorageError> {
    tx.run(
        "UPDATE peers SET lease_holder = NULL, leased_until = NULL WHERE host = $1 AND lease_holder = $2",
        [host.into(), holder.into()],
    )
    .await?;
    Ok(())
}

/// Moves the cursor, only forward and only by the holder; false when the lane was lost.
///
/// # Errors
/// [`StorageError`].
pub async fn advance(tx: &Tx, host: &str, holder: &str, from: Seq, to: Seq) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE peers SET cursor = $4 WHERE host = $1 AND lease_holder = $2 AND cursor = $3 AND cursor <= $4",
            [host.into(), holder.into(), from.0.into(), to.0.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// What waits for a peer is dropped: its inbox is gone for good.
///
/// # Errors
/// [`StorageError`].
pub async fn skip_to(tx: &Tx, host: &str, head: Seq) -> Result<(), StorageError> {
    tx.run(
        "UPDATE peers SET cursor = $2 WHERE host = $1 AND cursor < $2",
        [host.into(), head.0.into()],
    )
    .await?;
    Ok(())
}

/// Notes that entries were taken.
///
/// # Errors
/// [`StorageError`].
pub async fn delivered(
    tx: &Tx,
    host: &str,
    taken: &[Seq],
    signature: &str,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.run(
        "UPDATE peers SET failures = 0, failing_since = NULL, gone_since = NULL, next_try_at = NULL, alarm = FALSE,
                others_taken = TRUE, signature = $2, last_success = $3 WHERE host = $1",
        [host.into(), signature.into(), micros(now)],
    )
    .await?;
    let failed = Db::from(tx)
        .row("SELECT failed_seq FROM peers WHERE host = $1", [host.into()])
        .await?
        .map(|row| row.get::<Option<i64>>("failed_seq"))
        .transpose()?
        .flatten();
    match failed.map(Seq).filter(|failed| taken.contains(failed)) {
        Some(failed) => forget_failure(tx, host, failed).await,
        None => Ok(()),
    }
}

/// An entry that failed is done or set aside.
///
/// # Errors
/// [`StorageError`].
pub async fn forget_failure(tx: &Tx, host: &str, seq: Seq) -> Result<(), StorageError> {
    tx.run(
        "UPDATE peers SET failed_seq = NULL, failed_times = 0, others_taken = FALSE WHERE host = $1 AND failed_seq = $2",
        [host.into(), seq.0.into()],
    )
    .await?;
    Ok(())
}

/// A failure that holds a whole peer.
#[derive(Clone, Copy, Debug)]
pub struct Failure {
    /// The entry that was not taken.
    pub seq: Seq,
    /// When to try again; nothing = when the peer is heard from.
    pub until: Option<DateTime<Utc>>,
    /// A person must look.
    pub alarm: bool,
    /// The inbox itself is not there.
    pub gone: bool,
}

/// Notes a failure that holds a whole peer.
///
/// # Errors
/// [`StorageError`].
pub async fn failed(tx: &Tx, host: &str, failure: Failure, now: DateTime<Utc>) -> Result<(), StorageError> {
    let until = failure.until.map_or(i64::MAX, |until| until.timestamp_micros());
    tx.run(
        "UPDATE peers SET failures = failures + 1, failing_since = COALESCE(failing_since, $5), next_try_at = $2,
                alarm = $3, gone_since = CASE WHEN $4 THEN COALESCE(gone_since, $5) ELSE NULL END,
                failed_times = CASE WHEN failed_seq = $6 THEN failed_times + 1 ELSE 1 END,
                others_taken = CASE WHEN failed_seq = $6 THEN others_taken ELSE FALSE END,
                failed_seq = $6 WHERE host = $1",
        [
            host.into(),
            until.into(),
            failure.alarm.into(),
            failure.gone.into(),
            micros(now),
            failure.seq.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Ends the back-off of a peer: it was heard from, or the operator wants it tried now.
///
/// # Errors
/// [`StorageError`].
pub async fn try_again(tx: &Tx, host: &str) -> Result<(), StorageError> {
    tx.run(
        "UPDATE peers SET failures = 0, failing_since = NULL, next_try_at = NULL WHERE host = $1",
        [host.into()],
    )
    .await?;
    Ok(())
}

/// Pauses or resumes a peer; false when it is unknown.
///
/// # Errors
/// [`StorageError`].
pub async fn pause(tx: &Tx, host: &str, paused: bool) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE peers SET paused = $2 WHERE host = $1",
            [host.into(), paused.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// Keeps an answer in words; the last 50 stay.
///
/// # Errors
/// [`StorageError`].
pub async fn answered(
    tx: &Tx,
    host: &str,
    seq: Option<Seq>,
    answer: &str,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.run(
        "UPDATE peers SET last_answer = $2 WHERE host = $1",
        [host.into(), answer.into()],
    )
    .await?;
    tx.run(
        "INSERT INTO peer_answers (host, at, seq, answer) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        [
            host.into(),
            micros(now),
            seq.unwrap_or_default().0.into(),
            answer.into(),
        ],
    )
    .await?;
    tx.run(
        "DELETE FROM peer_answers WHERE host = $1 AND at < (SELECT MIN(at) FROM (
           SELECT at FROM peer_answers WHERE host = $1 ORDER BY at DESC LIMIT $2) AS kept)",
        [host.into(), ANSWERS.into()],
    )
    .await?;
    Ok(())
}

/// The last answers of a peer, newest first: (when, number of the entry or 0, what it said).
///
/// # Errors
/// [`StorageError`].
pub async fn answers(db: &Db<'_>, host: &str) -> Result<Vec<(DateTime<Utc>, Seq, String)>, StorageError> {
    let rows = db
        .rows(
            "SELECT at, seq, answer FROM peer_answers WHERE host = $1 ORDER BY at DESC, seq DESC LIMIT $2",
            [host.into(), ANSWERS.into()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.time("at")?, Seq(row.get("seq")?), row.get("answer")?)))
        .collect()
}

/// Notes when a peer's outbox was asked for.
///
/// # Errors
/// [`StorageError`].
pub async fn asked(tx: &Tx, host: &str, at: Option<DateTime<Utc>>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE peers SET asked_at = $2 WHERE host = $1",
        [host.into(), micros_or_null(at)],
    )
    .await?;
    Ok(())
}
