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

pub use crate::memberships::{RosterRow, on_roster, standings};

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
