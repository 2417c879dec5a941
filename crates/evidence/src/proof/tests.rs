use proptest::prelude::*;
use serde_json::{Value, json};

use super::{ProofError, facts, hash_input, sign, verify};
use crate::{
    keys::{Ed25519Key, PublicKey},
    multibase,
};

const METHOD: &str = "https://a.example/ap/orgs/1#key";

fn key() -> (Ed25519Key, PublicKey) {
    let key = Ed25519Key::from_seed(&[7; 32]).unwrap();
    let public = PublicKey::from_multikey(&key.multikey()).unwrap();
    (key, public)
}

fn document() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
        "id": "https://a.example/ap/articles/1",
        "type": "Article",
        "name": "Water",
        "bandung:revision": 1,
    })
}

fn signed() -> Value {
    sign(&document(), METHOD, &key().0, "2026-11-24T10:00:00.7Z".parse().unwrap()).unwrap()
}

/// The example of FEP-8b32. It has coordinates with fractions, which documents with a proof may not have here (JS2),
/// so that the steps are checked one by one.
#[test]
fn the_example_of_the_fep_comes_out() {
    let secret = multibase::decode("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq").unwrap();
    let key = Ed25519Key::from_seed(secret.strip_prefix(&[0x80, 0x26]).unwrap().try_into().unwrap()).unwrap();
    let mut document = json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v1"],
        "id": "https://server.example/activities/1",
        "type": "Create",
        "actor": "https://server.example/users/alice",
        "object": {
            "id": "https://server.example/objects/1",
            "type": "Note",
            "attributedTo": "https://server.example/users/alice",
            "content": "Hello world",
            "location": {"type": "Place", "longitude": -71.184902, "latitude": 25.273962},
        },
    });
    document["proof"] = json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v1"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "verificationMethod": "https://server.example/users/alice#ed25519-key",
        "proofPurpose": "assertionMethod",
        "created": "2023-02-24T23:36:38Z",
    });

    let signature = key.sign(&hash_input(&document, &document["proof"]));

    assert_eq!(
        multibase::encode(&signature),
        "zLaewdp4H9kqtwyrLatK4cjY5oRHwVcw4gibPSUDYDMhi4M49v8pcYk3ZB6D69dNpAPbUmY8ocuJ3m9KhKJEEg7z"
    );
    document["proof"]["proofValue"] = multibase::encode(&signature).into();
    let public = PublicKey::from_multikey(&key.multikey()).unwrap();
    assert_eq!(verify(&document, &public, true), Err(ProofError::NumberRange));
}

#[test]
fn what_we_sign_verifies_and_says_who_and_when() {
    let facts = verify(&signed(), &key().1, true).unwrap();

    assert_eq!(facts.verification_method, METHOD);
    assert_eq!(facts.created.to_rfc3339(), "2026-11-24T10:00:00+00:00");
}

#[test]
fn only_documents_with_a_context_and_safe_numbers_are_signed() {
    let now = "2026-11-24T10:00:00Z".parse().unwrap();
    let sign = |document: &Value| sign(document, METHOD, &key().0, now).map(|_| ());

    assert_eq!(sign(&json!({"id": "x"})), Err(ProofError::Context));
    for number in [json!(0.5), json!(1.0), json!(9_007_199_254_740_992_u64)] {
        let mut document = document();
        document["bandung:revision"] = number;
        assert_eq!(sign(&document), Err(ProofError::NumberRange), "{document}");
    }
}

