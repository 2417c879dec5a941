//! The log of a node: appended with what it tells, signed once the head has moved, witnessed, proven, held.

use evidence::{
    keys::{Ed25519Key, sha256},
    log::{
        AddCheckpoint, Checkpoint, Contradiction, Entry, EntryKind, Frontier, Hash, KeyUse, NoteSigner, ProofFile,
        SignedCheckpoint, VerifierKey, leaf_hash, origin_hash, verify_consistency,
    },
};
use operations::{Judged, LogFile, LogStanding, OperationError, WitnessAnswer};
use protocol::services::{LogService, Services, WitnessService};
use serde_json::json;
use storage::log::events::{self, Event};

use super::{Node, node};

const ORIGIN: &str = "water.example/ap/log/1";

fn endorsement(node: &Node, n: u8) -> Entry {
    Entry::new(EntryKind::Endorse, node.now())
        .with_text_digest("zQmQAW95ncyuzKVjAdeVkxyU3hExFm7SdXXgbVTQsd2N9Ho")
        .with_commitment([n; 32])
}

async fn append(node: &Node, entries: &[Entry]) -> std::ops::Range<u64> {
    let tx = node.store.begin().await.unwrap();
    let range = node.append_log_all(&tx, entries).await.unwrap();
    tx.commit().await.unwrap();
    range
}

fn key_of(node_services: &serde_json::Value) -> VerifierKey {
    VerifierKey::parse(node_services["bandung:log"]["bandung:logKey"].as_str().unwrap()).unwrap()
}

async fn instance(node: &Node) -> serde_json::Value {
    let served = node.document("https://water.example/ap/actor", None).await.unwrap();
    let operations::Served::Document(bytes) = served else {
        panic!("it is there")
    };
    serde_json::from_slice(&bytes).unwrap()
}

#[tokio::test]
async fn pl7_an_entry_is_there_with_its_transaction_or_not_at_all() {
    let node = node().await;
    let tx = node.store.begin().await.unwrap();
    assert_eq!(node.append_log(&tx, &endorsement(&node, 1)).await.unwrap(), 0);
    drop(tx);
    assert_eq!(
        append(&node, &[endorsement(&node, 1), endorsement(&node, 2)]).await,
        0..2
    );
    let erase = Entry::new(EntryKind::Erase, node.now())
        .with_text_digest("zQmQAW95ncyuzKVjAdeVkxyU3hExFm7SdXXgbVTQsd2N9Ho")
        .with_about(2);
    let tx = node.store.begin().await.unwrap();
    let forward = node.append_log(&tx, &erase).await;
    assert!(
        matches!(forward, Err(OperationError::Refused(_))),
        "of an entry that is not there"
    );
    drop(tx);
    assert_eq!(append(&node, &[erase.with_about(1)]).await, 2..3);
}

#[tokio::test]
async fn every_entry_has_a_proof_that_holds_in_the_checkpoint() {
    let node = node().await;
    let all: Vec<Entry> = (0..300_u16).map(|n| endorsement(&node, n.to_le_bytes()[0])).collect();
    append(&node, &all[..1]).await;
    let first = node.sign_checkpoint().await.unwrap().unwrap();
    append(&node, &all[1..]).await;
    let signed = node.sign_checkpoint().await.unwrap().unwrap();
    assert_eq!(node.sign_checkpoint().await.unwrap(), None, "nothing is new");
    let tree = signed.verify(&key_of(&instance(&node).await)).unwrap().clone();
    assert_eq!((tree.size, tree.origin.as_str()), (300, ORIGIN));

    for (index, entry) in (0..).zip(&all) {
        let proof = node.prove_entry(index).await.unwrap();
        assert_eq!(ProofFile::parse(&proof.to_string()).unwrap(), proof);
        assert_eq!(proof.verify(&entry.leaf_hash().unwrap()), Ok(()), "{index}");
    }
    assert!(node.prove_entry(300).await.is_err());
    let proof = node.consistency_proof(ORIGIN, 1, 300).await.unwrap();
    assert_eq!(
        verify_consistency(1, 300, &first.checkpoint().root, &tree.root, &proof),
        Ok(())
    );
}

