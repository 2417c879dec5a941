//! Timelines.

use crate::{
    OperationError, Operations, Session,
    view::{Page, PostView},
};

impl Operations {
    /// What the organisation and those that it follows published and boosted, newest first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn home_timeline(
        &self,
        _session: &Session,
        _after: Option<&str>,
    ) -> Result<Page<PostView>, OperationError> {
        todo!()
    }
    /// Everything public that this node published or received from those whom it follows, newest first.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn public_timeline(
        &self,
        _local_only: bool,
        _after: Option<&str>,
    ) -> Result<Page<PostView>, OperationError> {
        todo!()
    }
    /// Public posts with a hashtag (lower case, without `#`).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn tag_timeline(&self, _tag: &str, _after: Option<&str>) -> Result<Page<PostView>, OperationError> {
        todo!()
    }
}
