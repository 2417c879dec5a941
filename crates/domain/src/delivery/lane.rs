//! The window of one peer (ARCHITECTURE 4.2, I16).

use std::collections::{HashSet, VecDeque};

use crate::outbox::{OrderKey, Seq};

/// An entry that waits for a peer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub seq: Seq,
    /// What may not overtake it.
    pub order: OrderKey,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waits,
    InFlight,
    Finished,
}

/// The window of one peer: what is in flight and what finished beyond the cursor.
///
/// An entry that is set aside is told with [`Lane::park`]; later entries of the same object must not overtake it, so
/// they come out of [`Lane::behind_parked`] instead of [`Lane::start`] and are to be set aside too.
#[derive(Clone, Debug)]
pub struct Lane {
    cursor: Seq,
    /// Beyond the cursor, in order; the first is never finished.
    entries: VecDeque<(Waiting, State)>,
    parked: HashSet<String>,
}

impl Lane {
    /// At most this many requests in flight per peer.
    pub const IN_FLIGHT: usize = 4;
    /// Looks at most this many entries ahead of the cursor.
    pub const WINDOW: usize = 16;

    /// A lane whose cursor stands at `cursor`.
    #[must_use]
    pub fn new(cursor: Seq) -> Self {
        Self {
            cursor,
            entries: VecDeque::new(),
            parked: HashSet::new(),
        }
    }

    /// Tells the lane of entries for this peer, in order. Entries that are not higher than all before are known
    /// already and left out.
    pub fn offer(&mut self, entries: impl IntoIterator<Item = Waiting>) {
        for entry in entries {
            if entry.seq > self.wants().0 {
                self.entries.push_back((entry, State::Waits));
            }
        }
    }

    /// The entries that may start now, marked as in flight. At most one is in flight while `probing`.
    pub fn start(&mut self, probing: bool) -> Vec<Seq> {
        let most = if probing { 1 } else { Self::IN_FLIGHT };
        let mut in_flight = self.in_flight();
        let mut started = Vec::new();
        let mut unfinished: HashSet<&str> = HashSet::new();
        let mut nothing_before = true;
        for (entry, state) in self.entries.iter_mut().take(Self::WINDOW) {
            if *state == State::Finished {
                continue;
            }
            let free = match &entry.order {
                OrderKey::Barrier => nothing_before,
                OrderKey::Object(id) => !unfinished.contains(id.as_str()) && !self.parked.contains(id),
            };
            if *state == State::Waits && free && in_flight < most {
                *state = State::InFlight;
                in_flight += 1;
                started.push(entry.seq);
            }
            nothing_before = false;
            match &entry.order {
                OrderKey::Barrier => break,
                OrderKey::Object(id) => unfinished.insert(id),
            };
        }
        started
    }

    /// An entry is done.
    pub fn finish(&mut self, seq: Seq) {
        self.set(seq, State::Finished);
        while let Some((entry, _)) = self.entries.pop_front_if(|(_, state)| *state == State::Finished) {
            self.cursor = entry.seq;
        }
    }

    /// An entry is set aside: finished for the lane, and later ones of its object follow it. A barrier that is set
    /// aside holds nothing.
    pub fn park(&mut self, seq: Seq) {
        let order = self
            .entries
            .iter()
            .find(|(entry, _)| entry.seq == seq)
            .map(|(entry, _)| entry.order.clone());
        if let Some(OrderKey::Object(id)) = order {
            self.parked.insert(id);
        }
        self.finish(seq);
    }

    /// An object has entries that were set aside earlier, known from storage.
    pub fn note_parked(&mut self, object: String) {
        self.parked.insert(object);
    }

    /// Nothing of an object is set aside any more.
    pub fn release(&mut self, object: &str) {
        self.parked.remove(object);
    }

    /// Entries that wait behind one of their object that was set aside: set each aside and tell [`Lane::park`].
    #[must_use]
    pub fn behind_parked(&self) -> Vec<Seq> {
        self.entries
            .iter()
            .take(Self::WINDOW)
            .filter(|(entry, state)| {
                *state == State::Waits && matches!(&entry.order, OrderKey::Object(id) if self.parked.contains(id))
            })
            .map(|(entry, _)| entry.seq)
            .collect()
    }

    /// An entry failed and must be tried again later.
    pub fn fail(&mut self, seq: Seq) {
        self.set(seq, State::Waits);
    }

    /// The end of the finished prefix; moves only forward.
    #[must_use]
    pub fn cursor(&self) -> Seq {
        self.cursor
    }

    /// After which number to look for more entries, and how many.
    #[must_use]
    pub fn wants(&self) -> (Seq, usize) {
        let last = self.entries.back().map_or(self.cursor, |(entry, _)| entry.seq);
        (last, Self::WINDOW.saturating_sub(self.entries.len()))
    }

    /// How many are in flight.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.entries
            .iter()
            .filter(|(_, state)| *state == State::InFlight)
            .count()
    }

    /// Nothing waits and nothing is in flight.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.entries.is_empty()
    }

    /// Only what is in flight changes by an answer; an entry may also be finished unsent (blocked, erased, parked).
    fn set(&mut self, seq: Seq, new: State) {
        if let Some((_, state)) = self
            .entries
            .iter_mut()
            .find(|(entry, state)| entry.seq == seq && *state != State::Finished)
        {
            *state = new;
        }
    }
}

#[cfg(test)]
mod tests;
