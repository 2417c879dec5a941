//! A clock that is wrong signs nothing and ends nothing (SECURITY 6.4).

use chrono::TimeDelta;
use domain::{account::Role, clock::ClockFault};

use crate::{PASSWORD, is_forbidden, is_refused, log_in, node, practice, session};

async fn reasons(node: &crate::Node) -> String {
    node.ready().await.err().unwrap_or_default().join("; ")
}

#[tokio::test]
async fn r07_a_clock_that_was_set_back_signs_nothing_until_it_is_right() {
    let node = node().await;
    node.publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
    let sent = node.sent_in_all().await;
    node.pass(TimeDelta::minutes(-4));
    assert_eq!(node.clock_fault(), None, "a little is normal");

    node.pass(TimeDelta::days(-1));
    assert!(matches!(node.clock_fault(), Some(ClockFault::BeforeStored { .. })));
    let refused = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await;
    assert!(is_refused(&refused));
    assert_eq!(node.sent_in_all().await, sent);
    assert!(reasons(&node).await.contains("something was stored here at"));
    assert!(node.node().await.unwrap().clock_wrong);

    node.pass(TimeDelta::days(1) + TimeDelta::minutes(5));
    assert_eq!(reasons(&node).await, "");
    node.publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
}

#[tokio::test]
async fn r07_a_machine_that_begins_in_1970_waits() {
    let node = node().await;
    let now = node.clock.now();
    node.pass(chrono::DateTime::UNIX_EPOCH - now);
    assert_eq!(node.clock_fault(), Some(ClockFault::BeforeRelease));
    assert!(node.due_peers().await.unwrap().is_empty());
    assert!(reasons(&node).await.contains("before this program was made"));
    assert!(session(&node, "x").await.is_none(), "pages still answer");
}

#[tokio::test]
async fn r07_nothing_ends_while_the_clock_is_a_year_ahead_and_others_say_so() {
    let node = node().await;
    node.member("ed", node.water, Role::Editor).await;
    let cookie = log_in(&node, "ed", PASSWORD).await.unwrap();
    let link = node.invite(&node.operator, node.water, Role::Viewer).await.unwrap();
    let truth = node.clock.now();
    node.pass(TimeDelta::days(365));
    for host in ["a.example", "b.example", "c.example"] {
        node.note_peer_time(host, truth);
    }

    assert!(matches!(node.clock_fault(), Some(ClockFault::OffPeers { .. })));
    assert!(session(&node, cookie.expose()).await.is_some());
    node.invitation(link.expose()).await.unwrap();
    assert_eq!(node.destroy_ended_keys().await.unwrap(), 0);
    assert!(
        reasons(&node)
            .await
            .contains("525600 minutes from what other servers say")
    );

    node.pass(TimeDelta::days(-365));
    assert_eq!(node.clock_fault(), None, "what others said was said to the wrong clock");
    node.pass(TimeDelta::days(31));
    assert!(session(&node, cookie.expose()).await.is_none(), "now it is true");
}

#[tokio::test]
async fn r07_the_highest_time_outlives_a_restart() {
    let node = node().await;
    node.keep_time().await.unwrap();
    node.pass(TimeDelta::days(-30));
    let parts = operations::Parts {
        store: node.store.shared(),
        media: storage::media::MediaFolder::open(node.store.folder().join("media")).unwrap(),
        clock: node.clock.clone(),
        entropy: std::sync::Arc::new(operations::OsEntropy),
        scheme: "https".to_owned(),
        domain: None,
        development: false,
        ids: evidence::origin::IdPolicy::default(),
        names_key: operations::KeyFile::in_folder(node.store.folder()),
    };
    let again = operations::Operations::open(parts).await.unwrap();
    assert!(matches!(again.clock_fault(), Some(ClockFault::BeforeStored { .. })));
}

#[tokio::test]
async fn r07_a_time_that_a_wrong_clock_stored_is_forgotten_by_a_person_at_the_machine() {
    let node = node().await;
    node.pass(TimeDelta::days(400));
    node.keep_time().await.unwrap();
    node.pass(TimeDelta::days(-400));
    assert!(node.clock_fault().is_some());
    assert!(is_forbidden(&node.believe_clock(&node.operator).await));
    let local = node.local_operator(None, None).await.unwrap();
    assert!(node.believe_clock(&local).await.unwrap());
    assert_eq!(node.clock_fault(), None);
    assert!(!node.believe_clock(&local).await.unwrap());
}
