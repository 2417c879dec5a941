//! After a start: what networks changed while this node was off is read before their members are heard, so that what an
//! expelled one sends late is refused (M03).

use std::sync::atomic::Ordering;

use chrono::Duration;
use storage::trusted_networks;

use crate::{OperationError, Operations};

/// So long after a start members wait at most, also where no network answers.
const WAIT: Duration = Duration::seconds(30);
/// A roster that was found to be complete so shortly before the start counts as it is.
const FRESH: Duration = Duration::minutes(5);

impl Operations {
    /// Whether what an actor says must wait: it stands on a roster of which it is not known yet what changed while this
    /// node was off.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn awaits_roster(&self, actor: &str) -> Result<bool, OperationError> {
        let book = &self.0.rosters;
        if book.asked.load(Ordering::Relaxed) || self.now() - book.started >= WAIT {
            return Ok(false);
        }
        for (network, roster) in &self.policy().rosters {
            if roster.standing(actor).is_none() {
                continue;
            }
            // Of a network of ours nothing can be missing here.
            let trusted = trusted_networks::get(&self.db(), network).await?;
            let is_old = |checked| book.started - checked > FRESH;
            if trusted.is_some_and(|trusted| trusted.checked_at.is_none_or(is_old)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// All networks were asked once since the start, whatever they answered.
    pub fn rosters_were_asked(&self) {
        self.0.rosters.asked.store(true, Ordering::Relaxed);
        self.0.rosters.all_asked.notify_waiters();
    }

    /// Waits until nobody waits for a roster any more.
    pub async fn rosters_asked(&self) {
        let book = &self.0.rosters;
        let asked = book.all_asked.notified();
        if !book.asked.load(Ordering::Relaxed) {
            tokio::select! {
                () = asked => {}
                () = self.0.clock.sleep_until(book.started + WAIT) => {}
            }
        }
    }
}
