//! Practices as `Article` objects (PROTOCOL 2.4, 7.2, 8.1).

mod build;
mod content;
mod facts;
mod read;

pub use build::{Counts, PublishedPractice, document, object};
pub use read::{Degraded, ReceivedPhoto, ReceivedPractice, UnknownSlug, read};

pub(crate) use facts::{decode_numbers, encode_numbers};
pub(crate) use read::Facts;

#[cfg(test)]
mod tests;
