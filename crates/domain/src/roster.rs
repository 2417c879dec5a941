//! A network's roster as a node uses it: who stands where, found by hash, moved forward by numbered changes
//! (PROTOCOL 11.4, DECISIONS 21, SECURITY ME1).

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rpds::HashTrieMapSync;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    membership::{Membership, Tier},
    vocabulary::Country,
};

/// Where an actor stands in a network, as far as others may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Its tier; ended ones stay known, so that what comes late is turned away (M03).
    pub tier: Tier,
    /// The key that is pinned, Ed25519 Multikey.
    pub key: String,
    /// Its country.
    pub country: Option<Country>,
    /// Since when the membership lasts.
    pub since: DateTime<Utc>,
}

impl Standing {
    /// Where a membership stands, once it was admitted; a move keeps the membership and changes the actor.
    #[must_use]
    pub fn of(membership: &Membership, country: Option<Country>) -> Option<Self> {
        let tier = membership.stage.tier().filter(|tier| *tier != Tier::Applicant)?;
        Some(Self {
            tier,
            key: membership.key.clone()?,
            country,
            since: membership.admitted_at?,
        })
    }

    /// Whether nothing is taken from it but its own back (ME3).
    fn is_barred(&self) -> bool {
        matches!(self.tier, Tier::Suspended | Tier::Expelled)
    }
}

/// One line of the membership log of a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The number of the roster that it makes; one more than the one before.
    pub number: u64,
    /// The id of the actor.
    pub actor: String,
    /// Where it stands from now on; nothing for an actor that moved to another domain.
    pub standing: Option<Standing>,
}

/// Why a change is not taken; nothing changes then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeFault {
    /// Older than what is known (PM3).
    #[error("an older roster never replaces a newer one")]
    Rollback,
    /// Changes in between are missing: ask for them.
    #[error("changes are missing between number {known} and this one")]
    Gap {
        /// The number that is known.
        known: u64,
    },
}

/// A snapshot of a roster. A copy shares all entries with the first one, so that a change costs its own size, however many
/// members there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    number: u64,
    actors: HashTrieMapSync<String, Standing>,
    /// Hosts of suspended and expelled actors, and how many of these they have.
    doubtful: HashTrieMapSync<String, usize>,
}

impl Roster {
    /// A roster from its signed snapshot. Of several standings of one actor the last one counts.
    #[must_use]
    pub fn new(number: u64, actors: impl IntoIterator<Item = (String, Standing)>) -> Self {
        let actors = actors.into_iter().map(|(actor, standing)| (actor, Some(standing)));
        Self::default().with(number, actors)
    }

    /// The same roster with another number, where some stand elsewhere than before, or nowhere any more.
    #[must_use]
    pub fn with(&self, number: u64, changes: impl IntoIterator<Item = (String, Option<Standing>)>) -> Self {
        let mut roster = self.clone();
        roster.number = number;
        for (actor, standing) in changes {
            roster.put(actor, standing);
        }
        roster
    }

    fn put(&mut self, actor: String, standing: Option<Standing>) {
        let was = self.standing(&actor).is_some_and(Standing::is_barred);
        let is = standing.as_ref().is_some_and(Standing::is_barred);
        if was != is
            && let Some(host) = host_of(&actor)
        {
            let before = self.doubtful.get(&host).copied().unwrap_or_default();
            match if is { before + 1 } else { before.saturating_sub(1) } {
                0 => self.doubtful.remove_mut(&host),
                count => {
                    self.doubtful.insert_mut(host, count);
                    true
                }
            };
        }
        match standing {
            Some(standing) => self.actors.insert_mut(actor, standing),
            None => {
                self.actors.remove_mut(&actor);
            }
        }
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Where an actor stands, or stood when it left.
    #[must_use]
    pub fn standing(&self, actor: &str) -> Option<&Standing> {
        self.actors.get(actor)
    }

    /// Those that are listed, in the order of their ids: the content of a signed snapshot.
    #[must_use]
    pub fn listed(&self) -> Vec<(&str, &Standing)> {
        let mut listed: Vec<_> = self
            .actors
            .iter()
            .filter(|(_, standing)| standing.tier.is_on_roster())
            .map(|(actor, standing)| (actor.as_str(), standing))
            .collect();
        listed.sort_unstable_by_key(|(actor, _)| *actor);
        listed
    }

    /// How many are admitted now.
    #[must_use]
    pub fn admitted(&self) -> usize {
        let standings = self.actors.values();
        standings.filter(|standing| standing.tier.is_admitted()).count()
    }

    /// Whether somebody on a host was suspended or expelled: a hint that somebody there may not write (ME3).
    #[must_use]
    pub fn is_doubtful(&self, host: &str) -> bool {
        self.doubtful.contains_key(host)
    }

    /// Takes the next change.
    ///
    /// # Errors
    /// [`ChangeFault`].
    pub fn take(&mut self, change: Change) -> Result<(), ChangeFault> {
        if change.number <= self.number {
            return Err(ChangeFault::Rollback);
        }
        if change.number != self.number + 1 {
            return Err(ChangeFault::Gap { known: self.number });
        }
        self.number = change.number;
        self.put(change.actor, change.standing);
        Ok(())
    }

    /// Takes a newer snapshot. Who was listed and no longer is has left or was put out, and `ended` says which; who is
    /// in neither counts as withdrawn.
    ///
    /// # Errors
    /// [`ChangeFault::Rollback`] for an older one.
    pub fn replace(
        &mut self,
        number: u64,
        listed: impl IntoIterator<Item = (String, Standing)>,
        ended: impl Fn(&str) -> Option<Tier>,
    ) -> Result<(), ChangeFault> {
        if number < self.number {
            return Err(ChangeFault::Rollback);
        }
        let mut actors: HashMap<String, Standing> = listed.into_iter().collect();
        for (actor, standing) in &self.actors {
            let mut standing = standing.clone();
            if !standing.tier.is_end() {
                standing.tier = ended(actor).filter(|tier| tier.is_end()).unwrap_or(Tier::Withdrawn);
            }
            actors.entry(actor.clone()).or_insert(standing);
        }
        *self = Self::new(number, actors);
        Ok(())
    }

    /// Whether the recommendation of an actor admits organisations of a country: a regional node in the same region
    /// (M49), never for itself.
    #[must_use]
    pub fn admits(&self, actor: &str, country: Country) -> bool {
        let region = |country: Country| country.place().map(|place| &place.subregion);
        self.standing(actor).is_some_and(|standing| {
            standing.tier.admits_in_its_region()
                && standing
                    .country
                    .and_then(region)
                    .is_some_and(|own| region(country) == Some(own))
        })
    }
}

/// The host in the id of an actor; nothing for what stands for a hidden member.
fn host_of(actor: &str) -> Option<String> {
    Url::parse(actor).ok()?.host_str().map(str::to_owned)
}

#[cfg(test)]
mod tests;
