//! Networks of this node and their members: each step is one transaction with permission, the line of the membership's
//! log, the roster and what is sent (PROTOCOL 11, DECISIONS 21, SECURITY ME).
//!
//! What is allowed is decided in [`domain::membership::Membership::take`] alone. Start reading at
//! [`Operations::decide_membership`] and [`standing`]; what is sent of it is in [`crate::rosters`].

mod applying;
mod cases;
mod checks;
mod deciding;
mod links;
mod nodes;
mod own;
mod people;
mod posts;
mod proposing;
mod reading;
mod setting_up;
mod speaking;
mod standing;
mod telling;
mod upkeep;

pub(crate) use standing::hidden_as;

use domain::{
    ids::{MembershipId, NetworkId},
    membership::{By, Entry, Event, Matter},
    permissions::Action,
};
use storage::{
    Db, Tx, membership_log,
    memberships::{self, Membership},
    networks::{self, Network},
};

pub use applying::JoinRequest;
pub use checks::{CheckWanted, Fact};
pub use deciding::Ballot;
pub use links::LinkShown;
pub use own::Subject;
pub use proposing::Settled;
pub use reading::{MemberFilter, RosterItem};
pub use speaking::Voice;

use crate::{OperationError, Operations, Session, audit::Who};

pub(crate) const NOT_FOUND: OperationError = OperationError::NotFound { what: "the membership" };
pub(crate) const NO_NETWORK: OperationError = OperationError::NotFound { what: "the network" };

/// The longest text of a comment, a reason or an answer, in graphemes.
const TEXT: usize = 2_000;

/// Who does something to a membership: for the audit log, and by the name that the membership's log shows.
pub(crate) struct Doer<'a> {
    who: Who<'a>,
    name: String,
}

impl<'a> Doer<'a> {
    fn person(session: &'a Session) -> Self {
        Self {
            who: Who::Person(session),
            name: session.person().name.clone(),
        }
    }

    /// Somebody without an account: the audit log says in which capacity, never what others wrote (AU).
    fn other(word: &'static str, name: &str) -> Doer<'static> {
        Doer {
            who: Who::Other(word),
            name: name.to_owned(),
        }
    }
}

/// A text that people wrote: given, and not too long.
fn written(field: &'static str, text: &str) -> Result<String, OperationError> {
    domain::text::paragraphs(text, TEXT).map_err(|fault| OperationError::invalid(field, fault))
}

impl Operations {
    /// # Errors
    /// [`OperationError::NotFound`].
    pub(crate) async fn network_in(&self, db: &Db<'_>, id: NetworkId) -> Result<Network, OperationError> {
        networks::get(db, id).await?.ok_or(NO_NETWORK)
    }

    /// A membership of a network; one of another network is none.
    async fn membership_in(
        &self,
        db: &Db<'_>,
        network: NetworkId,
        id: MembershipId,
    ) -> Result<Membership, OperationError> {
        let found = memberships::get(db, id).await?;
        found.filter(|it| it.network == network).ok_or(NOT_FOUND)
    }

    /// Whether somebody is an admin as of now: of two who remove each other the second one is none any more (M06).
    async fn require_admin(&self, db: &Db<'_>, session: &Session, network: NetworkId) -> Result<(), OperationError> {
        session.require(Action::AdministerNetwork(network))?;
        let admins = networks::admins(db, network).await?;
        let still = admins.iter().any(|(person, _)| Some(*person) == session.person_id());
        still
            .then_some(())
            .ok_or_else(|| forbidden!("may-not-decide-network", "you may not decide about this network"))
    }

    /// Takes one line of a membership's log, with all that follows from it; gives the membership after it. Last in a
    /// transaction.
    async fn take_line(
        &self,
        tx: &Tx,
        network: &Network,
        before: &Membership,
        doer: &Doer<'_>,
        by: By,
        event: Event,
    ) -> Result<Membership, OperationError> {
        let at = self.now().max(before.state.last_at);
        let entry = Entry { at, by, event };
        let mut after = before.clone();
        after.state.take(&network.content.rules, &entry)?;
        let (action, reason) = (action_of(&entry.event), matter_of(&entry.event));
        self.note_with_reason(tx, &doer.who, action, &before.id.to_string(), reason)
            .await?;
        membership_log::append(tx, before.id, network.version, &doer.name, &entry).await?;
        let after = self.settle(tx, network, Some(before), after).await?;
        self.tell(tx, network, before, &after, Some(&entry.event)).await?;
        self.follow_appeal(tx, network, before, after).await
    }
}

/// The word of an event in the audit log.
fn action_of(event: &Event) -> &'static str {
    match event {
        Event::Comment { .. } => "membership.comment",
        Event::Object { .. } => "membership.object",
        Event::DropObjection => "membership.drop-objection",
        Event::Vouch { .. } => "membership.vouch",
        Event::Recommend => "membership.recommend",
        Event::Ask { .. } => "membership.ask",
        Event::Reply { .. } => "membership.reply",
        Event::Vote { yes: true, .. } => "membership.vote-yes",
        Event::Vote { yes: false, .. } => "membership.vote-no",
        Event::OpenHearing { .. } => "membership.open-hearing",
        Event::Answer { .. } => "membership.answer",
        Event::CloseHearing => "membership.close-hearing",
        Event::Appeal { .. } => "membership.appeal",
        Event::Renew => "membership.renew",
        Event::Remind => "membership.remind",
        Event::Withdraw => "membership.withdraw",
        Event::RotateKey { .. } => "membership.rotate-key",
        Event::AskToMove { .. } => "membership.ask-to-move",
        Event::LoseSay { .. } => "membership.lose-say",
        Event::DayPassed => "membership.day-passed",
    }
}

fn matter_of(event: &Event) -> Option<&'static str> {
    match event {
        Event::Vote { matter, .. } => Some(Matter::as_str(matter)),
        _ => None,
    }
}
