//! Whom our organisations follow.

use domain::ids::{FollowId, OrganisationId};
use protocol::actor::RemoteActor;

use crate::{OperationError, Operations, Session, view::FollowView};

impl Operations {
    /// Asks to follow an actor (looked up before); pending until it accepts. Organisations of this node are followed
    /// by the same call, without the network.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::Refused`] for a blocked one.
    pub async fn follow(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
        _actor: &RemoteActor,
    ) -> Result<FollowView, OperationError> {
        todo!()
    }
    /// Ends a follow.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn unfollow(&self, _session: &Session, _follow: FollowId) -> Result<(), OperationError> {
        todo!()
    }
    /// Whom an organisation follows, or asked to.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn following(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
    ) -> Result<Vec<FollowView>, OperationError> {
        todo!()
    }
}
