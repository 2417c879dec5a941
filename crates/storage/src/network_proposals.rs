//! Changes of networks that one admin proposed and no other one has confirmed yet.

use chrono::{DateTime, Utc};
use domain::{
    ids::{NetworkId, PersonId, ProposalId},
    network::Change,
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Identifier.
    pub id: ProposalId,
    /// Of which network.
    pub network: NetworkId,
    /// Who proposes.
    pub person: PersonId,
    /// What is to change.
    pub change: Change,
    /// The version of the network for which it was made.
    pub version: u32,
    /// When.
    pub at: DateTime<Utc>,
}

/// Stores a new one.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, it: &Proposal) -> Result<(), StorageError> {
    let change = serde_json::to_string(&it.change).map_err(|_| unreadable("change"))?;
    tx.run(
        "INSERT INTO network_proposals (id, network, person, change, version, at) VALUES ($1, $2, $3, $4, $5, $6)",
        [
            it.id.to_string().into(),
            it.network.to_string().into(),
            it.person.to_string().into(),
            change.into(),
            i64::from(it.version).into(),
            micros(it.at),
        ],
    )
    .await?;
    Ok(())
}

/// The proposals of a network, the oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn of(db: &Db<'_>, network: NetworkId) -> Result<Vec<Proposal>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM network_proposals WHERE network = $1 ORDER BY at, id",
            [network.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// A proposal is confirmed, or dropped.
///
/// # Errors
/// [`StorageError`].
pub async fn remove(tx: &Tx, id: ProposalId) -> Result<(), StorageError> {
    tx.run("DELETE FROM network_proposals WHERE id = $1", [id.to_string().into()])
        .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Proposal, StorageError> {
    Ok(Proposal {
        id: row.parsed("id")?,
        network: row.parsed("network")?,
        person: row.parsed("person")?,
        change: serde_json::from_str(&row.get::<String>("change")?).map_err(|_| unreadable("change"))?,
        version: u32::try_from(row.get::<i64>("version")?).map_err(|_| unreadable("version"))?,
        at: row.time("at")?,
    })
}
