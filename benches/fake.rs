//! Servers of another make: each a host of its own with one actor, that takes everything.

use std::{
    net::{SocketAddr, TcpListener},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use evidence::keys::{Ed25519Key, RsaKey};
use operations::{Clock, SystemClock};
use protocol::http_signature::{Outgoing, SignatureKind, Signer, sign};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use url::Url;

use crate::wire::Wire;

/// A host.
pub(crate) struct Fake {
    pub(crate) host: String,
    pub(crate) address: SocketAddr,
    pub(crate) actor: String,
    listener: Option<TcpListener>,
    rsa: Arc<RsaKey>,
    /// It is a network that signs with this key, an Ed25519 Multikey.
    network: Option<String>,
}

impl Fake {
    pub(crate) fn new(number: usize) -> Self {
        let host = format!("peer{number}.test");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        Self {
            actor: format!("http://{host}/users/ann"),
            address: listener.local_addr().unwrap(),
            host,
            listener: Some(listener),
            rsa: rsa_key(number),
            network: None,
        }
    }

    /// The same host, whose actor is a network that signs its roster with a key.
    pub(crate) fn of_network(self, key: &Ed25519Key) -> Self {
        Self {
            network: Some(key.multikey()),
            ..self
        }
    }

    /// Answers from now on: the actor for a GET, nothing where a node has its services, 202 for a POST, which is counted.
    pub(crate) fn serve(&mut self, posts: &Arc<AtomicUsize>) {
        let listener = self.listener.take().unwrap();
        listener.set_nonblocking(true).unwrap();
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        let document = self.document().to_string();
        let answer: Arc<str> = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/activity+json\r\nContent-Length: {}\r\n\r\n{document}",
            document.len()
        )
        .into();
        let posts = Arc::clone(posts);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer_all(stream, Arc::clone(&answer), Arc::clone(&posts)));
            }
        });
    }

    fn document(&self) -> Value {
        let id = &self.actor;
        let mut document = json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": id,
            "type": "Person",
            "preferredUsername": "ann",
            "name": "Ann",
            "inbox": format!("{id}/inbox"),
            "outbox": format!("{id}/outbox"),
            "followers": format!("{id}/followers"),
            "endpoints": {"sharedInbox": format!("http://{}/inbox", self.host)},
            "publicKey": {
                "id": format!("{id}#main-key"),
                "owner": id,
                "publicKeyPem": self.rsa.public_pem().unwrap(),
            },
        });
        if let Some(key) = &self.network {
            document["type"] = json!("Group");
            document["bandung:roster"] = json!(format!("{id}/roster"));
            document["assertionMethod"] = json!([{
                "id": format!("{id}#ed25519-key"), "type": "Multikey", "controller": id, "publicKeyMultibase": key,
            }]);
        }
        document
    }

    /// An activity of the actor.
    pub(crate) fn activity(&self, number: usize, kind: &str, to: &str, object: &Value) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{}/activities/{number}", self.actor),
            "type": kind,
            "actor": self.actor,
            "to": [to],
            "object": object,
        })
    }

    /// The bytes of a signed POST to an inbox.
    pub(crate) fn post(&self, inbox: &str, activity: &Value) -> Vec<u8> {
        let (url, body) = (Url::parse(inbox).unwrap(), activity.to_string().into_bytes());
        let ed25519 = Ed25519Key::from_seed(&[5; 32]).unwrap();
        let signer = Signer {
            rsa_key_id: format!("{}#main-key", self.actor),
            rsa: &self.rsa,
            ed25519_key_id: format!("{}#ed25519-key", self.actor),
            ed25519: &ed25519,
        };
        let request = Outgoing {
            method: "POST",
            url: &url,
            body: Some(&body),
            now: SystemClock.now(),
            sequence: None,
        };
        let headers = sign(SignatureKind::Cavage, &request, &signer).unwrap();
        let lines: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let head = format!(
            "POST {} HTTP/1.1\r\n{lines}Content-Length: {}\r\n\r\n",
            url.path(),
            body.len()
        );
        [head.into_bytes(), body].concat()
    }
}

async fn answer_all(stream: TcpStream, document: Arc<str>, posts: Arc<AtomicUsize>) {
    let mut wire = Wire::new(stream);
    while let Some(asked) = wire.next().await {
        if asked.head.starts_with("POST ") {
            wire.write(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n").await;
            posts.fetch_add(1, Ordering::Relaxed);
        } else if asked.head.starts_with("GET /ap/") {
            wire.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").await;
        } else {
            wire.write(document.as_bytes()).await;
        }
    }
}

/// Making a key takes a tenth of a second, so a few are shared out.
fn rsa_key(number: usize) -> Arc<RsaKey> {
    static KEYS: OnceLock<Vec<Arc<RsaKey>>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| (0..4).map(|_| Arc::new(RsaKey::generate().unwrap())).collect());
    Arc::clone(&keys[number % keys.len()])
}
