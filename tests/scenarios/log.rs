//! Logs over real HTTP: witnesses co-sign, mirrors follow, two histories are caught, a restored log signs nothing.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Duration};
use evidence::{
    keys::{Ed25519Key, sha256},
    log::{
        AddCheckpoint, Checkpoint, Contradiction, Entry, EntryKind, Frontier, KeyUse, NodeId, NoteSigner, ProofFile,
        SignedCheckpoint, TileContent, TilePath, consistency_plan, entries_to_bytes, leaf_hash, origin_hash,
    },
};
use harness::{Answer, FakePeer, Message, Network, Reply, TestNode, until};
use operations::{LogStanding, OperationError};
use protocol::services::{LogService, Services, WitnessService};

async fn get(node: &TestNode, path: &str) -> Reply {
    Message::new("GET", node.host(), path, b"").send(node.address()).await
}

async fn checkpoint(node: &TestNode) -> Option<SignedCheckpoint> {
    let reply = get(node, "/ap/log/1/checkpoint").await;
    (reply.status == 200).then(|| SignedCheckpoint::parse(&reply.text()).unwrap())
}

async fn services(node: &TestNode) -> Services {
    let actor = get(node, "/ap/actor").await.json();
    Services::read(&actor, &format!("http://{}", node.host()))
}

async fn mirrored(node: &TestNode, of: &TestNode) -> u64 {
    let mirrors = node.operations().mirrors(Some(of.host())).await.unwrap();
    mirrors.first().map_or(0, |mirror| mirror.size)
}

/// Three nodes: alpha is followed by the others.
async fn three() -> Network {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    net.follow("beta", "alpha").await;
    net.follow("gamma", "alpha").await;
    net.settle().await;
    // The witnesses are met at the next look.
    net.advance(Duration::minutes(20));
    until("alpha knows its witnesses", || async {
        net["alpha"].operations().witnesses().await.unwrap().len() == 2
    })
    .await;
    net
}

