//! Identifiers of our own rows: UUID version 7 (RFC 9562), so that they sort by time of creation.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an identifier")]
pub struct InvalidId;

macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes a new identifier from the time and ten random bytes.
            #[must_use]
            pub fn new(now: DateTime<Utc>, random: [u8; 10]) -> Self {
                let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let id = Uuid::parse_str(text).map_err(|_| InvalidId)?;
                // One spelling only: identifiers are compared as text in addresses.
                if id.hyphenated().to_string() == text { Ok(Self(id)) } else { Err(InvalidId) }
            }
        }
    )+};
}

id_type! {
    /// An organisation that this node hosts.
    OrganisationId,
    /// A person with an account on this node.
    PersonId,
    /// A login session.
    LoginId,
    /// An access token for our own API.
    TokenId,
    /// A link with a secret: set-up, invitation, reset.
    LinkId,
    /// A post of any kind: practice, report, note; ours or received.
    PostId,
    /// A draft that is not published.
    DraftId,
    /// A stored picture.
    MediaId,
    /// An activity of ours.
    ActivityId,
    /// A follow, in either direction.
    FollowId,
    /// A row of the audit log.
    AuditId,
    /// A report to the moderators.
    FlagId,
    /// A post that moderators hid.
    HidingId,
    /// Something that moderators tell somebody here.
    NoticeId,
    /// A change of a network that one admin proposes and another one confirms.
    ProposalId,
    /// A declaration that this node hosts or keeps a copy of.
    DeclarationId,
    /// An endorsement of any kind: by its own key, recorded, ours or seen elsewhere.
    EndorsementId,
    /// A network that this node hosts.
    NetworkId,
    /// A membership of any state, from the application on.
    MembershipId,
}

/// An actor of this node that speaks and can be followed: an organisation or a network.
///
/// As text an organisation is its identifier and a network `network:` and its identifier: one spelling each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LocalActor {
    /// An organisation.
    Organisation(OrganisationId),
    /// A network.
    Network(NetworkId),
}

const NETWORK: &str = "network:";

impl LocalActor {
    /// The organisation, if it is one.
    #[must_use]
    pub fn organisation(self) -> Option<OrganisationId> {
        match self {
            Self::Organisation(id) => Some(id),
            Self::Network(_) => None,
        }
    }
}

impl From<OrganisationId> for LocalActor {
    fn from(id: OrganisationId) -> Self {
        Self::Organisation(id)
    }
}

impl From<NetworkId> for LocalActor {
    fn from(id: NetworkId) -> Self {
        Self::Network(id)
    }
}

impl fmt::Display for LocalActor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organisation(id) => id.fmt(f),
            Self::Network(id) => write!(f, "{NETWORK}{id}"),
        }
    }
}

impl FromStr for LocalActor {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match text.strip_prefix(NETWORK) {
            Some(id) => id.parse().map(Self::Network),
            None => text.parse().map(Self::Organisation),
        }
    }
}
