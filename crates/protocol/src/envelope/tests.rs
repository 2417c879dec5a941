//! Requests to `alpha.example`, signed by organisation B of the protocol's vectors and then spoilt.

mod content;
mod fuzz;
mod log_items;
mod reading;
mod round_trip;
mod signature;

use base64::{Engine, prelude::BASE64_STANDARD};
use evidence::keys::{Ed25519Key, RsaKey};
use serde_json::json;

use super::*;
use crate::http_signature::{Outgoing, Signature, SignatureKind, Signer, cavage, rfc9421, sign};

const ACTOR: &str = "https://beta.example/ap/orgs/7";
const NEIGHBOUR: &str = "https://beta.example/ap/orgs/8";
const OUTSIDER: &str = "https://gamma.example/ap/orgs/3";
const INBOX: &str = "https://alpha.example/ap/orgs/1/inbox";
const KINDS: [SignatureKind; 3] = [
    SignatureKind::Cavage,
    SignatureKind::Rfc9421Rsa,
    SignatureKind::Rfc9421Ed25519,
];

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_515_129, 0).unwrap()
}

fn expect() -> Expect {
    Expect {
        host: "alpha.example".into(),
        scheme: "https".into(),
        now: now(),
        clock_window: Duration::hours(1),
        ids: IdPolicy::default(),
    }
}

fn id(text: &str) -> Id {
    Id::parse_key(text, &IdPolicy::default()).unwrap()
}

struct Keys {
    rsa: RsaKey,
    ed25519: Ed25519Key,
}

/// The keys of B.
fn keys() -> Keys {
    let file: Value = serde_json::from_str(include_str!("../../../../tests/vectors/keys.json")).unwrap();
    let pem = file["rsa_private_pem"]["b"].as_str().unwrap();
    let encoded: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    Keys {
        rsa: RsaKey::from_pkcs8(&BASE64_STANDARD.decode(encoded).unwrap()).unwrap(),
        ed25519: Ed25519Key::from_seed(&[7; 32]).unwrap(),
    }
}

impl Keys {
    fn signer(&self, actor: &str) -> Signer<'_> {
        Signer {
            rsa_key_id: format!("{actor}#main-key"),
            rsa: &self.rsa,
            ed25519_key_id: format!("{actor}#ed25519-key"),
            ed25519: &self.ed25519,
        }
    }

    /// The key with this id, as known to the receiver.
    fn remote(&self, key_id: &Id) -> RemoteKey {
        let key = if key_id.as_str().ends_with("ed25519-key") {
            PublicKey::from_multikey(&self.ed25519.multikey()).unwrap()
        } else {
            PublicKey::from_pem(&self.rsa.public_pem().unwrap()).unwrap()
        };
        RemoteKey {
            id: key_id.clone(),
            owner: key_id.without_fragment(),
            key,
        }
    }
}

fn follow() -> Value {
    json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "https://beta.example/ap/activities/9",
        "type": "Follow",
        "actor": ACTOR,
        "object": "https://alpha.example/ap/orgs/1",
    })
}

#[derive(Clone)]
struct Request {
    method: &'static str,
    target: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

impl Request {
    fn signed(kind: SignatureKind, method: &'static str, url: &str, body: Option<&[u8]>, actor: &str) -> Self {
        let url = url::Url::parse(url).unwrap();
        let outgoing = Outgoing {
            method,
            url: &url,
            body,
            now: now(),
            sequence: None,
        };
        let headers = sign(kind, &outgoing, &keys().signer(actor)).unwrap();
        Self {
            method,
            target: url[url::Position::BeforePath..url::Position::AfterQuery].to_owned(),
            headers: headers
                .into_iter()
                .map(|(name, value)| (name, value.into_bytes()))
                .collect(),
            body: body.unwrap_or_default().to_vec(),
        }
    }

    fn post(kind: SignatureKind, activity: &Value) -> Self {
        Self::signed(kind, "POST", INBOX, Some(activity.to_string().as_bytes()), ACTOR)
    }

    fn get(kind: SignatureKind, url: &str) -> Self {
        Self::signed(kind, "GET", url, None, ACTOR)
    }

    /// Everything right, whatever the body.
    fn with_body(body: &[u8]) -> Self {
        Self::signed(SignatureKind::Rfc9421Ed25519, "POST", INBOX, Some(body), ACTOR)
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.push(name, value)
    }

    fn push(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.as_bytes().to_vec()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self
    }

    fn header(&self, name: &str) -> String {
        let (_, value) = self
            .headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .unwrap();
        String::from_utf8(value.clone()).unwrap()
    }

    /// Signed again as draft-cavage, with these parts covered and these parameters before the signature.
    fn cavage(self, covered: &str, parameters: &str) -> Self {
        let head = format!("keyId=\"{ACTOR}#main-key\",{parameters}headers=\"{covered}\"");
        let form = cavage::parse(format!("{head},signature=\"AAAA\"").as_bytes()).unwrap();
        let signature = BASE64_STANDARD.encode(keys().rsa.sign(&self.text(&form)).unwrap());
        self.without("Signature-Input")
            .set("Signature", &format!("{head},signature=\"{signature}\""))
    }

    /// Signed again by RFC 9421 with this value of `Signature-Input`.
    fn rfc9421(self, input: &str) -> Self {
        let form = rfc9421::parse(input.as_bytes(), b"sig1=:AAAA:").unwrap();
        let signature = BASE64_STANDARD.encode(keys().ed25519.sign(&self.text(&form)));
        self.set("Signature-Input", input)
            .set("Signature", &format!("sig1=:{signature}:"))
    }

    fn text(&self, signature: &Signature) -> Vec<u8> {
        let expect = expect();
        self.raw(|raw| {
            let message = crate::http_signature::Message {
                method: raw.method,
                scheme: &expect.scheme,
                authority: &expect.host,
                target: raw.target,
                headers: Headers(raw.headers),
            };
            signature.signed_text(&message).unwrap()
        })
    }

    fn raw<T>(&self, then: impl FnOnce(&RawRequest<'_>) -> T) -> T {
        let headers: Vec<(&str, &[u8])> = self.headers.iter().map(|(n, v)| (n.as_str(), v.as_slice())).collect();
        then(&RawRequest {
            method: self.method,
            target: &self.target,
            headers: &headers,
            body: &self.body,
        })
    }

    fn check(&self) -> Result<Unverified, Refusal> {
        self.raw(|raw| check_post(raw, &expect()))
    }

    fn verify(&self) -> Result<Verified<Value>, Refusal> {
        let unverified = self.check()?;
        unverified.verify(&keys().remote(unverified.key_id()))
    }

    fn read(&self) -> Result<Reader, Refusal> {
        let unverified = self.raw(|raw| check_get(raw, &expect()))?.unwrap();
        unverified.verify_reader(&keys().remote(unverified.key_id()))
    }

    #[track_caller]
    fn is_refused(&self, status: u16, reason: &str) {
        let refusal = self.verify().expect_err("this request has to be refused");
        assert_eq!((refusal.status, refusal.reason), (status, reason));
    }
}
