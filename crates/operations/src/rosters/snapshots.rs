//! Whole snapshots of rosters that this node trusts: all pages belong together, and never replace what is newer (PM3, PM4).

use std::collections::{BTreeMap, HashMap};

use domain::membership::Tier;
use evidence::documents::{Reason, RosterPage};
use protocol::actor::RemoteActor;
use serde_json::Value;
use storage::{
    Db, Tx, policy_changes,
    roster_documents::{self, SignedPage},
    trusted_networks::{self, Entry, Trusted},
};

use super::{RosterTaken as Taken, taking::refused};
use crate::{OperationError, Operations};

impl Operations {
    /// Takes a whole snapshot, all of its pages in order.
    ///
    /// # Errors
    /// [`OperationError::Protocol`] with the reason; what contradicts an earlier number is kept as evidence, and the
    /// older one never replaces the newer one.
    pub async fn take_roster_snapshot(&self, author: &RemoteActor, pages: &[Vec<u8>]) -> Result<Taken, OperationError> {
        let network = author.id.as_str();
        let (first, entries) = self.check_pages(author, pages).await?;
        let tx = self.begin_decision().await?;
        let not_trusted = || OperationError::NotFound { what: "the network" };
        let trusted = trusted_networks::get(&Db::from(&tx), network).await?;
        let mut trusted = trusted.ok_or_else(not_trusted)?;
        if first.sequence < trusted.number {
            let body = pages.first().map(Vec::as_slice).unwrap_or_default();
            self.exhibit(&tx, network, &first.roster, Reason::RosterRollback, body)
                .await?;
            self.alarm(&tx, &trusted, Reason::RosterRollback).await?;
            tx.commit().await?;
            return Ok(Taken::Contradicts);
        }
        let known = trusted_networks::entries(&Db::from(&tx), network).await?;
        let is_same = first.sequence == trusted.number && trusted.number > 0;
        if is_same {
            let taken = self
                .compare_snapshot(&tx, &mut trusted, &known, &entries, &first, pages)
                .await?;
            tx.commit().await?;
            return Ok(taken);
        }
        // Who was listed and no longer is left, or was put out; which of the two a line would have said.
        for gone in &known {
            if !entries.contains_key(&gone.actor) && !gone.standing.tier.is_end() {
                trusted_networks::set_tier(&tx, network, &gone.actor, Tier::Withdrawn).await?;
            }
        }
        let known: HashMap<&str, &Entry> = known.iter().map(|entry| (entry.actor.as_str(), entry)).collect();
        self.own_stand_by_snapshot(&tx, network, &known, &entries).await?;
        let with_known = entries
            .values()
            .map(|entry| (entry, known.get(entry.actor.as_str()).copied()));
        let changed: Vec<_> = with_known.filter(|(entry, known)| *known != Some(*entry)).collect();
        self.put_entries(&tx, network, &changed).await?;
        trusted.number = first.sequence;
        trusted.roster = first.roster;
        trusted.valid_until = first.valid_until;
        trusted_networks::put(&tx, &trusted).await?;
        self.keep_pages(&tx, network, first.sequence, pages).await?;
        policy_changes::note_roster(&tx, network).await?;
        tx.commit().await?;
        self.rosters_changed().await?;
        Ok(Taken::Applied)
    }

    /// All pages hold, belong together, and have as many entries as they say (PM4).
    async fn check_pages(
        &self,
        author: &RemoteActor,
        pages: &[Vec<u8>],
    ) -> Result<(RosterPage, BTreeMap<String, Entry>), OperationError> {
        let network = author.id.as_str();
        let keys = self.keys_of_network(author);
        let mut first: Option<RosterPage> = None;
        let mut entries = BTreeMap::new();
        let mut count: u64 = 0;
        for bytes in pages {
            let document: Value = serde_json::from_slice(bytes).map_err(|_| refused(Reason::Json))?;
            let mut page = RosterPage::check(&document, network, &self.known(&keys)).map_err(refused)?;
            for (subject, entry) in std::mem::take(&mut page.entries) {
                count += 1;
                let entry = self.entry_of_roster(subject, entry);
                entries.insert(entry.actor.clone(), entry);
            }
            match &first {
                Some(first) if first.roster != page.roster || first.sequence != page.sequence => {
                    return Err(refused(Reason::FieldInvalid));
                }
                Some(_) => {}
                None => first = Some(page),
            }
            // A page takes milliseconds, and there may be a hundred: others have their turn in between.
            tokio::task::yield_now().await;
        }
        let first = first.ok_or(refused(Reason::FieldInvalid))?;
        let all = u64::try_from(entries.len()).unwrap_or(u64::MAX);
        if count != first.total || all != count {
            return Err(refused(Reason::FieldInvalid));
        }
        Ok((first, entries))
    }

    /// The same number must name the same members (PM3).
    async fn compare_snapshot(
        &self,
        tx: &Tx,
        trusted: &mut Trusted,
        known: &[Entry],
        entries: &BTreeMap<String, Entry>,
        first: &RosterPage,
        pages: &[Vec<u8>],
    ) -> Result<Taken, OperationError> {
        let listed = known.iter().filter(|entry| !entry.standing.tier.is_end());
        let mut listed: Vec<_> = listed.map(essence).collect();
        let mut said: Vec<_> = entries.values().map(essence).collect();
        listed.sort_unstable();
        said.sort_unstable();
        if listed == said {
            trusted.valid_until = first.valid_until;
            trusted_networks::put(tx, trusted).await?;
            self.keep_pages(tx, &trusted.network, first.sequence, pages).await?;
            return Ok(Taken::Known);
        }
        let before = roster_documents::page(&Db::from(tx), &trusted.network, 1).await?;
        if let Some(before) = before.filter(|before| before.number == first.sequence) {
            self.exhibit(tx, &trusted.network, &first.roster, Reason::Equivocation, &before.body)
                .await?;
        }
        for body in pages {
            self.exhibit(tx, &trusted.network, &first.roster, Reason::Equivocation, body)
                .await?;
        }
        self.alarm(tx, trusted, Reason::Equivocation).await?;
        Ok(Taken::Contradicts)
    }

    async fn keep_pages(&self, tx: &Tx, network: &str, number: u64, pages: &[Vec<u8>]) -> Result<(), OperationError> {
        let page = |(index, body): (usize, &Vec<u8>)| SignedPage {
            page: u32::try_from(index + 1).unwrap_or(u32::MAX),
            number,
            body: body.clone(),
            at: self.now(),
        };
        let signed: Vec<SignedPage> = pages.iter().enumerate().map(page).collect();
        Ok(roster_documents::put_pages(tx, network, &signed).await?)
    }
}

fn essence(entry: &Entry) -> (&str, &str, &str, &str) {
    (
        &entry.actor,
        entry.standing.tier.as_str(),
        &entry.standing.key,
        &entry.bound,
    )
}
