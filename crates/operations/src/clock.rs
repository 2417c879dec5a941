//! The clock as a port: the system's, or the test clock of a whole network.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use futures::future::BoxFuture;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The time now, cut to microseconds.
    fn now(&self) -> DateTime<Utc>;
    /// Waits until a moment.
    fn sleep_until(&self, moment: DateTime<Utc>) -> BoxFuture<'static, ()>;
}

/// The clock of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        use chrono::SubsecRound;
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that reads the clock (ARCHITECTURE I7)"
        )]
        Utc::now().trunc_subsecs(6)
    }

    fn sleep_until(&self, moment: DateTime<Utc>) -> BoxFuture<'static, ()> {
        let wait = (moment - self.now()).to_std().unwrap_or_default();
        Box::pin(tokio::time::sleep(wait))
    }
}

/// How much time has passed, for limits of rates: stands still where the clock is set back, so that nobody is shut out
/// until it has caught up.
pub struct Elapsed {
    clock: Arc<dyn Clock>,
    passed: Mutex<(DateTime<Utc>, Duration)>,
}

impl Elapsed {
    /// Begins to count now.
    #[must_use]
    pub fn since_now(clock: Arc<dyn Clock>) -> Self {
        let passed = Mutex::new((clock.now(), Duration::ZERO));
        Self { clock, passed }
    }

    /// The time since it was made.
    #[must_use]
    pub fn get(&self) -> Duration {
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        let step = (now - passed.0).to_std().unwrap_or_default();
        *passed = (now, passed.1.saturating_add(step));
        passed.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Set(Mutex<Vec<i64>>);

    impl Clock for Set {
        fn now(&self) -> DateTime<Utc> {
            DateTime::from_timestamp(self.0.lock().unwrap().pop().unwrap(), 0).unwrap()
        }

        fn sleep_until(&self, _: DateTime<Utc>) -> BoxFuture<'static, ()> {
            Box::pin(std::future::pending())
        }
    }

    #[test]
    fn what_has_passed_never_shrinks_and_goes_on_after_a_step_back() {
        let mut times = vec![1_000, 1_003, 400, 402, 9_402];
        times.reverse();
        let elapsed = Elapsed::since_now(Arc::new(Set(Mutex::new(times))));
        let passed: Vec<u64> = (0..4).map(|_| elapsed.get().as_secs()).collect();
        assert_eq!(passed, [3, 3, 5, 9_005]);
    }
}