/// Waits until a checkpoint of `size` has a cosignature by each of `witnesses`.
async fn until_cosigned(net: &Network, size: u64, witnesses: &[&str]) {
    let mut keys = Vec::new();
    for name in witnesses {
        keys.push(services(&net[name]).await.witness.unwrap().key);
    }
    let keys = &keys;
    until("the witnesses have co-signed", || async {
        net.advance(Duration::seconds(61));
        let Some(signed) = checkpoint(&net["alpha"]).await else {
            return false;
        };
        signed.checkpoint().size == size && signed.cosignatures(keys).unwrap().len() == keys.len()
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pl10_witnesses_cosign_and_mirror_what_a_node_logs() {
    let net = three().await;
    for index in 0..3 {
        assert_eq!(net["alpha"].grow_log().await, index);
    }
    until_cosigned(&net, 3, &["beta", "gamma"]).await;

    let log = services(&net["alpha"]).await.log.unwrap();
    assert_eq!(log.prefix, "http://alpha.test/ap/log/1/");
    let reply = get(&net["alpha"], "/ap/log/1/checkpoint").await;
    assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(reply.header("cache-control"), Some("max-age=5"));
    let signed = SignedCheckpoint::parse(&reply.text()).unwrap();
    assert!(signed.verify(&log.key).is_ok());
    let tile = get(&net["alpha"], "/ap/log/1/tile/entries/000.p/3").await;
    assert_eq!(tile.header("content-type"), Some("application/octet-stream"));
    assert_eq!(
        tile.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    let entries = evidence::log::read_entries(&tile.body, 3).unwrap();
    assert_eq!(get(&net["alpha"], "/ap/log/1/tile/entries/000.p/4").await.status, 404);
    assert_eq!(get(&net["alpha"], "/ap/log/2/checkpoint").await.status, 404);

    let proof = net["alpha"].operations().prove_entry(1).await.unwrap().to_string();
    let proof = ProofFile::parse(&proof).unwrap();
    assert_eq!(proof.verify(&leaf_hash(entries[1])), Ok(()));

    until("both mirror all entries", || async {
        net.advance(Duration::minutes(16));
        mirrored(&net["beta"], &net["alpha"]).await == 3 && mirrored(&net["gamma"], &net["alpha"]).await == 3
    })
    .await;
    let hash = origin_hash("alpha.test/ap/log/1");
    let shown = get(&net["beta"], &format!("/ap/witness/{hash}/checkpoint")).await;
    let shown = SignedCheckpoint::parse(&shown.text()).unwrap();
    assert_eq!(shown.checkpoint(), signed.checkpoint());
    let copy = get(&net["beta"], &format!("/ap/witness/{hash}/tile/entries/000.p/3")).await;
    assert_eq!(copy.body, tile.body, "a mirror has the same bytes");
    let doctor = net["alpha"].operations().checks().await.unwrap();
    let witnesses = doctor.iter().find(|check| check.name == "witnesses").unwrap();
    assert!(
        witnesses.text.contains("not yet witnessed: 2 of 2"),
        "{}",
        witnesses.text
    );
}

/// A host that signs what it likes.
struct Hostile {
    signer: NoteSigner,
    stories: HashMap<&'static str, Vec<String>>,
}

impl Hostile {
    fn new(host: &str) -> Self {
        let key = Ed25519Key::from_seed(&[5; 32]).unwrap();
        Self {
            signer: NoteSigner::new(&format!("{host}/ap/log/1"), KeyUse::Log, key).unwrap(),
            stories: HashMap::new(),
        }
    }

    fn story(&mut self, name: &'static str, entries: u8) {
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let told = (0..entries).map(|n| {
            // Both stories begin alike.
            let what = sha256(if n < 2 { b"both" } else { name.as_bytes() });
            let entry = Entry::new(EntryKind::Audit, at).with_commitment(sha256(&[&what[..], &[n]].concat()));
            entry.to_text().unwrap()
        });
        self.stories.insert(name, told.collect());
    }

    fn nodes(&self, story: &str, size: usize) -> (HashMap<NodeId, [u8; 32]>, [u8; 32]) {
        let (mut nodes, mut frontier) = (HashMap::new(), Frontier::default());
        for entry in &self.stories[story][..size] {
            nodes.extend(frontier.push(leaf_hash(entry.as_bytes())));
        }
        (nodes, frontier.root())
    }

    fn checkpoint(&self, story: &str, size: usize) -> SignedCheckpoint {
        let tree = Checkpoint {
            origin: self.signer.verifier().name().to_owned(),
            size: size as u64,
            root: self.nodes(story, size).1,
        };
        SignedCheckpoint::sign(tree, &self.signer)
    }

    fn request(&self, story: &str, old: usize, new: usize) -> String {
        let (nodes, _) = self.nodes(story, new);
        let plan = consistency_plan(old as u64, new as u64).unwrap();
        let request = AddCheckpoint {
            old: old as u64,
            proof: plan.hashes(|node| nodes.get(&node).copied()).unwrap(),
            checkpoint: self.checkpoint(story, new),
        };
        request.to_string()
    }

    fn services(&self, host: &str) -> Services {
        let witness = Ed25519Key::from_seed(&[6; 32]).unwrap();
        let witness = NoteSigner::new(&format!("{host}/ap/witness"), KeyUse::Witness, witness).unwrap();
        Services {
            log: Some(LogService {
                key: self.signer.verifier().clone(),
                prefix: format!("http://{host}/ap/log/1/"),
            }),
            ended: Vec::new(),
            witness: Some(WitnessService {
                key: witness.verifier().clone(),
                prefix: format!("http://{host}/ap/witness/"),
            }),
        }
    }

    /// Shows one of the stories to whoever asks from now on.
    fn show(&self, fake: &FakePeer, story: &str, size: usize) {
        let mut actor = serde_json::json!({"id": format!("http://{}/ap/actor", fake.host()), "type": "Application"});
        self.services(fake.host()).write(&mut actor);
        fake.serve(
            "/ap/actor",
            Answer::typed("application/activity+json", actor.to_string().as_bytes()),
        );
        let note = self.checkpoint(story, size).to_string();
        fake.serve(
            "/ap/log/1/checkpoint",
            Answer::typed("text/plain; charset=utf-8", note.as_bytes()),
        );
        let path = TilePath::in_tree(TileContent::Entries, 0, size as u64).unwrap();
        let bundle = entries_to_bytes(self.stories[story][..size].iter().map(String::as_bytes));
        fake.serve(
            &format!("/ap/log/1/{path}"),
            Answer::typed("application/octet-stream", &bundle),
        );
    }
}

async fn witness_of(node: &TestNode, fake: &FakePeer, hostile: &Hostile) {
    let services = hostile.services(fake.host());
    node.operations()
        .add_witness(&node.owner().await, fake.host(), &services)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p07_requests_at_the_same_time_never_leave_a_smaller_size() {
    let net = Network::with_fakes(["beta"], ["hostile"]).await;
    let mut hostile = Hostile::new("hostile.test");
    hostile.story("one", 200);
    witness_of(&net["beta"], net.fake("hostile"), &hostile).await;
    let address = net["beta"].address();
    let shown = format!("/ap/witness/{}/checkpoint", origin_hash("hostile.test/ap/log/1"));
    let post = async move |body: String| {
        let message = Message::new("POST", "beta.test", "/ap/witness/add-checkpoint", body.as_bytes());
        message.send(address).await
    };
    assert_eq!(post(hostile.request("one", 0, 1)).await.status, 200);
    let hostile = Arc::new(hostile);
    let mut held = 1_usize;
    for round in 0..12 {
        let asked: Vec<usize> = (1..=6).map(|step| held + (step * 7 + round) % 13 + 1).collect();
        let sent = asked.iter().map(|size| {
            let body = hostile.request("one", held, *size);
            let size = *size;
            tokio::spawn(async move { (size, post(body).await) })
        });
        let mut cosigned = Vec::new();
        for done in sent.collect::<Vec<_>>() {
            let (size, reply) = done.await.unwrap();
            match reply.status {
                200 => cosigned.push(size),
                409 => {
                    assert_eq!(reply.header("content-type"), Some("text/x.tlog.size"));
                    let now: usize = reply.text().trim_end().parse().unwrap();
                    assert!(now >= held, "{now} after {held}");
                }
                other => panic!("{other}: {}", reply.text()),
            }
        }
        // The same size may be asked for twice; two sizes are never co-signed from one size that was held.
        cosigned.sort_unstable();
        cosigned.dedup();
        assert_eq!(cosigned.len(), 1, "round {round}");
        let latest = get(&net["beta"], &shown).await.text();
        let latest = SignedCheckpoint::parse(&latest).unwrap();
        assert_eq!(latest.checkpoint().size, cosigned[0] as u64);
        held = cosigned[0];
    }
    for (body, status) in [
        ("nonsense".to_owned(), 400),
        (
            hostile
                .request("one", held, held + 1)
                .replacen("hostile.test", "other.test", 1),
            404,
        ),
        (
            hostile.request("one", held, held + 1).replacen(
                &format!("\n{}\n", held + 1),
                &format!("\n{}\n", held + 2),
                1,
            ),
            403,
        ),
        (hostile.request("one", held - 1, held + 1), 409),
        ("x".repeat(100_000), 413),
    ] {
        assert_eq!(post(body).await.status, status);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e09_p36_a_host_that_shows_two_histories_is_caught_by_both_members_with_proof() {
    let net = Network::with_fakes(["beta", "gamma"], ["hostile"]).await;
    net.follow("beta", "gamma").await;
    net.settle().await;
    let mut hostile = Hostile::new("hostile.test");
    hostile.story("one", 5);
    hostile.story("other", 5);
    let fake = net.fake("hostile");
    for (name, story) in [("beta", "one"), ("gamma", "other")] {
        hostile.show(fake, story, 5);
        witness_of(&net[name], fake, &hostile).await;
        net[name].directory().mirror("hostile.test").await.unwrap();
        let mirrors = net[name].operations().mirrors(Some("hostile.test")).await.unwrap();
        assert_eq!(mirrors[0].size, 5, "{name} believes what it was shown");
        assert!(mirrors[0].contradictions.is_empty());
    }

    net["beta"].directory().mirror("gamma.test").await.unwrap();

    let found = async |name: &str| net[name].operations().log_contradictions().await.unwrap();
    assert_eq!(found("beta").await.len(), 1);
    until("gamma is told", || async {
        net.advance(Duration::seconds(61));
        !found("gamma").await.is_empty()
    })
    .await;
    for name in ["beta", "gamma"] {
        let (_, reason, file) = found(name).await.remove(0);
        assert_eq!(reason, "split-view");
        let proof = Contradiction::parse(file.to_string().as_bytes()).unwrap();
        assert_eq!(proof.verify(), Ok(()), "anybody can check it");
        let doctor = net[name].operations().checks().await.unwrap();
        let check = doctor.iter().find(|check| check.name == "contradictions").unwrap();
        assert!(
            check.text.contains("hostile.test/ap/log/1 (split-view)"),
            "{}",
            check.text
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e09_a_larger_tree_of_another_history_is_caught_too_and_is_not_taken() {
    let net = Network::with_fakes(["beta"], ["hostile"]).await;
    let mut hostile = Hostile::new("hostile.test");
    hostile.story("one", 9);
    hostile.story("other", 9);
    let fake = net.fake("hostile");
    hostile.show(fake, "one", 4);
    witness_of(&net["beta"], fake, &hostile).await;
    let mirror = async || net["beta"].directory().mirror("hostile.test").await;
    mirror().await.unwrap();

    hostile.show(fake, "other", 9);
    mirror().await.unwrap();

    let mirrors = net["beta"].operations().mirrors(Some("hostile.test")).await.unwrap();
    assert_eq!(mirrors[0].size, 4);
    assert_eq!(mirrors[0].contradictions.len(), 1);
    hostile.show(fake, "one", 3);
    mirror().await.unwrap();
    let found = net["beta"].operations().log_contradictions().await.unwrap();
    let mut reasons: Vec<&str> = found.iter().map(|(_, reason, _)| reason.as_str()).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, ["rollback", "split-view"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e11_p37_r09_a_log_restored_from_an_older_copy_signs_nothing_and_then_catches_up() {
    restored(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e11_p37_a_restored_log_whose_heads_are_lost_asks_the_witnesses_first() {
    restored(true).await;
}

async fn restored(heads_are_lost: bool) {
    let mut net = three().await;
    net["alpha"].grow_log().await;
    net["alpha"].grow_log().await;
    until_cosigned(&net, 2, &["beta", "gamma"]).await;
    net.stop("alpha").await;
    net["alpha"].back_up_logs().await;
    net.restart("alpha").await;
    net["alpha"].grow_log().await;
    assert_eq!(net["alpha"].grow_log().await, 3);
    until_cosigned(&net, 4, &["beta", "gamma"]).await;
    until("beta mirrors all", || async {
        net.advance(Duration::minutes(16));
        mirrored(&net["beta"], &net["alpha"]).await == 4
    })
    .await;
    let before = get(&net["alpha"], "/ap/log/1/tile/entries/000.p/4").await.body;

    net.stop("alpha").await;
    net["alpha"].restore_logs().await;
    if heads_are_lost {
        net["alpha"].lose_heads().await;
    }
    net.stop("beta").await;
    net.stop("gamma").await;
    net.restart("alpha").await;

    let expected = if heads_are_lost {
        LogStanding::Unsure
    } else {
        LogStanding::Behind { have: 2, signed: 4 }
    };
    assert_eq!(net["alpha"].operations().log_standing(), expected);
    let refused = net["alpha"].operations().log_audit_head().await;
    assert!(matches!(refused, Err(OperationError::LogHeld(_))), "{refused:?}");
    net.advance(Duration::minutes(5));
    assert_eq!(net["alpha"].operations().sign_checkpoint().await.unwrap(), None);
    assert_eq!(get(&net["alpha"], "/ap/log/1/checkpoint").await.status, 503);
    assert!(net["alpha"].operations().ready().await.is_err());
    let doctor = net["alpha"].operations().checks().await.unwrap();
    assert!(
        doctor
            .iter()
            .any(|check| check.name == "log" && check.text.contains("cannot go on"))
    );

    net.restart("beta").await;
    net.restart("gamma").await;
    until("alpha has its entries back", || async {
        net.advance(Duration::seconds(61));
        net["alpha"].operations().log_standing() == LogStanding::Sound
    })
    .await;
    assert_eq!(get(&net["alpha"], "/ap/log/1/tile/entries/000.p/4").await.body, before);
    assert_eq!(net["alpha"].grow_log().await, 4, "no index is used twice");
    until_cosigned(&net, 5, &["beta", "gamma"]).await;
    for name in ["beta", "gamma"] {
        assert!(
            net[name].operations().log_contradictions().await.unwrap().is_empty(),
            "{name}"
        );
    }
}
