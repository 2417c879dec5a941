//! `Create` and `Update`: posts of all kinds, and actors that changed.

use chrono::{DateTime, Utc};
use domain::ids::PostId;
use protocol::{
    activity::Content,
    actor::RemoteActor,
    audience::Visibility,
    note::{PostKind, ReceivedPost},
    refusal::Refusal,
};
use serde_json::Value;
use storage::{
    Db, Tx, following,
    posts::{self, Kind, Post, State, Version},
    remote_actors, tombstones,
};

use super::{Arrival, NOT_OWNER, Receipt};
use crate::{OperationError, Operations, replications::stored_visibility};

const UNREADABLE: Refusal = Refusal::new(400, "field-invalid");

impl Operations {
    pub(super) async fn take_create(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        content: &Content,
    ) -> Result<Receipt, OperationError> {
        match content {
            Content::Post(post) => {
                let author = arrival
                    .known
                    .author
                    .as_ref()
                    .ok_or(Refusal::new(503, "actor-unreachable"))?;
                self.take_post(tx, post, arrival.verified.bytes(), author).await
            }
            Content::Reference(_) => match &arrival.known.object {
                Some((_, bytes, author)) if author.id == arrival.activity.actor => {
                    self.store_object(tx, bytes, author).await
                }
                Some(_) => Err(NOT_OWNER.into()),
                None => Ok(Receipt::Ignored),
            },
            Content::Actor(_) | Content::Other(_) => Ok(Receipt::Ignored),
        }
    }

    pub(super) async fn take_update(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        content: &Content,
    ) -> Result<Receipt, OperationError> {
        if let Content::Actor(actor) = content {
            if actor.id != arrival.activity.actor {
                return Err(NOT_OWNER.into());
            }
            let document = arrival
                .verified
                .value()
                .get("object")
                .map(ToString::to_string)
                .unwrap_or_default();
            self.put_actor(tx, actor, document.as_bytes()).await?;
            return Ok(Receipt::Applied);
        }
        self.take_create(tx, arrival, content).await
    }

    /// Stores an object that was fetched from its own id.
    pub(super) async fn store_object(
        &self,
        tx: &Tx,
        bytes: &[u8],
        author: &RemoteActor,
    ) -> Result<Receipt, OperationError> {
        let document: Value = serde_json::from_slice(bytes).map_err(|_| UNREADABLE)?;
        let post = ReceivedPost::read(&document, &self.0.ids)?.ok_or(UNREADABLE)?;
        if post.attributed_to != author.id {
            return Err(NOT_OWNER.into());
        }
        self.store_post(tx, &post, bytes, author).await
    }

    /// A new post, or a newer version of one that we have. Only the author on our record may change it (ID6).
    async fn take_post(
        &self,
        tx: &Tx,
        post: &ReceivedPost,
        bytes: &[u8],
        author: &RemoteActor,
    ) -> Result<Receipt, OperationError> {
        let db = Db::from(tx);
        if post.attributed_to != author.id {
            return Err(NOT_OWNER.into());
        }
        let known = posts::by_object(&db, post.id.as_str()).await?;
        if known.is_none() && !self.is_of_interest(&db, post).await? {
            return Ok(Receipt::Ignored);
        }
        self.store_post(tx, post, bytes, author).await
    }

    async fn store_post(
        &self,
        tx: &Tx,
        post: &ReceivedPost,
        bytes: &[u8],
        author: &RemoteActor,
    ) -> Result<Receipt, OperationError> {
        let db = Db::from(tx);
        // What was deleted stays deleted, whatever comes later.
        if tombstones::find(&db, post.id.as_str()).await?.is_some() {
            return Ok(Receipt::Ignored);
        }
        let now = self.now();
        match posts::by_object(&db, post.id.as_str()).await? {
            Some(known) if known.author != author.id.as_str() => Err(NOT_OWNER.into()),
            Some(known) if known.state == State::Withdrawn => Ok(Receipt::Ignored),
            Some(mut known) => {
                let newer = post.updated.filter(|at| known.updated.is_none_or(|last| *at > last));
                let Some(updated) = newer else {
                    return Ok(Receipt::Ignored);
                };
                self.fill_received(&mut known, post, bytes, author);
                known.updated = Some(updated.min(now));
                posts::revise(tx, &known).await?;
                self.index_received(tx, &known, post).await?;
                Ok(Receipt::Applied)
            }
            None => {
                let mut new = self.new_post(&db, post, author, now).await?;
                self.fill_received(&mut new, post, bytes, author);
                posts::insert(tx, &new).await?;
                self.index_received(tx, &new, post).await?;
                if let Some(answered) = &post.in_reply_to
                    && posts::by_object(&db, answered)
                        .await?
                        .is_some_and(|answered| answered.organisation.is_some())
                {
                    self.subscribe_holder(tx, author.id.host(), answered).await?;
                }
                Ok(Receipt::Applied)
            }
        }
    }

