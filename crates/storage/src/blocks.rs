//! Whom this node blocks, and how often that held.

use chrono::{DateTime, Utc};
use domain::policy::{Policy, Severity};

use crate::{
    Db, StorageError, Tx, policy_changes,
    sql::{Row, micros, unreadable},
};

/// What a block is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blocked {
    /// A host and its subdomains.
    Host,
    /// One actor.
    Actor,
}

impl Blocked {
    fn text(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Actor => "actor",
        }
    }
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What is blocked.
    pub kind: Blocked,
    /// Host name, or id of the actor.
    pub target: String,
    /// How hard.
    pub severity: Severity,
    /// Why, for those who moderate.
    pub reason: String,
    /// Why, for everybody.
    pub note: String,
    /// Who set it last.
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Everybody may see it.
    pub listed: bool,
    /// Its name is shown with stars.
    pub obfuscate: bool,
    /// As the list says from which it came.
    pub reject_media: bool,
    /// Its reports are not taken.
    pub reject_reports: bool,
}

/// How often a block held, and when last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hits {
    /// How often.
    pub times: i64,
    /// When last.
    pub last_at: DateTime<Utc>,
}

/// Sets a block, in place of the one before.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, block: &Block) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO blocks (kind, target, severity, reason, note, who, at, listed, obfuscate, reject_media, reject_reports)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (kind, target) DO UPDATE SET severity = excluded.severity, reason = excluded.reason,
           note = excluded.note, who = excluded.who, at = excluded.at, listed = excluded.listed,
           obfuscate = excluded.obfuscate, reject_media = excluded.reject_media,
           reject_reports = excluded.reject_reports",
        [
            block.kind.text().into(),
            block.target.as_str().into(),
            block.severity.as_str().into(),
            block.reason.as_str().into(),
            block.note.as_str().into(),
            block.who.as_str().into(),
            micros(block.at),
            block.listed.into(),
            block.obfuscate.into(),
            block.reject_media.into(),
            block.reject_reports.into(),
        ],
    )
    .await?;
    policy_changes::note_blocks(tx).await
}

/// Lifts a block; false when there was none. How often it held is forgotten with it.
///
/// # Errors
/// [`StorageError`].
pub async fn lift(tx: &Tx, kind: Blocked, target: &str) -> Result<bool, StorageError> {
    for table in ["block_hits", "blocks"] {
        let sql = format!("DELETE FROM {table} WHERE kind = $1 AND target = $2");
        let gone = tx.run(&sql, [kind.text().into(), target.into()]).await?;
        if table == "blocks" {
            policy_changes::note_blocks(tx).await?;
            return Ok(gone > 0);
        }
    }
    Ok(false)
}

/// All blocks with how often they held, by name.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>) -> Result<Vec<(Block, Option<Hits>)>, StorageError> {
    let rows = db
        .rows(
            "SELECT b.*, h.times AS times, h.last_at AS last_at FROM blocks b
               LEFT JOIN block_hits h ON h.kind = b.kind AND h.target = b.target
              ORDER BY b.kind DESC, b.target",
            [],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let times: Option<i64> = row.get("times")?;
            let last: Option<DateTime<Utc>> = row.time_or_none("last_at")?;
            let hits = times.zip(last).map(|(times, last_at)| Hits { times, last_at });
            Ok((read(row)?, hits))
        })
        .collect()
}

/// One block.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, kind: Blocked, target: &str) -> Result<Option<Block>, StorageError> {
    let sql = "SELECT * FROM blocks WHERE kind = $1 AND target = $2";
    let row = db.row(sql, [kind.text().into(), target.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// Adds to how often a block held; nothing when it was lifted.
///
/// # Errors
/// [`StorageError`].
pub async fn hit(tx: &Tx, kind: Blocked, target: &str, hits: Hits) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO block_hits (kind, target, times, last_at)
         SELECT kind, target, $3, $4 FROM blocks WHERE kind = $1 AND target = $2
         ON CONFLICT (kind, target) DO UPDATE SET times = block_hits.times + excluded.times,
           last_at = excluded.last_at",
        [
            kind.text().into(),
            target.into(),
            hits.times.into(),
            micros(hits.last_at),
        ],
    )
    .await?;
    Ok(())
}

