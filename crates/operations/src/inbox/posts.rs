//! `Create`, `Update` and `Delete` of posts, and posts that were fetched because somebody asked for them.

mod interest;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::ids::PostId;
use protocol::{
    activity::Content,
    actor::RemoteActor,
    lenient,
    note::{PostKind, ReceivedPost},
    refusal::Refusal,
    tombstone,
};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use storage::{
    Db, Tx, following,
    posts::{self, Kind, Post, State, Version},
    remote_actors, tombstones,
};

use super::{Effect, Incoming, forbidden};
use crate::{
    OperationError, Operations,
    declarations::{is_declaration, is_translation, keys_of},
    identity::to_bytes,
    replications::stored_visibility,
};

impl Operations {
    pub(super) async fn receive_create(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        content: &Content,
    ) -> Result<Effect, OperationError> {
        match content {
            Content::Post(post) => {
                let bytes = object_bytes(incoming.bytes).ok_or(OperationError::Protocol(INVALID))?;
                if let Some(effect) = self.stop_declaration(tx, incoming, &bytes).await? {
                    return Ok(effect);
                }
                self.create_post(tx, incoming, post, &bytes).await
            }
            Content::Reference(id) => match self.fetched_post(incoming, id.as_str())? {
                Some((post, bytes)) => match self.stop_declaration(tx, incoming, &bytes).await? {
                    Some(effect) => Ok(effect),
                    None => self.create_post(tx, incoming, &post, &bytes).await,
                },
                None => Ok(Effect::Nothing),
            },
            Content::Actor(_) | Content::Other(_) => Ok(Effect::Nothing),
        }
    }

    pub(super) async fn receive_update(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        content: &Content,
    ) -> Result<Effect, OperationError> {
        let (post, bytes) = match content {
            Content::Actor(actor) => return self.update_actor(tx, incoming, actor).await,
            Content::Post(post) => {
                let bytes = object_bytes(incoming.bytes).ok_or(OperationError::Protocol(INVALID))?;
                ((**post).clone(), bytes)
            }
            Content::Reference(_) if incoming.activity.with.sequence.is_some() => {
                let line = self.receive_roster_line(tx, incoming).await?;
                return Ok(line.unwrap_or(Effect::Nothing));
            }
            Content::Reference(id) => match self.fetched_post(incoming, id.as_str())? {
                Some(fetched) => fetched,
                None => return Ok(Effect::Nothing),
            },
            Content::Other(_) => return Ok(Effect::Nothing),
        };
        if let Some(effect) = self.stop_declaration(tx, incoming, &bytes).await? {
            return Ok(effect);
        }
        match posts::by_object(&Db::from(tx), post.id.as_str()).await? {
            Some(before) => self.update_post(tx, incoming, before, &post, &bytes).await,
            // It came before its `Create`: the same.
            None => self.create_post(tx, incoming, &post, &bytes).await,
        }
    }

    /// A declaration that is refused, or older than the one that is known, goes no further (PD5).
    async fn stop_declaration(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        bytes: &[u8],
    ) -> Result<Option<Effect>, OperationError> {
        let article: Value = serde_json::from_slice(bytes).map_err(|_| OperationError::Protocol(INVALID))?;
        if !is_declaration(&article) {
            return Ok(None);
        }
        let checked = self
            .check_received_declaration(tx, incoming.id(), &incoming.author, bytes)
            .await?;
        Ok(match checked {
            Ok(Some(_)) => None,
            Ok(None) => Some(Effect::Nothing),
            Err(refusal) => Some(Effect::Refused(refusal)),
        })
    }

