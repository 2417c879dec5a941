//! The checks, in the order of PROTOCOL 14.6.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Bundle, BundleReport, Verdict, Workers, moves::counted_twice};
use crate::{
    documents::{
        Declaration, Keyring, Known, Membership, MembershipEnd, PublishedTally, Reason, Roster, RosterChange,
        RosterPage,
    },
    log::{Cosignature, Entry, EntryKind, Frontier, LogFault, Policy, SignedCheckpoint, leaf_hash},
    origin::IdPolicy,
    tally::{Count, Counted, Fault, Members, Opened},
};

impl Bundle {
    /// Checks a bundle. `policy` says which log and witnesses are trusted; without one nothing can be decided.
    #[must_use]
    pub fn verify(&self, policy: Option<&Policy>, workers: &impl Workers) -> Verdict<BundleReport> {
        match self.report(policy, workers) {
            Ok((report, None)) => Verdict::Verified(report),
            Ok((_, Some(missing))) => Verdict::Undecidable(missing),
            Err(fault) => fault.into(),
        }
    }

    /// What holds, with the first thing that is missing.
    fn report(&self, policy: Option<&Policy>, workers: &impl Workers) -> Result<(BundleReport, Option<Fault>), Fault> {
        let ids = self.id_policy();
        let entries = self.entries()?;
        let mut keys = Keyring::of(&self.actors);
        for (_, update) in self.key_events(&entries) {
            keys.learn_recovery(update, &ids);
        }
        let known = Known {
            ids: &ids,
            keys: &keys,
            now: None,
        };
        let declaration = Declaration::check(&self.declaration, &known, None).map_err(Fault::of_all)?;
        let checkpoint = SignedCheckpoint::parse(&self.checkpoint).map_err(|fault| Fault::of_all(fault.into()))?;
        self.check_root(&checkpoint)?;
        let (witnesses, doubt) = trust(policy, &checkpoint)?;
        let members = self.members(&declaration, &known, &entries)?;
        let pinned_keys = members.is_known();
        let checked = Checked {
            ids: &ids,
            keys: &keys,
            entries: &entries,
        };
        let tally = PublishedTally::check(&self.tally, &declaration, &known).map_err(Fault::of_all)?;
        let (count, at_tally) = self.count(&declaration, members, &checked, &tally, workers)?;
        let counted = count.counted();
        let signatories = count.signatories();
        let subjects = signatories.iter().map(|signatory| signatory.subject.as_str()).collect();
        let moved_twice = counted_twice(&self.actors, &subjects);
        let missing = count.missing().next();
        compare(&tally, at_tally.as_ref(), missing)?;
        let report = BundleReport {
            declaration: declaration.id.clone(),
            title: declaration.title.clone(),
            owner: declaration.owner.clone(),
            canonical_digest: declaration.digest.clone(),
            revision: declaration.revision,
            opens_at: declaration.opens_at,
            origin: self.origin.clone(),
            tree_size: counted.size,
            totals: counted.totals,
            apart: counted.apart,
            undisclosed_countries: tally.undisclosed_countries,
            signed_tally: (tally.tree_size, tally.as_of),
            witnesses: names(policy, &witnesses),
            witnessed: policy.is_some_and(Policy::asks_for_witnesses),
            pinned_keys,
            moved_twice,
            signatories,
        };
        let missing = missing.or(doubt.map(|fault| Fault::of_all(fault.into())));
        Ok((report, missing))
    }

    /// The entries give the root of the checkpoint, and what is given out is about them.
    fn check_root(&self, checkpoint: &SignedCheckpoint) -> Result<(), Fault> {
        let told = checkpoint.checkpoint();
        if told.origin != self.origin {
            return Err(Fault::of_all(Reason::CheckpointOrigin));
        }
        let mut tree = Frontier::default();
        for text in &self.entries {
            tree.push(leaf_hash(text.as_bytes()));
        }
        if told.size != tree.size() || told.root != tree.root() {
            return Err(Fault::of_all(Reason::RootMismatch));
        }
        match self.events.last_key_value() {
            Some((last, _)) if *last >= told.size => Err(Fault::at(*last, Reason::FieldInvalid)),
            _ => Ok(()),
        }
    }

    pub(super) fn entries(&self) -> Result<Vec<Entry>, Fault> {
        (0..)
            .zip(&self.entries)
            .map(|(index, text)| {
                Entry::parse_at(text.as_bytes(), index).map_err(|_| Fault::at(index, Reason::EntryMalformed))
            })
            .collect()
    }

    /// What the network says, and the keys that took the place of pinned ones.
    fn members(&self, declaration: &Declaration, known: &Known<'_>, entries: &[Entry]) -> Result<Members, Fault> {
        let Some(network) = &declaration.network else {
            return Ok(Members::default());
        };
        let mut members = self.roster_and_changes(network, known)?;
        let mut memberships = Vec::new();
        let logged = self.events.values().filter_map(super::BundleEvent::document);
        let is_of_network =
            |document: &&Value| document.get("attributedTo").and_then(Value::as_str) == Some(network.as_str());
        for document in logged.filter(is_of_network).chain(&self.memberships) {
            if document.get("type").and_then(Value::as_str) == Some("Tombstone") {
                members.end(&MembershipEnd::check(document, network, known).map_err(Fault::of_all)?);
            } else {
                let membership = Membership::check(document, network, known).map_err(Fault::of_all)?;
                members.add(&membership);
                memberships.push(membership);
            }
        }
        if let Some(roster) = members.roster() {
            let memberships: Vec<&Membership> = memberships.iter().collect();
            roster.check_memberships(&memberships).map_err(Fault::of_all)?;
        }
        for (_, update) in self.key_events(entries) {
            members.follow(update, known);
        }
        Ok(members)
    }

