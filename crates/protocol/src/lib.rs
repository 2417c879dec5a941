//! How it looks on the wire: ActivityStreams, WebFinger, NodeInfo, HTTP signatures, and the verifier.
//!
//! Pure: no I/O, no async. Nothing from the network takes effect except as a [`envelope::Verified`], which only this
//! crate can make. Start reading at [`envelope`].

pub mod activity;
pub mod actor;
pub mod envelope;
pub mod http_signature;
pub mod names;
pub mod refusal;
pub mod urls;
