//! An organisation in a network, from its application to its end: a pure state machine over the lines of its log
//! (PROTOCOL 11, DECISIONS 21, SECURITY ME and RO3).
//!
//! A [`Membership`] is what its [`Entry`] lines give, one after another; the same lines give the same membership on
//! every machine. Start reading at [`Membership::take`].

mod admins;
mod application;
mod calendar;
mod deciding;
mod event;
mod life;
mod stage;
mod tier;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use admins::{AdminFault, Admins};
pub use application::{Application, ApplicationDraft, Registration};
pub use calendar::Due;
pub use deciding::{Capacity, Decider, Matter, Outcome, Vote, may_vote, outcome, people_needed};
pub use event::{Answer, By, Entry, Event, Refused};
pub use stage::Stage;
pub use tier::{Announced, Tier};

use crate::ids::PersonId;

/// Where an organisation stands in a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The organisation: the id of its actor, or a name made for the application of one that has no node yet.
    pub subject: String,
    /// The key that is pinned (ID9), Ed25519 Multikey.
    pub key: Option<String>,
    /// Where it stands.
    pub stage: Stage,
    /// Since when it stands there.
    pub since: DateTime<Utc>,
    /// When it applied.
    pub applied_at: DateTime<Utc>,
    /// When it was admitted.
    pub admitted_at: Option<DateTime<Utc>>,
    /// When it last renewed.
    pub renewed_at: Option<DateTime<Utc>>,
    /// How many reminders to renew it got since.
    pub reminded: u8,
    /// Its mailboxes, as [`crate::mail_address::MailAddress::normalised`]: who reads them does not decide on it.
    pub contacts: Vec<String>,
    /// The actor that an application by a form names as its own, before anybody proved it: who belongs to that one does
    /// not decide on it either.
    #[serde(default)]
    pub claims: Option<String>,
    /// Referees and what they said.
    pub referees: BTreeMap<String, Option<Answer>>,
    /// Objections that stand.
    pub objections: BTreeMap<PersonId, String>,
    /// Votes on matters that are not decided, one of each person on each matter.
    pub votes: Vec<Vote>,
    /// An expulsion that is being considered.
    pub hearing: Option<Hearing>,
    /// An appeal against the expulsion.
    pub appeal: Option<Appeal>,
    /// Where it wants to move, by its own key.
    pub wanted_move: Option<(String, String)>,
    /// Why it stands where it stands, as the organisation sees it.
    pub reason: Option<String>,
    /// The time of the last line.
    pub last_at: DateTime<Utc>,
}

/// An expulsion that is being considered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    /// What the member is accused of.
    pub grounds: String,
    /// Until when it may answer.
    pub answer_until: DateTime<Utc>,
    /// Its answer.
    pub answer: Option<String>,
}

impl Hearing {
    /// The member has answered, or has had its time.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.answer.is_some() || now >= self.answer_until
    }
}

/// An appeal against an expulsion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// Why.
    pub grounds: String,
    /// What was decided on it.
    pub granted: Option<bool>,
}

#[cfg(test)]
mod tests;
