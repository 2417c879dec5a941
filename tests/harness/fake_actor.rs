//! An actor of another server, with keys of its own. It signs by hand, with none of the code that checks it.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicU32, Ordering},
};

use chrono::{DateTime, Utc};
use evidence::keys::{Ed25519Key, RsaKey, sha256_base64};
use serde_json::{Value, json};

use crate::Message;

const ACTIVITY_JSON: &str = "application/activity+json";
const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// An actor of a [`crate::FakePeer`].
#[derive(Clone)]
pub struct FakeActor {
    /// Its id.
    pub id: String,
    /// Its host.
    pub host: String,
    name: String,
    rsa: Arc<RsaKey>,
    ed25519: Arc<Ed25519Key>,
    activities: Arc<AtomicU32>,
}

impl FakeActor {
    pub(crate) fn new(host: &str, name: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let mut seed = [7; 32];
        seed[..4].copy_from_slice(&number.to_le_bytes());
        Self {
            id: format!("http://{host}/users/{name}"),
            host: host.to_owned(),
            name: name.to_owned(),
            rsa: rsa_key(number),
            ed25519: Arc::new(Ed25519Key::from_seed(&seed).unwrap()),
            activities: Arc::default(),
        }
    }

    /// An actor whose document nobody serves.
    #[must_use]
    pub fn nobody(host: &str, name: &str) -> Self {
        Self::new(host, name)
    }

    /// The same actor with other keys: after a rotation, or an impostor.
    #[must_use]
    pub fn with_new_keys(&self) -> Self {
        Self::new(&self.host, &self.name)
    }

    /// `name@host`.
    #[must_use]
    pub fn handle(&self) -> String {
        format!("{}@{}", self.name, self.host)
    }

    /// Its document, as other software writes it.
    ///
    /// # Panics
    /// When the key has no text form.
    #[must_use]
    pub fn document(&self) -> Value {
        let id = &self.id;
        json!({
            "@context": [
                "https://www.w3.org/ns/activitystreams",
                "https://w3id.org/security/v1",
                "https://www.w3.org/ns/cid/v1",
            ],
            "id": id,
            "type": "Person",
            "preferredUsername": self.name,
            "name": self.name,
            "inbox": format!("{id}/inbox"),
            "outbox": format!("{id}/outbox"),
            "followers": format!("{id}/followers"),
            "following": format!("{id}/following"),
            "endpoints": {"sharedInbox": format!("http://{}/inbox", self.host)},
            "url": format!("http://{}/@{}", self.host, self.name),
            "publicKey": {
                "id": format!("{id}#main-key"),
                "owner": id,
                "publicKeyPem": self.rsa.public_pem().unwrap(),
            },
            "assertionMethod": [{
                "id": format!("{id}#ed25519-key"),
                "type": "Multikey",
                "controller": id,
                "publicKeyMultibase": self.ed25519.multikey(),
            }],
        })
    }

    /// A fresh id below this actor.
    #[must_use]
    pub fn new_id(&self, kind: &str) -> String {
        format!(
            "{}/{kind}/{}",
            self.id,
            self.activities.fetch_add(1, Ordering::Relaxed) + 1
        )
    }

