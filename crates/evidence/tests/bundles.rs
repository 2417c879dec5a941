//! Bundles and receipts of the protocol: results, reasons and figures.

#![expect(clippy::unwrap_used, reason = "a vector that cannot be read fails the test")]

use std::{fs, path::PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use evidence::{
    bundle::{Bundle, BundleReport, InTurn, Verdict},
    documents::Reason,
    keys::Ed25519Key,
    log::{Checkpoint, Cosignature, Frontier, KeyUse, NoteSigner, Policy, SignedCheckpoint, leaf_hash},
    proof,
    receipt::{Receipt, ReceiptReport},
};
use serde_json::{Value, json};

fn bytes(file: &str) -> Vec<u8> {
    fs::read(
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../tests/vectors")
            .join(file),
    )
    .unwrap()
}

fn policy() -> Policy {
    Policy::parse(&String::from_utf8(bytes("log/policy.txt")).unwrap()).unwrap()
}

fn json(file: &str) -> Value {
    serde_json::from_slice(&bytes(file)).unwrap()
}

fn verdict(file: &[u8], policy: Option<&Policy>) -> Verdict<BundleReport> {
    match Bundle::read(file) {
        Ok(bundle) => bundle.verify(policy, &InTurn),
        Err(reason) => reason.into(),
    }
}

fn receipt_verdict(file: &[u8], policy: Option<&Policy>) -> Verdict<ReceiptReport> {
    match Receipt::read(file) {
        Ok(receipt) => receipt.verify(policy),
        Err(reason) => reason.into(),
    }
}

#[test]
fn p08_bundles_and_receipts_give_the_expected_results_and_figures() {
    let expected = json("bundle/expected.json");
    let bundle = verdict(&bytes("bundle/declaration-bundle.json"), Some(&policy()));
    let receipt = receipt_verdict(&bytes("bundle/endorsement-receipt.json"), Some(&policy()));

    assert_eq!(bundle.fault(), None);
    assert_eq!(
        bundle.to_json(BundleReport::to_json),
        expected["declaration-bundle.json"]
    );
    assert_eq!(
        receipt.to_json(ReceiptReport::to_json),
        expected["endorsement-receipt.json"]
    );
    let Verdict::Verified(report) = bundle else {
        unreachable!()
    };
    let names: Vec<_> = report
        .signatories
        .iter()
        .map(|signatory| signatory.name.clone().unwrap())
        .collect();
    assert_eq!(names, ["Bwire Water Trust", "Comité de Agua Quebrada Honda"]);
    assert!(report.pinned_keys);
}

#[test]
fn p08_changed_bundles_give_their_exit_code_and_reason() {
    let mut checked = 0;
    for row in json("manifest.json")["files"].as_array().unwrap() {
        let file = row["file"].as_str().unwrap();
        if row["kind"] != "bundle" || row["expect"] == "accept" {
            continue;
        }
        let (fault, exit) = if json(file)["format"].as_str().unwrap().ends_with("receipt-1") {
            let verdict = receipt_verdict(&bytes(file), Some(&policy()));
            (verdict.fault(), verdict.exit_code())
        } else {
            let verdict = verdict(&bytes(file), Some(&policy()));
            (verdict.fault(), verdict.exit_code())
        };
        assert_eq!(json!(fault.map(|fault| fault.reason.as_str())), row["reason"], "{file}");
        assert_eq!(json!(exit), row["exit"], "{file}");
        checked += 1;
    }
    assert_eq!(checked, 6);
}

#[test]
fn p02_tallies_that_the_log_does_not_give_are_refused() {
    for case in ["more", "withdrawn"] {
        let mut bundle = json("bundle/declaration-bundle.json");
        bundle["tally"] = json(&format!("refuse/endorsement.tally.tally-mismatch.{case}.json"));
        let verdict = verdict(&serde_json::to_vec(&bundle).unwrap(), Some(&policy()));
        assert_eq!(verdict.fault().unwrap().reason, Reason::TallyMismatch, "{case}");
        assert_eq!(verdict.exit_code(), 1);
    }
}

#[test]
fn nothing_is_decided_without_a_policy_that_names_the_log() {
    let other = String::from_utf8(bytes("log/policy.txt"))
        .unwrap()
        .replace("log alpha", "log beta");
    let file = bytes("bundle/declaration-bundle.json");
    for policy in [None, Policy::parse(&other).ok()] {
        let verdict = verdict(&file, policy.as_ref());
        assert_eq!(verdict.fault().unwrap().reason, Reason::UnknownLog);
        assert_eq!(verdict.exit_code(), 2);
    }
    let mut fewer = json("bundle/declaration-bundle.json");
    fewer["log"]["checkpoint"] = String::from_utf8(bytes("log/checkpoint-unwitnessed.txt"))
        .unwrap()
        .into();
    let verdict = verdict(&serde_json::to_vec(&fewer).unwrap(), Some(&policy()));
    assert_eq!(verdict.fault().unwrap().reason, Reason::Quorum);
}

/// Changes of a bundle that a host could try, and what comes out.
#[test]
fn en8_whatever_a_host_changes_in_its_bundle_is_false_or_undecidable() {
    type Change = fn(&mut Value);
    let cases: [(&str, Change, Reason); 9] = [
        (
            "an entry dropped",
            |b| drop(b["log"]["entries"].as_array_mut().unwrap().pop()),
            Reason::RootMismatch,
        ),
        (
            "two entries exchanged",
            |b| b["log"]["entries"].as_array_mut().unwrap().swap(1, 2),
            Reason::RootMismatch,
        ),
        (
            "an endorsement kept back",
            |b| b["events"][1] = json!({"index": 1, "undisclosed": true}),
            Reason::TallyMismatch,
        ),
        (
            "an endorsement left out",
            |b| b["events"][1] = json!({"index": 1}),
            Reason::EventMissing,
        ),
        (
            "another salt",
            |b| b["events"][1]["salt"] = b["events"][2]["salt"].clone(),
            Reason::LeafMismatch,
        ),
        (
            "another stamp",
            |b| b["events"][1]["stamp"] = b["events"][5]["stamp"].clone(),
            Reason::DigestMismatch,
        ),
        (
            "a name changed",
            |b| b["events"][1]["document"]["bandung:signatory"]["bandung:name"] = "X".into(),
            Reason::LeafMismatch,
        ),
        (
            "the checkpoint cut",
            |b| b["log"]["checkpoint"] = "x".into(),
            Reason::CheckpointSignature,
        ),
        ("no tree", |b| b["log"]["entries"] = json!([]), Reason::RootMismatch),
    ];
    for (what, change, reason) in cases {
        let mut bundle = json("bundle/declaration-bundle.json");
        change(&mut bundle);
        let verdict = verdict(&serde_json::to_vec(&bundle).unwrap(), Some(&policy()));
        assert_eq!(verdict.fault().map(|fault| fault.reason), Some(reason), "{what}");
    }
}

#[test]
fn pk15_a_key_that_the_roster_does_not_pin_decides_nothing() {
    let mut bundle = json("bundle/declaration-bundle.json");
    let foreign = json("actors/organization-c.json")["assertionMethod"][0]["publicKeyMultibase"].clone();
    // The owner of the log puts a key of its own in the place of an endorser's.
    for actor in bundle["actors"].as_array_mut().unwrap() {
        if actor["id"] == "https://beta.example/ap/orgs/7" {
            actor["assertionMethod"][1]["publicKeyMultibase"] = foreign.clone();
        }
    }
    let verdict = verdict(&serde_json::to_vec(&bundle).unwrap(), Some(&policy()));
    assert_ne!(verdict.exit_code(), 0);
}

/// The roster of the vectors as pages of one entry each, signed by the network.
fn pages_of(roster: &Value) -> Vec<Value> {
    let keys = json("keys.json");
    let text = keys["ed25519_seed_hex"]["n"].as_str().unwrap();
    let byte = |n: usize| u8::from_str_radix(&text[2 * n..2 * n + 2], 16).unwrap();
    let key = Ed25519Key::from_seed(&std::array::from_fn(byte)).unwrap();
    let method = roster["proof"]["verificationMethod"].as_str().unwrap();
    let (id, items) = (roster["id"].as_str().unwrap(), roster["items"].as_array().unwrap());
    let last = items.len();
    let page = |(number, item): (usize, &Value)| {
        let mut page = roster.clone();
        page.as_object_mut().unwrap().remove("proof");
        page["id"] = json!(format!("{id}?page={number}"));
        page["type"] = json!("CollectionPage");
        page["partOf"] = json!(id);
        page["items"] = json!([item]);
        if number < last {
            page["next"] = json!(format!("{id}?page={}", number + 1));
        }
        proof::sign(&page, method, &key, "2026-10-05T16:00:00Z".parse().unwrap()).unwrap()
    };
    (1..).zip(items).map(page).collect()
}

#[test]
fn pm4_a_roster_of_several_pages_is_whole_or_nothing() {
    let mut bundle = json("bundle/declaration-bundle.json");
    let pages = pages_of(&bundle["roster"]);
    bundle.as_object_mut().unwrap().remove("roster");
    let judge = |pages: &[Value]| {
        let mut bundle = bundle.clone();
        bundle["rosterPages"] = json!(pages);
        let verdict = verdict(&serde_json::to_vec(&bundle).unwrap(), Some(&policy()));
        (verdict.exit_code(), verdict.fault().map(|fault| fault.reason))
    };
    assert_eq!(judge(&pages), (0, None));
    assert_eq!(
        judge(&pages[..2]),
        (1, Some(Reason::FieldInvalid)),
        "the last one is missing"
    );
    assert_eq!(
        judge(&pages[1..]),
        (1, Some(Reason::FieldInvalid)),
        "the first one is missing"
    );
    let twice = [pages[0].clone(), pages[0].clone(), pages[2].clone()];
    assert_eq!(judge(&twice), (1, Some(Reason::FieldInvalid)), "one is there twice");
    let mut changed = pages.clone();
    changed[1]["items"][0]["bandung:country"] = json!("UG");
    assert_eq!(judge(&changed), (1, Some(Reason::ProofInvalid)));
    assert_eq!(judge(&[]), (0, None), "files from before had none");
}

/// A tree of some entries of the vectors, signed by the log and seen by three witnesses at a time.
fn signed_tree(entries: &[usize], seen: &str) -> SignedCheckpoint {
    let keys = json("keys.json");
    let seed = |kind: &str, who: &str| {
        let text = keys[kind][who].as_str().unwrap();
        let bytes: Vec<u8> = (0..32)
            .map(|n| u8::from_str_radix(&text[2 * n..2 * n + 2], 16).unwrap())
            .collect();
        Ed25519Key::from_seed(&bytes.try_into().unwrap()).unwrap()
    };
    let log = NoteSigner::new("alpha.example/ap/log/1", KeyUse::Log, seed("log_seed_hex", "a")).unwrap();
    let mut tree = Frontier::default();
    for index in entries {
        tree.push(leaf_hash(entry(*index).as_bytes()));
    }
    let checkpoint = Checkpoint {
        origin: "alpha.example/ap/log/1".into(),
        size: tree.size(),
        root: tree.root(),
    };
    let mut signed = SignedCheckpoint::sign(checkpoint.clone(), &log);
    for (who, host) in [("b", "beta"), ("c", "gamma"), ("w", "delta")] {
        let name = format!("{host}.example/ap/witness");
        let witness = NoteSigner::new(&name, KeyUse::Witness, seed("witness_seed_hex", who)).unwrap();
        signed.add([Cosignature::sign(&checkpoint, seen.parse().unwrap(), &witness).unwrap()]);
    }
    signed
}

fn entry(index: usize) -> String {
    json("log/entries.json")["entries"][index]["text"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn e10_a_receipt_whose_entry_is_not_in_the_log_a_day_later_proves_a_broken_promise() {
    let whole = json("bundle/endorsement-receipt.json");
    let judge = |receipt: &Value| {
        let verdict = receipt_verdict(&serde_json::to_vec(receipt).unwrap(), Some(&policy()));
        (verdict.exit_code(), verdict.fault().map(|fault| fault.reason))
    };

    // Another entry stands at the place that the stamp names.
    let mut elsewhere = whole.clone();
    let tree = signed_tree(&[0, 2], "2026-12-01T00:00:00Z");
    let salt = whole["proof"].as_str().unwrap().lines().nth(1).unwrap().to_owned();
    let first = STANDARD.encode(leaf_hash(entry(0).as_bytes()));
    elsewhere["entry"] = entry(2).into();
    elsewhere["proof"] = format!("c2sp.org/tlog-proof@v1\n{salt}\nindex 1\n{first}\n\n{tree}").into();
    assert_eq!(judge(&elsewhere), (1, Some(Reason::ReceiptMismatch)));

    // A tree that ends before that place, seen by the witnesses a day after the stamp, and one within the day.
    let mut cut = whole;
    cut.as_object_mut().unwrap().remove("proof");
    cut.as_object_mut().unwrap().remove("entry");
    cut["checkpoint"] = signed_tree(&[0], "2026-11-25T10:20:00Z").to_string().into();
    assert_eq!(judge(&cut), (1, Some(Reason::InclusionInvalid)));
    cut["checkpoint"] = signed_tree(&[0], "2026-11-25T10:19:59Z").to_string().into();
    assert_eq!(judge(&cut), (2, Some(Reason::EventMissing)));
    cut["checkpoint"] = signed_tree(&[0, 1], "2026-12-01T00:00:00Z").to_string().into();
    assert_eq!(judge(&cut), (2, Some(Reason::EventMissing)));
}
