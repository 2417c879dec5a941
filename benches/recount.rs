//! A log of 100,000 endorsements counted anew, with all signatures, beside the bare check of a signature; and one
//! inclusion proof from the database.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    time::{Duration, Instant},
};

use bandung::cores::Cores;
use chrono::{DateTime, TimeDelta, Utc};
use evidence::{
    bundle::Workers,
    documents::{Declaration, ENDORSES, Keyring, Reason},
    keys::Ed25519Key,
    log::{Checkpoint, Entry, EntryKind, Frontier, KeyUse, NoteSigner, SignedCheckpoint, commitment, leaf_hash},
    multibase::document_digest,
    origin::IdPolicy,
    proof, strict_json,
    tally::{Count, Event, Members, Opened},
    text_digest::{DECLARATION, text_digest},
};
use protocol::services::{LogService, Services};
use serde_json::{Value, json};

use crate::{
    limits,
    node::BenchNode,
    report::{Limit, Report},
};

const PART: &str = "Counting endorsements anew";
/// Endorsements in the log; every second one by a key of its own, with a stamp.
const ENTRIES: u32 = 100_000;
/// Endorsers with keys of their own take turns with this many texts' worth of sequence numbers.
const ENDORSERS: u32 = 500;
/// Entries that are judged at once.
const PAGE: usize = 2_000;
const ORIGIN: &str = "owner.example/ap/log/1";

/// An entry with what opens it, as bytes.
struct Logged {
    text: String,
    entry: Entry,
    document: Vec<u8>,
    salt: [u8; 32],
    stamp: Option<Vec<u8>>,
}

pub(crate) async fn measure(report: &mut Report) {
    let world = World::make();
    let log = world.log();
    let (_, checked) = limits::ed25519();
    let started = Instant::now();
    let organisations = world.count(&log);
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(
        organisations,
        u64::from(ENTRIES / 2 + ENDORSERS),
        "one unit for each endorser"
    );
    let signatures = f64::from(ENTRIES) * 1.5;
    let processors = std::thread::available_parallelism().map_or(1.0, |n| f64::from(u32::try_from(n.get()).unwrap()));
    report.add(PART, "100,000 entries, all signatures (aim < 10 s)", seconds, "s", None);
    report.add(
        PART,
        "signatures checked, with all around them",
        signatures / seconds,
        "/s",
        Some(Limit {
            what: "bare checks, all cores",
            value: checked * processors,
            aim: Some(50.0),
        }),
    );
    drop(log);
    prove(report).await;
}

/// Proofs from a log of 100,000 entries that another node signed and this one mirrors.
async fn prove(report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let node = BenchNode::start(folder.path(), None, &[], false).await;
    let operations = node.operations();
    let signer = NoteSigner::new(ORIGIN, KeyUse::Log, key(0)).unwrap();
    let services = Services {
        log: Some(LogService {
            key: signer.verifier().clone(),
            prefix: format!("https://{ORIGIN}/"),
        }),
        ..Services::default()
    };
    operations.met_node("owner.example", &services).await.unwrap();
    let texts: Vec<String> = (0..ENTRIES)
        .map(|number| {
            let entry = Entry::new(EntryKind::Audit, operations::Clock::now(&operations::SystemClock));
            let entry = entry.with_commitment(evidence::keys::sha256(&number.to_be_bytes()));
            entry.to_text().unwrap()
        })
        .collect();
    let mut tree = Frontier::default();
    for text in &texts {
        tree.push(leaf_hash(text.as_bytes()));
    }
    let checkpoint = Checkpoint {
        origin: ORIGIN.to_owned(),
        size: tree.size(),
        root: tree.root(),
    };
    let note = SignedCheckpoint::sign(checkpoint, &signer).to_string();
    let started = Instant::now();
    let mut mirroring = operations.begin_mirroring(ORIGIN).await.unwrap();
    for page in texts.chunks(256) {
        let bytes: Vec<&[u8]> = page.iter().map(String::as_bytes).collect();
        operations.mirror_entries(&mut mirroring, &bytes).await.unwrap();
    }
    assert!(operations.settle_mirror(mirroring, &note).await.unwrap());
    let seconds = started.elapsed().as_secs_f64();
    report.add(
        PART,
        "entries mirrored into the database",
        f64::from(ENTRIES) / seconds,
        "/s",
        None,
    );
    let size = u64::from(ENTRIES);
    let (started, mut done) = (Instant::now(), 0_u32);
    while started.elapsed() < Duration::from_secs(2) {
        let index = u64::from(done) * 7_919 % size;
        operations.inclusion_proof(ORIGIN, index, size).await.unwrap();
        done += 1;
    }
    let milliseconds = started.elapsed().as_secs_f64() * 1_000.0 / f64::from(done);
    report.add(
        PART,
        "one inclusion proof of 100,000 (aim < 1 ms)",
        milliseconds,
        "ms",
        None,
    );
    node.stop().await;
}

