//! Logs of endorsements, our own and mirrored ones, in the same tables: one row an entry, with the hashes of all
//! subtrees that the entry completes. Appending writes two rows; any proof reads at most about 60.

use chrono::{DateTime, Utc};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

pub mod checkpoints;
pub mod events;
pub mod faults;

/// A log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// Its name in checkpoints.
    pub origin: String,
    /// Whose it is.
    pub host: String,
    /// Where it is read, ending in `/`.
    pub prefix: String,
    /// Its verifier key.
    pub key: String,
    /// Ours.
    pub own: bool,
    /// Which of our logs, from 1.
    pub number: u32,
    /// Number of entries.
    pub size: u64,
    /// Hashes of the perfect subtrees of the tree, largest first.
    pub peaks: Vec<[u8; 32]>,
    /// Why it does not go on, when it does not.
    pub ended_why: Option<String>,
}

/// An entry to be stored.
#[derive(Clone, Debug)]
pub struct NewEntry<'a> {
    /// The word for its kind.
    pub kind: &'a str,
    /// Digest of the text that it is about.
    pub text_digest: Option<&'a str>,
    /// Index of the earlier entry that it is about.
    pub about: Option<u64>,
    /// The seven lines.
    pub entry: &'a str,
    /// Hash of the leaf, then of all perfect subtrees that end with it, lowest first.
    pub hashes: &'a [[u8; 32]],
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its place.
    pub index: u64,
    /// The seven lines.
    pub entry: String,
}

const COLUMNS: &str = "origin, host, prefix, key, own, number, size, peaks, ended_why";

/// Makes a log without entries.
///
/// # Errors
/// [`StorageError::Exists`].
pub async fn insert(tx: &Tx, log: &Log, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO logs (origin, host, prefix, key, own, number, size, peaks, opened_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            log.origin.as_str().into(),
            log.host.as_str().into(),
            log.prefix.as_str().into(),
            log.key.as_str().into(),
            log.own.into(),
            i64::from(log.number).into(),
            log.size.cast_signed().into(),
            log.peaks.concat().into(),
            micros(now),
        ],
    )
    .await?;
    Ok(())
}

/// Another place or key for a mirrored log that has no entries yet.
///
/// # Errors
/// [`StorageError`].
pub async fn move_to(tx: &Tx, origin: &str, prefix: &str, key: &str) -> Result<(), StorageError> {
    tx.run(
        "UPDATE logs SET prefix = $2, key = $3 WHERE origin = $1 AND NOT own AND size = 0",
        [origin.into(), prefix.into(), key.into()],
    )
    .await?;
    Ok(())
}

/// One log.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, origin: &str) -> Result<Option<Log>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM logs WHERE origin = $1");
    db.row(&sql, [origin.into()]).await?.as_ref().map(read).transpose()
}

/// Our log to which entries are appended.
///
/// # Errors
/// [`StorageError`].
pub async fn own(db: &Db<'_>) -> Result<Option<Log>, StorageError> {
    let sql = format!("SELECT {COLUMNS} FROM logs WHERE own ORDER BY number DESC LIMIT 1");
    db.row(&sql, []).await?.as_ref().map(read).transpose()
}

/// The same; nobody else appends before this transaction ends. Taken after the aggregate and before the outbox.
///
/// # Errors
/// [`StorageError`].
pub async fn own_for_update(tx: &Tx) -> Result<Option<Log>, StorageError> {
    let sql = format!(
        "UPDATE logs SET size = size WHERE own AND number = (SELECT MAX(number) FROM logs WHERE own)
         RETURNING {COLUMNS}"
    );
    Db::from(tx).row(&sql, []).await?.as_ref().map(read).transpose()
}

/// One log; nobody else appends before this transaction ends.
///
/// # Errors
/// [`StorageError`].
pub async fn get_for_update(tx: &Tx, origin: &str) -> Result<Option<Log>, StorageError> {
    let sql = format!("UPDATE logs SET size = size WHERE origin = $1 RETURNING {COLUMNS}");
    Db::from(tx)
        .row(&sql, [origin.into()])
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// All logs, or those of one host, ours first.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>, host: Option<&str>) -> Result<Vec<Log>, StorageError> {
    let sql =
        format!("SELECT {COLUMNS} FROM logs WHERE $1 = '' OR host = $1 ORDER BY own DESC, host, number DESC, origin");
    let rows = db.rows(&sql, [host.unwrap_or_default().into()]).await?;
    rows.iter().map(read).collect()
}

