//! S: the owner's acceptance of an endorsement, with its place in the log (PROTOCOL 10.5).

use serde_json::Value;

use super::{Declaration, ENDORSES, Known, Reason, check_signed, fields};
use crate::log::{Entry, EntryKind, Hash, commitment};

/// A stamp whose proof holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its id.
    pub id: String,
    /// The endorsement that it accepts.
    pub endorsement: String,
    /// The digest of that endorsement.
    pub endorsement_digest: String,
    /// The note that may quote the declaration.
    pub note: Option<String>,
    /// The place in the log.
    pub receipt: Receipt,
}

/// Where an endorsement stands in a log, and what opens its entry (`bandung:receipt`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The log.
    pub origin: String,
    /// The entry.
    pub index: u64,
    /// The key of its commitment.
    pub salt: Hash,
}

impl Stamp {
    /// Checks a stamp (10.5).
    ///
    /// # Errors
    /// Reasons of steps 2 to 8 but `receipt-mismatch`, which [`Receipt::opens`] gives.
    pub fn check(document: &Value, declaration: &Declaration, known: &Known<'_>) -> Result<Self, Reason> {
        let proven = check_signed(document, known)?;
        let text = |name: &str| document.get(name).and_then(Value::as_str);
        if text("type") != Some("QuoteAuthorization") {
            return Err(Reason::NotSupported);
        }
        if text("interactionTarget") != Some(&declaration.id) {
            return Err(Reason::TargetMismatch);
        }
        if text("bandung:authorizes") != Some(ENDORSES) {
            return Err(Reason::StampKind);
        }
        if proven.author.as_str() != declaration.owner {
            return Err(Reason::StampForeign);
        }
        Ok(Self {
            id: proven.id.as_str().to_owned(),
            endorsement: fields::text(document, "bandung:endorsement")?.to_owned(),
            endorsement_digest: fields::text(document, "bandung:endorsementDigest")?.to_owned(),
            note: fields::optional_text(document, "interactingObject")?.map(str::to_owned),
            receipt: Receipt::read(document)?,
        })
    }

    /// Whether it accepts this endorsement.
    ///
    /// # Errors
    /// [`Reason::DigestMismatch`].
    pub fn accepts(&self, id: &str, digest: &str) -> Result<(), Reason> {
        if self.endorsement == id && self.endorsement_digest == digest {
            Ok(())
        } else {
            Err(Reason::DigestMismatch)
        }
    }
}

impl Receipt {
    /// Reads the `bandung:receipt` of a stamp, an `Add` or a `Remove`.
    ///
    /// # Errors
    /// [`Reason::FieldInvalid`].
    pub fn read(document: &Value) -> Result<Self, Reason> {
        let receipt = document.get("bandung:receipt").ok_or(Reason::FieldInvalid)?;
        Ok(Self {
            origin: fields::text(receipt, "bandung:logOrigin")?.to_owned(),
            index: fields::number(receipt, "bandung:logIndex")?,
            salt: fields::hash(receipt, "bandung:logSalt")?,
        })
    }

    /// Whether it opens the entry at its index with the document: the entry of an endorsement of this text.
    ///
    /// # Errors
    /// [`Reason::ReceiptMismatch`].
    pub fn opens(&self, entry: &Entry, declaration: &Declaration, endorsement: &Value) -> Result<(), Reason> {
        let fits = matches!(entry.kind(), EntryKind::Endorse | EntryKind::Record)
            && entry.text_digest() == Some(&declaration.digest)
            && entry.commitment() == Some(&commitment(&self.salt, endorsement));
        if fits { Ok(()) } else { Err(Reason::ReceiptMismatch) }
    }
}
