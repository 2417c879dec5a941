//! Of more than 50 waiting `Update`s of one post only the last is sent (SECURITY 6.3).

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use domain::outbox::Seq;
use storage::outbox::{self, Entry};

use crate::{OperationError, Operations};

/// Of more waiting versions of one post than this only the last is sent.
const VERSIONS: u64 = 50;
/// So many runs are remembered; a forgotten one costs a few deliveries.
const MOST: usize = 10_000;

/// Runs of versions that are being passed over: for a host and a post, the number of the version that is sent.
#[derive(Default)]
pub(crate) struct Superseded(Mutex<HashMap<(String, String), Seq>>);

impl Superseded {
    fn last_of(&self, host: &str, object: &str) -> Option<Seq> {
        let runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        runs.get(&(host.to_owned(), object.to_owned())).copied()
    }

    fn begin(&self, host: &str, object: &str, last: Seq) {
        let mut runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if runs.len() >= MOST {
            runs.clear();
        }
        runs.insert((host.to_owned(), object.to_owned()), last);
    }

    fn end(&self, host: &str, object: &str) {
        let mut runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        runs.remove(&(host.to_owned(), object.to_owned()));
    }
}

impl Operations {
    /// Whether an entry is one of too many versions, and not the last one. Actors, memberships, endorsements and
    /// deletions are never passed over.
    pub(crate) async fn is_superseded(&self, host: &str, entry: &Entry) -> Result<bool, OperationError> {
        if entry.kind != "Update" {
            return Ok(false);
        }
        let runs = &self.0.superseded;
        if let Some(last) = runs.last_of(host, &entry.object) {
            if entry.seq < last {
                return Ok(true);
            }
            runs.end(host, &entry.object);
        }
        let (count, last) = outbox::later_updates(&self.db(), entry).await?;
        let too_many = count >= VERSIONS;
        if too_many {
            runs.begin(host, &entry.object, last);
        }
        Ok(too_many)
    }
}
