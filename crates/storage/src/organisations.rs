//! Organisations of this node.

use chrono::{DateTime, Utc};
use domain::{
    ids::OrganisationId,
    organisation::{Handle, Moves, Organisation},
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, micros_or_null, unreadable},
};

/// Stores a new organisation.
///
/// # Errors
/// [`StorageError::Exists`] when the handle is taken.
pub async fn insert(tx: &Tx, organisation: &Organisation) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO organisations (id, handle, profile, created_at, updated_at) VALUES ($1, $2, $3, $4, $5)",
        [
            organisation.id.to_string().into(),
            organisation.handle.as_str().into(),
            profile_text(organisation)?.into(),
            micros(organisation.created_at),
            micros(organisation.updated_at),
        ],
    )
    .await?;
    Ok(())
}

/// Stores a changed profile.
///
/// # Errors
/// [`StorageError`].
pub async fn update(tx: &Tx, organisation: &Organisation) -> Result<(), StorageError> {
    tx.run(
        "UPDATE organisations SET profile = $2, updated_at = $3 WHERE id = $1",
        [
            organisation.id.to_string().into(),
            profile_text(organisation)?.into(),
            micros(organisation.updated_at),
        ],
    )
    .await?;
    Ok(())
}

/// Stores where an organisation was, and where it went.
///
/// # Errors
/// [`StorageError`].
pub async fn set_moves(tx: &Tx, organisation: &Organisation) -> Result<(), StorageError> {
    let also_known_as = serde_json::to_string(&organisation.moves.also_known_as);
    tx.run(
        "UPDATE organisations SET also_known_as = $2, moved_to = $3, updated_at = $4 WHERE id = $1",
        [
            organisation.id.to_string().into(),
            also_known_as.map_err(|_| unreadable("also_known_as"))?.into(),
            organisation.moves.moved_to.clone().into(),
            micros(organisation.updated_at),
        ],
    )
    .await?;
    Ok(())
}

/// Switches the two-person rule of an organisation on, or off with nothing.
///
/// # Errors
/// [`StorageError`].
pub async fn set_two_people(tx: &Tx, id: OrganisationId, since: Option<DateTime<Utc>>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE organisations SET two_people_since = $2 WHERE id = $1",
        [id.to_string().into(), micros_or_null(since)],
    )
    .await?;
    Ok(())
}

/// Whether the two-person rule of an organisation is on.
///
/// # Errors
/// [`StorageError`].
pub async fn asks_two_people(db: &Db<'_>, id: OrganisationId) -> Result<bool, StorageError> {
    let row = db
        .row(
            "SELECT two_people_since FROM organisations WHERE id = $1",
            [id.to_string().into()],
        )
        .await?;
    let since = row.map(|row| row.time_or_none("two_people_since")).transpose()?;
    Ok(since.flatten().is_some())
}

fn profile_text(organisation: &Organisation) -> Result<String, StorageError> {
    serde_json::to_string(&organisation.profile).map_err(|_| unreadable("profile"))
}

/// One by identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: OrganisationId) -> Result<Option<Organisation>, StorageError> {
    let row = db
        .row("SELECT * FROM organisations WHERE id = $1", [id.to_string().into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// One by handle.
///
/// # Errors
/// [`StorageError`].
pub async fn by_handle(db: &Db<'_>, handle: &str) -> Result<Option<Organisation>, StorageError> {
    let row = db
        .row("SELECT * FROM organisations WHERE handle = $1", [handle.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// All, by handle.
///
/// # Errors
/// [`StorageError`].
pub async fn all(db: &Db<'_>) -> Result<Vec<Organisation>, StorageError> {
    let rows = db.rows("SELECT * FROM organisations ORDER BY handle", []).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Organisation, StorageError> {
    let profile: String = row.get("profile")?;
    Ok(Organisation {
        id: row.parsed("id")?,
        handle: Handle::parse(&row.get::<String>("handle")?).map_err(|_| unreadable("handle"))?,
        profile: serde_json::from_str(&profile).map_err(|_| unreadable("profile"))?,
        moves: Moves {
            also_known_as: match row.get::<Option<String>>("also_known_as")? {
                Some(ids) => serde_json::from_str(&ids).map_err(|_| unreadable("also_known_as"))?,
                None => Vec::new(),
            },
            moved_to: row.get("moved_to")?,
        },
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}
