//! What a log asks of a witness, and what the witness must answer (C2SP `tlog-witness`, PL13).

use std::fmt;

use super::{
    LogFault,
    checkpoint::{Checkpoint, SignedCheckpoint},
    consistency::verify_consistency,
    cosignature::Cosignature,
    note::NoteSignature,
    proof_file::MOST_HASHES,
    read_hash, read_number,
    tree::Hash,
    verifier_key::VerifierKey,
    write_hash,
};
use crate::keys::sha256;

/// A body is not a request of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a request to add a checkpoint")]
pub struct AddCheckpointMalformed;

/// The body of `POST add-checkpoint`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size that the witness is thought to hold.
    pub old: u64,
    /// From that size to the checkpoint's.
    pub proof: Vec<Hash>,
    /// The new checkpoint.
    pub checkpoint: SignedCheckpoint,
}

/// What a witness decides. Only the first leads to a cosignature, after the new size has been stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 200: store, then sign.
    Cosign,
    /// 403: not signed by the key of the log.
    NotSigned,
    /// 400: the old size is above the new one.
    OldAboveNew,
    /// 409: the witness holds another size.
    Conflict {
        /// The size that it holds.
        size: u64,
    },
    /// 422: not the same tree. With `held` and one size it is a split view.
    Inconsistent,
}

impl AddCheckpoint {
    /// Reads a body.
    ///
    /// # Errors
    /// [`AddCheckpointMalformed`].
    pub fn parse(body: &str) -> Result<Self, AddCheckpointMalformed> {
        Self::lines(body).ok_or(AddCheckpointMalformed)
    }

    fn lines(body: &str) -> Option<Self> {
        let (head, checkpoint) = body.split_once("\n\n")?;
        let mut lines = head.split('\n');
        let old = read_number(lines.next()?.strip_prefix("old ")?)?;
        let proof: Vec<Hash> = lines.take(MOST_HASHES + 1).map(read_hash).collect::<Option<_>>()?;
        (proof.len() <= MOST_HASHES).then_some(())?;
        Some(Self {
            old,
            proof,
            checkpoint: SignedCheckpoint::parse(checkpoint).ok()?,
        })
    }

    /// Decides, for a witness that knows the key of the log and holds `held` of it.
    #[must_use]
    pub fn judge(&self, log: &VerifierKey, held: Option<&Checkpoint>) -> Verdict {
        let Ok(new) = self.checkpoint.verify(log) else {
            return Verdict::NotSigned;
        };
        if self.old > new.size {
            return Verdict::OldAboveNew;
        }
        let size = held.map_or(0, |held| held.size);
        if self.old != size {
            return Verdict::Conflict { size };
        }
        let old_root = held.map_or(new.root, |held| held.root);
        match verify_consistency(self.old, new.size, &old_root, &new.root, &self.proof) {
            Ok(()) => Verdict::Cosign,
            Err(_) => Verdict::Inconsistent,
        }
    }
}

impl fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof {
            writeln!(f, "{}", write_hash(hash))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

/// The cosignature in an answer of a witness; lines by other keys are passed over.
///
/// # Errors
/// [`LogFault::CosignatureInvalid`] when there is none, or one that does not hold.
pub fn read_cosignature_lines(
    answer: &str,
    checkpoint: &Checkpoint,
    witness: &VerifierKey,
) -> Result<Cosignature, LogFault> {
    let invalid = LogFault::CosignatureInvalid;
    let lines = answer.strip_suffix('\n').ok_or(invalid)?.split('\n').take(16);
    let mut found = None;
    for line in lines {
        let line = NoteSignature::parse(line).map_err(|_| invalid)?;
        if witness.made(&line) {
            found = Some(Cosignature::verify(&line, &checkpoint.body(), witness)?);
        }
    }
    found.ok_or(invalid)
}

/// The name of a log in the addresses of a witness: SHA-256 of its origin, in hexadecimal digits (PL16).
#[must_use]
pub fn origin_hash(origin: &str) -> String {
    sha256(origin.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
