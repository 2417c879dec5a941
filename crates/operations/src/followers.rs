//! Who follows our organisations.

use domain::ids::{FollowId, OrganisationId};

use crate::{OperationError, Operations, Session, view::FollowView};

impl Operations {
    /// Followers of an organisation, those who wait first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn followers(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
    ) -> Result<Vec<FollowView>, OperationError> {
        todo!()
    }
    /// Accepts a follower who waits; sends `Accept`.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn accept_follower(&self, _session: &Session, _follow: FollowId) -> Result<(), OperationError> {
        todo!()
    }
    /// Refuses or removes a follower; sends `Reject`.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn refuse_follower(&self, _session: &Session, _follow: FollowId) -> Result<(), OperationError> {
        todo!()
    }
}
