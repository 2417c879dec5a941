//! Links with a secret: invitations and password resets (7 days, once; SECURITY SE5).

use domain::{
    account::{NewPassword, Role},
    ids::{LinkId, OrganisationId, PersonId},
};

use crate::{OperationError, Operations, Secret, Session, view::LinkView};

/// What an invitation says before it is used.
pub struct Invitation {
    /// Name of the organisation.
    pub organisation: String,
    /// Role that it gives.
    pub role: Role,
}

impl Operations {
    /// Invites somebody to an organisation (owner).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn invite(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
        _role: Role,
    ) -> Result<Secret, OperationError> {
        todo!()
    }
    /// Open invitations of an organisation.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn invitations(
        &self,
        _session: &Session,
        _organisation: OrganisationId,
    ) -> Result<Vec<LinkView>, OperationError> {
        todo!()
    }
    /// Takes an invitation back.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn revoke_link(&self, _session: &Session, _link: LinkId) -> Result<(), OperationError> {
        todo!()
    }
    /// What an invitation says.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] when it was used, has ended or never was.
    pub async fn invitation(&self, _secret: &str) -> Result<Invitation, OperationError> {
        todo!()
    }
    /// Accepts an invitation with a new account.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::NotFound`].
    pub async fn accept_invitation(
        &self,
        _secret: &str,
        _login: &str,
        _name: &str,
        _password: NewPassword,
    ) -> Result<(), OperationError> {
        todo!()
    }
    /// A link to choose a new password (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn reset_link(&self, _session: &Session, _person: PersonId) -> Result<Secret, OperationError> {
        todo!()
    }
    /// Whether a reset link is valid; gives the login name.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn check_reset_link(&self, _secret: &str) -> Result<String, OperationError> {
        todo!()
    }
    /// Sets a new password by link; ends all logins and tokens.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn reset_password(&self, _secret: &str, _password: NewPassword) -> Result<(), OperationError> {
        todo!()
    }
}
