//! People: log-in, log-out, passwords, roles (SECURITY AC).

use domain::{
    account::{NewPassword, NodeRole, Role},
    ids::{LoginId, OrganisationId, PersonId},
};
use secrecy::SecretString;

use crate::{
    Caller, OperationError, Operations, Session,
    view::{LoginView, PersonView},
};

/// A secret that is shown once: a link's token, an access token, a login cookie.
pub struct Secret(pub SecretString);

/// A new person.
pub struct NewPerson {
    /// Name to log in with.
    pub login: String,
    /// Name.
    pub name: String,
    /// Role for the node.
    pub node_role: Option<NodeRole>,
    /// Roles in organisations.
    pub roles: Vec<(OrganisationId, Role)>,
}

impl Operations {
    /// Logs a person in; gives the value of the login cookie. The same work and the same answer for unknown names.
    ///
    /// # Errors
    /// [`OperationError::NotSignedIn`] for a wrong name or password, [`OperationError::TooMany`].
    pub async fn log_in(
        &self,
        _login: &str,
        _password: SecretString,
        _device: &str,
        _client: &str,
    ) -> Result<Secret, OperationError> {
        todo!()
    }
    /// Who has this login cookie.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn caller_by_cookie(&self, _cookie: &str) -> Result<Caller, OperationError> {
        todo!()
    }
    /// The person acts for another of their organisations from now on.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn act_for(&self, _session: &Session, _organisation: OrganisationId) -> Result<(), OperationError> {
        todo!()
    }
    /// Ends this login.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn log_out(&self, _session: &Session) -> Result<(), OperationError> {
        todo!()
    }
    /// The person's logins.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn logins(&self, _session: &Session) -> Result<Vec<LoginView>, OperationError> {
        todo!()
    }
    /// Ends one login, or all others.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn end_logins(&self, _session: &Session, _one: Option<LoginId>) -> Result<(), OperationError> {
        todo!()
    }
    /// Changes the password; ends all other logins and tokens.
    ///
    /// # Errors
    /// [`OperationError::NotSignedIn`] when the old one is wrong.
    pub async fn change_password(
        &self,
        _session: &Session,
        _old: SecretString,
        _new: NewPassword,
    ) -> Result<(), OperationError> {
        todo!()
    }
    /// A session of the local operator, for the command line; audited as that name or "system".
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for an unknown name.
    pub async fn local_operator(
        &self,
        _name: Option<&str>,
        _organisation: Option<&str>,
    ) -> Result<Session, OperationError> {
        todo!()
    }
    /// Adds a person (operator); gives a link with which they choose a password.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::Forbidden`].
    pub async fn add_person(&self, _session: &Session, _person: NewPerson) -> Result<Secret, OperationError> {
        todo!()
    }
    /// All people (operator), or those of an organisation (owner).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn people(
        &self,
        _session: &Session,
        _organisation: Option<OrganisationId>,
    ) -> Result<Vec<PersonView>, OperationError> {
        todo!()
    }
    /// A person by login name (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn person_by_login(&self, _session: &Session, _login: &str) -> Result<PersonView, OperationError> {
        todo!()
    }
    /// Sets or ends a role in an organisation; the last owner cannot go (RO3).
    ///
    /// # Errors
    /// [`OperationError::Refused`], [`OperationError::Forbidden`].
    pub async fn set_role(
        &self,
        _session: &Session,
        _person: PersonId,
        _organisation: OrganisationId,
        _role: Option<Role>,
    ) -> Result<(), OperationError> {
        todo!()
    }
    /// Disables or enables a person (operator); disabling ends all logins and tokens. The last operator cannot go.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn disable_person(
        &self,
        _session: &Session,
        _person: PersonId,
        _disabled: bool,
    ) -> Result<(), OperationError> {
        todo!()
    }
    /// Ends all logins and tokens of a person (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn end_all_logins(&self, _session: &Session, _person: PersonId) -> Result<(), OperationError> {
        todo!()
    }
}
