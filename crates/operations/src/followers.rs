//! Who follows our organisations.

use domain::{
    follow::{FollowEvent, FollowState},
    ids::{FollowId, LocalActor, OrganisationId},
    outbox::{Audience, AudienceKey, NamedRecipient, OrderKey, Seq},
    permissions::Action,
};
use protocol::{activity, audience::Audience as Addressees};
use storage::{
    Db, Tx,
    followers::{self, Follower},
    following, outbox, subscriptions,
};

use crate::{
    OperationError, Operations, Session, audit::Who, following::essence, publishing::Outgoing, view::FollowView,
};

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the follower" };

impl Operations {
    /// Followers of an organisation, those who wait first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn followers(
        &self,
        session: &Session,
        organisation: OrganisationId,
    ) -> Result<Vec<FollowView>, OperationError> {
        session.require(Action::ReadDrafts(organisation))?;
        let mut views = Vec::new();
        for follow in followers::list(&self.db(), organisation).await? {
            views.push(FollowView {
                id: follow.id,
                actor: self.actor_card(&follow.follower).await?,
                state: follow.state,
                since: follow.since,
            });
        }
        Ok(views)
    }

    /// Accepts a follower who waits; sends `Accept`.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn accept_follower(&self, session: &Session, follow: FollowId) -> Result<(), OperationError> {
        self.answer(session, follow, FollowEvent::Accepted, "follower.accept")
            .await
    }

    /// Refuses or removes a follower; sends `Reject`.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn refuse_follower(&self, session: &Session, follow: FollowId) -> Result<(), OperationError> {
        self.answer(session, follow, FollowEvent::Rejected, "follower.refuse")
            .await
    }

    async fn answer(
        &self,
        session: &Session,
        follow: FollowId,
        event: FollowEvent,
        action: &str,
    ) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        let mut follow = followers::get(&Db::from(&tx), follow).await?.ok_or(NOT_FOUND)?;
        // Whoever wants to follow a network does (PM6).
        let organisation = follow.followed.organisation().ok_or(NOT_FOUND)?;
        session.require(Action::ManageFollows(organisation))?;
        let Some(state) = FollowState::after(Some(follow.state), event) else {
            return if follow.state == FollowState::Active {
                Ok(())
            } else {
                Err(NOT_FOUND)
            };
        };
        self.note(&tx, &Who::Person(session), action, &follow.follower).await?;
        follow.state = state;
        followers::set_state(&tx, follow.id, state).await?;
        self.settle_follower(&tx, &follow).await?;
        self.commit_and_wake(tx).await
    }

    /// Tells a follower where it stands, and whether its server gets our posts. Call it last.
    pub(crate) async fn settle_follower(&self, tx: &Tx, follow: &Follower) -> Result<(), OperationError> {
        let urls = self.require_urls()?;
        let actor = urls.actor(follow.followed);
        if follow.peer == urls.host() {
            let own = self.own_organisation(&follow.follower).await?;
            let row = match own {
                Some(own) => following::find(&Db::from(tx), own.id, &actor).await?,
                None => None,
            };
            if let Some(row) = row {
                following::set_state(tx, row.id, follow.state).await?;
            }
            return Ok(());
        }
        let accepted = follow.state == FollowState::Active;
        if accepted || follow.state == FollowState::Refused {
            let asked = essence(&follow.activity, &follow.follower, &actor);
            let outgoing = Outgoing {
                from: follow.followed,
                kind: if accepted { "Accept" } else { "Reject" },
                object: follow.activity.clone(),
                order: OrderKey::Object(format!("{} Follow {actor}", follow.follower)),
                audience: Audience {
                    keys: Vec::new(),
                    named: vec![NamedRecipient {
                        actor: follow.follower.clone(),
                        inbox: follow.inbox.clone(),
                    }],
                },
            };
            let addressees = Addressees::named(std::slice::from_ref(&follow.follower));
            self.send(tx, outgoing, &addressees, |header| {
                if accepted {
                    activity::accept(header, &asked)
                } else {
                    activity::reject(header, &asked)
                }
            })
            .await?;
        }
        if accepted {
            let key = AudienceKey::Followers(follow.followed);
            self.subscribe(tx, &follow.peer, &key).await?;
            if let Some(organisation) = follow.followed.organisation() {
                self.watch_all(tx, organisation, &follow.peer).await?;
            }
            self.acquaint(tx, &follow.peer).await
        } else {
            self.end_subscription(tx, follow).await
        }
    }

    /// The last follower on a host takes the subscription of that host along.
    pub(crate) async fn end_subscription(&self, tx: &Tx, follow: &Follower) -> Result<(), OperationError> {
        if followers::count_on_host(&Db::from(tx), follow.followed, &follow.peer).await? > 0 {
            return Ok(());
        }
        let head = outbox::head_for_update(tx).await?;
        let mut keys = vec![AudienceKey::Followers(follow.followed)];
        if let LocalActor::Network(network) = follow.followed {
            keys.push(AudienceKey::Relays(network));
        }
        for key in &keys {
            subscriptions::end(tx, &follow.peer, key, Seq(head.0 + 1)).await?;
        }
        Ok(())
    }
}
