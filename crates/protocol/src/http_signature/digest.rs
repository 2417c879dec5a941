//! `Digest` (RFC 3230) and `Content-Digest` (RFC 9530): only SHA-256 counts, but it may stand in a list.

use base64::{Engine, prelude::BASE64_STANDARD};
use evidence::keys::sha256;

use super::structured_field::{Bare, Member, dictionary};

/// The value of `Digest` for a body.
pub(super) fn digest(body: &[u8]) -> String {
    format!("SHA-256={}", BASE64_STANDARD.encode(sha256(body)))
}

/// The value of `Content-Digest` for a body.
pub(super) fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", BASE64_STANDARD.encode(sha256(body)))
}

/// The SHA-256 in a `Digest` header; `None` when it is broken, of other algorithms only, or has SHA-256 twice.
pub(crate) fn read_digest(value: &[u8]) -> Option<Vec<u8>> {
    let mut found = None;
    for entry in std::str::from_utf8(value).ok()?.split(',') {
        let (algorithm, encoded) = entry.trim_matches([' ', '\t']).split_once('=')?;
        if algorithm.eq_ignore_ascii_case("sha-256") {
            let bytes = BASE64_STANDARD.decode(encoded).ok()?;
            if found.replace(bytes).is_some() {
                return None;
            }
        }
    }
    found
}

/// The SHA-256 in a `Content-Digest` header; `None` as for [`read_digest`].
pub(crate) fn read_content_digest(value: &[u8]) -> Option<Vec<u8>> {
    let entries = dictionary(value).ok()?;
    entries.into_iter().find_map(|(algorithm, member)| match member {
        Member::Item(Bare::Bytes(bytes), parameters) if algorithm == "sha-256" && parameters.is_empty() => Some(bytes),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    #[test]
    fn sha_256_is_found_among_other_algorithms() {
        let expected = Some(sha256(b"").to_vec());

        assert_eq!(read_digest(digest(b"").as_bytes()), expected);
        assert_eq!(
            read_digest(format!("SHA-512=AA==, sha-256={EMPTY}").as_bytes()),
            expected
        );
        assert_eq!(read_content_digest(content_digest(b"").as_bytes()), expected);
        assert_eq!(
            read_content_digest(format!("sha-512=:AA==:, sha-256=:{EMPTY}:").as_bytes()),
            expected
        );
    }

    #[test]
    fn s04_a_digest_that_is_empty_broken_twice_or_of_another_algorithm_is_not_read() {
        let unpadded = EMPTY.trim_end_matches('=');
        for value in [
            String::new(),
            "SHA-256".into(),
            "SHA-512=AA==".into(),
            "md5=AA==".into(),
            format!("SHA-256={unpadded}"),
            format!("SHA-256={EMPTY},SHA-256={EMPTY}"),
            format!("SHA-256= {EMPTY}"),
            format!("SHA-256={EMPTY},"),
            format!("SHA-256=:{EMPTY}:"),
            format!("SHA-256={}", EMPTY.replace("FU=", "FV=")),
        ] {
            assert_eq!(read_digest(value.as_bytes()), None, "{value}");
        }
        for value in [
            String::new(),
            "sha-256".into(),
            "sha-512=:AA==:".into(),
            format!("sha-256=:{unpadded}:"),
            format!("sha-256=:{EMPTY}:, sha-256=:{EMPTY}:"),
            format!("SHA-256=:{EMPTY}:"),
            format!("sha-256={EMPTY}"),
            format!("sha-256=:{EMPTY}:;a=1"),
            format!("sha-256=:{EMPTY}:,"),
            format!("sha-256=\"{EMPTY}\""),
        ] {
            assert_eq!(read_content_digest(value.as_bytes()), None, "{value}");
        }
    }
}
