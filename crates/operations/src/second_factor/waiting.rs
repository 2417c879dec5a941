//! What was begun and waits for its second half: in memory, bounded, for ten minutes.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::PersonId;
use webauthn_rs::{
    Webauthn,
    prelude::{PasskeyAuthentication, PasskeyRegistration},
};

/// How long something waits.
const WAITS: TimeDelta = TimeDelta::minutes(10);
/// How many wait at most; the oldest go first.
const MOST: usize = 1_000;

/// Things that wait, by a key.
pub(crate) struct Waiting<T>(Mutex<HashMap<String, (T, DateTime<Utc>)>>);

impl<T> Default for Waiting<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Waiting<T> {
    /// Keeps a thing in place of an earlier one with the same key.
    pub(crate) fn put(&self, key: String, thing: T, now: DateTime<Utc>) {
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        things.retain(|_, (_, since)| is_young(*since, now));
        if things.len() >= MOST
            && let Some(oldest) = things
                .iter()
                .min_by_key(|(_, (_, since))| *since)
                .map(|(key, _)| key.clone())
        {
            things.remove(&oldest);
        }
        things.insert(key, (thing, now));
    }

    /// The thing, which stays.
    pub(crate) fn look(&self, key: &str, now: DateTime<Utc>) -> Option<T> {
        let things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (thing, since) = things.get(key)?;
        is_young(*since, now).then(|| thing.clone())
    }

    /// The thing, once.
    pub(crate) fn take(&self, key: &str, now: DateTime<Utc>) -> Option<T> {
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (thing, since) = things.remove(key)?;
        is_young(since, now).then_some(thing)
    }
}

fn is_young(since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (TimeDelta::zero()..=WAITS).contains(&(now - since))
}

/// Somebody who gave the right password and not yet the second factor.
#[derive(Clone)]
pub(crate) struct HalfLogin {
    pub(crate) person: PersonId,
    pub(crate) device: String,
    /// The hash of the password that was given: a new password ends what was begun with the old one.
    pub(crate) password_hash: Option<String>,
}

/// All that waits.
#[derive(Default)]
pub(crate) struct Ceremonies {
    /// By the secret that the form of the second step carries.
    pub(crate) logins: Waiting<HalfLogin>,
    /// Secrets offered to apps, by login.
    pub(crate) offers: Waiting<[u8; 20]>,
    /// Passkeys that are being made, by login.
    pub(crate) registrations: Waiting<(Webauthn, PasskeyRegistration)>,
    /// Questions to passkeys, by login or by the secret of a half log-in.
    pub(crate) questions: Waiting<(Webauthn, PasskeyAuthentication)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_taken_once_and_not_after_ten_minutes() {
        let waiting = Waiting::default();
        let now = DateTime::UNIX_EPOCH;
        waiting.put("a".to_owned(), 1, now);
        waiting.put("b".to_owned(), 2, now);
        assert_eq!(waiting.look("a", now), Some(1));
        assert_eq!(waiting.take("a", now), Some(1));
        assert_eq!(waiting.take("a", now), None);
        assert_eq!(waiting.take("b", now + WAITS + TimeDelta::seconds(1)), None);
    }

    #[test]
    fn what_waits_is_bounded() {
        let waiting = Waiting::default();
        for number in 0..MOST + 5 {
            let at = DateTime::UNIX_EPOCH + TimeDelta::milliseconds(i64::try_from(number).unwrap());
            waiting.put(number.to_string(), number, at);
        }
        let things = waiting.0.lock().unwrap();
        assert_eq!(
            (things.len(), things.contains_key("4"), things.contains_key("5")),
            (MOST, false, true)
        );
    }
}
