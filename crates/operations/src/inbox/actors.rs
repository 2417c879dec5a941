//! What actors say about themselves: a new profile, a move, an end; and their collections.

use domain::follow::{FollowEvent, FollowState};
use protocol::actor::{ListedKey, RemoteActor};
use serde_json::Value;
use storage::{
    Db, Tx, collection_items, followers, following, interactions,
    posts::{self, Kind, Post},
    remote_actors, tombstones,
};

use super::{Effect, Incoming, forbidden, posts::object_bytes};
use crate::{OperationError, Operations, audit::Who, following::Target};

impl Operations {
    /// The actor's own document, signed by a key that we had.
    pub(super) async fn update_actor(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        actor: &RemoteActor,
    ) -> Result<Effect, OperationError> {
        if actor.id.as_str() != incoming.actor() {
            return Err(forbidden("not-owner"));
        }
        let Some(bytes) = object_bytes(incoming.bytes) else {
            return Ok(Effect::Nothing);
        };
        self.move_pin(tx, incoming.bytes, actor).await?;
        let before = self.read_actor_in(tx, incoming.actor()).await?;
        self.put_actor(tx, actor, &bytes).await?;
        // A fetch may have shown the new keys before their `Update` arrived.
        if before.is_none_or(|before| before.multikeys != actor.multikeys) || vouches_for_others(incoming.bytes, actor)
        {
            self.log_keys(tx, actor.id.as_str(), incoming.bytes).await?;
            self.dispute_signed(tx, actor).await?;
        }
        Ok(Effect::Done)
    }

    /// All that the actor sent goes, and a tombstone stays.
    pub(super) async fn delete_actor(&self, tx: &Tx, incoming: &Incoming<'_>) -> Result<Effect, OperationError> {
        let actor = incoming.actor();
        self.note(tx, &Who::Other(incoming.host()), "actor.gone", actor).await?;
        for post in posts::of_author(&Db::from(tx), actor).await? {
            self.erase_post(tx, &post).await?;
        }
        interactions::remove_by_actor(tx, actor).await?;
        for follow in following::of_target(&Db::from(tx), actor).await? {
            following::set_state(tx, follow.id, FollowState::Ended).await?;
        }
        remote_actors::forget(tx, actor).await?;
        tombstones::put(tx, actor, actor, incoming.now).await?;
        for follow in followers::of_actor(&Db::from(tx), actor).await? {
            self.end_follower(tx, &follow, FollowEvent::Undone).await?;
        }
        Ok(Effect::Done)
    }

    /// Those who follow the old actor ask the new one, if that one names the old one (I20); networks of ours are asked to go
    /// on with it, and what both endorsed counts once.
    pub(super) async fn receive_move(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        target: &str,
    ) -> Result<Effect, OperationError> {
        let actor = incoming.actor();
        let follows = following::of_target(&Db::from(tx), actor).await?;
        let own = self.own_organisation(target).await?;
        let new = match &own {
            Some(_) => self.known_actor(target).await?,
            None => incoming.known.target.clone().filter(|new| new.id.as_str() == target),
        };
        let Some(new) = new else { return Ok(Effect::Nothing) };
        if !new.also_known_as.iter().any(|name| name == actor) {
            return Err(forbidden("target-mismatch"));
        }
        if self.is_suspended(new.id.host(), target) {
            return Ok(Effect::Nothing);
        }
        remote_actors::moved(tx, actor, target).await?;
        self.merge_moved(tx, actor, target).await?;
        for follow in follows.into_iter().filter(|follow| follow.state == FollowState::Active) {
            let ours = self.require_urls()?.organisation(follow.organisation);
            match &own {
                Some(_) if ours == target => {}
                Some(own) => {
                    self.follow_own(tx, follow.organisation, own, target).await?;
                }
                None => {
                    self.ask_to_follow(tx, follow.organisation, &Target::from(&new)).await?;
                }
            }
            self.end_follow(tx, &follow).await?;
        }
        self.ask_networks_to_go_on(tx, None, actor, &new, incoming.id()).await?;
        Ok(Effect::Done)
    }

    /// `Add` and `Remove`, by the owner of the collection: what it pins, and the reports on its practices.
    pub(super) async fn receive_collection(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
        target: &str,
        add: bool,
    ) -> Result<Effect, OperationError> {
        if let Some(effect) = self.receive_collected(tx, incoming, object, target, add).await? {
            return Ok(effect);
        }
        let actor = incoming.actor();
        let pinned = incoming
            .author
            .featured
            .as_ref()
            .is_some_and(|featured| featured.as_str() == target);
        let practice = self.practice_of_reports(&Db::from(tx), target, actor).await?;
        if !pinned && practice.is_none() {
            // Of its own collections only these concern us; those of others are not for it to change.
            let own = target
                .strip_prefix(actor)
                .is_some_and(|rest| rest.starts_with(['/', '#', '?']));
            return if own {
                Ok(Effect::Nothing)
            } else {
                Err(forbidden("not-owner"))
            };
        }
        if !add {
            collection_items::remove(tx, target, object).await?;
            return Ok(Effect::Done);
        }
        collection_items::add(tx, target, object, actor, incoming.now).await?;
        let fetched = incoming.known.object.as_ref().filter(|(id, _, _)| id == object);
        if let (Some(_), Some((id, bytes, author))) = (practice, fetched)
            && posts::by_object(&Db::from(tx), id).await?.is_none()
            && let Ok(Some(post)) = self.store_shown(tx, id, bytes, author).await
        {
            return Ok(Effect::Known(post.object));
        }
        Ok(Effect::Done)
    }

    /// The practice of this author whose collection of reports this is.
    pub(super) async fn practice_of_reports(
        &self,
        db: &Db<'_>,
        collection: &str,
        author: &str,
    ) -> Result<Option<Post>, OperationError> {
        // Where the practice says so itself; the address alone says nothing.
        let Some(object) = collection.strip_suffix("/replications") else {
            return Ok(None);
        };
        let post = posts::by_object(db, object).await?;
        Ok(post.filter(|post| {
            let says = serde_json::from_slice::<Value>(&post.bytes).ok();
            let named = says.as_ref().and_then(|document| document.get("bandung:replications"));
            post.kind == Kind::Practice && post.author == author && named.and_then(Value::as_str) == Some(collection)
        }))
    }
}

/// Whether the proof of an `Update` was made by a key that is on its way out, or by one that is kept elsewhere: it vouches
/// for other keys than itself (PK14, PK15).
fn vouches_for_others(update: &[u8], actor: &RemoteActor) -> bool {
    let made_by = || {
        let document: Value = serde_json::from_slice(update).ok()?;
        Some(document.get("proof")?.get("verificationMethod")?.as_str()?.to_owned())
    };
    made_by().is_some_and(|key| {
        let stays = |listed: &ListedKey| {
            let goes = listed.recovery || listed.revoked.is_some() || listed.expires.is_some();
            listed.key.id.as_str() == key && !goes
        };
        !actor.multikeys.iter().any(stays)
    })
}
