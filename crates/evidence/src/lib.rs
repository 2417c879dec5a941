//! What anybody can check without us: strict and canonical JSON, keys, integrity proofs, origins.
//!
//! No I/O and no async. `bandung verify` and outsiders need nothing else of this node. Start reading at [`proof`].

pub mod bundle;
pub mod canonical_json;
pub mod context;
pub mod documents;
pub mod keys;
pub mod log;
pub mod multibase;
pub mod origin;
pub mod package;
pub mod proof;
pub mod receipt;
pub mod strict_json;
pub mod tally;
pub mod text_digest;
