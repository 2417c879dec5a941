//! The lanes: one worker per peer, a cursor that only moves forward, order per object.

use chrono::TimeDelta;
use domain::outbox::Seq;
use operations::{Failure, Progress};
use serde_json::json;

use crate::{Node, Peer, node};

const HOST: &str = "b.example";

async fn followed() -> (Node, Peer) {
    let node = node().await;
    let peer = Peer::new(HOST, "bo");
    node.followed_by(&peer).await;
    (node, peer)
}

fn failure(seq: i64, node: &Node, wait: TimeDelta) -> Failure {
    Failure {
        seq: Seq(seq),
        until: Some(node.now() + wait),
        alarm: false,
        gone: false,
    }
}

#[tokio::test]
async fn architecture_i16_a_peer_is_held_by_one_worker_until_the_claim_ends() {
    let (node, _) = followed().await;

    let first = node.claim(HOST, "one").await.unwrap().unwrap();
    assert!(node.claim(HOST, "two").await.unwrap().is_none());
    assert!(node.claim(HOST, "one").await.unwrap().is_some());
    assert!(node.due_peers().await.unwrap().is_empty());

    node.pass(TimeDelta::seconds(61));
    assert!(node.claim(HOST, "two").await.unwrap().is_some());
    assert!(
        !node
            .note_progress(HOST, "one", &moved(first.cursor, Seq(1)))
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn architecture_i16_the_cursor_moves_only_forward_and_only_from_where_it_stood() {
    let (node, _) = followed().await;
    node.publish("One").await;
    node.claim(HOST, "me").await.unwrap();

    assert!(node.note_progress(HOST, "me", &moved(Seq(0), Seq(2))).await.unwrap());
    assert!(!node.note_progress(HOST, "me", &moved(Seq(0), Seq(3))).await.unwrap());
    assert!(!node.note_progress(HOST, "me", &moved(Seq(2), Seq(1))).await.unwrap());
    assert_eq!(node.claim(HOST, "me").await.unwrap().unwrap().cursor, Seq(2));
    node.release(HOST, "me").await.unwrap();
    assert!(node.due_peers().await.unwrap().is_empty());
}

#[tokio::test]
async fn public_posts_go_to_the_shared_inbox_and_answers_to_the_personal_one() {
    let (node, peer) = followed().await;
    let accept = node.for_host(HOST).await[0];
    node.publish("Practice").await;
    let create = node.for_host(HOST).await[1];

    let answer = node.job(HOST, Seq(accept)).await.unwrap().unwrap();
    let practice = node.job(HOST, Seq(create)).await.unwrap().unwrap();

    assert_eq!(answer.inboxes, [format!("{}/inbox", peer.id)]);
    assert_eq!(practice.inboxes, ["https://b.example/inbox"]);
    assert_eq!((answer.prev, practice.prev), (Seq(0), Seq(accept)));
    assert_eq!(practice.actor, node.actor);
}

#[tokio::test]
async fn what_was_withdrawn_meanwhile_is_not_sent_any_more_but_its_end_is() {
    let (node, _) = followed().await;
    let published = node.publish("Soon gone").await;
    let create = *node.for_host(HOST).await.last().unwrap();
    node.withdraw_practice(&node.operator, published.id, "It did harm.")
        .await
        .unwrap();
    let delete = *node.for_host(HOST).await.last().unwrap();

    assert!(node.job(HOST, Seq(create)).await.unwrap().is_none());
    let job = node.job(HOST, Seq(delete)).await.unwrap().unwrap();
    assert!(String::from_utf8(job.body).unwrap().contains("Delete"));
}

#[tokio::test]
async fn back_off_lasts_until_its_time_and_ends_when_the_peer_is_heard_from() {
    let (node, peer) = followed().await;
    node.backed_off(HOST, "503", failure(1, &node, TimeDelta::hours(6)))
        .await
        .unwrap();
    assert!(node.due_peers().await.unwrap().is_empty());
    assert_eq!(node.claim(HOST, "me").await.unwrap().unwrap().facts.failures, 1);
    node.release(HOST, "me").await.unwrap();

    node.take(&peer, &peer.activity("Create", &peer.note("I am back")))
        .await
        .unwrap();

    assert_eq!(node.due_peers().await.unwrap(), [HOST]);
    assert_eq!(node.claim(HOST, "me").await.unwrap().unwrap().facts.failures, 0);
}

#[tokio::test]
async fn a_peer_that_rests_is_not_tried_until_it_is_heard_from() {
    let (node, peer) = followed().await;
    let rest = Failure {
        until: None,
        ..failure(1, &node, TimeDelta::zero())
    };
    node.backed_off(HOST, "no answer", rest).await.unwrap();
    node.pass(TimeDelta::days(4_000));
    assert!(node.due_peers().await.unwrap().is_empty());

    node.take(&peer, &peer.activity("Create", &peer.note("I am back")))
        .await
        .unwrap();

    assert_eq!(node.due_peers().await.unwrap(), [HOST]);
}

#[tokio::test]
async fn an_entry_that_fails_while_others_are_taken_is_known_for_it() {
    let (node, _) = followed().await;
    node.publish("Practice").await;
    node.backed_off(HOST, "403", failure(1, &node, TimeDelta::zero()))
        .await
        .unwrap();
    node.backed_off(HOST, "403", failure(1, &node, TimeDelta::zero()))
        .await
        .unwrap();
    let facts = node.claim(HOST, "me").await.unwrap().unwrap().facts_for(Seq(1));
    assert_eq!((facts.entry_failures, facts.others_succeed), (2, false));

    node.delivered(HOST, Seq(2), "cavage").await.unwrap();
    let claim = node.claim(HOST, "me").await.unwrap().unwrap();
    assert!(claim.facts_for(Seq(1)).others_succeed);
    assert_eq!(claim.facts_for(Seq(2)).entry_failures, 0);
    assert_eq!(claim.signature.as_deref(), Some("cavage"));

    node.delivered(HOST, Seq(1), "cavage").await.unwrap();
    assert_eq!(node.claim(HOST, "me").await.unwrap().unwrap().failed, None);
}

#[tokio::test]
async fn an_inbox_that_is_not_there_is_known_since_the_first_such_answer_in_a_row() {
    let (node, _) = followed().await;
    let gone = |wait| Failure {
        gone: true,
        ..failure(1, &node, wait)
    };
    let first = node.now();
    node.backed_off(HOST, "404", gone(TimeDelta::zero())).await.unwrap();
    node.pass(TimeDelta::days(3));
    node.backed_off(HOST, "410", gone(TimeDelta::zero())).await.unwrap();
    assert_eq!(
        node.claim(HOST, "me").await.unwrap().unwrap().facts.gone_since,
        Some(first)
    );

    node.backed_off(HOST, "503", failure(1, &node, TimeDelta::zero()))
        .await
        .unwrap();
    assert_eq!(node.claim(HOST, "me").await.unwrap().unwrap().facts.gone_since, None);
}

#[tokio::test]
async fn what_follows_a_parked_entry_of_its_object_follows_it_there() {
    let (node, _) = followed().await;
    let published = node.publish("Practice").await;
    let create = Seq(*node.for_host(HOST).await.last().unwrap());
    let later = node.now() + TimeDelta::hours(1);
    node.park(HOST, create, "500", Some(later)).await.unwrap();
    node.confirm_practice(&node.operator, published.id).await.unwrap();
    let update = Seq(*node.for_host(HOST).await.last().unwrap());
    node.publish("Another").await;
    let other = Seq(*node.for_host(HOST).await.last().unwrap());

    assert!(node.job(HOST, update).await.unwrap().is_none());
    assert!(node.job(HOST, other).await.unwrap().is_some());
    assert!(node.parked_due(HOST).await.unwrap().is_empty());

    // Then one after the other, the first one first.
    node.pass(TimeDelta::hours(1));
    let due = async || {
        node.parked_due(HOST)
            .await
            .unwrap()
            .iter()
            .map(|one| one.seq)
            .collect::<Vec<_>>()
    };
    assert_eq!(due().await, [create]);
    assert!(node.job(HOST, create).await.unwrap().is_some());
    node.unpark(HOST, create).await.unwrap();
    assert_eq!(due().await, [update]);
    assert!(node.job(HOST, update).await.unwrap().is_some());
}

#[tokio::test]
async fn of_very_many_versions_only_the_last_is_sent() {
    let (node, _) = followed().await;
    let published = node.publish("Practice").await;
    for _ in 0..52 {
        node.pass(TimeDelta::minutes(1));
        node.confirm_practice(&node.operator, published.id).await.unwrap();
    }
    let entries = node.for_host(HOST).await;
    let mut sent = Vec::new();
    for seq in &entries {
        sent.extend(node.job(HOST, Seq(*seq)).await.unwrap().map(|job| job.seq.0));
    }
    // The accepted follow, the practice as it was created, and its newest version.
    assert_eq!(entries.len(), 2 + 52);
    assert_eq!(sent, [entries[0], entries[1], entries[53]]);
}

#[tokio::test]
async fn fifty_versions_are_all_sent() {
    let (node, _) = followed().await;
    let published = node.publish("Practice").await;
    for _ in 0..50 {
        node.pass(TimeDelta::minutes(1));
        node.confirm_practice(&node.operator, published.id).await.unwrap();
    }
    for seq in node.for_host(HOST).await {
        assert!(node.job(HOST, Seq(seq)).await.unwrap().is_some(), "{seq}");
    }
}

#[tokio::test]
async fn a_host_that_is_gone_for_good_is_let_go() {
    let (node, peer) = followed().await;
    node.publish("Practice").await;

    node.let_go(HOST).await.unwrap();

    assert!(node.due_peers().await.unwrap().is_empty());
    assert!(node.followers(&node.operator, node.water).await.unwrap().is_empty());
    let waiting = node.for_host(HOST).await.len();
    node.publish("Later").await;
    assert_eq!(node.for_host(HOST).await.len(), waiting);
    // It may come back.
    let again = peer.activity("Follow", &json!(node.actor));
    node.take(&peer, &again).await.unwrap();
    assert_eq!(node.due_peers().await.unwrap(), [HOST]);
}

#[tokio::test]
async fn the_operator_sees_what_waits_and_tries_pauses_and_drops() {
    let (node, _) = followed().await;
    node.publish("Practice").await;
    node.backed_off(HOST, "503, Retry-After 60", failure(1, &node, TimeDelta::hours(1)))
        .await
        .unwrap();
    node.park(HOST, Seq(2), "413", None).await.unwrap();

    let (view, answers) = node.peer(&node.operator, HOST).await.unwrap();
    assert_eq!((view.waiting, view.failures, view.parked.len()), (2, 1, 1));
    assert_eq!(answers.len(), 2);
    assert_eq!(node.peers(&node.operator).await.unwrap()[0].host, HOST);

    node.pause_peer(&node.operator, HOST, true).await.unwrap();
    node.retry_peer(&node.operator, HOST).await.unwrap();
    assert!(node.due_peers().await.unwrap().is_empty());
    node.pause_peer(&node.operator, HOST, false).await.unwrap();
    assert_eq!(node.due_peers().await.unwrap(), [HOST]);
    assert_eq!(node.drop_parked(&node.operator, HOST).await.unwrap(), 1);
    assert!(node.retry_peer(&node.operator, "unknown.example").await.is_err());
}

#[tokio::test]
async fn only_the_last_fifty_answers_are_kept() {
    let (node, _) = followed().await;
    for _ in 0..60 {
        node.pass(TimeDelta::seconds(1));
        node.delivered(HOST, Seq(1), "cavage").await.unwrap();
    }

    let (_, answers) = node.peer(&node.operator, HOST).await.unwrap();

    assert_eq!(answers.len(), 50);
    assert_eq!(answers[0].0, node.now());
}

/// A cursor that moves.
fn moved(from: Seq, to: Seq) -> Progress {
    Progress {
        from,
        to,
        ..Progress::default()
    }
}
