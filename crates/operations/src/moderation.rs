//! Reports and blocks.

use domain::{ids::FlagId, policy::Severity};

use crate::{OperationError, Operations, Session, view::FlagView};

impl Operations {
    /// Reports to the moderators, open ones first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn flags(&self, _session: &Session) -> Result<Vec<FlagView>, OperationError> {
        todo!()
    }
    /// Marks a report as dealt with.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn resolve_flag(&self, _session: &Session, _flag: FlagId) -> Result<(), OperationError> {
        todo!()
    }
    /// Blocks a host or lifts the block.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn block_host(
        &self,
        _session: &Session,
        _host: &str,
        _severity: Option<Severity>,
        _reason: &str,
    ) -> Result<(), OperationError> {
        todo!()
    }
    /// All blocks of hosts: (host, severity, reason).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn blocked_hosts(&self, _session: &Session) -> Result<Vec<(String, Severity, String)>, OperationError> {
        todo!()
    }
}

impl Operations {
    pub(crate) async fn load_policy(&self) -> Result<(), OperationError> {
        Ok(())
    }
}
