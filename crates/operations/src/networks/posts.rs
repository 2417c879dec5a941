//! What members of a network publish.

use domain::ids::NetworkId;
use storage::timelines::{After, Timeline};

use crate::{
    Caller, OperationError, Operations,
    view::{Page, PostView},
};

/// Posts of one page.
const PAGE: u32 = 20;

impl Operations {
    /// Public posts of those who are members now and are named in public, newest first: what its page and its feed show.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::Storage`].
    pub async fn network_posts(
        &self,
        network: NetworkId,
        after: Option<&str>,
    ) -> Result<Page<PostView>, OperationError> {
        self.network_in(&self.db(), network).await?;
        let timeline = Timeline::Members(network);
        self.timeline_page(&Caller::Visitor, &timeline, After::parse(after), PAGE)
            .await
    }
}
