//! Push is fast, pull is the promise.

use chrono::TimeDelta;
use operations::{Known, Receipt};
use serde_json::json;

use crate::{Node, Peer, node, refusal};

async fn followed() -> Node {
    let node = node().await;
    node.followed_by(&Peer::new("b.example", "bo")).await;
    node
}

#[tokio::test]
async fn pt8_a_page_is_what_the_lane_would_have_sent() {
    let node = followed().await;
    node.followed_by(&Peer::new("c.example", "cy")).await;
    for number in 0..5 {
        node.publish(&format!("Practice {number}")).await;
    }

    let page = node.catch_up_page("b.example", 0, 100).await.unwrap();

    let numbers: Vec<_> = page.items.iter().map(|item| item.seq).collect();
    assert_eq!(numbers, node.for_host("b.example").await);
    assert_eq!(page.items[0].prev, 0);
    for pair in page.items.windows(2) {
        assert_eq!(pair[1].prev, pair[0].seq);
    }
    assert_eq!((page.origin.as_str(), page.last, page.head), ("water.example", 7, 7));
    assert!(page.items[1].activity.contains("\"proof\""));
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_and_the_last_one_reaches_the_head() {
    let node = followed().await;
    for number in 0..7 {
        node.publish(&format!("Practice {number}")).await;
    }
    let (mut after, mut numbers) = (0, Vec::new());
    loop {
        let page = node.catch_up_page("b.example", after, 3).await.unwrap();
        assert!(page.items.len() <= 3);
        numbers.extend(page.items.iter().map(|item| item.seq));
        after = page.last;
        if page.last == page.head {
            break;
        }
    }

    assert_eq!(numbers, node.for_host("b.example").await);
    let last = node.catch_up_page("b.example", after, 3).await.unwrap();
    assert_eq!((last.items.len(), last.last), (0, after));
}

#[tokio::test]
async fn a_stranger_gets_an_empty_page_and_a_limit_above_a_hundred_is_a_hundred() {
    let node = followed().await;
    for number in 0..101 {
        node.publish(&format!("Practice {number}")).await;
    }

    let stranger = node.catch_up_page("s.example", 0, 100).await.unwrap();
    let most = node.catch_up_page("b.example", 0, 10_000).await.unwrap();

    assert_eq!((stranger.items.len(), stranger.last), (0, stranger.head));
    assert_eq!(most.items.len(), 100);
}

#[tokio::test]
async fn what_was_withdrawn_is_not_on_a_page_but_its_end_is() {
    let node = followed().await;
    let published = node.publish("Soon gone").await;
    node.withdraw_practice(&node.operator, published.id, "It did harm.")
        .await
        .unwrap();

    let page = node.catch_up_page("b.example", 0, 100).await.unwrap();

    let kinds: Vec<_> = page
        .items
        .iter()
        .map(|item| serde_json::from_str::<serde_json::Value>(&item.activity).unwrap()["type"].clone())
        .collect();
    assert_eq!(kinds, [json!("Accept"), json!("Delete")]);
}

/// A node that follows a Bandung peer, and the peer.
async fn following() -> (Node, Peer) {
    let node = node().await;
    let peer = Peer::new("b.example", "bo");
    node.follows(&peer).await;
    (node, peer)
}

async fn push(node: &Node, peer: &Peer, seq: i64, prev: i64) {
    let known = Known {
        sequence: Some((seq, prev)),
        ..Known::default()
    };
    let create = peer.activity("Create", &peer.note(&format!("Number {seq}")));
    let receipt = node.take_knowing(peer, &create, known).await.unwrap();
    assert_eq!(receipt, Receipt::Applied);
}

#[tokio::test]
async fn p31_a_gap_is_asked_for_after_a_minute_and_closed_by_what_comes() {
    let (node, peer) = following().await;
    push(&node, &peer, 3, 0).await;
    node.caught_up("b.example", 3, 0).await.unwrap();
    push(&node, &peer, 9, 5).await;
    assert_eq!(node.received_up_to("b.example").await.unwrap(), 3);
    assert!(node.peers_to_ask(false).await.unwrap().is_empty());

    node.pass(TimeDelta::seconds(61));
    assert_eq!(node.peers_to_ask(false).await.unwrap(), [("b.example".to_owned(), 3)]);
    assert!(node.peers_to_ask(false).await.unwrap().is_empty());

    push(&node, &peer, 5, 3).await;
    assert_eq!(node.received_up_to("b.example").await.unwrap(), 9);
    node.pass(TimeDelta::seconds(61));
    assert!(node.peers_to_ask(false).await.unwrap().is_empty());
}

#[tokio::test]
async fn all_bandung_peers_are_asked_at_start_and_every_six_hours() {
    let (node, _) = following().await;
    let plain = Peer::with("m.example", "mo", |document| document["generator"] = json!(null));
    node.follows(&plain).await;

    let ask = [("b.example".to_owned(), 0)];
    assert_eq!(node.peers_to_ask(true).await.unwrap(), ask);
    assert!(node.peers_to_ask(false).await.unwrap().is_empty());
    node.pass(TimeDelta::hours(6));
    assert_eq!(node.peers_to_ask(false).await.unwrap(), ask);
}

#[tokio::test]
async fn p33_a_refused_item_is_passed_over_for_good() {
    let (node, peer) = following().await;

    node.caught_up("b.example", 12, 1).await.unwrap();
    node.caught_up("b.example", 8, 0).await.unwrap();

    assert_eq!(node.received_up_to("b.example").await.unwrap(), 12);
    let (_, answers) = node.peer(&node.operator, &peer.host).await.unwrap();
    assert!(answers[0].1.contains("refused"), "{answers:?}");
}

#[tokio::test]
async fn a_refused_push_does_not_move_the_number() {
    let (node, peer) = following().await;
    let mut note = peer.note("Of another");
    note["attributedTo"] = json!("https://b.example/users/eve");
    let known = Known {
        sequence: Some((4, 0)),
        ..Known::default()
    };

    let refused = node.take_knowing(&peer, &peer.activity("Create", &note), known).await;

    assert_eq!(refusal(refused).0, 403);
    assert_eq!(node.received_up_to("b.example").await.unwrap(), 0);
}
