//! Deciding about a membership: votes, questions, hearings.

use domain::{
    ids::{MembershipId, NetworkId},
    membership::{By, Event, Matter, Stage},
};
use storage::{Db, Tx, memberships};

use super::{Doer, Voice, own::multikey, written};
use crate::{OperationError, Operations, Session, StepUp};

/// A vote as it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// On what.
    pub matter: Matter,
    /// For or against.
    pub yes: bool,
    /// Why, in the applicant's language where it will read it.
    pub reason: Option<String>,
}

impl Ballot {
    pub(super) fn event(&self) -> Result<Event, OperationError> {
        let reason = match self.reason.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(reason) => Some(written("reason", reason)?),
        };
        Ok(Event::Vote {
            matter: self.matter.clone(),
            yes: self.yes,
            reason,
        })
    }
}

impl Operations {
    /// Votes on a matter (admin, or a person of a member where the network votes); the vote that completes the number
    /// decides, and all that follows happens in the same transaction. Gives where the membership stands then.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`] without a say, or in one's own case; [`OperationError::Refused`] by the rules, which
    /// say why; [`OperationError::Invalid`] for a move to no actor or no key, or to an actor that is a member already;
    /// [`OperationError::NotFound`].
    pub async fn decide_membership(
        &self,
        session: &Session,
        step_up: &StepUp,
        network: NetworkId,
        id: MembershipId,
        ballot: &Ballot,
    ) -> Result<Stage, OperationError> {
        step_up.require(session)?;
        let mut ballot = ballot.clone();
        match &mut ballot.matter {
            Matter::ChangeKey(key) => *key = multikey(key)?,
            Matter::Move { actor, key } => {
                (*actor, *key) = (self.actor_id(actor)?, multikey(key)?);
                let there = memberships::most_recent(&self.db(), network, actor).await?;
                if there.is_some_and(|it| it.id != id && !it.state.stage.is_end()) {
                    return Err(OperationError::taken("actor"));
                }
            }
            _ => {}
        }
        let event = ballot.event()?;
        match self.say(Voice::Person(session), network, id, event).await {
            Ok(after) => Ok(after.state.stage),
            Err(error) => {
                self.note_refused_vote(session, id, &ballot, &error).await?;
                Err(error)
            }
        }
    }

    /// Of two who decide at once the second one is refused; the audit log names both (AU, M06).
    async fn note_refused_vote(
        &self,
        session: &Session,
        id: MembershipId,
        ballot: &Ballot,
        error: &OperationError,
    ) -> Result<(), OperationError> {
        if !matches!(error, OperationError::Refused(_) | OperationError::Forbidden(_)) {
            return Ok(());
        }
        let tx = self.begin().await?;
        let reason = Some(ballot.matter.as_str());
        let who = crate::audit::Who::Person(session);
        self.note_with_reason(&tx, &who, "membership.vote-refused", &id.to_string(), reason)
            .await?;
        Ok(tx.commit().await?)
    }

    /// A question to the applicant (admin).
    ///
    /// # Errors
    /// As [`Operations::decide_membership`].
    pub async fn ask_applicant(
        &self,
        session: &Session,
        network: NetworkId,
        id: MembershipId,
        question: &str,
    ) -> Result<(), OperationError> {
        let question = written("question", question)?;
        self.as_admin(session, network, id, Event::Ask { question }).await
    }

    /// The beginning of an expulsion: the member reads the grounds and may answer (admin).
    ///
    /// # Errors
    /// As [`Operations::decide_membership`].
    pub async fn open_hearing(
        &self,
        session: &Session,
        step_up: &StepUp,
        network: NetworkId,
        id: MembershipId,
        grounds: &str,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        let grounds = written("grounds", grounds)?;
        self.as_admin(session, network, id, Event::OpenHearing { grounds })
            .await
    }

    /// The hearing ends without consequence (admin).
    ///
    /// # Errors
    /// As [`Operations::decide_membership`].
    pub async fn close_hearing(
        &self,
        session: &Session,
        step_up: &StepUp,
        network: NetworkId,
        id: MembershipId,
    ) -> Result<(), OperationError> {
        step_up.require(session)?;
        self.as_admin(session, network, id, Event::CloseHearing).await
    }

    /// Notes that a member stays for another year, as it said by telephone or letter (admin).
    ///
    /// # Errors
    /// As [`Operations::decide_membership`].
    pub async fn renew_for(
        &self,
        session: &Session,
        network: NetworkId,
        id: MembershipId,
    ) -> Result<(), OperationError> {
        self.as_admin(session, network, id, Event::Renew).await
    }

    /// Reminds a member to renew, once its time for a reminder has come (admin); the daily task does it by itself.
    ///
    /// # Errors
    /// [`OperationError::Refused`] when none is due; as [`Operations::decide_membership`].
    pub async fn remind(&self, session: &Session, network: NetworkId, id: MembershipId) -> Result<(), OperationError> {
        let tx = self.begin_decision().await?;
        let db = Db::from(&tx);
        self.require_admin(&db, session, network).await?;
        let network = self.network_in(&db, network).await?;
        let it = self.membership_in(&db, network.id, id).await?;
        self.take_line(&tx, &network, &it, &Doer::person(session), By::Clock, Event::Remind)
            .await?;
        self.finish_decision(tx).await
    }

    async fn as_admin(
        &self,
        session: &Session,
        network: NetworkId,
        id: MembershipId,
        event: Event,
    ) -> Result<(), OperationError> {
        session
            .may(domain::permissions::Action::AdministerNetwork(network))
            .then_some(())
            .ok_or_else(|| OperationError::from(domain::membership::Refused::NoSay))?;
        self.say(Voice::Person(session), network, id, event).await.map(drop)
    }

    /// Commits what was decided, wakes the lanes, and lets the new standings count on this node.
    pub(crate) async fn finish_decision(&self, tx: Tx) -> Result<(), OperationError> {
        self.commit_and_wake(tx).await?;
        self.rosters_changed().await
    }
}
