//! A small log with real keys and proofs, made step by step.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::{
    documents::{Declaration, ENDORSES, Keyring, Known, MEMBER_OF, Membership, MembershipEnd, RosterChange},
    keys::Ed25519Key,
    log::{Entry, EntryKind, commitment},
    multibase::document_digest,
    origin::IdPolicy,
    proof,
    tally::{Count, Event, Fault, Members},
    text_digest::{DECLARATION, text_digest},
};

const NETWORK: &str = "https://net.example/ap/networks/1";

/// Something that is logged. Actor 0 owns the declaration.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Open,
    Endorse {
        actor: u8,
        sequence: u64,
        country: &'static str,
    },
    Again {
        of: u64,
    },
    Record {
        kind: &'static str,
        country: Option<&'static str>,
        visibility: &'static str,
    },
    Hidden,
    Withdraw {
        of: u64,
        sequence: u64,
    },
    WithdrawBy {
        of: u64,
        actor: u8,
    },
    RevokeBy {
        of: u64,
        actor: u8,
    },
    /// The owner takes one back because another one takes its place.
    Replace {
        of: u64,
    },
    Erase {
        of: u64,
    },
    Close,
    Revoke {
        actor: u8,
        since: &'static str,
    },
    Tally {
        size: u64,
        organisations: u64,
    },
}

impl Act {
    pub(super) const fn endorse(actor: u8, sequence: u64) -> Self {
        Self::Endorse {
            actor,
            sequence,
            country: "KE",
        }
    }
}

/// A log with what opens it.
#[derive(Clone)]
pub(super) struct World {
    article: Value,
    network: Option<&'static str>,
    now: DateTime<Utc>,
    actors: Vec<Value>,
    members: Members,
    entries: Vec<(String, Entry)>,
    events: Vec<Event<'static>>,
}

fn key(actor: u8) -> Ed25519Key {
    Ed25519Key::from_seed(&[actor + 1; 32]).unwrap()
}

pub(super) fn actor_id(actor: u8) -> String {
    format!("https://org{actor}.example/ap/orgs/1")
}

fn context() -> Value {
    json!(["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2", {"bandung": "https://w3id.org/bandung#"}])
}

fn signed(mut document: Value, by: u8, at: DateTime<Utc>) -> Value {
    document["@context"] = context();
    proof::sign(&document, &format!("{}#ed25519-key", actor_id(by)), &key(by), at).unwrap()
}

