//! W, and the `Delete` of a stamp or of a recorded endorsement: how an endorsement ends (PROTOCOL 10.7).

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Known, Proven, Reason, check_signed, fields};

/// W: the endorser's withdrawal, at the endorsement's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The id of the endorsement.
    pub id: String,
    /// Who withdraws.
    pub author: String,
    /// The digest of the endorsement.
    pub endorsement_digest: String,
    /// Its place among the statements of its author.
    pub sequence: u64,
    /// When, as the author says.
    pub deleted: DateTime<Utc>,
    /// The proof.
    pub proven: Proven,
}

impl Withdrawal {
    /// Checks a withdrawal by itself: an endorsement that is not known yet may arrive later (PE10).
    ///
    /// # Errors
    /// Reasons of steps 2 to 8.
    pub fn check(document: &Value, known: &Known<'_>) -> Result<Self, Reason> {
        let proven = check_signed(document, known)?;
        let text = |name: &str| document.get(name).and_then(Value::as_str);
        if text("type") != Some("Tombstone") || text("formerType").is_some_and(|former| former != "Relationship") {
            return Err(Reason::NotSupported);
        }
        Ok(Self {
            id: proven.id.as_str().to_owned(),
            author: proven.author.as_str().to_owned(),
            endorsement_digest: fields::text(document, "bandung:endorsementDigest")?.to_owned(),
            sequence: fields::ordinal(document, "bandung:sequence")?,
            deleted: fields::time(document, "deleted")?,
            proven,
        })
    }

    /// Whether it ends this endorsement: same id, author and digest, and said later.
    ///
    /// # Errors
    /// [`Reason::TargetMismatch`], [`Reason::NotOwner`], [`Reason::DigestMismatch`], [`Reason::Sequence`].
    pub fn ends(&self, id: &str, author: &str, digest: &str, sequence: u64) -> Result<(), Reason> {
        if self.id != id {
            return Err(Reason::TargetMismatch);
        }
        if self.author != author {
            return Err(Reason::NotOwner);
        }
        if self.endorsement_digest != digest {
            return Err(Reason::DigestMismatch);
        }
        if self.sequence <= sequence {
            return Err(Reason::Sequence);
        }
        Ok(())
    }
}

/// The owner's `Delete` of a stamp, or of an endorsement that it recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Its id.
    pub id: String,
    /// Who revokes.
    pub author: String,
    /// The id of what is deleted.
    pub object: String,
    /// Why, a value of `bandung:reason`.
    pub reason: Option<String>,
    /// The proof.
    pub proven: Proven,
}

impl Revocation {
    /// Checks a revocation.
    ///
    /// # Errors
    /// Reasons of steps 2 to 6.
    pub fn check(document: &Value, known: &Known<'_>) -> Result<Self, Reason> {
        let proven = check_signed(document, known)?;
        if document.get("type").and_then(Value::as_str) != Some("Delete") {
            return Err(Reason::NotSupported);
        }
        let object = match document.get("object") {
            Some(Value::String(id)) => Some(id.as_str()),
            Some(tombstone) => tombstone.get("id").and_then(Value::as_str),
            None => None,
        };
        Ok(Self {
            id: proven.id.as_str().to_owned(),
            author: proven.author.as_str().to_owned(),
            object: object.ok_or(Reason::ObjectEmbedding)?.to_owned(),
            reason: fields::optional_text(document, "bandung:reason")?.map(str::to_owned),
            proven,
        })
    }
}
