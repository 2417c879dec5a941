//! From an empty data folder to a node with a domain, an operator and an organisation.

use domain::{account::NewPassword, organisation::Profile};

use crate::{OperationError, Operations, Secret, view::NodeView};

/// What the set-up pages ask for.
pub struct SetupForm {
    /// The host; for ever.
    pub domain: String,
    /// The first operator's name to log in with.
    pub login: String,
    /// Name shown to colleagues.
    pub name: String,
    /// Password.
    pub password: NewPassword,
    /// Handle of the first organisation.
    pub handle: String,
    /// The first organisation.
    pub profile: Profile,
}

impl Operations {
    /// The node, for every page.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn node(&self) -> Result<NodeView, OperationError> {
        todo!()
    }
    /// Makes a new set-up link (30 minutes, once) and ends older ones. Refused when the node is set up.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn new_setup_link(&self) -> Result<Secret, OperationError> {
        todo!()
    }
    /// Whether a set-up secret is valid now.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn check_setup_link(&self, _secret: &str) -> Result<(), OperationError> {
        todo!()
    }
    /// Sets the node up: domain, keys, operator, organisation, all in one transaction. Ends the link.
    ///
    /// # Errors
    /// [`OperationError::Invalid`], [`OperationError::NotFound`] for a dead link.
    pub async fn complete_setup(&self, _secret: &str, _form: SetupForm) -> Result<(), OperationError> {
        todo!()
    }
    /// Name, description, rules and language of the node (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::Invalid`].
    pub async fn change_node(
        &self,
        _session: &crate::Session,
        _name: &str,
        _about: &str,
        _rules: &str,
        _language: &str,
    ) -> Result<(), OperationError> {
        todo!()
    }
}
