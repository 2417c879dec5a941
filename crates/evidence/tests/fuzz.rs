//! Readers of bytes from outside never panic, whatever they get.

use evidence::{canonical_json, keys::PublicKey, multibase, origin, proof, strict_json};

#[test]
fn the_strict_reader_never_panics_and_prints_what_it_reads() {
    bolero::check!().for_each(|bytes: &[u8]| {
        if let Ok(value) = strict_json::read(bytes, strict_json::Limits::NETWORK) {
            let printed = canonical_json::to_bytes(&value);
            assert!(strict_json::read(&printed, strict_json::Limits::NETWORK).is_ok());
            let _ = proof::facts(&value, true);
            let _ = evidence::context::check(&value, true);
        }
    });
}

#[test]
fn keys_ids_and_multibase_texts_never_panic() {
    bolero::check!().with_type::<String>().for_each(|text: &String| {
        let _ = PublicKey::from_text(text);
        let _ = PublicKey::from_pem(&format!("-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----"));
        let _ = multibase::decode(text);
        let _ = origin::Id::parse_key(text, &origin::IdPolicy::default());
    });
}

#[test]
fn any_key_document_never_panics() {
    bolero::check!().for_each(|bytes: &[u8]| {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let pem = format!(
            "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----",
            STANDARD.encode(bytes)
        );
        if let Ok(key) = PublicKey::from_pem(&pem) {
            assert!(!key.verifies(b"message", bytes));
        }
    });
}
