//! What an answer of an inbox means.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(24 * 3_600);
const FIRST_WAIT: Duration = Duration::from_secs(30);
const LONGEST_WAIT: Duration = Duration::from_secs(6 * 3_600);
const FAILING_LONG: TimeDelta = TimeDelta::days(30);
const GONE_FOR_GOOD: TimeDelta = TimeDelta::days(7);
const TRIES_WHEN_FORBIDDEN: u32 = 3;

/// What came back from a peer's inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An HTTP status, with `Retry-After` where there was one.
    Status {
        /// 100 to 599.
        code: u16,
        /// As it was sent; what is above 24 hours is cut here.
        retry_after: Option<Duration>,
    },
    /// 410 with a body that names the object of the entry: the object is gone there, not the inbox.
    ObjectGone,
    /// No HTTP answer: time-out, DNS, TLS, refused connection. The text is for the operator.
    Unreachable(String),
}

impl Answer {
    /// The inbox itself is not there any more (404, 410). See [`PeerFacts::gone_since`].
    #[must_use]
    pub fn says_gone(&self) -> bool {
        matches!(self, Self::Status { code: 404 | 410, .. })
    }
}

/// What to do with the entry and with the peer after an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Delivered.
    Done,
    /// Once more at once with the other signature kind (decision 14).
    OtherSignature,
    /// Set aside for a person to look at, with a time to try again where it may heal by itself; the rest goes on.
    Park {
        /// When to try again by itself.
        retry_at: Option<DateTime<Utc>>,
    },
    /// Everything for this peer waits until then.
    BackOff {
        /// When to try again.
        until: DateTime<Utc>,
    },
    /// As back-off, and a person must look: clock, key or expulsion.
    HoldAndAlarm {
        /// When to try again.
        until: DateTime<Utc>,
    },
    /// Everything for this peer waits until it is heard from.
    Rest,
    /// The inbox is gone for good: let the followers of that host go.
    LetGo,
}

/// What is known about a peer when an answer is judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeerFacts {
    /// A member of a network of ours.
    pub member: bool,
    /// Failures in a row, before this answer.
    pub failures: u32,
    /// Since when it fails.
    pub failing_since: Option<DateTime<Utc>>,
    /// Since when every answer is [`Answer::says_gone`]; any other answer ends it.
    pub gone_since: Option<DateTime<Utc>>,
    /// Tries of this one entry that failed, before this answer.
    pub entry_failures: u32,
    /// The other signature kind was tried for this entry.
    pub tried_other_signature: bool,
    /// Another entry was delivered to this peer since this one first failed.
    pub others_succeed: bool,
}

/// Judges an answer. `jitter` is a random number from 0.0 to 1.0.
#[must_use]
pub fn after(answer: &Answer, peer: &PeerFacts, now: DateTime<Utc>, jitter: f64) -> Step {
    let (code, retry_after) = match answer {
        Answer::ObjectGone => return Step::Done,
        Answer::Unreachable(_) => return wait(None, peer, now, jitter),
        Answer::Status { code, retry_after } => (*code, *retry_after),
    };
    match code {
        200..=299 | 409 => Step::Done,
        400 | 401 if !peer.tried_other_signature => Step::OtherSignature,
        401 | 403 if peer.member => hold(peer, now, jitter),
        401 | 403 if peer.entry_failures.saturating_add(1) >= TRIES_WHEN_FORBIDDEN => Step::Park { retry_at: None },
        401 | 403 => wait(None, peer, now, jitter),
        404 | 410 if peer.member => hold(peer, now, jitter),
        404 | 410 if !peer.others_succeed && lasts(peer.gone_since, GONE_FOR_GOOD, now) => Step::LetGo,
        404 | 410 => wait(None, peer, now, jitter),
        // Too many requests concern the peer, not one entry: without a time of its own, ours is taken.
        429 => wait(Some(retry_after.unwrap_or_default()), peer, now, jitter),
        408 | 421 => wait(retry_after, peer, now, jitter),
        400..=499 | 501 => Step::Park { retry_at: None },
        _ => wait(retry_after, peer, now, jitter),
    }
}

/// A failure that may heal by itself. One entry that fails alone never holds the peer, unless the peer itself said
/// when it wants to be asked again.
fn wait(asked: Option<Duration>, peer: &PeerFacts, now: DateTime<Utc>, jitter: f64) -> Step {
    if peer.others_succeed && asked.is_none() {
        let pause = back_off(peer.entry_failures.saturating_add(1), None, now, jitter);
        return Step::Park {
            retry_at: Some(later(now, pause)),
        };
    }
    if !peer.member && lasts(peer.failing_since, FAILING_LONG, now) {
        return Step::Rest;
    }
    let pause = back_off(peer.failures.saturating_add(1), peer.failing_since, now, jitter);
    Step::BackOff {
        until: later(now, pause.max(asked.unwrap_or_default().min(DAY))),
    }
}

/// A member that refuses us is never given up: slower steps, from an hour to a day. What it refuses alone is parked.
fn hold(peer: &PeerFacts, now: DateTime<Utc>, jitter: f64) -> Step {
    if peer.others_succeed {
        let pause = doubled(HOUR, DAY, peer.entry_failures);
        return Step::Park {
            retry_at: Some(later(now, pause)),
        };
    }
    // Not full jitter: a refusal does not heal within seconds.
    let pause = doubled(HOUR, DAY, peer.failures);
    Step::HoldAndAlarm {
        until: later(now, pause / 2 + share(pause / 2, jitter)),
    }
}

/// The wait after `failures` failures in a row: full jitter, 30 s doubled to 6 h; daily after 30 days of failing.
#[must_use]
pub fn back_off(failures: u32, failing_since: Option<DateTime<Utc>>, now: DateTime<Utc>, jitter: f64) -> Duration {
    if lasts(failing_since, FAILING_LONG, now) {
        return DAY + share(HOUR, jitter);
    }
    let most = doubled(FIRST_WAIT, LONGEST_WAIT, failures.saturating_sub(1));
    // Never at once: a jitter of zero must not become a loop.
    share(most, jitter).max(Duration::from_secs(1))
}

fn doubled(first: Duration, most: Duration, times: u32) -> Duration {
    first.saturating_mul(2_u32.saturating_pow(times)).min(most)
}

fn share(of: Duration, jitter: f64) -> Duration {
    if jitter.is_nan() {
        of
    } else {
        of.mul_f64(jitter.clamp(0.0, 1.0))
    }
}

fn lasts(since: Option<DateTime<Utc>>, least: TimeDelta, now: DateTime<Utc>) -> bool {
    since.is_some_and(|since| now.signed_duration_since(since) >= least)
}

fn later(now: DateTime<Utc>, pause: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(pause)
        .ok()
        .and_then(|pause| now.checked_add_signed(pause))
        .unwrap_or(now)
}

#[cfg(test)]
mod tests;
