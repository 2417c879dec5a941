//! The protocol's documents of declarations and endorsements: each row of the manifest gives its result and its reason.

#![expect(clippy::unwrap_used, reason = "a vector that cannot be read fails the test")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use chrono::{DateTime, Utc};
use evidence::{
    documents::{
        Declaration, Endorsement, Keyring, Known, Membership, MembershipEnd, PublishedTally, Reason, Revocation,
        Roster, Seen, Stamp, Translation, Withdrawal, check_signed,
    },
    log::Entry,
    origin::IdPolicy,
    strict_json,
};
use serde_json::Value;

fn vectors() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

fn read(file: &str) -> Result<Value, Reason> {
    let limits = strict_json::Limits {
        values: 100_000,
        depth: 64,
        members: 2_000,
    };
    strict_json::read(&fs::read(vectors().join(file)).unwrap(), limits).map_err(|error| match error {
        strict_json::JsonError::DuplicateMember { .. } => Reason::DuplicateMember,
        _ => Reason::Json,
    })
}

fn manifest() -> Value {
    serde_json::from_slice(&fs::read(vectors().join("manifest.json")).unwrap()).unwrap()
}

const ACTORS: [&str; 6] = [
    "actors/organization-a.json",
    "actors/organization-b.json",
    "actors/organization-c.json",
    "actors/group.json",
    "actors/instance-a.json",
    "actors/instance-b.json",
];
const NETWORK: &str = "https://net.example/ap/networks/1";

/// What a node knows when a row arrives.
struct World {
    keys: Keyring,
    ids: IdPolicy,
    now: DateTime<Utc>,
    given: BTreeMap<String, Value>,
}

impl World {
    fn before(row: &Value) -> Self {
        let given = row["given"].as_array().cloned().unwrap_or_default();
        let given: BTreeMap<String, Value> = given
            .iter()
            .map(|file| file.as_str().unwrap())
            .filter(|file| file.ends_with(".json"))
            .map(|file| (file.to_owned(), read(file).unwrap()))
            .collect();
        let now = row["now"].as_str().unwrap_or("2026-12-15T00:00:00Z");
        let mut keys = Keyring::of(&ACTORS.map(|file| read(file).unwrap()));
        let later = given.iter().filter(|(file, _)| file.starts_with("keys/"));
        later.for_each(|(_, update)| keys.add_actor(&update["object"]));
        Self {
            keys,
            ids: IdPolicy::default(),
            now: now.parse().unwrap(),
            given,
        }
    }

    fn known(&self) -> Known<'_> {
        Known {
            ids: &self.ids,
            keys: &self.keys,
            now: Some(self.now),
        }
    }

    fn declarations(&self) -> Vec<Declaration> {
        [
            "declarations/declaration.json",
            "declarations/declaration-revision-2.json",
        ]
        .iter()
        .map(|file| Declaration::check(&read(file).unwrap(), &self.known(), None).unwrap())
        .collect()
    }

    /// Statements of endorsers that are given, checked one after another.
    fn seen(&self, document: &Value) -> Seen {
        let (mut seen, digest) = (Seen::default(), evidence::multibase::document_digest(document));
        for (file, earlier) in &self.given {
            if !file.starts_with("endorsement/") || earlier["attributedTo"] != document["attributedTo"] {
                continue;
            }
            let earlier_digest = evidence::multibase::document_digest(earlier);
            if earlier["type"] == "Tombstone" {
                seen.ended |= earlier["id"] == document["id"];
                continue;
            }
            if earlier["id"] == document["id"] {
                seen.same_id = Some(earlier_digest.clone());
            }
            if earlier["bandung:sequence"] == document["bandung:sequence"] {
                seen.same_sequence = Some(earlier_digest.clone());
            }
            if earlier_digest != digest {
                seen.last_sequence = seen.last_sequence.max(earlier["bandung:sequence"].as_u64());
            }
        }
        seen
    }
}

