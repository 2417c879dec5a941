//! `Follow`, its answers, `Undo` and `Block`.

use domain::{
    follow::{FollowEvent, FollowState},
    ids::{FollowId, LocalActor},
    outbox::AudienceKey,
};
use protocol::activity::Reference;
use storage::{
    Db, Tx,
    followers::{self, Follower},
    following::{self, Followed},
    inbox_seen, interactions, tombstones, waiting,
};

use super::{Effect, Incoming, forbidden};
use crate::{OperationError, Operations, audit::Who};

impl Operations {
    /// Accepted at once or queued; asked again with a new id: answered again.
    pub(super) async fn receive_follow(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
    ) -> Result<Effect, OperationError> {
        let Some((followed, handle, automatic)) = self.own_followed(object).await? else {
            return Ok(Effect::Nothing);
        };
        let before = followers::find(&Db::from(tx), followed, incoming.actor()).await?;
        let asked = FollowEvent::Asked { automatic };
        let state_before = before.as_ref().map(|follow| follow.state);
        let after = FollowState::after(state_before, asked);
        let state = after.or(state_before).unwrap_or(FollowState::Pending);
        let author = &incoming.author;
        let follow = Follower {
            id: before.as_ref().map_or_else(
                || FollowId::new(incoming.now, self.0.entropy.bytes()),
                |follow| follow.id,
            ),
            followed,
            follower: incoming.actor().to_owned(),
            peer: incoming.host().to_owned(),
            inbox: author.inbox.as_str().to_owned(),
            shared_inbox: author.shared_inbox.as_ref().map(|inbox| inbox.as_str().to_owned()),
            activity: incoming.id().to_owned(),
            state,
            since: match (&before, after) {
                (Some(before), None) => before.since,
                _ => incoming.now,
            },
        };
        self.note(tx, &Who::Other(incoming.actor()), "follower.ask", &handle)
            .await?;
        followers::put(tx, &follow).await?;
        if state == FollowState::Active {
            self.settle_follower(tx, &follow).await?;
            if let (LocalActor::Network(network), true) = (followed, author.takes_relays) {
                self.subscribe(tx, incoming.host(), &AudienceKey::Relays(network))
                    .await?;
            }
        }
        Ok(Effect::Done)
    }

    /// Whom of ours an id names: (who, handle, accepts at once). Whoever wants to follow a network does (PM6).
    async fn own_followed(&self, actor: &str) -> Result<Option<(LocalActor, String, bool)>, OperationError> {
        if let Some(own) = self.own_organisation(actor).await? {
            let automatic = !own.profile.approves_followers;
            return Ok(Some((own.id.into(), own.handle.as_str().to_owned(), automatic)));
        }
        let network = self.own_network(actor).await?;
        Ok(network.map(|own| (own.id.into(), own.content.handle.as_str().to_owned(), true)))
    }

    /// `Accept` or `Reject` of a `Follow` of ours, by the one who was asked and nobody else (I08).
    pub(super) async fn receive_answer(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        asked: &Reference,
        yes: bool,
    ) -> Result<Effect, OperationError> {
        if let Some(effect) = self.receive_join_answer(tx, incoming, asked, yes).await? {
            return Ok(effect);
        }
        if let Some(effect) = self.receive_offer_answer(tx, incoming, asked, yes).await? {
            return Ok(effect);
        }
        let follow = self.asked_follow(tx, incoming, asked).await?;
        let follow = follow
            .filter(|follow| follow.target == incoming.actor())
            .ok_or(forbidden("not-asked"))?;
        let event = if yes {
            FollowEvent::Accepted
        } else {
            FollowEvent::Rejected
        };
        let Some(state) = FollowState::after(Some(follow.state), event) else {
            return Ok(Effect::Nothing);
        };
        following::set_state(tx, follow.id, state).await?;
        Ok(Effect::Done)
    }

    /// The follow of ours that an answer is about: by the id of our activity, else by who asked.
    async fn asked_follow(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        asked: &Reference,
    ) -> Result<Option<Followed>, OperationError> {
        let db = Db::from(tx);
        if let Some(id) = &asked.id
            && let Some(follow) = following::by_activity(&db, id.as_str()).await?
        {
            return Ok(Some(follow));
        }
        // A follow that was asked for again has a new id; the answer may name the one before.
        let Some(asker) = &asked.actor else { return Ok(None) };
        match self.own_organisation(asker.as_str()).await? {
            Some(own) => Ok(following::find(&db, own.id, incoming.actor()).await?),
            None => Ok(None),
        }
    }

