//! How it is kept: rows and media; one module per aggregate; takes and returns domain types.
//!
//! Knows no rules and no wire shapes. `sea_orm` is named only here and in `migrations`. Statements are written by hand,
//! one text for SQLite and PostgreSQL. Start reading at [`Store`].

pub mod actor_keys;
pub mod application_drafts;
pub mod arriving;
pub mod audit;
mod backup;
pub mod blocks;
pub mod bundle_actors;
pub mod collection_items;
mod connect;
pub mod contacts;
pub mod declarations;
pub mod drafts;
pub mod endorsements;
pub mod evidence;
pub mod featured;
pub mod featured_members;
pub mod flags;
pub mod followers;
pub mod following;
pub mod heads;
pub mod hidings;
pub mod inbox_seen;
pub mod interactions;
pub mod joined_networks;
pub mod lanes;
pub mod links;
pub mod log;
pub mod logins;
pub mod mails;
pub mod media;
pub mod membership_checks;
pub mod membership_links;
pub mod membership_log;
pub mod memberships;
pub mod moderation_notices;
pub mod network_letters;
pub mod network_proposals;
pub mod networks;
pub mod organisations;
pub mod outbox;
pub mod parked;
pub mod peers;
pub mod people;
pub mod pinned_actors;
pub mod policy_changes;
pub mod posts;
pub mod quote_stamps;
pub mod received;
pub mod recounts;
pub mod refusals;
pub mod remote_actors;
pub mod roster_documents;
pub mod rosters;
pub mod search;
pub mod second_factors;
pub mod settings;
mod sql;
pub mod statements;
mod store;
pub mod subscriptions;
pub mod tallies;
#[cfg(feature = "testing")]
pub mod testing;
pub mod timelines;
pub mod tokens;
pub mod tombstones;
pub mod trusted_networks;
pub mod waiting;
pub mod witnesses;

pub use connect::{Database, SchemaState};
pub use store::{Db, StorageError, Store, Tx};