#[test]
fn each_fault_of_form_has_its_reason() {
    let cases: [(&str, Value, ProofError); 20] = [
        ("type", json!("Ed25519Signature2020"), ProofError::Suite),
        ("type", json!(["DataIntegrityProof"]), ProofError::Suite),
        ("cryptosuite", json!("eddsa-rdfc-2022"), ProofError::Suite),
        ("cryptosuite", Value::Null, ProofError::Suite),
        ("proofPurpose", json!("authentication"), ProofError::Purpose),
        ("@context", json!([]), ProofError::Context),
        ("@context", Value::Null, ProofError::Context),
        ("created", json!("2026-11-24T10:00:00.000Z"), ProofError::Created),
        ("created", json!("2026-11-24T10:00:00+00:00"), ProofError::Created),
        ("created", json!("2026-11-24T10:00:00z"), ProofError::Created),
        ("created", json!("2026-11-24 10:00:00Z"), ProofError::Created),
        ("created", json!("2026-02-30T10:00:00Z"), ProofError::Created),
        ("created", json!("+12026-11-24T10:00:00Z"), ProofError::Created),
        ("created", Value::Null, ProofError::Created),
        ("expires", json!("2027-11-24T10:00:00Z"), ProofError::Option),
        ("verificationMethod", Value::Null, ProofError::Option),
        ("proofValue", Value::Null, ProofError::Encoding),
        ("proofValue", json!("u00"), ProofError::Encoding),
        ("proofValue", json!(multibase::encode(&[1; 63])), ProofError::Encoding),
        ("proofValue", json!(multibase::encode(&[1; 65])), ProofError::Encoding),
    ];
    for (member, value, expected) in cases {
        let mut document = signed();
        document["proof"][member] = value;
        assert_eq!(facts(&document, true), Err(expected), "{member}: {document}");
        assert!(verify(&document, &key().1, true).is_err());
    }
}

#[test]
fn a_document_has_exactly_one_proof() {
    let good = signed();
    let mut document = good.clone();
    for (proof, expected) in [
        (json!([good["proof"]]), ProofError::Multiple),
        (json!([good["proof"], good["proof"]]), ProofError::Multiple),
        (Value::Null, ProofError::Missing),
    ] {
        document["proof"] = proof;
        assert_eq!(facts(&document, true), Err(expected));
    }
    assert_eq!(facts(&self::document(), true), Err(ProofError::Missing));
    assert_eq!(facts(&json!("text"), true), Err(ProofError::Missing));
}

#[test]
fn a_further_option_is_part_of_what_is_signed() {
    let (key, public) = key();
    let mut document = signed();
    document["proof"]["domain"] = "a.example".into();
    assert_eq!(verify(&document, &public, false), Err(ProofError::Invalid));
    let signature = key.sign(&hash_input(&document, &document["proof"]));
    document["proof"]["proofValue"] = multibase::encode(&signature).into();

    assert!(verify(&document, &public, false).is_ok());
    assert_eq!(verify(&document, &public, true), Err(ProofError::Option));
}

#[test]
fn a_linked_data_signature_beside_the_proof_is_not_read() {
    let mut document = signed();
    document["signature"] = json!({"type": "RsaSignature2017"});

    assert!(verify(&document, &key().1, true).is_ok());
}

#[test]
fn another_key_or_another_kind_of_key_does_not_verify() {
    let other = PublicKey::from_multikey(&Ed25519Key::from_seed(&[8; 32]).unwrap().multikey()).unwrap();
    let rsa = crate::keys::RsaKey::generate().unwrap().public_pem().unwrap();

    assert_eq!(verify(&signed(), &other, true), Err(ProofError::Invalid));
    assert_eq!(
        verify(&signed(), &PublicKey::from_pem(&rsa).unwrap(), true),
        Err(ProofError::Invalid)
    );
}

proptest! {
    #[test]
    fn a_flipped_bit_anywhere_in_a_signed_document_never_verifies(bit in any::<prop::sample::Index>()) {
        let mut bytes = signed().to_string().into_bytes();
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        let verified = crate::strict_json::read(&bytes, crate::strict_json::Limits::SIGNED)
            .is_ok_and(|document| verify(&document, &key().1, true).is_ok());
        prop_assert!(!verified, "{}", String::from_utf8_lossy(&bytes));
    }
}
