//! Catch-up by pull between Bandung nodes: push is fast, pull is the promise (PROTOCOL 13.4).

use chrono::Duration;
use domain::outbox::Seq;
use storage::{lanes, outbox, peers, received};

use crate::{OperationError, Operations};

/// Entries of one page.
const ITEMS: usize = 100;
/// Bytes of one page.
const BYTES: usize = 512 * 1024;

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
    /// The newest checkpoint of the sender's log.
    pub checkpoint: Option<String>,
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
        let limit = limit.clamp(1, ITEMS);
        let mut page = CatchUpPage {
            origin: self.require_urls()?.host().to_owned(),
            after,
            last: after,
            // Read first: what comes later is for the next page.
            head: outbox::head(&db).await?.0,
            items: Vec::new(),
            checkpoint: self.newest_checkpoint().await.ok().map(|note| note.to_string()),
        };
        if self.policy().is_suspended(asker_host) {
            return Ok(page);
        }
        self.note_number(Seq(page.head)).await?;
        let mut prev = outbox::previous(&db, asker_host, Seq(after.saturating_add(1))).await?;
        let mut bytes = 0;
        loop {
            let next = outbox::next_entries(&db, asker_host, Seq(page.last), 1).await?;
            let Some(next) = next.first().filter(|next| next.seq.0 <= page.head) else {
                page.last = page.head.max(after);
                return Ok(page);
            };
            let Some(entry) = outbox::entry(&db, next.seq).await? else {
                return Ok(page);
            };
            if self.is_erased(&entry).await? {
                // Its `Delete` follows under a number of its own.
                (page.last, prev) = (next.seq.0, next.seq);
                continue;
            }
            let activity = String::from_utf8(entry.body).unwrap_or_default();
            bytes += activity.len();
            let full = page.items.len() == limit || (bytes > BYTES && !page.items.is_empty());
            if full {
                return Ok(page);
            }
            page.items.push(CatchUpItem {
                seq: next.seq.0,
                prev: prev.0,
                activity,
            });
            page.last = next.seq.0;
            prev = next.seq;
        }
    }

    /// Peers to ask now: at start, after a gap of a minute, every 6 hours: (host, last number received).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn peers_to_ask(&self, at_start: bool) -> Result<Vec<(String, i64)>, OperationError> {
        let now = self.now();
        // Not all nodes at the same minute.
        let jitter = i64::from(u16::from_be_bytes(self.0.entropy.bytes()) % 1_800);
        let regularly = now - Duration::hours(6) + Duration::seconds(jitter);
        let mut found = received::to_ask(&self.db(), at_start, now - Duration::minutes(1), regularly).await?;
        let policy = self.policy();
        found.retain(|(host, _)| !policy.is_suspended(host));
        if !found.is_empty() {
            // Noted before they are asked: one that does not answer is not asked again at once.
            let tx = self.begin().await?;
            for (host, _) in &found {
                lanes::asked(&tx, host, Some(now)).await?;
            }
            tx.commit().await?;
        }
        Ok(found.into_iter().map(|(host, seq)| (host, seq.0)).collect())
    }

    /// The last number of a peer's outbox up to which nothing is missing here.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn received_up_to(&self, host: &str) -> Result<i64, OperationError> {
        let peer = peers::get(&self.db(), host).await?;
        Ok(peer.map_or(0, |peer| peer.received_seq.0))
    }

    /// A page was worked through up to `last`; refused items are passed over.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn caught_up(&self, host: &str, last: i64, refused: usize) -> Result<(), OperationError> {
        let now = self.now();
        let tx = self.begin().await?;
        peers::ensure(&tx, host).await?;
        received::set(&tx, host, Seq(last)).await?;
        lanes::asked(&tx, host, Some(now)).await?;
        if refused > 0 {
            let answer = format!("{refused} of what we asked for was refused and passed over, up to number {last}");
            lanes::answered(&tx, host, None, &answer, now).await?;
        }
        Ok(tx.commit().await?)
    }
}
