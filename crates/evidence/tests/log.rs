//! Logs, notes, proofs, policies and requests of the protocol's vectors, and forged ones.

#![expect(clippy::unwrap_used, reason = "a vector that cannot be read fails the test")]

use std::{fs, path::PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, TimeZone, Utc};
use evidence::{
    keys::Ed25519Key,
    log::{
        AddCheckpoint, Checkpoint, Cosignature, Entry, EntryKind, Frontier, Hash, KeyUse, LogFault, NoteSigner, Policy,
        ProofFile, SignedCheckpoint, TileContent, TilePath, Verdict, VerifierKey, commitment, entries_to_bytes,
        hashes_to_bytes, leaf_hash, origin_hash, read_cosignature_lines, read_entries, read_hashes, verify_consistency,
        verify_inclusion,
    },
};
use serde_json::Value;

fn text(file: &str) -> String {
    fs::read_to_string(
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../tests/vectors")
            .join(file),
    )
    .unwrap()
}

fn json(file: &str) -> Value {
    serde_json::from_str(&text(file)).unwrap()
}

fn hash(value: &Value) -> Hash {
    STANDARD.decode(value.as_str().unwrap()).unwrap().try_into().unwrap()
}

fn hashes(value: &Value) -> Vec<Hash> {
    value.as_array().unwrap().iter().map(hash).collect()
}

