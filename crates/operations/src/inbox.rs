//! What arrives from other servers takes effect here: once, in one transaction, only as [`Verified`].

use protocol::{activity::Body, actor::RemoteActor, envelope::Verified};
use serde_json::Value;

use crate::{OperationError, Operations};

/// What was fetched before the transaction, as snapshots.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The author of the activity.
    pub author: Option<RemoteActor>,
    /// An object that the activity names and that was fetched from its own id: (id, exact bytes, author).
    pub object: Option<(String, Vec<u8>, RemoteActor)>,
    /// The target of a `Move`.
    pub target: Option<RemoteActor>,
    /// The covered sequence of the sender: (seq, prev).
    pub sequence: Option<(i64, i64)>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It took effect.
    Applied,
    /// Seen before; nothing done.
    Repeated,
    /// Kept until what it refers to arrives.
    Waiting,
    /// Understood or not, of no interest here.
    Ignored,
}

impl Operations {
    /// Whether nothing is taken from this host or actor.
    #[must_use]
    pub fn is_suspended(&self, _host: &str, _actor: &str) -> bool {
        todo!()
    }
    /// Whether this activity was seen: same bytes = `Some(true)`, other bytes = `Some(false)`.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn seen(&self, _activity: &str, _sha256: &[u8; 32]) -> Result<Option<bool>, OperationError> {
        todo!()
    }
    /// Which ids the activity needs fetched before it can take effect (object of an Announce, target of a Move).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn needs(&self, _body: &Body) -> Result<Vec<String>, OperationError> {
        todo!()
    }
    /// Applies an activity.
    ///
    /// # Errors
    /// [`OperationError::Protocol`] with status and reason when it is refused; nothing is stored then but an audit row.
    pub async fn receive(
        &self,
        _activity: &Verified<Value>,
        _body: Body,
        _known: Known,
    ) -> Result<Receipt, OperationError> {
        todo!()
    }
    /// A stored actor of another server: (actor, when fetched).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn remote_actor(
        &self,
        _id: &str,
    ) -> Result<Option<(RemoteActor, chrono::DateTime<chrono::Utc>)>, OperationError> {
        todo!()
    }
    /// Stores what was fetched of an actor (exact bytes); its peer row is made where it is missing.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn store_remote_actor(&self, _actor: &RemoteActor, _bytes: &[u8]) -> Result<(), OperationError> {
        todo!()
    }
    /// Stores an object that was fetched from its own id because somebody here asked for it. Returns its id.
    ///
    /// # Errors
    /// [`OperationError::Protocol`] when it cannot be read.
    pub async fn store_fetched_object(
        &self,
        _id: &str,
        _bytes: &[u8],
        _author: &RemoteActor,
    ) -> Result<String, OperationError> {
        todo!()
    }
}
