//! A host is blocked no more: what the rosters of our networks give it by themselves, it gets again, with what it missed.
//! Follows are the wish of somebody, and are asked for anew.

use std::collections::BTreeMap;

use domain::{
    outbox::{Audience, AudienceKey, NamedRecipient, OrderKey},
    policy,
};
use protocol::{activity, audience::Audience as Addressees};
use storage::{
    Db, Tx, blocks, memberships,
    networks::{self, Network},
    subscriptions, trusted_networks,
};

use crate::{OperationError, Operations, blocks::host_of, publishing::Outgoing};

impl Operations {
    /// Restores what hosts covered by `blocked` get as members of networks of ours. Call it last in a transaction.
    pub(crate) async fn restore_circles(&self, tx: &Tx, blocked: &str) -> Result<(), OperationError> {
        let db = Db::from(tx);
        let policy = blocks::policy(&db).await?;
        for network in networks::all(&db).await? {
            let mut hosts: BTreeMap<String, String> = BTreeMap::new();
            for (subject, _) in memberships::standings(&db, network.id).await? {
                let host = host_of(&subject);
                if policy::covers(blocked, &host) && !policy.is_suspended(&host) {
                    hosts.insert(host, subject);
                }
            }
            for (host, member) in hosts {
                for circle in [
                    AudienceKey::Roster(network.id),
                    AudienceKey::Members(network.id),
                    AudienceKey::Acquaintances,
                ] {
                    subscriptions::resume(tx, &host, &circle).await?;
                }
                self.settle_circles(tx, &network, &host).await?;
                if let Some(member) = self.recipient(tx, &member).await? {
                    self.greet(tx, &network, member).await?;
                }
            }
        }
        Ok(())
    }

    /// Sends a member our network's actor: the number that comes with it shows its node what it has missed.
    async fn greet(&self, tx: &Tx, network: &Network, member: NamedRecipient) -> Result<(), OperationError> {
        let document = self.network_document(&Db::from(tx), network).await?;
        let addressees = Addressees::named(std::slice::from_ref(&member.actor));
        let outgoing = Outgoing {
            from: network.id.into(),
            kind: "Update",
            object: self.require_urls()?.network(network.id),
            order: OrderKey::Barrier,
            audience: Audience {
                keys: Vec::new(),
                named: vec![member],
            },
        };
        self.send(tx, outgoing, &addressees, |header| activity::update(header, document))
            .await?;
        Ok(())
    }

    /// The rosters of networks on hosts covered by `blocked` are read again now.
    pub(crate) async fn want_rosters_of(&self, blocked: &str) -> Result<(), OperationError> {
        for trusted in trusted_networks::all(&self.db()).await? {
            if policy::covers(blocked, &host_of(&trusted.network)) {
                self.want_roster(&trusted.network);
            }
        }
        Ok(())
    }
}
