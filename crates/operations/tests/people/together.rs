//! Many people at the same time: nothing fails, nothing is lost, numbers have no gaps.

use std::collections::BTreeSet;

use domain::account::Role;
use futures::future::join_all;
use operations::OperationError;

use crate::{fields, node};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn publishing_pinning_and_liking_at_the_same_time_do_not_block_each_other() {
    let node = node().await;
    let ed = node.member("ed", node.water, Role::Editor).await;
    let mut ids = Vec::new();
    for number in 0..4 {
        let mut fields = fields();
        fields.title = format!("Practice number {number}");
        let published = node
            .publish_practice(&ed, node.water, fields.check().unwrap(), None)
            .await
            .unwrap();
        ids.push(published.id);
    }
    let before = node.sent_in_all().await;

    let people = ids.iter().map(|id| {
        let (operations, ed, id, water) = (node.operations.clone(), ed.clone(), *id, node.water);
        tokio::spawn(async move {
            for round in 0..5 {
                let pinned = round % 2 == 0;
                operations.feature(&ed, id, pinned).await.unwrap();
                operations.like(&ed, id, pinned).await.unwrap();
                operations
                    .publish_practice(&ed, water, crate::practice(), None)
                    .await
                    .unwrap();
                operations.confirm_practice(&ed, id).await.unwrap();
            }
        })
    });
    for done in join_all(people).await {
        done.unwrap();
    }

    assert_eq!(node.sent_in_all().await - before, 4 * 5 * 4);
    node.verify_audit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn w14_one_draft_published_from_many_tabs_at_once_is_one_practice() {
    let node = node().await;
    let draft = node.start_draft(&node.operator, node.water).await.unwrap();
    node.save_draft(&node.operator, draft.card.id, draft.version, fields())
        .await
        .unwrap();

    let tabs = (0..6).map(|_| {
        let (operations, operator, id) = (node.operations.clone(), node.operator.clone(), draft.card.id);
        tokio::spawn(async move { operations.publish_draft(&operator, id).await.unwrap().object })
    });
    let objects: BTreeSet<String> = join_all(tabs).await.into_iter().map(|tab| tab.unwrap()).collect();

    assert_eq!((objects.len(), node.sent_in_all().await), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn w14_one_request_repeated_at_once_makes_one_practice_and_one_reply() {
    let node = node().await;
    let sent = (0..6).map(|_| {
        let (operations, operator, water) = (node.operations.clone(), node.operator.clone(), node.water);
        tokio::spawn(async move {
            let practice = operations
                .publish_practice(&operator, water, crate::practice(), Some("key"))
                .await
                .unwrap();
            let reply = operations
                .reply(&operator, practice.id, "Well done", "en", Some("key"))
                .await
                .unwrap();
            (practice.object, reply.object)
        })
    });

    let objects: BTreeSet<_> = join_all(sent).await.into_iter().map(|one| one.unwrap()).collect();

    assert_eq!((objects.len(), node.sent_in_all().await), (1, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn w14_of_many_revisions_of_one_version_exactly_one_is_taken() {
    let node = node().await;
    let published = node
        .publish_practice(&node.operator, node.water, crate::practice(), None)
        .await
        .unwrap();
    let revisions = (0..6).map(|_| {
        let (operations, operator, id) = (node.operations.clone(), node.operator.clone(), published.id);
        tokio::spawn(async move { operations.revise_practice(&operator, id, 1, crate::practice()).await })
    });

    let answers: Vec<_> = join_all(revisions).await.into_iter().map(|one| one.unwrap()).collect();

    let taken = answers.iter().filter(|answer| answer.is_ok()).count();
    let conflicts = answers
        .iter()
        .filter(|answer| matches!(answer, Err(OperationError::Conflict)))
        .count();
    assert_eq!((taken, conflicts), (1, 5), "{answers:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn more_people_than_connections_wait_for_their_turn() {
    let node = node().await;
    let published = node
        .publish_practice(&node.operator, node.water, crate::practice(), None)
        .await
        .unwrap();
    let people = (0..40).map(|number| {
        let (operations, operator, id) = (node.operations.clone(), node.operator.clone(), published.id);
        tokio::spawn(async move {
            let text = format!("Reply number {number}");
            operations.reply(&operator, id, &text, "en", None).await.map(|_| ())
        })
    });

    for answer in join_all(people).await {
        answer.unwrap().unwrap();
    }

    assert_eq!(node.sent_in_all().await, 41);
}
