//! Access tokens for our own API (SECURITY AC8).

use domain::ids::{OrganisationId, TokenId};

use crate::{Caller, OperationError, Operations, Secret, Session, view::TokenView};

impl Operations {
    /// Makes a token that acts for an organisation with the person's role of each moment.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::Invalid`] for unknown scopes.
    pub async fn create_token(
        &self,
        _session: &Session,
        _name: &str,
        _organisation: OrganisationId,
        _scopes: &[String],
    ) -> Result<Secret, OperationError> {
        todo!()
    }
    /// The person's tokens.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn tokens(&self, _session: &Session) -> Result<Vec<TokenView>, OperationError> {
        todo!()
    }
    /// Ends a token.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn revoke_token(&self, _session: &Session, _token: TokenId) -> Result<(), OperationError> {
        todo!()
    }
    /// Who has this token; the flag says whether it may write.
    ///
    /// # Errors
    /// [`OperationError::NotSignedIn`] for an unknown or ended token.
    pub async fn caller_by_token(&self, _token: &str) -> Result<(Caller, bool), OperationError> {
        todo!()
    }
}
