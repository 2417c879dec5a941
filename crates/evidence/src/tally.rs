//! The tally: a pure function of a log, the documents that open its entries, the memberships and the text
//! (PROTOCOL 14.5).
//!
//! [`Judge::open`] looks at one entry by itself, in any order and on any thread. [`Count::push`] takes what it gives in
//! the order of the log, which alone decides. The same count is made by the owner's node, by everybody who mirrors the
//! log, and by `bandung verify`.

mod count;
mod judge;
mod members;
mod totals;

pub use count::{Apart, Count, Counted, Signatory};
pub use judge::{Event, Judge, Opened};
pub use members::Members;
pub use totals::Totals;

/// Something that is wrong with a log, or missing to judge it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Fault {
    /// What.
    pub reason: crate::documents::Reason,
    /// At which entry, where it is about one.
    pub index: Option<u64>,
}

impl Fault {
    /// A fault of the whole.
    #[must_use]
    pub const fn of_all(reason: crate::documents::Reason) -> Self {
        Self { reason, index: None }
    }

    /// A fault of one entry.
    #[must_use]
    pub const fn at(index: u64, reason: crate::documents::Reason) -> Self {
        Self {
            reason,
            index: Some(index),
        }
    }
}

#[cfg(test)]
mod tests;
