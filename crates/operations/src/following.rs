//! Whom our organisations follow.

use domain::{
    follow::{FollowEvent, FollowState},
    ids::{FollowId, OrganisationId},
    outbox::{Audience, NamedRecipient, OrderKey},
    permissions::Action,
};
use protocol::{activity, actor::RemoteActor, audience::Audience as Addressees};
use serde_json::json;
use storage::{
    Db, Tx,
    following::{self, Followed},
};

use crate::{OperationError, Operations, Session, audit::Who, publishing::Outgoing, view::FollowView};

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the follow" };

impl Operations {
    /// Asks to follow an actor (looked up before); pending until it accepts. Organisations of this node are followed
    /// by the same call, at once and without the network.
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
        if self.is_suspended(actor.id.host(), actor.id.as_str()) {
            return Err(OperationError::Refused(format!(
                "{} is blocked on this node",
                actor.id.host()
            )));
        }
        let urls = self.require_urls()?;
        if actor.id.as_str() == urls.organisation(organisation) {
            return Err(OperationError::Refused(
                "an organisation cannot follow itself".to_owned(),
            ));
        }
        let ours = self.own_organisation(actor.id.as_str()).await?.is_some();
        let tx = self.begin().await?;
        let before = following::find(&Db::from(&tx), organisation, actor.id.as_str()).await?;
        if let Some(follow) = before.as_ref().filter(|follow| follow.state == FollowState::Active) {
            return self.followed_view(follow.clone()).await;
        }
        let follow = self.ask_to_follow(&tx, organisation, actor, ours).await?;
        self.note(&tx, &Who::Person(session), "follow.ask", actor.id.as_str())
            .await?;
        self.commit_and_wake(tx).await?;
        self.followed_view(follow).await
    }

    /// Stores the follow and sends it.
    pub(crate) async fn ask_to_follow(
        &self,
        tx: &Tx,
        organisation: OrganisationId,
        actor: &RemoteActor,
        ours: bool,
    ) -> Result<Followed, OperationError> {
        let urls = self.require_urls()?;
        let now = self.now();
        let mut follow = Followed {
            id: FollowId::new(now, self.0.entropy.bytes()),
            organisation,
            target: actor.id.as_str().to_owned(),
            peer: actor.id.host().to_owned(),
            activity: String::new(),
            state: FollowState::after(None, FollowEvent::Asked { automatic: ours }).unwrap_or(FollowState::Pending),
            since: now,
        };
        if ours {
            follow.activity = urls.follow(follow.id);
        } else {
            let named = vec![NamedRecipient {
                actor: follow.target.clone(),
                inbox: actor.inbox.as_str().to_owned(),
            }];
            let outgoing = Outgoing {
                organisation,
                kind: "Follow",
                object: follow.target.clone(),
                order: OrderKey::Object(order_of(&urls.organisation(organisation), &follow.target)),
                audience: Audience {
                    keys: Vec::new(),
                    named,
                },
            };
            let addressees = Addressees::named(std::slice::from_ref(&follow.target));
            let target = follow.target.clone();
            follow.activity = self
                .send(tx, outgoing, &addressees, |header| activity::follow(header, &target))
                .await?;
        }
        following::put(tx, &follow).await?;
        Ok(follow)
    }

    /// Ends a follow.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn unfollow(&self, session: &Session, follow: FollowId) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        let found = following::get(&Db::from(&tx), follow).await?.ok_or(NOT_FOUND)?;
        session.require(Action::ManageFollows(found.organisation))?;
        let Some(next) = FollowState::after(Some(found.state), FollowEvent::Undone) else {
            return Ok(());
        };
        following::set_state(&tx, follow, next).await?;
        let urls = self.require_urls()?;
        let actor = urls.organisation(found.organisation);
        let (_, named) = self.mention(&found.target).await?;
        if !named.is_empty() {
            let outgoing = Outgoing {
                organisation: found.organisation,
                kind: "Undo",
                object: found.target.clone(),
                order: OrderKey::Object(order_of(&actor, &found.target)),
                audience: Audience {
                    keys: Vec::new(),
                    named,
                },
            };
            let undone = json!({"id": found.activity, "type": "Follow", "actor": actor, "object": found.target});
            let addressees = Addressees::named(std::slice::from_ref(&found.target));
            self.send(&tx, outgoing, &addressees, |header| activity::undo(header, &undone))
                .await?;
        }
        self.note(&tx, &Who::Person(session), "follow.end", &found.target)
            .await?;
        self.commit_and_wake(tx).await
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
        let actor = self.actor_card(&follow.target).await?;
        Ok(FollowView {
            id: follow.id,
            actor,
            state: follow.state,
            since: follow.since,
        })
    }
}

/// A follow and its end may not overtake each other.
fn order_of(follower: &str, followed: &str) -> String {
    format!("{follower} follow {followed}")
}