#[tokio::test]
async fn files_of_the_log_are_those_of_its_tree_and_nothing_more() {
    let node = node().await;
    let all: Vec<Entry> = (0..300_u16).map(|n| endorsement(&node, n.to_le_bytes()[0])).collect();
    append(&node, &all).await;
    node.sign_checkpoint().await.unwrap().unwrap();
    append(&node, &all[..1]).await;

    let file = async |path: &str| node.own_log_file(ORIGIN, path).await;
    let Ok(LogFile::Tile(level0)) = file("tile/0/000").await else {
        panic!()
    };
    let leaves: Vec<Hash> = all[..256].iter().map(|entry| entry.leaf_hash().unwrap()).collect();
    assert_eq!(level0, leaves.concat());
    let mut frontier = Frontier::default();
    leaves.iter().for_each(|leaf| drop(frontier.push(*leaf)));
    assert_eq!(
        file("tile/1/000.p/1").await.unwrap(),
        LogFile::Tile(frontier.root().to_vec())
    );
    let Ok(LogFile::Tile(bundle)) = file("tile/entries/001.p/44").await else {
        panic!()
    };
    assert_eq!(evidence::log::read_entries(&bundle, 44).unwrap().len(), 44);
    for path in [
        "tile/0/002",
        "tile/entries/001.p/45",
        "tile/0/001",
        "tile/1/000",
        "tile",
        "",
        "tile/2/000.p/1",
    ] {
        let found = file(path).await;
        assert!(matches!(found, Err(OperationError::NotFound { .. })), "{path}");
    }
    assert!(node.own_log_file("beta.example/ap/log/1", "checkpoint").await.is_err());
}

#[tokio::test]
async fn events_say_what_opens_each_entry_and_why_one_is_not_opened() {
    let node = node().await;
    let salt = [4; 32];
    let document = json!({"id": "https://water.example/x", "name": "We agree"});
    let opened = endorsement(&node, 1).with_commitment(evidence::log::commitment(&salt, &document));
    let digest = "zQmQAW95ncyuzKVjAdeVkxyU3hExFm7SdXXgbVTQsd2N9Ho";
    let erase = Entry::new(EntryKind::Erase, node.now())
        .with_text_digest(digest)
        .with_about(1);
    append(&node, &[opened, endorsement(&node, 2), endorsement(&node, 3), erase]).await;
    let tx = node.store.begin().await.unwrap();
    let event = Event {
        index: 0,
        document: document.to_string().into_bytes(),
        salt: salt.to_vec(),
        stamp: None,
    };
    events::put(&tx, ORIGIN, &event).await.unwrap();
    tx.commit().await.unwrap();

    let page = node.log_events(ORIGIN, Some(digest), 0).await.unwrap();

    assert_eq!(page["events"][0]["document"], document);
    assert_eq!(page["events"][1], json!({"index": 1, "erased": true}));
    assert_eq!(page["events"][2], json!({"index": 2, "undisclosed": true}));
    assert_eq!(page["events"][3], json!({"index": 3}));
    assert_eq!((&page["last"], &page["end"]), (&json!(3), &json!(true)));
    assert_eq!(
        node.log_events(ORIGIN, Some("zOther"), 0).await.unwrap()["events"],
        json!([])
    );
}

/// A log somewhere else, whose owner may say what he likes.
struct Elsewhere {
    signer: NoteSigner,
    entries: Vec<String>,
}

impl Elsewhere {
    fn new() -> Self {
        let key = Ed25519Key::from_seed(&[5; 32]).unwrap();
        Self {
            signer: NoteSigner::new("beta.example/ap/log/1", KeyUse::Log, key).unwrap(),
            entries: Vec::new(),
        }
    }

    /// `n` entries that tell this story.
    fn with(mut self, story: u8, n: u8) -> Self {
        for index in 0..n {
            let hour = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap();
            let entry = Entry::new(EntryKind::Audit, hour).with_commitment(sha256(&[story, index]));
            self.entries.push(entry.to_text().unwrap());
        }
        self
    }

