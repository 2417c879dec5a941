//! Who runs a network: the last admin stays (SECURITY RO3).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;

/// The admins of a network; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Admins(BTreeSet<PersonId>);

/// Why the admins stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdminFault {
    /// Only an admin changes the admins: who was removed first can no longer remove the other (M06).
    #[error("you are not an admin of this network")]
    NotAdmin,
    /// A network without admins could decide nothing.
    #[error("the last admin of a network cannot go: name another admin first")]
    LastAdmin,
}

impl Admins {
    /// The admins of a new network.
    #[must_use]
    pub fn new(first: PersonId) -> Self {
        Self(BTreeSet::from([first]))
    }

    /// The admins as they are kept; nothing for a network that has none.
    #[must_use]
    pub fn read(people: impl IntoIterator<Item = PersonId>) -> Option<Self> {
        let people: BTreeSet<PersonId> = people.into_iter().collect();
        (!people.is_empty()).then_some(Self(people))
    }

    /// Whether a person is an admin.
    #[must_use]
    pub fn contains(&self, person: PersonId) -> bool {
        self.0.contains(&person)
    }

    /// All, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = PersonId> {
        self.0.iter().copied()
    }

    /// How many; at least one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// An admin names another one.
    ///
    /// # Errors
    /// [`AdminFault::NotAdmin`].
    pub fn add(&mut self, by: PersonId, person: PersonId) -> Result<(), AdminFault> {
        if !self.contains(by) {
            return Err(AdminFault::NotAdmin);
        }
        self.0.insert(person);
        Ok(())
    }

    /// An admin goes, or is removed by another one.
    ///
    /// # Errors
    /// [`AdminFault`]; nothing changes then.
    pub fn remove(&mut self, by: PersonId, person: PersonId) -> Result<(), AdminFault> {
        if !self.contains(by) || !self.contains(person) {
            return Err(AdminFault::NotAdmin);
        }
        if self.count() == 1 {
            return Err(AdminFault::LastAdmin);
        }
        self.0.remove(&person);
        Ok(())
    }
}
