//! Whom our organisations follow.

use domain::{
    follow::{FollowEvent, FollowState},
    ids::{FollowId, OrganisationId},
    organisation::Organisation,
    outbox::{Audience, AudienceKey, NamedRecipient, OrderKey, Seq},
    permissions::Action,
};
use protocol::{activity, actor::RemoteActor, audience::Audience as Addressees};
use serde_json::{Value, json};
use storage::{
    Db, Tx,
    followers::{self, Follower},
    following::{self, Followed},
    outbox, remote_actors, subscriptions,
};

use crate::{OperationError, Operations, Session, audit::Who, publishing::Outgoing, view::FollowView};

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the follow" };

/// The other side of a follow of ours.
pub(crate) struct Target<'a> {
    pub(crate) id: &'a str,
    pub(crate) host: &'a str,
    pub(crate) inbox: &'a str,
}

impl<'a> From<&'a RemoteActor> for Target<'a> {
    fn from(actor: &'a RemoteActor) -> Self {
        Self {
            id: actor.id.as_str(),
            host: actor.id.host(),
            inbox: actor.inbox.as_str(),
        }
    }
}

impl Operations {
    /// Asks to follow an actor (looked up before); pending until it accepts. Organisations of this node are followed
    /// by the same call, without the network.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::Refused`] for a blocked one or oneself.
    pub async fn follow(
        &self,
        session: &Session,
        organisation: OrganisationId,
        actor: &RemoteActor,
    ) -> Result<FollowView, OperationError> {
        session.require(Action::ManageFollows(organisation))?;
        let target = Target::from(actor);
        if self.is_suspended(target.host, target.id) {
            return Err(refused!(
                "blocked-here",
                "{host} is blocked on this node; a moderator can lift the block",
                host = target.host
            ));
        }
        if target.id == self.require_urls()?.organisation(organisation) {
            return Err(refused!("cannot-follow-itself", "an organisation cannot follow itself"));
        }
        let own = self.own_organisation(target.id).await?;
        let tx = self.begin().await?;
        self.note(&tx, &Who::Person(session), "follow.ask", target.id).await?;
        let follow = match own {
            Some(followed) => self.follow_own(&tx, organisation, &followed, target.id).await?,
            None => self.ask_to_follow(&tx, organisation, &target).await?,
        };
        self.commit_and_wake(tx).await?;
        self.followed_view(follow).await
    }

    /// Stores and sends a `Follow`; nothing changes where one is pending or active.
    pub(crate) async fn ask_to_follow(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        target: &Target<'_>,
    ) -> Result<Followed, OperationError> {
        let before = following::find(&Db::from(tx), organisation, target.id).await?;
        let asked = FollowEvent::Asked { automatic: false };
        let after = FollowState::after(before.as_ref().map(|follow| follow.state), asked);
        let state = match (before, after) {
            (Some(before), None) => return Ok(before),
            (_, after) => after.unwrap_or(FollowState::Pending),
        };
        let outgoing = self.about_follow("Follow", organisation, target)?;
        let addressees = Addressees::named(&[target.id.to_owned()]);
        let activity = self
            .send(tx, outgoing, &addressees, |header| activity::follow(header, target.id))
            .await?;
        self.acquaint(tx, target.host).await?;
        let follow = self.new_follow(organisation, target, activity, state);
        following::put(tx, &follow).await?;
        Ok(follow)
    }

    fn new_follow(
        &self,
        organisation: OrganisationId,
        target: &Target<'_>,
        activity: String,
        state: FollowState,
    ) -> Followed {
        let since = self.now();
        Followed {
            id: FollowId::new(since, self.0.entropy.bytes()),
            organisation,
            target: target.id.to_owned(),
            peer: target.host.to_owned(),
            activity,
            state,
            since,
        }
    }

    /// Between two organisations of this node nothing is sent.
    pub(crate) async fn follow_own(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        followed: &Organisation,
        target: &str,
    ) -> Result<Followed, OperationError> {
        let urls = self.require_urls()?;
        let before = following::find(&Db::from(tx), organisation, target).await?;
        let asked = FollowEvent::Asked {
            automatic: !followed.profile.approves_followers,
        };
        let after = FollowState::after(before.as_ref().map(|follow| follow.state), asked);
        let state = match (before, after) {
            (Some(before), None) => return Ok(before),
            (_, after) => after.unwrap_or(FollowState::Pending),
        };
        let inbox = format!("{target}/inbox");
        let target = Target {
            id: target,
            host: urls.host(),
            inbox: &inbox,
        };
        let mut follow = self.new_follow(organisation, &target, String::new(), state);
        follow.activity = urls.follow(follow.id);
        following::put(tx, &follow).await?;
        let follower = urls.organisation(organisation);
        let row = Follower {
            id: follow.id,
            followed: followed.id.into(),
            inbox: format!("{follower}/inbox"),
            follower,
            peer: follow.peer.clone(),
            shared_inbox: None,
            activity: follow.activity.clone(),
            state,
            since: follow.since,
        };
        followers::put(tx, &row).await?;
        Ok(follow)
    }

