//! Activities that arrive together share a transaction: on a slow disk a commit costs more than everything else
//! (SECURITY 6.2). Each is still answered only when it is durable, and none can spoil the others.

use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::future::BoxFuture;
use protocol::{activity::Activity, envelope::Verified};
use serde_json::Value;
use storage::StorageError;
use tokio::sync::oneshot;

use super::{Known, Receipt, Taken, forbidden};
use crate::{OperationError, Operations};

/// This many share a transaction at most: the last one does not wait long.
const TOGETHER: usize = 64;

/// A verified activity on its way to its effect.
#[derive(Debug)]
pub struct Arrival {
    /// What was verified.
    pub verified: Verified<Value>,
    /// What it says: [`Activity::read`] of it.
    pub activity: Activity,
    /// What was fetched for it.
    pub known: Known,
}

/// Those that wait for the transaction that is running.
#[derive(Default)]
pub(crate) struct Arrivals(Mutex<Queue>);

#[derive(Default)]
struct Queue {
    waiting: Vec<Waiting>,
    working: bool,
}

struct Waiting {
    arrival: Arrival,
    answer: oneshot::Sender<Result<Receipt, OperationError>>,
}

impl Arrivals {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether somebody must begin to work.
    fn push(&self, waiting: Waiting) -> bool {
        let mut queue = self.lock();
        queue.waiting.push(waiting);
        !std::mem::replace(&mut queue.working, true)
    }

    /// The next ones, in the order in which they came; nothing ends the work.
    fn next(&self) -> Vec<Waiting> {
        let mut queue = self.lock();
        let count = queue.waiting.len().min(TOGETHER);
        queue.working = count > 0;
        queue.waiting.drain(..count).collect()
    }
}

/// Lets the next arrival begin to work anew when this work breaks off.
struct Work<'a>(&'a Arrivals);

impl Drop for Work<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().working = false;
        }
    }
}

impl Operations {
    /// Applies an activity, once; the answer is durable.
    ///
    /// # Errors
    /// [`OperationError::Protocol`] with status and reason when it is refused; nothing is stored then. Other bytes under
    /// a known id: 409, and both are kept as evidence.
    pub fn receive(&self, arrival: Arrival) -> BoxFuture<'_, Result<Receipt, OperationError>> {
        // Boxed: an arrival is large, and everything on its way would hold it several times.
        Box::pin(self.receive_boxed(arrival))
    }

    async fn receive_boxed(&self, arrival: Arrival) -> Result<Receipt, OperationError> {
        let activity = &arrival.activity;
        if activity.actor != *arrival.verified.actor() {
            return Err(forbidden("actor-mismatch"));
        }
        if self.is_suspended(activity.actor.host(), activity.actor.as_str()) {
            return Err(forbidden("blocked"));
        }
        // PostgreSQL takes many transactions at once and joins their commits itself.
        if !self.0.store.is_sqlite() {
            return Box::pin(self.receive_alone(&arrival)).await;
        }
        let (answer, answered) = oneshot::channel();
        if self.0.arrivals.push(Waiting { arrival, answer }) {
            let operations = self.clone();
            // A task of its own: what shares a transaction does not end with the request of one of them.
            self.0.runtime.spawn(async move { operations.receive_waiting().await });
        }
        let stopped = || StorageError::Database("the node stops".to_owned());
        answered.await.unwrap_or_else(|_| Err(stopped().into()))
    }

    async fn receive_waiting(&self) {
        let _work = Work(&self.0.arrivals);
        loop {
            let next = self.0.arrivals.next();
            if next.is_empty() {
                return;
            }
            Box::pin(self.receive_all(next)).await;
        }
    }

    async fn receive_all(&self, waiting: Vec<Waiting>) {
        if waiting.len() > 1
            && let Ok(taken) = self.receive_together(&waiting).await
        {
            for (waiting, taken) in waiting.into_iter().zip(taken) {
                waiting.tell(taken.into_answer());
            }
            return;
        }
        // One of them is refused, or the only one: each by itself, so that none depends on another.
        for waiting in waiting {
            let answer = self.receive_alone(&waiting.arrival).await;
            waiting.tell(answer);
        }
    }

    async fn receive_together(&self, waiting: &[Waiting]) -> Result<Vec<Taken>, OperationError> {
        let tx = self.begin().await?;
        let mut taken = Vec::with_capacity(waiting.len());
        for waiting in waiting {
            taken.push(self.take(&tx, &waiting.arrival).await?);
        }
        self.commit_and_wake(tx).await?;
        self.settle_rosters().await?;
        Ok(taken)
    }

    async fn receive_alone(&self, arrival: &Arrival) -> Result<Receipt, OperationError> {
        let tx = self.begin().await?;
        let taken = self.take(&tx, arrival).await?;
        self.commit_and_wake(tx).await?;
        self.settle_rosters().await?;
        taken.into_answer()
    }
}

impl Waiting {
    fn tell(self, answer: Result<Receipt, OperationError>) {
        // Whoever asked may have gone; the effect stays.
        let _ = self.answer.send(answer);
    }
}

impl Taken {
    fn into_answer(self) -> Result<Receipt, OperationError> {
        match self {
            Self::Receipt(receipt) => Ok(receipt),
            Self::Refused(refusal) => Err(OperationError::Protocol(refusal)),
        }
    }
}
