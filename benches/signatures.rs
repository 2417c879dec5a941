//! HTTP signatures made and checked, with everything around them, beside the bare signature.

use chrono::{DateTime, Duration, Utc};
use evidence::{
    keys::{Ed25519Key, PublicKey, RsaKey},
    origin::{Id, IdPolicy},
};
use operations::{Clock, SystemClock};
use protocol::{
    envelope::{Expect, RawRequest, RemoteKey, check_post},
    http_signature::{Outgoing, SignatureKind, Signer, sign},
};
use serde_json::json;
use url::Url;

use crate::{
    limits::{self, per_second},
    report::{Limit, Report},
};

const ACTOR: &str = "https://sender.example/users/ann";

pub(crate) fn measure(report: &mut Report) {
    let (rsa, ed25519) = (limits::rsa(), limits::ed25519());
    let keys = (RsaKey::generate().unwrap(), Ed25519Key::from_seed(&[9; 32]).unwrap());
    let rsa_public = PublicKey::from_pem(&keys.0.public_pem().unwrap()).unwrap();
    let ed25519_public = PublicKey::from_multikey(&keys.1.multikey()).unwrap();
    let kinds = [
        (
            "draft-cavage, RSA-2048",
            SignatureKind::Cavage,
            rsa,
            rsa_public.clone(),
            "#main-key",
        ),
        (
            "RFC 9421, RSA-2048",
            SignatureKind::Rfc9421Rsa,
            rsa,
            rsa_public,
            "#main-key",
        ),
        (
            "RFC 9421, Ed25519",
            SignatureKind::Rfc9421Ed25519,
            ed25519,
            ed25519_public,
            "#ed25519-key",
        ),
    ];
    for (name, kind, limit, public, key) in kinds {
        let id = |text: &str| Id::parse(text, &IdPolicy::default()).unwrap();
        let key = RemoteKey {
            id: Id::parse_key(&format!("{ACTOR}{key}"), &IdPolicy::default()).unwrap(),
            owner: id(ACTOR),
            key: public,
        };
        let (made, checked) = one_kind(kind, &keys, &key);
        let of = |what, value| Some(Limit { what, value, aim: None });
        report.add(
            "Signatures, one thread",
            format!("{name}: made"),
            made,
            "/s",
            of("bare", limit.0),
        );
        report.add(
            "Signatures, one thread",
            format!("{name}: checked"),
            checked,
            "/s",
            of("bare", limit.1),
        );
    }
}

fn one_kind(kind: SignatureKind, keys: &(RsaKey, Ed25519Key), key: &RemoteKey) -> (f64, f64) {
    let now = SystemClock.now();
    let url = Url::parse("https://node.example/inbox").unwrap();
    let body = note();
    let signer = Signer {
        rsa_key_id: format!("{ACTOR}#main-key"),
        rsa: &keys.0,
        ed25519_key_id: format!("{ACTOR}#ed25519-key"),
        ed25519: &keys.1,
    };
    let request = Outgoing {
        method: "POST",
        url: &url,
        body: Some(&body),
        now,
        sequence: None,
    };
    let made = per_second(|| {
        std::hint::black_box(sign(kind, &request, &signer).unwrap());
    });
    let headers = sign(kind, &request, &signer).unwrap();
    let length = body.len().to_string();
    let mut list: Vec<(&str, &[u8])> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .collect();
    list.push(("Content-Length", length.as_bytes()));
    let raw = RawRequest {
        method: "POST",
        target: "/inbox",
        headers: &list,
        body: &body,
    };
    let expect = expect(now);
    let checked = per_second(|| {
        std::hint::black_box(check_post(&raw, &expect).unwrap().verify(key).unwrap());
    });
    (made, checked)
}

fn expect(now: DateTime<Utc>) -> Expect {
    Expect {
        host: "node.example".to_owned(),
        scheme: "https".to_owned(),
        now,
        clock_window: Duration::hours(1),
        ids: IdPolicy::default(),
    }
}

fn note() -> Vec<u8> {
    let text = "We dug two half-moons and the grass came back. ".repeat(8);
    let activity = json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": format!("{ACTOR}/activities/1"),
        "type": "Create",
        "actor": ACTOR,
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
        "object": {
            "id": format!("{ACTOR}/notes/1"),
            "type": "Note",
            "attributedTo": ACTOR,
            "content": text,
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
        },
    });
    activity.to_string().into_bytes()
}
