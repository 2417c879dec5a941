//! What was refused is counted, by day, host and reason: no text of others, a bounded number of rows (SECURITY AU).
//!
//! Counted in memory and written once a minute, at the end, and whenever somebody looks: an attacker must not be able
//! to make the node write to its disk once per request.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

use domain::permissions::Action;
use storage::refusals::{self, Counted};

use crate::{
    OperationError, Operations, Session,
    view::{Check, CheckState, RefusalView},
};

/// At most this many different ones are counted between two writings; more hosts are counted as none.
const MOST: usize = 1_000;
/// How long counters are kept, in days.
const KEPT_DAYS: i64 = 30;
/// A host name is no longer.
const LONGEST_HOST: usize = 253;

/// Counted, and not written yet.
#[derive(Default)]
pub(crate) struct Refusals(Mutex<HashMap<(String, &'static str), i64>>);

impl Refusals {
    fn count(&self, host: &str, reason: &'static str) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (host.to_owned(), reason);
        let known = counted.len() < MOST || counted.contains_key(&key);
        let key = if known && host.len() <= LONGEST_HOST {
            key
        } else {
            (String::new(), reason)
        };
        let times = counted.entry(key).or_default();
        *times = times.saturating_add(1);
    }

    fn take(&self) -> HashMap<(String, &'static str), i64> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Operations {
    /// Counts a refusal. `host`: the server that the request names, as far as it was understood; empty where none is
    /// named, and for people.
    pub fn note_refusal(&self, host: &str, reason: &'static str) {
        self.0.refusals.count(host, reason);
    }

    /// Writes down what was counted since the last time. To be called once a minute and at the end.
    ///
    /// # Errors
    /// [`OperationError::Storage`]; what was counted stays counted.
    pub async fn write_refusals(&self) -> Result<(), OperationError> {
        self.write_block_hits().await?;
        let counted = self.0.refusals.take();
        if counted.is_empty() {
            return Ok(());
        }
        let written = self.write_counted(&counted).await;
        if written.is_err() {
            let mut again = self.0.refusals.0.lock().unwrap_or_else(PoisonError::into_inner);
            for (key, times) in counted {
                let entry = again.entry(key).or_default();
                *entry = entry.saturating_add(times);
            }
        }
        written
    }

    async fn write_counted(&self, counted: &HashMap<(String, &'static str), i64>) -> Result<(), OperationError> {
        let today = self.today();
        let tx = self.begin().await?;
        for ((host, reason), times) in counted {
            let row = Counted {
                day: today,
                host: host.clone(),
                reason: (*reason).to_owned(),
                times: *times,
            };
            refusals::add(&tx, &row).await?;
        }
        refusals::tidy(&tx, today - KEPT_DAYS).await?;
        Ok(tx.commit().await?)
    }

    /// What was refused in the last 30 days, the newest day first (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn refusals(&self, session: &Session) -> Result<Vec<RefusalView>, OperationError> {
        session.require(Action::OperateNode)?;
        self.write_refusals().await?;
        let rows = refusals::since(&self.db(), self.today() - KEPT_DAYS).await?;
        let view = |row: Counted| RefusalView {
            day: chrono::DateTime::from_timestamp(row.day.saturating_mul(86_400), 0).unwrap_or_default(),
            host: row.host,
            reason: row.reason,
            times: row.times.unsigned_abs(),
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// How often, and why most of them, since yesterday.
    pub(crate) async fn refusal_check(&self) -> Result<Check, OperationError> {
        self.write_refusals().await?;
        let rows = refusals::since(&self.db(), self.today() - 1).await?;
        let all: i64 = rows.iter().map(|row| row.times).sum();
        let mut causes: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for row in &rows {
            *causes.entry((&row.reason, &row.host)).or_default() += row.times;
        }
        let mut causes: Vec<_> = causes.into_iter().collect();
        causes.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        let told: Vec<String> = causes
            .iter()
            .take(5)
            .map(|((reason, host), times)| {
                let from = if host.is_empty() {
                    String::new()
                } else {
                    format!(" ({host})")
                };
                format!("{reason}{from} {times}")
            })
            .collect();
        let text = if told.is_empty() {
            "nothing was refused since yesterday".to_owned()
        } else {
            format!("{all} refused since yesterday; most often: {}", told.join(", "))
        };
        Ok(Check {
            name: "refusals",
            state: CheckState::Ok,
            text,
        })
    }

    fn today(&self) -> i64 {
        self.now().timestamp().div_euclid(86_400)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_between_two_writings_is_bounded() {
        let refusals = Refusals::default();
        for number in 0..MOST + 50 {
            refusals.count(&format!("{number}.example"), "http-digest");
        }
        refusals.count("0.example", "http-digest");
        refusals.count(&"x".repeat(LONGEST_HOST + 1), "rate");

        let counted = refusals.take();

        assert_eq!(counted[&("0.example".to_owned(), "http-digest")], 2);
        assert_eq!(counted[&(String::new(), "http-digest")], 50);
        assert_eq!(counted[&(String::new(), "rate")], 1);
        assert_eq!(counted.len(), MOST + 2);
        assert!(refusals.take().is_empty());
    }
}
