//! How often one network may ask for what is costly (SECURITY LI).

use std::{net::IpAddr, num::NonZeroU32, sync::Arc, time::Duration};

use governor::{
    Quota, RateLimiter, clock::Clock as GovernorClock, middleware::NoOpMiddleware, state::keyed::DefaultKeyedStateStore,
};
use operations::{Clock, Elapsed};

use crate::{client::network, error::WebError};

/// The time of the node, as the limiters read it.
#[derive(Clone)]
struct Time(Arc<Elapsed>);

impl GovernorClock for Time {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.get()
    }
}

type Limiter = RateLimiter<String, DefaultKeyedStateStore<String>, Time, NoOpMiddleware<Duration>>;

/// The limits of one process.
pub(crate) struct Limits {
    search: Limiter,
    form: Limiter,
    endorsement: Limiter,
    confirmation: Limiter,
    invitation: Limiter,
    reset: Limiter,
    export: Limiter,
    file: Limiter,
}

/// What is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Costly {
    /// A search, 30 a minute.
    Search,
    /// A form of people who are not logged in, 5 a minute.
    Form,
    /// An endorsement or an application without an account, 30 in ten minutes (decision 24).
    Endorsement,
    /// A button behind the private link of an endorsement, 30 in ten minutes: a hall confirms from one network.
    Confirmation,
    /// An invitation that is accepted, 5 a minute.
    Invitation,
    /// A new password by a link, 5 a minute.
    Reset,
    /// A list that only few may take away, 5 a minute.
    Export,
    /// A public list of names or figures as a file, 30 a minute.
    File,
}

const fn a_minute(times: u32) -> Quota {
    match NonZeroU32::new(times) {
        Some(times) => Quota::per_minute(times),
        None => panic!("a limit is at least one"),
    }
}

const THIRTY: NonZeroU32 = match NonZeroU32::new(30) {
    Some(thirty) => thirty,
    None => panic!("a limit is at least one"),
};

impl Limits {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        let time = Time(Arc::new(Elapsed::since_now(clock)));
        let limiter = |quota| RateLimiter::new(quota, DefaultKeyedStateStore::default(), time.clone());
        Self {
            search: limiter(a_minute(30)),
            form: limiter(a_minute(5)),
            endorsement: limiter(a_minute(3).allow_burst(THIRTY)),
            confirmation: limiter(a_minute(3).allow_burst(THIRTY)),
            invitation: limiter(a_minute(5)),
            reset: limiter(a_minute(5)),
            export: limiter(a_minute(5)),
            file: limiter(a_minute(30)),
        }
    }

    /// Counts one more; refuses above the limit.
    pub(crate) fn take(&self, what: Costly, client: Option<IpAddr>) -> Result<(), WebError> {
        let limiter = match what {
            Costly::Search => &self.search,
            Costly::Form => &self.form,
            Costly::Endorsement => &self.endorsement,
            Costly::Confirmation => &self.confirmation,
            Costly::Invitation => &self.invitation,
            Costly::Reset => &self.reset,
            Costly::Export => &self.export,
            Costly::File => &self.file,
        };
        if limiter.len() > 10_000 {
            limiter.retain_recent();
        }
        limiter
            .check_key(&network(client))
            .map_err(|_| WebError::TooMany { seconds: 60 })
    }
}
