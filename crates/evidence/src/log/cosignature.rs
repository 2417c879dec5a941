//! Cosignatures of witnesses (C2SP `tlog-cosignature`, type `0x04`): "at this time I had seen this tree, and no other".

use chrono::{DateTime, Utc};

use super::{
    LogFault,
    checkpoint::Checkpoint,
    note::NoteSignature,
    verifier_key::{KeyUse, NoteSigner, VerifierKey},
};

/// A cosignature that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    time: DateTime<Utc>,
    line: NoteSignature,
}

impl Cosignature {
    /// Signs a checkpoint as a witness.
    ///
    /// # Errors
    /// [`LogFault::CosignatureInvalid`] when the key is not that of a witness or the time is before 1970.
    pub fn sign(checkpoint: &Checkpoint, time: DateTime<Utc>, witness: &NoteSigner) -> Result<Self, LogFault> {
        let seconds = u64::try_from(time.timestamp()).map_err(|_| LogFault::CosignatureInvalid)?;
        if witness.verifier().usage() != KeyUse::Witness {
            return Err(LogFault::CosignatureInvalid);
        }
        Ok(Self {
            time,
            line: witness.line(&seconds.to_be_bytes(), &message(seconds, &checkpoint.body())),
        })
    }

    /// Checks a line by this witness over the text of a note.
    ///
    /// # Errors
    /// [`LogFault::CosignatureInvalid`].
    pub fn verify(line: &NoteSignature, text: &str, witness: &VerifierKey) -> Result<Self, LogFault> {
        let invalid = LogFault::CosignatureInvalid;
        let (seconds, signature) = line.bytes.split_first_chunk::<8>().ok_or(invalid)?;
        let seconds = u64::from_be_bytes(*seconds);
        let holds = witness.usage() == KeyUse::Witness
            && witness.made(line)
            && witness.verifies(&message(seconds, text), signature);
        let time = i64::try_from(seconds)
            .ok()
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        match time {
            Some(time) if holds => Ok(Self {
                time,
                line: line.clone(),
            }),
            _ => Err(invalid),
        }
    }

    /// Name of the witness's key.
    #[must_use]
    pub fn witness(&self) -> &str {
        &self.line.name
    }

    /// When the witness says that it signed.
    #[must_use]
    pub fn time(&self) -> DateTime<Utc> {
        self.time
    }

    /// The line of the note.
    #[must_use]
    pub fn line(&self) -> &NoteSignature {
        &self.line
    }

    pub(super) fn into_line(self) -> NoteSignature {
        self.line
    }
}

fn message(seconds: u64, text: &str) -> Vec<u8> {
    format!("cosignature/v1\ntime {seconds}\n{text}").into_bytes()
}