    /// Keeps beside a post what makes it more: the declaration or the translation that it is.
    async fn keep_beside(
        &self,
        tx: &Tx,
        activity: &str,
        author: &RemoteActor,
        post: &Post,
        bytes: &[u8],
    ) -> Result<(), OperationError> {
        let article: Value = serde_json::from_slice(bytes).map_err(|_| OperationError::Protocol(INVALID))?;
        if is_declaration(&article) {
            let checked = self.check_received_declaration(tx, activity, author, bytes).await?;
            if let Some(received) = checked.map_err(OperationError::Protocol)? {
                self.keep_declaration(tx, received, post, bytes).await?;
            }
        } else if is_translation(&article) {
            let mut keys = evidence::documents::Keyring::default();
            keys_of(author, &mut keys);
            self.keep_translation(tx, &article, &keys, &post.content).await?;
        }
        Ok(())
    }

    /// The post that was fetched from its own id, by the author of the activity.
    fn fetched_post(
        &self,
        incoming: &Incoming<'_>,
        id: &str,
    ) -> Result<Option<(ReceivedPost, Vec<u8>)>, OperationError> {
        let Some((fetched, bytes, _)) = &incoming.known.object else {
            return Ok(None);
        };
        let Some(post) = self.read_post(bytes)? else {
            return Ok(None);
        };
        if fetched != id || post.id.as_str() != id || post.attributed_to.as_str() != incoming.actor() {
            return Err(forbidden("actor-mismatch"));
        }
        Ok(Some((post, bytes.clone())))
    }

    fn read_post(&self, bytes: &[u8]) -> Result<Option<ReceivedPost>, OperationError> {
        let document: Value = serde_json::from_slice(bytes).map_err(|_| OperationError::Protocol(INVALID))?;
        Ok(ReceivedPost::read(&document, &self.0.ids)?)
    }

    async fn create_post(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        post: &ReceivedPost,
        bytes: &[u8],
    ) -> Result<Effect, OperationError> {
        if post.attributed_to.as_str() != incoming.actor() {
            return Err(forbidden("actor-mismatch"));
        }
        if let Some(effect) = self.receive_letter(tx, incoming, post).await? {
            return Ok(effect);
        }
        let db = Db::from(tx);
        let [before, answered] = self.before_and_answered(&db, post).await?;
        if let Some(before) = before {
            let same = before.author == incoming.actor();
            return if same {
                Ok(Effect::Nothing)
            } else {
                Err(forbidden("not-owner"))
            };
        }
        if incoming.before.deleted {
            return Ok(Effect::Nothing);
        }
        let interest = self
            .interest(&incoming.author, post, answered, incoming.before.followed)
            .await?;
        if !interest.wanted && !interest.addressed {
            return Ok(Effect::Nothing);
        }
        let state = self.state_of(&db, &incoming.author, &interest).await?;
        // What an organisation does not want to hear is not kept, unless somebody else here asked for it.
        if !interest.wanted && state == State::Hidden {
            return Ok(Effect::Nothing);
        }
        self.insert_post(tx, &incoming.author, post, bytes, state).await?;
        if let Some(answered) = &interest.answered {
            self.hold(tx, incoming.host(), answered).await?;
        }
        self.announce(tx, incoming, post.id.as_str(), &post.audience).await?;
        Ok(Effect::Known(post.id.as_str().to_owned()))
    }

    /// Networks of ours pass on what their members post into them.
    async fn announce(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
        addressees: &protocol::audience::Audience,
    ) -> Result<(), OperationError> {
        let kind = match &incoming.activity.body {
            protocol::activity::Body::Create(_) => "Create",
            protocol::activity::Body::Update(_) => "Update",
            protocol::activity::Body::Delete { .. } => "Delete",
            _ => return Ok(()),
        };
        self.announce_received(tx, addressees, (kind, object), &incoming.author, incoming.bytes)
            .await
    }

