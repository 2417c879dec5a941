//! Endorsements: by their own keys, between nodes and on one node by the same code, and recorded ones (PROTOCOL 10).
//!
//! Each step is one transaction: the row, its numbers, the entry of the log, what is sent. Start reading at
//! [`Operations::endorse`] and [`host`].

mod erasing;
mod form;
mod hiding;
mod host;
mod keys;
mod links;
mod milestones;
mod own;
mod queue;
mod recording;
mod selves;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use domain::{
    endorsement::{Event, Signatory, Status, Visibility},
    figures::Counter,
    ids::EndorsementId,
    outbox::OrderKey,
};
use serde_json::Value;
use storage::{
    Db, Tx,
    declarations::Declaration as Declared,
    endorsements::{self, Endorsement},
    statements::{self, Statement},
    tallies,
};

pub use form::{EndorseForm, NewRecord, Outcome, RecordAs, RecordBatch, SameAs};
pub(crate) use host::Offered;

use crate::{OperationError, Operations};

pub(crate) const NOT_FOUND: OperationError = OperationError::NotFound {
    what: "the endorsement",
};

/// The whole hour in which something was: moments of single endorsements are shown no finer (UX 7).
pub(crate) fn whole_hour(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::hours(1)).unwrap_or(at)
}

/// All statements of one actor on one declaration stay in order on their way (PT2).
pub(crate) fn order_of(actor: &str, declaration: &str) -> OrderKey {
    OrderKey::Object(format!("{actor} endorses {declaration}"))
}

/// The state after an event, as an operation's error.
pub(crate) fn after(it: &Endorsement, event: Event) -> Result<Status, OperationError> {
    Ok(it.status.after(event)?)
}

/// The words by which a name is found: of what may be shown.
fn name_words(who: &Signatory) -> BTreeSet<String> {
    let shown = who.shown();
    let names = [shown.organisation, shown.person, shown.role];
    crate::declarations::words_of(&names.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// The counters that a row raises. A copy of another node's declaration counts only what that node counts.
fn counters_of(declaration: &Declared, it: Option<&Endorsement>) -> BTreeMap<Counter, i64> {
    let mut counters = BTreeMap::new();
    let Some(it) = it else { return counters };
    let told_by_host =
        it.status.is_counted() || matches!(it.status, Status::Withdrawn | Status::Revoked | Status::Erased);
    if declaration.organisation.is_none() && !(told_by_host && it.log_index.is_some()) {
        return counters;
    }
    for counter in it.counted().counters() {
        *counters.entry(counter).or_default() += 1;
    }
    counters
}

impl Operations {
    /// One endorsement with its declaration.
    pub(crate) async fn endorsement_and_text(
        &self,
        db: &Db<'_>,
        id: EndorsementId,
    ) -> Result<(Endorsement, Declared), OperationError> {
        let it = endorsements::get(db, id).await?.ok_or(NOT_FOUND)?;
        let declaration = self.frozen_declaration(db, it.declaration).await?;
        Ok((it, declaration))
    }

    /// Stores a row, new or changed, with its numbers and the words to find it by.
    pub(crate) async fn store_endorsement(
        &self,
        tx: &Tx,
        declaration: &Declared,
        before: Option<&Endorsement>,
        it: &Endorsement,
    ) -> Result<(), OperationError> {
        let stored = Box::new(self.sealed(it)?);
        match before {
            Some(_) => endorsements::update(tx, &stored).await?,
            None => endorsements::insert(tx, &stored).await?,
        }
        let mut shifts = counters_of(declaration, Some(it));
        for (counter, number) in counters_of(declaration, before) {
            *shifts.entry(counter).or_default() -= number;
        }
        tallies::shift(tx, declaration.id, &shifts).await?;
        let own = |it: &Endorsement| i64::from(it.status.is_counted() && !it.late && !it.is_recorded());
        let shift = own(it) - before.map_or(0, own);
        if shift != 0 {
            tallies::count_entry(tx, declaration.id, "own", shift).await?;
        }
        let shown = |it: &Endorsement| it.status.is_counted();
        if shown(it) || before.is_some_and(shown) {
            let words = if shown(it) {
                name_words(&it.signatory)
            } else {
                BTreeSet::new()
            };
            let unchanged = before.is_some_and(|before| shown(before) && shown(it) && before.signatory == it.signatory);
            if !unchanged {
                endorsements::index(tx, it.id, &words).await?;
            }
        }
        Ok(())
    }

    /// The next number of an actor's statements, used at once.
    pub(crate) async fn next_sequence(&self, tx: &Tx, author: &str) -> Result<i64, OperationError> {
        Ok(statements::last(&Db::from(tx), author).await? + 1)
    }

    pub(crate) async fn note_statement(
        &self,
        tx: &Tx,
        author: &str,
        sequence: i64,
        object: &str,
        digest: &str,
    ) -> Result<(), OperationError> {
        let statement = Statement {
            author: author.to_owned(),
            sequence,
            object: object.to_owned(),
            digest: Some(digest.to_owned()),
        };
        statements::put(tx, &statement).await?;
        Ok(())
    }

    /// The number of the next one that counts.
    pub(crate) async fn next_number(&self, tx: &Tx, declaration: &Declared) -> Result<u64, OperationError> {
        let counts = tallies::country_counts(&Db::from(tx), declaration.id).await?;
        let figures = domain::figures::Figures::of(&counts);
        Ok(figures.counted.total() + 1)
    }
}

/// Puts a signer into the row: what may be shown in the columns, all of it apart where something is hidden, to be sealed
/// when it is stored. The country
/// of a hidden signer stays in its column, for the host's numbers under the rule of small cells.
pub(crate) fn put_signatory(it: &mut Endorsement, who: &Signatory) {
    let shown = who.shown();
    it.hidden = if who.visibility == Visibility::Public {
        None
    } else {
        serde_json::to_string(who).ok()
    };
    it.signatory = Signatory {
        country: who.country,
        organisation_type: who.organisation_type,
        ..shown
    };
}

/// A stored document as a value.
pub(crate) fn value_of(bytes: Option<&[u8]>) -> Result<Value, OperationError> {
    bytes
        .and_then(|bytes| serde_json::from_slice(bytes).ok())
        .ok_or(NOT_FOUND)
}
