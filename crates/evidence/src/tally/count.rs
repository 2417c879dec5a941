//! The entries of a log in their order.

mod figures;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::declaration::LatePolicy;
use serde_json::Value;

use super::{Fault, Judge, Members, Opened};
use crate::{
    documents::{Declaration, Endorsement, Keyring, ListedKey, PublishedTally, Reason},
    log::{Entry, EntryKind, Frontier, leaf_hash},
};

pub use figures::{Apart, Counted, Signatory};

/// The count of one text, entry by entry.
#[derive(Clone, Debug)]
pub struct Count {
    declaration: Declaration,
    members: Members,
    tree: Frontier,
    items: BTreeMap<u64, Item>,
    ids: BTreeMap<String, (u64, String)>,
    sequences: BTreeMap<(String, u64), (u64, String)>,
    last_sequence: BTreeMap<String, u64>,
    ended: BTreeSet<String>,
    /// From when on keys are said to have been in wrong hands, by their ids.
    revoked_keys: BTreeMap<String, DateTime<Utc>>,
    opened: bool,
    closed: bool,
    /// The last entry of this text ended an endorsement so that a record can take its place; was that one late?
    vacant: Option<bool>,
    withdrawn: u64,
    revoked: u64,
    erased: u64,
    /// Entries that could not be judged.
    missing: BTreeMap<u64, Reason>,
}

/// One endorsement in the log.
#[derive(Clone, Debug)]
struct Item {
    /// Nothing when it was not opened.
    read: Option<Box<Endorsement>>,
    stamp: Option<String>,
    hour: DateTime<Utc>,
    live: bool,
    late: bool,
    equivocal: bool,
    /// Not opened because it was destroyed.
    destroyed: bool,
}

impl Item {
    fn new(entry: &Entry, read: Option<Box<Endorsement>>, stamp: Option<String>, late: bool) -> Self {
        Self {
            read,
            stamp,
            hour: entry.hour(),
            live: true,
            late,
            equivocal: false,
            destroyed: false,
        }
    }
}

impl Count {
    /// Starts at the first entry of a log. `keys` are those of the actors; what the log says of them comes with its
    /// entries, what only the actors themselves say of revoked keys holds from the beginning.
    #[must_use]
    pub fn new(declaration: Declaration, members: Members, keys: &Keyring, logged: &BTreeSet<String>) -> Self {
        let revoked_keys = keys
            .actors()
            .flat_map(|(_, keys)| keys)
            .filter(|key| !logged.contains(&key.id))
            .filter_map(|key| Some((key.id.clone(), key.revoked?)))
            .collect();
        Self {
            declaration,
            members,
            tree: Frontier::default(),
            items: BTreeMap::new(),
            ids: BTreeMap::new(),
            sequences: BTreeMap::new(),
            last_sequence: BTreeMap::new(),
            ended: BTreeSet::new(),
            revoked_keys,
            opened: false,
            closed: false,
            vacant: None,
            withdrawn: 0,
            revoked: 0,
            erased: 0,
            missing: BTreeMap::new(),
        }
    }

    /// Takes note of what an actor shows of itself on its own server: keys that it gave up, unless an entry of the log tells
    /// of them from its place on (`logged`), and keys beside one that its network pinned.
    pub fn add_actor(&mut self, actor: &Value, logged: &BTreeSet<String>) {
        let keys = Keyring::listed_by(actor);
        let keys = keys.into_iter().filter(|key| !logged.contains(&key.id));
        self.revoked_keys
            .extend(keys.filter_map(|key| Some((key.id, key.revoked?))));
        self.members.trust_listed(actor);
    }

    /// How many entries were taken.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// What was missing so far: first what could not be judged, in the order of the log; then what is said to have been
    /// destroyed though no entry says that it was erased.
    pub fn missing(&self) -> impl Iterator<Item = Fault> {
        let gone = self.items.iter().filter(|(_, item)| item.live && item.destroyed);
        let gone = gone.map(|(index, _)| Fault::at(*index, Reason::EventMissing));
        let unjudged = self.missing.iter().map(|(index, reason)| Fault::at(*index, *reason));
        unjudged.chain(gone)
    }

