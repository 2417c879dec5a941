//! The outbox as the lanes see it, and the peers as the operator sees them (ARCHITECTURE 4.2).

use chrono::{DateTime, Utc};
use domain::{
    delivery::{PeerFacts, Waiting},
    outbox::Seq,
};
use serde::Serialize;

use crate::{OperationError, Operations, Session};

/// A peer's lane, claimed for a minute at a time.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The peer.
    pub host: String,
    /// Where its cursor stands.
    pub cursor: Seq,
    /// What is known about it.
    pub facts: PeerFacts,
    /// Not before.
    pub next_try: Option<DateTime<Utc>>,
    /// What signature it took last: `cavage`, `rfc9421-rsa` or `rfc9421-ed25519`; nothing = not known.
    pub signature: Option<String>,
    /// It is a Bandung node.
    pub bandung: bool,
    /// The operator paused it.
    pub paused: bool,
}

/// One entry for one peer, ready to be sent.
#[derive(Clone, Debug)]
pub struct DeliveryJob {
    /// Its number.
    pub seq: Seq,
    /// The number of the entry for this peer before it (PT6).
    pub prev: Seq,
    /// Id of the actor that signs.
    pub actor: String,
    /// The exact bytes.
    pub body: Vec<u8>,
    /// Inboxes at this peer: the shared one, or personal ones.
    pub inboxes: Vec<String>,
}

/// A peer as the operator sees it.
#[derive(Clone, Debug, Serialize)]
pub struct PeerView {
    /// Host.
    pub host: String,
    /// Entries that wait.
    pub waiting: u64,
    /// Since when the oldest waits.
    pub waiting_since: Option<DateTime<Utc>>,
    /// Entries that were set aside: (number, why).
    pub parked: Vec<(i64, String)>,
    /// Last answer, in words.
    pub last_answer: Option<String>,
    /// Last success towards it.
    pub last_success: Option<DateTime<Utc>>,
    /// Last verified message from it.
    pub last_heard: Option<DateTime<Utc>>,
    /// Next try, where it is backing off.
    pub next_try: Option<DateTime<Utc>>,
    /// Failures in a row.
    pub failures: u32,
    /// Signature kind that it takes.
    pub signature: Option<String>,
    /// A Bandung node.
    pub bandung: bool,
    /// Paused by the operator.
    pub paused: bool,
    /// A person must look: clock, key or expulsion.
    pub alarm: bool,
}

impl Operations {
    /// Waits until the outbox moved or a peer was woken; at most two seconds.
    pub async fn outbox_moved(&self) {
        todo!()
    }
    /// Peers that have something to get and may be tried now.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn due_peers(&self) -> Result<Vec<String>, OperationError> {
        todo!()
    }
    /// Claims or renews the lane of a peer; nothing when somebody else holds it.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn claim(&self, _host: &str, _holder: &str) -> Result<Option<Claim>, OperationError> {
        todo!()
    }
    /// Ends a claim.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn release(&self, _host: &str, _holder: &str) -> Result<(), OperationError> {
        todo!()
    }
    /// The next entries for a peer after a number.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn next_entries(&self, _host: &str, _after: Seq, _most: usize) -> Result<Vec<Waiting>, OperationError> {
        todo!()
    }
    /// One entry with all that is needed to send it; nothing when it must not be sent any more (blocked, erased).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn job(&self, _host: &str, _seq: Seq) -> Result<Option<DeliveryJob>, OperationError> {
        todo!()
    }
    /// Moves the cursor, by the holder only; false when the lane was lost.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn advance(&self, _host: &str, _holder: &str, _from: Seq, _to: Seq) -> Result<bool, OperationError> {
        todo!()
    }
    /// Notes a success: failures end, the signature kind is remembered.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn delivered(&self, _host: &str, _seq: Seq, _signature: &str) -> Result<(), OperationError> {
        todo!()
    }
    /// Notes a failure of the whole peer, with the time of the next try.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn backed_off(
        &self,
        _host: &str,
        _why: &str,
        _until: DateTime<Utc>,
        _alarm: bool,
    ) -> Result<(), OperationError> {
        todo!()
    }
    /// Sets one entry aside.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn park(
        &self,
        _host: &str,
        _seq: Seq,
        _why: &str,
        _retry_at: Option<DateTime<Utc>>,
    ) -> Result<(), OperationError> {
        todo!()
    }
    /// Parked entries of a peer whose time has come, in order.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn parked_due(&self, _host: &str) -> Result<Vec<Waiting>, OperationError> {
        todo!()
    }
    /// A parked entry is done.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn unpark(&self, _host: &str, _seq: Seq) -> Result<(), OperationError> {
        todo!()
    }
    /// Ends the follows of a host whose inbox is gone for good.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn let_go(&self, _host: &str) -> Result<(), OperationError> {
        todo!()
    }
    /// All peers, those with waiting entries first (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn peers(&self, _session: &Session) -> Result<Vec<PeerView>, OperationError> {
        todo!()
    }
    /// One peer with its last 50 answers in words, newest first (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn peer(
        &self,
        _session: &Session,
        _host: &str,
    ) -> Result<(PeerView, Vec<(DateTime<Utc>, String)>), OperationError> {
        todo!()
    }
    /// "Try now": ends the back-off (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn retry_peer(&self, _session: &Session, _host: &str) -> Result<(), OperationError> {
        todo!()
    }
    /// Pauses or resumes a peer (operator).
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn pause_peer(&self, _session: &Session, _host: &str, _paused: bool) -> Result<(), OperationError> {
        todo!()
    }
    /// Drops the parked entries of a peer (operator); gives their number.
    ///
    /// # Errors
    /// [`OperationError::NotFound`].
    pub async fn drop_parked(&self, _session: &Session, _host: &str) -> Result<usize, OperationError> {
        todo!()
    }
}

impl Operations {
    pub(crate) async fn delivery_check(&self) -> Result<crate::view::Check, OperationError> {
        todo!()
    }
}
