//! Bytes that two readers would read differently, and floods of forged ones (E13, E15).

use chrono::TimeDelta;
use evidence::{
    keys::Ed25519Key,
    origin::{Id, IdPolicy},
    proof,
};
use protocol::envelope::{Expect, RemoteKey, check_log_item};
use serde_json::Value;

use super::World;
use crate::refusal;

/// The bytes of an offer, signed by the peer, with a text put in the place of another one afterwards or before.
async fn e13_refused(what: &str, change: impl Fn(&str) -> String) {
    let world = World::new().await;
    let offer = world.beta.offers(&world.signed(1), &world.text);
    let proven = world.beta.prove(&offer, world.node.now()).to_string();
    let changed = change(&proven);
    assert_ne!(changed, proven, "{what}");
    let expect = Expect {
        host: "water.example".to_owned(),
        scheme: "https".to_owned(),
        now: world.node.now(),
        clock_window: TimeDelta::hours(1),
        ids: IdPolicy::default(),
    };
    let method = format!("{}#ed25519-key", world.beta.id);
    let document: Value = serde_json::from_slice(&world.beta.document).unwrap();
    let key = document["assertionMethod"][0]["publicKeyMultibase"]
        .as_str()
        .unwrap()
        .to_owned();
    let key = RemoteKey {
        id: Id::parse_key(&method, &IdPolicy::default()).unwrap(),
        owner: world.beta.actor.id.clone(),
        key: evidence::keys::PublicKey::from_multikey(&key).unwrap(),
    };
    let answer = check_log_item(changed.as_bytes(), &expect, &|_| Some(key.clone().into()));
    assert!(answer.is_err(), "{what} is refused before anything is canonicalised");
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn e13_a_key_twice_is_refused() {
    e13_refused("a key twice", |text| {
        text.replacen(
            "\"bandung:sequence\":1",
            "\"bandung:sequence\":1,\"bandung:sequence\":1",
            1,
        )
    })
    .await;
}

#[tokio::test]
async fn e13_a_number_past_two_to_the_53_is_refused() {
    e13_refused("2^53 + 1", |text| {
        text.replacen("\"bandung:sequence\":1", "\"bandung:sequence\":9007199254740993", 1)
    })
    .await;
}

#[tokio::test]
async fn e13_a_lone_surrogate_is_refused() {
    e13_refused("a lone surrogate", |text| text.replacen("\"full\"", "\"\\ud800\"", 1)).await;
}

#[tokio::test]
async fn e13_proto_and_minus_zero_and_large_exponents_are_refused() {
    e13_refused("__proto__", |text| {
        text.replacen(
            "\"bandung:sequence\":1",
            "\"__proto__\":{\"type\":\"Relationship\"},\"bandung:sequence\":1",
            1,
        )
    })
    .await;
    e13_refused("-0", |text| {
        text.replacen("\"bandung:sequence\":1", "\"bandung:sequence\":-0", 1)
    })
    .await;
    e13_refused("1e21", |text| {
        text.replacen("\"bandung:sequence\":1", "\"bandung:sequence\":1e21", 1)
    })
    .await;
}

#[tokio::test]
async fn e15_ten_thousand_forged_credentials_are_refused_one_by_one_in_bounded_time() {
    let world = World::new().await;
    let key = Ed25519Key::from_seed(&[9; 32]).unwrap();
    let method = format!("{}#ed25519-key", world.beta.id);
    let began = std::time::Instant::now();
    let rows = world.node.rows().await;
    for number in 1..=10_000 {
        let bare = world.beta.endorses(&world.text, number, world.node.now());
        let forged = proof::sign(&bare, &method, &key, world.node.now()).unwrap();
        assert_eq!(refusal(world.offer(&forged).await), (403, "proof-invalid"));
    }
    assert_eq!(world.node.rows().await, rows);
    assert!(began.elapsed().as_secs() < 300, "{:?}", began.elapsed());
    world.takes_the_genuine_one().await;
}
