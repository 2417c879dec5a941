//! How many activities one server may send: 50 a second, 500 at once (SECURITY LI). Counted by the verified host, so
//! that nobody can use up the share of another.

use std::{num::NonZeroU32, sync::Arc, time::Duration};

use governor::{
    Quota, RateLimiter, clock::Clock as GovernorClock, middleware::NoOpMiddleware, state::keyed::DefaultKeyedStateStore,
};
use operations::{Clock, Elapsed};
use protocol::refusal::Refusal;

const PER_SECOND: NonZeroU32 = NonZeroU32::new(50).expect("not zero");
const AT_ONCE: NonZeroU32 = NonZeroU32::new(500).expect("not zero");
/// When more hosts than this are remembered, those that are not at their limit are forgotten.
const REMEMBERED: usize = 10_000;

/// The time of the node, as the limiter reads it.
#[derive(Clone)]
struct Time(Arc<Elapsed>);

impl GovernorClock for Time {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.get()
    }
}

/// The rates of all servers.
pub(crate) struct Rates(RateLimiter<String, DefaultKeyedStateStore<String>, Time, NoOpMiddleware<Duration>>);

impl Rates {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        let quota = Quota::per_second(PER_SECOND).allow_burst(AT_ONCE);
        let time = Time(Arc::new(Elapsed::since_now(clock)));
        Self(RateLimiter::new(quota, DefaultKeyedStateStore::default(), time))
    }

    /// Counts one activity of a host.
    ///
    /// # Errors
    /// 429 when it sends too many.
    pub(crate) fn count(&self, host: &str) -> Result<(), Refusal> {
        if self.0.len() > REMEMBERED {
            self.0.retain_recent();
        }
        self.0
            .check_key(&host.to_owned())
            .map_err(|_| Refusal::new(429, "rate"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i22_a_host_above_its_rate_is_refused_and_others_are_not() {
        let rates = Rates::new(Arc::new(operations::SystemClock));
        let taken = (0..600).filter(|_| rates.count("loud.example").is_ok()).count();

        assert!((500..600).contains(&taken), "{taken}");
        assert_eq!(rates.count("loud.example"), Err(Refusal::new(429, "rate")));
        assert_eq!(rates.count("calm.example"), Ok(()));
    }
}