    /// An activity to everybody.
    #[must_use]
    pub fn activity(&self, kind: &str, object: impl Into<Value>) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": self.new_id("activities"),
            "type": kind,
            "actor": self.id,
            "to": [PUBLIC],
            "cc": [format!("{}/followers", self.id)],
            "object": object.into(),
        })
    }

    /// A public note.
    #[must_use]
    pub fn note(&self, text: &str, in_reply_to: Option<&str>) -> Value {
        let mut note = json!({
            "id": self.new_id("notes"),
            "type": "Note",
            "attributedTo": self.id,
            "content": format!("<p>{text}</p>"),
            "published": "2026-09-01T07:59:00Z",
            "to": [PUBLIC],
            "cc": [format!("{}/followers", self.id)],
        });
        if let Some(answered) = in_reply_to {
            note["inReplyTo"] = json!(answered);
        }
        note
    }

    /// The document with the context that it has when it stands alone.
    #[must_use]
    pub fn with_context(&self, document: &Value) -> Value {
        let mut document = document.clone();
        document["@context"] = json!("https://www.w3.org/ns/activitystreams");
        document
    }

    /// The document with a proof of this actor.
    ///
    /// # Panics
    /// When the document cannot have one.
    #[must_use]
    pub fn prove(&self, document: &Value, now: DateTime<Utc>) -> Value {
        let mut document = document.clone();
        document["@context"] = json!([
            "https://www.w3.org/ns/activitystreams",
            "https://w3id.org/security/data-integrity/v2",
        ]);
        let key = format!("{}#ed25519-key", self.id);
        evidence::proof::sign(&document, &key, &self.ed25519, now).unwrap()
    }

    /// A POST with date and digest, not signed yet.
    #[must_use]
    pub fn unsigned_post(&self, host: &str, target: &str, body: &[u8], now: DateTime<Utc>) -> Message {
        Message::new("POST", host, target, body)
            .with("Date", &imf_date(now))
            .with("Digest", &format!("SHA-256={}", sha256_base64(body)))
            .with("Content-Type", ACTIVITY_JSON)
    }

    /// A POST signed as most servers sign.
    #[must_use]
    pub fn post(&self, host: &str, target: &str, body: &[u8], now: DateTime<Utc>) -> Message {
        let message = self.unsigned_post(host, target, body, now);
        self.sign(message, &["(request-target)", "host", "date", "digest", "content-type"])
    }

    /// Signs by draft-cavage with the covered parts that are named.
    ///
    /// # Panics
    /// When the key refuses.
    #[must_use]
    pub fn sign(&self, message: Message, covered: &[&str]) -> Message {
        self.sign_with(message, covered, "rsa-sha256", &format!("{}#main-key", self.id))
    }

    /// The same with another name of the algorithm and of the key.
    ///
    /// # Panics
    /// When the key refuses.
    #[must_use]
    pub fn sign_with(&self, message: Message, covered: &[&str], algorithm: &str, key_id: &str) -> Message {
        let line = |name: &&str| match *name {
            "(request-target)" => format!("(request-target): {} {}", message.method.to_lowercase(), message.target),
            name => format!("{name}: {}", message.header(name).unwrap_or_default()),
        };
        let text = covered.iter().map(line).collect::<Vec<_>>().join("\n");
        let signature = base64(&self.rsa.sign(text.as_bytes()).unwrap());
        let value = format!(
            "keyId=\"{key_id}\",algorithm=\"{algorithm}\",headers=\"{}\",signature=\"{signature}\"",
            covered.join(" ")
        );
        message.with("Signature", &value)
    }

    /// A POST signed by RFC 9421: with RSA, or with Ed25519.
    ///
    /// # Panics
    /// When the key refuses.
    #[must_use]
    pub fn post_rfc9421(&self, host: &str, target: &str, body: &[u8], now: DateTime<Utc>, ed25519: bool) -> Message {
        let message = Message::new("POST", host, target, body)
            .with("Date", &imf_date(now))
            .with("Content-Digest", &format!("sha-256=:{}:", sha256_base64(body)))
            .with("Content-Type", ACTIVITY_JSON);
        let key = if ed25519 { "ed25519-key" } else { "main-key" };
        let parameters = format!(";created={};keyid=\"{}#{key}\"", now.timestamp(), self.id);
        self.sign_rfc9421(
            message,
            &["@method", "@target-uri", "content-digest"],
            &parameters,
            ed25519,
        )
    }

    /// Signs by RFC 9421 with the covered parts and parameters that are given.
    ///
    /// # Panics
    /// When the key refuses.
    #[must_use]
    pub fn sign_rfc9421(&self, message: Message, covered: &[&str], parameters: &str, ed25519: bool) -> Message {
        let line = |name: &&str| match *name {
            "@method" => format!("\"@method\": {}\n", message.method),
            "@target-uri" => format!(
                "\"@target-uri\": http://{}{}\n",
                message.header("Host").unwrap_or_default(),
                message.target
            ),
            name => format!("\"{name}\": {}\n", message.header(name).unwrap_or_default()),
        };
        let quoted: Vec<String> = covered.iter().map(|name| format!("\"{name}\"")).collect();
        let input = format!("({}){parameters}", quoted.join(" "));
        let lines: String = covered.iter().map(line).collect();
        let text = format!("{lines}\"@signature-params\": {input}");
        let signature = if ed25519 {
            self.ed25519.sign(text.as_bytes()).to_vec()
        } else {
            self.rsa.sign(text.as_bytes()).unwrap()
        };
        message
            .with("Signature-Input", &format!("sig1={input}"))
            .with("Signature", &format!("sig1=:{}:", base64(&signature)))
    }

    /// A signed GET.
    #[must_use]
    pub fn get(&self, host: &str, target: &str, now: DateTime<Utc>) -> Message {
        let message = Message::new("GET", host, target, b"")
            .with("Date", &imf_date(now))
            .with("Accept", ACTIVITY_JSON);
        self.sign(message, &["(request-target)", "host", "date"])
    }
}

/// A date as HTTP writes it.
pub(crate) fn imf_date(moment: DateTime<Utc>) -> String {
    moment.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    use base64::{Engine, prelude::BASE64_STANDARD};
    BASE64_STANDARD.encode(bytes)
}

/// Making a key takes a tenth of a second, so a few are made once and shared out.
fn rsa_key(number: u32) -> Arc<RsaKey> {
    static KEYS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| {
        (0..4)
            .map(|_| RsaKey::generate().unwrap().to_pkcs8().unwrap())
            .collect()
    });
    Arc::new(RsaKey::from_pkcs8(&keys[number as usize % keys.len()]).unwrap())
}
