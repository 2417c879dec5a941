//! Organisations that this node hosts, each an actor of type `Organization`.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    field_error::Fault,
    ids::{MediaId, OrganisationId},
    text::Language,
    vocabulary::{Country, OrganisationType},
};

/// The name in an address, `^[a-z0-9_]{1,30}$` (PROTOCOL PA2).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Handle(String);

impl Handle {
    /// Reads a handle.
    ///
    /// # Errors
    /// [`Fault::Missing`] or [`Fault::Malformed`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let valid = raw
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        match raw.len() {
            0 => Err(Fault::Missing),
            1..=30 if valid => Ok(Self(raw.to_owned())),
            _ => Err(Fault::Malformed {
                expected: "a-z, 0-9 and _, at most 30",
            }),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What people enter about an organisation; all texts checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// In its own script, at most 100 graphemes.
    pub name: String,
    /// In Latin letters, at most 100 graphemes.
    pub name_latin: Option<String>,
    /// Seat.
    pub country: Country,
    /// Kind.
    pub kind: OrganisationType,
    /// Main language of what it publishes.
    pub language: Language,
    /// A few sentences of plain text, at most 500 graphemes; may be empty.
    pub about: String,
    /// Own web site, https.
    pub website: Option<String>,
    /// Logo.
    pub logo: Option<MediaId>,
    /// Followers wait until a person accepts them.
    pub approves_followers: bool,
    /// Followers and followed are listed by name, not only counted.
    pub shows_followers: bool,
}

/// Where an organisation was before, and where it goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Ids of its actors on other nodes: each may hand its followers and memberships on to this one (`alsoKnownAs`).
    pub also_known_as: Vec<String>,
    /// Id of the actor under which it goes on (`movedTo`); nothing while it is here.
    pub moved_to: Option<String>,
}

/// An organisation on this node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Identifier.
    pub id: OrganisationId,
    /// Name in the address; never changes.
    pub handle: Handle,
    /// What it says about itself.
    pub profile: Profile,
    /// Where it was, and where it went.
    pub moves: Moves,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last change of the profile.
    pub updated_at: DateTime<Utc>,
}