/// Writes entries from an index on, which the transaction knows to be the end. They are there once [`settle`] says so.
///
/// # Errors
/// [`StorageError`].
pub async fn stage(tx: &Tx, origin: &str, from: u64, entries: &[NewEntry<'_>]) -> Result<(), StorageError> {
    for (index, entry) in (from..).zip(entries) {
        tx.run(
            "INSERT INTO log_entries (log, idx, kind, text_digest, about, entry, hashes)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [
                origin.into(),
                index.cast_signed().into(),
                entry.kind.into(),
                entry.text_digest.into(),
                entry.about.map(u64::cast_signed).into(),
                entry.entry.into(),
                entry.hashes.concat().into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Sets the size of a log and the right edge of its tree.
///
/// # Errors
/// [`StorageError`].
pub async fn settle(tx: &Tx, origin: &str, size: u64, peaks: &[[u8; 32]]) -> Result<(), StorageError> {
    tx.run(
        "UPDATE logs SET size = $2, peaks = $3 WHERE origin = $1",
        [origin.into(), size.cast_signed().into(), peaks.concat().into()],
    )
    .await?;
    Ok(())
}

/// Takes away what was written beyond the size of a log and never settled.
///
/// # Errors
/// [`StorageError`].
pub async fn drop_staged(tx: &Tx, origin: &str) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM log_entries WHERE log = $1 AND idx >= (SELECT size FROM logs WHERE origin = $1)",
        [origin.into()],
    )
    .await?;
    Ok(())
}

/// Ends a log of ours.
///
/// # Errors
/// [`StorageError`].
pub async fn end(tx: &Tx, origin: &str, why: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE logs SET ended_at = $2, ended_why = $3 WHERE origin = $1",
        [origin.into(), micros(now), why.into()],
    )
    .await?;
    Ok(())
}

/// The hashes kept with some entries: leaf first, then the subtrees that end there, lowest first.
///
/// # Errors
/// [`StorageError`].
pub async fn hashes(db: &Db<'_>, origin: &str, indexes: &[u64]) -> Result<Vec<(u64, Vec<[u8; 32]>)>, StorageError> {
    let mut found = Vec::with_capacity(indexes.len());
    // SQLite takes at least 999 values in one statement.
    for part in indexes.chunks(256) {
        let places: Vec<String> = (2..part.len() + 2).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT idx, hashes FROM log_entries WHERE log = $1 AND idx IN ({})",
            places.join(", ")
        );
        let values = std::iter::once(origin.into()).chain(part.iter().map(|index| index.cast_signed().into()));
        for row in db.rows_with(&sql, values.collect()).await? {
            found.push((index_of(&row, "idx")?, hashes_of(&row, "hashes")?));
        }
    }
    Ok(found)
}

/// The entries from an index on, at most so many.
///
/// # Errors
/// [`StorageError`].
pub async fn entries(db: &Db<'_>, origin: &str, from: u64, most: u64) -> Result<Vec<StoredEntry>, StorageError> {
    let rows = db
        .rows(
            "SELECT idx, entry FROM log_entries WHERE log = $1 AND idx >= $2
                AND idx < (SELECT size FROM logs WHERE origin = $1) ORDER BY idx LIMIT $3",
            [origin.into(), from.cast_signed().into(), most.cast_signed().into()],
        )
        .await?;
    rows.iter().map(read_entry).collect()
}

/// The entries about one text after an index, at most so many.
///
/// # Errors
/// [`StorageError`].
pub async fn entries_about(
    db: &Db<'_>,
    origin: &str,
    text_digest: &str,
    from: u64,
    most: u64,
) -> Result<Vec<StoredEntry>, StorageError> {
    let rows = db
        .rows(
            "SELECT idx, entry FROM log_entries WHERE log = $1 AND text_digest = $2 AND idx >= $3
                AND idx < (SELECT size FROM logs WHERE origin = $1) ORDER BY idx LIMIT $4",
            [
                origin.into(),
                text_digest.into(),
                from.cast_signed().into(),
                most.cast_signed().into(),
            ],
        )
        .await?;
    rows.iter().map(read_entry).collect()
}

