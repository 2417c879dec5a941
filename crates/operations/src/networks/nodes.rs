//! What is known of the nodes of members: who has which roster, when they were last heard, since when their keys count.

use chrono::{DateTime, Utc};
use domain::{ids::NetworkId, membership::Event, outbox::AudienceKey};
use storage::{
    Db, membership_log,
    memberships::Membership,
    outbox, peers,
    roster_documents::{self, SignedPage},
    subscriptions,
};

use crate::{
    OperationError, Operations, Session,
    blocks::host_of,
    view::networks::{Heard, RosterHolder, RosterSignature},
};

/// Nodes that are shown.
const NODES: u32 = 500;

impl Operations {
    /// Which number of the roster each node has that gets it (admin): what it has confirmed to have received.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn roster_holders(&self, session: &Session, id: NetworkId) -> Result<Vec<RosterHolder>, OperationError> {
        let db = self.db();
        self.require_admin(&db, session, id).await?;
        let network = self.network_in(&db, id).await?;
        let (key, roster) = (AudienceKey::Roster(id), self.require_urls()?.network_roster(id));
        let mut holders = Vec::new();
        for host in subscriptions::hosts(&db, &key, NODES).await? {
            let Some(peer) = peers::get(&db, &host).await? else {
                continue;
            };
            let missing = outbox::count_about(&db, &key, &roster, peer.cursor).await?;
            holders.push(RosterHolder {
                number: network.roster_number.saturating_sub(missing),
                missing,
                last_heard: peer.last_heard.max(peer.last_success),
                host,
            });
        }
        Ok(holders)
    }

    /// Who signed the roster as it is served, and when.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn roster_signature(&self, id: NetworkId) -> Result<RosterSignature, OperationError> {
        let body = self.own_roster_page(id, 1).await?;
        let actor = self.require_urls()?.network(id);
        let page: Option<SignedPage> = roster_documents::page(&self.db(), &actor, 1).await?;
        let document: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
        let text = |name: &str| document["proof"][name].as_str().unwrap_or_default().to_owned();
        Ok(RosterSignature {
            key: text("verificationMethod"),
            value: text("proofValue"),
            number: page.as_ref().map_or(0, |page| page.number),
            at: page.map_or_else(|| self.now(), |page| page.at),
        })
    }

    /// When the node of a member was last heard; nothing for one that never was.
    pub(super) async fn heard_of(&self, db: &Db<'_>, it: &Membership) -> Result<Option<Heard>, OperationError> {
        if it.organisation.is_some() {
            return Ok(Some(Heard::Here));
        }
        let peer = peers::get(db, &host_of(&it.state.subject)).await?;
        let at = peer.and_then(|peer| peer.last_heard.max(peer.last_success));
        Ok(at.map(Heard::At))
    }

    /// Since when the key of a member counts.
    pub(super) async fn key_since(
        &self,
        db: &Db<'_>,
        it: &Membership,
    ) -> Result<Option<DateTime<Utc>>, OperationError> {
        if it.state.key.is_none() {
            return Ok(None);
        }
        let lines = membership_log::lines(db, it.id).await?;
        let changed = lines
            .iter()
            .rev()
            .find(|line| matches!(line.entry.event, Event::RotateKey { .. }));
        Ok(Some(changed.map_or(it.state.applied_at, |line| line.entry.at)))
    }
}
