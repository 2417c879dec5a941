//! Rosters: what our networks publish of their members, and what networks that this node trusts publish of theirs
//! (PROTOCOL 11.4, DECISIONS 20 and 21).
//!
//! A decision of a network of ours becomes signed documents and a signed line in [`publishing`]; lines and snapshots of
//! others are taken in [`taking`]; both end in the one snapshot by which [`domain::policy::may_write`] decides.

mod announcing;
mod checking;
mod own_organisations;
mod permits;
mod publishing;
mod restoring;
mod serving;
mod snapshots;
mod starting;
mod taking;
mod trusting;
mod witness_keys;

pub(crate) use announcing::into_networks;
pub use checking::CheckedRoster;
pub(crate) use taking::refused as refused_roster;
pub use taking::{RosterQuestion, Taken as RosterTaken};
pub use trusting::{TrustedView, WhoMayWrite, bar_word};

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use chrono::{DateTime, Utc};
use domain::{
    ids::NetworkId,
    roster::{Roster, Standing},
};
use storage::{
    Db, networks,
    policy_changes::{Changed, Changes},
    rosters, trusted_networks,
};
use tokio::sync::Notify;

use crate::{OperationError, Operations};

/// What is remembered until somebody has done it.
#[derive(Default)]
pub(crate) struct RosterBook {
    /// Networks of which something is missing.
    wanted: ToDo,
    /// Actors for which a network pinned another key, in a transaction that is not over yet.
    rekeyed: Mutex<BTreeSet<String>>,
    /// The same after the transaction: their documents are to be read anew.
    outdated: ToDo,
    /// Held while a snapshot is signed.
    signing: tokio::sync::Mutex<()>,
    /// Somebody went on under another actor, whose entry may be still to come.
    moving: AtomicBool,
    /// Two actors may have become one member.
    merging: AtomicBool,
    /// When the node was started.
    started: DateTime<Utc>,
    /// All networks were asked since.
    asked: AtomicBool,
    all_asked: Notify,
}

/// Whether actors came onto rosters or are on them no more: who goes on under another actor does both, and nothing else
/// takes an actor off.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moves {
    gone: bool,
    new: bool,
}

impl Moves {
    fn compare(&mut self, before: Option<&Standing>, after: Option<&Standing>) {
        self.gone |= before.is_some() && after.is_none();
        self.new |= before.is_none() && after.is_some();
    }
}

impl RosterBook {
    pub(crate) fn new(started: DateTime<Utc>) -> Self {
        Self {
            started,
            ..Self::default()
        }
    }

    /// The entry of the new actor comes with the one of the old one, or as the next one.
    pub(crate) fn note_moves(&self, moves: Moves) {
        if moves.new && (moves.gone || self.moving.load(Ordering::Relaxed)) {
            self.merging.store(true, Ordering::Relaxed);
        }
        if moves.gone || moves.new {
            self.moving.store(moves.gone, Ordering::Relaxed);
        }
    }

    /// A hidden member shows itself: perhaps under another actor than before.
    pub(crate) fn note_shown(&self) {
        self.moving.store(true, Ordering::Relaxed);
    }
}

/// A roster that is read as a whole may hide any move.
const WHOLE: Moves = Moves { gone: true, new: true };

/// Ids about which something is to be done, each once.
#[derive(Default)]
struct ToDo {
    ids: Mutex<BTreeSet<String>>,
    more: Notify,
}

impl ToDo {
    fn add(&self, ids: impl IntoIterator<Item = String>) {
        lock(&self.ids).extend(ids);
        self.more.notify_one();
    }

    /// Waits until there is something, and takes all of it.
    async fn take(&self) -> Vec<String> {
        loop {
            let ids = std::mem::take(&mut *lock(&self.ids));
            if !ids.is_empty() {
                return ids.into_iter().collect();
            }
            self.more.notified().await;
        }
    }
}

