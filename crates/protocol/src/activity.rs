//! Activities: what we send, and what others send as [`Activity`] (PROTOCOL 12.1, 13.1).

mod build;
mod read;

pub use build::{
    Header, accept, add, announce, block, create, delete, flag, follow, like, r#move, reject, remove, undo, update,
};
pub use read::{Activity, Body, Content, Reference};

#[cfg(test)]
mod tests;
