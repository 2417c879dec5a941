//! Lists of signatures that were uploaded by the page: looked at first, imported at the press of a button, in the
//! background. Kept in memory: after a restart the file is uploaded again, and what was recorded stays recorded.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use domain::{
    endorsement::Channel,
    ids::{DeclarationId, PersonId},
};
use operations::{ImportProgress, ImportReport};

use crate::error::WebError;

/// Lists that are kept at once, each of 5 MiB at most.
const MOST: usize = 8;
/// How long a list waits for its button, and what became of it for being read.
const KEPT: Duration = Duration::hours(2);

/// The lists of all people.
#[derive(Clone, Default)]
pub(crate) struct Imports(Arc<Mutex<Vec<Upload>>>);

/// A list that was uploaded.
#[derive(Clone)]
pub(crate) struct Upload {
    pub(crate) key: String,
    pub(crate) person: PersonId,
    pub(crate) declaration: DeclarationId,
    pub(crate) bytes: Arc<Vec<u8>>,
    pub(crate) channel: Channel,
    pub(crate) state: ImportState,
    pub(crate) at: DateTime<Utc>,
}

/// How far it is.
#[derive(Clone)]
pub(crate) enum ImportState {
    /// Judged, not recorded.
    Seen(Arc<ImportReport>),
    /// Being recorded.
    Running(ImportProgress),
    /// Recorded.
    Done(Arc<ImportReport>),
    /// Stopped by this.
    Stopped(Arc<WebError>),
}

impl Imports {
    fn with<T>(&self, change: impl FnOnce(&mut Vec<Upload>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps a list; the oldest that is not being recorded makes room.
    pub(crate) fn put(&self, upload: Upload) {
        self.with(|all| {
            all.retain(|one| upload.at - one.at < KEPT || one.is_running());
            while all.len() >= MOST {
                let Some(oldest) = all.iter().position(|one| !one.is_running()) else {
                    break;
                };
                all.remove(oldest);
            }
            all.push(upload);
        });
    }

    /// A list of this person.
    pub(crate) fn get(&self, key: &str, person: PersonId, declaration: DeclarationId) -> Option<Upload> {
        self.with(|all| {
            let found = all.iter().find(|one| one.key == key)?;
            (found.person == person && found.declaration == declaration).then(|| found.clone())
        })
    }

    /// Takes a list that was looked at for recording; nothing when somebody pressed the button already.
    pub(crate) fn start(&self, key: &str) -> Option<Upload> {
        self.with(|all| {
            let found = all.iter_mut().find(|one| one.key == key)?;
            let ImportState::Seen(report) = &found.state else {
                return None;
            };
            found.state = ImportState::Running(ImportProgress {
                done: 0,
                of: report.rows,
            });
            Some(found.clone())
        })
    }

    /// Notes how far a list is.
    pub(crate) fn set(&self, key: &str, state: ImportState) {
        self.with(|all| {
            if let Some(found) = all.iter_mut().find(|one| one.key == key) {
                found.state = state;
            }
        });
    }
}

impl Upload {
    fn is_running(&self) -> bool {
        matches!(self.state, ImportState::Running(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(key: &str, minutes: i64) -> Upload {
        Upload {
            key: key.to_owned(),
            person: PersonId::new(DateTime::UNIX_EPOCH, [1; 10]),
            declaration: DeclarationId::new(DateTime::UNIX_EPOCH, [2; 10]),
            bytes: Arc::new(Vec::new()),
            channel: Channel::Paper,
            state: ImportState::Seen(Arc::default()),
            at: DateTime::UNIX_EPOCH + Duration::minutes(minutes),
        }
    }

    #[test]
    fn the_button_works_once() {
        let imports = Imports::default();
        imports.put(upload("a", 0));
        assert!(imports.start("a").is_some());
        assert!(imports.start("a").is_none());
        assert!(imports.start("b").is_none());
    }

    #[test]
    fn nobody_sees_the_list_of_somebody_else() {
        let imports = Imports::default();
        let list = upload("a", 0);
        imports.put(list.clone());
        let other = PersonId::new(DateTime::UNIX_EPOCH, [9; 10]);
        assert!(imports.get("a", list.person, list.declaration).is_some());
        assert!(imports.get("a", other, list.declaration).is_none());
    }

    #[test]
    fn a_list_that_is_being_recorded_is_not_pushed_out() {
        let imports = Imports::default();
        imports.put(upload("running", 0));
        imports.start("running").unwrap();
        for number in 0..20 {
            imports.put(upload(&number.to_string(), 300));
        }
        let first = upload("running", 0);
        assert!(imports.get("running", first.person, first.declaration).is_some());
        assert_eq!(imports.with(|all| all.len()), MOST);
    }
}
