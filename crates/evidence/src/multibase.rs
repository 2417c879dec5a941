//! Multibase base58btc (`z…`), multikeys (FEP-521a) and multihash digests (PROTOCOL 5.1).

use serde_json::Value;

/// A text is not in the form that is expected here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a multibase text of the expected form")]
pub struct MultibaseError;

/// `z` + base58btc.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// Reads `z` + base58btc.
///
/// # Errors
/// Any other base, or a character outside the alphabet.
pub fn decode(_text: &str) -> Result<Vec<u8>, MultibaseError> {
    todo!()
}

/// The digest of a document: multibase of the SHA-256 multihash of its canonical form without `proof` and `signature`.
#[must_use]
pub fn document_digest(_document: &Value) -> String {
    todo!()
}
