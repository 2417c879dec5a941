//! One entry by itself: does the document open it, and is the document what it should be.

use std::borrow::Cow;

use chrono::TimeDelta;
use serde_json::Value;

use super::Members;
use crate::{
    documents::{
        Declaration, Endorsement, Keyring, Known, ListedKey, PublishedTally, Reason, Revocation, Seen, Stamp,
        Withdrawal, check_signed, check_vouched,
    },
    log::{Entry, EntryKind, Hash, commitment},
    origin::IdPolicy,
};

/// What is given out about an entry (`events[]` of a bundle).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event<'a> {
    /// The document that was committed to.
    pub document: Option<Cow<'a, Value>>,
    /// The key of the commitment.
    pub salt: Option<Hash>,
    /// The stamp, beside an endorsement.
    pub stamp: Option<Cow<'a, Value>>,
    /// Said not to be given out.
    pub undisclosed: bool,
    /// Said to be destroyed.
    pub erased: bool,
}

/// What an entry turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// Nothing that is counted for this text.
    Other,
    /// The opening of the text.
    Open,
    /// An endorsement, and the id of its stamp where that was given.
    Endorsement(Box<Endorsement>, Option<String>),
    /// An endorsement that is not opened: hidden, or erased later.
    Unopened {
        /// Destroyed, rather than kept back.
        erased: bool,
    },
    /// A withdrawal; nothing where it went with an erased endorsement.
    Withdrawal(Option<Box<Withdrawal>>),
    /// A revocation; nothing where it went with an erased endorsement.
    Revocation(Option<Box<Revocation>>),
    /// An erasure.
    Erasure,
    /// A tally of the tree before this entry, where it was given.
    Snapshot(Option<Box<PublishedTally>>),
    /// The closing, with its last tally where that was given.
    Close(Option<Box<PublishedTally>>),
    /// New keys of an actor, or dates of old ones.
    Keys(String, Vec<ListedKey>),
}

/// What an entry is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    /// Which addresses may be ids.
    pub ids: &'a IdPolicy,
    /// All keys that actors ever used.
    pub keys: &'a Keyring,
    /// The text.
    pub declaration: &'a Declaration,
    /// The members of the network.
    pub members: &'a Members,
    /// The origin of the log.
    pub origin: &'a str,
}

