//! Multibase base58btc (`z…`) and multihash digests (PROTOCOL 5.1).

use serde_json::Value;

use crate::{canonical_json, keys::sha256};

/// A text is not in the form that is expected here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a multibase text of the expected form")]
pub struct MultibaseError;

/// The longest text that is read: far above a signature or a key.
const LONGEST: usize = 512;

/// `z` + base58btc.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// Reads `z` + base58btc.
///
/// # Errors
/// Any other base, or a character outside the alphabet.
pub fn decode(text: &str) -> Result<Vec<u8>, MultibaseError> {
    let digits = text
        .strip_prefix('z')
        .filter(|digits| digits.len() <= LONGEST)
        .ok_or(MultibaseError)?;
    bs58::decode(digits).into_vec().map_err(|_| MultibaseError)
}

/// The digest of a document: multibase of the SHA-256 multihash of its canonical form without `proof` and `signature`.
#[must_use]
pub fn document_digest(document: &Value) -> String {
    let mut multihash = vec![0x12, 0x20];
    multihash.extend_from_slice(&sha256(&canonical_json::without(document, &["proof", "signature"])));
    encode(&multihash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_base58btc_is_read() {
        assert_eq!(decode("zStV1DL6CwTryKyV"), Ok(b"hello world".to_vec()));
        for text in ["", "StV1DL6CwTryKyV", "f00", "z0", "zO", "u00"] {
            assert_eq!(decode(text), Err(MultibaseError), "{text}");
        }
    }

    #[test]
    fn the_digest_of_the_worked_example_comes_out() {
        let example = crate::strict_json::read(
            include_bytes!("../../../tests/vectors/digest-example.json"),
            crate::strict_json::Limits::NETWORK,
        )
        .unwrap();
        let canonical = example["canonical"].as_str().unwrap();
        let members: Value = serde_json::from_str(canonical).unwrap();

        assert_eq!(canonical_json::to_bytes(&members), canonical.as_bytes());
        assert_eq!(document_digest(&members), example["digest"]);
    }

    #[test]
    fn a_proof_does_not_change_the_digest_and_everything_else_does() {
        let document = serde_json::json!({"id": "https://a.example/1", "name": "Water"});
        let mut proven = document.clone();
        proven["proof"] = serde_json::json!({"proofValue": "z"});
        proven["signature"] = "s".into();
        let mut changed = document.clone();
        changed["name"] = "Water ".into();

        assert_eq!(document_digest(&document), document_digest(&proven));
        assert_ne!(document_digest(&document), document_digest(&changed));
    }
}
