//! Everything that goes out to an address from the network or from a form (SECURITY 3.4).
//!
//! [`HttpOut`] is the only client. It decides on addresses, redirects, types and sizes; the federation library is given
//! the same client.

mod addresses;
mod client;
mod resolver;

pub(crate) use client::{HttpOut, Media};
