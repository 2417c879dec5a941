//! Who may fetch what: followers-only posts only by a verified follower, posts for the named only by them.

use domain::follow::FollowState;
use protocol::audience::{Audience, is_public};
use serde_json::Value;
use storage::posts::{Post, Visibility};

use crate::{OperationError, Operations};

impl Operations {
    /// Whether a post of ours may be fetched by a reader.
    pub(super) async fn may_fetch(&self, post: &Post, reader: Option<&str>) -> Result<bool, OperationError> {
        if matches!(post.visibility, Visibility::Public | Visibility::Unlisted) {
            return Ok(true);
        }
        let Ok(document) = serde_json::from_slice::<Value>(&post.bytes) else {
            return Ok(false);
        };
        self.is_addressed(&document, &post.author, reader).await
    }

    /// Whether a document of one of our actors is addressed to everybody or to this reader.
    pub(super) async fn is_addressed(
        &self,
        document: &Value,
        author: &str,
        reader: Option<&str>,
    ) -> Result<bool, OperationError> {
        let audience = Audience::read(document);
        let addressees = || audience.to.iter().chain(&audience.cc);
        if addressees().any(|id| is_public(id)) {
            return Ok(true);
        }
        let Some(reader) = reader else { return Ok(false) };
        let host = url::Url::parse(reader)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned));
        if self.is_suspended(&host.unwrap_or_default(), reader) {
            return Ok(false);
        }
        if addressees().any(|id| id == reader) {
            return Ok(true);
        }
        if let Some(network) = self.own_network_id(author)
            && addressees().any(|id| *id == format!("{author}/members"))
        {
            let origin = url::Url::parse(reader).map(|url| url.origin().ascii_serialization());
            let origin = format!("{}/", origin.unwrap_or_default());
            let tiers = storage::roster_documents::tiers_at(&self.db(), network, &origin).await?;
            return Ok(tiers.iter().any(|tier| tier.is_on_roster()));
        }
        let followers = format!("{author}/followers");
        if !addressees().any(|id| *id == followers) {
            return Ok(false);
        }
        let Some(organisation) = self.own_organisation(author).await? else {
            return Ok(false);
        };
        let follow = storage::followers::find(&self.db(), organisation.id, reader).await?;
        Ok(follow.is_some_and(|follow| follow.state == FollowState::Active))
    }
}
