//! What was found out about applicants: facts that were looked up, and marks by which duplicates are found.

use chrono::{DateTime, Utc};
use domain::ids::{MembershipId, NetworkId};

use crate::{Db, StorageError, Tx, sql::micros};

/// A fact that was looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What was looked up.
    pub kind: String,
    /// `good`, `warning`, `bad` or `unknown`.
    pub state: String,
    /// What was found; may be empty.
    pub detail: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A mark that another membership of the network has too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The other one.
    pub membership: MembershipId,
    /// What is alike.
    pub kind: String,
}

/// Keeps a fact over an earlier one of its kind.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, membership: MembershipId, fact: &Fact) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO membership_checks (membership, kind, state, detail, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (membership, kind) DO UPDATE SET state = excluded.state, detail = excluded.detail,
           at = excluded.at",
        [
            membership.to_string().into(),
            fact.kind.as_str().into(),
            fact.state.as_str().into(),
            fact.detail.as_str().into(),
            micros(fact.at),
        ],
    )
    .await?;
    Ok(())
}

/// The facts about a membership.
///
/// # Errors
/// [`StorageError`].
pub async fn facts(db: &Db<'_>, membership: MembershipId) -> Result<Vec<Fact>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM membership_checks WHERE membership = $1 ORDER BY kind",
            [membership.to_string().into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Fact {
                kind: row.get("kind")?,
                state: row.get("state")?,
                detail: row.get("detail")?,
                at: row.time("at")?,
            })
        })
        .collect()
}

/// Keeps the marks of a membership instead of those before.
///
/// # Errors
/// [`StorageError`].
pub async fn set_marks(
    tx: &Tx,
    network: NetworkId,
    membership: MembershipId,
    marks: &[(&str, String)],
) -> Result<(), StorageError> {
    let id = membership.to_string();
    tx.run(
        "DELETE FROM membership_marks WHERE membership = $1",
        [id.as_str().into()],
    )
    .await?;
    for (kind, mark) in marks {
        tx.run(
            "INSERT INTO membership_marks (membership, network, kind, mark) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            [
                id.as_str().into(),
                network.to_string().into(),
                (*kind).into(),
                mark.as_str().into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Which other memberships of the network share a mark with one.
///
/// # Errors
/// [`StorageError`].
pub async fn alike(db: &Db<'_>, membership: MembershipId) -> Result<Vec<Alike>, StorageError> {
    let rows = db
        .rows(
            "SELECT DISTINCT b.membership, b.kind FROM membership_marks a
               JOIN membership_marks b ON b.network = a.network AND b.kind = a.kind AND b.mark = a.mark
              WHERE a.membership = $1 AND b.membership <> $1 ORDER BY b.membership, b.kind",
            [membership.to_string().into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Alike {
                membership: row.parsed("membership")?,
                kind: row.get("kind")?,
            })
        })
        .collect()
}
