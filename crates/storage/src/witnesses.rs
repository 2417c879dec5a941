//! Whom we ask for cosignatures, and what they answered.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use crate::{
    Db, StorageError, Tx,
    log::index_of,
    sql::{Row, micros, places},
};

/// A witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// Its host.
    pub host: String,
    /// Its verifier key.
    pub key: String,
    /// Where it takes checkpoints, ending in `/`.
    pub prefix: String,
    /// Named by a person here, not only met.
    pub added: bool,
    /// The size of our log that it holds, as far as we know.
    pub held_size: u64,
    /// The largest size that it has co-signed.
    pub signed_size: Option<u64>,
    /// When it co-signed last.
    pub signed_at: Option<DateTime<Utc>>,
    /// When it was asked last.
    pub asked_at: Option<DateTime<Utc>>,
    /// How often in a row it did not answer well.
    pub failures: u32,
    /// What it answered last when it did not co-sign.
    pub last_answer: Option<String>,
}

/// A witness that was met, or named by a person. A new key starts anew.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, host: &str, key: &str, prefix: &str, added: bool) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO witnesses (host, key, prefix, added, held_size, failures) VALUES ($1, $2, $3, $4, 0, 0)
         ON CONFLICT (host) DO UPDATE SET
           held_size = CASE WHEN witnesses.key = excluded.key THEN witnesses.held_size ELSE 0 END,
           signed_size = CASE WHEN witnesses.key = excluded.key THEN witnesses.signed_size ELSE NULL END,
           key = excluded.key, prefix = excluded.prefix, added = witnesses.added OR excluded.added",
        [host.into(), key.into(), prefix.into(), added.into()],
    )
    .await?;
    Ok(())
}

/// All witnesses.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>) -> Result<Vec<Witness>, StorageError> {
    let rows = db.rows("SELECT * FROM witnesses ORDER BY host", []).await?;
    rows.iter().map(read).collect()
}

/// The keys of those of these hosts that are known, by host; a thousand hosts at most.
///
/// # Errors
/// [`StorageError`].
pub async fn keys(db: &Db<'_>, hosts: &BTreeSet<String>) -> Result<HashMap<String, String>, StorageError> {
    if hosts.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT host, key FROM witnesses WHERE host IN ({})",
        places(1, hosts.len())
    );
    let values = hosts.iter().map(|host| host.as_str().into()).collect();
    let rows = db.rows_with(&sql, values).await?;
    rows.iter().map(|row| Ok((row.get("host")?, row.get("key")?))).collect()
}

/// It co-signed this size.
///
/// # Errors
/// [`StorageError`].
pub async fn signed(tx: &Tx, host: &str, size: u64, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE witnesses SET held_size = $2, signed_size = $2, signed_at = $3, asked_at = $3, failures = 0,
                last_answer = NULL WHERE host = $1",
        [host.into(), size.cast_signed().into(), micros(now)],
    )
    .await?;
    Ok(())
}

/// It holds this size of our log.
///
/// # Errors
/// [`StorageError`].
pub async fn holds(tx: &Tx, host: &str, size: u64) -> Result<(), StorageError> {
    tx.run(
        "UPDATE witnesses SET held_size = $2 WHERE host = $1",
        [host.into(), size.cast_signed().into()],
    )
    .await?;
    Ok(())
}

/// It did not co-sign; what it answered.
///
/// # Errors
/// [`StorageError`].
pub async fn failed(tx: &Tx, host: &str, answer: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE witnesses SET failures = failures + 1, asked_at = $3, last_answer = $2 WHERE host = $1",
        [host.into(), answer.into(), micros(now)],
    )
    .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Witness, StorageError> {
    Ok(Witness {
        host: row.get("host")?,
        key: row.get("key")?,
        prefix: row.get("prefix")?,
        added: row.get("added")?,
        held_size: index_of(row, "held_size")?,
        signed_size: row.get::<Option<i64>>("signed_size")?.map(i64::cast_unsigned),
        signed_at: row.time_or_none("signed_at")?,
        asked_at: row.time_or_none("asked_at")?,
        failures: u32::try_from(row.get::<i64>("failures")?).unwrap_or(u32::MAX),
        last_answer: row.get("last_answer")?,
    })
}