/// All blocks as one snapshot.
///
/// # Errors
/// [`StorageError`].
pub async fn policy(db: &Db<'_>) -> Result<Policy, StorageError> {
    let rows = db.rows("SELECT kind, target, severity FROM blocks", []).await?;
    let mut policy = Policy::default();
    for row in &rows {
        let list = if row.get::<String>("kind")? == "host" {
            &mut policy.hosts
        } else {
            &mut policy.actors
        };
        list.insert(row.get("target")?, severity_of(row)?);
    }
    Ok(policy)
}

/// The authors of other servers' posts, with the block that the posts are marked with.
///
/// # Errors
/// [`StorageError`].
pub async fn authors(db: &Db<'_>) -> Result<Vec<(String, Option<Severity>)>, StorageError> {
    let rows = db
        .rows(
            "SELECT DISTINCT author, barred FROM posts WHERE organisation IS NULL",
            [],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let barred: Option<String> = row.get("barred")?;
            Ok((row.get("author")?, barred.as_deref().and_then(Severity::parse)))
        })
        .collect()
}

/// Marks all posts of an author of another server with the block that holds for it.
///
/// # Errors
/// [`StorageError`].
pub async fn bar(tx: &Tx, author: &str, severity: Option<Severity>) -> Result<(), StorageError> {
    let severity = severity.map(|severity| severity.as_str().to_owned());
    tx.run(
        "UPDATE posts SET barred = $2 WHERE author = $1 AND organisation IS NULL",
        [author.into(), severity.into()],
    )
    .await?;
    Ok(())
}

/// Keeps a list between its preview and its import; those older than `before` go.
///
/// # Errors
/// [`StorageError`].
pub async fn put_file(
    tx: &Tx,
    id: &str,
    person: &str,
    body: &[u8],
    at: DateTime<Utc>,
    before: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.run("DELETE FROM block_files WHERE at < $1", [micros(before)])
        .await?;
    tx.run(
        "INSERT INTO block_files (id, person, body, at) VALUES ($1, $2, $3, $4)",
        [id.into(), person.into(), body.to_vec().into(), micros(at)],
    )
    .await?;
    Ok(())
}

/// Takes a kept list of a person out again.
///
/// # Errors
/// [`StorageError`].
pub async fn take_file(tx: &Tx, id: &str, person: &str) -> Result<Option<Vec<u8>>, StorageError> {
    let row = Db::from(tx)
        .row(
            "SELECT body FROM block_files WHERE id = $1 AND person = $2",
            [id.into(), person.into()],
        )
        .await?;
    tx.run(
        "DELETE FROM block_files WHERE id = $1 AND person = $2",
        [id.into(), person.into()],
    )
    .await?;
    row.map(|row| row.get("body")).transpose()
}

fn read(row: &Row) -> Result<Block, StorageError> {
    let kind: String = row.get("kind")?;
    Ok(Block {
        kind: if kind == "host" { Blocked::Host } else { Blocked::Actor },
        target: row.get("target")?,
        severity: severity_of(row)?,
        reason: row.get("reason")?,
        note: row.get("note")?,
        who: row.get("who")?,
        at: row.time("at")?,
        listed: row.get("listed")?,
        obfuscate: row.get("obfuscate")?,
        reject_media: row.get("reject_media")?,
        reject_reports: row.get("reject_reports")?,
    })
}

fn severity_of(row: &Row) -> Result<Severity, StorageError> {
    Severity::parse(&row.get::<String>("severity")?).ok_or_else(|| unreadable("severity"))
}
