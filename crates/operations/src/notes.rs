//! Short texts and gestures: replies, likes, boosts, and the first look at what strangers send.

use domain::ids::PostId;

use crate::{
    Caller, OperationError, Operations, Session,
    view::{Page, PostView, Published, ThreadView},
};

impl Operations {
    /// Replies to a post for the organisation that the person acts for. Plain text, at most 5,000 graphemes.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::NotFound`].
    pub async fn reply(
        &self,
        _session: &Session,
        _to: PostId,
        _text: &str,
        _language: &str,
        _key: Option<&str>,
    ) -> Result<Published, OperationError> {
        todo!()
    }
    /// Likes or unlikes.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn like(&self, _session: &Session, _post: PostId, _liked: bool) -> Result<(), OperationError> {
        todo!()
    }
    /// Boosts or takes the boost back. Only public posts.
    ///
    /// # Errors
    /// [`OperationError::NotFound`], [`OperationError::Refused`].
    pub async fn boost(&self, _session: &Session, _post: PostId, _boosted: bool) -> Result<(), OperationError> {
        todo!()
    }
    /// Deletes a note of ours.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn delete_note(&self, _session: &Session, _post: PostId) -> Result<(), OperationError> {
        todo!()
    }
    /// A post with its thread.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn thread(&self, _caller: &Caller, _post: PostId) -> Result<ThreadView, OperationError> {
        todo!()
    }
    /// What answers or reports on our posts, newest first; what waits for a first look is marked.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn incoming(&self, _session: &Session, _after: Option<&str>) -> Result<Page<PostView>, OperationError> {
        todo!()
    }
    /// Shows a held post to all and trusts its author from now on, or hides it.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn first_look(&self, _session: &Session, _post: PostId, _show: bool) -> Result<(), OperationError> {
        todo!()
    }
}
