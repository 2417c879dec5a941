//! Health: what `/readyz`, the dashboard and `bandung doctor` say.

use crate::{OperationError, Operations, view::Check};

impl Operations {
    /// All checks that need no network.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn checks(&self) -> Result<Vec<Check>, OperationError> {
        todo!()
    }
    /// Whether the node can write now; the reasons why not.
    pub async fn ready(&self) -> Result<(), Vec<String>> {
        todo!()
    }
}
