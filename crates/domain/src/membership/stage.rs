//! Where a membership stands. Nothing leads out of the end states: who comes back applies anew.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Tier;

/// Where a membership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Has applied.
    Waiting {
        /// The admins asked something and have no answer.
        asked: bool,
    },
    /// A member in some tier.
    Admitted {
        /// Observer, probationary, member or regional node.
        tier: Tier,
    },
    /// Did not renew.
    Lapsed {
        /// The tier to which it comes back.
        was: Tier,
    },
    /// Barred for a time.
    Suspended {
        /// The tier to which it comes back.
        was: Tier,
        /// When it ends by itself.
        until: DateTime<Utc>,
    },
    /// The network said no.
    Declined,
    /// Took its application back, or left.
    Withdrawn,
    /// Put out.
    Expelled,
}

impl Stage {
    /// The tier of it; a declined application has none.
    #[must_use]
    pub const fn tier(self) -> Option<Tier> {
        match self {
            Self::Waiting { .. } => Some(Tier::Applicant),
            Self::Admitted { tier } => Some(tier),
            Self::Lapsed { .. } => Some(Tier::Lapsed),
            Self::Suspended { .. } => Some(Tier::Suspended),
            Self::Declined => None,
            Self::Withdrawn => Some(Tier::Withdrawn),
            Self::Expelled => Some(Tier::Expelled),
        }
    }

    /// Nothing leads out of it.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Declined | Self::Withdrawn | Self::Expelled)
    }

    /// The tier that it has, or comes back to.
    #[must_use]
    pub const fn own_tier(self) -> Option<Tier> {
        match self {
            Self::Admitted { tier } | Self::Lapsed { was: tier } | Self::Suspended { was: tier, .. } => Some(tier),
            _ => None,
        }
    }
}
