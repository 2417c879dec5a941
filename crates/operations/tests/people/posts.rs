//! Reports, replies, gestures, and the first look.

use domain::{
    ids::PostId,
    replication::{Report, ReportDraft},
};
use operations::Caller;
use storage::{
    Db,
    posts::{self, Kind, Post, State, Visibility},
};

use crate::{Node, is_not_found, node, practice};

fn report(object: &str, visibility: &str) -> Report {
    ReportDraft {
        replicates: object.to_owned(),
        replicates_revision: "1".to_owned(),
        outcome: "worked".to_owned(),
        country: "KE".to_owned(),
        started: "2024-01".to_owned(),
        language: "en".to_owned(),
        visibility: visibility.to_owned(),
        ..ReportDraft::default()
    }
    .check()
    .unwrap()
}

/// An answer of somebody elsewhere, as it was received.
async fn received(node: &Node, to: &str, state: State) -> PostId {
    let now = node.clock.now();
    let id = PostId::new(now, [9; 10]);
    let post = Post {
        id,
        object: "https://far.example/notes/1".to_owned(),
        kind: Kind::Note,
        author: "https://far.example/users/1".to_owned(),
        organisation: None,
        slug: None,
        in_reply_to: Some(to.to_owned()),
        visibility: Visibility::Public,
        language: None,
        title: None,
        summary: None,
        content: "<p>Hello</p>".to_owned(),
        facts: None,
        bytes: b"{}".to_vec(),
        url: None,
        revision: 1,
        state: State::Held,
        reason: None,
        published: now,
        updated: None,
        received_at: now,
    };
    let tx = node.store.begin().await.unwrap();
    posts::insert(&tx, &post).await.unwrap();
    if state == State::Withdrawn {
        posts::withdraw(&tx, id, None, b"{}", now).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn a_report_is_counted_on_the_page_of_its_practice() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let published = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();

    node.publish_report(&fatima, forest, report(&published.object, "public"), None)
        .await
        .unwrap();

    let page = node.practice_by_id(&Caller::Visitor, published.id).await.unwrap();
    assert_eq!((page.reports.len(), page.outcomes.reports), (1, 1));
    let unknown = report("https://water.example/ap/articles/none", "public");
    assert!(is_not_found(&node.publish_report(&fatima, forest, unknown, None).await));
}

#[tokio::test]
async fn a_report_for_the_author_is_never_public_not_even_when_it_is_deleted() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let published = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
    let visibility = domain::vocabulary::ReplicationVisibility::all()
        .map(domain::vocabulary::ReplicationVisibility::as_str)
        .last()
        .unwrap();
    let written = report(&published.object, visibility);
    let report = node.publish_report(&fatima, forest, written, None).await.unwrap();
    let (created, _) = node.sent().await;
    assert!(!created.public);
    let page = node.practice_by_id(&Caller::Visitor, published.id).await.unwrap();
    assert!(page.reports.is_empty());

    node.withdraw_report(&fatima, report.id).await.unwrap();

    let (deleted, body) = node.sent().await;
    assert_eq!(body["type"], "Delete");
    assert!(!deleted.public, "{body}");
    let addressed = format!("{}{}", body["to"], body["cc"]);
    assert!(
        !addressed.contains("Public") && !addressed.contains("followers"),
        "{addressed}"
    );
}

#[tokio::test]
async fn a_gesture_counts_once_and_its_undo_names_it() {
    let node = node().await;
    let (_, fatima) = node.other().await;
    let published = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
    for _ in 0..2 {
        node.like(&fatima, published.id, true).await.unwrap();
    }
    let liked = node.sent().await.1;
    assert_eq!((liked["type"].as_str(), node.sent_in_all().await), (Some("Like"), 2));
    let page = node.practice_by_id(&Caller::Visitor, published.id).await.unwrap();
    assert_eq!(page.likes, 1);

    node.like(&fatima, published.id, false).await.unwrap();

    let undone = node.sent().await.1;
    assert_eq!(
        (undone["type"].as_str(), &undone["object"]["id"]),
        (Some("Undo"), &liked["id"])
    );
}

#[tokio::test]
async fn what_strangers_say_waits_for_a_first_look() {
    let node = node().await;
    let (_, fatima) = node.other().await;
    let published = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
    let answer = received(&node, &published.object, State::Held).await;
    let replies = async |caller: &Caller| node.thread(caller, published.id).await.unwrap().replies.len();
    assert_eq!(replies(&Caller::Visitor).await, 0);
    assert_eq!(replies(&Caller::SignedIn(node.operator.clone())).await, 1);
    assert!(is_not_found(&node.first_look(&fatima, answer, true).await));

    node.first_look(&node.operator, answer, true).await.unwrap();

    assert_eq!(replies(&Caller::Visitor).await, 1);
    node.first_look(&node.operator, answer, false).await.unwrap();
    assert_eq!(replies(&Caller::Visitor).await, 0);
}

#[tokio::test]
async fn a_first_look_does_not_bring_back_what_its_author_deleted() {
    let node = node().await;
    let published = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
    let answer = received(&node, &published.object, State::Withdrawn).await;

    let look = node.first_look(&node.operator, answer, true).await;

    assert!(is_not_found(&look));
    let kept = posts::get(&Db::from(&*node.store), answer).await.unwrap().unwrap();
    assert_eq!(kept.state, State::Withdrawn);
}