    fn frontier(&self, size: usize) -> Frontier {
        let mut frontier = Frontier::default();
        for entry in &self.entries[..size] {
            frontier.push(leaf_hash(entry.as_bytes()));
        }
        frontier
    }

    fn checkpoint(&self, size: usize) -> SignedCheckpoint {
        let tree = Checkpoint {
            origin: self.signer.verifier().name().to_owned(),
            size: size as u64,
            root: self.frontier(size).root(),
        };
        SignedCheckpoint::sign(tree, &self.signer)
    }

    fn request(&self, old: usize, new: usize) -> String {
        let mut nodes = std::collections::HashMap::new();
        let mut frontier = Frontier::default();
        for entry in &self.entries {
            nodes.extend(frontier.push(leaf_hash(entry.as_bytes())));
        }
        let plan = evidence::log::consistency_plan(old as u64, new as u64).unwrap();
        let request = AddCheckpoint {
            old: old as u64,
            proof: plan.hashes(|node| nodes.get(&node).copied()).unwrap(),
            checkpoint: self.checkpoint(new),
        };
        request.to_string()
    }

    fn services(&self) -> Services {
        let witness = Ed25519Key::from_seed(&[6; 32]).unwrap();
        let witness = NoteSigner::new("beta.example/ap/witness", KeyUse::Witness, witness).unwrap();
        Services {
            log: Some(LogService {
                key: self.signer.verifier().clone(),
                prefix: "https://beta.example/ap/log/1/".to_owned(),
            }),
            ended: Vec::new(),
            witness: Some(WitnessService {
                key: witness.verifier().clone(),
                prefix: "https://beta.example/ap/witness/".to_owned(),
            }),
        }
    }
}

async fn witnessing(log: &Elsewhere) -> Node {
    let node = node().await;
    node.add_witness(&node.operator, "beta.example", &log.services())
        .await
        .unwrap();
    node
}