fn lock(ids: &Mutex<BTreeSet<String>>) -> MutexGuard<'_, BTreeSet<String>> {
    ids.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Operations {
    /// To be called after each commit of the inbox: what came with it holds from now on. What changes a roster there
    /// says so by [`storage::policy_changes`] in its transaction, so that no other commit takes its sign away.
    pub(crate) async fn settle_rosters(&self) -> Result<(), OperationError> {
        self.pass_on_rekeyed();
        self.reload_policy().await?;
        self.count_members_once().await;
        Ok(())
    }

    /// Something is missing in a roster that is trusted: it is asked for soon.
    pub(crate) fn want_roster(&self, network: &str) {
        self.0.rosters.wanted.add([network.to_owned()]);
    }

    /// Waits until rosters are wanted, and gives which.
    pub async fn rosters_wanted(&self) -> Vec<String> {
        self.0.rosters.wanted.take().await
    }

    /// A network pinned another key for an actor than is known here, in a transaction that is not over yet.
    pub(crate) fn key_moved(&self, actor: &str) {
        lock(&self.0.rosters.rekeyed).insert(actor.to_owned());
    }

    /// Waits until documents of actors are outdated, and gives whose. What was learnt of their keys lately counts no
    /// more.
    pub async fn actors_outdated(&self) -> Vec<String> {
        self.0.rosters.outdated.take().await
    }

    /// A roster changed: every writer is judged by the new one from now on.
    pub(crate) async fn rosters_changed(&self) -> Result<(), OperationError> {
        self.pass_on_rekeyed();
        self.load_policy().await?;
        self.count_members_once().await;
        Ok(())
    }

    /// Who became one member counts once from now on. What fails is done after the next change.
    async fn count_members_once(&self) {
        if !self.0.rosters.merging.swap(false, Ordering::Relaxed) {
            return;
        }
        if let Err(error) = self.merge_members().await {
            self.0.rosters.merging.store(true, Ordering::Relaxed);
            tracing::warn!(%error, "Endorsements of members with several actors were not merged: {error}");
        }
    }

    fn pass_on_rekeyed(&self) {
        let rekeyed = std::mem::take(&mut *lock(&self.0.rosters.rekeyed));
        if !rekeyed.is_empty() {
            self.0.rosters.outdated.add(rekeyed);
        }
    }

    /// The rosters by which this node judges: those of its own networks, and those that it trusts. Of what is in memory
    /// already only those entries are read again that changed.
    pub(crate) async fn read_rosters(
        &self,
        db: &Db<'_>,
        known: &BTreeMap<String, Arc<Roster>>,
        changes: &Changes,
    ) -> Result<(BTreeMap<String, Arc<Roster>>, Moves), OperationError> {
        let (mut read, mut moves) = (BTreeMap::new(), Moves::default());
        let Some(urls) = self.urls() else {
            return Ok((read, moves));
        };
        for network in networks::all(db).await? {
            let (actor, number) = (urls.network(network.id), network.roster_number);
            let roster = match (known.get(&actor), changes.of(&actor)) {
                (Some(known), Changed::Nothing) => Arc::clone(known),
                (Some(known), Changed::Actors(actors)) => {
                    let mut standings = Vec::new();
                    for actor in actors {
                        let standing = rosters::standing(db, network.id, actor).await?;
                        moves.compare(known.standing(actor), standing.as_ref());
                        standings.push((actor.clone(), standing));
                    }
                    Arc::new(known.with(number, standings))
                }
                _ => {
                    moves = WHOLE;
                    Arc::new(Roster::new(number, rosters::standings(db, network.id).await?))
                }
            };
            read.insert(actor, roster);
        }
        for trusted in trusted_networks::all(db).await? {
            let roster = match (known.get(&trusted.network), changes.of(&trusted.network)) {
                (Some(known), Changed::Nothing) => Arc::clone(known),
                (Some(known), Changed::Actors(actors)) => {
                    let mut standings = Vec::new();
                    for actor in actors {
                        let standing = trusted_networks::standing(db, &trusted.network, actor).await?;
                        moves.compare(known.standing(actor), standing.as_ref());
                        standings.push((actor.clone(), standing));
                    }
                    Arc::new(known.with(trusted.number, standings))
                }
                _ => {
                    moves = WHOLE;
                    Arc::new(trusted_networks::roster(db, &trusted).await?)
                }
            };
            read.insert(trusted.network, roster);
        }
        Ok((read, moves))
    }

    /// The network of ours with this actor.
    pub(crate) async fn own_network(&self, actor: &str) -> Result<Option<networks::Network>, OperationError> {
        let Some(id) = self.own_network_id(actor) else {
            return Ok(None);
        };
        Ok(networks::get(&self.db(), id).await?)
    }

    /// The identifier in the id of a network's actor, if that is an address of ours.
    pub(crate) fn own_network_id(&self, actor: &str) -> Option<NetworkId> {
        let urls = self.urls()?;
        actor
            .strip_prefix(&format!("{}/ap/networks/", urls.base()))?
            .parse()
            .ok()
    }
}
