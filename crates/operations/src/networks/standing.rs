//! What follows when a membership stands elsewhere than before: a number of the roster, the signed document, the entry
//! of our log, and what is sent; all in the transaction of the step (PROTOCOL 11.2, PL7).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    ids::MembershipId,
    membership::Stage,
    roster::{Change, Standing},
};
use evidence::{
    log::{Entry, EntryKind, commitment},
    multibase::document_digest,
};
use serde_json::Value;
use storage::{
    Db, Tx,
    log::events,
    memberships::{self, Hidden, Membership, Origin},
    networks::{self, Network},
    rosters,
};

use super::NO_NETWORK;
use crate::{OperationError, Operations};

/// Where a membership stands: its actor, and how.
fn standing_of(it: &Membership) -> Option<(&str, Standing)> {
    let standing = Standing::of(&it.state, Some(it.application.country))?;
    Some((&it.state.subject, standing))
}

/// The same as everybody may read it: of who is not named there is neither key nor country.
fn public(it: &Membership, mut standing: Standing) -> Standing {
    if it.hidden.is_some() {
        standing.key = String::new();
        standing.country = None;
    }
    standing
}

/// What stands in public for an actor that is not named.
pub(crate) fn hidden_as(salt: [u8; 32], subject: &str) -> Hidden {
    let mac = evidence::keys::hmac_sha256(&salt, subject.as_bytes());
    Hidden {
        name: format!("urn:bandung:hidden:{}", URL_SAFE_NO_PAD.encode(mac)),
        salt,
    }
}

impl Operations {
    /// Stores a membership, new or changed, with what follows from where it stands now.
    pub(super) async fn settle(
        &self,
        tx: &Tx,
        network: &Network,
        before: Option<&Membership>,
        mut after: Membership,
    ) -> Result<Membership, OperationError> {
        after.updated_at = self.now();
        after.own_tier = after.state.stage.own_tier().or(after.own_tier);
        let moved = before.is_some_and(|before| before.state.subject != after.state.subject);
        if moved {
            let urls = self.require_urls()?;
            after.organisation = None;
            for organisation in storage::organisations::all(&Db::from(tx)).await? {
                if urls.organisation(organisation.id) == after.state.subject {
                    after.organisation = Some(organisation.id);
                }
            }
            after.hidden = after.hidden.map(|hidden| hidden_as(hidden.salt, &after.state.subject));
        }
        let stands_elsewhere = before.and_then(standing_of) != standing_of(&after);
        if stands_elsewhere {
            self.change_roster(tx, network, before, &after).await?;
            self.sign_and_log(tx, network, &mut after).await?;
        }
        match before {
            Some(_) => memberships::update(tx, &after).await?,
            None => memberships::insert(tx, &after).await?,
        }
        let decided =
            before.is_some_and(|before| before.state.stage != after.state.stage && after.state.stage.is_end());
        if stands_elsewhere || decided {
            self.publish_standing(tx, network, before, &after).await?;
        }
        Ok(after)
    }

    /// One number for each line that changes: a move takes the old actor off and puts the new one on.
    async fn change_roster(
        &self,
        tx: &Tx,
        network: &Network,
        before: Option<&Membership>,
        after: &Membership,
    ) -> Result<(), OperationError> {
        // Read again: one transaction may take several steps.
        let current = networks::get(&Db::from(tx), network.id).await?.ok_or(NO_NETWORK)?;
        let mut changes = Vec::new();
        let left = before.filter(|before| standing_of(before).is_some());
        if let Some(left) = left.filter(|left| left.public_subject() != after.public_subject()) {
            changes.push((left.public_subject().to_owned(), None));
        }
        if let Some((_, standing)) = standing_of(after) {
            changes.push((after.public_subject().to_owned(), Some(public(after, standing))));
        }
        let mut number = current.roster_number;
        for (actor, standing) in changes {
            number += 1;
            let change = Change {
                number,
                actor,
                standing,
            };
            rosters::append(tx, network.id, after.id, &change, self.now()).await?;
        }
        Ok(networks::set_roster_number(tx, network.id, number).await?)
    }

    /// The document by which the network stands for it, and its entry in our log. What opens the entry of a member that
    /// is not named is never given out.
    async fn sign_and_log(&self, tx: &Tx, network: &Network, after: &mut Membership) -> Result<(), OperationError> {
        let bytes = self.sign_standing(network, after).await?;
        let unreadable = || {
            refused!(
                "membership-document-unreadable",
                "the membership document cannot be read"
            )
        };
        let document: Value = serde_json::from_slice(&bytes).map_err(|_| unreadable())?;
        let salt: [u8; 32] = match &after.hidden {
            Some(hidden) => hidden.salt,
            None => self.0.entropy.bytes(),
        };
        let mut entry = Entry::new(EntryKind::Member, self.now())
            .with_network(self.require_urls()?.network(network.id))
            .with_commitment(commitment(&salt, &document));
        if let Some(about) = after.log_index {
            entry = entry.with_about(about);
        }
        let index = self.append_log(tx, &entry).await?;
        if after.hidden.is_none() {
            let event = events::Event {
                index,
                document: bytes.clone(),
                salt: salt.to_vec(),
                stamp: None,
            };
            events::put(tx, &self.own_log_for_update(tx).await?.origin, &event).await?;
        }
        if !after.state.stage.is_end() {
            after.document_digest = Some(document_digest(&document));
        }
        after.document = Some(bytes);
        after.log_index = Some(index);
        Ok(())
    }

    /// Who wins an appeal has a new membership in the tier that it had; the old one stays ended, since its Tombstone is
    /// kept by others for ever. Gives the one that goes on.
    pub(super) async fn follow_appeal(
        &self,
        tx: &Tx,
        network: &Network,
        before: &Membership,
        after: Membership,
    ) -> Result<Membership, OperationError> {
        let granted = |it: &Membership| {
            it.state
                .appeal
                .as_ref()
                .is_some_and(|appeal| appeal.granted == Some(true))
        };
        if after.state.stage != Stage::Expelled || granted(before) || !granted(&after) {
            return Ok(after);
        }
        let now = self.now().max(after.state.last_at);
        let reinstated = after.own_tier.and_then(|tier| after.state.reinstated(tier, now));
        let Some(state) = reinstated else {
            return Ok(after);
        };
        let id = MembershipId::new(now, self.0.entropy.bytes());
        let new = Membership {
            id,
            state,
            origin: Origin::Appeal,
            previous: Some(after.id),
            document: None,
            document_digest: None,
            log_index: None,
            hidden: after
                .hidden
                .as_ref()
                .map(|_| hidden_as(self.0.entropy.bytes(), &after.state.subject)),
            ..after.clone()
        };
        storage::membership_links::hand_on(tx, after.id, id).await?;
        self.mark(tx, &new).await?;
        self.settle(tx, network, None, new).await
    }
}
