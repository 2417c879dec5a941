//! Activities: what we send, and what others send as [`Activity`] (PROTOCOL 12.1, 13.1).

mod build;
mod particulars;
mod read;

pub use build::{
    Header, accept, accept_with, add, announce, announce_activity, block, collect, create, delete, erase, essence_of,
    flag, follow, like, r#move, offer, reject, reject_with, remove, revoke, undo, update,
};
pub use particulars::Particulars;
pub use read::{Activity, Body, Content, Reference};

#[cfg(test)]
mod tests;
