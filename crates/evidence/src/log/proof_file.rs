//! The proof that one entry is in a log, as a file (C2SP `tlog-proof@v1`). Its `extra` is the salt (PROTOCOL 14.6).

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    LogFault, checkpoint::SignedCheckpoint, inclusion::verify_inclusion, read_hash, read_number, tree::Hash, write_hash,
};

const VERSION: &str = "c2sp.org/tlog-proof@v1";
/// The longest `extra`, in bytes.
const LONGEST_EXTRA: usize = 1024;
/// The most hashes of a proof: a tree of 2^63 entries has no more.
pub(super) const MOST_HASHES: usize = 63;

/// A text is not a proof file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a proof of a log")]
pub struct ProofFileMalformed;

/// A proof file. Nothing has been checked but the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofFile {
    /// What the application adds: the salt.
    pub extra: Option<Vec<u8>>,
    /// Place of the entry.
    pub index: u64,
    /// The inclusion proof.
    pub proof: Vec<Hash>,
    /// The tree that it is in.
    pub checkpoint: SignedCheckpoint,
}

impl ProofFile {
    /// Reads a proof file.
    ///
    /// # Errors
    /// [`ProofFileMalformed`].
    pub fn parse(text: &str) -> Result<Self, ProofFileMalformed> {
        Self::lines(text).ok_or(ProofFileMalformed)
    }

    fn lines(text: &str) -> Option<Self> {
        let (head, checkpoint) = text.split_once("\n\n")?;
        let mut lines = head.split('\n').peekable();
        (lines.next()? == VERSION).then_some(())?;
        let extra = match lines.peek().and_then(|line| line.strip_prefix("extra ")) {
            Some(extra) => {
                lines.next();
                let bytes = STANDARD.decode(extra).ok()?;
                (bytes.len() <= LONGEST_EXTRA).then_some(())?;
                Some(bytes)
            }
            None => None,
        };
        let index = read_number(lines.next()?.strip_prefix("index ")?)?;
        let proof: Vec<Hash> = lines.take(MOST_HASHES + 1).map(read_hash).collect::<Option<_>>()?;
        (proof.len() <= MOST_HASHES).then_some(())?;
        Some(Self {
            extra,
            index,
            proof,
            checkpoint: SignedCheckpoint::parse(checkpoint).ok()?,
        })
    }

    /// Checks that an entry with this leaf hash is in the tree of the checkpoint. The checkpoint's signatures are
    /// another question.
    ///
    /// # Errors
    /// [`LogFault::InclusionInvalid`].
    pub fn verify(&self, leaf: &Hash) -> Result<(), LogFault> {
        let tree = self.checkpoint.checkpoint();
        verify_inclusion(self.index, tree.size, leaf, &self.proof, &tree.root)
    }
}

impl fmt::Display for ProofFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{VERSION}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.proof {
            writeln!(f, "{}", write_hash(hash))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}
