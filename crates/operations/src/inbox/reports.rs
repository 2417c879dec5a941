//! `Flag`: reports to our moderators.

use domain::{ids::FlagId, moderation::Category, policy::covers};
use evidence::origin::Id;
use storage::{
    Db, Tx, blocks,
    flags::{self, Flag},
    posts,
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
        if self.rejects_reports_of(tx, incoming.host()).await? {
            return Ok(Effect::Nothing);
        }
        let target = self.reported_actor(tx, objects).await?;
        let flag = Flag {
            id: FlagId::new(incoming.now, self.0.entropy.bytes()),
            activity: incoming.id().to_owned(),
            actor: incoming.actor().to_owned(),
            about: objects.iter().take(MOST).map(|id| id.as_str().to_owned()).collect(),
            content: comment.chars().take(5_000).collect(),
            at: incoming.now,
            resolved_at: None,
            target,
            category: Category::Other,
            person: None,
            organisation: None,
            forwarded_at: None,
            decision: None,
            decided_by: None,
            answer: String::new(),
        };
        let (who, id) = (Who::Other(incoming.actor()), flag.id.to_string());
        self.note(tx, &who, "flag.receive", &id).await?;
        flags::put(tx, &flag).await?;
        Ok(Effect::Done)
    }

    /// Whether a block says that reports of a host are not taken.
    async fn rejects_reports_of(&self, tx: &Tx, host: &str) -> Result<bool, OperationError> {
        if self.policy().hosts.is_empty() {
            return Ok(false);
        }
        let blocks = blocks::list(&Db::from(tx)).await?;
        Ok(blocks.iter().any(|(block, _)| {
            block.reject_reports && block.kind == blocks::Blocked::Host && covers(&block.target, host)
        }))
    }

    /// The organisation of ours that is meant: named itself, or as the author of a post.
    async fn reported_actor(&self, tx: &Tx, objects: &[Id]) -> Result<String, OperationError> {
        for id in objects.iter().take(MOST) {
            if self.own_organisation(id.as_str()).await?.is_some() {
                return Ok(id.as_str().to_owned());
            }
        }
        for id in objects.iter().take(MOST) {
            if let Some(post) = posts::by_object(&Db::from(tx), id.as_str()).await? {
                return Ok(post.author);
            }
        }
        Ok(String::new())
    }
}
