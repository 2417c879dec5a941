//! Notes of this node, and posts of every kind from others (PROTOCOL 2.5, 7.2, 8.2).

mod build;
mod received;
mod report;

pub use build::{Letter, PublishedNote, PublishedReport, document, letter, note, report};
pub use received::{Hashtag, Mention, PostKind, ReceivedPost};
pub use report::{ReceivedReport, read_report};

#[cfg(test)]
mod tests;