/// The embedded document of a `Delete` or `Create`, after the activity itself has been checked.
fn embedded<'a>(activity: &'a Value, known: &Known<'_>) -> Result<&'a Value, Reason> {
    check_signed(activity, known)?;
    Ok(&activity["object"])
}

/// Checks a document of one of our kinds; nothing for other kinds.
fn judge(kind: &str, document: &Value, world: &World) -> Option<Result<(), Reason>> {
    let known = world.known();
    let by_id = |id: &Value| world.declarations().into_iter().find(|found| *id == found.id.as_str());
    let first = || world.declarations().remove(0);
    Some(match kind {
        "declaration" => {
            let earlier = world.given.get("declarations/declaration.json");
            let earlier = earlier.map(|earlier| Declaration::read(earlier).unwrap());
            let earlier = earlier.filter(|earlier| document["id"] == earlier.id.as_str());
            Declaration::check(document, &known, earlier.as_ref()).map(|_| ())
        }
        "create-declaration" => embedded(document, &known)
            .and_then(|article| Declaration::check(article, &known, None))
            .map(|_| ()),
        "translation" => {
            Translation::check(document, &known, |id| by_id(&id.into()).map(|found| found.digest)).map(|_| ())
        }
        "endorsement" | "recorded" => {
            let declaration = by_id(&document["object"]).unwrap_or_else(first);
            let roster = world.given.get("membership/roster.json");
            let roster = roster.map(|roster| Roster::check(roster, NETWORK, &known, None, []).unwrap());
            let seen = world.seen(document);
            Endorsement::check(document, &declaration, &known, &seen, roster.as_ref()).map(|_| ())
        }
        "stamp" => Stamp::check(document, &first(), &known).and_then(|stamp| {
            let name = if stamp.endorsement.ends_with("/9") {
                "endorsement"
            } else {
                "endorsement-with-reservation"
            };
            let endorsement = read(&format!("endorsement/{name}.json")).unwrap();
            let digest = evidence::multibase::document_digest(&endorsement);
            stamp.accepts(endorsement["id"].as_str().unwrap(), &digest)?;
            let entries = read("log/entries.json").unwrap();
            let index = usize::try_from(stamp.receipt.index).unwrap();
            let text = entries["entries"][index]["text"].as_str().unwrap().to_owned();
            let entry = Entry::parse(text.as_bytes()).unwrap();
            stamp.receipt.opens(&entry, &first(), &endorsement)
        }),
        "withdrawal" | "delete-withdrawal" => {
            let tombstone = if kind == "withdrawal" {
                Ok(document)
            } else {
                embedded(document, &known)
            };
            let endorsement = read("endorsement/endorsement-with-reservation.json").unwrap();
            tombstone
                .and_then(|tombstone| Withdrawal::check(tombstone, &known))
                .and_then(|w| {
                    let text = |name: &str| endorsement[name].as_str().unwrap().to_owned();
                    let digest = evidence::multibase::document_digest(&endorsement);
                    w.ends(&text("id"), &text("attributedTo"), &digest, 3)
                })
        }
        "delete-revocation" | "delete-erase" => Revocation::check(document, &known).and_then(|revocation| {
            if revocation.author == first().owner {
                Ok(())
            } else {
                Err(Reason::NotOwner)
            }
        }),
        "tally" => PublishedTally::check(document, &first(), &known).map(|_| ()),
        "membership" => Membership::check(document, NETWORK, &known).map(|_| ()),
        "membership-end" => MembershipEnd::check(document, NETWORK, &known).map(|_| ()),
        "delete-membership" => embedded(document, &known)
            .and_then(|tombstone| MembershipEnd::check(tombstone, NETWORK, &known))
            .map(|_| ()),
        "roster" => {
            let memberships = world.given.get("membership/membership.json");
            let memberships = memberships.map(|m| Membership::check(m, NETWORK, &known).unwrap());
            let last = world.given.get("membership/roster.json");
            let last = last.map(|last| Roster::check(last, NETWORK, &known, None, []).unwrap());
            Roster::check(document, NETWORK, &known, last.as_ref(), &memberships).map(|_| ())
        }
        "accept" | "reject" | "create-note" | "add" | "remove" | "key-rotation" | "roster-update" | "leave"
        | "offer" | "membership-accept" => check_signed(document, &known).map(|_| ()),
        _ => return None,
    })
}

