//! The keys by which the nodes of members witness, as the rosters of our networks name them (PROTOCOL 2.8, PL17): the same
//! that the witness policy of the network names.

use std::collections::{BTreeSet, HashMap};

use domain::roster::{Change, Standing};
use protocol::services::WitnessService;
use storage::{
    Db, Tx,
    memberships::{self, Membership},
    networks, policy_changes, rosters, witnesses,
};

use crate::{OperationError, Operations, blocks::host_of};

/// When the key of a node is learnt, so many entries of members there name it at once: one is enough to know it by. The
/// others do with their next change, or with the next snapshot.
const AT_ONCE: u32 = 16;

impl Operations {
    /// The keys of the nodes of these actors, by host, as far as they are known.
    pub(super) async fn witness_keys(
        &self,
        db: &Db<'_>,
        actors: impl IntoIterator<Item = &str>,
    ) -> Result<HashMap<String, String>, OperationError> {
        let hosts: BTreeSet<String> = actors.into_iter().map(host_of).collect();
        let mut keys = witnesses::keys(db, &hosts).await?;
        let own = self.require_urls()?.host().to_owned();
        if hosts.contains(&own) {
            let key = self.witness_signer().await?.verifier().to_string();
            keys.insert(own, key);
        }
        Ok(keys)
    }

    /// Notes a witness that was met, or named by a person. Where members of our networks are on its node, and its key is
    /// not the one that was known, their entries name it from now on. Last in a transaction: it may send lines.
    pub(crate) async fn put_witness(
        &self,
        tx: &Tx,
        host: &str,
        witness: &WitnessService,
        added: bool,
    ) -> Result<(), OperationError> {
        let key = witness.key.to_string();
        let before = witnesses::keys(&Db::from(tx), &BTreeSet::from([host.to_owned()])).await?;
        witnesses::put(tx, host, &key, &witness.prefix, added).await?;
        if before.get(host) == Some(&key) {
            return Ok(());
        }
        self.name_witness(tx, host).await
    }

    async fn name_witness(&self, tx: &Tx, host: &str) -> Result<(), OperationError> {
        let Some(urls) = self.urls() else { return Ok(()) };
        let origin = format!("{}://{host}/", self.0.scheme);
        for network in networks::all(&Db::from(tx)).await? {
            let there = memberships::named_at(&Db::from(tx), network.id, &origin, AT_ONCE).await?;
            let named = there.iter().filter_map(|it| Some((it, entry_of(it)?)));
            let mut number = network.roster_number;
            for (it, standing) in named {
                number += 1;
                let change = Change {
                    number,
                    actor: it.state.subject.clone(),
                    standing: Some(standing),
                };
                rosters::append(tx, network.id, it.id, &change, self.now()).await?;
                networks::set_roster_number(tx, network.id, number).await?;
                let actor = urls.network(network.id);
                policy_changes::note_standings(tx, &actor, &[&it.state.subject]).await?;
                self.publish_lines(tx, &network, it).await?;
            }
        }
        Ok(())
    }
}

/// The entry of a member whose node may witness.
fn entry_of(it: &Membership) -> Option<Standing> {
    let standing = Standing::of(&it.state, Some(it.application.country))?;
    Some(standing).filter(|standing| standing.tier.may_witness())
}
