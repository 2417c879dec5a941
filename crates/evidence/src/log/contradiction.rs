//! The proof that a log shows two histories, as a file that anybody can check (PL12, SECURITY E09).

use serde_json::{Value, json};

use super::{LogFault, checkpoint::SignedCheckpoint, verifier_key::VerifierKey};
use crate::strict_json::{self, Limits};

const FORMAT: &str = "bandung-contradiction-1";

/// A text is not such a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the file of a contradiction")]
pub struct ContradictionMalformed;

/// Two notes signed by one log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The key of the log.
    pub key: VerifierKey,
    /// The note that was known first.
    pub first: SignedCheckpoint,
    /// The note that contradicts it.
    pub second: SignedCheckpoint,
}

impl Contradiction {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ContradictionMalformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ContradictionMalformed> {
        let document = strict_json::read(bytes, Limits::NETWORK).map_err(|_| ContradictionMalformed)?;
        Self::read(&document).ok_or(ContradictionMalformed)
    }

    fn read(document: &Value) -> Option<Self> {
        let text = |pointer: &str| document.pointer(pointer).and_then(Value::as_str);
        (text("/format") == Some(FORMAT)).then_some(())?;
        Some(Self {
            key: VerifierKey::parse(text("/key")?).ok()?,
            first: SignedCheckpoint::parse(text("/notes/0")?).ok()?,
            second: SignedCheckpoint::parse(text("/notes/1")?).ok()?,
        })
    }

    /// The file.
    #[must_use]
    pub fn document(&self) -> Value {
        json!({
            "format": FORMAT,
            "log": self.key.name(),
            "key": self.key.to_string(),
            "notes": [self.first.to_string(), self.second.to_string()],
        })
    }

    /// Whether both notes hold and one size has two roots: then nothing else is needed.
    ///
    /// # Errors
    /// [`LogFault::CheckpointSignature`] and [`LogFault::CheckpointOrigin`] for notes that do not hold,
    /// [`LogFault::Quorum`], "undecidable", for notes that may both be of one history.
    pub fn verify(&self) -> Result<(), LogFault> {
        let first = self.first.verify(&self.key)?;
        let second = self.second.verify(&self.key)?;
        if first.size == second.size && first.root != second.root {
            Ok(())
        } else {
            Err(LogFault::Quorum)
        }
    }
}
