//! A clock that is wrong signs nothing and ends nothing; the node goes on by itself when it is right (SECURITY 6.4).

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::clock::{ClockFault, WITNESSES, judge, median};
use storage::{peers, settings};

use crate::{
    OperationError, Operations, Session,
    audit::Who,
    view::{Check, CheckState},
};

/// What others said counts for so long.
const SAMPLE_LIVES: TimeDelta = TimeDelta::hours(1);
/// So many servers are asked at once.
const ASKED: usize = 5;
/// Where the highest time is kept.
const HIGHEST: &str = "clock_highest";
const MINUTE: &str = "%Y-%m-%d %H:%M UTC";

/// What is known about the time, in memory.
#[derive(Default)]
pub(crate) struct ClockGate {
    /// The highest time that was ever stored, in microseconds; 0 = nothing yet.
    highest: AtomicI64,
    /// By host: their time minus ours, and when they said so.
    samples: Mutex<Samples>,
    /// Hosts that somebody here follows. Strangers can be many: where three of these say something, only these count.
    chosen: Mutex<BTreeSet<String>>,
    told: AtomicBool,
}

type Samples = BTreeMap<String, (TimeDelta, DateTime<Utc>)>;

impl Operations {
    pub(crate) async fn load_clock(&self) -> Result<(), OperationError> {
        let highest = storage::audit::highest_time(&self.db()).await?;
        let kept = settings::get(&self.db(), HIGHEST).await?;
        let kept = kept.and_then(|text| text.parse().ok()).unwrap_or_default();
        let highest = highest.map_or(0, |time| time.timestamp_micros()).max(kept);
        self.0.clock_gate.highest.store(highest, Ordering::Relaxed);
        self.load_chosen().await
    }

    async fn load_chosen(&self) -> Result<(), OperationError> {
        let hosts = storage::following::hosts(&self.db()).await?;
        *self.chosen() = hosts.into_iter().collect();
        Ok(())
    }

    /// Why the clock is not believed now; nothing when it is.
    #[must_use]
    pub fn clock_fault(&self) -> Option<ClockFault> {
        let now = self.now();
        judge(now, self.highest_time(), &self.offsets(now)).err()
    }

    /// # Errors
    /// [`OperationError::Refused`] while the clock is wrong: nothing may be signed.
    pub(crate) fn require_clock(&self) -> Result<(), OperationError> {
        match self.clock_fault() {
            None => Ok(()),
            Some(fault) => Err(wrong_clock(self.now(), fault)),
        }
    }

    /// The time for what ends by itself: while the clock is wrong, never later than what is known to have been.
    pub(crate) fn ending_now(&self) -> DateTime<Utc> {
        match (self.clock_fault(), self.highest_time()) {
            (Some(_), Some(highest)) => self.now().min(highest),
            (Some(_), None) => DateTime::UNIX_EPOCH,
            (None, _) => self.now(),
        }
    }

    /// Something is about to be stored with the time of now.
    pub(crate) fn time_is_stored(&self) {
        if self.clock_fault().is_none() {
            let now = self.now().timestamp_micros();
            self.0.clock_gate.highest.fetch_max(now, Ordering::Relaxed);
        }
    }

    /// What another server says the time is.
    pub fn note_peer_time(&self, host: &str, said: DateTime<Utc>) {
        let now = self.now();
        let mut samples = self.samples();
        samples.insert(host.to_owned(), (said - now, now));
        if samples.len() > 100 {
            let chosen = self.chosen();
            let stranger = samples.keys().find(|host| !chosen.contains(*host)).cloned();
            if let Some(host) = stranger {
                samples.remove(&host);
            } else {
                samples.pop_first();
            }
        }
    }

