//! Reading practices: pages, versions, lists.

use domain::{ids::PostId, permissions::Action, practice::Media};
use storage::posts::{self, Kind, Post, State};

use super::NOT_FOUND;
use crate::{
    Caller, OperationError, Operations, PracticeFilter, Session,
    cards::practice_of,
    view::{Page, PhotoView, PracticeCard, PracticePage, VersionView, Withdrawn},
};

/// Practices of one page.
const PAGE: u32 = 20;

impl Operations {
    /// The page of a practice by slug.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn practice_page(&self, caller: &Caller, slug: &str) -> Result<PracticePage, OperationError> {
        let post = posts::by_slug(&self.db(), slug).await?.ok_or(NOT_FOUND)?;
        self.page_of_practice(caller, post).await
    }

    /// The page of a practice by identifier, for the API and the command line.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn practice_by_id(&self, caller: &Caller, practice: PostId) -> Result<PracticePage, OperationError> {
        let post = posts::get(&self.db(), practice).await?.ok_or(NOT_FOUND)?;
        self.page_of_practice(caller, post).await
    }

    async fn page_of_practice(&self, caller: &Caller, post: Post) -> Result<PracticePage, OperationError> {
        if post.kind != Kind::Practice || post.state == State::Hidden || post.visibility != posts::Visibility::Public {
            return Err(NOT_FOUND);
        }
        if post.state == State::Withdrawn {
            return Err(OperationError::Withdrawn(Box::new(Withdrawn {
                title: post.title.clone().unwrap_or_default(),
                at: post.updated.unwrap_or(post.published),
                reason: post.reason.clone().unwrap_or_default(),
            })));
        }
        let practice = practice_of(&post).ok_or(NOT_FOUND)?;
        let card = self.practice_card(&post).await?.ok_or(NOT_FOUND)?;
        let db = self.db();
        let mut photos: Vec<PhotoView> = Vec::new();
        for media in &practice.media {
            if let Media::Photo { id, alt, .. } = media {
                photos.extend(self.photo_view(*id, alt).await?);
            }
        }
        let answers = posts::answers(&db, &post.object).await?;
        let outcomes = self.outcomes(&answers);
        let sees_held = post.organisation.is_some_and(|id| caller.may(Action::Publish(id)));
        let (mut reports, mut replies) = (Vec::new(), Vec::new());
        for answer in answers {
            if answer.state == State::Held && !sees_held || !self.may_read(caller, &answer).await? {
                continue;
            }
            if answer.kind == Kind::Report {
                reports.extend(self.report_view(caller, answer, post.revision).await?);
            } else {
                replies.push(self.post_view(caller, answer).await?);
            }
        }
        reports.reverse();
        let (likes, boosts) = storage::interactions::counts(&db, &post.object).await?;
        let (liked, boosted) = self.own_gestures(caller, &post.object).await?;
        Ok(PracticePage {
            revision: post.revision,
            photos,
            source: post
                .organisation
                .is_none()
                .then(|| post.url.clone().unwrap_or_else(|| post.object.clone())),
            reports,
            outcomes,
            replies,
            likes,
            boosts,
            liked,
            boosted,
            may_edit: sees_held,
            may_act: caller
                .session()
                .and_then(Session::acting_for)
                .is_some_and(|id| caller.may(Action::Publish(id))),
            card,
            practice,
        })
    }

    /// All versions, newest first.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn practice_versions(&self, slug: &str) -> Result<Vec<VersionView>, OperationError> {
        let db = self.db();
        let post = posts::by_slug(&db, slug)
            .await?
            .filter(|post| post.state == State::Visible)
            .ok_or(NOT_FOUND)?;
        let versions = posts::versions(&db, post.id).await?;
        Ok(versions
            .into_iter()
            .filter_map(|version| {
                let practice = serde_json::from_str(&version.facts).ok()?;
                Some(VersionView {
                    revision: version.revision,
                    at: version.at,
                    by: version.who,
                    practice,
                })
            })
            .collect())
    }

    /// Practices that match, newest first. `after` is what the page before gave as `next`.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn practices(
        &self,
        filter: &PracticeFilter,
        after: Option<&str>,
    ) -> Result<Page<PracticeCard>, OperationError> {
        let offset: u32 = after.and_then(|text| text.parse().ok()).unwrap_or_default();
        let wanted = filter.wanted(offset, PAGE);
        let (found, total) = storage::search::practices(&self.db(), &wanted).await?;
        let mut items = Vec::new();
        for post in &found {
            items.extend(self.practice_card(post).await?);
        }
        let next = u64::from(offset) + u64::from(PAGE);
        Ok(Page {
            items,
            next: (next < total).then(|| next.to_string()),
            total: Some(total),
        })
    }
}