    /// Takes the next entry, as text, with what [`Judge::open`] gave for it.
    ///
    /// # Errors
    /// The first thing that is wrong. What is missing is kept and goes on.
    pub fn push(&mut self, text: &str, entry: &Entry, opened: Result<Opened, Reason>) -> Result<(), Fault> {
        let index = self.tree.size();
        match opened.and_then(|opened| self.take(index, entry, opened)) {
            Err(reason) if reason.is_undecidable() => {
                self.opened |= entry.kind() == EntryKind::Open;
                self.vacant = matches!(entry.kind(), EntryKind::Erase | EntryKind::Revoke).then_some(false);
                self.missing.insert(index, reason);
            }
            Err(reason) => return Err(Fault::at(index, reason)),
            Ok(()) => {}
        }
        self.tree.push(leaf_hash(text.as_bytes()));
        Ok(())
    }

    fn take(&mut self, index: u64, entry: &Entry, opened: Opened) -> Result<(), Reason> {
        let needs_opening = !matches!(opened, Opened::Other | Opened::Keys(..) | Opened::Open);
        if needs_opening && !self.opened {
            return Err(Reason::NotOpen);
        }
        let vacant = match opened {
            Opened::Other | Opened::Keys(..) => self.vacant,
            _ => self.vacant.take(),
        };
        match opened {
            Opened::Other => Ok(()),
            Opened::Open => self.open(),
            Opened::Keys(_, keys) => {
                self.note_revoked(&keys);
                Ok(())
            }
            Opened::Endorsement(read, stamp) => {
                let late = self.is_late(entry, vacant)?;
                let item = Item::new(entry, Some(read), stamp, late);
                self.endorse(index, item)
            }
            Opened::Unopened { erased } => {
                let late = self.is_late(entry, vacant)?;
                let item = Item::new(entry, None, None, late);
                self.endorse(
                    index,
                    Item {
                        destroyed: erased,
                        ..item
                    },
                )
            }
            Opened::Withdrawal(withdrawal) => {
                let item = self.about(entry)?;
                if let (Some(withdrawal), Some(read)) = (&withdrawal, &item.read) {
                    withdrawal.ends(&read.id, &read.author, &read.digest, read.sequence)?;
                }
                if withdrawal.is_none() && !item.destroyed {
                    return Err(Reason::EventMissing);
                }
                if let Some(withdrawal) = withdrawal {
                    self.note_sequence(&withdrawal.author, withdrawal.sequence);
                }
                self.withdrawn += 1;
                self.end(entry).map(|_| ())
            }
            Opened::Revocation(revocation) => {
                let item = self.about(entry)?;
                if let (Some(revocation), Some(read)) = (&revocation, &item.read) {
                    let is_stamp = item.stamp.as_ref().is_none_or(|stamp| *stamp == revocation.object);
                    if revocation.object != read.id && !is_stamp {
                        return Err(Reason::TargetMismatch);
                    }
                }
                if revocation.is_none() && !item.destroyed {
                    return Err(Reason::EventMissing);
                }
                // Of one that was destroyed nobody can say why it was revoked.
                let reason = revocation.as_ref().map(|revocation| revocation.reason.as_deref());
                let replaced = reason.is_none_or(|reason| reason == Some("replaced"));
                self.revoked += 1;
                let late = self.end(entry)?;
                self.vacant = late.filter(|_| replaced);
                Ok(())
            }
            Opened::Erasure => {
                self.about(entry)?;
                self.erased += 1;
                self.vacant = self.end(entry)?;
                Ok(())
            }
            Opened::Snapshot(tally) => self.check_snapshot(index, tally.as_deref()),
            Opened::Close(tally) => {
                self.closed = true;
                self.check_snapshot(index, tally.as_deref())
            }
        }
    }

    fn open(&mut self) -> Result<(), Reason> {
        if std::mem::replace(&mut self.opened, true) {
            return Err(Reason::EntryMalformed);
        }
        Ok(())
    }

    fn note_revoked(&mut self, keys: &[ListedKey]) {
        for key in keys {
            if let Some(since) = key.revoked {
                self.revoked_keys.insert(key.id.clone(), since);
            }
        }
    }