fn time(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl World {
    pub(super) fn open() -> Self {
        Self::new(None, "refused")
    }

    pub(super) fn open_in_network() -> Self {
        Self::new(Some(NETWORK), "refused")
    }

    pub(super) fn with_late(late: &str) -> Self {
        Self::new(None, late)
    }

    fn new(network: Option<&'static str>, late: &str) -> Self {
        let now: DateTime<Utc> = "2026-11-24T10:12:00Z".parse().unwrap();
        let mut article = json!({
            "id": format!("{}/declaration", actor_id(0)), "type": "Article", "attributedTo": actor_id(0),
            "name": "Water", "nameMap": {"en": "Water"},
            "summary": "<p>Water.</p>", "summaryMap": {"en": "<p>Water.</p>"},
            "content": "<p>Water.</p>", "contentMap": {"en": "<p>Water.</p>"},
            "bandung:documentKind": DECLARATION, "bandung:digestProfile": "declaration-1", "bandung:revision": 1,
            "bandung:officialLanguages": ["en"], "bandung:authenticLanguages": ["en"],
            "bandung:opensAt": "2026-11-01T00:00:00Z", "bandung:lateEndorsements": late,
            "bandung:mayEndorse": ["organisation", "representative", "individual"],
            "bandung:endorsements": "https://org0.example/e", "bandung:tally": "https://org0.example/t",
        });
        if let Some(network) = network {
            article["bandung:network"] = json!(network);
        }
        article["bandung:canonicalDigest"] = json!(text_digest(&article).unwrap());
        let actor = |id: String, key: u8| {
            let method = json!({"id": format!("{id}#ed25519-key"), "type": "Multikey", "controller": id,
                "publicKeyMultibase": self::key(key).multikey()});
            json!({"id": id, "type": "Organization", "assertionMethod": [method]})
        };
        let mut actors: Vec<Value> = (0..6).map(|n| actor(actor_id(n), n)).collect();
        actors.push(actor(NETWORK.into(), 9));
        let mut world = Self {
            article: signed(article, 0, now),
            network,
            now,
            actors,
            members: Members::default(),
            entries: Vec::new(),
            events: Vec::new(),
        };
        world.act(Act::Open);
        world
    }

    pub(super) fn article(&self) -> Value {
        self.article.clone()
    }

    pub(super) fn with(mut self, act: Act) -> Self {
        self.act(act);
        self
    }

    /// Logs something and gives its index.
    pub(super) fn act(&mut self, act: Act) -> u64 {
        let index = self.entries.len() as u64;
        let (kind, about, document) = match act {
            Act::Open => (EntryKind::Open, None, Some(self.article.clone())),
            Act::Endorse {
                actor,
                sequence,
                country,
            } => {
                let signatory =
                    json!({"bandung:kind": "organisation", "bandung:name": "N", "bandung:country": country});
                let by = actor_id(actor);
                let document = self.relationship(actor, &by, index, sequence, &signatory);
                (EntryKind::Endorse, None, Some(signed(document, actor, self.now)))
            }
            Act::Again { of } => (EntryKind::Endorse, None, self.document(of).cloned()),
            Act::Record {
                kind,
                country,
                visibility,
            } => {
                let mut signatory = json!({"bandung:kind": kind});
                if let Some(country) = country {
                    signatory["bandung:country"] = json!(country);
                }
                let subject = format!("https://org0.example/ap/signatories/{index}");
                let mut document = self.relationship(0, &subject, index, index + 100, &signatory);
                document["bandung:channel"] = json!("paper");
                document["bandung:check"] = json!("none");
                document["bandung:visibility"] = json!(visibility);
                (EntryKind::Record, None, Some(signed(document, 0, self.now)))
            }
            Act::Hidden => (EntryKind::Record, None, Some(json!({"hidden": index}))),
            Act::Withdraw { of, sequence } => {
                let by = self.author(of);
                (EntryKind::Withdraw, Some(of), Some(self.tombstone(of, by, sequence)))
            }
            Act::WithdrawBy { of, actor } => (EntryKind::Withdraw, Some(of), Some(self.tombstone(of, actor, 50))),
            Act::RevokeBy { of, actor } => (EntryKind::Revoke, Some(of), Some(self.revocation(of, actor, "other"))),
            Act::Replace { of } => (EntryKind::Revoke, Some(of), Some(self.revocation(of, 0, "replaced"))),
            Act::Erase { of } => (EntryKind::Erase, Some(of), None),
            Act::Close => (EntryKind::Close, None, None),
            Act::Revoke { actor, since } => {
                let mut changed = self.actors[usize::from(actor)].clone();
                changed["assertionMethod"][0]["revoked"] = json!(since);
                let update = json!({"id": format!("{}/activities/{index}", actor_id(actor)), "type": "Update",
                    "actor": actor_id(actor), "object": changed});
                (EntryKind::Key, None, Some(signed(update, actor, self.now)))
            }
            Act::Tally { size, organisations } => (EntryKind::Snapshot, None, Some(self.tally(size, organisations))),
        };
        let hidden = document
            .as_ref()
            .is_some_and(|document| document.get("hidden").is_some());
        let salt = [u8::try_from(index).unwrap(); 32];
        let mut entry = Entry::new(kind, self.now);
        if kind != EntryKind::Key {
            entry = entry.with_text_digest(self.article["bandung:canonicalDigest"].as_str().unwrap());
            if let Some(network) = self.network {
                entry = entry.with_network(network);
            }
        }
        if let Some(about) = about {
            entry = entry.with_about(about);
        }
        let committed = document.clone().unwrap_or_default();
        if kind != EntryKind::Erase {
            entry = entry.with_commitment(commitment(&salt, &committed));
        }
        self.entries.push((entry.to_text().unwrap(), entry));
        self.events.push(Event {
            document: document.filter(|_| !hidden).map(std::borrow::Cow::Owned),
            salt: Some(salt),
            undisclosed: hidden,
            ..Event::default()
        });
        index
    }

    fn relationship(&self, by: u8, subject: &str, index: u64, sequence: u64, signatory: &Value) -> Value {
        let mut document = json!({
            "id": format!("https://org{by}.example/ap/endorsements/{index}"), "type": "Relationship",
            "attributedTo": actor_id(by), "subject": subject, "relationship": ENDORSES, "object": self.article["id"],
            "bandung:endorsedDigest": self.article["bandung:canonicalDigest"], "bandung:revision": 1,
            "bandung:sequence": sequence, "bandung:stance": "full", "bandung:language": "en",
            "bandung:signatory": signatory, "published": time(self.now),
        });
        if let Some(network) = self.network {
            document["bandung:network"] = json!(network);
        }
        document
    }

    fn revocation(&self, of: u64, by: u8, reason: &str) -> Value {
        let object = self.document(of).map(|e| e["id"].clone());
        let id = format!("{}/activities/{}", actor_id(by), self.entries.len());
        let delete =
            json!({"id": id, "type": "Delete", "actor": actor_id(by), "object": object, "bandung:reason": reason});
        signed(delete, by, self.now)
    }

    fn tombstone(&self, of: u64, by: u8, sequence: u64) -> Value {
        let endorsement = self.document(of).unwrap();
        let document = json!({"id": endorsement["id"], "type": "Tombstone", "formerType": "Relationship",
            "attributedTo": actor_id(by), "deleted": time(self.now),
            "bandung:endorsementDigest": document_digest(endorsement), "bandung:sequence": sequence});
        signed(document, by, self.now)
    }

    fn tally(&self, size: u64, organisations: u64) -> Value {
        let root = self.count().unwrap().counted().root;
        use base64::{Engine, engine::general_purpose::STANDARD};
        let document = json!({"id": "https://org0.example/t", "type": "Document", "attributedTo": actor_id(0),
            "bandung:documentKind": "https://w3id.org/bandung#Tally", "bandung:endorsementsOf": self.article["id"],
            "bandung:canonicalDigest": self.article["bandung:canonicalDigest"], "bandung:logOrigin": "log",
            "bandung:treeSize": size, "bandung:rootHash": STANDARD.encode(root), "bandung:asOf": time(self.now),
            "bandung:organisations": organisations, "bandung:persons": 0, "bandung:countries": 1,
            "bandung:byCountry": {"KE": organisations}, "bandung:ownKey": organisations, "bandung:recorded": 0,
            "bandung:withdrawn": 0, "bandung:revoked": 0, "bandung:erased": 0});
        signed(document, 0, self.now)
    }

    fn document(&self, index: u64) -> Option<&Value> {
        self.events[usize::try_from(index).unwrap()].document.as_deref()
    }

    fn author(&self, of: u64) -> u8 {
        let author = self.document(of).unwrap()["attributedTo"].as_str().unwrap().to_owned();
        (0..6).find(|actor| actor_id(*actor) == author).unwrap()
    }

    pub(super) fn next_month(&mut self) {
        self.now += TimeDelta::days(30);
    }

    pub(super) fn move_actor(&mut self, from: u8, to: u8) {
        self.actors[usize::from(from)]["movedTo"] = json!(actor_id(to));
        self.actors[usize::from(to)]["alsoKnownAs"] = json!([actor_id(from)]);
    }

    fn network_says(&mut self, document: Value) -> Value {
        let mut document = document;
        document["@context"] = context();
        document["attributedTo"] = json!(NETWORK);
        proof::sign(&document, &format!("{NETWORK}#ed25519-key"), &key(9), self.now).unwrap()
    }

    pub(super) fn admit(&mut self, actor: u8, id: &str) {
        let document = self.network_says(json!({"id": id, "type": "Relationship", "subject": actor_id(actor),
            "relationship": MEMBER_OF, "object": NETWORK, "bandung:tier": "member", "bandung:key": key(actor).multikey()}));
        let (ids, keys) = (IdPolicy::default(), Keyring::of(&self.actors));
        let known = Known {
            ids: &ids,
            keys: &keys,
            now: None,
        };
        self.members
            .add(&Membership::check(&document, NETWORK, &known).unwrap());
    }

    /// A line of the membership log of the network: from its day on, membership 1 is that of an actor.
    pub(super) fn joins(&mut self, actor: u8, number: u64, day: &str) {
        self.joins_with(actor, number, day, actor);
    }

    /// The same with the key of another number.
    pub(super) fn joins_with(&mut self, actor: u8, number: u64, day: &str, key: u8) {
        self.line(actor, number, day, json!({"bandung:key": self::key(key).multikey()}));
    }

    /// The same with a country.
    pub(super) fn joins_in(&mut self, actor: u8, number: u64, day: &str, country: &str) {
        let more = json!({"bandung:key": key(actor).multikey(), "bandung:country": country});
        self.line(actor, number, day, more);
    }

    fn line(&mut self, actor: u8, number: u64, day: &str, more: Value) {
        let mut change = json!({"id": "https://net.example/ap/memberships/1", "type": "Relationship",
            "subject": actor_id(actor), "relationship": MEMBER_OF, "object": NETWORK, "bandung:tier": "member",
            "bandung:membershipDigest": "z", "startTime": day});
        if let (Some(change), Value::Object(more)) = (change.as_object_mut(), more) {
            change.extend(more);
        }
        let line = json!({"id": format!("{NETWORK}/changes/{number}"), "type": "Update", "actor": NETWORK,
            "object": format!("{NETWORK}/roster"), "bandung:sequence": number, "published": day,
            "bandung:change": change});
        self.members.add_change(&RosterChange::read(&line, NETWORK).unwrap());
    }

    pub(super) fn expel(&mut self, id: &str) {
        let document = self.network_says(json!({"id": id, "type": "Tombstone", "deleted": time(self.now),
            "bandung:membershipDigest": "z", "bandung:tier": "expelled"}));
        let (ids, keys) = (IdPolicy::default(), Keyring::of(&self.actors));
        let known = Known {
            ids: &ids,
            keys: &keys,
            now: None,
        };
        self.members
            .end(&MembershipEnd::check(&document, NETWORK, &known).unwrap());
    }

    pub(super) fn destroy(&mut self, index: u64) {
        self.events[usize::try_from(index).unwrap()] = Event {
            erased: true,
            ..Event::default()
        };
    }

    pub(super) fn keep_back(&mut self, index: u64) {
        self.events[usize::try_from(index).unwrap()] = Event::default();
    }

    /// The count of the whole log.
    pub(super) fn count(&self) -> Result<Count, Fault> {
        let (ids, keys) = (IdPolicy::default(), Keyring::of(&self.actors));
        let declaration = Declaration::read(&self.article).unwrap();
        let mut count = Count::new(declaration, self.members.clone(), &keys, &BTreeSet::new());
        for ((index, (text, entry)), event) in (0..).zip(&self.entries).zip(&self.events) {
            let opened = count.judge(&ids, &keys, "log").open(index, entry, Some(event));
            count.push(text, entry, opened)?;
        }
        Ok(count)
    }
}
