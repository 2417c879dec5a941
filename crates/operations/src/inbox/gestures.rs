//! `Like`, `Announce`, `Undo`, `Flag`, and changes of collections.

use domain::ids::FlagId;
use evidence::origin::Id;
use protocol::activity::Reference;
use storage::{
    Db, Tx, collection_items, flags, inbox_seen,
    interactions::{self, Gesture},
    posts::{self, State, Visibility},
};

use super::{Arrival, NOT_OWNER, Receipt};
use crate::{OperationError, Operations, audit::Who};

impl Operations {
    /// Likes of objects of ours are counted.
    pub(super) async fn take_like(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        object: &Id,
    ) -> Result<Receipt, OperationError> {
        let post = posts::by_object(&Db::from(tx), object.as_str()).await?;
        let Some(post) = post.filter(|post| post.organisation.is_some() && post.state == State::Visible) else {
            return Ok(Receipt::Ignored);
        };
        self.count_gesture(tx, arrival, Gesture::Like, &post).await
    }

    /// A boost of a public post that we have, or that came with it and whose booster somebody here follows.
    pub(super) async fn take_announce(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        object: &Id,
    ) -> Result<Receipt, OperationError> {
        let db = Db::from(tx);
        if let Some((id, bytes, author)) = &arrival.known.object
            && id == object.as_str()
            && posts::by_object(&db, id).await?.is_none()
        {
            self.store_object(tx, bytes, author).await?;
        }
        let post = posts::by_object(&db, object.as_str()).await?;
        let public = post.filter(|post| post.visibility == Visibility::Public && post.state == State::Visible);
        let Some(post) = public else {
            return Ok(Receipt::Ignored);
        };
        self.count_gesture(tx, arrival, Gesture::Boost, &post).await
    }

    async fn count_gesture(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        gesture: Gesture,
        post: &posts::Post,
    ) -> Result<Receipt, OperationError> {
        let (actor, activity) = (&arrival.activity.actor, &arrival.activity.id);
        let added = interactions::add(tx, gesture, &post.object, actor.as_str(), activity.as_str(), self.now()).await?;
        if post.organisation.is_some() {
            self.subscribe_holder(tx, actor.host(), &post.object).await?;
        }
        Ok(if added { Receipt::Applied } else { Receipt::Ignored })
    }

    /// Takes back a follow, like or boost of the same actor; what is not here yet is remembered.
    pub(super) async fn take_undo(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        reference: &Reference,
    ) -> Result<Receipt, OperationError> {
        let db = Db::from(tx);
        let actor = arrival.activity.actor.as_str();
        if let Some(id) = &reference.id
            && let Some((author, _, _)) = inbox_seen::find(&db, id.as_str()).await?
            && author != actor
        {
            return Err(NOT_OWNER.into());
        }
        let kind = reference.kind.as_deref().unwrap_or_default();
        if matches!(kind, "" | "Follow") && self.end_follower(tx, actor, reference).await? {
            return Ok(Receipt::Applied);
        }
        if let Some(id) = &reference.id
            && interactions::remove_by_activity(tx, id.as_str(), actor).await? > 0
        {
            return Ok(Receipt::Applied);
        }
        let gesture = match kind {
            "Like" | "EmojiReact" => Some(Gesture::Like),
            "Announce" => Some(Gesture::Boost),
            _ => None,
        };
        if let (Some(gesture), Some(object)) = (gesture, &reference.object)
            && interactions::remove(tx, gesture, object.as_str(), actor)
                .await?
                .is_some()
        {
            return Ok(Receipt::Applied);
        }
        match &reference.id {
            Some(id) => self.wait_for(tx, arrival, id.as_str()).await,
            None => Ok(Receipt::Ignored),
        }
    }

    /// A report to our moderators.
    pub(super) async fn take_flag(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        objects: &[Id],
        comment: &str,
    ) -> Result<Receipt, OperationError> {
        let about: Vec<String> = objects
            .iter()
            .filter(|id| self.is_ours(id))
            .map(|id| id.as_str().to_owned())
            .take(50)
            .collect();
        if about.is_empty() {
            return Ok(Receipt::Ignored);
        }
        let now = self.now();
        let actor = arrival.activity.actor.as_str();
        let flag = flags::Flag {
            id: FlagId::new(now, self.0.entropy.bytes()),
            activity: arrival.activity.id.as_str().to_owned(),
            actor: actor.to_owned(),
            about,
            content: comment.to_owned(),
            at: now,
            resolved_at: None,
        };
        flags::put(tx, &flag).await?;
        self.note(tx, &Who::Other(actor), "flag.receive", &flag.id.to_string())
            .await?;
        Ok(Receipt::Applied)
    }

    /// Only the owner's own featured collection is of interest; another's is refused when the activity is read.
    pub(super) async fn take_collection_change(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        object: &Id,
        target: &Id,
        added: bool,
    ) -> Result<Receipt, OperationError> {
        let featured = arrival
            .known
            .author
            .as_ref()
            .and_then(|author| author.featured.as_ref());
        if featured != Some(target) {
            return Err(NOT_OWNER.into());
        }
        if added {
            let owner = arrival.activity.actor.as_str();
            collection_items::add(tx, target.as_str(), object.as_str(), owner, self.now()).await?;
        } else {
            collection_items::remove(tx, target.as_str(), object.as_str()).await?;
        }
        Ok(Receipt::Applied)
    }
}
