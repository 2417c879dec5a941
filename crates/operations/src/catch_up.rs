//! Catch-up by pull between Bandung nodes: push is fast, pull is the promise (PROTOCOL 13.4).

use chrono::Duration;
use domain::outbox::Seq;
use storage::{lanes, outbox, peers, received};

use crate::{OperationError, Operations};

/// The largest page, in bytes.
const LARGEST: usize = 512 * 1024;
/// A gap that lasts this long is asked for.
const GAP: Duration = Duration::minutes(1);
/// Every peer is asked this often.
const EVERY: Duration = Duration::hours(6);

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
        asker_host: &str,
        after: i64,
        limit: usize,
    ) -> Result<CatchUpPage, OperationError> {
        let db = self.db();
        let head = outbox::head(&db).await?.0;
        let origin = self.require_urls()?.host().to_owned();
        let mut page = CatchUpPage {
            origin,
            after,
            last: head.max(after),
            head,
            items: Vec::new(),
        };
        if self.is_suspended(asker_host, "") {
            return Ok(page);
        }
        let waiting = outbox::next_entries(&db, asker_host, Seq(after), limit).await?;
        let full = waiting.len() == limit;
        let mut bytes = 0;
        for (index, next) in waiting.iter().enumerate() {
            let Some(entry) = outbox::entry(&db, next.seq).await? else {
                continue;
            };
            bytes += entry.body.len();
            if bytes > LARGEST && index > 0 {
                return Ok(page);
            }
            let activity = String::from_utf8(entry.body).unwrap_or_default();
            let prev = outbox::previous(&db, asker_host, next.seq).await?.0;
            page.items.push(CatchUpItem {
                seq: next.seq.0,
                prev,
                activity,
            });
            if full || bytes > LARGEST || index + 1 < waiting.len() {
                page.last = next.seq.0;
            } else {
                page.last = head.max(after);
            }
        }
        Ok(page)
    }

    /// Peers to ask now: at start all, after a gap, every 6 hours: (host, last number received).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn peers_to_ask(&self, at_start: bool) -> Result<Vec<(String, i64)>, OperationError> {
        let now = self.now();
        let peers = received::to_ask(&self.db(), at_start, now - GAP, now - EVERY).await?;
        let tx = self.begin().await?;
        for (host, _) in &peers {
            lanes::asked(&tx, host, Some(now)).await?;
        }
        tx.commit().await?;
        Ok(peers.into_iter().map(|(host, seq)| (host, seq.0)).collect())
    }

    /// The last number of a peer's outbox up to which nothing is missing here.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn received_up_to(&self, host: &str) -> Result<i64, OperationError> {
        Ok(peers::get(&self.db(), host)
            .await?
            .map_or(0, |peer| peer.received_seq.0))
    }

    /// A page was worked through up to `last`; refused items are passed over and noted.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn caught_up(&self, host: &str, last: i64, refused: usize) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        peers::ensure(&tx, host).await?;
        received::set(&tx, host, Seq(last)).await?;
        lanes::asked(&tx, host, Some(self.now())).await?;
        if refused > 0 {
            let reason = format!("{refused} refused");
            let who = crate::audit::Who::Other(host);
            self.note_with_reason(&tx, &who, "catch-up.pass-over", &last.to_string(), Some(&reason))
                .await?;
        }
        Ok(tx.commit().await?)
    }
}
