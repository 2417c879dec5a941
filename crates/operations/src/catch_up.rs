//! Catch-up by pull between Bandung nodes: push is fast, pull is the promise (PROTOCOL 13.4).

use crate::{OperationError, Operations};

/// One entry of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatchUpItem {
    /// Number in the sender's outbox.
    pub seq: i64,
    /// The number before it that the asker may see.
    pub prev: i64,
    /// The exact bytes as text.
    pub activity: String,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatchUpPage {
    /// Host of the sender.
    pub origin: String,
    /// Asked from.
    pub after: i64,
    /// Highest number considered for this page.
    pub last: i64,
    /// Highest number there is.
    pub head: i64,
    /// Entries.
    pub items: Vec<CatchUpItem>,
}

impl Operations {
    /// What an asker missed: what its lane would have sent it. At most 100 items and 512 KiB.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn catch_up_page(
        &self,
        _asker_host: &str,
        _after: i64,
        _limit: usize,
    ) -> Result<CatchUpPage, OperationError> {
        todo!()
    }
    /// Peers to ask now: at start, after a gap, every 6 hours: (host, last number received).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn peers_to_ask(&self, _at_start: bool) -> Result<Vec<(String, i64)>, OperationError> {
        todo!()
    }
    /// A page was worked through up to `last`; refused items are passed over.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn caught_up(&self, _host: &str, _last: i64, _refused: usize) -> Result<(), OperationError> {
        todo!()
    }
}
