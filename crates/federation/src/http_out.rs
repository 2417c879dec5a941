//! Everything that goes out to an address from the network or from a form (SECURITY 3.4).
//!
//! [`HttpOut`] is the only client of a node. It decides on addresses, redirects, types and sizes; the federation library is given
//! the same client.

mod addresses;
mod client;
mod fixed;
#[cfg(test)]
mod hostile;
mod outside;
mod resolver;

pub(crate) use client::{HttpOut, Media};
pub use fixed::OwnNameFault;
pub(crate) use fixed::{HttpFixed, OwnAnswer};
pub use outside::fetch_for_person;
