//! `Delete`: of a post by its author, or of an actor by itself. A tombstone wins over anything that comes later.

use evidence::origin::Id;
use protocol::tombstone;
use storage::{
    Db, Tx, interactions,
    posts::{self, State},
    remote_actors, tombstones,
};

use super::{Arrival, NOT_OWNER, Receipt};
use crate::{OperationError, Operations, audit::Who, identity::to_bytes};

impl Operations {
    pub(super) async fn take_delete(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        object: &Id,
    ) -> Result<Receipt, OperationError> {
        let actor = &arrival.activity.actor;
        if object == actor {
            return self.forget_actor(tx, actor).await;
        }
        let now = self.now();
        match posts::by_object(&Db::from(tx), object.as_str()).await? {
            Some(post) if post.author != actor.as_str() => Err(NOT_OWNER.into()),
            Some(post) if post.state == State::Withdrawn => Ok(Receipt::Ignored),
            Some(post) => {
                let gone = to_bytes(&tombstone::document(&post.object, "Object", now));
                posts::withdraw(tx, post.id, None, &gone, now).await?;
                tombstones::put(tx, object.as_str(), actor.as_str(), now).await?;
                Ok(Receipt::Applied)
            }
            // On its own server an actor may remove what we never saw.
            None if evidence::origin::same_origin(object, actor) => {
                tombstones::put(tx, object.as_str(), actor.as_str(), now).await?;
                Ok(Receipt::Applied)
            }
            None => Err(NOT_OWNER.into()),
        }
    }

    async fn forget_actor(&self, tx: &Tx, actor: &Id) -> Result<Receipt, OperationError> {
        let id = actor.as_str();
        self.end_all_follows(tx, id).await?;
        interactions::remove_by_actor(tx, id).await?;
        let now = self.now();
        for post in posts::of_author(&Db::from(tx), id).await? {
            let gone = to_bytes(&tombstone::document(&post.object, "Object", now));
            posts::withdraw(tx, post.id, None, &gone, now).await?;
        }
        remote_actors::forget(tx, id).await?;
        self.note(tx, &Who::Other(actor.host()), "actor.gone", id).await?;
        Ok(Receipt::Applied)
    }
}
