//! How it looks on the wire: ActivityStreams, WebFinger, NodeInfo, HTTP signatures, and the verifier.
//!
//! Pure: no I/O, no async. Nothing from the network takes effect except as a [`envelope::Verified`], which only this
//! crate can make. Start reading at [`envelope`].

pub mod activity;
pub mod actor;
pub mod article;
pub mod audience;
pub mod collection;
pub mod content;
pub mod context;
pub mod declaration;
pub mod endorsement;
pub mod envelope;
pub mod host_meta;
pub mod http_signature;
pub mod lenient;
pub mod limits;
pub mod membership;
pub mod names;
pub mod network;
pub mod nodeinfo;
pub mod note;
pub mod ordered_json;
pub mod picture;
pub mod refusal;
pub mod services;
pub mod time;
pub mod tombstone;
pub mod urls;
pub mod webfinger;
mod wording;
