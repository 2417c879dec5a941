//! Why a post of somebody else is kept here, and how it is shown.

use domain::{first_contact::Reception, ids::OrganisationId};
use protocol::{actor::RemoteActor, note::ReceivedPost};
use storage::{
    Db,
    posts::{self, Post, State},
};

use crate::{OperationError, Operations};

/// Why a post of somebody else is kept here.
pub(super) struct Interest {
    /// Somebody here follows its author, or asked for it.
    pub(super) wanted: bool,
    /// It answers, reports on or mentions something of ours.
    pub(super) addressed: bool,
    /// Of ours, what it answers.
    pub(super) answered: Option<String>,
    /// The organisation of ours that is addressed.
    organisation: Option<OrganisationId>,
}

impl Operations {
    /// What is kept here under the id of a post, and what the post answers.
    pub(super) async fn before_and_answered(
        &self,
        db: &Db<'_>,
        post: &ReceivedPost,
    ) -> Result<[Option<Post>; 2], OperationError> {
        Ok(match post.in_reply_to.as_deref() {
            Some(answered) => posts::both_by_object(db, [post.id.as_str(), answered]).await?,
            None => [posts::by_object(db, post.id.as_str()).await?, None],
        })
    }

    pub(super) async fn interest(
        &self,
        author: &RemoteActor,
        post: &ReceivedPost,
        answered: Option<Post>,
        followed: bool,
    ) -> Result<Interest, OperationError> {
        let mut interest = Interest {
            wanted: followed || self.posted_into_ours(author, &post.audience),
            addressed: false,
            answered: None,
            organisation: None,
        };
        if let Some(answered) = answered {
            let ours = answered.organisation.is_some();
            interest.addressed = ours || post.report.is_some();
            interest.answered = ours.then_some(answered.object);
            interest.organisation = answered.organisation;
        }
        let named = post.mentions.iter().map(|mention| &mention.actor);
        for actor in named.chain(&post.audience.to).chain(&post.audience.cc) {
            if interest.addressed {
                break;
            }
            interest.organisation = self.own_organisation(actor).await?.map(|organisation| organisation.id);
            interest.addressed = interest.organisation.is_some();
        }
        Ok(interest)
    }

    /// What is addressed to an organisation of ours is received as that organisation chose; what was only asked for is
    /// shown.
    pub(super) async fn state_of(
        &self,
        db: &Db<'_>,
        author: &RemoteActor,
        interest: &Interest,
    ) -> Result<State, OperationError> {
        if !interest.addressed {
            return Ok(State::Visible);
        }
        let Some(organisation) = interest.organisation else {
            // A report on a practice of somebody else.
            return Ok(if interest.wanted { State::Visible } else { State::Held });
        };
        let received = self
            .received_as(db, organisation, author.id.as_str(), interest.wanted)
            .await?;
        Ok(match received {
            Reception::Shown => State::Visible,
            Reception::Held => State::Held,
            Reception::NotTaken => State::Hidden,
        })
    }
}
