//! Who follows our organisations and networks.

use chrono::{DateTime, Utc};
use domain::{
    follow::FollowState,
    ids::{FollowId, LocalActor},
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// One who follows.
#[derive(Clone, Debug)]
pub struct Follower {
    /// Identifier.
    pub id: FollowId,
    /// Who is followed.
    pub followed: LocalActor,
    /// Id of the one who follows.
    pub follower: String,
    /// Its host.
    pub peer: String,
    /// Its personal inbox.
    pub inbox: String,
    /// The shared inbox of its server.
    pub shared_inbox: Option<String>,
    /// Id of the `Follow`.
    pub activity: String,
    /// Where it stands.
    pub state: FollowState,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Stores a follow; one row per follower and organisation.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, follow: &Follower) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO followers (id, organisation, follower, peer, inbox, shared_inbox, activity, state, since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (organisation, follower) DO UPDATE SET inbox = excluded.inbox, peer = excluded.peer,
           shared_inbox = excluded.shared_inbox, activity = excluded.activity, state = excluded.state,
           since = excluded.since",
        [
            follow.id.to_string().into(),
            follow.followed.to_string().into(),
            follow.follower.as_str().into(),
            follow.peer.as_str().into(),
            follow.inbox.as_str().into(),
            follow.shared_inbox.clone().into(),
            follow.activity.as_str().into(),
            state_text(follow.state).into(),
            micros(follow.since),
        ],
    )
    .await?;
    Ok(())
}

/// Changes where a follow stands.
///
/// # Errors
/// [`StorageError`].
pub async fn set_state(tx: &Tx, id: FollowId, state: FollowState) -> Result<(), StorageError> {
    tx.run(
        "UPDATE followers SET state = $2 WHERE id = $1",
        [id.to_string().into(), state_text(state).into()],
    )
    .await?;
    Ok(())
}

/// One by identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: FollowId) -> Result<Option<Follower>, StorageError> {
    let row = db
        .row("SELECT * FROM followers WHERE id = $1", [id.to_string().into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// The follow of one actor.
///
/// # Errors
/// [`StorageError`].
pub async fn find(
    db: &Db<'_>,
    followed: impl Into<LocalActor>,
    follower: &str,
) -> Result<Option<Follower>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM followers WHERE organisation = $1 AND follower = $2",
            [followed.into().to_string().into(), follower.into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// The follow that an activity asked for.
///
/// # Errors
/// [`StorageError`].
pub async fn by_activity(db: &Db<'_>, activity: &str) -> Result<Option<Follower>, StorageError> {
    let row = db
        .row("SELECT * FROM followers WHERE activity = $1", [activity.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// All follows of one actor.
///
/// # Errors
/// [`StorageError`].
pub async fn of_actor(db: &Db<'_>, follower: &str) -> Result<Vec<Follower>, StorageError> {
    let rows = db
        .rows("SELECT * FROM followers WHERE follower = $1", [follower.into()])
        .await?;
    rows.iter().map(read).collect()
}

/// Active follows from one host.
///
/// # Errors
/// [`StorageError`].
pub async fn of_host(db: &Db<'_>, peer: &str) -> Result<Vec<Follower>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM followers WHERE peer = $1 AND state IN ('active', 'pending')",
            [peer.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Those who follow an organisation or wait, the latter first.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>, followed: impl Into<LocalActor>) -> Result<Vec<Follower>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM followers WHERE organisation = $1 AND state IN ('active', 'pending')
              ORDER BY state DESC, since DESC",
            [followed.into().to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Ids of active followers, a page of them.
///
/// # Errors
/// [`StorageError`].
pub async fn page(
    db: &Db<'_>,
    followed: impl Into<LocalActor>,
    offset: i64,
    most: i64,
) -> Result<Vec<String>, StorageError> {
    let rows = db
        .rows(
            "SELECT follower FROM followers WHERE organisation = $1 AND state = 'active'
              ORDER BY since DESC, follower LIMIT $2 OFFSET $3",
            [followed.into().to_string().into(), most.into(), offset.into()],
        )
        .await?;
    rows.iter().map(|row| row.get("follower")).collect()
}

/// How many active followers an organisation has.
///
/// # Errors
/// [`StorageError`].
pub async fn count(db: &Db<'_>, followed: impl Into<LocalActor>) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM followers WHERE organisation = $1 AND state = 'active'",
            [followed.into().to_string().into()],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

/// How many active followers of an organisation are on a host.
///
/// # Errors
/// [`StorageError`].
pub async fn count_on_host(db: &Db<'_>, followed: impl Into<LocalActor>, peer: &str) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM followers WHERE organisation = $1 AND peer = $2 AND state = 'active'",
            [followed.into().to_string().into(), peer.into()],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

/// An inbox by which followers are reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbox {
    /// Its address.
    pub address: String,
    /// It is that of the whole server.
    pub shared: bool,
}

/// Inboxes by which the followers of an organisation on a host are reached. Those who left count where nobody else is
/// there: the peer still gets what was published before.
///
/// # Errors
/// [`StorageError`].
pub async fn inboxes(db: &Db<'_>, organisation: &str, peer: &str) -> Result<Vec<Inbox>, StorageError> {
    let rows = db
        .rows(
            "SELECT DISTINCT COALESCE(shared_inbox, inbox) AS inbox, shared_inbox IS NOT NULL AS shared, state
               FROM followers WHERE organisation = $1 AND peer = $2 AND state IN ('active', 'ended') ORDER BY inbox",
            [organisation.into(), peer.into()],
        )
        .await?;
    let (mut active, mut ended) = (Vec::new(), Vec::new());
    for row in &rows {
        let left = row.get::<String>("state")? == "ended";
        let inbox = Inbox {
            address: row.get("inbox")?,
            shared: row.get("shared")?,
        };
        if left { &mut ended } else { &mut active }.push(inbox);
    }
    Ok(if active.is_empty() { ended } else { active })
}

/// The state as it is kept.
pub(crate) fn state_text(state: FollowState) -> &'static str {
    match state {
        FollowState::Pending => "pending",
        FollowState::Active => "active",
        FollowState::Refused => "refused",
        FollowState::Ended => "ended",
    }
}

/// The state from its column.
pub(crate) fn state_of(row: &Row) -> Result<FollowState, StorageError> {
    match row.get::<String>("state")?.as_str() {
        "pending" => Ok(FollowState::Pending),
        "active" => Ok(FollowState::Active),
        "refused" => Ok(FollowState::Refused),
        "ended" => Ok(FollowState::Ended),
        _ => Err(unreadable("state")),
    }
}

fn read(row: &Row) -> Result<Follower, StorageError> {
    Ok(Follower {
        id: row.parsed("id")?,
        followed: row.parsed("organisation")?,
        follower: row.get("follower")?,
        peer: row.get("peer")?,
        inbox: row.get("inbox")?,
        shared_inbox: row.get("shared_inbox")?,
        activity: row.get("activity")?,
        state: state_of(row)?,
        since: row.time("since")?,
    })
}
