//! What happens to a membership: the lines of its log.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Decider, Matter};
use crate::ids::PersonId;

/// One line of the log of a membership. The list of them is the truth; [`super::Membership`] is what it gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When; never before the line before it.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: By,
    /// What.
    pub event: Event,
}

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A person of the network.
    Person(Decider),
    /// The organisation itself, by its key or its private link.
    Subject,
    /// A referee: the name under which the applicant gave it.
    Referee(String),
    /// A regional node in whose region the applicant is, by a signed recommendation: the id of its actor.
    RegionalNode(String),
    /// Time: the daily task.
    Clock,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// A word on an application.
    Comment {
        /// The text.
        text: String,
    },
    /// An objection, which the decision must answer.
    Object {
        /// Why.
        reason: String,
    },
    /// The same person takes the objection back.
    DropObjection,
    /// A referee's answer.
    Vouch {
        /// Yes, no, do not know.
        answer: Answer,
        /// What it adds, for those who decide.
        note: Option<String>,
    },
    /// A regional node recommends.
    Recommend,
    /// A question to the applicant.
    Ask {
        /// The text.
        question: String,
    },
    /// The answer to a question.
    Reply {
        /// The text.
        text: String,
    },
    /// A vote; the one that completes the number decides.
    Vote {
        /// On what.
        matter: Matter,
        /// For or against.
        yes: bool,
        /// Why; needed for a no, a suspension, an expulsion, and against objections.
        reason: Option<String>,
    },
    /// The beginning of an expulsion: the member may answer.
    OpenHearing {
        /// What it is accused of.
        grounds: String,
    },
    /// The member's answer to the grounds.
    Answer {
        /// The text.
        text: String,
    },
    /// The hearing ends without consequence.
    CloseHearing,
    /// The expelled one appeals, once, in time.
    Appeal {
        /// Why.
        grounds: String,
    },
    /// Stays for another year.
    Renew,
    /// A reminder to renew went out.
    Remind,
    /// Takes the application back, or leaves.
    Withdraw,
    /// A new key for which the old one or the recovery key vouches (PK14, PK15).
    RotateKey {
        /// Ed25519 Multikey.
        key: String,
    },
    /// Wants to go on at another domain; signed by the pinned key.
    AskToMove {
        /// The new actor.
        actor: String,
        /// Its key, Ed25519 Multikey.
        key: String,
    },
    /// A person no longer has a say: votes that have not decided anything do not count any more.
    LoseSay {
        /// Whose.
        person: PersonId,
    },
    /// A day passed: what is due happens.
    DayPassed,
}

/// What a referee says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Knows it and recommends it.
    Yes,
    /// Knows it and does not.
    No,
    /// Does not know it.
    Unknown,
}

/// Why something cannot be done; nothing changes then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Earlier than the line before it.
    #[error("this is dated before what happened last")]
    OutOfOrder,
    /// The membership has ended.
    #[error("this membership has ended: who comes back applies anew")]
    Ended,
    /// Not in this stage.
    #[error("that cannot be done at this stage")]
    NotNow,
    /// Somebody else may.
    #[error("you have no say in this")]
    NoSay,
    /// Of the own organisation, or by its own contact.
    #[error("nobody decides on their own organisation")]
    OwnCase,
    /// A reason is needed.
    #[error("give a reason: the organisation sees it")]
    NoReason,
    /// The network has no such tier, or nobody is admitted into it.
    #[error("this network admits nobody into that tier")]
    NoSuchTier,
    /// A suspension needs an end within a year.
    #[error("a suspension ends within a year")]
    NoEnd,
    /// First the member is heard.
    #[error("first tell the member the grounds and wait for its answer, or until its time to answer is over")]
    NotHeard,
    /// Too late to appeal, or done before.
    #[error("an appeal is possible once, within the time that the network's rules give")]
    NoAppeal,
    /// Not a referee whom the applicant named.
    #[error("you were not named as a referee")]
    NotReferee,
}
