//! Organisations of this node: founding, profile, page.

use domain::{
    ids::{MediaId, OrganisationId, PostId},
    organisation::{Organisation, Profile},
};

use crate::{
    Caller, OperationError, Operations, Session,
    view::{ActorCard, OrganisationPage, Page},
};

impl Operations {
    /// Founds an organisation: keys, actor, first owner (operator).
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::Forbidden`].
    pub async fn found_organisation(
        &self,
        _session: &Session,
        _handle: &str,
        _profile: Profile,
    ) -> Result<Organisation, OperationError> {
        todo!()
    }
    /// Changes the profile (owner); sends `Update` of the actor.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn change_profile(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
        _profile: Profile,
    ) -> Result<(), OperationError> {
        todo!()
    }
    /// Stores a logo and sets it.
    ///
    /// # Errors
    /// [`OperationError::Refused`] for what is no picture.
    pub async fn set_logo(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
        _bytes: Vec<u8>,
    ) -> Result<MediaId, OperationError> {
        todo!()
    }
    /// An organisation by handle.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn organisation(&self, _handle: &str) -> Result<Organisation, OperationError> {
        todo!()
    }
    /// An organisation by id.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn organisation_by_id(&self, _id: OrganisationId) -> Result<Organisation, OperationError> {
        todo!()
    }
    /// All organisations of this node, by name.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn organisations(&self) -> Result<Vec<ActorCard>, OperationError> {
        todo!()
    }
    /// The page of an organisation.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn organisation_page(
        &self,
        _caller: &Caller,
        _handle: &str,
        _after: Option<&str>,
    ) -> Result<OrganisationPage, OperationError> {
        todo!()
    }
    /// Pins or unpins a practice (at most 5); sends `Add` or `Remove`.
    ///
    /// # Errors
    /// [`OperationError::Refused`] above five.
    pub async fn feature(&self, _session: &Session, _practice: PostId, _featured: bool) -> Result<(), OperationError> {
        todo!()
    }
    /// Known organisations, here and elsewhere, that published practices.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn authors(&self, _after: Option<&str>) -> Result<Page<ActorCard>, OperationError> {
        todo!()
    }
}
