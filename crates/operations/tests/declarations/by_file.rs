//! Bundles of other nodes from a file: taken as if mirrored, or refused with nothing left behind (OPERATIONS 6, EN8, E09).

use std::path::PathBuf;

use evidence::{
    bundle::{Bundle, InTurn, Verdict},
    documents::Reason,
    keys::Ed25519Key,
    log::{Checkpoint, Frontier, KeyUse, NoteSigner, Policy, SignedCheckpoint, leaf_hash},
    proof,
};
use operations::{Caller, ImportedBundle, ImportedDeclaration, OperationError};
use serde_json::{Value, json};

use crate::{Node, node};

const ORIGIN: &str = "alpha.example/ap/log/1";

fn vector(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/vectors")
        .join(file);
    std::fs::read_to_string(path).unwrap()
}

fn bundle() -> Value {
    serde_json::from_str(&vector("bundle/declaration-bundle.json")).unwrap()
}

/// Trust in the log alone.
fn policy() -> Policy {
    let text = vector("log/policy.txt");
    let log = text.lines().find(|line| line.starts_with("log ")).unwrap();
    Policy::parse(&format!("{log}\nquorum none\n")).unwrap()
}

/// The tree of these entries, signed by the log.
fn with_entries(mut bundle: Value, entries: &[String]) -> Value {
    let keys: Value = serde_json::from_str(&vector("keys.json")).unwrap();
    let seed = keys["log_seed_hex"]["a"].as_str().unwrap();
    let byte = |n: usize| u8::from_str_radix(&seed[2 * n..2 * n + 2], 16).unwrap();
    let seed: [u8; 32] = std::array::from_fn(byte);
    let signer = NoteSigner::new(ORIGIN, KeyUse::Log, Ed25519Key::from_seed(&seed).unwrap()).unwrap();
    let mut tree = Frontier::default();
    entries
        .iter()
        .for_each(|entry| drop(tree.push(leaf_hash(entry.as_bytes()))));
    let checkpoint = Checkpoint {
        origin: ORIGIN.to_owned(),
        size: tree.size(),
        root: tree.root(),
    };
    let size = tree.size();
    bundle["log"]["checkpoint"] = json!(SignedCheckpoint::sign(checkpoint, &signer).to_string());
    bundle["log"]["entries"] = json!(entries);
    let events = bundle["events"].as_array_mut().unwrap();
    events.retain(|event| event["index"].as_u64().unwrap() < size);
    bundle
}

fn entries() -> Vec<String> {
    let list = bundle()["log"]["entries"].clone();
    serde_json::from_value(list).unwrap()
}

impl Node {
    async fn import(&self, file: &Value, policy: Option<Policy>) -> Result<ImportedBundle, OperationError> {
        let bundle = Bundle::read(file.to_string().as_bytes()).unwrap();
        self.import_bundle(&self.operator, bundle, policy, InTurn).await
    }

    async fn taken(&self, file: &Value, policy: Option<Policy>) -> ImportedDeclaration {
        let imported = self.import(file, policy).await.unwrap();
        assert_eq!(imported.verdict.fault(), None);
        imported.taken.unwrap()
    }

    /// The bundle that this node makes of a declaration.
    async fn bundle_of(&self, object: &str) -> Bundle {
        let source = self.declaration_bundle(object).await.unwrap();
        let (out, mut pieces) = tokio::sync::mpsc::channel::<bytes::Bytes>(1);
        let taking = async {
            let mut file = Vec::new();
            while let Some(piece) = pieces.recv().await {
                file.extend_from_slice(&piece);
            }
            file
        };
        let writing = async move { self.write_bundle(source, &out).await };
        let (written, file) = tokio::join!(writing, taking);
        written.unwrap();
        Bundle::read(&file).unwrap()
    }
}

#[tokio::test]
async fn a_file_gives_text_tally_and_names_where_there_is_no_network_and_twice_the_same() {
    let node = node().await;
    let taken = node.taken(&bundle(), Some(policy())).await;
    assert_eq!((taken.new, taken.entries, taken.recount.as_str()), (true, 11, "same"));
    let page = node.declaration_page(&Caller::Visitor, &taken.slug).await.unwrap();
    assert_eq!(page.card.object, bundle()["declaration"]["id"]);
    assert!(page.intact && !page.texts.is_empty());
    let tally = node.declaration_tally(&taken.slug).await.unwrap();
    assert_eq!((tally.log_size, tally.broken), (Some(11), None));
    let names = node
        .declaration_names(&taken.slug, &Default::default(), None)
        .await
        .unwrap();
    let names: Vec<_> = names
        .items
        .iter()
        .map(|row| row.signatory.organisation.clone().unwrap())
        .collect();
    assert_eq!(names, ["Bwire Water Trust", "Comité de Agua Quebrada Honda"]);

    let rows = node.rows().await;
    let again = node.taken(&bundle(), None).await;
    assert_eq!((again.new, again.entries, again.recount.as_str()), (false, 0, "same"));
    assert_eq!(node.rows().await, rows);
}