struct World {
    article: Value,
    declaration: Declaration,
    keys: Keyring,
    ids: IdPolicy,
    opened: DateTime<Utc>,
}

fn key(number: u32) -> Ed25519Key {
    let mut seed = [7; 32];
    seed[..4].copy_from_slice(&number.to_be_bytes());
    Ed25519Key::from_seed(&seed).unwrap()
}

/// The owner is number 0.
fn actor(number: u32) -> String {
    if number == 0 {
        "https://owner.example/ap/orgs/1".to_owned()
    } else {
        format!("https://org{number}.example/ap/orgs/1")
    }
}

fn context() -> Value {
    json!([
        "https://www.w3.org/ns/activitystreams",
        "https://w3id.org/security/data-integrity/v2",
        {"bandung": "https://w3id.org/bandung#", "bandung:network": {"@type": "@id"}},
    ])
}

fn signed(mut document: Value, by: u32, key: &Ed25519Key, at: DateTime<Utc>) -> Value {
    document["@context"] = context();
    proof::sign(&document, &format!("{}#ed25519-key", actor(by)), key, at).unwrap()
}

fn time(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl World {
    fn make() -> Self {
        let opened: DateTime<Utc> = "2026-11-01T00:00:00Z".parse().unwrap();
        let mut article = json!({
            "id": "https://owner.example/ap/articles/1", "type": "Article", "attributedTo": actor(0),
            "name": "Water", "nameMap": {"en": "Water"},
            "summary": "<p>Water.</p>", "summaryMap": {"en": "<p>Water.</p>"},
            "content": "<p>Water.</p>", "contentMap": {"en": "<p>Water.</p>"},
            "bandung:documentKind": DECLARATION, "bandung:digestProfile": "declaration-1", "bandung:revision": 1,
            "bandung:officialLanguages": ["en"], "bandung:authenticLanguages": ["en"],
            "bandung:opensAt": time(opened), "bandung:lateEndorsements": "refused",
            "bandung:mayEndorse": ["organisation", "representative", "individual"],
            "bandung:endorsements": "https://owner.example/ap/articles/1/endorsements",
            "bandung:tally": "https://owner.example/ap/articles/1/tally",
        });
        article["bandung:canonicalDigest"] = json!(text_digest(&article).unwrap());
        let actors: Vec<Value> = (0..=ENDORSERS)
            .map(|number| {
                let id = actor(number);
                json!({"id": id, "assertionMethod": [{"id": format!("{id}#ed25519-key"), "type": "Multikey",
                    "controller": id, "publicKeyMultibase": key(number).multikey()}]})
            })
            .collect();
        Self {
            declaration: Declaration::read(&article).unwrap(),
            article: signed(article, 0, &key(0), opened),
            keys: Keyring::of(&actors),
            ids: IdPolicy::default(),
            opened,
        }
    }

    fn log(&self) -> Vec<Logged> {
        let keys: Vec<Ed25519Key> = (0..=ENDORSERS).map(key).collect();
        let numbers: Vec<u32> = (0..=ENTRIES).collect();
        Cores::all().map(&numbers, |number| self.logged(*number, &keys))
    }

    fn logged(&self, number: u32, keys: &[Ed25519Key]) -> Logged {
        let salt = evidence::keys::sha256(&number.to_be_bytes());
        let at = self.opened + TimeDelta::seconds(i64::from(number));
        let (kind, document) = match number {
            0 => (EntryKind::Open, self.article.clone()),
            own if own % 2 == 1 => (EntryKind::Endorse, self.endorsement(own, keys, at)),
            recorded => (EntryKind::Record, self.record(recorded, &keys[0], at)),
        };
        let entry = Entry::new(kind, at)
            .with_text_digest(&self.declaration.digest)
            .with_commitment(commitment(&salt, &document));
        let stamp = (kind == EntryKind::Endorse).then(|| self.stamp(number, &document, salt, &keys[0], at));
        Logged {
            text: entry.to_text().unwrap(),
            entry,
            document: document.to_string().into_bytes(),
            salt,
            stamp: stamp.map(|stamp| stamp.to_string().into_bytes()),
        }
    }

    fn relationship(&self, author: u32, subject: &str, number: u32, sequence: u32, at: DateTime<Utc>) -> Value {
        json!({
            "id": format!("{}/endorsements/{number}", actor(author)), "type": "Relationship",
            "attributedTo": actor(author), "subject": subject, "relationship": ENDORSES, "object": self.declaration.id,
            "bandung:endorsedDigest": self.declaration.digest, "bandung:revision": 1, "bandung:sequence": sequence,
            "bandung:stance": "full", "bandung:language": "en",
            "bandung:signatory": {"bandung:kind": "organisation", "bandung:name": format!("Water Trust {number}"),
                "bandung:country": "KE"},
            "published": time(at), "to": ["https://www.w3.org/ns/activitystreams#Public"],
        })
    }

    fn endorsement(&self, number: u32, keys: &[Ed25519Key], at: DateTime<Utc>) -> Value {
        let author = 1 + number / 2 % ENDORSERS;
        let document = self.relationship(author, &actor(author), number, number, at);
        signed(document, author, &keys[usize::try_from(author).unwrap()], at)
    }

    fn record(&self, number: u32, key: &Ed25519Key, at: DateTime<Utc>) -> Value {
        let subject = format!("https://owner.example/ap/signatories/{number}");
        let mut document = self.relationship(0, &subject, number, number, at);
        document["bandung:channel"] = json!("csv-import");
        document["bandung:check"] = json!("e-mail");
        document["bandung:visibility"] = json!("public");
        signed(document, 0, key, at)
    }

    fn stamp(&self, number: u32, endorsement: &Value, salt: [u8; 32], key: &Ed25519Key, at: DateTime<Utc>) -> Value {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let document = json!({
            "id": format!("https://owner.example/ap/stamps/{number}"), "type": "QuoteAuthorization",
            "attributedTo": actor(0), "interactingObject": format!("{}/note", endorsement["id"].as_str().unwrap()),
            "interactionTarget": self.declaration.id, "bandung:authorizes": ENDORSES,
            "bandung:endorsement": endorsement["id"], "bandung:endorsementDigest": document_digest(endorsement),
            "bandung:receipt": {"bandung:logOrigin": ORIGIN, "bandung:logIndex": number,
                "bandung:logSalt": STANDARD.encode(salt)},
            "published": time(at),
        });
        signed(document, 0, key, at)
    }

    /// Counts everything, page by page, judging on all cores.
    fn count(&self, log: &[Logged]) -> u64 {
        let mut count = Count::new(
            self.declaration.clone(),
            Members::default(),
            &self.keys,
            &BTreeSet::new(),
        );
        for page in log.chunks(PAGE) {
            let numbered: Vec<(u64, &Logged)> = (count.size()..).zip(page).collect();
            let opened: Vec<Result<Opened, Reason>> = {
                let judge = count.judge(&self.ids, &self.keys, ORIGIN);
                Cores::all().map(&numbered, |(index, logged)| {
                    let read = |bytes: &[u8]| {
                        strict_json::read(bytes, strict_json::Limits::SIGNED)
                            .ok()
                            .map(Cow::Owned)
                    };
                    let event = Event {
                        document: read(&logged.document),
                        salt: Some(logged.salt),
                        stamp: logged.stamp.as_deref().and_then(read),
                        ..Event::default()
                    };
                    judge.open(*index, &logged.entry, Some(&event))
                })
            };
            for (logged, opened) in page.iter().zip(opened) {
                count.push(&logged.text, &logged.entry, opened).unwrap();
            }
        }
        count.counted().totals.organisations
    }
}