    /// Kept if somebody here follows its author, or if it answers, reports on or mentions something of ours.
    async fn is_of_interest(&self, db: &Db<'_>, post: &ReceivedPost) -> Result<bool, OperationError> {
        if following::is_followed(db, post.attributed_to.as_str()).await? {
            return Ok(true);
        }
        if let Some(answered) = &post.in_reply_to
            && posts::by_object(db, answered)
                .await?
                .is_some_and(|answered| answered.state != State::Withdrawn)
        {
            return Ok(true);
        }
        for mention in &post.mentions {
            if self.own_organisation(&mention.actor).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn new_post(
        &self,
        db: &Db<'_>,
        post: &ReceivedPost,
        author: &RemoteActor,
        now: DateTime<Utc>,
    ) -> Result<Post, OperationError> {
        let id = PostId::new(now, self.0.entropy.bytes());
        let slug = post.practice.is_some().then(|| received_slug(post, id));
        Ok(Post {
            id,
            object: post.id.as_str().to_owned(),
            kind: Kind::Note,
            author: author.id.as_str().to_owned(),
            organisation: None,
            slug,
            in_reply_to: post.in_reply_to.clone(),
            visibility: posts::Visibility::Named,
            language: None,
            title: None,
            summary: None,
            content: String::new(),
            facts: None,
            bytes: Vec::new(),
            url: None,
            revision: 1,
            state: self.first_state(db, post).await?,
            reason: None,
            // A date in the future is sorted as now (JS6).
            published: post.published.unwrap_or(now).min(now),
            updated: None,
            received_at: now,
        })
    }

    /// What a stranger says about something of ours waits for a first look of a person.
    async fn first_state(&self, db: &Db<'_>, post: &ReceivedPost) -> Result<State, OperationError> {
        let Some(answered) = &post.in_reply_to else {
            return Ok(State::Visible);
        };
        let ours = posts::by_object(db, answered)
            .await?
            .is_some_and(|answered| answered.organisation.is_some());
        let author = post.attributed_to.as_str();
        let trusted =
            !ours || following::is_followed(db, author).await? || remote_actors::is_trusted(db, author).await?;
        Ok(if trusted { State::Visible } else { State::Held })
    }

    /// What the post says, as far as it is understood.
    fn fill_received(&self, row: &mut Post, post: &ReceivedPost, bytes: &[u8], author: &RemoteActor) {
        let followers = author.followers.as_ref().map(evidence::origin::Id::as_str);
        let visibility = post.audience.visibility(followers);
        row.visibility = stored_visibility(visibility);
        row.language = post.language.as_ref().map(|language| language.as_str().to_owned());
        row.title = post.name.clone();
        row.summary = post.summary.clone();
        row.content = post.content_html.clone();
        row.bytes = bytes.to_vec();
        row.url = Some(post.url.clone());
        row.kind = match (&post.practice, &post.report, post.kind) {
            (Some(_), _, _) if row.slug.is_some() => Kind::Practice,
            (_, Some(_), _) => Kind::Report,
            (_, _, PostKind::Note) => Kind::Note,
            _ => Kind::Article,
        };
        row.facts = None;
        if row.kind == Kind::Practice
            && let Some(received) = &post.practice
        {
            row.facts = serde_json::to_string(&received.practice).ok();
            row.revision = received.revision;
            row.language = Some(received.practice.language.as_str().to_owned());
        } else if let Some(received) = &post.report {
            let report = (**received).clone().for_audience(&post.audience, followers).report;
            row.facts = serde_json::to_string(&report).ok();
            row.in_reply_to = Some(report.replicates.clone());
        }
        // Members-only posts are for followers here until there are networks.
        debug_assert!(visibility != Visibility::Public || row.visibility == posts::Visibility::Public);
    }

    async fn index_received(&self, tx: &Tx, row: &Post, post: &ReceivedPost) -> Result<(), OperationError> {
        if let (Kind::Practice, Some(received)) = (row.kind, &post.practice) {
            let version = Version {
                revision: row.revision,
                at: row.updated.unwrap_or(row.published),
                who: None,
                facts: row.facts.clone().unwrap_or_default(),
            };
            posts::keep_version(tx, row.id, &version).await?;
            return self.index_practice(tx, row, &received.practice).await;
        }
        if let (Kind::Report, Some(received)) = (row.kind, &post.report) {
            return self.index_report(tx, row.id, &received.report).await;
        }
        let tags = post
            .hashtags
            .iter()
            .map(|tag| ("tag", tag.0.to_lowercase()))
            .take(50)
            .collect();
        Ok(posts::set_terms(tx, row.id, &tags).await?)
    }
}

/// The address of a received practice on this node: its title and a part of our identifier.
fn received_slug(post: &ReceivedPost, id: PostId) -> String {
    let text = id.to_string();
    let short = text.get(text.len() - 8..).unwrap_or(&text).to_owned();
    let title = post.name.as_deref().unwrap_or_default();
    format!("{}-{short}", domain::slug::slugify(title, "practice"))
}
