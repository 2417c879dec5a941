//! The life of a declaration: draft, open, closed (PROTOCOL 9.1), and what may still change in each state.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::LatePolicy;

/// Where a declaration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Being written; never leaves the node.
    Draft,
    /// Frozen; can be endorsed within its dates.
    Open,
    /// Frozen; no endorsement is counted any more. Kept for ever.
    Closed,
}

/// What somebody wants to do with a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Write its text or its rules.
    Edit,
    /// Freeze it.
    Open,
    /// Move the closing date.
    Extend {
        /// The new closing date.
        to: DateTime<Utc>,
    },
    /// Close it, or let its date close it.
    Close,
    /// Make the next revision: a new object, this one only gets a link to it.
    Revise {
        /// There is one already.
        revised: bool,
    },
    /// Throw the draft away.
    Discard,
}

/// Why that cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeFault {
    /// The text is frozen; a changed text is a new revision.
    #[error("it is frozen: not a comma changes after opening. Make a new revision")]
    Frozen,
    /// It was never opened.
    #[error("it is still a draft: open it first")]
    StillDraft,
    /// It is open already.
    #[error("it is open already")]
    AlreadyOpen,
    /// It is closed.
    #[error("it is closed: make a new revision")]
    Closed,
    /// The closing date only moves later, and not into the past (PROTOCOL 2.6).
    #[error("the closing date can only be moved to a later day")]
    NotLater,
    /// The closing date has passed before it was opened.
    #[error("its closing date is in the past")]
    EndsBeforeNow,
    /// A newer revision exists: revise that one.
    #[error("there is a newer revision already: revise that one")]
    AlreadyRevised,
}

/// The dates of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// From when it can be endorsed; a draft may leave it open.
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when.
    pub closes_at: Option<DateTime<Utc>>,
}

/// What the dates and the state say about one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Not yet: refused, `not-open`.
    Early,
    /// In time.
    InTime,
    /// After closing, and late ones are shown apart.
    LateShown,
    /// After closing: refused, `closed`.
    Late,
}

impl State {
    /// The slug, as in the database and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// The state with this slug.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        [Self::Draft, Self::Open, Self::Closed]
            .into_iter()
            .find(|state| state.as_str() == slug)
    }

    /// The state after a change, or why it is not possible.
    ///
    /// # Errors
    /// See [`ChangeFault`].
    pub fn after(self, change: Change, period: Period, now: DateTime<Utc>) -> Result<Self, ChangeFault> {
        match (self, change) {
            (Self::Draft, Change::Edit | Change::Discard) => Ok(Self::Draft),
            (Self::Draft, Change::Open) if period.closes_at.is_some_and(|end| end <= now) => {
                Err(ChangeFault::EndsBeforeNow)
            }
            (Self::Draft, Change::Open) => Ok(Self::Open),
            (Self::Draft, _) => Err(ChangeFault::StillDraft),
            (Self::Open, Change::Extend { to }) => match period.closes_at {
                Some(end) if to > end && to > now => Ok(Self::Open),
                _ => Err(ChangeFault::NotLater),
            },
            (Self::Open, Change::Close) => Ok(Self::Closed),
            (Self::Open, Change::Open) => Err(ChangeFault::AlreadyOpen),
            (Self::Closed, Change::Extend { .. } | Change::Close | Change::Open) => Err(ChangeFault::Closed),
            (Self::Open | Self::Closed, Change::Revise { revised: true }) => Err(ChangeFault::AlreadyRevised),
            (Self::Open | Self::Closed, Change::Revise { revised: false }) => Ok(self),
            (Self::Open | Self::Closed, Change::Edit | Change::Discard) => Err(ChangeFault::Frozen),
        }
    }

    /// What an endorsement of this moment is: too early, in time, late. A draft is always too early.
    #[must_use]
    pub fn moment(self, period: Period, late: LatePolicy, at: DateTime<Utc>) -> Moment {
        let ended = self == Self::Closed || period.closes_at.is_some_and(|end| at > end);
        match (self, late) {
            (Self::Draft, _) => Moment::Early,
            _ if period.opens_at.is_some_and(|start| at < start) => Moment::Early,
            (_, LatePolicy::ShownSeparately) if ended => Moment::LateShown,
            (_, LatePolicy::Refused) if ended => Moment::Late,
            _ => Moment::InTime,
        }
    }
}
