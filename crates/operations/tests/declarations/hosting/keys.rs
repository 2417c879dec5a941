//! Keys that were given up (E07).

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::World;
use crate::{peer::Peer, refusal};

/// The peer with its key given up since a moment, as its document shows it.
fn revoked(peer: &Peer, since: &str) -> Peer {
    Peer::with(&peer.host, "b", |document| {
        document["assertionMethod"][0]["revoked"] = json!(since);
    })
}

#[tokio::test]
async fn e07_what_was_signed_after_invalid_since_is_disputed_and_not_counted() {
    let world = World::new().await;
    let signed = world.signed(1);
    world.offer(&signed).await.unwrap();
    assert_eq!(world.node.counted(&world.card).await, 1);
    world.node.pass(TimeDelta::days(30));

    let since = revoked(&world.beta, "2027-01-01T00:00:00Z");
    let document: Value = serde_json::from_slice(&since.document).unwrap();
    let update = world.beta.activity("Update", &document);
    world.node.take(&world.beta, &update).await.unwrap();

    assert_eq!(
        world.node.counted(&world.card).await,
        0,
        "what lies between is not counted"
    );
    let logged = world.node.logged().await;
    assert!(
        logged.contains(&"key".to_owned()),
        "the log tells of the key (PK16): {logged:?}"
    );
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e07_what_was_signed_before_invalid_since_counts_on() {
    let world = World::new().await;
    world.offer(&world.signed(1)).await.unwrap();
    world.node.pass(TimeDelta::days(30));
    let since = revoked(&world.beta, "2027-02-01T00:00:00Z");
    let document: Value = serde_json::from_slice(&since.document).unwrap();
    world
        .node
        .take(&world.beta, &world.beta.activity("Update", &document))
        .await
        .unwrap();
    assert_eq!(world.node.counted(&world.card).await, 1);
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e07_a_key_that_was_given_up_signs_nothing_more() {
    let world = World::new().await;
    let since = revoked(&world.beta, "2027-01-01T00:00:00Z");
    world.node.meet(&since).await;
    let offer = since.offers(&world.signed(1), &world.text);
    assert_eq!(refusal(world.node.take(&since, &offer).await).0, 403);
    assert_eq!(
        (world.node.counted(&world.card).await, world.node.logged().await.len()),
        (0, 1)
    );
}
