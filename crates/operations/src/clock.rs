//! The clock as a port: the system's, or the test clock of a whole network.

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
