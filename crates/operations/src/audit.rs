//! The audit log: append-only, hash-chained, names the human (SECURITY AU).

use crate::{
    OperationError, Operations, Session,
    view::{AuditView, Page},
};

impl Operations {
    /// The log, newest first.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn audit(&self, _session: &Session, _after: Option<&str>) -> Result<Page<AuditView>, OperationError> {
        todo!()
    }
    /// Whether the chain is whole; gives the number of rows, or the first row that does not fit.
    ///
    /// # Errors
    /// [`OperationError::Refused`].
    pub async fn verify_audit(&self) -> Result<u64, OperationError> {
        todo!()
    }
}
