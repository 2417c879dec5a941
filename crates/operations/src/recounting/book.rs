//! Counts that were begun, kept in memory so that the next recount goes on from there, and what networks say of their
//! members.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use evidence::tally::{Count, Members};

/// The most counts that are kept.
const MOST: usize = 64;

/// What a count was begun with; with anything else it begins anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Begun {
    /// The origin of the log.
    pub(super) origin: String,
    /// The number of the network's roster.
    pub(super) roster: u64,
    /// How many entries of the log tell of keys.
    pub(super) keys: usize,
}

/// Counts by declaration; members by network, with the number of its roster.
#[derive(Default)]
pub(crate) struct RecountBook {
    counts: Mutex<HashMap<String, (Begun, Count)>>,
    members: Mutex<HashMap<String, (u64, Arc<Members>)>>,
}

impl RecountBook {
    /// Takes the count of a declaration out, if it was begun with this and is not past `size`.
    pub(super) fn take(&self, declaration: &str, begun: &Begun, size: u64) -> Option<Count> {
        let mut kept = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let (with, count) = kept.remove(declaration)?;
        (with == *begun && count.size() <= size).then_some(count)
    }

    /// Forgets all: an actor shows other keys, and what they signed is to be judged anew.
    pub(crate) fn forget(&self) {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Keeps a count to go on from.
    pub(super) fn keep(&self, declaration: &str, begun: Begun, count: Option<Count>) {
        let Some(count) = count else { return };
        let mut kept = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(declaration.to_owned(), (begun, count));
    }

    /// The members of a network, with the number of the roster from which they were read.
    pub(super) fn members(&self, network: &str) -> Option<(u64, Arc<Members>)> {
        let kept = self.members.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(network).cloned()
    }

    /// Keeps the members of a network.
    pub(super) fn keep_members(&self, network: &str, number: u64, members: &Arc<Members>) {
        let mut kept = self.members.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(network.to_owned(), (number, Arc::clone(members)));
    }
}
