//! Timelines.

use domain::permissions::Action;
use storage::timelines::{self, After, Timeline};

use crate::{
    Caller, OperationError, Operations, Session,
    view::{Page, PostView},
};

/// Posts of one page.
const PAGE: u32 = 20;

impl Operations {
    /// What the organisation and those that it follows published and boosted, newest first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn home_timeline(
        &self,
        session: &Session,
        after: Option<&str>,
    ) -> Result<Page<PostView>, OperationError> {
        let organisation = session.acting()?;
        session.require(Action::ReadDrafts(organisation))?;
        let actor = self.require_urls()?.organisation(organisation);
        let timeline = Timeline::Home {
            organisation,
            actor: &actor,
        };
        self.timeline_page(&Caller::SignedIn(session.clone()), &timeline, After::parse(after), PAGE)
            .await
    }

    /// Everything public that this node published or received from those whom it follows, newest first.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn public_timeline(
        &self,
        local_only: bool,
        after: Option<&str>,
    ) -> Result<Page<PostView>, OperationError> {
        let timeline = Timeline::Public { local: local_only };
        self.timeline_page(&Caller::Visitor, &timeline, After::parse(after), PAGE)
            .await
    }

    /// Public posts with a hashtag (lower case, without `#`).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn tag_timeline(&self, tag: &str, after: Option<&str>) -> Result<Page<PostView>, OperationError> {
        self.timeline_page(&Caller::Visitor, &Timeline::Tag(tag), After::parse(after), PAGE)
            .await
    }

    pub(crate) async fn timeline_page(
        &self,
        caller: &Caller,
        timeline: &Timeline<'_>,
        after: After,
        most: u32,
    ) -> Result<Page<PostView>, OperationError> {
        let entries = timelines::page(&self.db(), timeline, after, most).await?;
        let full = entries.len() == most as usize;
        let next = if full {
            entries.last().map(|entry| entry.after.to_text())
        } else {
            None
        };
        let mut items = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut view = self.post_view(caller, entry.post).await?;
            if let Some(actor) = entry.boosted_by {
                view.boosted_by = Some(self.actor_card(&actor).await?);
            }
            items.push(view);
        }
        Ok(Page {
            items,
            next,
            total: None,
        })
    }
}
