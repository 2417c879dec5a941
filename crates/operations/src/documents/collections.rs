//! Collections of our actors and posts, in pages of 50.

use domain::{ids::OrganisationId, outbox::Seq};
use protocol::collection;
use serde_json::{Value, json};
use storage::{
    followers, following,
    interactions::{self, Gesture},
    outbox,
    posts::{self, Kind, Post, State, Visibility},
};

use super::{NOT_FOUND, Served};
use crate::{OperationError, Operations, identity::to_bytes};

/// Entries on one page.
const PAGE: i64 = 50;

impl Operations {
    pub(super) async fn actor_collection(
        &self,
        organisation: OrganisationId,
        name: &str,
        query: &str,
    ) -> Result<Served, OperationError> {
        let urls = self.require_urls()?;
        let actor = urls.organisation(organisation);
        let id = format!("{actor}/{name}");
        let found = self
            .organisation_in(&self.db(), organisation)
            .await
            .map_err(|_| NOT_FOUND)?;
        let db = self.db();
        let document = match name {
            "outbox" => return self.outbox_document(&id, Some(&actor), query).await,
            "followers" | "following" => {
                let total = match name {
                    "followers" => followers::count(&db, organisation).await?,
                    _ => following::count(&db, organisation).await?,
                };
                // Names are listed only where the organisation wants it (PA14).
                if !found.profile.shows_followers {
                    return served(&collection::paged(&id, total, None));
                }
                let Some(page) = page_of(query) else {
                    return served(&collection::paged(&id, total, Some(&format!("{id}?page=1"))));
                };
                let offset = (page - 1).saturating_mul(PAGE);
                let items = match name {
                    "followers" => followers::page(&db, organisation, offset, PAGE).await?,
                    _ => following::page(&db, organisation, offset, PAGE).await?,
                };
                self.numbered_page(&id, page, &items)
            }
            "featured" => {
                let posts = storage::featured::of(&db, organisation).await?;
                collection::whole(&id, &posts.into_iter().map(|post| post.object).collect::<Vec<_>>())
            }
            "tags" => collection::tags(&id, &[]),
            _ => return Err(NOT_FOUND),
        };
        served(&document)
    }

    /// Public activities, newest first, of one actor or of the node.
    pub(super) async fn outbox_document(
        &self,
        id: &str,
        actor: Option<&str>,
        query: &str,
    ) -> Result<Served, OperationError> {
        let db = self.read_db();
        let total = outbox::count_public(&db, actor).await?;
        let below = match query {
            "" => return served(&collection::paged(id, total, Some(&format!("{id}?below=end")))),
            "below=end" => None,
            other => {
                let number = other.strip_prefix("below=").and_then(|text| text.parse().ok());
                Some(Seq(number.ok_or(NOT_FOUND)?))
            }
        };
        let entries = outbox::public_entries(&db, actor, below, PAGE).await?;
        let next = (entries.len() as i64 == PAGE)
            .then(|| entries.last().map(|entry| entry.seq))
            .flatten();
        let items: Vec<Value> = entries
            .iter()
            .filter_map(|entry| serde_json::from_slice(&entry.body).ok())
            .collect();
        let next = next.map(|seq| format!("{id}?below={seq}"));
        served(&collection::page(&format!("{id}?{query}"), id, &items, next.as_deref()))
    }

    pub(super) async fn post_collection(&self, post: &Post, name: &str, query: &str) -> Result<Served, OperationError> {
        let id = format!("{}/{name}", post.object);
        let db = self.read_db();
        let shown = |answer: &&Post| {
            answer.state == State::Visible && matches!(answer.visibility, Visibility::Public | Visibility::Unlisted)
        };
        let items: Vec<String> = match name {
            "replies" | "replications" | "context" => {
                let answers = posts::answers(&db, &post.object).await?;
                let wanted = answers.iter().filter(shown).filter(|answer| match name {
                    "replications" => answer.kind == Kind::Report,
                    _ => true,
                });
                let own = (name == "context").then(|| post.object.clone());
                own.into_iter()
                    .chain(wanted.map(|answer| answer.object.clone()))
                    .collect()
            }
            "likes" => interactions::actors(&db, Gesture::Like, &post.object, 10_000).await?,
            "shares" => interactions::actors(&db, Gesture::Boost, &post.object, 10_000).await?,
            _ => return Err(NOT_FOUND),
        };
        match page_of(query) {
            None => served(&collection::paged(
                &id,
                items.len() as u64,
                Some(&format!("{id}?page=1")),
            )),
            Some(page) => {
                let offset = usize::try_from((page - 1).saturating_mul(PAGE)).unwrap_or(usize::MAX);
                let most = usize::try_from(PAGE).unwrap_or(50);
                let part: Vec<String> = items.into_iter().skip(offset).take(most).collect();
                served(&self.numbered_page(&id, page, &part))
            }
        }
    }

    fn numbered_page(&self, id: &str, page: i64, items: &[String]) -> Value {
        let full = i64::try_from(items.len()).is_ok_and(|count| count == PAGE);
        let next = full.then(|| format!("{id}?page={}", page + 1));
        let items: Vec<Value> = items.iter().map(|item| json!(item)).collect();
        collection::page(&format!("{id}?page={page}"), id, &items, next.as_deref())
    }
}

fn served(document: &Value) -> Result<Served, OperationError> {
    Ok(Served::Document(to_bytes(document)))
}

/// `page=N`, from 1.
fn page_of(query: &str) -> Option<i64> {
    query
        .strip_prefix("page=")
        .and_then(|text| text.parse().ok())
        .filter(|page| *page >= 1)
}
