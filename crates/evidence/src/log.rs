//! The endorsement log: entries, the RFC 6962 tree, and the C2SP texts around it (PROTOCOL 14).
//!
//! Everything here is a pure function of bytes. What arrives is read strictly; what is wrong has one reason, a code of
//! PROTOCOL 12.2. Start reading at [`Entry`] and [`SignedCheckpoint`].

mod checkpoint;
mod consistency;
mod contradiction;
mod cosignature;
mod entry;
mod inclusion;
mod note;
mod policy;
mod proof_file;
mod tile;
mod tree;
mod verifier_key;
mod witness;

pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use consistency::{consistency_plan, verify_consistency};
pub use contradiction::{Contradiction, ContradictionMalformed};
pub use cosignature::Cosignature;
pub use entry::{Entry, EntryKind, EntryMalformed, LONGEST_ENTRY, commitment};
pub use inclusion::{inclusion_plan, verify_inclusion};
pub use note::{Note, NoteMalformed, NoteSignature};
pub use policy::{Policy, PolicyLog, PolicyMalformed, PolicyWitness};
pub use proof_file::{ProofFile, ProofFileMalformed};
pub use tile::{TILE_WIDTH, TileContent, TilePath, entries_to_bytes, hashes_to_bytes, read_entries, read_hashes};
pub use tree::{Frontier, Hash, NodeId, Plan, append_needs, append_nodes, leaf_hash, node_hash, root_plan};
pub use verifier_key::{KeyUse, NoteSigner, VerifierKey, VerifierKeyMalformed};
pub use witness::{AddCheckpoint, AddCheckpointMalformed, Verdict, origin_hash, read_cosignature_lines};

/// Why something of a log is refused; the texts are the reasons of PROTOCOL 12.2, step 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogFault {
    /// Not signed by the key of the log, or not a checkpoint.
    #[error("checkpoint-signature")]
    CheckpointSignature,
    /// A checkpoint of another log.
    #[error("checkpoint-origin")]
    CheckpointOrigin,
    /// A line by a witness that is known does not hold.
    #[error("cosignature-invalid")]
    CosignatureInvalid,
    /// Too few witnesses: undecidable, not false.
    #[error("quorum")]
    Quorum,
    /// Smaller than a checkpoint that was seen.
    #[error("rollback")]
    Rollback,
    /// Two histories.
    #[error("split-view")]
    SplitView,
    /// The entry is not in the tree at that place.
    #[error("inclusion-invalid")]
    InclusionInvalid,
    /// The larger tree does not begin with the smaller one.
    #[error("consistency-invalid")]
    ConsistencyInvalid,
    /// An entry is not the one whose hash is in the tree.
    #[error("leaf-mismatch")]
    LeafMismatch,
    /// The entries do not give the root of the checkpoint.
    #[error("root-mismatch")]
    RootMismatch,
    /// An entry is not in the form of PL4.
    #[error("entry-malformed")]
    EntryMalformed,
    /// The log is not one that is known here.
    #[error("unknown-log")]
    UnknownLog,
}

/// Reads a decimal number without leading zeros, up to 2^53 - 1.
fn read_number(text: &str) -> Option<u64> {
    let plain = text == "0" || (!text.starts_with('0') && !text.is_empty());
    let digits = plain && text.len() <= 16 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .then(|| text.parse().ok())
        .flatten()
        .filter(|number| *number <= LARGEST)
}

/// The largest size or index that is read: what JSON and JavaScript keep exactly (PV7).
const LARGEST: u64 = (1 << 53) - 1;

/// Reads 32 bytes of base64, standard alphabet with padding, in the one form there is.
fn read_hash(text: &str) -> Option<Hash> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    (text.len() == 44)
        .then(|| STANDARD.decode(text).ok()?.try_into().ok())
        .flatten()
}

/// 32 bytes in base64.
fn write_hash(hash: &Hash) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.encode(hash)
}

#[cfg(test)]
mod tests;
