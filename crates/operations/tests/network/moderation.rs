//! A block wins over everything.

use domain::{outbox::Seq, policy::Severity};
use operations::OperationError;
use serde_json::json;
use storage::posts::State;

use crate::{Peer, node, refusal};

#[tokio::test]
async fn nothing_is_taken_from_or_sent_to_a_suspended_host() {
    let node = node().await;
    let peer = Peer::new("sub.bad.example", "bo");
    node.follows(&peer).await;
    node.followed_by(&peer).await;
    node.publish("Before").await;
    let owed = *node.for_host("sub.bad.example").await.last().unwrap();

    node.block_host(&node.operator, "Bad.example", Some(Severity::Suspend), "Spam")
        .await
        .unwrap();

    let create = peer.activity("Create", &peer.note("Buy"));
    assert_eq!(refusal(node.take(&peer, &create).await), (403, "blocked"));
    assert!(node.job("sub.bad.example", Seq(owed)).await.unwrap().is_none());
    assert!(
        node.catch_up_page("sub.bad.example", 0, 100)
            .await
            .unwrap()
            .items
            .is_empty()
    );
    assert!(node.peers_to_ask(true).await.unwrap().is_empty());
    assert!(matches!(
        node.follow(&node.operator, node.water, &peer.actor).await,
        Err(OperationError::Refused(_))
    ));
}

#[tokio::test]
async fn suspending_a_host_ends_the_follows_with_it() {
    let node = node().await;
    let (bad, good) = (Peer::new("bad.example", "bo"), Peer::new("good.example", "gu"));
    for peer in [&bad, &good] {
        node.follows(peer).await;
        node.followed_by(peer).await;
    }

    node.block_host(&node.operator, "bad.example", Some(Severity::Suspend), "Spam")
        .await
        .unwrap();

    assert_eq!(node.followers(&node.operator, node.water).await.unwrap().len(), 1);
    assert_eq!(node.following(&node.operator, node.water).await.unwrap().len(), 1);
    let before = node.for_host("bad.example").await.len();
    node.publish("After").await;
    assert_eq!(node.for_host("bad.example").await.len(), before);
}

#[tokio::test]
async fn a_block_is_listed_and_lifted_and_seen_by_other_processes() {
    let node = node().await;
    node.block_host(&node.operator, "bad.example", Some(Severity::Suspend), "Spam")
        .await
        .unwrap();
    assert_eq!(
        node.blocked_hosts(&node.operator).await.unwrap(),
        [("bad.example".to_owned(), Severity::Suspend, "Spam".to_owned())]
    );

    // Another process lifts it.
    let tx = node.store.begin().await.unwrap();
    storage::blocks::set(&tx, storage::blocks::Blocked::Host, "bad.example", None, "", node.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(node.is_suspended("bad.example", ""));
    node.outbox_moved().await;

    assert!(!node.is_suspended("bad.example", ""));
}

#[tokio::test]
async fn what_a_silenced_host_says_to_us_is_held_even_if_it_was_trusted() {
    let node = node().await;
    let peer = Peer::new("loud.example", "lo");
    node.meet(&peer).await;
    let tx = node.store.begin().await.unwrap();
    storage::remote_actors::trust(&tx, &peer.id, true).await.unwrap();
    tx.commit().await.unwrap();
    let published = node.publish("Practice").await;
    node.block_host(&node.operator, "loud.example", Some(Severity::Silence), "")
        .await
        .unwrap();

    let answer = peer.answer("LOUD", &published.object);
    node.take(&peer, &peer.activity("Create", &answer)).await.unwrap();

    let post = node.post(answer["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(post.state, State::Held);
    // Its likes count all the same.
    node.take(&peer, &peer.activity("Like", &json!(published.object)))
        .await
        .unwrap();
}

#[tokio::test]
async fn what_is_no_host_or_ours_cannot_be_blocked() {
    let node = node().await;
    for host in ["", "not a host", "192.0.2.1", "a.example/path", "a.example:80"] {
        let blocked = node.block_host(&node.operator, host, Some(Severity::Suspend), "").await;
        assert!(matches!(blocked, Err(OperationError::Invalid(_))), "{host}");
    }
    let own = node
        .block_host(&node.operator, "water.example", Some(Severity::Suspend), "")
        .await;
    assert!(matches!(own, Err(OperationError::Refused(_))));
}
