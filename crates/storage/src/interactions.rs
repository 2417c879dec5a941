//! Likes and boosts, ours and received.

use chrono::{DateTime, Utc};

use crate::{Db, StorageError, Tx, sql::micros};

/// A gesture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// A like.
    Like,
    /// A boost.
    Boost,
}

impl Gesture {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Like => "like",
            Self::Boost => "boost",
        }
    }
}

/// Notes a gesture; false when it was there already.
///
/// # Errors
/// [`StorageError`].
pub async fn add(
    tx: &Tx,
    gesture: Gesture,
    object: &str,
    actor: &str,
    activity: &str,
    at: DateTime<Utc>,
) -> Result<bool, StorageError> {
    let added = tx
        .run(
            "INSERT INTO interactions (object, actor, kind, activity, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (object, actor, kind) DO NOTHING",
            [
                object.into(),
                actor.into(),
                gesture.as_str().into(),
                activity.into(),
                micros(at),
            ],
        )
        .await?;
    Ok(added > 0)
}

/// Takes a gesture back by its object; gives the id of its activity.
///
/// # Errors
/// [`StorageError`].
pub async fn remove(tx: &Tx, gesture: Gesture, object: &str, actor: &str) -> Result<Option<String>, StorageError> {
    let activity = activity_of(&Db::from(tx), gesture, object, actor).await?;
    tx.run(
        "DELETE FROM interactions WHERE object = $1 AND actor = $2 AND kind = $3",
        [object.into(), actor.into(), gesture.as_str().into()],
    )
    .await?;
    Ok(activity)
}

/// The id of the activity of a gesture.
///
/// # Errors
/// [`StorageError`].
pub async fn activity_of(
    db: &Db<'_>,
    gesture: Gesture,
    object: &str,
    actor: &str,
) -> Result<Option<String>, StorageError> {
    let row = db
        .row(
            "SELECT activity FROM interactions WHERE object = $1 AND actor = $2 AND kind = $3",
            [object.into(), actor.into(), gesture.as_str().into()],
        )
        .await?;
    row.map(|row| row.get("activity")).transpose()
}

/// Whose gesture an activity was.
///
/// # Errors
/// [`StorageError`].
pub async fn actor_of(db: &Db<'_>, activity: &str) -> Result<Option<String>, StorageError> {
    let row = db
        .row("SELECT actor FROM interactions WHERE activity = $1", [activity.into()])
        .await?;
    row.map(|row| row.get("actor")).transpose()
}

/// Takes a gesture of an actor back by the id of its activity; gives its object.
///
/// # Errors
/// [`StorageError`].
pub async fn remove_by_activity(tx: &Tx, activity: &str, actor: &str) -> Result<Option<String>, StorageError> {
    let row = Db::from(tx)
        .row(
            "SELECT object FROM interactions WHERE activity = $1 AND actor = $2",
            [activity.into(), actor.into()],
        )
        .await?;
    tx.run(
        "DELETE FROM interactions WHERE activity = $1 AND actor = $2",
        [activity.into(), actor.into()],
    )
    .await?;
    row.map(|row| row.get("object")).transpose()
}

/// Takes all gestures of an actor back.
///
/// # Errors
/// [`StorageError`].
pub async fn remove_by_actor(tx: &Tx, actor: &str) -> Result<u64, StorageError> {
    tx.run("DELETE FROM interactions WHERE actor = $1", [actor.into()])
        .await
}

/// Likes and boosts of an object.
///
/// # Errors
/// [`StorageError`].
pub async fn counts(db: &Db<'_>, object: &str) -> Result<(u64, u64), StorageError> {
    let rows = db
        .rows(
            "SELECT kind, COUNT(*) AS n FROM interactions WHERE object = $1 GROUP BY kind",
            [object.into()],
        )
        .await?;
    let mut counts = (0, 0);
    for row in rows {
        let n = row.get::<i64>("n")?.unsigned_abs();
        match row.get::<String>("kind")?.as_str() {
            "like" => counts.0 = n,
            _ => counts.1 = n,
        }
    }
    Ok(counts)
}

/// The actors of a gesture on an object, first ones first.
///
/// # Errors
/// [`StorageError`].
pub async fn actors(db: &Db<'_>, gesture: Gesture, object: &str, most: u32) -> Result<Vec<String>, StorageError> {
    let rows = db
        .rows(
            "SELECT actor FROM interactions WHERE object = $1 AND kind = $2 ORDER BY at, actor LIMIT $3",
            [object.into(), gesture.as_str().into(), i64::from(most).into()],
        )
        .await?;
    rows.iter().map(|row| row.get("actor")).collect()
}
