use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use ed25519_dalek::{Signature, VerifyingKey};
use proptest::prelude::*;

use super::{Ed25519Key, PublicKey, RsaKey, is_small_order};
use crate::multibase;

#[test]
fn an_rsa_key_survives_storing_and_its_signature_holds() {
    let key = RsaKey::from_pkcs8(&RsaKey::generate().unwrap().to_pkcs8().unwrap()).unwrap();

    let public = PublicKey::from_pem(&key.public_pem().unwrap()).unwrap();

    let signature = key.sign(b"message").unwrap();
    assert!(public.verifies(b"message", &signature));
    assert!(!public.verifies(b"massage", &signature));
    assert_eq!(PublicKey::from_text(&public.to_text()), Ok(public));
}

#[test]
fn a_pem_with_anything_around_or_inside_is_refused() {
    let pem = RsaKey::generate().unwrap().public_pem().unwrap();
    assert!(PublicKey::from_pem(&pem.replace('\n', "\r\n")).is_ok());
    for text in [
        String::new(),
        format!("{pem}{pem}"),
        format!("x{pem}"),
        pem.replace("PUBLIC KEY", "RSA PUBLIC KEY"),
        pem.replace("MIIB", "MIIC"),
    ] {
        assert!(PublicKey::from_pem(&text).is_err(), "{text}");
    }
}

/// One DER element; `long` writes its length in more bytes than needed.
fn der(tag: u8, content: &[u8], long: bool) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    let mut out = vec![tag];
    match (content.len(), long) {
        (0..0x80, false) => out.push(length[1]),
        (0..0x100, false) => out.extend([0x81, length[1]]),
        _ => out.extend([0x82, length[0], length[1]]),
    }
    out.extend_from_slice(content);
    out
}

/// The PEM of an RSA key with these numbers, which need not be a key that anybody has.
fn rsa_pem(modulus: &[u8], exponent: &[u8], long: bool) -> String {
    let numbers = [der(2, modulus, false), der(2, exponent, long)].concat();
    let bits = [vec![0], der(0x30, &numbers, false)].concat();
    let algorithm = [
        0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ];
    let key = [algorithm.to_vec(), der(3, &bits, false)].concat();
    super::spki::pem(&der(0x30, &key, false))
}

/// A positive odd integer of so many bits, as DER writes it.
fn modulus(bits: usize) -> Vec<u8> {
    let mut bytes = vec![0xFF; bits.div_ceil(8)];
    bytes[0] >>= (8 - bits % 8) % 8;
    if bits.is_multiple_of(8) {
        bytes.insert(0, 0);
    }
    bytes
}

#[test]
fn rsa_keys_of_other_sizes_or_exponents_are_refused() {
    let f4: &[u8] = &[1, 0, 1];
    for (bits, exponent) in [(2048, f4), (2049, f4), (4096, f4), (8192, f4), (2048, &[3])] {
        let pem = rsa_pem(&modulus(bits), exponent, false);
        assert!(PublicKey::from_pem(&pem).is_ok(), "{bits} bits, {exponent:?}");
    }
    for (bits, exponent) in [
        (512, f4),
        (1024, f4),
        (2047, f4),
        (8193, f4),
        (16384, f4),
        (2048, &[1]),
        (2048, &[2]),
        (2048, &[0]),
        (2048, &[1, 0, 0]),
        (2048, &[0x83]),
        (2048, &[0, 3]),
        (2048, &[]),
        (2048, &[1, 0, 0, 0, 0, 0, 0, 0, 1]),
    ] {
        let pem = rsa_pem(&modulus(bits), exponent, false);
        assert!(PublicKey::from_pem(&pem).is_err(), "{bits} bits, {exponent:?}");
    }
    let mut even = modulus(2048);
    even[256] = 0xFE;
    assert!(PublicKey::from_pem(&rsa_pem(&even, f4, false)).is_err());
    assert!(
        PublicKey::from_pem(&rsa_pem(&modulus(2048), f4, true)).is_err(),
        "a length in a longer form than needed"
    );
}

#[test]
fn a_flipped_bit_of_an_rsa_signature_never_verifies() {
    let key = RsaKey::generate().unwrap();
    let public = PublicKey::from_pem(&key.public_pem().unwrap()).unwrap();
    let signature = key.sign(b"message").unwrap();
    for bit in 0..signature.len() * 8 {
        let mut changed = signature.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(!public.verifies(b"message", &changed), "bit {bit}");
    }
    assert!(!public.verifies(b"message", &signature[1..]));
    assert!(!public.verifies(b"message", &[]));
}

