//! Checking a roster again, as anybody could who has it: `bandung network roster verify`.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use evidence::documents::{Keyring, RosterPage};
use serde::Serialize;
use serde_json::Value;
use storage::{Db, networks, remote_actors};

use crate::{OperationError, Operations, declarations::keys_of};

const NOT_FOUND: OperationError = OperationError::NotFound { what: "the roster" };

/// A roster whose signatures hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedRoster {
    /// Its number.
    pub number: u64,
    /// Members on it, hidden ones too.
    pub members: u64,
    /// When it was signed.
    pub published: DateTime<Utc>,
    /// Later than this it is shown as old.
    pub valid_until: Option<DateTime<Utc>>,
}

impl Operations {
    /// Checks the roster of a network that this node serves or trusts, page by page: signed by the network, one number, as
    /// many entries as it says; of a network of ours, that it names those who are members, and nobody else.
    ///
    /// # Errors
    /// [`OperationError::NotFound`]; [`OperationError::Refused`] with the reason when it does not hold.
    pub async fn check_roster(&self, network: &str) -> Result<CheckedRoster, OperationError> {
        let keys = self.keys_for_roster(network).await?;
        let unreadable = |why: &dyn ToString| {
            refused!(
                "roster-unreadable",
                "the roster does not hold: {why}",
                why = why.to_string()
            )
        };
        let (mut subjects, mut first, mut number) = (BTreeSet::new(), None::<RosterPage>, 1);
        loop {
            let body = self.roster_snapshot(network, number).await?;
            let document: Value = serde_json::from_slice(&body).map_err(|error| unreadable(&error))?;
            let page = RosterPage::check(&document, network, &self.known(&keys));
            let page = page.map_err(|reason| unreadable(&reason))?;
            for (subject, _) in &page.entries {
                if !subjects.insert(subject.clone()) {
                    return Err(refused!(
                        "roster-twice",
                        "the roster does not hold: {subject} stands on it twice",
                        subject = subject
                    ));
                }
            }
            let more = page.more;
            match &first {
                Some(first) if first.sequence != page.sequence => {
                    return Err(refused!(
                        "roster-pages-differ",
                        "the roster does not hold: its pages have different numbers"
                    ));
                }
                Some(_) => {}
                None => first = Some(page),
            }
            if !more {
                break;
            }
            number += 1;
        }
        let first = first.ok_or(NOT_FOUND)?;
        if u64::try_from(subjects.len()) != Ok(first.total) {
            return Err(refused!(
                "roster-entries",
                "the roster does not hold: it says {said} entries and has {had}",
                said = first.total,
                had = subjects.len()
            ));
        }
        if let Some(own) = self.own_network_id(network) {
            let (_, items) = self.roster(own).await?;
            let members: BTreeSet<String> = items.into_iter().map(|item| item.subject).collect();
            if members != subjects {
                return Err(refused!(
                    "roster-other-members",
                    "the roster does not hold: it does not name those who are members now"
                ));
            }
        }
        Ok(CheckedRoster {
            number: first.sequence,
            members: first.total,
            published: first.published,
            valid_until: first.valid_until,
        })
    }

    async fn keys_for_roster(&self, network: &str) -> Result<Keyring, OperationError> {
        let db: Db<'_> = self.db();
        let mut keys = Keyring::default();
        if let Some(own) = self.own_network_id(network) {
            let row = networks::get(&db, own).await?.ok_or(NOT_FOUND)?;
            keys.add_actor(&self.network_document(&db, &row).await?);
        } else {
            let stored = remote_actors::get(&db, network).await?.ok_or(NOT_FOUND)?;
            let actor = self.read_actor(&stored.document).ok_or(NOT_FOUND)?;
            keys_of(&actor, &mut keys);
        }
        Ok(keys)
    }
}
