//! `Follow`, its answers, `Undo` of it, `Block` and `Move`.

use domain::{
    follow::{FollowEvent, FollowState},
    ids::FollowId,
};
use evidence::origin::Id;
use protocol::{activity::Reference, refusal::Refusal};
use storage::{
    Db, Tx,
    followers::{self, Follower},
    following::{self, Followed},
    remote_actors,
};

use super::{Arrival, NOT_ASKED, Receipt};
use crate::{OperationError, Operations, audit::Who};

impl Operations {
    /// Accepted at once, or waits for a person; asked again with another id, it is answered again.
    pub(super) async fn take_follow(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        object: &Id,
    ) -> Result<Receipt, OperationError> {
        let Some(organisation) = self.own_organisation(object.as_str()).await? else {
            return Ok(Receipt::Ignored);
        };
        let actor = arrival.activity.actor.as_str();
        let author = arrival
            .known
            .author
            .as_ref()
            .ok_or(Refusal::new(503, "actor-unreachable"))?;
        let before = followers::find(&Db::from(tx), organisation.id, actor).await?;
        let asked = FollowEvent::Asked {
            automatic: !organisation.profile.approves_followers,
        };
        let state = before.as_ref().map(|before| before.state);
        let next = FollowState::after(state, asked)
            .or(state)
            .unwrap_or(FollowState::Pending);
        let now = self.now();
        let follower = Follower {
            id: before
                .as_ref()
                .map_or_else(|| FollowId::new(now, self.0.entropy.bytes()), |before| before.id),
            organisation: organisation.id,
            follower: actor.to_owned(),
            peer: arrival.activity.actor.host().to_owned(),
            inbox: author.inbox.as_str().to_owned(),
            shared_inbox: author.shared_inbox.as_ref().map(|inbox| inbox.as_str().to_owned()),
            activity: arrival.activity.id.as_str().to_owned(),
            state: next,
            since: before.as_ref().map_or(now, |before| before.since),
        };
        self.set_follower(tx, &follower).await?;
        self.note(tx, &Who::Other(actor), "follower.ask", organisation.handle.as_str())
            .await?;
        if next == FollowState::Active {
            self.send_answer(tx, &follower).await?;
        }
        Ok(Receipt::Applied)
    }

    /// Only the one whom we asked may answer (ID6).
    pub(super) async fn take_follow_answer(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        reference: &Reference,
        accepted: bool,
    ) -> Result<Receipt, OperationError> {
        let actor = arrival.activity.actor.as_str();
        let follow = self
            .asked_follow(&Db::from(tx), actor, reference)
            .await?
            .ok_or(NOT_ASKED)?;
        if follow.target != actor {
            return Err(NOT_ASKED.into());
        }
        let event = if accepted {
            FollowEvent::Accepted
        } else {
            FollowEvent::Rejected
        };
        let Some(next) = FollowState::after(Some(follow.state), event) else {
            return Ok(Receipt::Ignored);
        };
        following::set_state(tx, follow.id, next).await?;
        Ok(Receipt::Applied)
    }

    async fn asked_follow(
        &self,
        db: &Db<'_>,
        actor: &str,
        reference: &Reference,
    ) -> Result<Option<Followed>, OperationError> {
        if let Some(id) = &reference.id
            && let Some(follow) = following::by_activity(db, id.as_str()).await?
        {
            return Ok(Some(follow));
        }
        // Old software embeds the follow without its id: then actor and object must be ours and theirs.
        let Some(ours) = &reference.actor else { return Ok(None) };
        let Some(organisation) = self.own_organisation(ours.as_str()).await? else {
            return Ok(None);
        };
        Ok(following::find(db, organisation.id, actor).await?)
    }

    /// Ends a follower's follow; false when there is none.
    pub(super) async fn end_follower(
        &self,
        tx: &Tx,
        actor: &str,
        reference: &Reference,
    ) -> Result<bool, OperationError> {
        let all = followers::of_actor(&Db::from(tx), actor).await?;
        let mut named = Vec::new();
        for follower in all {
            let by_id = reference.id.as_ref().is_some_and(|id| id.as_str() == follower.activity);
            let by_object = match &reference.object {
                Some(object) => self
                    .own_organisation(object.as_str())
                    .await?
                    .is_some_and(|own| own.id == follower.organisation),
                None => false,
            };
            if by_id || by_object {
                named.push(follower);
            }
        }
        let found = !named.is_empty();
        for follower in named {
            self.end_one_follower(tx, follower).await?;
        }
        Ok(found)
    }

    async fn end_one_follower(&self, tx: &Tx, mut follower: Follower) -> Result<(), OperationError> {
        if let Some(next) = FollowState::after(Some(follower.state), FollowEvent::Undone) {
            follower.state = next;
            self.set_follower(tx, &follower).await?;
        }
        Ok(())
    }

    /// Ends follows in both directions.
    pub(super) async fn take_block(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        object: &Id,
    ) -> Result<Receipt, OperationError> {
        let Some(organisation) = self.own_organisation(object.as_str()).await? else {
            return Ok(Receipt::Ignored);
        };
        let actor = arrival.activity.actor.as_str();
        if let Some(follower) = followers::find(&Db::from(tx), organisation.id, actor).await? {
            self.end_one_follower(tx, follower).await?;
        }
        if let Some(follow) = following::find(&Db::from(tx), organisation.id, actor).await? {
            following::set_state(tx, follow.id, FollowState::Refused).await?;
        }
        self.note(tx, &Who::Other(actor), "actor.blocks", organisation.handle.as_str())
            .await?;
        Ok(Receipt::Applied)
    }

    /// All follows of an actor that is gone, in both directions.
    pub(super) async fn end_all_follows(&self, tx: &Tx, actor: &str) -> Result<(), OperationError> {
        for follower in followers::of_actor(&Db::from(tx), actor).await? {
            self.end_one_follower(tx, follower).await?;
        }
        for follow in following::of_target(&Db::from(tx), actor).await? {
            following::set_state(tx, follow.id, FollowState::Refused).await?;
        }
        Ok(())
    }

    /// Our followers of the old actor ask to follow the new one, if that one names the old one.
    pub(super) async fn take_move(
        &self,
        tx: &Tx,
        arrival: &Arrival<'_>,
        target: &Id,
    ) -> Result<Receipt, OperationError> {
        let actor = arrival.activity.actor.as_str();
        let moved_to = arrival.known.target.as_ref().filter(|to| to.id == *target);
        let names_it = moved_to.filter(|to| to.also_known_as.iter().any(|old| old == actor));
        let moved_to = names_it.ok_or(Refusal::new(403, "target-mismatch"))?;
        remote_actors::moved(tx, actor, target.as_str()).await?;
        for follow in following::of_target(&Db::from(tx), actor).await? {
            let wanted = matches!(follow.state, FollowState::Active | FollowState::Pending);
            following::set_state(tx, follow.id, FollowState::Ended).await?;
            let known = following::find(&Db::from(tx), follow.organisation, target.as_str()).await?;
            if wanted && known.is_none_or(|known| known.state != FollowState::Active) {
                self.ask_to_follow(tx, follow.organisation, moved_to, false).await?;
            }
        }
        Ok(Receipt::Applied)
    }
}
