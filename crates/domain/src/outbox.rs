//! The outbox is a log: one entry per activity, whatever the number of followers (decision 12).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{LocalActor, NetworkId};

/// The number of an entry in this node's outbox: gap-free, from 1, never used twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub i64);

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A description of who gets an entry; never a list of followers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AudienceKey {
    /// The followers of an organisation or a network.
    Followers(LocalActor),
    /// Nodes of members to whom a network's rules for members apply (PROTOCOL 11.3).
    Members(NetworkId),
    /// Nodes that follow the roster of a network: of all who are on it, and those that trust it.
    Roster(NetworkId),
    /// Followers of a network whose servers understand activities that a group passes on (PG2).
    Relays(NetworkId),
    /// The instance actor's own circle: hosts that know an actor of ours (for `Update` and `Delete` of actors).
    Acquaintances,
    /// Hosts that answered, liked, boosted or quoted the object with this id.
    Holders(String),
}

impl AudienceKey {
    /// The key as text, at most one spelling per key.
    #[must_use]
    pub fn as_text(&self) -> String {
        match self {
            Self::Followers(id) => format!("followers:{id}"),
            Self::Members(id) => format!("members:{id}"),
            Self::Roster(id) => format!("roster:{id}"),
            Self::Relays(id) => format!("relays:{id}"),
            Self::Acquaintances => "acquaintances".to_owned(),
            Self::Holders(object) => format!("holders:{object}"),
        }
    }
}

/// To whom an entry goes: a few keys, and a few actors by name (more than 32 of them is an error).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Groups.
    pub keys: Vec<AudienceKey>,
    /// Actors by name.
    pub named: Vec<NamedRecipient>,
}

/// An actor addressed by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRecipient {
    /// Its id.
    pub actor: String,
    /// Its personal inbox.
    pub inbox: String,
}

/// What may not overtake what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OrderKey {
    /// The id whose order matters: the object, or what an `Undo`, `Accept`, `Reject` or `Delete` acts on.
    Object(String),
    /// Changes of an actor and of its keys: waits for all before it and holds all after it.
    Barrier,
}
