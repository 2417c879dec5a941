//! Pages of those who run the node: what is the state, since when, what should I do.

pub(crate) mod deliveries;
pub(crate) mod moderation;
pub(crate) mod node;
pub(crate) mod people;
pub(crate) mod setup;
