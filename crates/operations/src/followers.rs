//! Who follows our organisations.

use domain::{
    follow::{FollowEvent, FollowState},
    ids::{FollowId, OrganisationId},
    outbox::{Audience, AudienceKey, NamedRecipient, OrderKey, Seq},
    permissions::Action,
};
use protocol::{activity, audience::Audience as Addressees};
use serde_json::json;
use storage::{
    Db, Tx,
    followers::{self, Follower},
    outbox, subscriptions,
};

use crate::{OperationError, Operations, Session, audit::Who, publishing::Outgoing, view::FollowView};

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
        for follower in followers::list(&self.db(), organisation).await? {
            let actor = self.actor_card(&follower.follower).await?;
            views.push(FollowView {
                id: follower.id,
                actor,
                state: follower.state,
                since: follower.since,
            });
        }
        Ok(views)
    }

    /// Accepts a follower who waits; sends `Accept`.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn accept_follower(&self, session: &Session, follow: FollowId) -> Result<(), OperationError> {
        self.answer_follower(session, follow, FollowEvent::Accepted, "follower.accept")
            .await
    }

    /// Refuses or removes a follower; sends `Reject`.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn refuse_follower(&self, session: &Session, follow: FollowId) -> Result<(), OperationError> {
        self.answer_follower(session, follow, FollowEvent::Rejected, "follower.refuse")
            .await
    }

    async fn answer_follower(
        &self,
        session: &Session,
        follow: FollowId,
        event: FollowEvent,
        action: &str,
    ) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        let mut follower = followers::get(&Db::from(&tx), follow).await?.ok_or(NOT_FOUND)?;
        session.require(Action::ManageFollows(follower.organisation))?;
        let Some(next) = FollowState::after(Some(follower.state), event) else {
            return Ok(());
        };
        follower.state = next;
        self.set_follower(&tx, &follower).await?;
        self.send_answer(&tx, &follower).await?;
        self.note(&tx, &Who::Person(session), action, &follower.follower)
            .await?;
        self.commit_and_wake(tx).await
    }

    /// Stores a follower; its host is subscribed from the next entry on while it has a follower, and no longer.
    pub(crate) async fn set_follower(&self, tx: &Tx, follower: &Follower) -> Result<(), OperationError> {
        let db = Db::from(tx);
        let before = followers::count_on_host(&db, follower.organisation, &follower.peer).await?;
        followers::put(tx, follower).await?;
        let after = followers::count_on_host(&db, follower.organisation, &follower.peer).await?;
        let key = AudienceKey::Followers(follower.organisation);
        let next = Seq(outbox::head_for_update(tx).await?.0 + 1);
        if before == 0 && after > 0 {
            storage::peers::ensure(tx, &follower.peer).await?;
            subscriptions::begin(tx, &follower.peer, &key, next).await?;
        } else if before > 0 && after == 0 {
            subscriptions::end(tx, &follower.peer, &key, next).await?;
        }
        Ok(())
    }

    /// `Accept` or `Reject`, by the state of the follower.
    pub(crate) async fn send_answer(&self, tx: &Tx, follower: &Follower) -> Result<(), OperationError> {
        let accepted = follower.state == FollowState::Active;
        let object = self.require_urls()?.organisation(follower.organisation);
        let asked = json!({"id": follower.activity, "type": "Follow", "actor": follower.follower, "object": object});
        let named = vec![NamedRecipient {
            actor: follower.follower.clone(),
            inbox: follower.inbox.clone(),
        }];
        let outgoing = Outgoing {
            organisation: follower.organisation,
            kind: if accepted { "Accept" } else { "Reject" },
            object: follower.activity.clone(),
            order: OrderKey::Object(format!("{} follow {object}", follower.follower)),
            audience: Audience {
                keys: Vec::new(),
                named,
            },
        };
        let addressees = Addressees::named(std::slice::from_ref(&follower.follower));
        self.send(tx, outgoing, &addressees, |header| {
            if accepted {
                activity::accept(header, &asked)
            } else {
                activity::reject(header, &asked)
            }
        })
        .await
        .map(|_| ())
    }
}
