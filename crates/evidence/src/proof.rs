//! Integrity proofs, FEP-8b32 with the suite `eddsa-jcs-2022` (PROTOCOL 5.1).

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::keys::{Ed25519Key, PublicKey};

/// Why a proof does not hold; names are those of PROTOCOL 12.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(
    missing_docs,
    reason = "each variant is the reason code of the same name in PROTOCOL 12.2"
)]
pub enum ProofError {
    #[error("proof-missing")]
    Missing,
    #[error("proof-multiple")]
    Multiple,
    #[error("proof-context")]
    Context,
    #[error("proof-suite")]
    Suite,
    #[error("proof-purpose")]
    Purpose,
    #[error("proof-created")]
    Created,
    #[error("proof-option")]
    Option,
    #[error("proof-encoding")]
    Encoding,
    #[error("number-range")]
    NumberRange,
    #[error("proof-invalid")]
    Invalid,
}

/// What a proof says, read before the signature is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofFacts {
    /// Id of the key.
    pub verification_method: String,
    /// When it was made, as written.
    pub created: DateTime<Utc>,
}

/// Adds a proof to a document that has a `@context` and no proof.
///
/// # Errors
/// [`ProofError::Context`] without `@context`, [`ProofError::NumberRange`] for numbers that JCS cannot keep.
pub fn sign(
    _document: &Value,
    _verification_method: &str,
    _key: &Ed25519Key,
    _created: DateTime<Utc>,
) -> Result<Value, ProofError> {
    todo!()
}

/// Reads the form of a document's proof (steps 2 and 3 of PROTOCOL 12.2) without checking the signature.
///
/// `strict`: documents of PROTOCOL 9 to 11, where further proof options are refused.
///
/// # Errors
/// See [`ProofError`].
pub fn facts(_document: &Value, _strict: bool) -> Result<ProofFacts, ProofError> {
    todo!()
}

/// Checks the signature of a document's proof against a key.
///
/// # Errors
/// [`ProofError::Invalid`], or what [`facts`] finds.
pub fn verify(_document: &Value, _key: &PublicKey, _strict: bool) -> Result<ProofFacts, ProofError> {
    todo!()
}
