//! What strangers say about our posts waits for a first look of a person.

use operations::{Caller, Receipt};
use serde_json::{Value, json};
use storage::posts::State;

use crate::{Peer, node};

fn id(object: &Value) -> &str {
    object["id"].as_str().unwrap()
}

#[tokio::test]
async fn an_answer_of_a_stranger_is_held_until_somebody_looked_at_it() {
    let node = node().await;
    let stranger = Peer::new("s.example", "sam");
    node.meet(&stranger).await;
    let published = node.publish("Practice").await;
    let answer = stranger.answer("Well done", &published.object);

    node.take(&stranger, &stranger.activity("Create", &answer))
        .await
        .unwrap();

    let seen = async |caller: &Caller| {
        let page = node.practice_by_id(caller, published.id).await.unwrap();
        page.replies.len()
    };
    let post = node.post(id(&answer)).await.unwrap();
    assert_eq!(post.state, State::Held);
    assert_eq!(seen(&Caller::Visitor).await, 0);
    assert!(node.incoming(&node.operator, None).await.unwrap().items[0].held);

    node.first_look(&node.operator, post.id, true).await.unwrap();
    assert_eq!(seen(&Caller::Visitor).await, 1);

    // From now on the author is trusted.
    let next = stranger.answer("One more thing", &published.object);
    node.take(&stranger, &stranger.activity("Create", &next)).await.unwrap();
    assert_eq!(node.post(id(&next)).await.unwrap().state, State::Visible);
}

#[tokio::test]
async fn an_answer_of_one_whom_we_follow_is_shown_at_once() {
    let node = node().await;
    let friend = Peer::new("f.example", "fay");
    node.follows(&friend).await;
    let published = node.publish("Practice").await;
    let answer = friend.answer("Well done", &published.object);

    node.take(&friend, &friend.activity("Create", &answer)).await.unwrap();

    assert_eq!(node.post(id(&answer)).await.unwrap().state, State::Visible);
}

#[tokio::test]
async fn a_report_of_a_stranger_counts_only_after_a_first_look() {
    let node = node().await;
    let stranger = Peer::new("s.example", "sam");
    node.meet(&stranger).await;
    let published = node.publish("Practice").await;
    let mut report = stranger.answer("We tried it", &published.object);
    for (member, value) in [
        ("documentKind", json!("https://w3id.org/bandung#ReplicationReport")),
        ("replicates", json!(published.object)),
        ("replicatesRevision", json!(1)),
        ("outcome", json!("worked")),
        ("country", json!("NG")),
        ("started", json!("2026-01")),
        ("costBandUsd", json!("unknown")),
        ("language", json!("en")),
    ] {
        report[format!("bandung:{member}")] = value;
    }

    node.take(&stranger, &stranger.activity("Create", &report))
        .await
        .unwrap();

    let post = node.post(id(&report)).await.unwrap();
    assert_eq!((post.kind, post.state), (storage::posts::Kind::Report, State::Held));
    let count = async || {
        let page = node.practice_by_id(&Caller::Visitor, published.id).await.unwrap();
        (page.outcomes.reports, page.reports.len())
    };
    assert_eq!(count().await, (0, 0));
    node.first_look(&node.operator, post.id, true).await.unwrap();
    assert_eq!(count().await, (1, 1));
}

#[tokio::test]
async fn what_a_stranger_says_to_others_is_of_no_interest() {
    let node = node().await;
    let stranger = Peer::new("s.example", "sam");
    let note = stranger.note("Buy this");

    let receipt = node.take(&stranger, &stranger.activity("Create", &note)).await.unwrap();

    assert_eq!(receipt, Receipt::Ignored);
    assert!(node.post(id(&note)).await.is_none());
}

#[tokio::test]
async fn a_mention_by_a_stranger_is_kept_and_held() {
    let node = node().await;
    let stranger = Peer::new("s.example", "sam");
    let mut note = stranger.note("@water hello");
    note["tag"] = json!([{"type": "Mention", "href": node.actor, "name": "@water@water.example"}]);

    node.take(&stranger, &stranger.activity("Create", &note)).await.unwrap();

    assert_eq!(node.post(id(&note)).await.unwrap().state, State::Held);
    assert!(node.public_timeline(false, None).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn reports_to_moderators_are_kept_where_something_of_ours_is_meant() {
    let node = node().await;
    let stranger = Peer::new("s.example", "actor");
    let published = node.publish("Practice").await;
    let mut flag = stranger.activity("Flag", &json!([node.actor, published.object]));
    flag["content"] = json!("This is <b>wrong</b>");
    let elsewhere = stranger.activity("Flag", &json!(["https://c.example/users/x"]));

    assert_eq!(node.take(&stranger, &flag).await.unwrap(), Receipt::Applied);
    assert_eq!(node.take(&stranger, &elsewhere).await.unwrap(), Receipt::Ignored);

    let flags = node.flags(&node.operator).await.unwrap();
    assert_eq!(flags.len(), 1);
    assert_eq!(flags[0].text, "This is wrong");
    node.resolve_flag(&node.operator, flags[0].id).await.unwrap();
    assert!(node.flags(&node.operator).await.unwrap()[0].resolved);
    assert!(node.resolve_flag(&node.operator, flags[0].id).await.is_err());
}
