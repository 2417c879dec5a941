//! Publishing, revising, withdrawing.

use chrono::{DateTime, TimeDelta, Utc};
use evidence::{keys::PublicKey, proof};
use operations::{Caller, OperationError, PracticeFilter};
use serde_json::Value;

use crate::{fields, is_not_found, node, practice};

fn moment(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn publishing_sends_a_create_with_a_proof_of_the_organisation() {
    let node = node().await;

    let published = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();

    let (entry, body) = node.sent().await;
    let keys = node.actor_keys(&entry.actor).await.unwrap();
    let key = PublicKey::from_multikey(&keys.ed25519.multikey()).unwrap();
    let facts = proof::verify(&body, &key, true).unwrap();
    assert_eq!(facts.verification_method, format!("{}#ed25519-key", entry.actor));
    assert_eq!(body["type"], "Create");
    assert_eq!(body["object"]["id"], published.object.as_str());
    assert_eq!(body["object"]["attributedTo"], entry.actor.as_str());
    assert!(entry.public);
}

#[tokio::test]
async fn w14_the_same_key_publishes_once_for_its_own_organisation() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let publish = async |session, organisation, key| {
        let published = node
            .publish_practice(session, organisation, practice(), Some(key))
            .await;
        published.unwrap().object
    };

    let first = publish(&node.operator, node.water, "key").await;

    assert_eq!(publish(&node.operator, node.water, "key").await, first);
    assert_ne!(publish(&node.operator, node.water, "other key").await, first);
    assert_ne!(publish(&fatima, forest, "key").await, first);
    assert_eq!(node.sent_in_all().await, 3);
}

#[tokio::test]
async fn two_practices_of_one_title_have_two_addresses() {
    let node = node().await;
    let first = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
    let second = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();

    assert_ne!(first.page, second.page);
}

#[tokio::test]
async fn a_revision_rises_by_one_and_is_always_later_than_the_last() {
    let node = node().await;
    let published = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
    let created = node.sent().await.1;
    let mut last = moment(&created["object"]["published"]);
    for revision in 1..4 {
        // The clock stands still.
        let revised = node
            .revise_practice(&node.operator, published.id, revision, practice())
            .await
            .unwrap();
        let body = node.sent().await.1;
        assert_eq!(
            (revised.revision, &body["type"]),
            (revision + 1, &Value::from("Update"))
        );
        assert!(moment(&body["object"]["updated"]) > last);
        last = moment(&body["object"]["updated"]);
        for fixed in ["id", "type", "attributedTo", "published"] {
            assert_eq!(body["object"][fixed], created["object"][fixed]);
        }
    }

    let stale = node.revise_practice(&node.operator, published.id, 1, practice()).await;

    assert!(matches!(stale, Err(OperationError::Conflict)));
    let slug = published.page.rsplit('/').next().unwrap();
    let revisions: Vec<_> = node
        .practice_versions(slug)
        .await
        .unwrap()
        .iter()
        .map(|one| one.revision)
        .collect();
    assert_eq!(revisions, [4, 3, 2, 1]);
}

#[tokio::test]
async fn a_practice_that_is_confirmed_keeps_its_revision() {
    let node = node().await;
    let published = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
    node.pass(TimeDelta::minutes(10));

    node.confirm_practice(&node.operator, published.id).await.unwrap();

    let page = node.practice_by_id(&Caller::Visitor, published.id).await.unwrap();
    assert_eq!(page.revision, 1);
    assert!(page.practice.last_confirmed.is_some());
    assert_eq!(node.sent().await.1["type"], "Update");
}

#[tokio::test]
async fn a_withdrawn_practice_leaves_its_reason_a_tombstone_and_no_trace_in_the_search() {
    let node = node().await;
    let published = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
    let wanted = PracticeFilter {
        words: "floating".to_owned(),
        ..PracticeFilter::default()
    };
    assert_eq!(node.practices(&wanted, None).await.unwrap().items.len(), 1);

    node.withdraw_practice(&node.operator, published.id, "It was not safe.")
        .await
        .unwrap();

    assert!(node.practices(&wanted, None).await.unwrap().items.is_empty());
    let page = node.practice_by_id(&Caller::Visitor, published.id).await;
    assert!(matches!(page, Err(OperationError::Withdrawn(stone)) if stone.reason == "It was not safe."));
    let body = node.sent().await.1;
    assert_eq!(
        (&body["type"], &body["object"]["type"]),
        (&Value::from("Delete"), &Value::from("Tombstone"))
    );
    assert!(is_not_found(
        &node.revise_practice(&node.operator, published.id, 1, practice()).await
    ));
    assert!(is_not_found(
        &node.withdraw_practice(&node.operator, published.id, "Again.").await
    ));
}

#[tokio::test]
async fn at_most_five_practices_are_pinned() {
    let node = node().await;
    let mut last = None;
    for number in 0..6 {
        let mut fields = fields();
        fields.title = format!("Practice number {number}");
        let published = node
            .publish_practice(&node.operator, node.water, fields.check().unwrap(), None)
            .await
            .unwrap();
        let pinned = node.feature(&node.operator, published.id, true).await;
        assert_eq!(pinned.is_ok(), number < 5);
        last = Some(published.id);
    }
    let page = node.organisation_page(&Caller::Visitor, "water", None).await.unwrap();
    assert_eq!(page.featured.len(), 5);

    node.feature(&node.operator, page.featured[0].id, false).await.unwrap();

    node.feature(&node.operator, last.unwrap(), true).await.unwrap();
    assert_eq!(node.sent().await.1["type"], "Add");
}
