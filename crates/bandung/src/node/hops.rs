//! Who brings requests: whether a proxy stands in front that is not named, or one that does not say who asks (AC10).

use std::{
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use actix_web::dev::ServiceRequest;

/// What was seen since the start. Counts, no addresses of visitors.
#[derive(Default)]
pub(crate) struct Hops {
    trusted: Vec<IpAddr>,
    seen: Mutex<Seen>,
}

/// Requests by the way that they took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// From addresses that are no named proxy, with `X-Forwarded-For`; the last of these addresses.
    pub(crate) unnamed: (u64, Option<IpAddr>),
    /// From others directly.
    pub(crate) direct: u64,
    /// From a named proxy that did not say who asks.
    pub(crate) silent: u64,
    /// From a named proxy that did.
    pub(crate) told: u64,
}

impl Hops {
    pub(crate) fn new(trusted: Vec<IpAddr>) -> Self {
        Self {
            trusted,
            seen: Mutex::default(),
        }
    }

    /// Counts a request. Questions about health come from this machine and say nothing.
    pub(super) fn note(&self, request: &ServiceRequest) {
        let Some(from) = request.peer_addr().map(|address| address.ip().to_canonical()) else {
            return;
        };
        if matches!(request.path(), "/readyz" | "/livez" | "/metrics") {
            return;
        }
        self.count(from, request.headers().contains_key("x-forwarded-for"));
    }

    fn count(&self, from: IpAddr, forwarded: bool) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let count = match (self.trusted.contains(&from), forwarded) {
            (true, true) => &mut seen.told,
            (true, false) => &mut seen.silent,
            (false, false) => &mut seen.direct,
            (false, true) => {
                seen.unnamed.1 = Some(from);
                &mut seen.unnamed.0
            }
        };
        *count = count.saturating_add(1);
    }

    /// What was seen so far.
    pub(crate) fn seen(&self) -> Seen {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_the_way_that_they_took() {
        let (proxy, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([172, 18, 0, 2]));
        let hops = Hops::new(vec![proxy]);
        for (from, forwarded) in [
            (proxy, true),
            (proxy, false),
            (other, true),
            (other, false),
            (other, true),
        ] {
            hops.count(from, forwarded);
        }
        let expected = Seen {
            unnamed: (2, Some(other)),
            direct: 1,
            silent: 1,
            told: 1,
        };
        assert_eq!(hops.seen(), expected);
    }
}
