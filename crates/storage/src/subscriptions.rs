//! Which peer gets which audience: intervals, so that the audience of an entry does not drift.

use domain::outbox::{AudienceKey, Seq};

use crate::{Db, StorageError, Tx};

/// A peer gets entries of a key from a number on; nothing changes where it does already.
///
/// # Errors
/// [`StorageError`].
pub async fn begin(tx: &Tx, peer: &str, key: &AudienceKey, from: Seq) -> Result<(), StorageError> {
    if is_open(&Db::from(tx), peer, key).await? {
        return Ok(());
    }
    tx.run(
        "INSERT INTO subscriptions (peer, key, from_seq, until_seq) VALUES ($1, $2, $3, NULL)
         ON CONFLICT (peer, key, from_seq) DO UPDATE SET until_seq = NULL",
        [peer.into(), key.as_text().into(), from.0.into()],
    )
    .await?;
    Ok(())
}

/// A peer gets entries of a key up to but without a number.
///
/// # Errors
/// [`StorageError`].
pub async fn end(tx: &Tx, peer: &str, key: &AudienceKey, until: Seq) -> Result<(), StorageError> {
    tx.run(
        "UPDATE subscriptions SET until_seq = $3 WHERE peer = $1 AND key = $2 AND until_seq IS NULL",
        [peer.into(), key.as_text().into(), until.0.into()],
    )
    .await?;
    Ok(())
}

/// A peer gets nothing more from a number on.
///
/// # Errors
/// [`StorageError`].
pub async fn end_all(tx: &Tx, peer: &str, until: Seq) -> Result<(), StorageError> {
    tx.run(
        "UPDATE subscriptions SET until_seq = $2 WHERE peer = $1 AND until_seq IS NULL",
        [peer.into(), until.0.into()],
    )
    .await?;
    Ok(())
}

/// A peer that got a key before gets it again, as if that had never ended; nothing for one that never got it, or gets it.
///
/// # Errors
/// [`StorageError`].
pub async fn resume(tx: &Tx, peer: &str, key: &AudienceKey) -> Result<(), StorageError> {
    if is_open(&Db::from(tx), peer, key).await? {
        return Ok(());
    }
    tx.run(
        "UPDATE subscriptions SET until_seq = NULL WHERE peer = $1 AND key = $2 AND from_seq = (
           SELECT MAX(from_seq) FROM subscriptions WHERE peer = $1 AND key = $2)",
        [peer.into(), key.as_text().into()],
    )
    .await?;
    Ok(())
}

/// How many peers get a key now.
///
/// # Errors
/// [`StorageError`].
pub async fn count(db: &Db<'_>, key: &AudienceKey) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM subscriptions WHERE key = $1 AND until_seq IS NULL",
            [key.as_text().into()],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

/// Whether a peer gets entries of a key now.
///
/// # Errors
/// [`StorageError`].
pub async fn is_open(db: &Db<'_>, peer: &str, key: &AudienceKey) -> Result<bool, StorageError> {
    let sql = "SELECT 1 AS one FROM subscriptions WHERE peer = $1 AND key = $2 AND until_seq IS NULL";
    Ok(db.row(sql, [peer.into(), key.as_text().into()]).await?.is_some())
}

/// The Bandung nodes that get a key now.
///
/// # Errors
/// [`StorageError`].
pub async fn bandung_hosts(db: &Db<'_>, key: &AudienceKey) -> Result<Vec<String>, StorageError> {
    let rows = db
        .rows(
            "SELECT DISTINCT s.peer FROM subscriptions s JOIN peers p ON p.host = s.peer
             WHERE s.key = $1 AND s.until_seq IS NULL AND p.bandung ORDER BY s.peer",
            [key.as_text().into()],
        )
        .await?;
    rows.iter().map(|row| row.get("peer")).collect()
}

/// The peers that get a key now, by name, at most so many.
///
/// # Errors
/// [`StorageError`].
pub async fn hosts(db: &Db<'_>, key: &AudienceKey, most: u32) -> Result<Vec<String>, StorageError> {
    let rows = db
        .rows(
            "SELECT peer FROM subscriptions WHERE key = $1 AND until_seq IS NULL ORDER BY peer LIMIT $2",
            [key.as_text().into(), i64::from(most).into()],
        )
        .await?;
    rows.iter().map(|row| row.get("peer")).collect()
}