#[test]
fn a_signature_whose_r_is_of_small_order_is_refused() {
    // Made with the private key, so that the equation holds: R is the neutral point, S = H(R, A, message) times a.
    let signature: [u8; 64] = [
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xD4, 0xC5,
        0x32, 0x31, 0x31, 0xFF, 0x96, 0x83, 0xCF, 0xB3, 0xD3, 0x01, 0x97, 0xC7, 0x86, 0xC9, 0x04, 0x3F, 0x10, 0x52,
        0xD6, 0xC2, 0xD5, 0x29, 0x3F, 0x19, 0xD6, 0xF3, 0x6B, 0x91, 0x11, 0x04,
    ];
    let public = PublicKey::from_multikey(&Ed25519Key::from_seed(&[7; 32]).unwrap().multikey()).unwrap();
    let PublicKey::Ed25519(raw) = &public else {
        unreachable!("an Ed25519 key")
    };
    let lenient = UnparsedPublicKey::new(&ED25519, &raw.0);
    let other = VerifyingKey::from_bytes(&raw.0).unwrap();

    assert!(
        lenient.verify(b"message", &signature).is_ok(),
        "the case needs our own check"
    );
    assert!(!public.verifies(b"message", &signature));
    assert!(
        other
            .verify_strict(b"message", &Signature::from_bytes(&signature))
            .is_err()
    );
}

#[test]
fn ed25519_keys_and_signatures_of_other_lengths_are_refused() {
    let key = Ed25519Key::from_seed(&[7; 32]).unwrap();
    let public = PublicKey::from_multikey(&key.multikey()).unwrap();
    let signature = key.sign(b"message");
    let bytes = multibase::decode(&key.multikey()).unwrap();

    assert!(!public.verifies(b"message", &signature[..63]));
    assert!(!public.verifies(b"message", &[signature.as_slice(), &[0]].concat()));
    for bytes in [
        &bytes[..33],
        &bytes[2..],
        &[bytes.as_slice(), &[0]].concat(),
        &[&[0xEC, 0x01], &bytes[2..]].concat(),
    ] {
        assert!(PublicKey::from_multikey(&multibase::encode(bytes)).is_err());
    }
}

#[test]
fn an_ed25519_key_is_read_from_pem_too() {
    let key = Ed25519Key::from_seed(&[7; 32]).unwrap();
    let raw = &multibase::decode(&key.multikey()).unwrap()[2..];
    let spki = [
        &[0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00],
        raw,
    ]
    .concat();

    let public = PublicKey::from_pem(&super::spki::pem(&spki)).unwrap();

    assert_eq!(public.to_text(), key.multikey());
    assert!(public.verifies(b"message", &key.sign(b"message")));
}

#[test]
fn keys_of_small_order_are_refused() {
    for y in super::SMALL_ORDER {
        for sign in [0, 0x80] {
            let mut point = y;
            point[31] |= sign;
            let mut bytes = super::ED25519_MULTICODEC.to_vec();
            bytes.extend_from_slice(&point);
            assert!(PublicKey::from_multikey(&multibase::encode(&bytes)).is_err());
            let other = VerifyingKey::from_bytes(&point);
            assert!(
                other.is_err() || other.is_ok_and(|key| key.is_weak()),
                "the list names a point that is not weak"
            );
        }
    }
    assert!(!is_small_order(&[9; 32]));
}

proptest! {
    #[test]
    fn a_flipped_bit_never_verifies_and_the_second_opinion_agrees(
        seed in any::<[u8; 32]>(), message in any::<Vec<u8>>(), bit in 0usize..512,
    ) {
        let key = Ed25519Key::from_seed(&seed).unwrap();
        let public = PublicKey::from_multikey(&key.multikey()).unwrap();
        let PublicKey::Ed25519(raw) = &public else { unreachable!("an Ed25519 key") };
        let other = VerifyingKey::from_bytes(&raw.0).unwrap();
        let mut signature = key.sign(&message);
        prop_assert!(public.verifies(&message, &signature));
        prop_assert!(other.verify_strict(&message, &Signature::from_bytes(&signature)).is_ok());

        signature[bit / 8] ^= 1 << (bit % 8);

        prop_assert!(!public.verifies(&message, &signature));
        prop_assert!(other.verify_strict(&message, &Signature::from_bytes(&signature)).is_err());
    }

    #[test]
    fn the_second_opinion_agrees_on_any_key_and_signature(key in any::<[u8; 32]>(), signature in any::<[[u8; 32]; 2]>()) {
        let signature: [u8; 64] = signature.concat().try_into().unwrap();
        let ours = PublicKey::from_ed25519_bytes(&key).is_ok_and(|key| key.verifies(b"message", &signature));
        let theirs = VerifyingKey::from_bytes(&key)
            .is_ok_and(|key| key.verify_strict(b"message", &Signature::from_bytes(&signature)).is_ok());
        prop_assert_eq!(ours, theirs);
    }
}
