//! Whom our organisations follow.

use chrono::{DateTime, Utc};
use domain::{
    follow::FollowState,
    ids::{FollowId, OrganisationId},
};

use crate::{
    Db, StorageError, Tx,
    followers::{state_of, state_text},
    sql::{Row, micros},
};

/// One whom we follow, or asked to.
#[derive(Clone, Debug)]
pub struct Followed {
    /// Identifier.
    pub id: FollowId,
    /// Who follows.
    pub organisation: OrganisationId,
    /// Id of the one who is followed.
    pub target: String,
    /// Its host.
    pub peer: String,
    /// Id of our `Follow`.
    pub activity: String,
    /// Where it stands.
    pub state: FollowState,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Stores a follow; one row per organisation and target. A follow that is asked for again gets the new identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, follow: &Followed) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO following (id, organisation, target, peer, activity, state, since)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (organisation, target) DO UPDATE SET id = excluded.id, peer = excluded.peer,
           activity = excluded.activity, state = excluded.state, since = excluded.since",
        [
            follow.id.to_string().into(),
            follow.organisation.to_string().into(),
            follow.target.as_str().into(),
            follow.peer.as_str().into(),
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
        "UPDATE following SET state = $2 WHERE id = $1",
        [id.to_string().into(), state_text(state).into()],
    )
    .await?;
    Ok(())
}

/// One by identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: FollowId) -> Result<Option<Followed>, StorageError> {
    let row = db
        .row("SELECT * FROM following WHERE id = $1", [id.to_string().into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// One by the id of our `Follow`.
///
/// # Errors
/// [`StorageError`].
pub async fn by_activity(db: &Db<'_>, activity: &str) -> Result<Option<Followed>, StorageError> {
    let row = db
        .row("SELECT * FROM following WHERE activity = $1", [activity.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// The follow of one target.
///
/// # Errors
/// [`StorageError`].
pub async fn find(db: &Db<'_>, organisation: OrganisationId, target: &str) -> Result<Option<Followed>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM following WHERE organisation = $1 AND target = $2",
            [organisation.to_string().into(), target.into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// All follows of one target.
///
/// # Errors
/// [`StorageError`].
pub async fn of_target(db: &Db<'_>, target: &str) -> Result<Vec<Followed>, StorageError> {
    let rows = db
        .rows("SELECT * FROM following WHERE target = $1", [target.into()])
        .await?;
    rows.iter().map(read).collect()
}

/// Active and pending follows of one host.
///
/// # Errors
/// [`StorageError`].
pub async fn of_host(db: &Db<'_>, peer: &str) -> Result<Vec<Followed>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM following WHERE peer = $1 AND state IN ('active', 'pending')",
            [peer.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Hosts of all actors that somebody here follows.
///
/// # Errors
/// [`StorageError`].
pub async fn hosts(db: &Db<'_>) -> Result<Vec<String>, StorageError> {
    let sql = "SELECT DISTINCT peer FROM following WHERE state = 'active'";
    db.rows(sql, []).await?.iter().map(|row| row.get("peer")).collect()
}

/// Whether anybody here follows an actor.
///
/// # Errors
/// [`StorageError`].
pub async fn is_followed(db: &Db<'_>, target: &str) -> Result<bool, StorageError> {
    let sql = "SELECT 1 AS one FROM following WHERE target = $1 AND state = 'active' LIMIT 1";
    Ok(db.row(sql, [target.into()]).await?.is_some())
}

/// Whom an organisation follows, asked to or was refused by, newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>, organisation: OrganisationId) -> Result<Vec<Followed>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM following WHERE organisation = $1 AND state <> 'ended' ORDER BY since DESC, target",
            [organisation.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Ids of those whom an organisation follows, a page of them.
///
/// # Errors
/// [`StorageError`].
pub async fn page(
    db: &Db<'_>,
    organisation: OrganisationId,
    offset: i64,
    most: i64,
) -> Result<Vec<String>, StorageError> {
    let rows = db
        .rows(
            "SELECT target FROM following WHERE organisation = $1 AND state = 'active'
              ORDER BY since DESC, target LIMIT $2 OFFSET $3",
            [organisation.to_string().into(), most.into(), offset.into()],
        )
        .await?;
    rows.iter().map(|row| row.get("target")).collect()
}

/// How many an organisation follows.
///
/// # Errors
/// [`StorageError`].
pub async fn count(db: &Db<'_>, organisation: OrganisationId) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM following WHERE organisation = $1 AND state = 'active'",
            [organisation.to_string().into()],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

fn read(row: &Row) -> Result<Followed, StorageError> {
    Ok(Followed {
        id: row.parsed("id")?,
        organisation: row.parsed("organisation")?,
        target: row.get("target")?,
        peer: row.get("peer")?,
        activity: row.get("activity")?,
        state: state_of(row)?,
        since: row.time("since")?,
    })
}