/// Reasons that say something about an activity in its course; `protocol` gives them.
const OF_ACTIVITIES: [Reason; 7] = [
    Reason::ObjectEmbedding,
    Reason::ActorMismatch,
    Reason::TargetMismatch,
    Reason::NotOwner,
    Reason::NotSupported,
    Reason::KeyUnknown,
    Reason::ProofInvalid,
];

#[test]
fn p01_p02_every_document_of_declarations_and_endorsements_gives_its_result_and_its_reason() {
    let (mut accepted, mut refused) = (0, 0);
    for row in manifest()["files"].as_array().unwrap() {
        let (file, kind) = (row["file"].as_str().unwrap(), row["kind"].as_str().unwrap());
        let world = World::before(row);
        let found = match read(file) {
            Ok(document) => judge(kind, &document, &world),
            Err(reason) if kind == "endorsement" => Some(Err(reason)),
            Err(_) => None,
        };
        let Some(found) = found else { continue };
        let reason = row["reason"].as_str().unwrap_or_default();
        if row["expect"] == "accept" {
            assert_eq!(found, Ok(()), "{file}");
            accepted += 1;
        } else if reason == "proof-invalid" {
            // The proof of what an `Offer` embeds is checked with the endorsement itself.
            assert!(
                found.is_err() || ["offer", "create-note"].contains(&kind),
                "{file} was taken"
            );
            refused += 1;
        } else if reason == "tally-mismatch" || reason == "not-asked" {
            assert_eq!(
                found,
                Ok(()),
                "{file}: the figures and the course of events are checked elsewhere"
            );
        } else if found.is_ok() {
            let of_activity = OF_ACTIVITIES.iter().any(|known| known.as_str() == reason);
            let is_activity = read(file).unwrap().get("actor").is_some();
            assert!(of_activity && is_activity, "{file} was taken, not refused for {reason}");
        } else {
            assert_eq!(found.map_err(Reason::as_str), Err(reason), "{file}");
            refused += 1;
        }
    }
    assert!(
        accepted >= 28 && refused >= 100,
        "{accepted} accepted, {refused} refused"
    );
}

/// What changes when one bit of a member does.
fn change(value: &mut Value) {
    match value {
        Value::Null => *value = Value::Bool(false),
        Value::Bool(truth) => *truth = !*truth,
        Value::Number(number) => *value = Value::from(number.as_i64().unwrap() ^ 1),
        Value::String(text) => match text.pop() {
            Some('a') => text.push('b'),
            _ => text.push('a'),
        },
        Value::Array(items) => match items.first_mut() {
            Some(first) => change(first),
            None => items.push(Value::Null),
        },
        Value::Object(members) => match members.values_mut().next() {
            Some(first) => change(first),
            None => {
                members.insert("a".into(), Value::Null);
            }
        },
    }
}

#[test]
fn p03_each_document_with_one_bit_changed_in_each_member_in_turn_is_refused() {
    let mut changes = 0;
    for row in manifest()["files"].as_array().unwrap() {
        let (file, kind) = (row["file"].as_str().unwrap(), row["kind"].as_str().unwrap());
        if row["expect"] != "accept" || !file.ends_with(".json") {
            continue;
        }
        let (world, document) = (World::before(row), read(file).unwrap());
        if judge(kind, &document, &world).is_none() {
            continue;
        }
        for name in document.as_object().unwrap().keys() {
            let mut changed = document.clone();
            change(&mut changed[name]);
            assert!(
                judge(kind, &changed, &world).unwrap().is_err(),
                "{file} with another {name}"
            );
            let mut without = document.clone();
            without.as_object_mut().unwrap().remove(name);
            assert!(judge(kind, &without, &world).unwrap().is_err(), "{file} without {name}");
            changes += 2;
        }
    }
    assert!(changes > 500, "only {changes} changes");
}
