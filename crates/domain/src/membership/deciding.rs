//! Who decides and when a matter is decided: different people, never on their own case (SECURITY RO3, AC5).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Tier;
use crate::{
    ids::PersonId,
    network::{Deciding, Rules},
};

/// A person who has a say, as far as decisions need to know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decider {
    /// The account.
    pub person: PersonId,
    /// Its mailbox as [`crate::mail_address::MailAddress::normalised`]: two accounts with one mailbox are one person.
    pub mailbox: Option<String>,
    /// Ids of the actors of the organisations in which it has any role: it decides on none of them.
    pub organisations: Vec<String>,
    /// In which capacity.
    pub capacity: Capacity,
}

/// In which capacity somebody has a say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capacity {
    /// An admin of the network: decides.
    Admin,
    /// Speaks for a member: comments, objects, and votes where the network votes.
    Member,
}

impl Decider {
    /// Whether two accounts are one person.
    #[must_use]
    pub fn is_same_person(&self, other: &Self) -> bool {
        self.person == other.person || (self.mailbox.is_some() && self.mailbox == other.mailbox)
    }
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    /// The application, into a tier.
    Admit(Tier),
    /// Another tier.
    SetTier(Tier),
    /// Barring for a time.
    Suspend {
        /// Until when; at most a year.
        until: DateTime<Utc>,
    },
    /// The end of a suspension before its time.
    Lift,
    /// Putting out, after a hearing.
    Expel,
    /// Another key, after the old one was lost: no other key vouches for it.
    ChangeKey(
        /// Ed25519 Multikey.
        String,
    ),
    /// Another domain.
    Move {
        /// The new actor.
        actor: String,
        /// Its key, Ed25519 Multikey.
        key: String,
    },
    /// An appeal against an expulsion: yes grants it.
    Appeal,
}

impl Matter {
    /// The slug, as in forms and in the audit log.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Admit(_) => "admit",
            Self::SetTier(_) => "set-tier",
            Self::Suspend { .. } => "suspend",
            Self::Lift => "lift",
            Self::Expel => "expel",
            Self::ChangeKey(_) => "change-key",
            Self::Move { .. } => "move",
            Self::Appeal => "appeal",
        }
    }

    /// Needs two people where the rules ask for two. A suspension must be possible at once, and has an end.
    #[must_use]
    pub const fn is_weighty(&self) -> bool {
        !matches!(self, Self::Suspend { .. } | Self::Lift)
    }
}

/// A vote that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Whose.
    pub by: Decider,
    /// On what.
    pub matter: Matter,
    /// For or against.
    pub yes: bool,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Where a matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Not decided.
    Open,
    /// Decided: yes.
    Carried,
    /// Decided: no.
    Rejected,
}

/// How many people must agree on a matter. `is_disputed`: somebody objects, or no old key vouches.
#[must_use]
pub fn people_needed(rules: &Rules, matter: &Matter, is_disputed: bool) -> usize {
    if !matter.is_weighty() {
        return 1;
    }
    let two = if rules.two_people { 2 } else { 1 };
    match rules.deciding {
        Deciding::OneAdmin => two,
        Deciding::TwoAdmins => 2,
        Deciding::Vote { quorum } => usize::from(quorum).max(two),
        // Silence consents to what nobody objects to. Nobody is silently put out or given another key.
        Deciding::LazyConsensus => {
            let quiet = matches!(matter, Matter::Admit(_) | Matter::SetTier(_) | Matter::Move { .. });
            if quiet && !is_disputed { two } else { 2 }
        }
    }
}

/// Whether somebody in this capacity has a say on a matter.
#[must_use]
pub fn may_vote(rules: &Rules, matter: &Matter, capacity: Capacity) -> bool {
    let all_vote = matches!(rules.deciding, Deciding::Vote { .. }) && matter.is_weighty();
    capacity == Capacity::Admin || all_vote
}

/// Where a matter stands by the votes on it. `is_time`: the comment period is over, or there is none.
#[must_use]
pub fn outcome(votes: &[Vote], matter: &Matter, rules: &Rules, is_disputed: bool, is_time: bool) -> Outcome {
    let count = |yes| {
        votes
            .iter()
            .filter(|vote| vote.matter == *matter && vote.yes == yes)
            .count()
    };
    let (yes, no) = (count(true), count(false));
    let needed = people_needed(rules, matter, is_disputed);
    if matches!(rules.deciding, Deciding::Vote { .. }) && matter.is_weighty() {
        return match (is_time && yes + no >= needed, yes > no) {
            (false, _) => Outcome::Open,
            (true, true) => Outcome::Carried,
            (true, false) => Outcome::Rejected,
        };
    }
    if no >= needed {
        Outcome::Rejected
    } else if is_time && yes >= needed {
        Outcome::Carried
    } else {
        Outcome::Open
    }
}
