//! What a recount and a bundle know of a network: its signed roster and the signed lines of its membership log, as
//! everybody may read them. Hidden members stand there as commitments only (DECISIONS 20), so that no count and no file
//! says who they are; that they count once is seen to when their endorsement arrives.

use std::{collections::BTreeSet, sync::Arc};

use evidence::{
    documents::{Changed, Roster, RosterChange, RosterPage},
    tally::Members,
};
use serde_json::Value;
use storage::{memberships, roster_documents, trusted_networks};

use crate::{OperationError, Operations};

/// Lines that are read at once.
const LINES: u32 = 500;

/// What is given out of a network beside the count of a declaration (PROTOCOL 14.6).
#[derive(Default)]
pub(crate) struct NetworkDocuments {
    /// The pages of its roster.
    pub(crate) roster: Vec<Value>,
    /// Lines about those who endorsed.
    pub(crate) changes: Vec<Value>,
    /// Their memberships, or the ends of them.
    pub(crate) memberships: Vec<Value>,
}

impl Operations {
    /// The number of a network's roster here; 0 where its roster is not known.
    pub(super) async fn roster_number(&self, network: &str) -> Result<u64, OperationError> {
        if let Some(own) = self.own_network(network).await? {
            return Ok(own.roster_number);
        }
        let trusted = trusted_networks::get(&self.db(), network).await?;
        Ok(trusted.map_or(0, |trusted| trusted.number))
    }

    /// What is known here of the members of a network. Empty where it is neither ours nor trusted.
    pub(crate) async fn members_of(&self, network: Option<&str>) -> Result<Arc<Members>, OperationError> {
        let Some(network) = network else {
            return Ok(Arc::default());
        };
        let number = self.roster_number(network).await?;
        if number == 0 {
            return Ok(Arc::default());
        }
        let members = match self.0.recounts.members(network) {
            Some((of, members)) if of == number => return Ok(members),
            Some((of, members)) => self.members_after(network, members, of, number).await?,
            None => None,
        };
        let members = match members {
            Some(members) => members,
            None => Arc::new(self.read_members(network).await?),
        };
        self.0.recounts.keep_members(network, number, &members);
        Ok(members)
    }

    /// The same members with what changed since, where every number has its line: a large roster is read once.
    async fn members_after(
        &self,
        network: &str,
        mut members: Arc<Members>,
        of: u64,
        number: u64,
    ) -> Result<Option<Arc<Members>>, OperationError> {
        if number.checked_sub(of).is_none_or(|new| new > u64::from(LINES)) {
            return Ok(None);
        }
        let lines = self.roster_changes(network, of).await?;
        let numbers = lines.iter().map(|(change, _)| change.sequence);
        if !numbers.eq(of + 1..=number) {
            return Ok(None);
        }
        let changed = Arc::make_mut(&mut members);
        lines.iter().for_each(|(change, _)| changed.add_change(change));
        Ok(Some(members))
    }

    /// Reads all that is here of a network. The proofs were checked before it was stored.
    async fn read_members(&self, network: &str) -> Result<Members, OperationError> {
        let pages = self.roster_pages(network).await?;
        let pages = pages.iter().map(|page| RosterPage::read(page, network));
        let pages: Option<Vec<RosterPage>> = pages.collect::<Result<_, _>>().ok();
        let roster = pages.and_then(|pages| Roster::of_pages(network, pages).ok());
        let lines = self.roster_changes(network, 0).await?;
        let changes = lines.into_iter().map(|(change, _)| change).collect();
        Ok(Members::of_network(roster, changes))
    }

    /// What is given out of a network with the count of a declaration that these endorsed.
    pub(crate) async fn network_documents(
        &self,
        network: &str,
        endorsers: &BTreeSet<String>,
    ) -> Result<NetworkDocuments, OperationError> {
        if self.roster_number(network).await? == 0 {
            return Ok(NetworkDocuments::default());
        }
        let mut given = NetworkDocuments::default();
        for (change, line) in self.roster_changes(network, 0).await? {
            if subject_of(&change).is_some_and(|subject| endorsers.contains(subject)) {
                given.changes.push(line);
            }
        }
        let Some(own) = self.own_network_id(network) else {
            given.roster = self.roster_pages(network).await?;
            return Ok(given);
        };
        for page in 1.. {
            let bytes = self.own_roster_page(own, page).await?;
            let Ok(document) = serde_json::from_slice::<Value>(&bytes) else {
                break;
            };
            let more = document.get("next").is_some();
            given.roster.push(document);
            if !more {
                break;
            }
        }
        for endorser in endorsers {
            let newest = memberships::most_recent(&self.db(), own, endorser).await?;
            let public = newest.filter(|it| it.hidden.is_none());
            let document = public.and_then(|it| it.document);
            given
                .memberships
                .extend(document.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok()));
        }
        Ok(given)
    }

    /// The pages of the snapshot of a trusted roster; none of our own, whose log is whole.
    async fn roster_pages(&self, network: &str) -> Result<Vec<Value>, OperationError> {
        let mut pages = Vec::new();
        if self.own_network_id(network).is_some() {
            return Ok(pages);
        }
        for page in 1.. {
            let Some(stored) = roster_documents::page(&self.db(), network, page).await? else {
                break;
            };
            pages.extend(serde_json::from_slice::<Value>(&stored.body).ok());
        }
        Ok(pages)
    }

    /// The lines of a membership log after a number, each with its document.
    async fn roster_changes(
        &self,
        network: &str,
        mut after: u64,
    ) -> Result<Vec<(RosterChange, Value)>, OperationError> {
        let mut changes = Vec::new();
        loop {
            let lines = roster_documents::lines(&self.db(), network, after, LINES).await?;
            let Some(last) = lines.last().map(|line| line.number) else {
                return Ok(changes);
            };
            for line in lines {
                let Ok(document) = serde_json::from_slice::<Value>(&line.body) else {
                    continue;
                };
                if let Ok(change) = RosterChange::read(&document, network) {
                    changes.push((change, document));
                }
            }
            after = last;
        }
    }
}

fn subject_of(change: &RosterChange) -> Option<&str> {
    match change.change.as_ref()? {
        Changed::Entry(subject, _) | Changed::Ended { subject, .. } | Changed::Gone { subject } => Some(subject),
    }
}
