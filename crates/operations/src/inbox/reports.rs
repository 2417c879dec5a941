//! `Flag`: reports to our moderators.

use domain::ids::FlagId;
use evidence::origin::Id;
use storage::{
    Tx,
    flags::{self, Flag},
};

use super::{Effect, Incoming};
use crate::{OperationError, Operations, audit::Who};

/// Ids that are kept of one report.
const MOST: usize = 50;

impl Operations {
    /// Kept for the moderators where something of ours is meant.
    pub(super) async fn receive_flag(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        objects: &[Id],
        comment: &str,
    ) -> Result<Effect, OperationError> {
        let urls = self.require_urls()?;
        let ours = objects.iter().any(|id| id.host() == urls.host());
        if !ours {
            return Ok(Effect::Nothing);
        }
        let flag = Flag {
            id: FlagId::new(incoming.now, self.0.entropy.bytes()),
            activity: incoming.id().to_owned(),
            actor: incoming.actor().to_owned(),
            about: objects.iter().take(MOST).map(|id| id.as_str().to_owned()).collect(),
            content: comment.chars().take(5_000).collect(),
            at: incoming.now,
            resolved_at: None,
        };
        let (who, id) = (Who::Other(incoming.actor()), flag.id.to_string());
        self.note(tx, &who, "flag.receive", &id).await?;
        flags::put(tx, &flag).await?;
        Ok(Effect::Done)
    }
}
