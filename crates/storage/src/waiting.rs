//! Activities that refer to something that we do not know yet: 30 days, 10,000 rows.

use chrono::{DateTime, Utc};

use crate::{Db, StorageError, Tx, sql::micros};

/// At most this many wait; the oldest go first.
const MOST: i64 = 10_000;

/// An activity that waits.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its id.
    pub activity: String,
    /// Who sent it.
    pub actor: String,
    /// The exact bytes.
    pub body: Vec<u8>,
}

/// Keeps an activity until `needs` is known. Gives how many were dropped to make room.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, held: &Held, needs: &str, now: DateTime<Utc>) -> Result<u64, StorageError> {
    tx.run(
        "INSERT INTO waiting (activity, actor, needs, body, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        [
            held.activity.as_str().into(),
            held.actor.as_str().into(),
            needs.into(),
            held.body.clone().into(),
            micros(now),
        ],
    )
    .await?;
    tx.run(
        "DELETE FROM waiting WHERE activity IN (
           SELECT activity FROM waiting ORDER BY at DESC, activity DESC LIMIT $1 OFFSET $2)",
        [MOST.into(), MOST.into()],
    )
    .await
}

/// Takes out what waited for something, oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn take(tx: &Tx, needs: &str) -> Result<Vec<Held>, StorageError> {
    let rows = Db::from(tx)
        .rows(
            "SELECT activity, actor, body FROM waiting WHERE needs = $1 ORDER BY at, activity",
            [needs.into()],
        )
        .await?;
    if !rows.is_empty() {
        tx.run("DELETE FROM waiting WHERE needs = $1", [needs.into()]).await?;
    }
    rows.iter()
        .map(|row| {
            Ok(Held {
                activity: row.get("activity")?,
                actor: row.get("actor")?,
                body: row.get("body")?,
            })
        })
        .collect()
}

/// Drops one that is undone before it took effect; false when it does not wait.
///
/// # Errors
/// [`StorageError`].
pub async fn drop_one(tx: &Tx, activity: &str, actor: &str) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "DELETE FROM waiting WHERE activity = $1 AND actor = $2",
            [activity.into(), actor.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// Drops what is older than a time; gives how many.
///
/// # Errors
/// [`StorageError`].
pub async fn drop_before(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StorageError> {
    tx.run("DELETE FROM waiting WHERE at < $1", [micros(before)]).await
}
