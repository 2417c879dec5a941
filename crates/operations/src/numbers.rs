//! Numbers of the outbox are never used twice, not even after a restore (PROTOCOL PT12, SECURITY R09).
//!
//! How far the numbers went that left this node stands where the signed heads stand, which a restore does not bring
//! back. An outbox that is found older than that goes on above it. Ids need none of this: they are drawn anew.

use domain::outbox::Seq;
use storage::{
    heads::{self, Book, Head},
    outbox,
};
use tokio::sync::Mutex;

use crate::{OperationError, Operations, audit::Who};

/// The name of the row.
const OUTBOX: &str = "outbox";
/// Where it is not known how far the numbers went (the heads are lost too), so many are left out: more than a node sends
/// between two backups.
const UNKNOWN: i64 = 1_000_000;

/// How far the numbers went that are noted.
#[derive(Default)]
pub(crate) struct Numbers(Mutex<Seq>);

impl Operations {
    /// Notes that a number is about to leave this node; durable when it returns.
    pub(crate) async fn note_number(&self, seq: Seq) -> Result<(), OperationError> {
        let mut noted = self.0.numbers.0.lock().await;
        if *noted >= seq {
            return Ok(());
        }
        // All that there is by now, so that a burst costs one write.
        let head = outbox::head(&self.db()).await?.max(seq);
        let store = &self.0.store;
        loop {
            let held = heads::get(store, Book::Sent, OUTBOX).await?;
            // Another process may be further.
            let far_enough = held.as_ref().is_some_and(|held| held.size >= head.0.cast_unsigned());
            if far_enough || heads::advance(store, Book::Sent, OUTBOX, held.as_ref(), &mark(head)).await? {
                *noted = head;
                return Ok(());
            }
        }
    }

    /// An outbox that is older than what left this node goes on above that.
    pub(crate) async fn leave_used_numbers_out(&self) -> Result<(), OperationError> {
        let head = outbox::head(&self.db()).await?;
        let store = &self.0.store;
        let to = match heads::get(store, Book::Sent, OUTBOX).await? {
            Some(held) => Seq(held.size.cast_signed()),
            None if head == Seq::default() => {
                heads::advance(store, Book::Sent, OUTBOX, None, &mark(head)).await?;
                return Ok(());
            }
            None => Seq(head.0.saturating_add(UNKNOWN)),
        };
        if to <= head {
            return Ok(());
        }
        let tx = self.begin().await?;
        outbox::go_on_above(&tx, to).await?;
        let said = format!("{} to {}", head.0, to.0);
        self.note(&tx, &Who::Other("system"), "outbox.skip", &said).await?;
        tx.commit().await?;
        tracing::warn!(
            head = head.0,
            to = to.0,
            "the database is older than what this node sent: numbers that were used are left out"
        );
        self.note_number(to).await
    }
}

fn mark(seq: Seq) -> Head {
    Head {
        size: seq.0.cast_unsigned(),
        root: [0; 32],
        note: String::new(),
    }
}
