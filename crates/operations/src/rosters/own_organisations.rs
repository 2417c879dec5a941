//! Where organisations of this node stand in networks of others, as the roster says: by whatever way it came, a line that
//! was pushed, lines that were asked for, or a whole snapshot.

use std::collections::{BTreeMap, HashMap};

use domain::{ids::OrganisationId, membership::Tier, roster::Change};
use storage::{
    Db, Tx,
    joined_networks::{self, Joined, State},
    trusted_networks::Entry,
};

use crate::{OperationError, Operations};

impl Operations {
    /// What lines of a roster say of organisations of ours.
    pub(super) async fn own_stand_by_lines(
        &self,
        tx: &Tx,
        network: &str,
        changes: &[Change],
    ) -> Result<(), OperationError> {
        for change in changes {
            if let Some(organisation) = self.own_organisation(&change.actor).await? {
                // Off the roster: it goes on under another address.
                let tier = change
                    .standing
                    .as_ref()
                    .map_or(Tier::Withdrawn, |standing| standing.tier);
                self.stands_now(tx, organisation.id, network, tier).await?;
            }
        }
        Ok(())
    }

    /// What a whole roster says of organisations of ours. Of hidden members it names none; whoever was not on the one
    /// before may have been admitted since it was signed.
    pub(super) async fn own_stand_by_snapshot(
        &self,
        tx: &Tx,
        network: &str,
        before: &HashMap<&str, &Entry>,
        now: &BTreeMap<String, Entry>,
    ) -> Result<(), OperationError> {
        let urls = self.require_urls()?;
        for joined in joined_networks::of_network(&Db::from(tx), network).await? {
            let actor = urls.organisation(joined.organisation);
            let tier = match now.get(&actor) {
                Some(entry) => entry.standing.tier,
                None if before.contains_key(actor.as_str()) => Tier::Withdrawn,
                None => continue,
            };
            self.stands_now(tx, joined.organisation, network, tier).await?;
        }
        Ok(())
    }

    /// An organisation of ours goes further, or less far, than before.
    pub(crate) async fn stands_now(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        network: &str,
        tier: Tier,
    ) -> Result<(), OperationError> {
        let Some(joined) = joined_networks::get(&Db::from(tx), organisation, network).await? else {
            return Ok(());
        };
        let state = match (joined.state, tier) {
            // Whoever has not said yes yet is asked still.
            (State::Invited, _) => State::Invited,
            (_, Tier::Expelled) => State::Ended,
            // Off the roster is also who was put out.
            (State::Ended, Tier::Withdrawn) => return Ok(()),
            (_, Tier::Withdrawn) => State::Left,
            _ => State::Member,
        };
        let now = Joined {
            tier: Some(tier),
            state,
            ..joined
        };
        Ok(joined_networks::put(tx, &now).await?)
    }
}
