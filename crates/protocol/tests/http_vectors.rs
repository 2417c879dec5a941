//! The HTTP requests of the protocol's vectors get the status that they name.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Duration, Utc};
use evidence::{
    keys::{PublicKey, RsaKey},
    origin::{Id, IdPolicy},
};
use protocol::{
    envelope::{Expect, RawRequest, RemoteKey, check_get, check_post},
    refusal::Refusal,
};
use serde_json::Value;

fn read(file: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/vectors")
        .join(file);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The keys of all actors of the vectors, by key id, and one key on another site than its owner.
fn keys() -> BTreeMap<String, RemoteKey> {
    let keys = read("keys.json");
    let id = |text: &str| Id::parse_key(text, &IdPolicy::default()).unwrap();
    let mut found = BTreeMap::new();
    for (name, actor) in keys["actors"].as_object().unwrap() {
        let actor = actor.as_str().unwrap();
        if let Some(text) = keys["multikey"][name].as_str() {
            add(
                &mut found,
                id(&format!("{actor}#ed25519-key")),
                id(actor),
                PublicKey::from_multikey(text).unwrap(),
            );
        }
        if let Some(pem) = keys["rsa_private_pem"][name].as_str() {
            add(&mut found, id(&format!("{actor}#main-key")), id(actor), public_rsa(pem));
        }
    }
    let stranger = public_rsa(keys["rsa_private_pem"]["c"].as_str().unwrap());
    add(
        &mut found,
        id("https://gamma.example/keys/1"),
        id("https://beta.example/ap/orgs/7"),
        stranger,
    );
    found
}

fn add(keys: &mut BTreeMap<String, RemoteKey>, id: Id, owner: Id, key: PublicKey) {
    keys.insert(id.as_str().to_owned(), RemoteKey { id, owner, key });
}

fn public_rsa(pem: &str) -> PublicKey {
    let encoded: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let key = RsaKey::from_pkcs8(&BASE64_STANDARD.decode(encoded).unwrap()).unwrap();
    PublicKey::from_pem(&key.public_pem().unwrap()).unwrap()
}

fn judge(case: &Value, keys: &BTreeMap<String, RemoteKey>) -> Result<(), Refusal> {
    let request = &case["request"];
    let headers: Vec<(&str, &[u8])> = request["headers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap().as_bytes()))
        .collect();
    let raw = RawRequest {
        method: request["method"].as_str().unwrap(),
        target: request["target"].as_str().unwrap(),
        headers: &headers,
        body: case["body"].as_str().unwrap_or_default().as_bytes(),
    };
    let expect = Expect {
        host: "alpha.example".into(),
        scheme: "https".into(),
        now: DateTime::parse_from_rfc3339(case["now"].as_str().unwrap())
            .unwrap()
            .with_timezone(&Utc),
        clock_window: Duration::hours(1),
        ids: IdPolicy::default(),
    };
    if raw.method == "GET" {
        let unverified = check_get(&raw, &expect)?.unwrap();
        let reader = unverified.verify_reader(&keys[unverified.key_id().as_str()])?;
        assert!(reader.query_covered);
    } else {
        let unverified = check_post(&raw, &expect)?;
        let verified = unverified.verify(&keys[unverified.key_id().as_str()])?;
        assert_eq!(verified.bytes(), raw.body);
        if headers.iter().any(|(name, _)| *name == "Bandung-Sequence") {
            assert_eq!(unverified.sequence(), Some((412, 409)));
        }
    }
    Ok(())
}

#[test]
fn every_request_of_the_vectors_gets_the_status_and_reason_that_it_names() {
    let keys = keys();
    let cases = read("http/signatures.json")["cases"].as_array().unwrap().clone();
    assert_eq!(cases.len(), 22);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let verdict = judge(&case, &keys);
        let Some(reason) = case["reason"].as_str() else {
            assert_eq!(verdict, Ok(()), "{name}");
            continue;
        };
        let refusal = verdict.expect_err(name);
        assert_eq!(u64::from(refusal.status), case["expect"].as_u64().unwrap(), "{name}");
        // Where several reasons apply any of them is right: a signer on another site has a key there too.
        let reasons = if name == "signer-is-not-actor" {
            ["http-actor", "key-owner"]
        } else {
            [reason, reason]
        };
        assert!(reasons.contains(&refusal.reason), "{name}: {refusal}");
    }
}
