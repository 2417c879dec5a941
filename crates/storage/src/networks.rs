//! Networks of this node, every version of their rules, and their admins.

use chrono::{DateTime, Utc};
use domain::{
    ids::{NetworkId, OrganisationId, PersonId},
    network::Network as Content,
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// A network of this node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// Identifier.
    pub id: NetworkId,
    /// Its secretariat.
    pub owner: OrganisationId,
    /// What it is called, what it asks, who decides.
    pub content: Content,
    /// Rises with each change of the content, from 1.
    pub version: u32,
    /// The number of its roster; 0 before anybody was admitted.
    pub roster_number: u64,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// Last change of the content.
    pub updated_at: DateTime<Utc>,
}

/// Stores a new one.
///
/// # Errors
/// [`StorageError::Exists`] when another network has the handle.
pub async fn insert(tx: &Tx, it: &Network) -> Result<(), StorageError> {
    let content = content_text(&it.content)?;
    tx.run(
        "INSERT INTO networks (id, handle, owner, content, version, roster_number, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            it.id.to_string().into(),
            it.content.handle.as_str().into(),
            it.owner.to_string().into(),
            content.into(),
            i64::from(it.version).into(),
            it.roster_number.cast_signed().into(),
            micros(it.created_at),
            micros(it.updated_at),
        ],
    )
    .await?;
    keep_version(tx, it).await
}

/// Stores a changed content as a new version; the handle stays.
///
/// # Errors
/// [`StorageError`].
pub async fn update(tx: &Tx, it: &Network) -> Result<(), StorageError> {
    tx.run(
        "UPDATE networks SET content = $2, version = $3, updated_at = $4 WHERE id = $1",
        [
            it.id.to_string().into(),
            content_text(&it.content)?.into(),
            i64::from(it.version).into(),
            micros(it.updated_at),
        ],
    )
    .await?;
    keep_version(tx, it).await
}

async fn keep_version(tx: &Tx, it: &Network) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO network_versions (network, version, content, at) VALUES ($1, $2, $3, $4)",
        [
            it.id.to_string().into(),
            i64::from(it.version).into(),
            content_text(&it.content)?.into(),
            micros(it.updated_at),
        ],
    )
    .await?;
    Ok(())
}

/// The content as it was at a version.
///
/// # Errors
/// [`StorageError`].
pub async fn version(db: &Db<'_>, id: NetworkId, version: u32) -> Result<Option<Content>, StorageError> {
    let row = db
        .row(
            "SELECT content FROM network_versions WHERE network = $1 AND version = $2",
            [id.to_string().into(), i64::from(version).into()],
        )
        .await?;
    row.map(|row| read_content(&row)).transpose()
}

/// Sets the number of the roster.
///
/// # Errors
/// [`StorageError`].
pub async fn set_roster_number(tx: &Tx, id: NetworkId, number: u64) -> Result<(), StorageError> {
    tx.run(
        "UPDATE networks SET roster_number = $2 WHERE id = $1",
        [id.to_string().into(), number.cast_signed().into()],
    )
    .await?;
    Ok(())
}

/// One by identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: NetworkId) -> Result<Option<Network>, StorageError> {
    let row = db
        .row("SELECT * FROM networks WHERE id = $1", [id.to_string().into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// One by handle.
///
/// # Errors
/// [`StorageError`].
pub async fn by_handle(db: &Db<'_>, handle: &str) -> Result<Option<Network>, StorageError> {
    let row = db
        .row("SELECT * FROM networks WHERE handle = $1", [handle.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// All, by handle.
///
/// # Errors
/// [`StorageError`].
pub async fn all(db: &Db<'_>) -> Result<Vec<Network>, StorageError> {
    let rows = db.rows("SELECT * FROM networks ORDER BY handle", []).await?;
    rows.iter().map(read).collect()
}

/// The admins of a network, those of the longest standing first.
///
/// # Errors
/// [`StorageError`].
pub async fn admins(db: &Db<'_>, id: NetworkId) -> Result<Vec<(PersonId, DateTime<Utc>)>, StorageError> {
    let rows = db
        .rows(
            "SELECT person, since FROM network_admins WHERE network = $1 ORDER BY since, person",
            [id.to_string().into()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.parsed("person")?, row.time("since")?)))
        .collect()
}

/// The networks that a person runs.
///
/// # Errors
/// [`StorageError`].
pub async fn run_by(db: &Db<'_>, person: PersonId) -> Result<Vec<NetworkId>, StorageError> {
    let rows = db
        .rows(
            "SELECT network FROM network_admins WHERE person = $1 ORDER BY network",
            [person.to_string().into()],
        )
        .await?;
    rows.iter().map(|row| row.parsed("network")).collect()
}

/// Makes a person an admin; who is one stays one.
///
/// # Errors
/// [`StorageError`].
pub async fn add_admin(tx: &Tx, id: NetworkId, person: PersonId, since: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO network_admins (network, person, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        [id.to_string().into(), person.to_string().into(), micros(since)],
    )
    .await?;
    Ok(())
}

/// A person is no longer an admin.
///
/// # Errors
/// [`StorageError`].
pub async fn remove_admin(tx: &Tx, id: NetworkId, person: PersonId) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM network_admins WHERE network = $1 AND person = $2",
        [id.to_string().into(), person.to_string().into()],
    )
    .await?;
    Ok(())
}

fn content_text(content: &Content) -> Result<String, StorageError> {
    serde_json::to_string(content).map_err(|_| unreadable("content"))
}

fn read_content(row: &Row) -> Result<Content, StorageError> {
    serde_json::from_str(&row.get::<String>("content")?).map_err(|_| unreadable("content"))
}

fn read(row: &Row) -> Result<Network, StorageError> {
    Ok(Network {
        id: row.parsed("id")?,
        owner: row.parsed("owner")?,
        content: read_content(row)?,
        version: row.get::<i32>("version")?.cast_unsigned(),
        roster_number: row.get::<i64>("roster_number")?.cast_unsigned(),
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}
