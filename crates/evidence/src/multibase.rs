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
        let document = crate::strict_json::read(
            include_bytes!("../../../tests/vectors/digest-example.json"),
            crate::strict_json::Limits::NETWORK,
        )
        .unwrap();
        let text = "{\"attributedTo\":\"https://alpha.example/ap/orgs/1\",\"bandung:authenticLanguages\":[\"en\"],\"bandung:digestProfile\":\"declaration-1\",\"bandung:documentKind\":\"https://w3id.org/bandung#Declaration\",\"bandung:officialLanguages\":[\"en\",\"fr\"],\"bandung:revision\":1,\"content\":\"<p>Water first.</p>\",\"contentMap\":{\"en\":\"<p>Water first.</p>\",\"fr\":\"<p>L’eau d’abord.</p>\"},\"id\":\"https://alpha.example/ap/articles/1\",\"name\":\"Water\",\"nameMap\":{\"en\":\"Water\",\"fr\":\"Eau\"},\"summary\":\"<p>One line.</p>\",\"summaryMap\":{\"en\":\"<p>One line.</p>\",\"fr\":\"<p>Une ligne.</p>\"},\"type\":\"Article\"}";
        let example: Value = serde_json::from_str(text).unwrap();

        assert_eq!(
            document_digest(&example),
            "zQmdfWKXXBbpmz7DNSMcYw2z7ZT91LoVXwKgKKBEKZEtQBw"
        );
        assert!(document.is_object());
    }
}