    fn note_sequence(&mut self, author: &str, sequence: u64) {
        let last = self.last_sequence.entry(author.to_owned()).or_default();
        *last = sequence.max(*last);
    }

    /// Whether an endorsement came after the closing. A record that stands right behind the end of another one takes its
    /// place: what a signer hides or shows after the closing counts as before.
    fn is_late(&self, entry: &Entry, vacant: Option<bool>) -> Result<bool, Reason> {
        match vacant.filter(|_| entry.kind() == EntryKind::Record) {
            Some(late) => Ok(late),
            None if self.closed && self.declaration.late == LatePolicy::Refused => Err(Reason::Closed),
            None => Ok(self.closed),
        }
    }

    fn endorse(&mut self, index: u64, mut item: Item) -> Result<(), Reason> {
        if let Some(read) = &item.read {
            if self.ended.contains(&read.id) {
                return Err(Reason::Withdrawn);
            }
            item.equivocal = self.check_statement(index, read)?;
        }
        self.items.insert(index, item);
        Ok(())
    }

    /// PE9: whether this statement and an earlier one are two under one id or one number. Marks the earlier one.
    fn check_statement(&mut self, index: u64, read: &Endorsement) -> Result<bool, Reason> {
        let key = (read.author.clone(), read.sequence);
        let statement = (index, read.digest.clone());
        let same_id = self.ids.insert(read.id.clone(), statement.clone());
        let same_sequence = self.sequences.insert(key, statement);
        let is_repeat = same_id.as_ref().is_some_and(|(_, digest)| *digest == read.digest);
        let rivals: Vec<u64> = [same_id, same_sequence]
            .into_iter()
            .flatten()
            .filter(|(_, digest)| *digest != read.digest)
            .map(|(index, _)| index)
            .collect();
        for rival in &rivals {
            if let Some(item) = self.items.get_mut(rival) {
                item.equivocal = true;
            }
        }
        let too_low = self
            .last_sequence
            .get(&read.author)
            .is_some_and(|last| read.sequence <= *last);
        if read.recorded.is_none() && rivals.is_empty() && !is_repeat && too_low {
            return Err(Reason::Sequence);
        }
        self.note_sequence(&read.author, read.sequence);
        Ok(!rivals.is_empty())
    }

    /// The endorsement that an entry is about.
    fn about(&self, entry: &Entry) -> Result<&Item, Reason> {
        let about = entry.about().ok_or(Reason::TargetMismatch)?;
        match self.items.get(&about) {
            Some(item) => Ok(item),
            None if self.missing.contains_key(&about) => Err(Reason::EventMissing),
            None => Err(Reason::TargetMismatch),
        }
    }

    /// Ends an endorsement; says whether it was late, if it stood until then.
    fn end(&mut self, entry: &Entry) -> Result<Option<bool>, Reason> {
        let item = entry
            .about()
            .and_then(|about| self.items.get_mut(&about))
            .ok_or(Reason::TargetMismatch)?;
        let stood = std::mem::replace(&mut item.live, false).then_some(item.late);
        if let Some(read) = &item.read
            && entry.kind() != EntryKind::Revoke
        {
            self.ended.insert(read.id.clone());
        }
        Ok(stood)
    }

    fn check_snapshot(&self, index: u64, tally: Option<&PublishedTally>) -> Result<(), Reason> {
        let Some(tally) = tally else { return Ok(()) };
        if tally.tree_size != index {
            return Err(Reason::TallyMismatch);
        }
        // What is missing below makes the count uncertain, not the tally wrong.
        if self.missing.is_empty() {
            tally.compare(&self.counted())?;
        }
        Ok(())
    }

    /// The text that is counted.
    #[must_use]
    pub fn declaration(&self) -> &Declaration {
        &self.declaration
    }

    /// A judge of entries for this count.
    #[must_use]
    pub fn judge<'a>(&'a self, ids: &'a crate::origin::IdPolicy, keys: &'a Keyring, origin: &'a str) -> Judge<'a> {
        Judge {
            ids,
            keys,
            declaration: &self.declaration,
            members: &self.members,
            origin,
        }
    }
}
