//! What the network is: organisations, practices, reports, declarations and their endorsements, networks and their
//! members, accounts, follows, delivery rules.
//!
//! Pure rules on types that cannot hold an invalid state. No I/O, no clock, no randomness, no JSON of the wire:
//! time and random bytes come in as arguments. Start reading at [`practice`] and [`delivery`].

pub mod account;
pub mod block_list;
pub mod clock;
pub mod declaration;
pub mod delivery;
pub mod duplicates;
pub mod endorsement;
pub mod field_error;
pub mod figures;
pub mod first_contact;
pub mod follow;
mod form;
pub mod ids;
pub mod mail_address;
pub mod membership;
pub mod moderation;
pub mod network;
pub mod organisation;
pub mod outbox;
pub mod permissions;
pub mod policy;
pub mod practice;
pub mod replication;
pub mod roster;
pub mod search_text;
pub mod second_factor;
pub mod signature_file;
pub mod slug;
pub mod small_cells;
pub mod text;
pub mod time;
pub mod vocabulary;
