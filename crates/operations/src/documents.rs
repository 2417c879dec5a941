//! The ActivityPub documents that this node serves.

use serde_json::Value;

use crate::{OperationError, Operations};

/// What is served at an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Served {
    /// 200 with these exact bytes.
    Document(Vec<u8>),
    /// 410 with a tombstone.
    Gone(Vec<u8>),
}

impl Operations {
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
