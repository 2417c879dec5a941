//! What a membership allows: the table of PROTOCOL 11.3, each column one function.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How far a membership goes: the list `membership_tier`, as on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Has applied.
    Applicant,
    /// Reads along; its posts are announced with a mark.
    Observer,
    /// For a first time.
    Probationary,
    /// In full.
    Member,
    /// Admits others in its region.
    RegionalNode,
    /// Did not renew.
    Lapsed,
    /// Barred for a time.
    Suspended,
    /// Put out.
    Expelled,
    /// Has left.
    Withdrawn,
}

impl Tier {
    /// All values.
    pub const ALL: [Self; 9] = [
        Self::Applicant,
        Self::Observer,
        Self::Probationary,
        Self::Member,
        Self::RegionalNode,
        Self::Lapsed,
        Self::Suspended,
        Self::Expelled,
        Self::Withdrawn,
    ];

    /// The slug, as on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Observer => "observer",
            Self::Probationary => "probationary",
            Self::Member => "member",
            Self::RegionalNode => "regional-node",
            Self::Lapsed => "lapsed",
            Self::Suspended => "suspended",
            Self::Expelled => "expelled",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The value with this slug.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.as_str() == slug)
    }

    /// One into which people can be admitted.
    #[must_use]
    pub const fn is_admitted(self) -> bool {
        matches!(
            self,
            Self::Observer | Self::Probationary | Self::Member | Self::RegionalNode
        )
    }

    /// Ends a membership, so that it is not on the roster.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Expelled | Self::Withdrawn)
    }

    /// Listed on the roster.
    #[must_use]
    pub const fn is_on_roster(self) -> bool {
        self.is_admitted() || matches!(self, Self::Lapsed | Self::Suspended)
    }

    /// Whether the network announces what it posts.
    #[must_use]
    pub const fn announced(self) -> Announced {
        match self {
            Self::Observer => Announced::Marked,
            Self::Probationary | Self::Member | Self::RegionalNode => Announced::Plainly,
            _ => Announced::No,
        }
    }

    /// Within the policy `{network}/members`: may endorse where members may.
    #[must_use]
    pub const fn is_in_members_policy(self) -> bool {
        matches!(self, Self::Probationary | Self::Member | Self::RegionalNode)
    }

    /// Its node may witness the network's logs.
    #[must_use]
    pub const fn may_witness(self) -> bool {
        matches!(self, Self::Member | Self::RegionalNode)
    }

    /// Its recommendation may admit in its region, where the network's rules say so.
    #[must_use]
    pub const fn admits_in_its_region(self) -> bool {
        matches!(self, Self::RegionalNode)
    }

    /// Only undoing, deleting and withdrawing its own, and leaving, are taken (ME3).
    #[must_use]
    pub const fn only_takes_back(self) -> bool {
        matches!(self, Self::Suspended) || self.is_end()
    }
}

/// Whether a network announces what somebody posts into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// Not at all.
    No,
    /// With the mark of an observer.
    Marked,
    /// As a member's.
    Plainly,
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
