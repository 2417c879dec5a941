//! The ActivityPub documents that this node serves.

mod collections;

use domain::follow::FollowState;
use protocol::{
    nodeinfo::{self, NodeFacts, Version},
    urls::NodeUrls,
    webfinger::{self, Resource},
};
use serde_json::{Value, json};
use storage::{
    Db, interactions, outbox,
    posts::{self, Kind, Post, State, Visibility},
};

use crate::{OperationError, Operations, identity::to_bytes};

/// What is served at an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Served {
    /// 200 with these exact bytes.
    Document(Vec<u8>),
    /// 410 with a tombstone.
    Gone(Vec<u8>),
}

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the document" };
/// Where the source of this program is, for NodeInfo; AGPL-3.0 section 13.
const REPOSITORY: &str = "https://w3id.org/bandung";

impl Operations {
    /// The document at an id of ours (actor, article, note, activity, collection, page of a collection), for a reader.
    /// `reader`: the verified actor of a signed GET. Private, foreign and missing are one answer.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn document(&self, target: &str, reader: Option<&str>) -> Result<Served, OperationError> {
        let urls = self.urls().ok_or(NOT_FOUND)?;
        let path = target
            .strip_prefix(urls.base())
            .and_then(|path| path.strip_prefix("/ap/"))
            .ok_or(NOT_FOUND)?;
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["actor"] => self
                .instance_document(&urls)
                .await
                .map(|document| Served::Document(to_bytes(&document))),
            ["outbox"] => self.outbox_document(&urls.node_outbox(), None, query).await,
            ["orgs", id] => {
                let id = id.parse().map_err(|_| NOT_FOUND)?;
                let organisation = self.organisation_in(&self.db(), id).await.map_err(|_| NOT_FOUND)?;
                Ok(Served::Document(to_bytes(
                    &self.organisation_document(&organisation).await?,
                )))
            }
            ["orgs", id, collection] => {
                let id = id.parse().map_err(|_| NOT_FOUND)?;
                self.actor_collection(id, collection, query).await
            }
            ["articles" | "notes", id] => {
                let post = self.served_post(id, path, &urls).await?;
                self.post_document(post, reader).await
            }
            ["articles" | "notes", id, collection] => {
                let own = path.rsplit_once('/').map_or(path, |(own, _)| own);
                let post = self.served_post(id, own, &urls).await?;
                if post.state != State::Visible || !self.reader_may(&post, reader).await? {
                    return Err(NOT_FOUND);
                }
                self.post_collection(&post, collection, query).await
            }
            ["activities", _] => self.activity_document(target, reader).await,
            _ => Err(NOT_FOUND),
        }
    }

    async fn instance_document(&self, urls: &NodeUrls) -> Result<Value, OperationError> {
        let keys = self.public_keys(&urls.instance_actor()).await?;
        Ok(protocol::actor::instance(&self.node().await?.name, &keys, urls))
    }

    /// One of our posts, under exactly its own id.
    async fn served_post(&self, id: &str, path: &str, urls: &NodeUrls) -> Result<Post, OperationError> {
        let post = posts::get(&self.db(), id.parse().map_err(|_| NOT_FOUND)?)
            .await?
            .ok_or(NOT_FOUND)?;
        let own = post.organisation.is_some() && post.object == format!("{}/ap/{path}", urls.base());
        if own { Ok(post) } else { Err(NOT_FOUND) }
    }

    async fn post_document(&self, post: Post, reader: Option<&str>) -> Result<Served, OperationError> {
        match post.state {
            State::Withdrawn if self.reader_may(&post, reader).await? => Ok(Served::Gone(post.bytes)),
            State::Visible if self.reader_may(&post, reader).await? => {
                let (likes, shares) = interactions::counts(&self.db(), &post.object).await?;
                Ok(Served::Document(with_counts(post.bytes, likes, shares)))
            }
            _ => Err(NOT_FOUND),
        }
    }

    /// Whether a reader of another server may see a post of ours.
    async fn reader_may(&self, post: &Post, reader: Option<&str>) -> Result<bool, OperationError> {
        if matches!(post.visibility, Visibility::Public | Visibility::Unlisted) {
            return Ok(true);
        }
        let (Some(reader), Some(organisation)) = (reader, post.organisation) else {
            return Ok(false);
        };
        if post.visibility == Visibility::Followers {
            let follower = storage::followers::find(&self.db(), organisation, reader).await?;
            if follower.is_some_and(|follower| follower.state == FollowState::Active) {
                return Ok(true);
            }
        }
        Ok(is_addressed(&post.bytes, reader))
    }

    async fn activity_document(&self, id: &str, reader: Option<&str>) -> Result<Served, OperationError> {
        let entry = outbox::by_activity(&self.db(), id).await?.ok_or(NOT_FOUND)?;
        let may = entry.public || reader.is_some_and(|reader| is_addressed(&entry.body, reader));
        if may {
            Ok(Served::Document(entry.body))
        } else {
            Err(NOT_FOUND)
        }
    }

    /// The id of the object whose page has this path (`/@handle`, `/practices/slug`, `/posts/id`).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn object_of_page(&self, path: &str) -> Result<String, OperationError> {
        let db = self.db();
        if let Some(handle) = path.strip_prefix("/@") {
            let organisation = self.organisation(handle).await?;
            return Ok(self.require_urls()?.organisation(organisation.id));
        }
        let post = if let Some(slug) = path.strip_prefix("/practices/") {
            posts::by_slug(&db, slug)
                .await?
                .filter(|post| post.kind == Kind::Practice)
        } else if let Some(id) = path.strip_prefix("/posts/") {
            posts::get(&db, id.parse().map_err(|_| NOT_FOUND)?).await?
        } else {
            None
        };
        post.filter(|post| post.organisation.is_some())
            .map(|post| post.object)
            .ok_or(NOT_FOUND)
    }

    /// The answer of WebFinger for a resource (PW1, PW2).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn webfinger(&self, resource: &str) -> Result<Value, OperationError> {
        let urls = self.urls().ok_or(NOT_FOUND)?;
        let organisation = match Resource::read(resource, &urls).ok_or(NOT_FOUND)? {
            Resource::Instance => return Ok(webfinger::instance(&urls)),
            Resource::Handle(handle) => self.organisation(&handle).await?,
            Resource::Actor(id) => self.own_organisation(&id).await?.ok_or(NOT_FOUND)?,
        };
        Ok(webfinger::organisation(
            organisation.handle.as_str(),
            &urls.organisation(organisation.id),
            &urls,
        ))
    }

    /// NodeInfo, `2.0` or `2.1`.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for other versions.
    pub async fn nodeinfo(&self, version: &str) -> Result<Value, OperationError> {
        let version = Version::parse(version).ok_or(NOT_FOUND)?;
        let node = self.node().await?;
        let urls = self.urls().ok_or(NOT_FOUND)?;
        let posts = posts::count(&self.db(), None, None).await?;
        let facts = NodeFacts {
            software_version: env!("CARGO_PKG_VERSION"),
            repository: REPOSITORY,
            name: &node.name,
            description: &node.about,
            staff: &[urls.instance_actor()],
            organisations: node.organisations,
            active_month: node.organisations,
            active_half_year: node.organisations,
            posts,
        };
        Ok(nodeinfo::document(version, &facts))
    }

    pub(crate) fn read_db(&self) -> Db<'_> {
        self.db()
    }
}

/// Whether a document names somebody in `to` or `cc`.
fn is_addressed(bytes: &[u8], actor: &str) -> bool {
    let Ok(document) = serde_json::from_slice::<Value>(bytes) else {
        return false;
    };
    let audience = protocol::audience::Audience::read(&document);
    audience.to.iter().chain(&audience.cc).any(|id| id == actor)
}

/// Counts of this moment, in an object without proof (PC10).
fn with_counts(bytes: Vec<u8>, likes: u64, shares: u64) -> Vec<u8> {
    let Ok(mut document) = serde_json::from_slice::<Value>(&bytes) else {
        return bytes;
    };
    for (name, count) in [("likes", likes), ("shares", shares)] {
        if let Some(total) = document
            .get_mut(name)
            .and_then(|collection| collection.get_mut("totalItems"))
        {
            *total = json!(count);
        }
    }
    to_bytes(&document)
}
