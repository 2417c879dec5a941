//! Who is one and the same: a member counts once, whatever actors it has or had (EN4, E04).
//!
//! The host declines what would be a second endorsement of one member, and takes one back where two turn out to be one
//! later. So everybody counts the same number from its log, also who knows nothing of the network; and what this node
//! alone knows, who the hidden members are, is in no count and no file.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{declaration::State, ids::DeclarationId};
use evidence::tally::Members;
use serde_json::Value;
use storage::{Db, Tx, declarations, endorsements, rosters, trusted_networks};

use crate::{OperationError, Operations, audit::Who, declarations::rules_of, networks::hidden_as};

/// What this node knows of the actors of a network's members.
pub(super) struct Selves {
    members: Arc<Members>,
    /// Of each hidden member that went on under another actor: the key of its commitments, and what stood for it.
    movers: Vec<([u8; 32], Vec<String>)>,
    /// Hidden members of a trusted network that showed themselves: the membership, and the actor.
    shown: Vec<(String, String)>,
}

impl Selves {
    /// Whether anybody has more than one actor.
    fn has_several(&self) -> bool {
        let memberships: BTreeSet<&String> = self.shown.iter().map(|(membership, _)| membership).collect();
        self.members.has_moved() || !self.movers.is_empty() || memberships.len() < self.shown.len()
    }

    /// Other actors of the same member; of hidden ones those among `candidates`.
    fn others(&self, actor: &str, candidates: &[String]) -> BTreeSet<String> {
        let mut others: BTreeSet<String> = self.members.others(actor).into_iter().map(str::to_owned).collect();
        for (salt, names) in &self.movers {
            let stands_for = |it: &str| names.contains(&hidden_as(*salt, it).name);
            if stands_for(actor) {
                others.extend(candidates.iter().filter(|it| stands_for(it)).cloned());
            }
        }
        for (membership, _) in self.shown.iter().filter(|(_, shown)| shown == actor) {
            let same = self.shown.iter().filter(|(of, _)| of == membership);
            others.extend(same.map(|(_, actor)| actor.clone()));
        }
        others.remove(actor);
        others
    }
}

impl Operations {
    async fn selves_of(&self, db: &Db<'_>, network: &str) -> Result<Selves, OperationError> {
        let movers = match self.own_network_id(network) {
            Some(own) => rosters::hidden_movers(db, own).await?,
            None => Vec::new(),
        };
        let shown = trusted_networks::openings(db, network).await?.into_iter();
        let membership = |document: &[u8]| {
            let document: Value = serde_json::from_slice(document).ok()?;
            document.get("id")?.as_str().map(str::to_owned)
        };
        Ok(Selves {
            members: self.members_of(Some(network)).await?,
            movers,
            shown: shown
                .filter_map(|opening| Some((membership(&opening.document)?, opening.actor)))
                .collect(),
        })
    }

    /// Other actors of the member of a network that endorses a declaration, as far as they may have endorsed it too.
    pub(super) async fn other_selves(
        &self,
        db: &Db<'_>,
        declaration: DeclarationId,
        network: &str,
        actor: &str,
    ) -> Result<BTreeSet<String>, OperationError> {
        let selves = self.selves_of(db, network).await?;
        let mut candidates = Vec::new();
        if !selves.movers.is_empty() {
            let endorsers = endorsements::by_own_key(db, declaration).await?.into_iter();
            candidates = endorsers.map(|(_, subject)| subject).collect();
        }
        Ok(selves.others(actor, &candidates))
    }

    /// Two endorsements of one member become one, where its network said after both that they are one: the later one is
    /// taken back as a duplicate. Gives how many were. A text that is closed keeps its last tally.
    ///
    /// # Errors
    /// [`OperationError::Storage`], [`OperationError::Refused`] where nothing can be signed now.
    pub async fn merge_members(&self) -> Result<u64, OperationError> {
        let mut open: BTreeMap<String, Vec<DeclarationId>> = BTreeMap::new();
        for row in declarations::frozen(&self.db()).await? {
            if let Some(network) = rules_of(&row).network
                && row.organisation.is_some()
                && row.state == State::Open
            {
                open.entry(network).or_default().push(row.id);
            }
        }
        let policy = self.policy();
        let mut merged = 0;
        // A network is read as a whole only where something is open for its members.
        for (network, declarations) in open {
            if !policy.rosters.contains_key(&network) {
                continue;
            }
            let selves = self.selves_of(&self.db(), &network).await?;
            if !selves.has_several() {
                continue;
            }
            for declaration in declarations {
                merged += self.merge_endorsers(declaration, &selves).await?;
            }
        }
        Ok(merged)
    }

    /// An account moved to another one, and both say so: where both endorsed an open text of ours, the later endorsement is
    /// taken back as a duplicate. Whoever counts the log needs to know nothing of the move.
    pub(crate) async fn merge_moved(&self, tx: &Tx, old: &str, new: &str) -> Result<(), OperationError> {
        let db = Db::from(tx);
        let others = endorsements::stamped_here(&db, new).await?;
        for one in endorsements::stamped_here(&db, old).await? {
            let Some(other) = others.iter().find(|other| other.declaration == one.declaration) else {
                continue;
            };
            let declaration = declarations::get(&db, one.declaration).await?;
            if let Some(declaration) = declaration.filter(|declaration| declaration.state == State::Open) {
                let later = if one.log_index > other.log_index { &one } else { other };
                self.revoke_in(tx, &Who::Other("move"), &declaration, later, "duplicate")
                    .await?;
            }
        }
        Ok(())
    }

    async fn merge_endorsers(&self, id: DeclarationId, selves: &Selves) -> Result<u64, OperationError> {
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        let endorsers = endorsements::by_own_key(&db, id).await?;
        let subjects: Vec<String> = endorsers.iter().map(|(_, subject)| subject.clone()).collect();
        let Some(declaration) = declarations::get(&db, id).await? else {
            return Ok(0);
        };
        let (mut counted, mut merged) = (BTreeSet::new(), 0);
        for (endorsement, subject) in &endorsers {
            let others = selves.others(subject, &subjects);
            if others.is_disjoint(&counted) {
                counted.insert(subject.clone());
                continue;
            }
            let row = endorsements::get(&db, *endorsement).await?;
            let Some(row) = row.filter(|row| row.status.is_counted()) else {
                continue;
            };
            self.revoke_in(&tx, &Who::Other("roster"), &declaration, &row, "duplicate")
                .await?;
            merged += 1;
        }
        if merged == 0 {
            return Ok(0);
        }
        self.commit_and_wake(tx).await?;
        Ok(merged)
    }
}