    /// Stores a post of somebody else, with what it is besides.
    pub(crate) async fn insert_post(
        &self,
        tx: &Tx,
        author: &RemoteActor,
        received: &ReceivedPost,
        bytes: &[u8],
        state: State,
    ) -> Result<Post, OperationError> {
        let now = self.now();
        let mut post = Post {
            id: PostId::new(now, self.0.entropy.bytes()),
            object: received.id.as_str().to_owned(),
            kind: kind_of(received),
            author: author.id.as_str().to_owned(),
            organisation: None,
            slug: None,
            in_reply_to: received.in_reply_to.clone(),
            visibility: posts::Visibility::Named,
            language: None,
            title: None,
            summary: None,
            content: String::new(),
            facts: None,
            bytes: Vec::new(),
            url: None,
            revision: 1,
            state,
            reason: None,
            published: received.published.unwrap_or(now).min(now),
            updated: received.updated.map(|updated| updated.min(now)),
            received_at: now,
        };
        if let Some(practice) = &received.practice {
            post.slug = Some(self.free_slug(&Db::from(tx), &practice.practice, post.id).await?);
        }
        if serde_json::from_slice::<Value>(bytes).is_ok_and(|article| is_declaration(&article)) {
            let wanted = domain::slug::slugify(received.name.as_deref().unwrap_or_default(), "declaration");
            let id = domain::ids::DeclarationId::new(now, self.0.entropy.bytes());
            post.slug = Some(self.free_declaration_slug(&Db::from(tx), &wanted, id).await?);
        }
        fill(&mut post, author, received, bytes);
        posts::insert(tx, &post).await?;
        if let Some(severity) = self.severity_of(&post.author) {
            storage::blocks::bar(tx, &post.author, Some(severity)).await?;
        }
        self.index_received(tx, &post, received, true).await?;
        self.keep_beside(tx, &post.object, author, &post, bytes).await?;
        Ok(post)
    }

    async fn index_received(
        &self,
        tx: &Tx,
        post: &Post,
        received: &ReceivedPost,
        is_new: bool,
    ) -> Result<(), OperationError> {
        if let (Kind::Practice, Some(practice)) = (post.kind, &received.practice) {
            self.index_practice(tx, post, &practice.practice).await?;
            let version = Version {
                revision: post.revision,
                at: post.updated.unwrap_or(post.published),
                who: None,
                facts: post.facts.clone().unwrap_or_default(),
            };
            return Ok(posts::keep_version(tx, post.id, &version).await?);
        }
        if let (Kind::Report, Some(report)) = (post.kind, &received.report) {
            return self.index_report(tx, post.id, &report.report).await;
        }
        let tags: BTreeSet<String> = received.hashtags.iter().map(|tag| tag.0.to_lowercase()).collect();
        let terms = tags.into_iter().map(|tag| ("tag", tag)).collect();
        if is_new {
            posts::add_terms(tx, post.id, &terms).await?;
        } else {
            posts::set_terms(tx, post.id, &terms).await?;
        }
        Ok(())
    }

    /// The owner on our record decides (I05); of two versions the newer wins; type, author and date never change.
    async fn update_post(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        before: Post,
        received: &ReceivedPost,
        bytes: &[u8],
    ) -> Result<Effect, OperationError> {
        if before.author != incoming.actor() || before.organisation.is_some() {
            return Err(forbidden("not-owner"));
        }
        if before.state == State::Withdrawn {
            return Ok(Effect::Nothing);
        }
        if type_of(&before.bytes) != type_of(bytes) {
            return Err(forbidden("immutable"));
        }
        // Both times are of the author's clock, whatever ours says.
        let stale = received
            .updated
            .is_some_and(|at| version_of(&before.bytes).is_some_and(|last| at <= last));
        if stale {
            return Ok(Effect::Nothing);
        }
        let post = self
            .revise_post(tx, incoming.id(), &incoming.author, before, received, bytes)
            .await?;
        self.announce(tx, incoming, &post.object, &received.audience).await?;
        Ok(Effect::Done)
    }

    /// Stores the next version of a post of somebody else.
    async fn revise_post(
        &self,
        tx: &Tx,
        activity: &str,
        author: &RemoteActor,
        before: Post,
        received: &ReceivedPost,
        bytes: &[u8],
    ) -> Result<Post, OperationError> {
        let now = self.now();
        let mut post = before;
        post.updated = Some(received.updated.unwrap_or(now).min(now));
        // A practice has an address of its own from its first day, or none.
        post.kind = match kind_of(received) {
            Kind::Practice if post.slug.is_none() => Kind::Article,
            kind => kind,
        };
        fill(&mut post, author, received, bytes);
        posts::revise(tx, &post).await?;
        self.index_received(tx, &post, received, false).await?;
        self.keep_beside(tx, activity, author, &post, bytes).await?;
        Ok(post)
    }

