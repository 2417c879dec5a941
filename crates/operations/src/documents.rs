//! The ActivityPub documents that this node serves.

use evidence::keys::{Ed25519Key, RsaKey};
use serde_json::Value;
use std::sync::Arc;

use crate::{OperationError, Operations};

/// What is served at an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Served {
    /// 200 with these exact bytes.
    Document(Vec<u8>),
    /// 410 with a tombstone.
    Gone(Vec<u8>),
}

/// The keys with which an actor of ours signs requests.
#[derive(Clone)]
pub struct ActorKeys {
    /// Id of the actor.
    pub actor: String,
    /// RSA.
    pub rsa: Arc<RsaKey>,
    /// Ed25519.
    pub ed25519: Arc<Ed25519Key>,
}

impl Operations {
    /// The addresses of this node; nothing before set-up.
    #[must_use]
    pub fn urls(&self) -> Option<protocol::urls::NodeUrls> {
        todo!()
    }
    /// The keys of an actor of ours, from memory.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn actor_keys(&self, _actor: &str) -> Result<ActorKeys, OperationError> {
        todo!()
    }
    /// The document at an id of ours (actor, article, note, activity, collection, page of a collection), for a reader.
    /// `reader`: the verified actor of a signed GET. Private, foreign and missing are one answer.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn document(&self, _target: &str, _reader: Option<&str>) -> Result<Served, OperationError> {
        todo!()
    }
    /// The id of the object whose page has this path (`/@handle`, `/practices/slug`, `/posts/id`).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn object_of_page(&self, _path: &str) -> Result<String, OperationError> {
        todo!()
    }
    /// The answer of WebFinger for a resource (PW1, PW2).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn webfinger(&self, _resource: &str) -> Result<Value, OperationError> {
        todo!()
    }
    /// NodeInfo, `2.0` or `2.1`.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for other versions.
    pub async fn nodeinfo(&self, _version: &str) -> Result<Value, OperationError> {
        todo!()
    }
}
