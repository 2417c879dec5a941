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

#[test]
fn keys_of_small_order_are_refused() {
    for y in super::SMALL_ORDER {
        for sign in [0, 0x80] {
            let mut point = y;
            point[31] |= sign;
            let mut bytes = super::ED25519_MULTICODEC.to_vec();
            bytes.extend_from_slice(&point);
            assert!(PublicKey::from_multikey(&multibase::encode(&bytes)).is_err());
            if let Ok(weak) = VerifyingKey::from_bytes(&point) {
                assert!(weak.is_weak(), "the list names a point that is not weak");
            }
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
}
