//! How deliveries to one peer proceed: what may start, what an answer means, when to try again (PROTOCOL 13.3).
//!
//! A pure state machine: [`Lane`] holds no connection and no clock.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::outbox::{OrderKey, Seq};

/// What came back from a peer's inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An HTTP status, with `Retry-After` where there was one.
    Status {
        /// 100 to 599.
        code: u16,
        /// Already cut to 24 hours.
        retry_after: Option<Duration>,
    },
    /// No HTTP answer: time-out, DNS, TLS, refused connection. The text is for the operator.
    Unreachable(String),
}

/// What to do with the entry and with the peer after an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Delivered.
    Done,
    /// Once more at once with the other signature kind (decision 14).
    OtherSignature,
    /// Set aside for a person to look at, with a time to try again where it may heal by itself; the rest goes on.
    Park {
        /// When to try again by itself.
        retry_at: Option<DateTime<Utc>>,
    },
    /// Everything for this peer waits until then.
    BackOff {
        /// When to try again.
        until: DateTime<Utc>,
    },
    /// As back-off, and a person must look: clock, key or expulsion.
    HoldAndAlarm {
        /// When to try again.
        until: DateTime<Utc>,
    },
    /// The inbox is gone for good: let the followers of that host go.
    LetGo,
}

/// What is known about a peer when an answer is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerFacts {
    /// A member of a network of ours.
    pub member: bool,
    /// Failures in a row, before this answer.
    pub failures: u32,
    /// Since when it fails.
    pub failing_since: Option<DateTime<Utc>>,
    /// Tries of this one entry that failed while others succeeded.
    pub entry_failures: u32,
    /// The other signature kind was tried for this entry.
    pub tried_other_signature: bool,
    /// Another entry was delivered to this peer since this one first failed.
    pub others_succeed: bool,
}

/// Judges an answer. `jitter` is a random number from 0.0 to 1.0.
#[must_use]
pub fn after(_answer: &Answer, _peer: &PeerFacts, _now: DateTime<Utc>, _jitter: f64) -> Step {
    todo!()
}

/// The wait after `failures` failures in a row: full jitter, 30 s doubled to 6 h; daily after 30 days of failing.
#[must_use]
pub fn back_off(_failures: u32, _failing_since: Option<DateTime<Utc>>, _now: DateTime<Utc>, _jitter: f64) -> Duration {
    todo!()
}

/// An entry that waits for a peer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub seq: Seq,
    /// What may not overtake it.
    pub order: OrderKey,
}

/// The window of one peer: what is in flight and what finished beyond the cursor.
#[derive(Clone, Debug)]
pub struct Lane {
    _private: (),
}

impl Lane {
    /// At most this many requests in flight per peer.
    pub const IN_FLIGHT: usize = 4;
    /// Looks at most this many entries ahead of the cursor.
    pub const WINDOW: usize = 16;

    /// A lane whose cursor stands at `cursor`.
    #[must_use]
    pub fn new(_cursor: Seq) -> Self {
        todo!()
    }

    /// Tells the lane of entries for this peer, in order, each higher than all before.
    pub fn offer(&mut self, _entries: impl IntoIterator<Item = Waiting>) {
        todo!()
    }

    /// The entries that may start now, marked as in flight. At most one probe while `probing`.
    pub fn start(&mut self, _probing: bool) -> Vec<Seq> {
        todo!()
    }

    /// An entry is done or parked.
    pub fn finish(&mut self, _seq: Seq) {
        todo!()
    }

    /// An entry failed and must be tried again later.
    pub fn fail(&mut self, _seq: Seq) {
        todo!()
    }

    /// The end of the finished prefix; moves only forward.
    #[must_use]
    pub fn cursor(&self) -> Seq {
        todo!()
    }

    /// Where to look for more entries, and how many.
    #[must_use]
    pub fn wants(&self) -> (Seq, usize) {
        todo!()
    }

    /// Nothing waits and nothing is in flight.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        todo!()
    }
}
