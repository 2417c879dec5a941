//! Whom the host accepts: the grammar of `bandung:canEndorse` (PROTOCOL 10.2), as far as we write it.

use serde::{Deserialize, Serialize};

/// Everybody, the members of a network, or one actor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Approver {
    /// Everybody (`as:Public`).
    Public,
    /// The members of a network, by the id of its actor: those whose tier lets them (PROTOCOL 11.3).
    Members(String),
    /// One actor, by its id.
    Actor(String),
}

/// Who is accepted at once and who after a person of the host has looked. In neither list: refused, `not-eligible`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Approval {
    /// Accepted at once.
    pub automatic: Vec<Approver>,
    /// Accepted after a look.
    pub manual: Vec<Approver>,
}

/// What the policy says about one actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Accept.
    Accept,
    /// Wait for a person.
    Ask,
    /// Refuse, `not-eligible`.
    Refuse,
}

impl Default for Approval {
    /// Everybody is accepted at once.
    fn default() -> Self {
        Self {
            automatic: vec![Approver::Public],
            manual: Vec::new(),
        }
    }
}

impl Approval {
    /// The network in whose name it is: the one whose members may endorse. Several networks are none: they may differ about
    /// who is one and the same.
    #[must_use]
    pub fn network(&self) -> Option<&str> {
        let mut networks = self.automatic.iter().chain(&self.manual).filter_map(|it| match it {
            Approver::Members(network) => Some(network.as_str()),
            Approver::Public | Approver::Actor(_) => None,
        });
        let first = networks.next()?;
        networks.all(|other| other == first).then_some(first)
    }

    /// What to do with an endorsement by this actor; the automatic list goes first. `is_member`: whether it stands in a
    /// network as its members must.
    #[must_use]
    pub fn decide(&self, actor: &str, is_member: impl Fn(&str) -> bool) -> Decision {
        let among = |list: &[Approver]| {
            list.iter().any(|approver| match approver {
                Approver::Public => true,
                Approver::Members(network) => is_member(network),
                Approver::Actor(id) => id == actor,
            })
        };
        if among(&self.automatic) {
            Decision::Accept
        } else if among(&self.manual) {
            Decision::Ask
        } else {
            Decision::Refuse
        }
    }
}