    /// Takes back what the same actor did (I07). What is not known is remembered, so that it has no effect later (I06).
    pub(super) async fn receive_undo(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        undone: &Reference,
    ) -> Result<Effect, OperationError> {
        let actor = incoming.actor();
        if let Some(id) = &undone.id {
            self.require_own(tx, actor, id.as_str()).await?;
        }
        if let Some(follow) = self.follower_of(tx, actor, undone).await? {
            return self.end_follower(tx, &follow, FollowEvent::Undone).await;
        }
        if undone.kind.as_deref() == Some("Accept") {
            return self.undo_accept(tx, incoming, undone).await;
        }
        if let Some(object) = self.undo_gesture(tx, actor, undone).await? {
            // Networks of ours pass on what their members take back there (PG3).
            let addressees = &incoming.activity.audience;
            self.announce_received(tx, addressees, ("Undo", &object), &incoming.author, incoming.bytes)
                .await?;
            return Ok(Effect::Done);
        }
        let Some(id) = &undone.id else {
            return Ok(Effect::Nothing);
        };
        waiting::drop_one(tx, id.as_str(), actor).await?;
        tombstones::put(tx, id.as_str(), actor, incoming.now).await?;
        Ok(Effect::Nothing)
    }

    /// The activity with this id, where it is known, is one of this actor.
    async fn require_own(&self, tx: &Tx, actor: &str, activity: &str) -> Result<(), OperationError> {
        let db = Db::from(tx);
        let seen = inbox_seen::find(&db, activity).await?.map(|(actor, _, _)| actor);
        let gesture = interactions::actor_of(&db, activity).await?;
        let follower = followers::by_activity(&db, activity)
            .await?
            .map(|follow| follow.follower);
        let by_another = [seen, gesture, follower].into_iter().flatten().any(|by| by != actor);
        if by_another {
            Err(forbidden("not-owner"))
        } else {
            Ok(())
        }
    }

    async fn follower_of(&self, tx: &Tx, actor: &str, undone: &Reference) -> Result<Option<Follower>, OperationError> {
        let db = Db::from(tx);
        if let Some(id) = &undone.id
            && let Some(follow) = followers::by_activity(&db, id.as_str()).await?
        {
            return Ok(Some(follow));
        }
        if undone.kind.as_deref() != Some("Follow") {
            return Ok(None);
        }
        let Some(object) = &undone.object else { return Ok(None) };
        match self.own_followed(object.as_str()).await? {
            Some((own, ..)) => Ok(followers::find(&db, own, actor).await?),
            None => Ok(None),
        }
    }

    pub(super) async fn end_follower(
        &self,
        tx: &Tx,
        follow: &Follower,
        event: FollowEvent,
    ) -> Result<Effect, OperationError> {
        let Some(state) = FollowState::after(Some(follow.state), event) else {
            return Ok(Effect::Nothing);
        };
        followers::set_state(tx, follow.id, state).await?;
        self.end_subscription(tx, follow).await?;
        Ok(Effect::Done)
    }

    /// An acceptance that is taken back is a refusal.
    async fn undo_accept(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        undone: &Reference,
    ) -> Result<Effect, OperationError> {
        let accepted = Reference {
            id: undone.object.clone(),
            ..Reference::default()
        };
        match self.receive_answer(tx, incoming, &accepted, false).await {
            Err(OperationError::Protocol(_)) => Ok(Effect::Nothing),
            other => other,
        }
    }

    /// Ends follows both ways; the owner finds it in the audit log.
    pub(super) async fn receive_block(
        &self,
        tx: &Tx,
        incoming: &Incoming<'_>,
        object: &str,
    ) -> Result<Effect, OperationError> {
        if let Some(network) = self.own_network_id(object)
            && let Some(follow) = followers::find(&Db::from(tx), network, incoming.actor()).await?
        {
            return self.end_follower(tx, &follow, FollowEvent::Undone).await;
        }
        let Some(organisation) = self.own_organisation(object).await? else {
            return Ok(Effect::Nothing);
        };
        self.note(
            tx,
            &Who::Other(incoming.host()),
            "organisation.blocked_by",
            incoming.actor(),
        )
        .await?;
        if let Some(follow) = following::find(&Db::from(tx), organisation.id, incoming.actor()).await? {
            following::set_state(tx, follow.id, FollowState::Ended).await?;
        }
        if let Some(follow) = followers::find(&Db::from(tx), organisation.id, incoming.actor()).await? {
            self.end_follower(tx, &follow, FollowEvent::Undone).await?;
        }
        Ok(Effect::Done)
    }
}
