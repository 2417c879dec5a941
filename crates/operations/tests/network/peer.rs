//! Another server with one actor, as a set of keys and documents.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Duration, Utc};
use evidence::{
    keys::{Ed25519Key, PublicKey},
    origin::{Id, IdPolicy},
    proof,
};
use protocol::{
    actor::RemoteActor,
    envelope::{Expect, RemoteKey, Verified, check_log_item},
    refusal::Refusal,
};
use serde_json::{Value, json};

static NUMBER: AtomicU64 = AtomicU64::new(1);

/// A number that nothing else has.
pub(crate) fn number() -> u64 {
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

pub(crate) struct Peer {
    pub(crate) host: String,
    pub(crate) id: String,
    pub(crate) actor: RemoteActor,
    pub(crate) document: Vec<u8>,
    key: Ed25519Key,
}

impl Peer {
    /// The actor `user` of a host.
    pub(crate) fn new(host: &str, user: &str) -> Self {
        Self::with(host, user, |_| {})
    }

    pub(crate) fn with(host: &str, user: &str, change: impl FnOnce(&mut Value)) -> Self {
        let id = format!("https://{host}/users/{user}");
        let key = Ed25519Key::from_seed(&evidence::keys::sha256(id.as_bytes())).unwrap();
        let node = json!({"type": "Link", "href": "https://w3id.org/bandung#Node"});
        let mut document = json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": id,
            "type": "Organization",
            "preferredUsername": user,
            "name": user.to_uppercase(),
            "inbox": format!("{id}/inbox"),
            "outbox": format!("{id}/outbox"),
            "followers": format!("{id}/followers"),
            "featured": format!("{id}/featured"),
            "endpoints": {"sharedInbox": format!("https://{host}/inbox")},
            "generator": {"type": "Application", "implements": [node]},
            "assertionMethod": [{
                "id": format!("{id}#ed25519-key"), "type": "Multikey", "controller": id,
                "publicKeyMultibase": key.multikey(),
            }],
        });
        change(&mut document);
        Self {
            host: host.to_owned(),
            actor: RemoteActor::read(&document, &IdPolicy::default()).unwrap(),
            document: document.to_string().into_bytes(),
            id,
            key,
        }
    }

    /// An activity with a new id.
    pub(crate) fn activity(&self, kind: &str, object: &Value) -> Value {
        let number = number();
        json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
            "id": format!("{}/activities/{number}", self.id),
            "type": kind,
            "actor": self.id,
            "object": object,
        })
    }

    /// The document with the proof of this actor.
    pub(crate) fn prove(&self, document: &Value, now: DateTime<Utc>) -> Value {
        proof::sign(document, &format!("{}#ed25519-key", self.id), &self.key, now).unwrap()
    }

    /// The activity with its proof, verified as in a pulled page.
    pub(crate) fn say(&self, activity: &Value, now: DateTime<Utc>) -> Result<Verified<Value>, Refusal> {
        let method = format!("{}#ed25519-key", self.id);
        let signed = self.prove(activity, now);
        let expect = Expect {
            host: "water.example".to_owned(),
            scheme: "https".to_owned(),
            now,
            clock_window: Duration::hours(1),
            ids: IdPolicy::default(),
        };
        let key = RemoteKey {
            id: Id::parse_key(&method, &IdPolicy::default()).unwrap(),
            owner: self.actor.id.clone(),
            key: PublicKey::from_multikey(&self.key.multikey()).unwrap(),
        };
        check_log_item(signed.to_string().as_bytes(), &expect, &|_| Some(key.clone().into()))
    }
}
