//! Following and being followed.

use domain::follow::FollowState;
use operations::{OperationError, Receipt};
use protocol::actor::RemoteActor;
use serde_json::{Value, json};

use crate::{Node, Peer, node, node_that, profile};

async fn states(node: &Node) -> Vec<FollowState> {
    let follows = node.following(&node.operator, node.water).await.unwrap();
    follows.into_iter().map(|follow| follow.state).collect()
}

/// The node's own actor as its document says.
async fn own_actor(node: &Node, id: &str) -> RemoteActor {
    let operations::Served::Document(bytes) = node.document(id, None).await.unwrap() else {
        panic!("gone");
    };
    let document: Value = serde_json::from_slice(&bytes).unwrap();
    RemoteActor::read(&document, &evidence::origin::IdPolicy::default()).unwrap()
}

#[tokio::test]
async fn p14_a_follow_is_accepted_once_per_asking_and_counts_once() {
    let node = node().await;
    let peer = Peer::new("b.example", "bo");
    node.followed_by(&peer).await;
    let again = peer.activity("Follow", &json!(node.actor));

    node.take(&peer, &again).await.unwrap();

    let (_, accept) = node.sent().await;
    assert_eq!(accept["type"], "Accept");
    assert_eq!(accept["object"]["id"], again["id"]);
    assert_eq!(accept["object"]["object"], node.actor);
    assert_eq!(node.for_host("b.example").await.len(), 2);
    assert_eq!(node.followers(&node.operator, node.water).await.unwrap().len(), 1);

    let undo = peer.activity("Undo", &again);
    node.take(&peer, &undo).await.unwrap();
    assert!(node.followers(&node.operator, node.water).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_follower_who_waits_gets_nothing_until_a_person_accepts() {
    let node = node_that(true).await;
    let peer = Peer::new("b.example", "bo");
    node.followed_by(&peer).await;
    node.publish("Early").await;
    assert!(node.for_host("b.example").await.is_empty());
    let waiting = node.followers(&node.operator, node.water).await.unwrap();
    assert_eq!(waiting[0].state, FollowState::Pending);

    node.accept_follower(&node.operator, waiting[0].id).await.unwrap();
    node.publish("Late").await;

    let (accept, late) = (node.for_host("b.example").await, node.sent().await.0.seq.0);
    assert_eq!((accept.len(), accept[1]), (2, late));

    node.refuse_follower(&node.operator, waiting[0].id).await.unwrap();
    assert_eq!(node.sent().await.1["type"], "Reject");
    node.publish("Later").await;
    assert_eq!(node.for_host("b.example").await.len(), 3);
}

#[tokio::test]
async fn the_subscription_of_a_host_lasts_as_long_as_somebody_there_follows() {
    let node = node().await;
    let (one, two) = (Peer::new("b.example", "one"), Peer::new("b.example", "two"));
    node.followed_by(&one).await;
    node.followed_by(&two).await;
    let undo = |peer: &Peer| {
        peer.activity(
            "Undo",
            &json!({"type": "Follow", "actor": peer.id, "object": node.actor}),
        )
    };
    node.take(&one, &undo(&one)).await.unwrap();
    let before = node.for_host("b.example").await.len();

    node.publish("For two").await;
    node.take(&two, &undo(&two)).await.unwrap();
    node.publish("For nobody").await;

    assert_eq!(node.for_host("b.example").await.len(), before + 1);
}

#[tokio::test]
async fn our_follow_is_pending_until_it_is_accepted_and_ends_when_it_is_refused() {
    let node = node().await;
    let peer = Peer::new("b.example", "bo");
    node.meet(&peer).await;
    node.follow(&node.operator, node.water, &peer.actor).await.unwrap();
    let follow = node.sent().await.1;
    assert_eq!(
        (follow["type"].as_str(), states(&node).await),
        (Some("Follow"), vec![FollowState::Pending])
    );
    node.follow(&node.operator, node.water, &peer.actor).await.unwrap();
    assert_eq!(node.for_host("b.example").await.len(), 1);

    // As old software does it: the follow is embedded and has no id.
    let asked = json!({"type": "Follow", "actor": node.actor, "object": peer.id});
    node.take(&peer, &peer.activity("Accept", &asked)).await.unwrap();
    assert_eq!(states(&node).await, [FollowState::Active]);
    node.take(&peer, &peer.activity("Reject", &json!(follow["id"])))
        .await
        .unwrap();
    assert_eq!(states(&node).await, [FollowState::Refused]);
}

#[tokio::test]
async fn an_end_of_a_follow_is_told_and_embeds_what_ends() {
    let node = node().await;
    let peer = Peer::new("b.example", "bo");
    node.follows(&peer).await;
    let follow = node.following(&node.operator, node.water).await.unwrap().remove(0);

    node.unfollow(&node.operator, follow.id).await.unwrap();

    let (_, undo) = node.sent().await;
    assert_eq!(
        (undo["type"].as_str(), undo["object"]["type"].as_str()),
        (Some("Undo"), Some("Follow"))
    );
    assert_eq!(undo["object"]["object"], json!(peer.id));
    assert!(states(&node).await.is_empty());
    let note = peer.note("Later");
    assert_eq!(
        node.take(&peer, &peer.activity("Create", &note)).await.unwrap(),
        Receipt::Ignored
    );
}

#[tokio::test]
async fn organisations_of_one_node_follow_each_other_without_the_network() {
    let node = node().await;
    let forest = node
        .found_organisation(
            &node.operator,
            "forest",
            domain::organisation::Profile {
                approves_followers: true,
                ..profile("Forest", "KE")
            },
        )
        .await
        .unwrap();
    let actor = own_actor(&node, &node.urls().unwrap().organisation(forest.id)).await;
    let before = storage::outbox::head(&node.db()).await.unwrap();

    node.follow(&node.operator, node.water, &actor).await.unwrap();
    assert_eq!(states(&node).await, [FollowState::Pending]);
    let waiting = node.followers(&node.operator, forest.id).await.unwrap();
    node.accept_follower(&node.operator, waiting[0].id).await.unwrap();
    assert_eq!(states(&node).await, [FollowState::Active]);

    let follow = node.following(&node.operator, node.water).await.unwrap().remove(0);
    node.unfollow(&node.operator, follow.id).await.unwrap();
    assert!(node.followers(&node.operator, forest.id).await.unwrap().is_empty());
    assert_eq!(storage::outbox::head(&node.db()).await.unwrap(), before);
    let own = own_actor(&node, &node.actor).await;
    assert!(matches!(
        node.follow(&node.operator, node.water, &own).await,
        Err(OperationError::Refused(_))
    ));
}

#[tokio::test]
async fn a_block_ends_follows_both_ways() {
    let node = node().await;
    let peer = Peer::new("b.example", "bo");
    node.follows(&peer).await;
    node.followed_by(&peer).await;

    node.take(&peer, &peer.activity("Block", &json!(node.actor)))
        .await
        .unwrap();

    assert!(states(&node).await.is_empty());
    assert!(node.followers(&node.operator, node.water).await.unwrap().is_empty());
}
