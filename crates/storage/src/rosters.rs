//! The membership log of our networks: numbered changes of their rosters, as everybody may read them.

use chrono::{DateTime, Utc};
use domain::{
    ids::{MembershipId, NetworkId},
    roster::Change,
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

pub use crate::memberships::{RosterRow, count, named, on_roster, standing, standings};

/// Appends a change.
///
/// # Errors
/// [`StorageError::Exists`] when the number is there already.
pub async fn append(
    tx: &Tx,
    network: NetworkId,
    membership: MembershipId,
    change: &Change,
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    let standing = change.standing.as_ref().map(serde_json::to_string).transpose();
    tx.run(
        "INSERT INTO roster_changes (network, number, membership, actor, standing, at) VALUES ($1, $2, $3, $4, $5, $6)",
        [
            network.to_string().into(),
            change.number.cast_signed().into(),
            membership.to_string().into(),
            change.actor.as_str().into(),
            standing.map_err(|_| unreadable("standing"))?.into(),
            micros(at),
        ],
    )
    .await?;
    Ok(())
}

/// The changes after a number, in order.
///
/// # Errors
/// [`StorageError`].
pub async fn changes(db: &Db<'_>, network: NetworkId, after: u64, most: u32) -> Result<Vec<Change>, StorageError> {
    let rows = db
        .rows(
            "SELECT number, actor, standing FROM roster_changes WHERE network = $1 AND number > $2
              ORDER BY number LIMIT $3",
            [
                network.to_string().into(),
                after.cast_signed().into(),
                i64::from(most).into(),
            ],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Change, StorageError> {
    let standing: Option<String> = row.get("standing")?;
    Ok(Change {
        number: row.get::<i64>("number")?.cast_unsigned(),
        actor: row.get("actor")?,
        standing: standing
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|_| unreadable("standing"))?,
    })
}

/// Hidden members of a network that went on under another actor: the key of the commitments, and all that stood for it.
///
/// # Errors
/// [`StorageError`].
pub async fn hidden_movers(db: &Db<'_>, network: NetworkId) -> Result<Vec<([u8; 32], Vec<String>)>, StorageError> {
    let rows = db
        .rows(
            "SELECT DISTINCT m.id, m.hidden_salt, c.actor FROM memberships m JOIN roster_changes c ON c.membership = m.id
              WHERE m.network = $1 AND m.hidden_salt IS NOT NULL ORDER BY m.id, c.actor",
            [network.to_string().into()],
        )
        .await?;
    let mut found: Vec<(String, [u8; 32], Vec<String>)> = Vec::new();
    for row in &rows {
        let (id, actor): (String, String) = (row.get("id")?, row.get("actor")?);
        match found.last_mut().filter(|(last, ..)| *last == id) {
            Some((.., actors)) => actors.push(actor),
            None => {
                let salt: Vec<u8> = row.get("hidden_salt")?;
                let salt = salt.try_into().map_err(|_| unreadable("hidden_salt"))?;
                found.push((id, salt, vec![actor]));
            }
        }
    }
    let moved = found.into_iter().filter(|(.., actors)| actors.len() > 1);
    Ok(moved.map(|(_, salt, actors)| (salt, actors)).collect())
}
