//! What a network says of its members to others: signed documents, and the activities that carry them.

use domain::membership::Tier;
use serde_json::json;
use storage::{Tx, memberships::Membership, networks::Network};

use crate::{OperationError, Operations};

impl Operations {
    /// The membership document, or the Tombstone of one that has ended, proved by the network (PROTOCOL 11.1).
    pub(super) async fn sign_standing(&self, network: &Network, it: &Membership) -> Result<Vec<u8>, OperationError> {
        let urls = self.require_urls()?;
        let actor = urls.network(network.id);
        let tier = it.state.stage.tier().map_or("", Tier::as_str);
        let document = if it.state.stage.is_end() {
            json!({"@context": ["https://www.w3.org/ns/activitystreams"], "id": urls.membership(it.id),
                "type": "Tombstone", "attributedTo": actor, "bandung:tier": tier})
        } else {
            json!({"@context": ["https://www.w3.org/ns/activitystreams"], "id": urls.membership(it.id),
                "type": "Relationship", "attributedTo": actor, "subject": it.state.subject, "object": actor,
                "bandung:tier": tier, "bandung:key": it.state.key})
        };
        self.prove(&actor, &document).await
    }

    /// Sends what a step means to the member, to all members and to followers. Last in a transaction.
    pub(super) async fn publish_standing(
        &self,
        _tx: &Tx,
        _network: &Network,
        _before: Option<&Membership>,
        _after: &Membership,
    ) -> Result<(), OperationError> {
        Ok(())
    }

    /// Sends the actor of a network whose texts changed.
    pub(super) async fn publish_network(&self, _tx: &Tx, _network: &Network) -> Result<(), OperationError> {
        Ok(())
    }

    /// Lets new standings count on this node.
    pub(super) async fn rosters_changed(&self) -> Result<(), OperationError> {
        Ok(())
    }
}
