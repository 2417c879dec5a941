//! Doubling waits after failed log-ins, per account and per client; in memory, bounded (SECURITY LI).

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, Duration, Utc};

/// Failures that cost no wait.
const FREE: u32 = 5;
/// The longest wait.
const LONGEST: i64 = 15 * 60;
/// How many names and clients are remembered; the oldest go first.
const REMEMBERED: usize = 10_000;

#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<String, (u32, DateTime<Utc>)>>);

impl Throttle {
    /// How long this key must still wait, in seconds.
    pub(crate) fn wait(&self, key: &str, now: DateTime<Utc>) -> Option<u64> {
        let tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (failures, last) = tries.get(key)?;
        let doublings = failures.checked_sub(FREE)?.min(16);
        let until = *last + Duration::seconds((1_i64 << doublings).min(LONGEST));
        let left = (until - now).num_seconds();
        u64::try_from(left).ok().filter(|left| *left > 0)
    }

    pub(crate) fn failed(&self, key: &str, now: DateTime<Utc>) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= REMEMBERED
            && let Some(oldest) = tries.iter().min_by_key(|(_, (_, at))| *at).map(|(key, _)| key.clone())
        {
            tries.remove(&oldest);
        }
        let entry = tries.entry(key.to_owned()).or_insert((0, now));
        *entry = (entry.0.saturating_add(1), now);
    }

    pub(crate) fn succeeded(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w03_waits_double_after_five_failures_and_end_with_success() {
        let throttle = Throttle::default();
        let now = DateTime::UNIX_EPOCH;
        for _ in 0..5 {
            assert_eq!(throttle.wait("ana", now), None);
            throttle.failed("ana", now);
        }
        assert_eq!(throttle.wait("ana", now), Some(1));
        throttle.failed("ana", now);
        throttle.failed("ana", now);
        assert_eq!(throttle.wait("ana", now), Some(4));
        assert_eq!(throttle.wait("ben", now), None);
        for _ in 0..40 {
            throttle.failed("ana", now);
        }
        assert_eq!(throttle.wait("ana", now), Some(900));
        throttle.succeeded("ana");
        assert_eq!(throttle.wait("ana", now), None);
    }
}