    /// A newer version of a post, fetched from its own id.
    pub(super) async fn revise_shown(
        &self,
        tx: &Tx,
        author: &RemoteActor,
        before: Post,
        bytes: &[u8],
    ) -> Result<Effect, OperationError> {
        let Some(received) = self.read_post(bytes)? else {
            return Ok(Effect::Nothing);
        };
        let newer = received
            .updated
            .is_some_and(|at| version_of(&before.bytes).is_none_or(|last| at > last));
        let same = received.id.as_str() == before.object && received.attributed_to.as_str() == before.author;
        if !newer || !same || type_of(&before.bytes) != type_of(bytes) {
            return Ok(Effect::Nothing);
        }
        let activity = before.object.clone();
        self.revise_post(tx, &activity, author, before, &received, bytes)
            .await?;
        Ok(Effect::Done)
    }

    /// A tombstone stays and wins over whatever comes later.
    pub(super) async fn receive_delete(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
    ) -> Result<Effect, OperationError> {
        if object == incoming.actor() {
            return self.delete_actor(tx, incoming).await;
        }
        if let Some(effect) = self.receive_membership_end(tx, incoming, object).await? {
            return Ok(effect);
        }
        if let Some(effect) = self.receive_ending(tx, incoming, object).await? {
            return Ok(effect);
        }
        storage::declarations::drop_translation(tx, object).await?;
        self.end_quotes_by(tx, object, incoming.actor()).await?;
        let post = posts::by_object(&Db::from(tx), object).await?;
        if let Some(post) = &post {
            if post.author != incoming.actor() {
                return Err(forbidden("not-owner"));
            }
            let addressees = serde_json::from_slice(&post.bytes)
                .map(|document: Value| protocol::audience::Audience::read(&document))
                .unwrap_or_default();
            self.erase_post(tx, post).await?;
            tombstones::put(tx, object, incoming.actor(), incoming.now).await?;
            self.announce(tx, incoming, object, &addressees).await?;
            return Ok(Effect::Done);
        }
        // Another actor of the same site is not for this one to delete.
        if post.is_none() && remote_actors::get(&Db::from(tx), object).await?.is_some() {
            return Err(forbidden("not-owner"));
        }
        tombstones::put(tx, object, incoming.actor(), incoming.now).await?;
        Ok(Effect::Nothing)
    }

    pub(crate) async fn erase_post(&self, tx: &Tx, post: &Post) -> Result<(), OperationError> {
        let now = self.now();
        let former = type_of(&post.bytes).unwrap_or_else(|| "Note".to_owned());
        let stone = to_bytes(&tombstone::document(&post.object, &former, now));
        Ok(posts::erase(tx, post.id, &stone, now).await?)
    }

    /// A post that somebody whom we follow boosted; nothing when it cannot be shown.
    pub(super) async fn store_shown(
        &self,
        tx: &Tx,
        id: &str,
        bytes: &[u8],
        author: &RemoteActor,
    ) -> Result<Option<Post>, OperationError> {
        let Some(post) = self.read_post(bytes)? else {
            return Ok(None);
        };
        let own = post.id.as_str() == id && post.attributed_to == author.id;
        let gone = tombstones::find(&Db::from(tx), id, author.id.as_str()).await?.is_some();
        if !own || gone || !self.may_be_shown(author.id.host(), author.id.as_str()) {
            return Ok(None);
        }
        let db = Db::from(tx);
        let [_, answered] = self.before_and_answered(&db, &post).await?;
        let followed = following::is_followed(&db, author.id.as_str()).await?;
        let interest = self.interest(author, &post, answered, followed).await?;
        let state = self.state_of(&db, author, &interest).await?;
        Ok(Some(self.insert_post(tx, author, &post, bytes, state).await?))
    }

