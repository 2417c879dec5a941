//! Follows in both directions as a small state machine (SECURITY ME2: pending is nothing).

use serde::{Deserialize, Serialize};

/// Where a follow stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FollowState {
    /// Asked, not answered.
    Pending,
    /// Accepted.
    Active,
    /// Refused, or ended by the one who is followed.
    Refused,
    /// Ended by the follower.
    Ended,
}

/// What happens to a follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowEvent {
    /// The follower asks (again).
    Asked {
        /// The one who is followed accepts everybody.
        automatic: bool,
    },
    /// The one who is followed says yes.
    Accepted,
    /// The one who is followed says no, now or later.
    Rejected,
    /// The follower ends it.
    Undone,
}

impl FollowState {
    /// The next state; `None` in place of a state means that there was no follow yet. Returns nothing where the event
    /// changes nothing.
    #[must_use]
    pub fn after(_before: Option<Self>, _event: FollowEvent) -> Option<Self> {
        todo!()
    }
}