    /// Ends a follow.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn unfollow(&self, session: &Session, follow: FollowId) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        let follow = following::get(&Db::from(&tx), follow).await?.ok_or(NOT_FOUND)?;
        session.require(Action::ManageFollows(follow.organisation))?;
        self.note(&tx, &Who::Person(session), "follow.end", &follow.target)
            .await?;
        self.end_follow(&tx, &follow).await?;
        self.commit_and_wake(tx).await
    }

    /// Ends a follow and tells the other side.
    pub(crate) async fn end_follow(&self, tx: &Tx, follow: &Followed) -> Result<(), OperationError> {
        let Some(state) = FollowState::after(Some(follow.state), FollowEvent::Undone) else {
            // Refused ones only disappear from the list.
            following::set_state(tx, follow.id, FollowState::Ended).await?;
            return Ok(());
        };
        following::set_state(tx, follow.id, state).await?;
        let actor = self.require_urls()?.organisation(follow.organisation);
        if let Some(followed) = self.own_organisation(&follow.target).await? {
            if let Some(row) = followers::find(&Db::from(tx), followed.id, &actor).await? {
                followers::set_state(tx, row.id, state).await?;
            }
            return Ok(());
        }
        let Some(stored) = remote_actors::get(&Db::from(tx), &follow.target).await? else {
            return Ok(());
        };
        let target = Target {
            id: &follow.target,
            host: &follow.peer,
            inbox: &stored.inbox,
        };
        let outgoing = self.about_follow("Undo", follow.organisation, &target)?;
        let undone = essence(&follow.activity, &actor, &follow.target);
        let addressees = Addressees::named(std::slice::from_ref(&follow.target));
        self.send(tx, outgoing, &addressees, |header| activity::undo(header, &undone))
            .await?;
        Ok(())
    }

    fn about_follow(
        &self,
        kind: &'static str,
        organisation: OrganisationId,
        target: &Target<'_>,
    ) -> Result<Outgoing, OperationError> {
        let actor = self.require_urls()?.organisation(organisation);
        Ok(Outgoing {
            from: organisation.into(),
            kind,
            object: target.id.to_owned(),
            order: OrderKey::Object(format!("{actor} Follow {}", target.id)),
            audience: Audience {
                keys: Vec::new(),
                named: vec![NamedRecipient {
                    actor: target.id.to_owned(),
                    inbox: target.inbox.to_owned(),
                }],
            },
        })
    }

    /// Whom an organisation follows, or asked to.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn following(
        &self,
        session: &Session,
        organisation: OrganisationId,
    ) -> Result<Vec<FollowView>, OperationError> {
        session.require(Action::ReadDrafts(organisation))?;
        let mut views = Vec::new();
        for follow in following::list(&self.db(), organisation).await? {
            views.push(self.followed_view(follow).await?);
        }
        Ok(views)
    }

    async fn followed_view(&self, follow: Followed) -> Result<FollowView, OperationError> {
        Ok(FollowView {
            id: follow.id,
            actor: self.actor_card(&follow.target).await?,
            state: follow.state,
            since: follow.since,
        })
    }

    /// A host knows an actor of ours from now on: it gets changes of actors too. Call it last: it holds the lock on
    /// the outbox's head.
    pub(crate) async fn acquaint(&self, tx: &Tx, host: &str) -> Result<(), OperationError> {
        self.subscribe(tx, host, &AudienceKey::Acquaintances).await
    }

    /// A host gets what is published for a key from now on.
    pub(crate) async fn subscribe(&self, tx: &Tx, host: &str, key: &AudienceKey) -> Result<(), OperationError> {
        // With one writer nobody can end it before this transaction does.
        if self.0.store.is_sqlite() && subscriptions::is_open(&Db::from(tx), host, key).await? {
            return Ok(());
        }
        storage::peers::ensure(tx, host).await?;
        let head = outbox::head_for_update(tx).await?;
        Ok(subscriptions::begin(tx, host, key, Seq(head.0 + 1)).await?)
    }
}

/// A `Follow` as far as its answers repeat it.
pub(crate) fn essence(activity: &str, actor: &str, object: &str) -> Value {
    json!({"id": activity, "type": "Follow", "actor": actor, "object": object})
}
