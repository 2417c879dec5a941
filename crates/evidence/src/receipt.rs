//! `receipt-1`: the proof that one endorsement is in a log, or that its owner broke a promise (PROTOCOL 14.6, EN6).

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use crate::{
    bundle::{
        Verdict,
        parts::{ids_of, list, names, read_json, trust},
    },
    documents::{Declaration, Endorsement, Keyring, Known, Reason, Seen, Stamp},
    log::{Entry, LogFault, Policy, ProofFile, SignedCheckpoint},
    origin::IdPolicy,
    tally::Fault,
};

/// The value of `format`.
pub const RECEIPT: &str = "https://w3id.org/bandung#receipt-1";

/// How long after a stamp its entry may be missing from the log's checkpoints (EN6).
const PATIENCE: TimeDelta = TimeDelta::hours(24);

/// A receipt in its parts. Nothing has been checked but the form of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The declaration.
    pub declaration: Value,
    /// The owner and the endorser.
    pub actors: Vec<Value>,
    /// E, or R.
    pub endorsement: Value,
    /// S. Recorded endorsements have none.
    pub stamp: Option<Value>,
    /// The entry at the place that the stamp names.
    pub entry: Option<String>,
    /// The proof that this entry is in the tree, with the salt.
    pub proof: Option<String>,
    /// In place of entry and proof: a later tree that has no entry there.
    pub checkpoint: Option<String>,
}

/// What a receipt says that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptReport {
    /// Who endorses.
    pub endorser: String,
    /// The name that was signed.
    pub name: Option<String>,
    /// The declaration.
    pub declaration: String,
    /// Its title.
    pub title: String,
    /// The revision of the text.
    pub revision: u64,
    /// With or without reservations.
    pub stance: &'static str,
    /// When it was made, as the endorser says.
    pub published: DateTime<Utc>,
    /// Its place in the log.
    pub index: u64,
    /// The hour in which it was logged.
    pub since: DateTime<Utc>,
    /// The size of the tree.
    pub tree_size: u64,
    /// The witnesses that saw the tree.
    pub witnesses: BTreeMap<String, DateTime<Utc>>,
    /// Whether the policy asks for witnesses; it has enough of them.
    pub witnessed: bool,
}

impl ReceiptReport {
    /// As `bandung verify --json` prints it, without `result` and `exit`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        serde_json::json!({
            "endorser": self.endorser,
            "declaration": self.declaration,
            "revision": self.revision,
            "stance": self.stance,
            "index": self.index,
            "treeSize": self.tree_size,
            "quorum": self.witnessed,
        })
    }
}

impl Receipt {
    /// Reads the file.
    ///
    /// # Errors
    /// [`Reason::DuplicateMember`], [`Reason::Json`], [`Reason::FieldInvalid`] when it is not a receipt.
    pub fn read(bytes: &[u8]) -> Result<Self, Reason> {
        Self::from_json(read_json(bytes)?)
    }

