//! Collections of our actors and posts, in pages of 50.

use domain::{
    ids::{LocalActor, OrganisationId},
    outbox::Seq,
};
use protocol::collection;
use serde_json::{Value, json};
use storage::{
    featured, followers, following, interactions,
    outbox::{self, Entry},
    posts::{self, Kind, lists},
};

use super::{
    NOT_FOUND, Served,
    address::{OrganisationList, PostList},
    document,
};
use crate::{OperationError, Operations};

/// Entries of a page.
const PAGE: i64 = 50;
/// Hashtags that an organisation shows.
const TAGS: i64 = 20;

impl Operations {
    /// Public activities, newest first. A page is known by the number that its entries are below.
    pub(super) async fn served_outbox(
        &self,
        of: Option<LocalActor>,
        id: &str,
        below: Option<i64>,
    ) -> Result<Served, OperationError> {
        let db = self.db();
        let actor = match of {
            Some(of) => Some(self.actor_of(of).await?),
            None => None,
        };
        let Some(below) = below else {
            let total = outbox::count_public(&db, actor.as_deref()).await?;
            let newest = outbox::head(&db).await?.0 + 1;
            return Ok(document(&collection::paged(id, total, Some(&page_id(id, newest)))));
        };
        let entries = outbox::public_entries(&db, actor.as_deref(), Some(Seq(below)), PAGE).await?;
        let next = entries
            .last()
            .filter(|_| is_full(&entries))
            .map(|last| page_id(id, last.seq.0));
        let mut items = Vec::new();
        for entry in &entries {
            if !self.is_erased(entry).await? {
                items.extend(embedded(entry));
            }
        }
        let page = collection::page(&page_id(id, below), id, &items, next.as_deref());
        Ok(document(&page))
    }

    async fn actor_of(&self, actor: LocalActor) -> Result<String, OperationError> {
        match actor {
            LocalActor::Organisation(id) => {
                self.organisation_by_id(id).await.map_err(|_| NOT_FOUND)?;
            }
            LocalActor::Network(id) => {
                storage::networks::get(&self.db(), id).await?.ok_or(NOT_FOUND)?;
            }
        }
        Ok(self.require_urls()?.actor(actor))
    }

    /// Followers and followed by name only where the organisation wants it (PA14).
    pub(super) async fn served_list(
        &self,
        of: OrganisationId,
        list: OrganisationList,
        id: &str,
        page: Option<i64>,
    ) -> Result<Served, OperationError> {
        let organisation = self.organisation_by_id(of).await.map_err(|_| NOT_FOUND)?;
        let db = self.db();
        let total = match list {
            OrganisationList::Followers => followers::count(&db, of).await?,
            OrganisationList::Following => following::count(&db, of).await?,
            OrganisationList::Featured => {
                let pinned: Vec<String> = featured::of(&db, of)
                    .await?
                    .into_iter()
                    .map(|post| post.object)
                    .collect();
                return whole(&collection::whole(id, &pinned), page);
            }
            OrganisationList::Memberships => {
                let memberships = self.memberships_listed(&db, of).await?;
                return whole(&collection::whole(id, &memberships), page);
            }
            OrganisationList::Tags => {
                let urls = self.require_urls()?;
                let tags = lists::tags(&db, of, TAGS).await?;
                let tags: Vec<_> = tags.into_iter().map(|tag| (tag.clone(), urls.tag(&tag))).collect();
                return whole(&collection::tags(id, &tags), page);
            }
        };
        let shown = organisation.profile.shows_followers;
        let Some(number) = page else {
            let first = shown.then(|| page_id(id, 1));
            return Ok(document(&collection::paged(id, total, first.as_deref())));
        };
        if !shown {
            return Err(NOT_FOUND);
        }
        let offset = offset_of(number);
        let names = match list {
            OrganisationList::Following => following::page(&db, of, offset, PAGE).await?,
            _ => followers::page(&db, of, offset, PAGE).await?,
        };
        Ok(numbered(id, number, &names, total))
    }

    pub(super) async fn served_answers(
        &self,
        of: &str,
        list: PostList,
        id: &str,
        page: Option<i64>,
        reader: Option<&str>,
    ) -> Result<Served, OperationError> {
        let db = self.db();
        let post = posts::by_object(&db, of).await?;
        let post = post.filter(|post| post.organisation.is_some() && post.state == posts::State::Visible);
        let post = post.ok_or(NOT_FOUND)?;
        if !self.may_fetch(&post, reader).await? || (list == PostList::Replications && post.kind != Kind::Practice) {
            return Err(NOT_FOUND);
        }
        let (likes, shares) = interactions::counts(&db, of).await?;
        let kind = match list {
            // Who liked or boosted is counted, not named.
            PostList::Likes => return whole(&collection::paged(id, likes, None), page),
            PostList::Shares => return whole(&collection::paged(id, shares, None), page),
            PostList::Context => return whole(&collection::whole(id, &lists::thread(&db, of).await?), page),
            PostList::Replies => None,
            PostList::Replications => Some(Kind::Report),
        };
        let offset = offset_of(page.unwrap_or(1));
        let part = lists::answers(&db, of, kind, offset, PAGE).await?;
        Ok(match page {
            None => document(&collection::paged(id, part.total, Some(&page_id(id, 1)))),
            Some(number) => numbered(id, number, &part.ids, part.total),
        })
    }
}

pub(super) fn page_id(id: &str, page: i64) -> String {
    format!("{id}?page={page}")
}

pub(super) fn offset_of(page: i64) -> i64 {
    (page - 1).saturating_mul(PAGE)
}

fn is_full(entries: &[Entry]) -> bool {
    i64::try_from(entries.len()).is_ok_and(|length| length >= PAGE)
}

fn numbered(id: &str, number: i64, ids: &[String], total: u64) -> Served {
    let items: Vec<Value> = ids.iter().map(|id| json!(id)).collect();
    let more = i64::try_from(total).unwrap_or(i64::MAX) > number.saturating_mul(PAGE);
    let next = more.then(|| page_id(id, number + 1));
    document(&collection::page(&page_id(id, number), id, &items, next.as_deref()))
}

/// A collection in one document has no pages.
pub(super) fn whole(collection: &Value, page: Option<i64>) -> Result<Served, OperationError> {
    match page {
        None => Ok(document(collection)),
        Some(_) => Err(NOT_FOUND),
    }
}

/// An activity inside a collection, whole: it has a proof of its own (PK10).
fn embedded(entry: &Entry) -> Option<Value> {
    serde_json::from_slice(&entry.body).ok()
}
