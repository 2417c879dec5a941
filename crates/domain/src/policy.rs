//! Who may write to this node, and into which network: blocks win over everything, then the rosters decide; reading and
//! following stay open to everybody (ARCHITECTURE I21, SECURITY ME).

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    membership::{Announced, Tier},
    roster::Roster,
};

/// How hard a block is, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Its posts are kept and shown only to those who follow them.
    Silence,
    /// Nothing is taken from it and nothing is sent to it.
    Suspend,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Silence => "silence",
            Self::Suspend => "suspend",
        }
    }

    /// Reads [`Severity::as_str`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Silence, Self::Suspend]
            .into_iter()
            .find(|severity| severity.as_str() == text)
    }
}

/// The block that decides about an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// The block of this host, which may be above that of the actor.
    Host(&'a str),
    /// The block of the actor itself.
    Actor(&'a str),
}

/// A snapshot of all blocks and of the rosters that this node trusts, swapped as a whole when one changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Host to severity; a host blocks its subdomains too.
    pub hosts: BTreeMap<String, Severity>,
    /// Actor id to severity.
    pub actors: BTreeMap<String, Severity>,
    /// The id of a network that this node trusts, to its roster.
    pub rosters: BTreeMap<String, Arc<Roster>>,
}

/// What somebody wants to do here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed<'a> {
    /// Post, answer, like, boost, or endorse where everybody may.
    Write,
    /// Post into a network, by its id (PG1).
    WriteInto(&'a str),
    /// Endorse where the members of a network may (PROTOCOL 10.2).
    EndorseAsMember(&'a str),
    /// Witness logs for a network.
    Witness(&'a str),
    /// Undo, delete or withdraw its own, or leave: open to whom everything else is closed (ME3).
    TakeBack,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// Taken, and announced by the network where it was written into one.
    Taken,
    /// Taken; the network announces it with the mark of an observer.
    TakenMarked,
    /// Taken as anybody's, without meaning for the network (PG4).
    Ordinary,
    /// Refused.
    Refused(Bar),
}

/// Why somebody may not write, in the words of the policy page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bar {
    /// This node suspended the actor, its host or a domain above it.
    Blocked,
    /// A network that this node trusts suspended it.
    Suspended,
    /// A network that this node trusts put it out.
    Expelled,
    /// It left the network.
    Withdrawn,
    /// It did not renew.
    Lapsed,
    /// An observer, or in a first time: not for this.
    Tier,
    /// Not a member.
    NotMember,
    /// This node does not know the network's roster.
    UnknownNetwork,
    /// Signed by another key than the one that the network pinned (ID9, M08).
    Key,
}

/// Whether an actor on a host may do something. `key` is the Ed25519 Multikey by which it signed, where it did; a member
/// that signs by another key than the one pinned is refused, whatever its host now shows.
///
/// One look-up by hash for each roster: independent of the number of members.
#[must_use]
pub fn may_write(policy: &Policy, host: &str, actor: &str, key: Option<&str>, deed: Deed<'_>) -> Permit {
    if policy.severity(host, actor) == Some(Severity::Suspend) {
        return Permit::Refused(Bar::Blocked);
    }
    let standings = || policy.rosters.values().filter_map(|roster| roster.standing(actor));
    if let Some(key) = key
        && standings().any(|standing| standing.tier.is_on_roster() && standing.key != key)
    {
        return Permit::Refused(Bar::Key);
    }
    let network = match deed {
        Deed::TakeBack => return Permit::Ordinary,
        Deed::Write => {
            // Good standing in one network outweighs what another one thinks: rights are per network (PG7).
            let stands = |wanted| standings().any(|standing| standing.tier == wanted);
            return if standings().any(|standing| standing.tier.is_admitted()) {
                Permit::Ordinary
            } else if stands(Tier::Expelled) {
                Permit::Refused(Bar::Expelled)
            } else if stands(Tier::Suspended) {
                Permit::Refused(Bar::Suspended)
            } else {
                Permit::Ordinary
            };
        }
        Deed::WriteInto(network) | Deed::EndorseAsMember(network) | Deed::Witness(network) => network,
    };
    let Some(roster) = policy.rosters.get(network) else {
        return Permit::Refused(Bar::UnknownNetwork);
    };
    let Some(tier) = roster.standing(actor).map(|standing| standing.tier) else {
        return Permit::Refused(Bar::NotMember);
    };
    let bar = match tier {
        Tier::Suspended => Bar::Suspended,
        Tier::Expelled => Bar::Expelled,
        Tier::Withdrawn => Bar::Withdrawn,
        Tier::Lapsed => Bar::Lapsed,
        Tier::Applicant => Bar::NotMember,
        Tier::Observer | Tier::Probationary | Tier::Member | Tier::RegionalNode => Bar::Tier,
    };
    let may = |may: bool| if may { Permit::Taken } else { Permit::Refused(bar) };
    match deed {
        Deed::EndorseAsMember(_) => may(tier.is_in_members_policy()),
        Deed::Witness(_) => may(tier.may_witness()),
        _ => match tier.announced() {
            Announced::Plainly => Permit::Taken,
            Announced::Marked => Permit::TakenMarked,
            Announced::No => Permit::Refused(bar),
        },
    }
}

impl Policy {
    /// The severity for an actor on a host: the harder one of the blocks of both.
    #[must_use]
    pub fn severity(&self, host: &str, actor: &str) -> Option<Severity> {
        self.of_host(host).max(self.actors.get(actor).copied())
    }

    /// Whether nothing may be exchanged with a host at all.
    #[must_use]
    pub fn is_suspended(&self, host: &str) -> bool {
        self.of_host(host) == Some(Severity::Suspend)
    }

    /// Whether a network suspended or expelled somebody on a host: a hint that somebody there may not write.
    #[must_use]
    pub fn is_doubtful(&self, host: &str) -> bool {
        self.rosters.values().any(|roster| roster.is_doubtful(host))
    }

    /// The hardest block that holds for an actor on a host, and which one that is.
    #[must_use]
    pub fn block_of(&self, host: &str, actor: &str) -> Option<(Severity, Block<'_>)> {
        let of_host = self
            .host_block(host)
            .map(|(severity, name)| (severity, Block::Host(name)));
        let of_actor = self
            .actors
            .get_key_value(actor)
            .map(|(id, severity)| (*severity, Block::Actor(id)));
        match (of_host, of_actor) {
            (Some(host), Some(actor)) => Some(if actor.0 > host.0 { actor } else { host }),
            (host, actor) => host.or(actor),
        }
    }

    /// The hardest block of the host and of all domains above it.
    fn of_host(&self, host: &str) -> Option<Severity> {
        self.host_block(host).map(|(severity, _)| severity)
    }

    fn host_block(&self, host: &str) -> Option<(Severity, &str)> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let above = host.match_indices('.').map(|(at, _)| &host[at + 1..]);
        std::iter::once(host.as_str())
            .chain(above)
            .filter_map(|name| self.hosts.get_key_value(name))
            .map(|(name, severity)| (*severity, name.as_str()))
            .max_by_key(|(severity, _)| *severity)
    }
}

/// Whether a block of a name holds for a host: the same, or a subdomain.
#[must_use]
pub fn covers(name: &str, host: &str) -> bool {
    host.strip_suffix(name)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests;
