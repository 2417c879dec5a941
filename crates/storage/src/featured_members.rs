//! Who agreed to be shown in which collection (FEP-7aa9, PG6): consents of our organisations, and of members of our
//! networks.

use chrono::{DateTime, Utc};
use domain::ids::{NetworkId, OrganisationId};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// A member of a network of ours that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The actor.
    pub actor: String,
    /// The id of our request.
    pub request: String,
    /// Its consent; nothing before it came.
    pub authorization: Option<String>,
    /// When it was asked, or agreed.
    pub at: DateTime<Utc>,
}

/// Keeps a consent of an organisation of ours.
///
/// # Errors
/// [`StorageError`].
pub async fn add_stamp(
    tx: &Tx,
    stamp: &str,
    organisation: OrganisationId,
    collection: &str,
    document: &[u8],
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO feature_stamps (stamp, organisation, collection, document, at) VALUES ($1, $2, $3, $4, $5)",
        [
            stamp.into(),
            organisation.to_string().into(),
            collection.into(),
            document.to_vec().into(),
            micros(at),
        ],
    )
    .await?;
    Ok(())
}

/// The consent of an organisation for a collection.
///
/// # Errors
/// [`StorageError`].
pub async fn stamp_for(
    db: &Db<'_>,
    organisation: OrganisationId,
    collection: &str,
) -> Result<Option<String>, StorageError> {
    let row = db
        .row(
            "SELECT stamp FROM feature_stamps WHERE organisation = $1 AND collection = $2 AND revoked_at IS NULL",
            [organisation.to_string().into(), collection.into()],
        )
        .await?;
    row.map(|row| row.get("stamp")).transpose()
}

/// A consent: its document, and whether it was taken back.
///
/// # Errors
/// [`StorageError`].
pub async fn stamp(db: &Db<'_>, stamp: &str) -> Result<Option<(Vec<u8>, bool)>, StorageError> {
    let row = db
        .row("SELECT * FROM feature_stamps WHERE stamp = $1", [stamp.into()])
        .await?;
    row.map(|row| Ok((row.get("document")?, row.time_or_none("revoked_at")?.is_some())))
        .transpose()
}

/// Notes that a member was asked.
///
/// # Errors
/// [`StorageError`].
pub async fn ask(
    tx: &Tx,
    network: NetworkId,
    actor: &str,
    request: &str,
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO featured_members (network, actor, request, consent, at) VALUES ($1, $2, $3, NULL, $4)
         ON CONFLICT (network, actor) DO UPDATE SET request = excluded.request, consent = NULL, at = excluded.at",
        [network.to_string().into(), actor.into(), request.into(), micros(at)],
    )
    .await?;
    Ok(())
}

/// The one who was asked by a request: (network, actor).
///
/// # Errors
/// [`StorageError`].
pub async fn by_request(db: &Db<'_>, request: &str) -> Result<Option<(NetworkId, String)>, StorageError> {
    let row = db
        .row(
            "SELECT network, actor FROM featured_members WHERE request = $1",
            [request.into()],
        )
        .await?;
    row.map(|row| Ok((row.parsed("network")?, row.get("actor")?)))
        .transpose()
}

/// Keeps the consent of a member.
///
/// # Errors
/// [`StorageError`].
pub async fn agreed(
    tx: &Tx,
    network: NetworkId,
    actor: &str,
    authorization: &str,
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.run(
        "UPDATE featured_members SET consent = $3, at = $4 WHERE network = $1 AND actor = $2",
        [
            network.to_string().into(),
            actor.into(),
            authorization.into(),
            micros(at),
        ],
    )
    .await?;
    Ok(())
}

/// Shows a member no more.
///
/// # Errors
/// [`StorageError`].
pub async fn remove(tx: &Tx, network: NetworkId, actor: &str) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM featured_members WHERE network = $1 AND actor = $2",
        [network.to_string().into(), actor.into()],
    )
    .await?;
    Ok(())
}

/// Those who agreed, by their ids.
///
/// # Errors
/// [`StorageError`].
pub async fn of(db: &Db<'_>, network: NetworkId) -> Result<Vec<Asked>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM featured_members WHERE network = $1 AND consent IS NOT NULL ORDER BY actor",
            [network.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Asked, StorageError> {
    Ok(Asked {
        actor: row.get("actor")?,
        request: row.get("request")?,
        authorization: row.get("consent")?,
        at: row.time("at")?,
    })
}
