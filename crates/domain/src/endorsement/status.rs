//! Where an endorsement stands, as a pure state machine. There is no way back from the end states: what was withdrawn,
//! revoked or erased never counts again (PE8); endorsing anew is a new endorsement.

use serde::{Deserialize, Serialize};

/// Where an endorsement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// By its own key: offered to the host, not decided.
    Offered,
    /// By its own key, at the endorser: the host said yes, its stamp is not checked yet.
    Accepted,
    /// By its own key: stamped and logged. Counted.
    Stamped,
    /// Without a node: not confirmed.
    Pending,
    /// A person of the host must look: perhaps a duplicate, or the policy asks for it.
    InReview,
    /// Without a node: recorded by the host and logged. Counted.
    Recorded,
    /// Merged into another one before it was counted.
    Duplicate,
    /// The host said no.
    Refused,
    /// The signer took it back.
    Withdrawn,
    /// The host no longer accepts it, or it was replaced.
    Revoked,
    /// Name and document are gone everywhere; only the leaf of the log stays.
    Erased,
}

/// What happens to an endorsement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// The host said yes; its stamp is still to be checked.
    Accept,
    /// Stamp made (host), or checked (everybody else).
    Stamp,
    /// Confirmed by its link, or by a person who noted how; the host records it.
    Record,
    /// It looks like another one, or the policy wants a look: a person decides.
    Hold,
    /// It is the same as another one.
    Merge,
    /// A person says that it is not the same as the other one.
    NotTheSame,
    /// The host says no.
    Refuse,
    /// The signer takes it back.
    Withdraw,
    /// The host no longer accepts it.
    Revoke,
    /// The signer, or the host for one without a node, wants it gone.
    Erase,
}

/// The event does not fit the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this endorsement is {}: that cannot be done any more", .status.as_str())]
pub struct TransitionFault {
    /// Where it stands.
    pub status: Status,
    /// What was wanted.
    pub event: Event,
}

impl Status {
    /// All states.
    pub const ALL: [Self; 11] = [
        Self::Offered,
        Self::Accepted,
        Self::Stamped,
        Self::Pending,
        Self::InReview,
        Self::Recorded,
        Self::Duplicate,
        Self::Refused,
        Self::Withdrawn,
        Self::Revoked,
        Self::Erased,
    ];

    /// The slug, as in the database and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Stamped => "stamped",
            Self::Pending => "pending",
            Self::InReview => "in-review",
            Self::Recorded => "recorded",
            Self::Duplicate => "duplicate",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Revoked => "revoked",
            Self::Erased => "erased",
        }
    }

    /// The state with this slug.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == slug)
    }

    /// Counted in the tally.
    #[must_use]
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Stamped | Self::Recorded)
    }

    /// It waits for somebody.
    #[must_use]
    pub fn is_waiting(self) -> bool {
        matches!(self, Self::Offered | Self::Accepted | Self::Pending | Self::InReview)
    }

    /// It can never be counted again. A merged duplicate that a person calls "not the same" is the exception: it was
    /// never counted, so nothing is taken back.
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Revoked | Self::Erased)
    }

    /// The state after an event.
    ///
    /// # Errors
    /// [`TransitionFault`] when the event does not fit; nothing changes then.
    pub fn after(self, event: Event) -> Result<Self, TransitionFault> {
        use Event::{Accept, Erase, Hold, Merge, NotTheSame, Record, Refuse, Revoke, Stamp, Withdraw};
        let next = match (self, event) {
            (Self::Erased, _) => None,
            (_, Erase) => Some(Self::Erased),
            (Self::Offered, Accept) => Some(Self::Accepted),
            (Self::Offered | Self::Accepted | Self::InReview, Stamp) => Some(Self::Stamped),
            (Self::Pending | Self::InReview, Record) | (Self::Duplicate, NotTheSame) => Some(Self::Recorded),
            (Self::Offered | Self::Pending, Hold) => Some(Self::InReview),
            (Self::Offered | Self::Pending | Self::InReview, Merge) => Some(Self::Duplicate),
            (Self::Offered | Self::Pending | Self::InReview, Refuse) => Some(Self::Refused),
            (status, Withdraw) if status.is_counted() || status.is_waiting() => Some(Self::Withdrawn),
            (Self::Accepted | Self::Stamped | Self::Recorded, Revoke) => Some(Self::Revoked),
            _ => None,
        };
        next.ok_or(TransitionFault { status: self, event })
    }
}