    /// Stores an object that was fetched from its own id because somebody here asked for it. Returns its id.
    ///
    /// # Errors
    /// [`OperationError::Protocol`] when it cannot be read, is not its author's, was deleted or is blocked.
    pub async fn store_fetched_object(
        &self,
        id: &str,
        bytes: &[u8],
        author: &RemoteActor,
    ) -> Result<String, OperationError> {
        let tx = self.begin().await?;
        if let Some(before) = posts::by_object(&Db::from(&tx), id).await? {
            if before.author != author.id.as_str() {
                return Err(forbidden("not-owner"));
            }
            return Ok(before.object);
        }
        let stored = self.store_shown(&tx, id, bytes, author).await?;
        let post = stored.ok_or(OperationError::Protocol(INVALID))?;
        self.apply_waiting(&tx, post.object.clone(), self.now()).await?;
        self.commit_and_wake(tx).await?;
        Ok(post.object)
    }
}

const INVALID: Refusal = Refusal::new(400, "field-invalid");

/// What an edit may change.
fn fill(post: &mut Post, author: &RemoteActor, received: &ReceivedPost, bytes: &[u8]) {
    let followers = author.followers.as_ref().map(evidence::origin::Id::as_str);
    post.visibility = stored_visibility(received.audience.visibility(followers));
    post.language = received.language.as_ref().map(|language| language.as_str().to_owned());
    post.title = received.name.clone();
    post.summary = received.summary.clone();
    post.content = received.content_html.clone();
    post.bytes = bytes.to_vec();
    post.url = Some(received.url.clone());
    post.facts = match (post.kind, &received.practice, &received.report) {
        (Kind::Practice, Some(practice), _) => {
            post.revision = practice.revision;
            serde_json::to_string(&practice.practice).ok()
        }
        (Kind::Report, _, Some(report)) => {
            let report = (**report).clone().for_audience(&received.audience, followers).report;
            serde_json::to_string(&report).ok()
        }
        _ => None,
    };
}

fn kind_of(received: &ReceivedPost) -> Kind {
    match received.kind {
        _ if received.practice.is_some() => Kind::Practice,
        _ if received.report.is_some() => Kind::Report,
        PostKind::Note | PostKind::Question | PostKind::Image => Kind::Note,
        PostKind::Article | PostKind::Page | PostKind::Event | PostKind::Video | PostKind::Audio => Kind::Article,
    }
}

fn type_of(bytes: &[u8]) -> Option<String> {
    let document: Value = serde_json::from_slice(bytes).ok()?;
    document.get("type")?.as_str().map(str::to_owned)
}

/// When the author last changed it, as the author says.
pub(crate) fn version_of(bytes: &[u8]) -> Option<DateTime<Utc>> {
    let document: Value = serde_json::from_slice(bytes).ok()?;
    lenient::time(&document, "updated").or_else(|| lenient::time(&document, "published"))
}

/// The embedded object exactly as it was sent (JS4).
pub(super) fn object_bytes(activity: &[u8]) -> Option<Vec<u8>> {
    #[derive(Deserialize)]
    struct Outer<'a> {
        #[serde(borrow)]
        object: &'a RawValue,
    }
    let outer: Outer<'_> = serde_json::from_slice(activity).ok()?;
    let text = outer.object.get();
    if text.starts_with('[') {
        let list: Vec<&RawValue> = serde_json::from_str(text).ok()?;
        return list.first().map(|object| object.get().as_bytes().to_vec());
    }
    Some(text.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_object_is_kept_byte_for_byte() {
        let odd = br#"{"type":"Create","object" : {"b" :1.0,"a":"\u00e9"} }"#;
        assert_eq!(object_bytes(odd).unwrap(), br#"{"b" :1.0,"a":"\u00e9"}"#);
        assert_eq!(object_bytes(br#"{"object":[{"a":1}]}"#).unwrap(), br#"{"a":1}"#);
        assert_eq!(object_bytes(b"{}"), None);
    }
}