#[tokio::test]
async fn p07_a_witness_answers_each_request_by_what_it_holds() {
    let log = Elsewhere::new().with(1, 9);
    let node = witnessing(&log).await;
    let ask = async |body: String| node.add_checkpoint(body.as_bytes()).await.unwrap();

    assert_eq!(ask("nonsense".into()).await, WitnessAnswer::Malformed);
    assert_eq!(ask(log.request(3, 5)).await, WitnessAnswer::Conflict(0));
    let WitnessAnswer::Cosigned(lines) = ask(log.request(0, 5)).await else {
        panic!()
    };
    let services = Services::read(&instance(&node).await, "https://water.example");
    let witness = services.witness.unwrap().key;
    let tree = log.checkpoint(5).checkpoint().clone();
    assert!(evidence::log::read_cosignature_lines(&lines, &tree, &witness).is_ok());
    assert_eq!(ask(log.request(3, 5)).await, WitnessAnswer::Conflict(5));
    assert!(
        matches!(ask(log.request(5, 5)).await, WitnessAnswer::Cosigned(_)),
        "the same again"
    );
    let mut wrong = log.request(5, 9);
    let proof = wrong.lines().nth(1).unwrap().to_owned();
    wrong = wrong.replacen(&proof, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", 1);
    assert_eq!(ask(wrong).await, WitnessAnswer::Inconsistent);
    assert_eq!(
        ask(log.request(5, 9).replacen("old 5", "old 10", 1)).await,
        WitnessAnswer::Malformed
    );
    let unsigned = log.request(5, 9);
    let (text, _) = unsigned.rsplit_once("— ").unwrap();
    let forged = format!("{text}— beta.example/ap/log/1 AAAAAAAAAAAA\n");
    assert_eq!(ask(forged).await, WitnessAnswer::NotSigned);
    let stranger = log.request(5, 9).replace("beta.example", "gamma.example");
    assert_eq!(ask(stranger).await, WitnessAnswer::Unknown("gamma.example".into()));
    let shown = node
        .witnessed_checkpoint(&origin_hash("beta.example/ap/log/1"))
        .await
        .unwrap();
    assert_eq!(shown, log.checkpoint(5).to_string());
}

#[tokio::test]
async fn e09_a_second_root_for_one_size_is_not_cosigned_and_is_kept_as_proof_for_everybody() {
    let (one, other) = (Elsewhere::new().with(1, 5), Elsewhere::new().with(2, 5));
    let node = witnessing(&one).await;
    node.add_checkpoint(one.request(0, 5).as_bytes()).await.unwrap();

    let answer = node.add_checkpoint(other.request(5, 5).as_bytes()).await.unwrap();

    assert_eq!(answer, WitnessAnswer::Inconsistent);
    let found = node.log_contradictions().await.unwrap();
    let [(_, reason, file)] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(reason, "split-view");
    let proof = Contradiction::parse(file.to_string().as_bytes()).unwrap();
    assert_eq!(proof.verify(), Ok(()));
    // Somebody else who knows the log is convinced by the file; somebody who does not know it is not.
    let third = witnessing(&one).await;
    assert!(
        third
            .take_contradiction("water.example", file.to_string().as_bytes())
            .await
            .unwrap()
    );
    assert_eq!(third.log_contradictions().await.unwrap().len(), 1);
    let stranger = super::node().await;
    assert!(
        !stranger
            .take_contradiction("water.example", file.to_string().as_bytes())
            .await
            .unwrap()
    );
    let mut changed = file.clone();
    changed["notes"][1] = changed["notes"][0].clone();
    assert!(
        !third
            .take_contradiction("water.example", changed.to_string().as_bytes())
            .await
            .unwrap()
    );
    let doctor = node.checks().await.unwrap();
    assert!(doctor.iter().any(|check| check.name == "contradictions"));
}

async fn mirror(node: &Node, log: &Elsewhere, size: usize) -> bool {
    let note = log.checkpoint(size).to_string();
    let mut mirroring = node.begin_mirroring("beta.example/ap/log/1").await.unwrap();
    let from = usize::try_from(mirroring.size()).unwrap();
    let entries: Vec<&[u8]> = log.entries[from..size].iter().map(String::as_bytes).collect();
    node.mirror_entries(&mut mirroring, &entries).await.unwrap();
    node.settle_mirror(mirroring, &note).await.unwrap()
}

#[tokio::test]
async fn pl12_what_contradicts_a_mirror_is_seen_whoever_shows_it() {
    let (one, other) = (Elsewhere::new().with(1, 9), Elsewhere::new().with(2, 9));
    let node = witnessing(&one).await;
    let judge = async |by: &str, note: SignedCheckpoint| node.judge_checkpoint(by, &note.to_string()).await.unwrap();
    assert!(mirror(&node, &one, 4).await);
    assert!(!mirror(&node, &other, 9).await, "the entries do not give the root");
    assert!(mirror(&node, &one, 7).await);
    assert_eq!(node.mirrors(None).await.unwrap()[0].size, 7);

    assert_eq!(judge("beta.example", one.checkpoint(7)).await, Judged::Known);
    assert_eq!(
        judge("gamma.example", one.checkpoint(5)).await,
        Judged::Known,
        "an old note of a third party"
    );
    let newer = judge("gamma.example", one.checkpoint(9)).await;
    assert!(matches!(newer, Judged::Newer { have: 7, size: 9, .. }));
    assert_eq!(
        judge("beta.example", one.checkpoint(5)).await,
        Judged::Contradicts("rollback")
    );
    assert_eq!(
        judge("gamma.example", other.checkpoint(7)).await,
        Judged::Contradicts("split-view")
    );
    assert_eq!(
        judge("gamma.example", other.checkpoint(3)).await,
        Judged::Contradicts("split-view")
    );
    let forged = one.checkpoint(9).to_string().replacen("\n9\n", "\n8\n", 1);
    assert_eq!(
        node.judge_checkpoint("beta.example", &forged).await.unwrap(),
        Judged::Nothing
    );
    assert_eq!(node.log_contradictions().await.unwrap().len(), 3);
}

#[tokio::test]
async fn pl12_a_larger_note_of_another_history_is_proven_by_its_own_entries() {
    let (one, other) = (Elsewhere::new().with(1, 9), Elsewhere::new().with(2, 9));
    let node = witnessing(&one).await;
    assert!(mirror(&node, &one, 4).await);
    let note = other.checkpoint(9).to_string();
    let compare = async |entries: &[String]| {
        let mut comparing = node.begin_comparing("beta.example/ap/log/1").await.unwrap();
        let bytes: Vec<&[u8]> = entries.iter().map(String::as_bytes).collect();
        node.mirror_entries(&mut comparing, &bytes).await.unwrap();
        node.keep_if_forked(&comparing, &note, "gamma.example").await.unwrap()
    };
    assert!(
        !compare(&one.entries).await,
        "whoever shows other entries than those of the note proves nothing"
    );
    assert!(compare(&other.entries).await);
    assert_eq!(node.log_contradictions().await.unwrap().len(), 1);
    assert_eq!(node.mirrors(None).await.unwrap()[0].size, 4, "nothing was taken");
}

#[tokio::test]
async fn architecture_i18_a_log_that_is_not_what_was_signed_is_held_and_only_a_new_one_goes_on() {
    let node = node().await;
    append(&node, &[endorsement(&node, 1), endorsement(&node, 2)]).await;
    let signed = node.sign_checkpoint().await.unwrap().unwrap();
    let refused = node.begin_next_log(&node.operator, "no reason").await;
    assert!(matches!(refused, Err(OperationError::Refused(_))), "it is sound");
    // As after restoring another history: one row less, and another in its place.
    let tx = node.store.begin().await.unwrap();
    let log = storage::log::own_for_update(&tx).await.unwrap().unwrap();
    let other = endorsement(&node, 9);
    let mut frontier = Frontier::default();
    frontier.push(other.leaf_hash().unwrap());
    storage::log::settle(&tx, &log.origin, 1, frontier.peaks())
        .await
        .unwrap();
    tx.commit().await.unwrap();

    assert_eq!(node.sign_checkpoint().await.unwrap(), None);
    assert_eq!(node.log_standing(), LogStanding::Behind { have: 1, signed: 2 });
    let tx = node.store.begin().await.unwrap();
    let held = node.append_log(&tx, &other).await;
    assert!(matches!(held, Err(OperationError::LogHeld(_))));
    drop(tx);
    assert!(node.ready().await.is_err());
    assert!(
        node.own_log_file(ORIGIN, "checkpoint").await.is_err(),
        "less than what was signed is not shown"
    );
    let seen = [("beta.example".to_owned(), signed.to_string())];
    assert!(node.judge_own_notes(&seen).await.unwrap().is_some());

    let origin = node.begin_next_log(&node.operator, "The disk was lost.").await.unwrap();
    assert_eq!(origin, "water.example/ap/log/2");
    assert_eq!(append(&node, &[other]).await, 0..1);
    assert!(node.sign_checkpoint().await.unwrap().is_some());
    let shown = instance(&node).await;
    assert_eq!(shown["bandung:log"]["bandung:logOrigin"], "water.example/ap/log/2");
    assert_eq!(
        shown["bandung:log"]["bandung:endedLogs"][0]["bandung:reason"],
        "The disk was lost."
    );
}

#[tokio::test]
async fn au_the_head_of_the_audit_chain_is_logged_once_a_day_when_it_has_moved() {
    let node = node().await;
    assert!(node.log_audit_head_daily().await.unwrap().is_none(), "the log is new");
    node.sign_checkpoint().await.unwrap();
    node.pass(chrono::TimeDelta::days(2));
    assert_eq!(node.log_audit_head_daily().await.unwrap(), Some(0));
    assert_eq!(node.log_audit_head_daily().await.unwrap(), None);
    node.pass(chrono::TimeDelta::days(2));
    assert_eq!(
        node.log_audit_head_daily().await.unwrap(),
        None,
        "the chain has not moved"
    );
}