fn hex(text: &str) -> Vec<u8> {
    let digits = text.trim().as_bytes();
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn checkpoint(file: &str) -> SignedCheckpoint {
    SignedCheckpoint::parse(&text(file)).unwrap()
}

fn policy() -> Policy {
    Policy::parse(&text("log/policy.txt")).unwrap()
}

fn log_key() -> VerifierKey {
    VerifierKey::parse(json("keys.json")["log_vkey"]["a"].as_str().unwrap()).unwrap()
}

fn signer(kind: &str, who: &str, name: &str, usage: KeyUse) -> NoteSigner {
    let seed = hex(json("keys.json")[kind][who].as_str().unwrap());
    let key = Ed25519Key::from_seed(&seed.try_into().unwrap()).unwrap();
    NoteSigner::new(name, usage, key).unwrap()
}

fn entries() -> Vec<(Vec<u8>, Hash)> {
    let file = json("log/entries.json");
    let list = file["entries"].as_array().unwrap();
    list.iter()
        .map(|entry| {
            (
                entry["text"].as_str().unwrap().as_bytes().to_vec(),
                hash(&entry["leafHash"]),
            )
        })
        .collect()
}

fn root_of(entries: &[(Vec<u8>, Hash)]) -> Hash {
    let mut frontier = Frontier::default();
    for (entry, _) in entries {
        frontier.push(leaf_hash(entry));
    }
    frontier.root()
}

#[test]
fn pl4_entries_are_read_written_and_hashed_as_in_the_vectors() {
    for (index, (bytes, leaf)) in (0..).zip(entries()) {
        let entry = Entry::parse_at(&bytes, index).unwrap();
        assert_eq!(entry.to_text().unwrap().as_bytes(), bytes);
        assert_eq!(entry.leaf_hash().unwrap(), leaf);
    }
    assert_eq!(root_of(&entries()), checkpoint("log/checkpoint.txt").checkpoint().root);
}

#[test]
fn pl4_forged_entries_are_malformed() {
    let mut checked = 0;
    for row in json("manifest.json")["files"].as_array().unwrap() {
        let file = row["file"].as_str().unwrap();
        if row["reason"] == "entry-malformed" {
            let index = if file.contains("ref-forward") { 7 } else { u64::MAX };
            let fault = Entry::parse_at(text(file).as_bytes(), index).unwrap_err();
            assert_eq!(fault.to_string(), "entry-malformed", "{file}");
            checked += 1;
        }
    }
    assert_eq!(checked, 4);
}

#[test]
fn pl4_every_small_change_of_the_form_is_refused() {
    let good = String::from_utf8(entries()[1].0.clone()).unwrap();
    let changes = [
        good.replace("v1", "v2"),
        good.replace('\n', "\r\n"),
        format!("{good}\n"),
        format!("{good}more\n"),
        good.replacen("https", "ftp", 1),
        good.replacen("/networks/1", "/networks/ 1", 1),
        good.replacen("zQm", "zQx", 1),
        good.replacen("endorse", "Endorse", 1),
        good.replacen("endorse", "withdraw", 1),
        good.replacen("endorse", "key", 1),
        good.replace("10:00:00", "10:00:01"),
        good.replace("10:00:00Z", "10:00:00+00:00"),
        good.replace("2026-11-24", "2026-11-31"),
        good.replace("EayI=", "EayJ="),
        good.replace("\n-\n8sw", "\n01\n8sw"),
        good.replace("\n-\n8sw", "\n1\n8sw"),
        good.replace("/networks/1", &"/networks/1".repeat(100)),
    ];
    for change in changes {
        assert_ne!(change, good);
        assert!(Entry::parse(change.as_bytes()).is_err(), "{change}");
    }
    assert!(Entry::parse(b"\xFF").is_err());
}

#[test]
fn pl4_each_kind_has_exactly_its_lines() {
    let at = Utc.with_ymd_and_hms(2026, 11, 24, 10, 59, 59).unwrap();
    let digest = "zQmQAW95ncyuzKVjAdeVkxyU3hExFm7SdXXgbVTQsd2N9Ho";
    for kind in EntryKind::ALL {
        assert_eq!(EntryKind::parse(kind.as_str()), Some(kind));
        let mut written = Vec::new();
        for bits in 0..8 {
            let mut entry = Entry::new(kind, at);
            if bits & 1 > 0 {
                entry = entry.with_text_digest(digest);
            }
            if bits & 2 > 0 {
                entry = entry.with_about(3);
            }
            if bits & 4 > 0 {
                entry = entry.with_commitment([9; 32]);
            }
            if let Ok(text) = entry.to_text() {
                assert!(text.ends_with("\n2026-11-24T10:00:00Z\n"), "rounded down to the hour");
                assert_eq!(Entry::parse(text.as_bytes()), Ok(entry));
                written.push(bits);
            }
        }
        let expected: &[i32] = match kind {
            EntryKind::Withdraw | EntryKind::Revoke => &[7],
            EntryKind::Erase => &[3],
            EntryKind::Member => &[4, 6],
            EntryKind::Key | EntryKind::Audit => &[4],
            _ => &[5],
        };
        assert_eq!(written, expected, "{kind:?}");
    }
}

#[test]
fn pl5_documents_open_their_entries_with_their_salt_and_no_other() {
    let file = json("log/entries.json");
    let mut checked = 0;
    for row in file["entries"].as_array().unwrap() {
        let Some(opens) = row["opens"].as_str() else { continue };
        let entry = Entry::parse(row["text"].as_str().unwrap().as_bytes()).unwrap();
        let document = json(&format!("{opens}.json"));
        let mut salt = hash(&row["salt"]);
        assert_eq!(entry.commitment(), Some(&commitment(&salt, &document)), "{opens}");
        salt[0] ^= 1;
        assert_ne!(entry.commitment(), Some(&commitment(&salt, &document)), "{opens}");
        checked += 1;
    }
    assert!(checked >= 7, "{checked}");
}

#[test]
fn pl9_checkpoints_are_read_written_signed_and_believed_as_in_the_vectors() {
    for file in [
        "log/checkpoint.txt",
        "log/checkpoint-7.txt",
        "log/checkpoint-unwitnessed.txt",
    ] {
        let signed = checkpoint(file);
        assert_eq!(signed.to_string(), text(file), "{file}");
        assert!(signed.verify(&log_key()).is_ok(), "{file}");
    }
    let log = signer("log_seed_hex", "a", "alpha.example/ap/log/1", KeyUse::Log);
    assert_eq!(log.verifier().to_string(), log_key().to_string());
    let unwitnessed = checkpoint("log/checkpoint-unwitnessed.txt");
    let again = SignedCheckpoint::sign(unwitnessed.checkpoint().clone(), &log);
    assert_eq!(again, unwitnessed);
}

#[test]
fn pl13_cosignatures_are_made_and_read_as_in_the_vectors() {
    let request = AddCheckpoint::parse(&text("log/add-checkpoint-request.txt")).unwrap();
    let answer = text("log/add-checkpoint-response.txt");
    let witness = signer("witness_seed_hex", "b", "beta.example/ap/witness", KeyUse::Witness);
    let tree = request.checkpoint.checkpoint();
    let read = read_cosignature_lines(&answer, tree, witness.verifier()).unwrap();
    let made = Cosignature::sign(tree, read.time(), &witness).unwrap();

    assert_eq!(made.line().to_string(), answer);
    assert_eq!(made, read);
    let mut unwitnessed = checkpoint("log/checkpoint-unwitnessed.txt");
    unwitnessed.add([read.clone()]);
    unwitnessed.add([read]);
    assert_eq!(unwitnessed.cosignatures([witness.verifier()]).unwrap().len(), 1);
    let log = signer("log_seed_hex", "a", "alpha.example/ap/log/1", KeyUse::Log);
    assert_eq!(
        Cosignature::sign(tree, DateTime::UNIX_EPOCH, &log),
        Err(LogFault::CosignatureInvalid),
        "a log does not witness"
    );
}

#[test]
fn pl12_pl17_policies_decide_as_the_vectors_say() {
    let policy = policy();
    assert_eq!(policy.check(&checkpoint("log/checkpoint.txt")).unwrap().len(), 3);
    assert_eq!(policy.check(&checkpoint("log/checkpoint-7.txt")).unwrap().len(), 4);
    let cases = [
        ("refuse/log.checkpoint.txt", LogFault::CheckpointSignature),
        ("refuse/log.checkpoint-other-key.txt", LogFault::CheckpointSignature),
        ("refuse/log.checkpoint-quorum.txt", LogFault::Quorum),
        ("refuse/log.checkpoint-cosignature.txt", LogFault::CosignatureInvalid),
        ("log/checkpoint-unwitnessed.txt", LogFault::Quorum),
    ];
    for (file, fault) in cases {
        assert_eq!(policy.check(&checkpoint(file)).unwrap_err(), fault, "{file}");
    }
    let seen = checkpoint("log/checkpoint.txt");
    for (file, fault) in [
        ("refuse/log.checkpoint-split.txt", LogFault::SplitView),
        ("refuse/log.checkpoint-shrunk.txt", LogFault::Rollback),
    ] {
        let signed = checkpoint(file);
        let new = signed.verify(&log_key()).unwrap();
        assert_eq!(new.may_follow(seen.checkpoint()), Err(fault), "{file}");
    }
    assert_eq!(
        seen.checkpoint()
            .may_follow(checkpoint("log/checkpoint-7.txt").checkpoint()),
        Ok(())
    );
    let elsewhere = Checkpoint {
        origin: "net.example/ap/log/1".into(),
        ..seen.checkpoint().clone()
    };
    assert_eq!(elsewhere.may_follow(seen.checkpoint()), Err(LogFault::CheckpointOrigin));
    let net = Policy::parse("quorum none\n").unwrap();
    assert_eq!(net.check(&seen).unwrap_err(), LogFault::UnknownLog);
}

#[test]
fn pl11_unknown_lines_are_kept_and_a_wrong_line_of_a_known_key_refuses_the_note() {
    let good = text("log/checkpoint-unwitnessed.txt");
    let unknown = format!("{good}— somebody.example/x AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
    let signed = SignedCheckpoint::parse(&unknown).unwrap();
    assert!(signed.verify(&log_key()).is_ok());
    assert_eq!(signed.to_string(), unknown);

    let line = good.lines().last().unwrap();
    let bytes = STANDARD.decode(line.rsplit(' ').next().unwrap()).unwrap();
    let mut wrong = bytes;
    *wrong.last_mut().unwrap() ^= 1;
    let both = format!("{good}— alpha.example/ap/log/1 {}\n", STANDARD.encode(wrong));
    let signed = SignedCheckpoint::parse(&both).unwrap();
    assert_eq!(signed.verify(&log_key()).unwrap_err(), LogFault::CheckpointSignature);
}

#[test]
fn pl9_notes_of_another_form_are_no_checkpoints() {
    let good = text("log/checkpoint-unwitnessed.txt");
    let changes = [
        good.replace("\n11\n", "\n011\n"),
        good.replace("\n11\n", "\n-1\n"),
        good.replace("\n11\n", "\n11\nmore\n"),
        good.replace("UpIw=\n", "UpIx=\n"),
        good.replace("\n\n", "\n"),
        good.replace("— ", "- "),
        good.replace('\n', "\r\n"),
        good.trim_end().to_owned(),
        format!("{good}x"),
        String::new(),
    ];
    for change in changes {
        assert_ne!(change, good);
        assert!(SignedCheckpoint::parse(&change).is_err(), "{change}");
    }
}

#[test]
fn p06_the_proofs_of_the_vectors_hold_or_fail_as_they_say() {
    let file = json("log/proofs.json");
    let leaves = hashes(&file["leafHashes"]);
    let root = |size: &Value| file["roots"].get(size.to_string()).map(hash);
    let holds = |proof: &Value| {
        let path = hashes(&proof["proof"]);
        let number = |name: &str| proof[name].as_u64().unwrap();
        if proof["type"] == "inclusion" {
            let leaf = usize::try_from(number("index"))
                .ok()
                .and_then(|index| leaves.get(index));
            leaf.zip(root(&proof["size"])).is_some_and(|(leaf, root)| {
                verify_inclusion(number("index"), number("size"), leaf, &path, &root).is_ok()
            })
        } else {
            root(&proof["from"])
                .zip(root(&proof["to"]))
                .is_some_and(|(from, to)| verify_consistency(number("from"), number("to"), &from, &to, &path).is_ok())
        }
    };
    for proof in file["accept"].as_array().unwrap() {
        assert!(holds(proof), "{proof}");
    }
    for proof in file["refuse"].as_array().unwrap() {
        assert!(!holds(proof), "{proof}");
    }
}

#[test]
fn p06_a_proof_file_shows_one_entry_and_no_other() {
    let proof = ProofFile::parse(&text("log/endorsement.tlog-proof")).unwrap();
    assert_eq!(proof.to_string(), text("log/endorsement.tlog-proof"));
    assert_eq!(proof.verify(&entries()[1].1), Ok(()));
    assert_eq!(proof.verify(&entries()[2].1), Err(LogFault::InclusionInvalid));
    let salt = json("log/entries.json")["entries"][1]["salt"].clone();
    assert_eq!(proof.extra.as_deref(), Some(&hash(&salt)[..]));
    let wrong = ProofFile::parse(&text("refuse/log.proof-wrong-index.txt")).unwrap();
    assert_eq!(wrong.verify(&entries()[1].1), Err(LogFault::InclusionInvalid));
    assert!(policy().check(&proof.checkpoint).is_ok());
}

#[test]
fn p07_a_witness_answers_requests_as_the_vectors_say() {
    let good = AddCheckpoint::parse(&text("log/add-checkpoint-request.txt")).unwrap();
    assert_eq!(good.to_string(), text("log/add-checkpoint-request.txt"));
    let held = checkpoint("log/checkpoint-7.txt").checkpoint().clone();
    let (log, held) = (log_key(), Some(&held));
    assert_eq!(good.judge(&log, held), Verdict::Cosign);
    assert_eq!(good.judge(&log, None), Verdict::Conflict { size: 0 });
    let judged = |file: &str| AddCheckpoint::parse(&text(file)).unwrap().judge(&log, held);
    assert_eq!(judged("refuse/log.add-checkpoint-bad-proof.txt"), Verdict::Inconsistent);
    assert_eq!(
        judged("refuse/log.add-checkpoint-old-size.txt"),
        Verdict::Conflict { size: 7 }
    );

    let with = |old, proof, file: &str| AddCheckpoint {
        old,
        proof,
        checkpoint: checkpoint(file),
    };
    let above = with(12, Vec::new(), "log/checkpoint.txt");
    assert_eq!(above.judge(&log, held), Verdict::OldAboveNew);
    let forged = with(7, good.proof.clone(), "refuse/log.checkpoint-other-key.txt");
    assert_eq!(forged.judge(&log, held), Verdict::NotSigned);
    let seen = checkpoint("log/checkpoint.txt");
    let split = with(11, Vec::new(), "refuse/log.checkpoint-split.txt");
    assert_eq!(split.judge(&log, Some(seen.checkpoint())), Verdict::Inconsistent);
    let again = with(11, Vec::new(), "log/checkpoint.txt");
    assert_eq!(again.judge(&log, Some(seen.checkpoint())), Verdict::Cosign);
    let first = with(0, Vec::new(), "log/checkpoint.txt");
    assert_eq!(first.judge(&log, None), Verdict::Cosign);
    let with_proof = with(0, vec![[0; 32]], "log/checkpoint.txt");
    assert_eq!(with_proof.judge(&log, None), Verdict::Inconsistent);
}

#[test]
fn p07_bodies_of_another_form_are_no_requests() {
    let good = text("log/add-checkpoint-request.txt");
    let changes = [
        good.replacen("old 7", "old 07", 1),
        good.replacen("old 7", "old", 1),
        good.replacen("old 7", "new 7", 1),
        good.replacen("RFcf", "RFc", 1),
        good.replacen("\n\n", "\n", 1),
        good.replacen(
            "old 7\n",
            &format!("old 7\n{}", "RFcfYXHid0rF9zyJqIzvhdS9+CZZmfL5MLaPB+RecGE=\n".repeat(60)),
            1,
        ),
        String::new(),
    ];
    for change in changes {
        assert!(AddCheckpoint::parse(&change).is_err(), "{change}");
    }
}

#[test]
fn pl17_a_network_asks_for_more_than_two_thirds_of_its_witnesses() {
    let keys = json("keys.json");
    let witness = |who: &str| VerifierKey::parse(keys["witness_vkey"][who].as_str().unwrap()).unwrap();
    let all: Vec<(VerifierKey, String)> = ["b", "c", "n", "w"]
        .into_iter()
        .map(|who| (witness(who), format!("https://{who}.example/ap/witness/")))
        .collect();
    let text = Policy::for_network(&log_key(), "https://alpha.example/ap/log/1/", &all);
    let policy = Policy::parse(&text).unwrap();
    assert!(policy.asks_for_witnesses());
    assert!(policy.check(&checkpoint("log/checkpoint.txt")).is_ok());
    assert_eq!(
        policy
            .check(&checkpoint("refuse/log.checkpoint-quorum.txt"))
            .unwrap_err(),
        LogFault::Quorum
    );
    let few = Policy::parse(&Policy::for_network(
        &log_key(),
        "https://alpha.example/ap/log/1/",
        &all[..3],
    ))
    .unwrap();
    assert!(!few.asks_for_witnesses());
    assert!(few.check(&checkpoint("log/checkpoint-unwitnessed.txt")).is_ok());
}

#[test]
fn policies_with_groups_in_groups_are_decided_and_faulty_ones_name_their_line() {
    let keys = json("keys.json");
    let key = |who: &str| keys["witness_vkey"][who].as_str().unwrap().to_owned();
    let head = format!(
        "log {}\n\n\t# witnesses\nwitness b {}\nwitness c {}\nwitness w {}\n",
        log_key(),
        key("b"),
        key("c"),
        key("w")
    );
    let nested = format!("{head}group south any b c\ngroup both all south w\nquorum both\n");
    assert!(
        Policy::parse(&nested)
            .unwrap()
            .check(&checkpoint("log/checkpoint.txt"))
            .is_ok()
    );
    let two = Policy::parse(&nested)
        .unwrap()
        .check(&checkpoint("refuse/log.checkpoint-quorum.txt"));
    assert_eq!(two.unwrap_err(), LogFault::Quorum);
    for (tail, line) in [
        ("group g 3 b c\nquorum g\n", 7),
        ("group g 0 b c\nquorum g\n", 7),
        ("group g any b nobody\nquorum g\n", 7),
        ("group g any b b\nquorum g\n", 7),
        ("group g any b\ngroup h any b\nquorum h\n", 8),
        ("group none any b\nquorum none\n", 7),
        ("quorum nobody\n", 7),
        ("quorum b\nquorum b\n", 8),
        ("quorum b more\n", 7),
        ("witness b2 KEY\nquorum b\n", 7),
        ("unknown line\nquorum b\n", 7),
        ("\u{1}\nquorum b\n", 7),
        ("", 0),
        ("quorum b", 0),
    ] {
        let text = format!("{head}{}", tail.replace("KEY", &key("b")));
        assert_eq!(Policy::parse(&text).unwrap_err().0, line, "{tail}");
    }
}

#[test]
fn keys_of_notes_are_read_strictly() {
    let keys = json("keys.json");
    for who in ["a", "n"] {
        let text = keys["log_vkey"][who].as_str().unwrap();
        assert_eq!(VerifierKey::parse(text).unwrap().to_string(), text);
    }
    let good = keys["log_vkey"]["a"].as_str().unwrap();
    for wrong in [
        good.replace("3cc0281d", "3cc0281e"),
        good.replace("3cc0281d", "3CC0281D"),
        good.replace("ARQO", "AhQO"),
        good.replace("alpha", "al pha"),
        good.replace("alpha", "beta"),
        good.replacen('+', "-", 1),
        String::new(),
    ] {
        assert!(VerifierKey::parse(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn tiles_hold_what_the_vectors_hold() {
    let all = entries();
    let bundle = hex(&text("log/tile-entries-000.p-11.hex"));
    assert_eq!(entries_to_bytes(all.iter().map(|(entry, _)| &entry[..])), bundle);
    let read = read_entries(&bundle, 11).unwrap();
    assert!(read.iter().zip(&all).all(|(read, (entry, _))| read == entry));
    for (bytes, width) in [
        (&bundle[..], 10),
        (&bundle[..], 12),
        (&bundle[1..], 11),
        (&bundle[..bundle.len() - 1], 11),
    ] {
        assert_eq!(read_entries(bytes, width), Err(LogFault::EntryMalformed));
    }
    let tile = hex(&text("log/tile-0-000.p-11.hex"));
    let leaves: Vec<Hash> = all.iter().map(|(_, leaf)| *leaf).collect();
    assert_eq!(hashes_to_bytes(&leaves), tile);
    assert_eq!(read_hashes(&tile, 11).unwrap(), leaves);
    assert!(read_hashes(&tile, 10).is_err());
    assert!(read_hashes(&tile[1..], 11).is_err());
}

#[test]
fn tile_paths_are_read_strictly_and_know_whether_they_are_in_a_tree() {
    for path in [
        "0/000",
        "0/000.p/11",
        "entries/x001/x234/067",
        "entries/000.p/255",
        "1/x001/000.p/1",
    ] {
        assert_eq!(TilePath::parse(path).unwrap().to_string(), format!("tile/{path}"));
    }
    assert_eq!(TilePath::parse("entries/x001/x234/067").unwrap().index, 1_234_067);
    for path in [
        "0",
        "0/",
        "0/0",
        "00/000",
        "8/000",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/x000/001",
        "0/x1/001",
        "0/001/001",
        "0/0001",
        "leaves/000",
        "0/000.p/1/",
        "0/-01",
        "",
        "0/x999/x999/x999/x999/x999/999",
    ] {
        assert_eq!(TilePath::parse(path), None, "{path}");
    }
    let tile = |path: &str| TilePath::parse(path).unwrap();
    assert!(tile("0/000.p/11").is_in(11) && !tile("0/000.p/12").is_in(11) && !tile("0/000").is_in(255));
    assert!(tile("1/000.p/1").is_in(256) && !tile("1/000.p/1").is_in(255));
    let edge = TilePath::in_tree(TileContent::Hashes(0), 273, 70_000).unwrap();
    assert_eq!(edge.width, 112);
    assert_eq!(TilePath::in_tree(TileContent::Hashes(1), 1, 70_000).unwrap().width, 17);
    assert_eq!(TilePath::in_tree(TileContent::Entries, 274, 70_000), None);
}

#[test]
fn pl16_a_log_has_the_same_name_at_every_witness() {
    assert_eq!(origin_hash("alpha.example/ap/log/1").len(), 64);
    assert_ne!(
        origin_hash("alpha.example/ap/log/1"),
        origin_hash("alpha.example/ap/log/2")
    );
}
