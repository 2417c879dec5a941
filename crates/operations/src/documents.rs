//! The ActivityPub documents that this node serves.

mod address;
mod collections;
mod endorsements;
mod networks;
mod readers;

use address::Address;
use chrono::Duration;
use protocol::{
    nodeinfo::{self, NodeFacts, Version},
    tombstone,
    webfinger::{self, Resource},
};
use serde_json::Value;
use storage::{
    interactions, outbox,
    posts::{self, Post, State},
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

/// Private, foreign and missing are one answer (RO2).
const NOT_FOUND: OperationError = OperationError::NotFound { what: "the document" };

impl Operations {
    /// The document at an id of ours (actor, article, note, activity, collection, page of a collection), for a reader.
    /// `reader`: the verified actor of a signed GET. Private, foreign and missing are one answer.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn document(&self, target: &str, reader: Option<&str>) -> Result<Served, OperationError> {
        let urls = self.require_urls().map_err(|_| NOT_FOUND)?;
        match Address::read(target, &urls).ok_or(NOT_FOUND)? {
            Address::Instance => {
                let keys = self.public_keys(&self.db(), &urls.instance_actor()).await?;
                let name = self.node().await?.name;
                let services = self.services().await?;
                Ok(document(&protocol::actor::instance(&name, &keys, &services, &urls)))
            }
            Address::Organisation(id) => {
                let organisation = self.organisation_by_id(id).await.map_err(|_| NOT_FOUND)?;
                let keys = self.public_keys(&self.db(), &urls.organisation(id)).await?;
                Ok(document(&self.organisation_document(&organisation, &keys).await?))
            }
            Address::Network(id) => self.served_network(id).await,
            Address::Membership(id) => self.served_membership(id, reader).await,
            Address::FeatureStamp(id) => self.served_feature_stamp(id).await,
            Address::OfNetwork { of, list, id, page } => self.served_of_network(of, list, id, page).await,
            Address::Post(id) => self.served_post(id, reader).await,
            Address::Activity(id) => self.served_activity(id, reader).await,
            Address::Endorsement(id) => self.served_endorsement(id).await,
            Address::Stamp(id) => self.served_stamp(id).await,
            Address::Tally { of } => self.served_tally(of).await,
            Address::Endorsements { of, id, page } => self.served_endorsements(of, id, page).await,
            Address::Outbox { of, id, page } => self.served_outbox(of, id, page).await,
            Address::OfOrganisation { of, list, id, page } => self.served_list(of, list, id, page).await,
            Address::OfPost { of, list, id, page } => self.served_answers(of, list, id, page, reader).await,
        }
    }

    async fn served_post(&self, id: &str, reader: Option<&str>) -> Result<Served, OperationError> {
        let post = posts::by_object(&self.db(), id).await?;
        let post = post.filter(|post| post.organisation.is_some()).ok_or(NOT_FOUND)?;
        if !self.may_fetch(&post, reader).await? {
            return Err(NOT_FOUND);
        }
        match post.state {
            State::Withdrawn => Ok(Served::Gone(post.bytes)),
            State::Visible => Ok(Served::Document(self.with_counts(post).await?)),
            State::Held | State::Hidden => Err(NOT_FOUND),
        }
    }

    /// Likes and boosts as they are now, where the document embeds their collections (PC10).
    async fn with_counts(&self, post: Post) -> Result<Vec<u8>, OperationError> {
        let (likes, shares) = interactions::counts(&self.db(), &post.object).await?;
        if likes + shares == 0 {
            return Ok(post.bytes);
        }
        let Ok(mut document) = serde_json::from_slice::<Value>(&post.bytes) else {
            return Ok(post.bytes);
        };
        for (member, total) in [("likes", likes), ("shares", shares)] {
            if let Some(count) = document
                .get_mut(member)
                .and_then(|counted| counted.get_mut("totalItems"))
            {
                *count = total.into();
            }
        }
        Ok(to_bytes(&document))
    }

    async fn served_activity(&self, id: &str, reader: Option<&str>) -> Result<Served, OperationError> {
        let entry = outbox::by_activity(&self.db(), id).await?.ok_or(NOT_FOUND)?;
        if entry.kind == "Tombstone" {
            let stone = tombstone::document(id, "Activity", self.now());
            return Ok(Served::Gone(to_bytes(&stone)));
        }
        let body: Value = serde_json::from_slice(&entry.body).map_err(|_| NOT_FOUND)?;
        if !self.is_addressed(&body, &entry.actor, reader).await? {
            return Err(NOT_FOUND);
        }
        if self.is_erased(&entry).await? {
            let stone = tombstone::document(id, &entry.kind, self.now());
            return Ok(Served::Gone(to_bytes(&stone)));
        }
        Ok(Served::Document(entry.body))
    }

    /// Whether the object that an entry publishes was withdrawn since: then its text goes nowhere any more.
    pub(crate) async fn is_erased(&self, entry: &outbox::Entry) -> Result<bool, OperationError> {
        if entry.kind == "Tombstone" {
            return Ok(true);
        }
        if !matches!(entry.kind.as_str(), "Create" | "Update") {
            return Ok(false);
        }
        let post = posts::by_object(&self.db(), &entry.object).await?;
        Ok(post.is_some_and(|post| post.state == State::Withdrawn))
    }

    /// The id of the object whose page has this path (`/@handle`, `/practices/slug`,
    /// `/declarations/slug`, `/networks/handle`, `/posts/id`).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn object_of_page(&self, path: &str) -> Result<String, OperationError> {
        let urls = self.require_urls().map_err(|_| NOT_FOUND)?;
        let db = self.db();
        if let Some(handle) = path.strip_prefix("/@") {
            if let Ok(organisation) = self.organisation(handle).await {
                return Ok(urls.organisation(organisation.id));
            }
            let network = storage::networks::by_handle(&db, handle).await?.ok_or(NOT_FOUND)?;
            return Ok(urls.network(network.id));
        }
        if let Some(handle) = path.strip_prefix("/networks/") {
            let network = storage::networks::by_handle(&db, handle).await?.ok_or(NOT_FOUND)?;
            return Ok(urls.network(network.id));
        }
        if let Some(slug) = path.strip_prefix("/declarations/") {
            let row = self.declaration_by_slug(slug).await.map_err(|_| NOT_FOUND)?;
            return row.organisation.map(|_| row.object).ok_or(NOT_FOUND);
        }
        let post = if let Some(slug) = path.strip_prefix("/practices/") {
            posts::by_slug(&db, slug).await?
        } else if let Some(id) = path.strip_prefix("/posts/").and_then(|id| id.parse().ok()) {
            posts::get(&db, id).await?
        } else {
            None
        };
        let own = post.filter(|post| post.organisation.is_some());
        own.map(|post| post.object).ok_or(NOT_FOUND)
    }

    /// The answer of WebFinger for a resource (PW1, PW2).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn webfinger(&self, resource: &str) -> Result<Value, OperationError> {
        let urls = self.require_urls().map_err(|_| NOT_FOUND)?;
        let asked = Resource::read(resource, &urls).ok_or(NOT_FOUND)?;
        let network = match &asked {
            Resource::Instance => return Ok(webfinger::instance(&urls)),
            Resource::Handle(handle) => storage::networks::by_handle(&self.db(), handle).await?,
            Resource::Actor(id) => self.own_network(id).await?,
        };
        if let Some(network) = network {
            let handle = network.content.handle.as_str();
            let (actor, page) = (urls.network(network.id), urls.network_page(handle));
            return Ok(webfinger::of_actor(handle, &actor, &page, &urls));
        }
        let organisation = match asked {
            Resource::Handle(handle) => self.organisation(&handle).await.map_err(|_| NOT_FOUND)?,
            Resource::Actor(id) => self.own_organisation(&id).await?.ok_or(NOT_FOUND)?,
            Resource::Instance => return Err(NOT_FOUND),
        };
        let actor = urls.organisation(organisation.id);
        Ok(webfinger::organisation(organisation.handle.as_str(), &actor, &urls))
    }

    /// NodeInfo, `2.0` or `2.1`.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for other versions.
    pub async fn nodeinfo(&self, version: &str) -> Result<Value, OperationError> {
        let version = Version::parse(version).ok_or(NOT_FOUND)?;
        let urls = self.require_urls().map_err(|_| NOT_FOUND)?;
        let db = self.db();
        let now = self.now();
        let node = self.node().await?;
        let organisations = storage::organisations::all(&db).await?;
        let staff: Vec<String> = organisations.iter().map(|one| urls.organisation(one.id)).collect();
        let about = format!("{}/about", urls.base());
        let repository = env!("CARGO_PKG_REPOSITORY");
        let facts = NodeFacts {
            software_version: env!("CARGO_PKG_VERSION"),
            repository: if repository.is_empty() { &about } else { repository },
            name: &node.name,
            description: &node.about,
            staff: &staff,
            organisations: node.organisations,
            active_month: posts::lists::active_since(&db, now - Duration::days(30)).await?,
            active_half_year: posts::lists::active_since(&db, now - Duration::days(180)).await?,
            posts: posts::count(&db, None, None).await?,
        };
        Ok(nodeinfo::document(version, &facts))
    }
}

fn document(value: &Value) -> Served {
    Served::Document(to_bytes(value))
}
