//! How often one network may ask for what is costly (SECURITY LI).

use std::{net::IpAddr, num::NonZeroU32};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::{client::network, error::WebError};

/// The limits of one process.
pub(crate) struct Limits {
    search: DefaultKeyedRateLimiter<String>,
    form: DefaultKeyedRateLimiter<String>,
}

/// What is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Costly {
    /// A search, 30 a minute.
    Search,
    /// A form of people who are not logged in, 5 a minute.
    Form,
}

const fn a_minute(times: u32) -> Quota {
    match NonZeroU32::new(times) {
        Some(times) => Quota::per_minute(times),
        None => panic!("a limit is at least one"),
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            search: RateLimiter::keyed(const { a_minute(30) }),
            form: RateLimiter::keyed(const { a_minute(5) }),
        }
    }
}

impl Limits {
    /// Counts one more; refuses above the limit.
    pub(crate) fn take(&self, what: Costly, client: Option<IpAddr>) -> Result<(), WebError> {
        let limiter = match what {
            Costly::Search => &self.search,
            Costly::Form => &self.form,
        };
        if limiter.len() > 10_000 {
            limiter.retain_recent();
        }
        limiter
            .check_key(&network(client))
            .map_err(|_| WebError::TooMany { seconds: 60 })
    }
}