/// The log, ours or mirrored, in which a text was opened.
///
/// # Errors
/// [`StorageError`].
pub async fn of_text(db: &Db<'_>, text_digest: &str, host: &str) -> Result<Option<Log>, StorageError> {
    let row = db
        .row(
            "SELECT l.origin FROM logs l JOIN log_entries e ON e.log = l.origin
              WHERE e.text_digest = $1 AND e.kind = 'open' AND l.host = $2 AND e.idx < l.size
              ORDER BY l.number LIMIT 1",
            [text_digest.into(), host.into()],
        )
        .await?;
    match row {
        Some(row) => get(db, &row.get::<String>("origin")?).await,
        None => Ok(None),
    }
}

/// One entry.
///
/// # Errors
/// [`StorageError`].
pub async fn entry(db: &Db<'_>, origin: &str, index: u64) -> Result<Option<StoredEntry>, StorageError> {
    let row = db
        .row(
            "SELECT idx, entry FROM log_entries WHERE log = $1 AND idx = $2
                AND idx < (SELECT size FROM logs WHERE origin = $1)",
            [origin.into(), index.cast_signed().into()],
        )
        .await?;
    row.as_ref().map(read_entry).transpose()
}

/// The last entry of a kind.
///
/// # Errors
/// [`StorageError`].
pub async fn last_of_kind(db: &Db<'_>, origin: &str, kind: &str) -> Result<Option<StoredEntry>, StorageError> {
    let row = db
        .row(
            "SELECT idx, entry FROM log_entries WHERE log = $1 AND kind = $2
                AND idx < (SELECT size FROM logs WHERE origin = $1) ORDER BY idx DESC LIMIT 1",
            [origin.into(), kind.into()],
        )
        .await?;
    row.as_ref().map(read_entry).transpose()
}

/// When a log was begun, or first seen.
///
/// # Errors
/// [`StorageError`].
pub async fn opened_at(db: &Db<'_>, origin: &str) -> Result<Option<DateTime<Utc>>, StorageError> {
    let row = db
        .row("SELECT opened_at FROM logs WHERE origin = $1", [origin.into()])
        .await?;
    row.map(|row| row.time("opened_at")).transpose()
}

/// Whether a later entry says that what opened this one was destroyed.
///
/// # Errors
/// [`StorageError`].
pub async fn is_erased(db: &Db<'_>, origin: &str, index: u64) -> Result<bool, StorageError> {
    let row = db
        .row(
            "SELECT idx FROM log_entries WHERE log = $1 AND about = $2 AND kind = 'erase'
                AND idx < (SELECT size FROM logs WHERE origin = $1) LIMIT 1",
            [origin.into(), index.cast_signed().into()],
        )
        .await?;
    Ok(row.is_some())
}

/// Keeps the private key of a log of ours.
///
/// # Errors
/// [`StorageError`].
pub async fn insert_key(tx: &Tx, origin: &str, seed: &[u8], now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO log_keys (origin, seed, at) VALUES ($1, $2, $3)",
        [origin.into(), seed.to_vec().into(), micros(now)],
    )
    .await?;
    Ok(())
}

/// The private key of a log of ours.
///
/// # Errors
/// [`StorageError`].
pub async fn key(db: &Db<'_>, origin: &str) -> Result<Option<Vec<u8>>, StorageError> {
    let row = db
        .row("SELECT seed FROM log_keys WHERE origin = $1", [origin.into()])
        .await?;
    row.map(|row| row.get("seed")).transpose()
}

fn read(row: &Row) -> Result<Log, StorageError> {
    Ok(Log {
        origin: row.get("origin")?,
        host: row.get("host")?,
        prefix: row.get("prefix")?,
        key: row.get("key")?,
        own: row.get("own")?,
        number: u32::try_from(row.get::<i64>("number")?).map_err(|_| unreadable("number"))?,
        size: index_of(row, "size")?,
        peaks: hashes_of(row, "peaks")?,
        ended_why: row.get("ended_why")?,
    })
}

fn read_entry(row: &Row) -> Result<StoredEntry, StorageError> {
    Ok(StoredEntry {
        index: index_of(row, "idx")?,
        entry: row.get("entry")?,
    })
}

/// A size or index.
pub(crate) fn index_of(row: &Row, column: &'static str) -> Result<u64, StorageError> {
    u64::try_from(row.get::<i64>(column)?).map_err(|_| unreadable(column))
}

fn hashes_of(row: &Row, column: &'static str) -> Result<Vec<[u8; 32]>, StorageError> {
    let bytes: Vec<u8> = row.get(column)?;
    let (hashes, rest) = bytes.as_chunks::<32>();
    if rest.is_empty() {
        Ok(hashes.to_vec())
    } else {
        Err(unreadable(column))
    }
}
