//! How this node and others counted the logs of declarations, beside what their owners published.

use chrono::{DateTime, Utc};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// A recount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recount {
    /// The id of the declaration's article.
    pub declaration: String,
    /// Who counted; empty for this node.
    pub host: String,
    /// `same`, `differs` or `unknown`.
    pub state: String,
    /// Why, when it is not the same.
    pub reason: Option<String>,
    /// Entries that were counted.
    pub size: u64,
    /// What was counted, as JSON.
    pub counted: String,
    /// The tally that the owner signed, byte for byte.
    pub claimed: Option<Vec<u8>>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps a recount in place of the one before.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, it: &Recount) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO recounts (declaration, host, state, reason, size, counted, claimed, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (declaration, host) DO UPDATE SET state = excluded.state, reason = excluded.reason,
           size = excluded.size, counted = excluded.counted, claimed = excluded.claimed, at = excluded.at",
        [
            it.declaration.as_str().into(),
            it.host.as_str().into(),
            it.state.as_str().into(),
            it.reason.clone().into(),
            it.size.cast_signed().into(),
            it.counted.as_str().into(),
            it.claimed.clone().into(),
            micros(it.at),
        ],
    )
    .await?;
    Ok(())
}

/// All recounts of a declaration, this node's first.
///
/// # Errors
/// [`StorageError`].
pub async fn of(db: &Db<'_>, declaration: &str) -> Result<Vec<Recount>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM recounts WHERE declaration = $1 ORDER BY host LIMIT 500",
            [declaration.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// The recounts of this node, newest first, at most so many.
///
/// # Errors
/// [`StorageError`].
pub async fn own(db: &Db<'_>, most: u64) -> Result<Vec<Recount>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM recounts WHERE host = '' ORDER BY at DESC, declaration LIMIT $1",
            [most.cast_signed().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Recount, StorageError> {
    Ok(Recount {
        declaration: row.get("declaration")?,
        host: row.get("host")?,
        state: row.get("state")?,
        reason: row.get("reason")?,
        size: crate::log::index_of(row, "size")?,
        counted: row.get("counted")?,
        claimed: row.get("claimed")?,
        at: row.time("at")?,
    })
}