impl Judge<'_> {
    fn known(&self) -> Known<'_> {
        Known {
            ids: self.ids,
            keys: self.keys,
            now: None,
        }
    }

    /// Judges an entry with what is given out about it. Reads nothing of other entries.
    ///
    /// # Errors
    /// What is wrong, or missing; see [`Reason::is_undecidable`].
    pub fn open(&self, index: u64, entry: &Entry, event: Option<&Event<'_>>) -> Result<Opened, Reason> {
        match entry.kind() {
            EntryKind::Key => return self.keys_of(entry, event),
            EntryKind::Member | EntryKind::Audit => return Ok(Opened::Other),
            _ if entry.text_digest() != Some(&self.declaration.digest) => return Ok(Opened::Other),
            _ => {}
        }
        if entry.network() != self.declaration.network.as_deref() {
            return Err(Reason::NetworkMismatch);
        }
        let none = Event::default();
        let event = event.unwrap_or(&none);
        let document = opening(entry, event)?;
        match (entry.kind(), document) {
            (EntryKind::Erase, _) => Ok(Opened::Erasure),
            (EntryKind::Open, Some(document)) => self.opening_of_text(document),
            (EntryKind::Endorse | EntryKind::Record, Some(document)) => self.endorsement(index, entry, document, event),
            (EntryKind::Endorse | EntryKind::Record, None) if event.undisclosed || event.erased => {
                Ok(Opened::Unopened { erased: event.erased })
            }
            (EntryKind::Withdraw, Some(document)) => {
                let withdrawal = Withdrawal::check(document, &self.known())?;
                Ok(Opened::Withdrawal(Some(Box::new(withdrawal))))
            }
            (EntryKind::Withdraw, None) if event.erased => Ok(Opened::Withdrawal(None)),
            (EntryKind::Revoke, Some(document)) => {
                let revocation = Revocation::check(document, &self.known())?;
                if revocation.author != self.declaration.owner {
                    return Err(Reason::NotOwner);
                }
                Ok(Opened::Revocation(Some(Box::new(revocation))))
            }
            (EntryKind::Revoke, None) if event.erased => Ok(Opened::Revocation(None)),
            (EntryKind::Snapshot, document) => Ok(Opened::Snapshot(self.tally(document)?)),
            (EntryKind::Close, document) => Ok(Opened::Close(self.tally(document)?)),
            _ => Err(Reason::EventMissing),
        }
    }

    fn opening_of_text(&self, document: &Value) -> Result<Opened, Reason> {
        check_signed(document, &self.known())?;
        let opened = Declaration::read(document)?;
        if opened.id != self.declaration.id || opened.digest != self.declaration.digest {
            return Err(Reason::DigestMismatch);
        }
        if self.declaration.may_replace(&opened) {
            Ok(Opened::Open)
        } else {
            Err(Reason::Frozen)
        }
    }

    fn endorsement(&self, index: u64, entry: &Entry, document: &Value, event: &Event<'_>) -> Result<Opened, Reason> {
        let known = Known {
            now: Some(entry.hour() + TimeDelta::hours(1)),
            ..self.known()
        };
        let read = Endorsement::check(document, self.declaration, &known, &Seen::default(), None)?;
        let (author, hour) = (&read.author, entry.hour());
        let fits = |country| self.members.fits_country(&read.subject, country, hour);
        if !read.country.is_none_or(fits) {
            return Err(Reason::CountryMismatch);
        }
        if read.recorded.is_some() != (entry.kind() == EntryKind::Record) {
            return Err(Reason::LeafMismatch);
        }
        if !self.declaration.may_endorse.contains(&read.kind) {
            return Err(Reason::FieldInvalid);
        }
        if !self.members.trusts(author, &read.proven.by, hour) {
            return Err(Reason::KeyMismatch);
        }
        let stamp = match &event.stamp {
            None => None,
            Some(stamp) => Some(self.stamp(index, entry, stamp, &read, document)?),
        };
        Ok(Opened::Endorsement(Box::new(read), stamp))
    }

    fn stamp(
        &self,
        index: u64,
        entry: &Entry,
        stamp: &Value,
        endorsement: &Endorsement,
        document: &Value,
    ) -> Result<String, Reason> {
        let stamp = Stamp::check(stamp, self.declaration, &self.known())?;
        stamp.accepts(&endorsement.id, &endorsement.digest)?;
        if stamp.receipt.index != index || stamp.receipt.origin != self.origin {
            return Err(Reason::ReceiptMismatch);
        }
        stamp.receipt.opens(entry, self.declaration, document)?;
        Ok(stamp.id)
    }

    fn tally(&self, document: Option<&Value>) -> Result<Option<Box<PublishedTally>>, Reason> {
        let Some(document) = document else { return Ok(None) };
        let tally = PublishedTally::check(document, self.declaration, &self.known())?;
        if tally.origin == self.origin {
            Ok(Some(Box::new(tally)))
        } else {
            Err(Reason::CheckpointOrigin)
        }
    }

    /// The `Update` by which an actor changed its keys. One that is not given is about somebody else's declaration.
    fn keys_of(&self, entry: &Entry, event: Option<&Event<'_>>) -> Result<Opened, Reason> {
        let Some(document) = event.map(|event| opening(entry, event)).transpose()?.flatten() else {
            return Ok(Opened::Other);
        };
        let proven = check_vouched(document, &self.known())?;
        let actor = document.get("object").ok_or(Reason::ObjectEmbedding)?;
        if actor.get("id").and_then(Value::as_str) != Some(proven.author.as_str()) {
            return Err(Reason::ActorMismatch);
        }
        let id = proven.author.as_str().to_owned();
        Ok(Opened::Keys(id, Keyring::listed_by(actor)))
    }
}

/// The document of an event, if it opens the entry.
fn opening<'a>(entry: &Entry, event: &'a Event<'_>) -> Result<Option<&'a Value>, Reason> {
    let (Some(document), Some(committed)) = (&event.document, entry.commitment()) else {
        return Ok(None);
    };
    let salt = event.salt.as_ref().ok_or(Reason::EventMissing)?;
    if *committed == commitment(salt, document) {
        Ok(Some(document))
    } else {
        Err(Reason::LeafMismatch)
    }
}
