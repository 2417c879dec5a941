//! `Announce`, `Like` and their `Undo`.

use domain::outbox::AudienceKey;
use protocol::activity::Reference;
use storage::{
    Db, Tx,
    interactions::{self, Gesture},
    posts::{self, Post, State, Visibility},
};

use super::{Effect, Incoming};
use crate::{OperationError, Operations};

impl Operations {
    /// A boost of a public post that we know, or that somebody whom we follow shows us.
    pub(super) async fn receive_announce(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
    ) -> Result<Effect, OperationError> {
        let mut known_now = None;
        let mut post = posts::by_object(&Db::from(tx), object).await?;
        if post.is_none() {
            if !incoming.before.followed {
                return Ok(Effect::Nothing);
            }
            let Some((id, bytes, author)) = &incoming.known.object else {
                return Ok(Effect::Waits(object.to_owned()));
            };
            if id != object {
                return Ok(Effect::Nothing);
            }
            post = self.store_shown(tx, id, bytes, author).await?;
            known_now = post.as_ref().map(|post| post.object.clone());
        }
        let Some(post) = post.filter(is_public) else {
            return Ok(Effect::Nothing);
        };
        // What others pass on of somebody who may not write is not taken (ME3, M04).
        if post.organisation.is_none() && !self.may_be_shown(&host_of(&post.author), &post.author) {
            return Ok(Effect::Nothing);
        }
        self.gesture_on(tx, incoming, Gesture::Boost, &post).await?;
        Ok(known_now.map_or(Effect::Done, Effect::Known))
    }

    /// A like of one of our posts; all others are of no interest.
    pub(super) async fn receive_like(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
    ) -> Result<Effect, OperationError> {
        let post = posts::by_object(&Db::from(tx), object).await?;
        let ours = post.filter(|post| post.organisation.is_some() && post.state != State::Withdrawn);
        let Some(post) = ours else {
            return Ok(Effect::Nothing);
        };
        self.gesture_on(tx, incoming, Gesture::Like, &post).await?;
        Ok(Effect::Done)
    }

    async fn gesture_on(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        gesture: Gesture,
        post: &Post,
    ) -> Result<(), OperationError> {
        interactions::add(tx, gesture, &post.object, incoming.actor(), incoming.id(), incoming.now).await?;
        if post.organisation.is_some() {
            self.hold(tx, incoming.host(), &post.object).await?;
        }
        Ok(())
    }

    /// A host has something that refers to a post of ours: changes of it go there too. Call it last.
    pub(super) async fn hold(&self, tx: &Tx, host: &str, object: &str) -> Result<(), OperationError> {
        self.subscribe(tx, host, &AudienceKey::Holders(object.to_owned())).await
    }

    /// Takes a like or boost back: by the id of its activity, else by its object. Gives what it was about.
    pub(super) async fn undo_gesture(
        &self,
        tx: &Tx,
        actor: &str,
        undone: &Reference,
    ) -> Result<Option<String>, OperationError> {
        if let Some(id) = &undone.id
            && let Some(object) = interactions::remove_by_activity(tx, id.as_str(), actor).await?
        {
            return Ok(Some(object));
        }
        let gesture = match undone.kind.as_deref() {
            Some("Like" | "EmojiReact") => Gesture::Like,
            Some("Announce") => Gesture::Boost,
            _ => return Ok(None),
        };
        let Some(object) = &undone.object else { return Ok(None) };
        let removed = interactions::remove(tx, gesture, object.as_str(), actor).await?;
        Ok(removed.map(|_| object.as_str().to_owned()))
    }
}

fn host_of(actor: &str) -> String {
    let url = url::Url::parse(actor).ok();
    url.as_ref().and_then(url::Url::host_str).unwrap_or_default().to_owned()
}

fn is_public(post: &Post) -> bool {
    matches!(post.visibility, Visibility::Public | Visibility::Unlisted)
        && !matches!(post.state, State::Withdrawn | State::Hidden)
}
