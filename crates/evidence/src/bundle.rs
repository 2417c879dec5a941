//! `bundle-1`: a declaration, its log and what opens it, to be checked by anybody without a network (PROTOCOL 14.6).

mod moves;
mod read;
mod taken;
mod verdict;
mod verify;
mod workers;

pub use read::{BUNDLE, Bundle, BundleEvent, Limits};
pub use verdict::{BundleReport, Verdict};
pub use workers::{InTurn, Workers};

/// What receipts are read and checked with too.
pub(crate) mod parts {
    pub(crate) use super::{
        read::{ids_of, list, read_json},
        verify::{names, trust},
    };
}
