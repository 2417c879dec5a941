//! Doubling waits after failed log-ins, per account and per client; in memory, bounded (SECURITY LI).

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, Duration, Utc};

use crate::OperationError;

/// Tries that cost no wait.
const FREE: u32 = 5;
/// The longest wait, in seconds.
const LONGEST: i64 = 15 * 60;
/// How many names and clients are remembered; the oldest go first.
const REMEMBERED: usize = 10_000;

/// Tries by key: how many, and when the last one was.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<String, (u32, DateTime<Utc>)>>);

impl Throttle {
    /// Counts a try before it is made, so that tries at the same time are all counted.
    ///
    /// # Errors
    /// [`OperationError::TooMany`] while one of the keys must wait; the try is not counted then.
    pub(crate) fn begin(&self, keys: &[&str], now: DateTime<Utc>) -> Result<(), OperationError> {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = keys.iter().filter_map(|key| wait(*tries.get(*key)?, now)).max();
        if let Some(seconds) = wait {
            return Err(OperationError::TooMany { seconds });
        }
        for key in keys {
            if tries.len() >= REMEMBERED
                && !tries.contains_key(*key)
                && let Some(oldest) = tries.iter().min_by_key(|(_, (_, at))| *at).map(|(key, _)| key.clone())
            {
                tries.remove(&oldest);
            }
            let entry = tries.entry((*key).to_owned()).or_insert((0, now));
            *entry = (entry.0.saturating_add(1), now);
        }
        Ok(())
    }

    /// A try succeeded: the account starts anew, and the client has this one back.
    pub(crate) fn succeeded(&self, account: &str, client: Option<&str>) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tries.remove(account);
        if let Some((count, _)) = client.and_then(|client| tries.get_mut(client)) {
            *count = count.saturating_sub(1);
        }
    }
}

fn wait((count, last): (u32, DateTime<Utc>), now: DateTime<Utc>) -> Option<u64> {
    let doublings = count.checked_sub(FREE)?.min(16);
    let until = last + Duration::seconds((1_i64 << doublings).min(LONGEST));
    // Rounded up: a wait is over when all of it is.
    let left = (until - now).num_milliseconds().saturating_add(999) / 1_000;
    u64::try_from(left).ok().filter(|left| *left > 0)
}

/// The key of a client: its /24 or /64, so that changing the last digits of an address does not help.
pub(crate) fn client_key(client: &str) -> String {
    match client.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            format!("client:{a}.{b}.{c}")
        }
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("client:{a:x}:{b:x}:{c:x}:{d:x}")
        }
        Err(_) => format!("client:{}", client.chars().take(64).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait_of(throttle: &Throttle, key: &str, now: DateTime<Utc>) -> Option<u64> {
        wait(*throttle.0.lock().unwrap().get(key)?, now)
    }

    #[test]
    fn w03_waits_double_after_five_tries_and_end_with_success() {
        let throttle = Throttle::default();
        let mut now = DateTime::UNIX_EPOCH;
        for _ in 0..5 {
            assert_eq!(wait_of(&throttle, "ana", now), None);
            throttle.begin(&["ana"], now).unwrap();
        }
        let mut waits = Vec::new();
        for _ in 0..12 {
            let seconds = wait_of(&throttle, "ana", now).unwrap();
            assert!(throttle.begin(&["ana"], now).is_err());
            waits.push(seconds);
            now += Duration::seconds(i64::try_from(seconds).unwrap());
            throttle.begin(&["ana"], now).unwrap();
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
        assert_eq!(wait_of(&throttle, "ben", now), None);

        throttle.succeeded("ana", None);

        assert_eq!(wait_of(&throttle, "ana", now), None);
    }

    #[test]
    fn w03_the_last_part_of_a_second_is_waited_for_too() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            throttle.begin(&["ana"], DateTime::UNIX_EPOCH).unwrap();
        }
        let nearly = DateTime::UNIX_EPOCH + Duration::milliseconds(1);
        assert_eq!(wait_of(&throttle, "ana", nearly), Some(1));
        assert_eq!(
            wait_of(&throttle, "ana", DateTime::UNIX_EPOCH + Duration::seconds(1)),
            None
        );
    }

    #[test]
    fn a_success_gives_the_client_its_try_back() {
        let throttle = Throttle::default();
        for number in 0..20 {
            let account = format!("name:{number}");
            throttle.begin(&[&account, "client"], DateTime::UNIX_EPOCH).unwrap();
            throttle.succeeded(&account, Some("client"));
        }
        assert_eq!(wait_of(&throttle, "client", DateTime::UNIX_EPOCH), None);
    }

    #[test]
    fn what_is_remembered_is_bounded_and_the_oldest_goes_first() {
        let throttle = Throttle::default();
        for number in 0..REMEMBERED + 3 {
            let at = DateTime::UNIX_EPOCH + Duration::seconds(i64::try_from(number).unwrap());
            throttle.begin(&[&number.to_string()], at).unwrap();
        }
        let tries = throttle.0.lock().unwrap();
        assert_eq!(
            (tries.len(), tries.contains_key("2"), tries.contains_key("3")),
            (REMEMBERED, false, true)
        );
    }

    #[test]
    fn neighbours_in_one_network_are_one_client() {
        assert_eq!(client_key("192.0.2.7"), client_key("192.0.2.200"));
        assert_eq!(client_key("::ffff:192.0.2.7"), client_key("192.0.2.7"));
        assert_eq!(client_key("2001:db8::1"), client_key("2001:db8::ffff"));
        assert_ne!(client_key("192.0.2.7"), client_key("192.0.3.7"));
        assert_ne!(client_key("2001:db8:0:1::1"), client_key("2001:db8:0:2::1"));
    }
}
