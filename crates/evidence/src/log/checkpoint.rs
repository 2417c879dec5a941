//! Checkpoints (C2SP `tlog-checkpoint`, PL9 to PL12): origin, size and root, signed by the log.

use std::fmt;

use super::{
    LogFault,
    cosignature::Cosignature,
    note::Note,
    read_hash, read_number,
    tree::Hash,
    verifier_key::{NoteSigner, VerifierKey},
    write_hash,
};

/// What a log says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root of the tree of all of them.
    pub root: Hash,
}

impl Checkpoint {
    /// The three lines that are signed.
    #[must_use]
    pub fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, write_hash(&self.root))
    }

    fn parse(body: &str) -> Option<Self> {
        let lines: Vec<&str> = body.strip_suffix('\n')?.split('\n').collect();
        let [origin, size, root] = lines[..] else {
            return None;
        };
        (!origin.is_empty()).then_some(())?;
        Some(Self {
            origin: origin.to_owned(),
            size: read_number(size)?,
            root: read_hash(root)?,
        })
    }

    /// Compares a new checkpoint with the largest one seen (PL12). Larger ones still need a consistency proof.
    ///
    /// # Errors
    /// [`LogFault::CheckpointOrigin`], [`LogFault::Rollback`], [`LogFault::SplitView`].
    pub fn may_follow(&self, seen: &Self) -> Result<(), LogFault> {
        if self.origin != seen.origin {
            Err(LogFault::CheckpointOrigin)
        } else if self.size < seen.size {
            Err(LogFault::Rollback)
        } else if self.size == seen.size && self.root != seen.root {
            Err(LogFault::SplitView)
        } else {
            Ok(())
        }
    }
}

/// A checkpoint as a note, with all its signature lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl SignedCheckpoint {
    /// Signs with the key of the log.
    #[must_use]
    pub fn sign(checkpoint: Checkpoint, log: &NoteSigner) -> Self {
        let text = checkpoint.body();
        let signatures = vec![log.line(&[], text.as_bytes())];
        Self {
            checkpoint,
            note: Note { text, signatures },
        }
    }

    /// Reads a note of exactly three lines. Signatures are not checked yet.
    ///
    /// # Errors
    /// [`LogFault::CheckpointSignature`]: what is not a checkpoint is not a signed one.
    pub fn parse(text: &str) -> Result<Self, LogFault> {
        let note = Note::parse(text).map_err(|_| LogFault::CheckpointSignature)?;
        let checkpoint = Checkpoint::parse(&note.text).ok_or(LogFault::CheckpointSignature)?;
        Ok(Self { checkpoint, note })
    }

    /// What it says. Only to be believed after [`SignedCheckpoint::verify`].
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note.
    #[must_use]
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// Checks the signature of the log: there is one by this key, and none by it that is wrong.
    ///
    /// # Errors
    /// [`LogFault::CheckpointOrigin`] when the key is that of another log, [`LogFault::CheckpointSignature`].
    pub fn verify(&self, log: &VerifierKey) -> Result<&Checkpoint, LogFault> {
        if log.name() != self.checkpoint.origin {
            return Err(LogFault::CheckpointOrigin);
        }
        let mut lines = self.note.signatures.iter().filter(|line| log.made(line)).peekable();
        let signed = lines.peek().is_some() && lines.all(|line| log.verifies(self.note.text.as_bytes(), &line.bytes));
        if signed {
            Ok(&self.checkpoint)
        } else {
            Err(LogFault::CheckpointSignature)
        }
    }

    /// The cosignatures by these witnesses. Lines by others are passed over.
    ///
    /// # Errors
    /// [`LogFault::CosignatureInvalid`] when a line by one of them does not hold (PL11).
    pub fn cosignatures<'a>(
        &self,
        witnesses: impl IntoIterator<Item = &'a VerifierKey>,
    ) -> Result<Vec<Cosignature>, LogFault> {
        let mut found = Vec::new();
        for witness in witnesses {
            for line in self.note.signatures.iter().filter(|line| witness.made(line)) {
                found.push(Cosignature::verify(line, &self.note.text, witness)?);
            }
        }
        Ok(found)
    }

    /// Adds lines by witnesses that are not there yet. Of one witness the newest line is kept.
    pub fn add(&mut self, cosignatures: impl IntoIterator<Item = Cosignature>) {
        for cosignature in cosignatures {
            let line = cosignature.into_line();
            self.note
                .signatures
                .retain(|old| (&old.name, old.key_id) != (&line.name, line.key_id));
            self.note.signatures.push(line);
        }
    }
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}
