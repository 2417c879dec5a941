//! Short texts and gestures: replies, likes, boosts.

use chrono::SubsecRound;
use domain::{
    ids::PostId,
    outbox::{Audience, AudienceKey, OrderKey},
    permissions::Action,
    policy::Severity,
    text::{Language, paragraphs},
};
use protocol::{
    activity,
    audience::{Audience as Addressees, Visibility},
    content,
    note::{self, PublishedNote},
    tombstone,
};
use serde_json::json;
use storage::{
    Db,
    interactions::{self, Gesture},
    posts::{self, Kind, Post, State},
    timelines::{After, Timeline},
};

use crate::{
    Caller, OperationError, Operations, Session,
    audit::Who,
    identity::to_bytes,
    publishing::Outgoing,
    replications::thread_of,
    rosters::into_networks,
    view::{Page, PostView, Published, ThreadView},
};

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the post" };
/// The longest reply, in graphemes.
const LONGEST: usize = 5_000;
/// Posts of one page.
const PAGE: u32 = 20;

impl Operations {
    /// Replies to a post for the organisation that the person acts for. Plain text, at most 5,000 graphemes.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::NotFound`].
    pub async fn reply(
        &self,
        session: &Session,
        to: PostId,
        text: &str,
        language: &str,
        key: Option<&str>,
    ) -> Result<Published, OperationError> {
        let organisation = session.acting()?;
        self.require_publish(session, organisation).await?;
        let text = paragraphs(text, LONGEST).map_err(|fault| OperationError::invalid("text", fault))?;
        let language = Language::parse(language)
            .ok_or_else(|| OperationError::invalid("language", domain::field_error::Fault::Missing))?;
        let urls = self.require_urls()?;
        let key = key.map(|key| format!("note:{organisation}:{key}"));
        let tx = self.begin_decision().await?;
        if let Some(post) = self.made_before(&tx, key.as_deref()).await? {
            return self.published(&post).await;
        }
        let answered = self
            .readable(&Db::from(&tx), &Caller::SignedIn(session.clone()), to)
            .await?;
        let (mention, named) = self.mention(&answered.author).await?;
        let actor = urls.organisation(organisation);
        // An answer is never seen by more people than what it answers.
        let visibility = match answered.visibility {
            posts::Visibility::Public => Visibility::Public,
            posts::Visibility::Unlisted => Visibility::Unlisted,
            posts::Visibility::Followers | posts::Visibility::Named => Visibility::Named,
        };
        let mentioned: Vec<String> = mention.iter().map(|mention| mention.actor.clone()).collect();
        let addressees = Addressees::of(visibility, &format!("{actor}/followers"), &mentioned);
        let now = self.now();
        let id = PostId::new(now, self.0.entropy.bytes());
        let mentions: Vec<_> = mention.into_iter().collect();
        let thread = thread_of(&answered);
        let published = PublishedNote {
            id,
            organisation,
            content_html: &content::paragraphs(&text),
            language: &language,
            in_reply_to: Some(&answered.object),
            thread: thread.as_deref(),
            mentions: &mentions,
            hashtags: &[],
            pictures: &[],
            published: now.trunc_subsecs(0),
            updated: None,
            audience: &addressees,
        };
        let object = note::note(&published, &urls);
        let post = Post {
            id,
            object: urls.note(id),
            kind: Kind::Note,
            author: actor,
            organisation: Some(organisation),
            slug: None,
            in_reply_to: Some(answered.object.clone()),
            visibility: crate::replications::stored_visibility(visibility),
            language: Some(language.as_str().to_owned()),
            title: None,
            summary: None,
            content: object["content"].as_str().unwrap_or_default().to_owned(),
            facts: None,
            bytes: to_bytes(&note::document(object.clone())),
            url: Some(urls.post_page(id)),
            revision: 1,
            state: State::Visible,
            reason: None,
            published: now.trunc_subsecs(0),
            updated: None,
            received_at: now,
        };
        posts::insert(&tx, &post).await?;
        self.note_key(&tx, key.as_deref(), id).await?;
        self.note(&tx, &Who::Person(session), "note.publish", &post.object)
            .await?;
        let keys = match visibility {
            Visibility::Named => Vec::new(),
            _ => vec![AudienceKey::Followers(organisation.into())],
        };
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: "Create",
            object: post.object.clone(),
            order: OrderKey::Object(post.object.clone()),
            audience: Audience { keys, named },
        };
        self.send(&tx, outgoing, &addressees, |header| activity::create(header, object))
            .await?;
        self.commit_and_wake(tx).await?;
        self.published(&post).await
    }

    /// Likes or unlikes.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn like(&self, session: &Session, post: PostId, liked: bool) -> Result<(), OperationError> {
        self.gesture(session, post, Gesture::Like, liked).await
    }

    /// Boosts or takes the boost back. Only public posts.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::Refused`].
    pub async fn boost(&self, session: &Session, post: PostId, boosted: bool) -> Result<(), OperationError> {
        self.gesture(session, post, Gesture::Boost, boosted).await
    }

    async fn gesture(
        &self,
        session: &Session,
        post: PostId,
        gesture: Gesture,
        done: bool,
    ) -> Result<(), OperationError> {
        let organisation = session.acting()?;
        self.require_publish(session, organisation).await?;
        let tx = self.begin_decision().await?;
        let post = self
            .readable(&Db::from(&tx), &Caller::SignedIn(session.clone()), post)
            .await?;
        if gesture == Gesture::Boost && post.visibility != posts::Visibility::Public {
            return Err(refused!("boost-only-public", "only public posts can be boosted"));
        }
        let actor = self.require_urls()?.organisation(organisation);
        let before = interactions::activity_of(&Db::from(&tx), gesture, &post.object, &actor).await?;
        if before.is_some() == done {
            return Ok(());
        }
        let (_, named) = self.mention(&post.author).await?;
        let keys = match gesture {
            Gesture::Like => Vec::new(),
            Gesture::Boost => vec![AudienceKey::Followers(organisation.into())],
        };
        let addressees = match gesture {
            Gesture::Like => Addressees::named(std::slice::from_ref(&post.author)),
            Gesture::Boost => Addressees::of(
                Visibility::Public,
                &format!("{actor}/followers"),
                std::slice::from_ref(&post.author),
            ),
        };
        let kind = if gesture == Gesture::Like { "Like" } else { "Announce" };
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: if done { kind } else { "Undo" },
            object: post.object.clone(),
            order: OrderKey::Object(format!("{actor} {kind} {}", post.object)),
            audience: Audience { keys, named },
        };
        let undone = json!({"id": before, "type": kind, "actor": actor, "object": post.object});
        let object = post.object.clone();
        if !done {
            interactions::remove(&tx, gesture, &post.object, &actor).await?;
        }
        // The log before the outbox, as everywhere: two orders of locks would wait for each other.
        self.note(
            &tx,
            &Who::Person(session),
            &format!("post.{}", gesture.as_str()),
            &post.object,
        )
        .await?;
        let id = self
            .send(&tx, outgoing, &addressees, |header| match (done, gesture) {
                (false, _) => activity::undo(header, &undone),
                (true, Gesture::Like) => activity::like(header, &object),
                (true, Gesture::Boost) => activity::announce(header, &object),
            })
            .await?;
        if done {
            interactions::add(&tx, gesture, &post.object, &actor, &id, self.now()).await?;
        }
        self.commit_and_wake(tx).await
    }

    /// Deletes a note of ours.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn delete_note(&self, session: &Session, post: PostId) -> Result<(), OperationError> {
        self.delete_own(session, post, Kind::Note, "note.delete").await
    }

    pub(crate) async fn delete_own(
        &self,
        session: &Session,
        id: PostId,
        kind: Kind,
        action: &str,
    ) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let (post, organisation) = self.own_post(&Db::from(&tx), id, kind).await.map_err(|_| NOT_FOUND)?;
        self.require_publish(session, organisation).await?;
        let now = self.now();
        let gone = to_bytes(&tombstone::document(&post.object, "Note", now));
        posts::withdraw(&tx, post.id, None, &gone, now).await?;
        self.note(&tx, &Who::Person(session), action, &post.object).await?;
        let (mut mention, mut named) = (None, Vec::new());
        if let Some(answered) = &post.in_reply_to
            && let Some(answered) = posts::by_object(&Db::from(&tx), answered).await?
        {
            (mention, named) = self.mention(&answered.author).await?;
        }
        let mut keys = vec![AudienceKey::Holders(post.object.clone())];
        if post.visibility != posts::Visibility::Named {
            keys.push(AudienceKey::Followers(organisation.into()));
        }
        let networks = match (kind, post.visibility) {
            (Kind::Report, posts::Visibility::Public) => {
                self.networks_to_post_into(&Db::from(&tx), organisation).await?
            }
            _ => Vec::new(),
        };
        let outgoing = Outgoing {
            from: organisation.into(),
            kind: "Delete",
            object: post.object.clone(),
            order: OrderKey::Object(post.object.clone()),
            audience: Audience { keys, named },
        };
        // The deletion goes to those who could read the post: a private one stays private to its end.
        let mentioned: Vec<String> = mention.into_iter().map(|mention| mention.actor).collect();
        let followers = format!("{}/followers", post.author);
        let addressees = into_networks(Addressees::of(visibility_of(&post), &followers, &mentioned), &networks);
        let stone = tombstone::tombstone(&post.object, "Note", now);
        self.send_posted(&tx, outgoing, &addressees, (&post, &networks), |header| {
            activity::delete(header, stone)
        })
        .await?;
        self.commit_and_wake(tx).await
    }

    /// A post that the caller may read now; missing, foreign and private ones are one answer (RO2).
    pub(crate) async fn readable(&self, db: &Db<'_>, caller: &Caller, id: PostId) -> Result<Post, OperationError> {
        let post = posts::get(db, id).await?.ok_or(NOT_FOUND)?;
        let shown = match post.state {
            State::Visible => true,
            State::Held => self.may_moderate(caller, &post).await?,
            State::Hidden | State::Withdrawn => false,
        };
        if shown && self.may_read(caller, &post).await? {
            Ok(post)
        } else {
            Err(NOT_FOUND)
        }
    }

    /// Whether the post's audience includes the caller.
    pub(crate) async fn may_read(&self, caller: &Caller, post: &Post) -> Result<bool, OperationError> {
        if post.organisation.is_none() && !self.block_lets_see(caller, &post.author).await? {
            return Ok(false);
        }
        if matches!(post.visibility, posts::Visibility::Public | posts::Visibility::Unlisted) {
            return Ok(true);
        }
        let Some(session) = caller.session() else {
            return Ok(false);
        };
        if post.organisation.is_some_and(|id| session.may(Action::ReadDrafts(id))) {
            return Ok(true);
        }
        let Some(acting) = session.acting_for() else {
            return Ok(false);
        };
        if post.visibility == posts::Visibility::Followers {
            let follow = storage::following::find(&self.db(), acting, &post.author).await?;
            return Ok(follow.is_some_and(|follow| follow.state == domain::follow::FollowState::Active));
        }
        // Named only: those whose post it answers.
        self.may_moderate(caller, post).await
    }

    /// What a suspended author wrote is shown to nobody, what a silenced one wrote only to those who follow it.
    async fn block_lets_see(&self, caller: &Caller, author: &str) -> Result<bool, OperationError> {
        match self.severity_of(author) {
            None => Ok(true),
            Some(_) if caller.may(Action::Moderate) => Ok(true),
            Some(Severity::Suspend) => Ok(false),
            Some(Severity::Silence) => {
                let Some(acting) = caller.session().and_then(Session::acting_for) else {
                    return Ok(false);
                };
                let follow = storage::following::find(&self.db(), acting, author).await?;
                Ok(follow.is_some_and(|follow| follow.state == domain::follow::FollowState::Active))
            }
        }
    }

    /// Whether the caller publishes for the organisation whose post this one answers.
    async fn may_moderate(&self, caller: &Caller, post: &Post) -> Result<bool, OperationError> {
        let Some(answered) = &post.in_reply_to else {
            return Ok(false);
        };
        let answered = posts::by_object(&self.db(), answered).await?;
        Ok(answered
            .and_then(|post| post.organisation)
            .is_some_and(|id| caller.may(Action::Publish(id))))
    }

    /// A post with its thread.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn thread(&self, caller: &Caller, post: PostId) -> Result<ThreadView, OperationError> {
        let db = self.db();
        let post = self.readable(&db, caller, post).await?;
        let answers = match &post.in_reply_to {
            Some(object) => posts::by_object(&db, object).await?,
            None => None,
        };
        let answers = match answers {
            Some(answered) if answered.state == State::Visible && self.may_read(caller, &answered).await? => {
                Some(self.post_view(caller, answered).await?)
            }
            _ => None,
        };
        let mut replies = Vec::new();
        for reply in posts::answers(&db, &post.object).await? {
            let shown = reply.state == State::Visible || self.may_moderate(caller, &reply).await?;
            if shown && self.may_read(caller, &reply).await? {
                replies.push(self.post_view(caller, reply).await?);
            }
        }
        Ok(ThreadView {
            post: self.post_view(caller, post).await?,
            answers,
            replies,
        })
    }

    /// What answers or reports on our posts, newest first; what waits for a first look is marked.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn incoming(&self, session: &Session, after: Option<&str>) -> Result<Page<PostView>, OperationError> {
        let organisation = session.acting()?;
        session.require(Action::ReadDrafts(organisation))?;
        let caller = Caller::SignedIn(session.clone());
        self.timeline_page(&caller, &Timeline::Incoming(organisation), After::parse(after), PAGE)
            .await
    }
}

fn visibility_of(post: &Post) -> Visibility {
    match post.visibility {
        posts::Visibility::Public => Visibility::Public,
        posts::Visibility::Unlisted => Visibility::Unlisted,
        posts::Visibility::Followers => Visibility::Followers,
        posts::Visibility::Named => Visibility::Named,
    }
}
