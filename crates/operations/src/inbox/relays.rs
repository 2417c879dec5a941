//! What groups pass on whole (FEP-1b12): one post and one boost, as if it had come by id (PG2).

use domain::policy::{Deed, Permit};
use protocol::activity::{Activity, Body};
use serde_json::Value;
use storage::{
    Db, Tx, following,
    posts::{self, State},
};

use super::{Effect, Incoming};
use crate::{OperationError, Operations};

impl Operations {
    /// What a group that is followed here passed on with the proof of its author: to be checked before it has any effect
    /// (I10).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn proved_relay<'a>(&self, activity: &'a Activity) -> Result<Option<&'a Value>, OperationError> {
        let Body::Relay { kind, embedded, .. } = &activity.body else {
            return Ok(None);
        };
        // Who may not write takes its own back all the same (ME3).
        if !matches!(kind.as_str(), "Delete" | "Undo") && self.is_said_by_barred(embedded) {
            return Ok(None);
        }
        let followed = following::is_followed(&self.db(), activity.actor.as_str()).await?;
        Ok((followed && embedded.get("proof").is_some()).then_some(embedded))
    }

    /// A `Create` is a boost of its object, an `Update` a sign to look at it again: as its author's proof holds, or as it was
    /// fetched from its own id. What takes something back had its effect by its author's proof, or has none.
    pub(super) async fn receive_relay(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        kind: &str,
        object: &str,
        embedded: &Value,
    ) -> Result<Effect, OperationError> {
        match kind {
            "Create" => self.receive_announce(tx, incoming, object).await,
            "Update" => self.receive_relayed_update(tx, incoming, object).await,
            _ => {
                tracing::debug!(
                    activity.kind = kind,
                    object.id = protocol::lenient::id_of(embedded).unwrap_or_default(),
                    "A group passed on what only its author may say here"
                );
                Ok(Effect::Nothing)
            }
        }
    }

    async fn receive_relayed_update(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
    ) -> Result<Effect, OperationError> {
        let before = posts::by_object(&Db::from(tx), object).await?;
        let fetched = incoming.known.object.as_ref().filter(|(id, ..)| id == object);
        let (Some(before), Some((_, bytes, author)), true) = (before, fetched, incoming.before.followed) else {
            return Ok(Effect::Nothing);
        };
        let unchanged = before.author != author.id.as_str() || before.organisation.is_some();
        let gone = matches!(before.state, State::Withdrawn | State::Hidden);
        if unchanged || gone || !self.may_be_shown(author.id.host(), author.id.as_str()) {
            return Ok(Effect::Nothing);
        }
        self.revise_shown(tx, author, before, bytes).await
    }

    /// Whether a post is shown as a network's: its author stands on the roster, as far as that is known here (PG4).
    #[must_use]
    pub fn is_of_network(&self, network: &str, author_host: &str, author: &str) -> bool {
        matches!(
            self.permit_by_id(author_host, author, Deed::WriteInto(network)),
            Permit::Taken | Permit::TakenMarked
        )
    }
}