    fn roster_and_changes(&self, network: &str, known: &Known<'_>) -> Result<Members, Fault> {
        let pages = self.roster.iter().map(|page| RosterPage::check(page, network, known));
        let pages: Vec<RosterPage> = pages.collect::<Result<_, _>>().map_err(Fault::of_all)?;
        let roster = match pages.is_empty() {
            true => None,
            false => Some(Roster::of_pages(network, pages).map_err(Fault::of_all)?),
        };
        let changes = self.roster_changes.iter();
        let changes = changes.map(|line| RosterChange::check(line, network, known));
        let changes = changes.collect::<Result<_, _>>().map_err(Fault::of_all)?;
        Ok(Members::of_network(roster, changes))
    }

    /// What is given out of the entries about keys, in the order of the log.
    pub(super) fn key_events<'a>(&'a self, entries: &'a [Entry]) -> impl Iterator<Item = (u64, &'a Value)> {
        let numbered = (0..).zip(entries);
        let keys = numbered.filter(|(_, entry)| entry.kind() == EntryKind::Key);
        keys.filter_map(|(index, _)| Some((index, self.events.get(&index)?.document()?)))
    }

    /// The count of all entries, and that of the tree which the signed tally counted.
    fn count(
        &self,
        declaration: &Declaration,
        members: Members,
        checked: &Checked<'_>,
        tally: &PublishedTally,
        workers: &impl Workers,
    ) -> Result<(Count, Option<Counted>), Fault> {
        let logged = self.logged_keys(checked.entries);
        let mut count = Count::new(declaration.clone(), members, checked.keys, &logged);
        let opened: Vec<Result<Opened, Reason>> = {
            let judge = count.judge(checked.ids, checked.keys, &self.origin);
            let numbered: Vec<(u64, &Entry)> = (0..).zip(checked.entries).collect();
            workers.map(&numbered, |(index, entry)| {
                let event = self.events.get(index).map(super::BundleEvent::as_event);
                judge.open(*index, entry, event.as_ref())
            })
        };
        let mut at_tally = None;
        for ((text, entry), opened) in self.entries.iter().zip(checked.entries).zip(opened) {
            if tally.tree_size == count.size() {
                at_tally = Some(count.counted());
            }
            count.push(text, entry, opened)?;
        }
        if tally.tree_size == count.size() {
            at_tally = Some(count.counted());
        }
        Ok((count, at_tally))
    }

    /// The ids of keys about which the log has an entry.
    fn logged_keys(&self, entries: &[Entry]) -> BTreeSet<String> {
        self.key_events(entries)
            .flat_map(|(_, update)| Keyring::listed_by(&update["object"]))
            .map(|key| key.id)
            .collect()
    }
}

/// What has been read of a bundle.
struct Checked<'a> {
    ids: &'a IdPolicy,
    keys: &'a Keyring,
    entries: &'a [Entry],
}

/// A tally may only be compared where nothing is missing.
fn compare(tally: &PublishedTally, counted: Option<&Counted>, missing: Option<Fault>) -> Result<(), Fault> {
    match (counted, missing) {
        (None, _) => Err(Fault::of_all(Reason::TallyMismatch)),
        (Some(counted), None) => tally.compare(counted).map_err(Fault::of_all),
        (Some(_), Some(_)) => Ok(()),
    }
}

/// Checks a checkpoint by a policy. What is missing is a doubt, what is wrong a fault.
pub(crate) fn trust(
    policy: Option<&Policy>,
    checkpoint: &SignedCheckpoint,
) -> Result<(Vec<Cosignature>, Option<LogFault>), Fault> {
    let Some(policy) = policy else {
        return Ok((Vec::new(), Some(LogFault::UnknownLog)));
    };
    match policy.check(checkpoint) {
        Ok(cosignatures) => Ok((cosignatures, None)),
        Err(doubt @ (LogFault::Quorum | LogFault::UnknownLog)) => Ok((Vec::new(), Some(doubt))),
        Err(fault) => Err(Fault::of_all(fault.into())),
    }
}

/// The witnesses' names in the policy, with the time at which each saw the tree.
pub(crate) fn names(
    policy: Option<&Policy>,
    cosignatures: &[Cosignature],
) -> std::collections::BTreeMap<String, chrono::DateTime<chrono::Utc>> {
    let witnesses = policy.map(Policy::witnesses).unwrap_or_default();
    cosignatures
        .iter()
        .filter_map(|cosignature| {
            let witness = witnesses.iter().find(|witness| witness.key.made(cosignature.line()))?;
            Some((witness.name.clone(), cosignature.time()))
        })
        .collect()
}
