//! How many activities one server may send: 50 a second, 500 at once (SECURITY LI). Counted by the verified host, so
//! that nobody can use up the share of another.

use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use protocol::refusal::Refusal;

const PER_SECOND: NonZeroU32 = NonZeroU32::new(50).expect("not zero");
const AT_ONCE: NonZeroU32 = NonZeroU32::new(500).expect("not zero");
/// When more hosts than this are remembered, those that are not at their limit are forgotten.
const REMEMBERED: usize = 10_000;

/// The rates of all servers.
pub(crate) struct Rates(DefaultKeyedRateLimiter<String>);

impl Default for Rates {
    fn default() -> Self {
        Self(RateLimiter::keyed(Quota::per_second(PER_SECOND).allow_burst(AT_ONCE)))
    }
}

impl Rates {
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
        let rates = Rates::default();
        let taken = (0..600).filter(|_| rates.count("loud.example").is_ok()).count();

        assert!((500..600).contains(&taken), "{taken}");
        assert_eq!(rates.count("loud.example"), Err(Refusal::new(429, "rate")));
        assert_eq!(rates.count("calm.example"), Ok(()));
    }
}
