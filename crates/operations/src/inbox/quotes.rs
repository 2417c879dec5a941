//! `QuoteRequest`: somebody wants to quote a post of ours (PROTOCOL 12.1, PE6).

use storage::{Db, Tx, posts};

use super::{Effect, Incoming};
use crate::{OperationError, Operations};

impl Operations {
    /// Allowed for everything that is public: `Accept` with a stamp; else `Reject`.
    pub(super) async fn receive_quote_request(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
        note: &str,
    ) -> Result<Effect, OperationError> {
        let post = posts::by_object(&Db::from(tx), object).await?;
        let Some(organisation) = post.and_then(|post| post.organisation) else {
            return Ok(Effect::Nothing);
        };
        let request = serde_json::from_slice(incoming.bytes).unwrap_or_default();
        let permitted = self.permit_quote(tx, incoming.actor(), object, note).await?;
        let stamp = permitted.as_ref().map(|(_, stamp)| stamp);
        self.answer_quote(tx, (incoming.actor(), &request), organisation, stamp)
            .await?;
        self.hold(tx, incoming.host(), object).await?;
        Ok(Effect::Done)
    }
}
