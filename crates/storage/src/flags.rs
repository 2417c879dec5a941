//! Reports to the moderators.

use chrono::{DateTime, Utc};
use domain::ids::FlagId;

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// A report.
#[derive(Clone, Debug)]
pub struct Flag {
    /// Identifier.
    pub id: FlagId,
    /// Id of the activity.
    pub activity: String,
    /// Who reports; often the server as a whole.
    pub actor: String,
    /// Ids of actors and posts.
    pub about: Vec<String>,
    /// Plain text.
    pub content: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When somebody dealt with it.
    pub resolved_at: Option<DateTime<Utc>>,
}

/// Stores a report.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, flag: &Flag) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO flags (id, activity, actor, about, content, at) VALUES ($1, $2, $3, $4, $5, $6)",
        [
            flag.id.to_string().into(),
            flag.activity.as_str().into(),
            flag.actor.as_str().into(),
            flag.about.join("\n").into(),
            flag.content.as_str().into(),
            micros(flag.at),
        ],
    )
    .await?;
    Ok(())
}

/// The latest 500, open ones first.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>) -> Result<Vec<Flag>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM flags ORDER BY resolved_at IS NOT NULL, at DESC LIMIT 500",
            [],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Marks one as dealt with; false when there is none that is open.
///
/// # Errors
/// [`StorageError`].
pub async fn resolve(tx: &Tx, id: FlagId, now: DateTime<Utc>) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE flags SET resolved_at = $2 WHERE id = $1 AND resolved_at IS NULL",
            [id.to_string().into(), micros(now)],
        )
        .await?;
    Ok(changed == 1)
}

fn read(row: &Row) -> Result<Flag, StorageError> {
    let about: String = row.get("about")?;
    Ok(Flag {
        id: row.parsed("id")?,
        activity: row.get("activity")?,
        actor: row.get("actor")?,
        about: about.lines().map(str::to_owned).collect(),
        content: row.get("content")?,
        at: row.time("at")?,
        resolved_at: row.time_or_none("resolved_at")?,
    })
}