#[tokio::test]
async fn a_file_made_from_what_was_taken_is_checked_like_the_first() {
    let node = node().await;
    node.taken(&bundle(), Some(policy())).await;
    let first = Bundle::read(bundle().to_string().as_bytes()).unwrap();
    let again = node.bundle_of(bundle()["declaration"]["id"].as_str().unwrap()).await;
    let reports = [first, again].map(|file| match file.verify(Some(&policy()), &InTurn) {
        Verdict::Verified(report) => report,
        other => panic!("{other:?}"),
    });
    let [mut first, again] = reports;
    // Rosters are taken from networks that are trusted here, and from no file.
    first.pinned_keys = false;
    assert_eq!(again, first);
}

#[tokio::test]
async fn a_newer_file_adds_what_is_new_and_an_older_one_nothing() {
    let node = node().await;
    let older = with_entries(bundle(), &entries()[..9]);
    let taken = node.taken(&older, Some(policy())).await;
    assert_eq!((taken.new, taken.entries), (true, 9));
    // The log is known now: no policy is needed.
    let newer = node.taken(&bundle(), None).await;
    assert_eq!((newer.new, newer.entries, newer.recount.as_str()), (false, 2, "same"));
    let rows = node.rows().await;
    let again = node.taken(&older, None).await;
    assert_eq!((again.entries, again.recount.as_str()), (0, "same"));
    assert_eq!(node.rows().await, rows, "never a smaller tree");
}

#[tokio::test]
async fn what_is_false_or_undecidable_leaves_nothing() {
    let node = node().await;
    let rows = node.rows().await;
    let mut inflated = bundle();
    inflated["tally"]["bandung:organisations"] = json!(9);
    let mut changed = bundle();
    changed["events"][1]["document"]["bandung:signatory"]["bandung:name"] = json!("X");
    let cases = [
        (inflated, Some(policy()), 1),
        (changed, Some(policy()), 1),
        (bundle(), None, 2),
    ];
    for (file, policy, exit) in cases {
        let imported = node.import(&file, policy).await.unwrap();
        assert_eq!((imported.verdict.exit_code(), imported.taken), (exit, None));
    }
    assert_eq!((node.rows().await, node.mirrors(None).await.unwrap().len()), (rows, 0));
    let viewer = node.member("vera", node.water, domain::account::Role::Viewer).await;
    let file = Bundle::read(bundle().to_string().as_bytes()).unwrap();
    let by_another = node.import_bundle(&viewer, file, Some(policy()), InTurn).await;
    assert!(matches!(by_another, Err(OperationError::Forbidden { .. })));
}

#[tokio::test]
async fn e09_a_file_with_another_history_is_refused_and_kept_as_proof() {
    let mut other = entries();
    other[10] = other[10].replace("\n7X9ow", "\n8X9ow");
    let mut longer = entries();
    longer.push(other[10].clone());
    for (first, second) in [(entries(), other.clone()), (other, longer)] {
        let node = node().await;
        node.taken(&with_entries(bundle(), &first), Some(policy())).await;
        let rows = node.rows().await;
        let imported = node
            .import(&with_entries(bundle(), &second), Some(policy()))
            .await
            .unwrap();
        let fault = imported.verdict.fault().map(|fault| fault.reason);
        assert_eq!((fault, imported.taken), (Some(Reason::SplitView), None));
        assert_eq!(node.rows().await, rows);
        let mirrors = node.mirrors(None).await.unwrap();
        assert_eq!((mirrors[0].size, mirrors[0].contradictions.len()), (11, 1));
    }
}

#[tokio::test]
async fn a_file_plants_no_keys_and_no_tally_by_a_key_that_its_maker_added() {
    let node = node().await;
    let own = Ed25519Key::from_seed(&[66; 32]).unwrap();
    let mut forged = bundle();
    let owner = forged["declaration"]["attributedTo"].clone();
    let id = format!("{}#mine", owner.as_str().unwrap());
    for actor in forged["actors"].as_array_mut().unwrap() {
        if actor["id"] == owner {
            let method =
                json!({"id": id, "type": "Multikey", "controller": owner, "publicKeyMultibase": own.multikey()});
            actor["assertionMethod"].as_array_mut().unwrap().push(method);
        }
    }
    forged["tally"].as_object_mut().unwrap().remove("proof");
    let at = "2026-12-15T00:00:00Z".parse().unwrap();
    forged["tally"] = proof::sign(&forged["tally"], &id, &own, at).unwrap();
    let file = Bundle::read(forged.to_string().as_bytes()).unwrap();
    assert!(matches!(file.verify(Some(&policy()), &InTurn), Verdict::Verified(_)));
    let rows = node.rows().await;
    let imported = node.import(&forged, Some(policy())).await;
    assert!(matches!(imported, Err(OperationError::Refused(_))), "{imported:?}");
    assert_eq!(node.rows().await, rows);
    node.taken(&bundle(), Some(policy())).await;
    for actor in bundle()["actors"].as_array().unwrap() {
        let stored = storage::remote_actors::get(&node.db(), actor["id"].as_str().unwrap()).await;
        assert!(stored.unwrap().is_none(), "actors are asked on their own servers");
    }
}
