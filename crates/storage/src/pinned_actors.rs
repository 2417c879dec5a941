//! Actors of others whose keys are held fast: a fetch that shows other keys changes nothing (SECURITY ID9).

use chrono::{DateTime, Utc};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// A pinned actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// Its id.
    pub actor: String,
    /// Its keys: id and text of each.
    pub keys: Vec<String>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When a known key vouched for others, last.
    pub moved_at: DateTime<Utc>,
    /// When a fetch showed other keys; nothing = never since they moved.
    pub alarm_at: Option<DateTime<Utc>>,
}

/// Pins the keys of an actor, or those that a known key vouched for. Ends an alarm.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, actor: &str, keys: &[String], now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO pinned_actors (actor, keys, since, moved_at) VALUES ($1, $2, $3, $3)
         ON CONFLICT (actor) DO UPDATE SET keys = excluded.keys, moved_at = excluded.moved_at, alarm_at = NULL",
        [actor.into(), keys.join("\u{1e}").into(), micros(now)],
    )
    .await?;
    Ok(())
}

/// Notes that a fetch showed other keys; true when that is news.
///
/// # Errors
/// [`StorageError`].
pub async fn alarm(tx: &Tx, actor: &str, now: DateTime<Utc>) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE pinned_actors SET alarm_at = $2 WHERE actor = $1 AND alarm_at IS NULL",
            [actor.into(), micros(now)],
        )
        .await?;
    Ok(changed > 0)
}

/// Pins an actor no more; false when it was not pinned.
///
/// # Errors
/// [`StorageError`].
pub async fn remove(tx: &Tx, actor: &str) -> Result<bool, StorageError> {
    Ok(tx
        .run("DELETE FROM pinned_actors WHERE actor = $1", [actor.into()])
        .await?
        > 0)
}

/// One.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, actor: &str) -> Result<Option<Pinned>, StorageError> {
    let row = db
        .row("SELECT * FROM pinned_actors WHERE actor = $1", [actor.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// All, by id.
///
/// # Errors
/// [`StorageError`].
pub async fn all(db: &Db<'_>) -> Result<Vec<Pinned>, StorageError> {
    let rows = db.rows("SELECT * FROM pinned_actors ORDER BY actor", []).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Pinned, StorageError> {
    let keys: String = row.get("keys")?;
    Ok(Pinned {
        actor: row.get("actor")?,
        keys: keys.split('\u{1e}').map(str::to_owned).collect(),
        since: row.time("since")?,
        moved_at: row.time("moved_at")?,
        alarm_at: row.time_or_none("alarm_at")?,
    })
}
