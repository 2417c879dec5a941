//! Counts that were begun, kept in memory so that the next recount goes on from there.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use evidence::tally::Count;

/// The most counts that are kept.
const MOST: usize = 64;

/// Counts by declaration.
#[derive(Default)]
pub(crate) struct RecountBook(Mutex<HashMap<String, (String, Count)>>);

impl RecountBook {
    /// Takes the count of a declaration out, if it was begun over this log and is not past `size`.
    pub(super) fn take(&self, declaration: &str, origin: &str, size: u64) -> Option<Count> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, count) = kept.remove(declaration)?;
        (of == origin && count.size() <= size).then_some(count)
    }

    /// Forgets all: an actor shows other keys, and what they signed is to be judged anew.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Keeps a count to go on from.
    pub(super) fn keep(&self, declaration: &str, origin: &str, count: Option<Count>) {
        let Some(count) = count else { return };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(declaration.to_owned(), (origin.to_owned(), count));
    }
}
