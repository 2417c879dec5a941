//! SubjectPublicKeyInfo (RFC 5280) in PEM (RFC 7468): exactly one block, exactly the forms that we accept.

use base64::{Engine, engine::general_purpose::STANDARD};

const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";
const RSA: &[u8] = &[
    0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
];
const ED25519: &[u8] = &[0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

pub(super) fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut out = format!("{BEGIN}\n");
    for line in text.as_bytes().chunks(64) {
        out.push_str(&String::from_utf8_lossy(line));
        out.push('\n');
    }
    out.push_str(END);
    out.push('\n');
    out
}

pub(super) fn from_pem(pem: &str) -> Option<Vec<u8>> {
    if pem.len() > 4096 {
        return None;
    }
    let body = pem.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
    let digits: String = body.split(['\n', '\r', ' ']).collect();
    STANDARD.decode(digits).ok()
}

pub(super) fn ed25519(der: &[u8]) -> Option<&[u8]> {
    der.strip_prefix(ED25519).filter(|key| key.len() == 32)
}

/// `SEQUENCE { rsaEncryption, BIT STRING { SEQUENCE { modulus, exponent } } }` in DER, nothing after it, with a modulus
/// of 2,048 to 8,192 bits and an odd exponent of at least 3.
pub(super) fn is_acceptable_rsa(der: &[u8]) -> bool {
    rsa_numbers(der).is_some_and(|(modulus, exponent)| {
        let bits = modulus.len() * 8 - modulus.first().map_or(0, |b| b.leading_zeros() as usize);
        let exponent_ok = match exponent {
            [] => false,
            [only] => *only >= 3,
            _ => exponent.len() <= 8,
        };
        (2048..=8192).contains(&bits)
            && modulus.last().is_some_and(|b| b & 1 == 1)
            && exponent_ok
            && exponent.last().is_some_and(|b| b & 1 == 1)
    })
}

fn rsa_numbers(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let outer = whole(0x30, der)?;
    let bits = whole(0x03, outer.strip_prefix(RSA)?)?;
    let pair = whole(0x30, bits.strip_prefix(&[0])?)?;
    let (modulus, rest) = element(0x02, pair)?;
    let exponent = whole(0x02, rest)?;
    Some((positive(modulus)?, positive(exponent)?))
}

fn positive(integer: &[u8]) -> Option<&[u8]> {
    match integer {
        [0, second, ..] if *second >= 0x80 => integer.get(1..),
        [first, ..] if (1..0x80).contains(first) => Some(integer),
        _ => None,
    }
}

fn whole(tag: u8, bytes: &[u8]) -> Option<&[u8]> {
    element(tag, bytes).and_then(|(content, rest)| rest.is_empty().then_some(content))
}

fn element(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (found, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    // DER has one form for each length, the shortest.
    let (length, rest, least) = match *first {
        short if short < 0x80 => (usize::from(short), rest, 0),
        0x81 => {
            let (length, rest) = rest.split_first()?;
            (usize::from(*length), rest, 0x80)
        }
        0x82 => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_be_bytes(*length)), rest, 0x100)
        }
        _ => return None,
    };
    (*found == tag && length >= least)
        .then(|| rest.split_at_checked(length))
        .flatten()
}
