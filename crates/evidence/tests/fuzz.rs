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

#[test]
fn texts_and_files_of_logs_never_panic_and_are_written_as_they_were_read() {
    use evidence::log::{
        AddCheckpoint, Entry, Note, Policy, ProofFile, SignedCheckpoint, TilePath, VerifierKey, read_entries,
    };
    bolero::check!().for_each(|bytes: &[u8]| {
        if let Ok(entry) = Entry::parse(bytes) {
            assert_eq!(entry.to_text().map(String::into_bytes), Ok(bytes.to_vec()));
        }
        let _ = read_entries(bytes, 3);
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        if let Ok(note) = Note::parse(text) {
            assert_eq!(note.to_string(), text);
        }
        if let Ok(signed) = SignedCheckpoint::parse(text) {
            assert_eq!(signed.to_string(), text);
        }
        if let Ok(proof) = ProofFile::parse(text) {
            assert_eq!(ProofFile::parse(&proof.to_string()), Ok(proof));
        }
        if let Ok(request) = AddCheckpoint::parse(text) {
            assert_eq!(request.to_string(), text);
        }
        let _ = Policy::parse(text);
        let _ = VerifierKey::parse(text);
        let _ = TilePath::parse(text);
    });
}

#[test]
fn texts_like_those_of_logs_never_panic() {
    use evidence::log::{AddCheckpoint, Entry, Policy, ProofFile, SignedCheckpoint, read_cosignature_lines};
    let seeds = [
        include_str!("../../../tests/vectors/log/checkpoint.txt"),
        include_str!("../../../tests/vectors/log/add-checkpoint-request.txt"),
        include_str!("../../../tests/vectors/log/endorsement.tlog-proof"),
        include_str!("../../../tests/vectors/log/policy.txt"),
        include_str!("../../../tests/vectors/refuse/log.entry-kind.txt"),
    ];
    let tree = SignedCheckpoint::parse(seeds[0]).map(|signed| signed.checkpoint().clone());
    let tree = tree.unwrap_or_else(|fault| panic!("{fault}"));
    let key = "beta.example/ap/witness+e90eebe2+BFlWKahHxRuNruGnvJ5NEuYiYFFqyi1my3+0Id0YnZhm";
    let witness = evidence::log::VerifierKey::parse(key).unwrap_or_else(|fault| panic!("{fault}"));
    bolero::check!().with_type::<(u8, u16, u16, String)>().for_each(
        |(seed, start, length, put): &(u8, u16, u16, String)| {
            let text = seeds[usize::from(*seed) % seeds.len()];
            let start = usize::from(*start) % text.len();
            let end = (start + usize::from(*length) % 64).min(text.len());
            let bytes = [&text.as_bytes()[..start], put.as_bytes(), &text.as_bytes()[end..]].concat();
            let text = String::from_utf8_lossy(&bytes);
            let _ = Entry::parse(&bytes);
            let _ = SignedCheckpoint::parse(&text);
            let _ = ProofFile::parse(&text);
            let _ = AddCheckpoint::parse(&text);
            let _ = Policy::parse(&text);
            let _ = read_cosignature_lines(&text, &tree, &witness);
        },
    );
}

#[test]
fn bundles_and_receipts_never_panic() {
    use evidence::{package::Package, receipt::Receipt};
    bolero::check!().for_each(|bytes: &[u8]| {
        let _ = Package::read(bytes);
        let _ = Receipt::read(bytes);
    });
    // Documents that begin as they should.
    bolero::check!().with_type::<(u8, String)>().for_each(|(kind, text)| {
        let format = if *kind % 2 == 0 { "bundle-1" } else { "receipt-1" };
        let head = format!("{{\"format\":\"{format}\",{text}}}");
        let _ = Package::read(head.as_bytes());
        let _ = Receipt::read(head.as_bytes());
    });
}
