//! What other nodes and logs say about the numbers of a declaration.

use storage::declarations::Declaration;

use crate::{OperationError, Operations, view::declarations::RecountView};

impl Operations {
    /// How other nodes counted, and why a published number does not fit its log, if it does not.
    pub(crate) async fn recounts_of(
        &self,
        _declaration: &str,
    ) -> Result<(Vec<RecountView>, Option<String>), OperationError> {
        Ok((Vec::new(), None))
    }

    /// Origin and size of the log in which a declaration's endorsements are.
    pub(crate) async fn log_of(
        &self,
        declaration: &Declaration,
    ) -> Result<(Option<String>, Option<u64>), OperationError> {
        self.counted_log(declaration).await
    }
}
