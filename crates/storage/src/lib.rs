//! How it is kept: rows and media; one module per aggregate; takes and returns domain types.
//!
//! Knows no rules and no wire shapes. `sea_orm` is named only here and in `migrations`. Statements are written by hand,
//! one text for SQLite and PostgreSQL. Start reading at [`Store`].

pub mod actor_keys;
pub mod audit;
mod connect;
pub mod drafts;
pub mod featured;
pub mod interactions;
pub mod links;
pub mod logins;
pub mod media;
pub mod organisations;
pub mod people;
pub mod posts;
pub mod search;
pub mod settings;
mod sql;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
pub mod timelines;
pub mod tokens;

pub use connect::{Database, SchemaState};
pub use store::{Db, StorageError, Store, Tx};
