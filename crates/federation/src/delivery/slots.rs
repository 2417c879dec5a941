//! How many requests are out at once, and who gets the next place: slow peers must not hold up the rest (decision 25).

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use chrono::TimeDelta;
use operations::Clock;
use tokio::sync::Semaphore;

/// At most this many requests at once, to all peers that answer in time.
const IN_FLIGHT: usize = 32;
/// Peers that answered slowly share so many places.
const SLOW: usize = IN_FLIGHT / 4;
/// Whoever has not answered after this long is slow, and gives the place away.
const SLOW_AFTER: TimeDelta = TimeDelta::seconds(2);
/// So many may still be waited for whose place was given away.
const LATE: usize = 128;

/// The places, and how each peer answered last.
pub(super) struct Slots {
    quick: Semaphore,
    slow: Semaphore,
    late: Semaphore,
    /// Whether the last answer of a host came slowly; nothing for hosts that were not asked since the start.
    last: Mutex<HashMap<String, bool>>,
}

impl Default for Slots {
    fn default() -> Self {
        Self {
            quick: Semaphore::new(IN_FLIGHT),
            slow: Semaphore::new(SLOW),
            late: Semaphore::new(LATE),
            last: Mutex::default(),
        }
    }
}

impl Slots {
    /// From now on nothing is sent.
    pub(super) fn close(&self) {
        self.quick.close();
        self.slow.close();
    }

    pub(super) fn are_closed(&self) -> bool {
        self.quick.is_closed()
    }

    /// Whether the host has answered in time since the start: others are tried with one request first.
    pub(super) fn is_proven(&self, host: &str) -> bool {
        self.slowness(host) == Some(false)
    }

    fn slowness(&self, host: &str) -> Option<bool> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.get(host).copied()
    }

    fn note(&self, host: &str, slow: bool) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.insert(host.to_owned(), slow);
    }

    /// Waits for a place, then for the answer of the host. Nothing when the node is stopping.
    pub(super) async fn take<T>(&self, host: &str, clock: &dyn Clock, request: impl Future<Output = T>) -> Option<T> {
        let mut place = None;
        if self.slowness(host) != Some(true) {
            place = Some(self.quick.acquire().await.ok()?);
        }
        // It may have turned out slow while this one waited.
        let slow = self.slowness(host) == Some(true);
        let _slow_place = if slow {
            drop(place.take());
            Some(self.slow.acquire().await.ok()?)
        } else {
            None
        };
        tokio::pin!(request);
        let late = clock.sleep_until(clock.now() + SLOW_AFTER);
        tokio::select! {
            answer = &mut request => {
                self.note(host, false);
                return Some(answer);
            }
            () = late => self.note(host, true),
        }
        let _waited_for = self.late.try_acquire().ok().inspect(|_| drop(place.take()));
        Some(request.await)
    }
}