    /// Hosts that could be asked what time it is, since too few said so lately: those heard from last.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn time_witnesses(&self) -> Result<Vec<String>, OperationError> {
        let now = self.now();
        let fresh: Vec<String> = {
            let samples = self.samples();
            // While the clock is wrong everybody is asked again: it may have been set.
            let lives = if self.fault_of(now, &samples) {
                TimeDelta::zero()
            } else {
                TimeDelta::minutes(10)
            };
            let fresh = samples.iter().filter(|(_, (_, at))| (now - *at).abs() < lives);
            fresh.map(|(host, _)| host.clone()).collect()
        };
        if fresh.len() >= ASKED {
            return Ok(Vec::new());
        }
        let mut known = peers::list(&self.db()).await?;
        known.retain(|peer| !fresh.contains(&peer.host) && !self.policy().is_suspended(&peer.host));
        let chosen = self.chosen().clone();
        known.sort_by_key(|peer| {
            std::cmp::Reverse((chosen.contains(&peer.host), peer.last_heard.max(peer.last_success)))
        });
        Ok(known
            .into_iter()
            .take(ASKED - fresh.len())
            .map(|peer| peer.host)
            .collect())
    }

    /// Keeps the highest time for the next start, and tells when the clock became wrong or right. To be called each
    /// minute.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn keep_time(&self) -> Result<(), OperationError> {
        let fault = self.clock_fault();
        let told = self.0.clock_gate.told.swap(fault.is_some(), Ordering::Relaxed);
        match fault {
            Some(fault) if !told => {
                tracing::warn!(
                    "{}: nothing is signed and nothing ends until it is set",
                    in_words(self.now(), fault)
                );
            }
            None if told => tracing::info!("the clock is right again"),
            _ => {}
        }
        self.load_chosen().await?;
        if fault.is_some() {
            return Ok(());
        }
        let tx = self.begin().await?;
        settings::set(&tx, HIGHEST, &self.now().timestamp_micros().to_string()).await?;
        Ok(tx.commit().await?)
    }

    /// Believes the clock as it is now, though a later time is stored: a clock that was wrong stored it. Only where no
    /// three other servers say what time it is; at the machine only. False when there is nothing to mend.
    ///
    /// # Errors
    /// [`OperationError::Forbidden`] for a log-in from a browser.
    pub async fn believe_clock(&self, session: &Session) -> Result<bool, OperationError> {
        session.require_machine()?;
        let Some(ClockFault::BeforeStored { stored }) = self.clock_fault() else {
            return Ok(false);
        };
        self.0
            .clock_gate
            .highest
            .store(self.now().timestamp_micros(), Ordering::Relaxed);
        let tx = self.begin().await?;
        settings::set(&tx, HIGHEST, &self.now().timestamp_micros().to_string()).await?;
        self.note(&tx, &Who::Person(session), "clock.believe", &stored.to_rfc3339())
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    pub(crate) fn clock_check(&self) -> Check {
        let check = |state, text| Check {
            name: "clock",
            state,
            text,
        };
        let now = self.now();
        if let Some(fault) = self.clock_fault() {
            let text = format!(
                "{}: nothing is signed and nothing ends. Set the clock (for example: timedatectl set-ntp true); the node \
                 goes on by itself",
                in_words(now, fault)
            );
            return check(CheckState::Fail, text);
        }
        let offsets = self.offsets(now);
        match median(&offsets) {
            Some(middle) => {
                let seconds = middle.num_seconds().abs();
                let state = if seconds > 60 { CheckState::Warn } else { CheckState::Ok };
                check(state, format!("{seconds} s from {} other servers", offsets.len()))
            }
            None => check(
                CheckState::Ok,
                format!(
                    "{}; fewer than three other servers to compare it with",
                    now.format(MINUTE)
                ),
            ),
        }
    }

    fn highest_time(&self) -> Option<DateTime<Utc>> {
        let micros = self.0.clock_gate.highest.load(Ordering::Relaxed);
        DateTime::from_timestamp_micros(micros).filter(|_| micros > 0)
    }

    fn samples(&self) -> MutexGuard<'_, Samples> {
        self.0.clock_gate.samples.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn chosen(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.clock_gate.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn offsets(&self, now: DateTime<Utc>) -> Vec<TimeDelta> {
        offsets(now, &self.samples(), &self.chosen())
    }

    fn fault_of(&self, now: DateTime<Utc>, samples: &Samples) -> bool {
        judge(now, self.highest_time(), &offsets(now, samples, &self.chosen())).is_err()
    }
}

fn offsets(now: DateTime<Utc>, samples: &Samples, chosen: &BTreeSet<String>) -> Vec<TimeDelta> {
    let fresh = samples.iter().filter(|(_, (_, at))| (now - *at).abs() < SAMPLE_LIVES);
    let (of_chosen, of_strangers): (Vec<_>, Vec<_>) = fresh.partition(|(host, _)| chosen.contains(*host));
    let strangers = if of_chosen.len() < WITNESSES {
        of_strangers
    } else {
        Vec::new()
    };
    of_chosen
        .into_iter()
        .chain(strangers)
        .map(|(_, (offset, _))| *offset)
        .collect()
}

/// Why nothing is signed: [`in_words`], and what it means.
fn wrong_clock(now: DateTime<Utc>, fault: ClockFault) -> OperationError {
    let now = now.format(MINUTE);
    match fault {
        ClockFault::BeforeRelease => refused!(
            "clock-before-release",
            "the clock of this machine says {now}, before this program was made; nothing is signed until it is set. \
             Drafts are kept",
            now = now
        ),
        ClockFault::BeforeStored { stored } => refused!(
            "clock-before-stored",
            "the clock of this machine says {now}, but something was stored here at {stored}; nothing is signed until \
             it is set. Drafts are kept",
            now = now,
            stored = stored.format(MINUTE)
        ),
        ClockFault::OffPeers { offset } => refused!(
            "clock-off-peers",
            "the clock of this machine says {now}, {minutes} minutes from what other servers say; nothing is signed \
             until it is set. Drafts are kept",
            now = now,
            minutes = offset.num_minutes().abs()
        ),
    }
}

fn in_words(now: DateTime<Utc>, fault: ClockFault) -> String {
    let now = now.format(MINUTE);
    match fault {
        ClockFault::BeforeRelease => format!("the clock of this machine says {now}, before this program was made"),
        ClockFault::BeforeStored { stored } => format!(
            "the clock of this machine says {now}, but something was stored here at {}",
            stored.format(MINUTE)
        ),
        ClockFault::OffPeers { offset } => format!(
            "the clock of this machine says {now}, {} minutes from what other servers say",
            offset.num_minutes().abs()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r07_strangers_however_many_say_nothing_against_three_that_are_followed() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let chosen: BTreeSet<String> = ["a.example", "b.example", "c.example"].map(str::to_owned).into();
        let mut samples: Samples = (0..50)
            .map(|number| (format!("{number}.stranger.example"), (TimeDelta::days(1), now)))
            .collect();
        assert_eq!(median(&offsets(now, &samples, &chosen)), Some(TimeDelta::days(1)));
        samples.extend(chosen.iter().map(|host| (host.clone(), (TimeDelta::zero(), now))));
        assert_eq!(offsets(now, &samples, &chosen), [TimeDelta::zero(); 3]);
        // What they said an hour ago does not count any more.
        assert_eq!(offsets(now + TimeDelta::hours(2), &samples, &chosen), []);
    }
}
