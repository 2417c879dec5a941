//! What changed in the policy with each of its versions: every process of a node reads that, and nothing else, again. The
//! version is raised in the transaction of the change, and transactions that raise it wait for each other: what is
//! committed is never forgotten, whatever else commits at the same time.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Db, StorageError, Tx, sql::unreadable};

/// So many versions are remembered; who is further behind reads everything.
const KEPT: i64 = 10_000;
/// Older ones are forgotten each time that so many more were said.
const TIDY_EACH: i64 = 100;
/// Stands for the blocks where a network is named, and for all members where one is named.
const ALL: &str = "";

/// What changed between two versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The newest version.
    pub version: i64,
    /// What changed is not known: everything is to be read.
    everything: bool,
    /// Who stands elsewhere in a network, by the id of its actor.
    actors: BTreeMap<String, BTreeSet<String>>,
}

/// What changed in a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed<'a> {
    /// Nothing.
    Nothing,
    /// These actors stand elsewhere.
    Actors(&'a BTreeSet<String>),
    /// The whole roster is to be read.
    Whole,
}

impl Changes {
    /// Whether blocks were set or lifted.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.everything || self.actors.contains_key(ALL)
    }

    /// What changed in the roster of a network.
    #[must_use]
    pub fn of(&self, network: &str) -> Changed<'_> {
        match self.actors.get(network) {
            _ if self.everything => Changed::Whole,
            None => Changed::Nothing,
            Some(actors) if actors.contains(ALL) => Changed::Whole,
            Some(actors) => Changed::Actors(actors),
        }
    }
}

/// The blocks are others than before.
///
/// # Errors
/// [`StorageError`].
pub async fn note_blocks(tx: &Tx) -> Result<(), StorageError> {
    note(tx, ALL, &[ALL]).await
}

/// A whole roster is another one than before.
///
/// # Errors
/// [`StorageError`].
pub async fn note_roster(tx: &Tx, network: &str) -> Result<(), StorageError> {
    // What was said of it before is no longer needed; who has not read it yet reads everything.
    tx.run("DELETE FROM policy_changes WHERE network = $1", [network.into()])
        .await?;
    note(tx, network, &[ALL]).await
}

/// Actors stand elsewhere in a network than before, or nowhere any more; nothing for no actors.
///
/// # Errors
/// [`StorageError`].
pub async fn note_standings(tx: &Tx, network: &str, actors: &[&str]) -> Result<(), StorageError> {
    if actors.is_empty() {
        return Ok(());
    }
    note(tx, network, actors).await
}

async fn note(tx: &Tx, network: &str, actors: &[&str]) -> Result<(), StorageError> {
    let raised = Db::from(tx)
        .row(
            "UPDATE policy_version SET version = version + 1 WHERE id = 1 RETURNING version",
            [],
        )
        .await?;
    let now: i64 = raised.ok_or_else(|| unreadable("version"))?.get("version")?;
    for actor in actors {
        tx.run(
            "INSERT INTO policy_changes (version, network, actor) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            [now.into(), network.into(), (*actor).into()],
        )
        .await?;
    }
    if now % TIDY_EACH == 0 {
        let old = now.saturating_sub(KEPT);
        tx.run("DELETE FROM policy_changes WHERE version <= $1", [old.into()])
            .await?;
    }
    Ok(())
}

/// Rises with each change.
///
/// # Errors
/// [`StorageError`].
pub async fn version(db: &Db<'_>) -> Result<i64, StorageError> {
    let row = db.row("SELECT version FROM policy_version WHERE id = 1", []).await?;
    row.map_or(Ok(0), |row| row.get("version"))
}

/// What changed after a version.
///
/// # Errors
/// [`StorageError`].
pub async fn since(db: &Db<'_>, known: i64) -> Result<Changes, StorageError> {
    // First the version: what is committed from here on has a higher one, and is read next time.
    let version = version(db).await?;
    let rows = db
        .rows(
            "SELECT version, network, actor FROM policy_changes WHERE version > $1 AND version <= $2",
            [known.into(), version.into()],
        )
        .await?;
    let mut changes = Changes {
        version,
        ..Changes::default()
    };
    let mut said = BTreeSet::new();
    for row in &rows {
        said.insert(row.get::<i64>("version")?);
        let actors = changes.actors.entry(row.get("network")?).or_default();
        actors.insert(row.get("actor")?);
    }
    // Each version says what it changed, or is not remembered any more.
    changes.everything = i64::try_from(said.len()) != Ok(version - known);
    Ok(changes)
}