    /// Takes a file that was read strictly.
    ///
    /// # Errors
    /// [`Reason::Json`], [`Reason::FieldInvalid`] when it is not a receipt.
    pub fn from_json(mut file: Value) -> Result<Self, Reason> {
        if file.get("format").and_then(Value::as_str) != Some(RECEIPT) {
            return Err(Reason::Json);
        }
        let mut take = |name: &str| file.get_mut(name).map(Value::take).filter(|value| !value.is_null());
        let text = |value: Option<Value>| match value {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Reason::FieldInvalid),
        };
        Ok(Self {
            declaration: take("declaration").ok_or(Reason::FieldInvalid)?,
            actors: list(take("actors").unwrap_or_default())?,
            endorsement: take("endorsement").ok_or(Reason::FieldInvalid)?,
            stamp: take("stamp"),
            entry: text(take("entry"))?,
            proof: text(take("proof"))?,
            checkpoint: text(take("checkpoint"))?,
        })
    }

    /// Checks a receipt. One whose stamp and log contradict each other is false, and proves that the log's owner broke
    /// its promise.
    #[must_use]
    pub fn verify(&self, policy: Option<&Policy>) -> Verdict<ReceiptReport> {
        match self.report(policy) {
            Ok((report, None)) => Verdict::Verified(report),
            Ok((_, Some(doubt))) => Verdict::Undecidable(Fault::of_all(doubt.into())),
            Err(fault) => fault.into(),
        }
    }

    fn report(&self, policy: Option<&Policy>) -> Result<(ReceiptReport, Option<LogFault>), Fault> {
        let ids = IdPolicy::with_test_hosts(ids_of(&self.declaration, &self.actors));
        let keys = Keyring::of(&self.actors);
        let known = Known {
            ids: &ids,
            keys: &keys,
            now: None,
        };
        let declaration = Declaration::check(&self.declaration, &known, None).map_err(Fault::of_all)?;
        let read = Endorsement::check(&self.endorsement, &declaration, &known, &Seen::default(), None)
            .map_err(Fault::of_all)?;
        let stamp = self
            .stamp
            .as_ref()
            .map(|stamp| Stamp::check(stamp, &declaration, &known))
            .transpose()
            .map_err(Fault::of_all)?;
        if let Some(stamp) = &stamp {
            stamp.accepts(&read.id, &read.digest).map_err(Fault::of_all)?;
        }
        let (Some(entry), Some(proof)) = (&self.entry, &self.proof) else {
            return Err(Fault::of_all(self.without_proof(policy, stamp.as_ref())));
        };
        let proof = ProofFile::parse(proof).map_err(|_| Fault::of_all(Reason::InclusionInvalid))?;
        let entry = Entry::parse_at(entry.as_bytes(), proof.index)
            .map_err(|_| Fault::at(proof.index, Reason::EntryMalformed))?;
        let (witnesses, doubt) = trust(policy, &proof.checkpoint)?;
        let leaf = entry
            .leaf_hash()
            .map_err(|_| Fault::at(proof.index, Reason::EntryMalformed))?;
        proof
            .verify(&leaf)
            .map_err(|fault| Fault::at(proof.index, fault.into()))?;
        self.check_entry(&declaration, &entry, &proof, stamp.as_ref())
            .map_err(|reason| Fault::at(proof.index, reason))?;
        let report = ReceiptReport {
            endorser: read.subject.clone(),
            name: read.name.clone().or(read.person.clone()),
            declaration: declaration.id.clone(),
            title: declaration.title.clone(),
            revision: declaration.revision,
            stance: read.stance.as_str(),
            published: read.published,
            index: proof.index,
            since: entry.hour(),
            tree_size: proof.checkpoint.checkpoint().size,
            witnesses: names(policy, &witnesses),
            witnessed: policy.is_some_and(Policy::asks_for_witnesses),
        };
        Ok((report, doubt))
    }

    /// The document opens the entry, with the salt of the proof and of the stamp.
    fn check_entry(
        &self,
        declaration: &Declaration,
        entry: &Entry,
        proof: &ProofFile,
        stamp: Option<&Stamp>,
    ) -> Result<(), Reason> {
        let salt = proof
            .extra
            .as_deref()
            .and_then(|extra| extra.try_into().ok())
            .ok_or(Reason::ReceiptMismatch)?;
        let origin = proof.checkpoint.checkpoint().origin.clone();
        let told = crate::documents::Receipt {
            origin,
            index: proof.index,
            salt,
        };
        if stamp.is_some_and(|stamp| stamp.receipt != told) {
            return Err(Reason::ReceiptMismatch);
        }
        told.opens(entry, declaration, &self.endorsement)
    }

    /// A stamp without a proof: false when a tree, seen a day later, has nothing at its place; else undecidable.
    fn without_proof(&self, policy: Option<&Policy>, stamp: Option<&Stamp>) -> Reason {
        let (Some(stamp), Some(checkpoint), Some(document)) = (stamp, &self.checkpoint, &self.stamp) else {
            return Reason::EventMissing;
        };
        let Ok(checkpoint) = SignedCheckpoint::parse(checkpoint) else {
            return Reason::CheckpointSignature;
        };
        let cosignatures = match trust(policy, &checkpoint) {
            Ok((cosignatures, None)) => cosignatures,
            Ok((_, Some(doubt))) => return doubt.into(),
            Err(fault) => return fault.reason,
        };
        let tree = checkpoint.checkpoint();
        let given = document
            .get("published")
            .and_then(Value::as_str)
            .and_then(crate::proof::whole_seconds);
        let seen_later = given.is_some_and(|given| cosignatures.iter().any(|seen| seen.time() >= given + PATIENCE));
        if tree.origin == stamp.receipt.origin && tree.size <= stamp.receipt.index && seen_later {
            Reason::InclusionInvalid
        } else {
            Reason::EventMissing
        }
    }
}
