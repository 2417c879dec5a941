//! What opens the entries of a log: documents with their salts, of our own logs and of mirrored ones.

use crate::{Db, StorageError, Tx, log::index_of, sql::Row};

/// What opens one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Which entry.
    pub index: u64,
    /// The document, byte for byte.
    pub document: Vec<u8>,
    /// The salt of the commitment; empty where nothing is committed to.
    pub salt: Vec<u8>,
    /// The stamp of an endorsement, byte for byte.
    pub stamp: Option<Vec<u8>>,
}

/// Keeps what opens an entry, or adds its stamp.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, origin: &str, event: &Event) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO log_events (log, idx, document, salt, stamp) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (log, idx) DO UPDATE SET document = excluded.document, salt = excluded.salt,
           stamp = excluded.stamp",
        [
            origin.into(),
            event.index.cast_signed().into(),
            event.document.clone().into(),
            event.salt.clone().into(),
            event.stamp.clone().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Destroys what opens an entry (PL8), and what opens those that ended it.
///
/// # Errors
/// [`StorageError`].
pub async fn erase(tx: &Tx, origin: &str, index: u64) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM log_events WHERE log = $1 AND (idx = $2 OR idx IN (SELECT e.idx FROM log_entries e
            WHERE e.log = $1 AND e.about = $2 AND e.kind IN ('withdraw', 'revoke')))",
        [origin.into(), index.cast_signed().into()],
    )
    .await?;
    Ok(())
}

/// What opens one entry.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, origin: &str, index: u64) -> Result<Option<Event>, StorageError> {
    let row = db
        .row(
            "SELECT idx, document, salt, stamp FROM log_events WHERE log = $1 AND idx = $2",
            [origin.into(), index.cast_signed().into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// What opens the entries from one index to another, both included, in order.
///
/// # Errors
/// [`StorageError`].
pub async fn range(db: &Db<'_>, origin: &str, from: u64, to: u64) -> Result<Vec<Event>, StorageError> {
    let rows = db
        .rows(
            "SELECT idx, document, salt, stamp FROM log_events WHERE log = $1 AND idx >= $2 AND idx <= $3 ORDER BY idx",
            [origin.into(), from.cast_signed().into(), to.cast_signed().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// The first entry that commits to a document which is not here and was not erased.
///
/// # Errors
/// [`StorageError`].
pub async fn first_unopened(db: &Db<'_>, origin: &str) -> Result<Option<u64>, StorageError> {
    let row = db
        .row(
            "SELECT MIN(e.idx) AS idx FROM log_entries e
               LEFT JOIN log_events v ON v.log = e.log AND v.idx = e.idx
              WHERE e.log = $1 AND v.idx IS NULL AND e.kind NOT IN ('erase', 'audit')
                AND e.idx < (SELECT size FROM logs WHERE origin = $1)
                AND NOT EXISTS (SELECT 1 FROM log_entries x WHERE x.log = e.log AND x.about = e.idx AND x.kind = 'erase')",
            [origin.into()],
        )
        .await?;
    let found = row.map(|row| row.get::<Option<i64>>("idx")).transpose()?.flatten();
    Ok(found.map(i64::cast_unsigned))
}

/// What opens the entries of one kind, in order.
///
/// # Errors
/// [`StorageError`].
pub async fn of_kind(db: &Db<'_>, origin: &str, kind: &str) -> Result<Vec<Event>, StorageError> {
    let rows = db
        .rows(
            "SELECT v.idx, v.document, v.salt, v.stamp FROM log_entries e
               JOIN log_events v ON v.log = e.log AND v.idx = e.idx
              WHERE e.log = $1 AND e.kind = $2 ORDER BY e.idx",
            [origin.into(), kind.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// What opens the entries about one text, from an index on, in order, at most so many.
///
/// # Errors
/// [`StorageError`].
pub async fn about(
    db: &Db<'_>,
    origin: &str,
    text_digest: &str,
    from: u64,
    most: u64,
) -> Result<Vec<Event>, StorageError> {
    let rows = db
        .rows(
            "SELECT v.idx, v.document, v.salt, v.stamp FROM log_entries e
               JOIN log_events v ON v.log = e.log AND v.idx = e.idx
              WHERE e.log = $1 AND e.text_digest = $2 AND e.idx >= $3 ORDER BY e.idx LIMIT $4",
            [
                origin.into(),
                text_digest.into(),
                from.cast_signed().into(),
                most.cast_signed().into(),
            ],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Event, StorageError> {
    Ok(Event {
        index: index_of(row, "idx")?,
        document: row.get("document")?,
        salt: row.get("salt")?,
        stamp: row.get("stamp")?,
    })
}

/// Destroys what opens the entries that are about an entry: a withdrawal names whom it ends.
///
/// # Errors
/// [`StorageError`].
pub async fn erase_about(tx: &Tx, origin: &str, index: u64) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM log_events WHERE log = $1
           AND idx IN (SELECT idx FROM log_entries WHERE log = $1 AND about = $2)",
        [origin.into(), index.cast_signed().into()],
    )
    .await?;
    Ok(())
}
