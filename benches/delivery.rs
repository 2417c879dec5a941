//! Deliveries per second to many hosts: each is signed for its host, sent, answered and noted.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use serde_json::json;

use crate::{
    limits,
    node::BenchNode,
    report::{Limit, Report},
    wire::Wire,
};

const HOSTS: usize = 50;
const PRACTICES: usize = 60;
/// The answer to each follow goes out too.
const DELIVERIES: usize = HOSTS * (PRACTICES + 1);

pub(crate) async fn measure(report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let (node, fakes, posts) = BenchNode::among(folder.path(), HOSTS).await;
    let (inbox, actor, address) = (node.inbox(), node.actor().await, node.address);
    let mut wire = Wire::connect(address).await;
    for fake in &fakes {
        let follow = fake.activity(1, "Follow", &actor, &json!(actor));
        assert_eq!(wire.ask(&fake.post(&inbox, &follow)).await.status(), 202);
    }
    drop(wire);
    for number in 0..PRACTICES {
        node.publish(number).await;
    }
    node.stop().await;
    let signed = limits::rsa().0;
    let commits = limits::commits(folder.path()).await;
    let node = BenchNode::start(folder.path(), Some(address), &fakes, true).await;
    let start = first(&posts).await;
    while posts.load(Ordering::Relaxed) < DELIVERIES {
        assert!(
            start.elapsed() < Duration::from_secs(120),
            "{posts:?} of {DELIVERIES} came"
        );
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let rate = DELIVERIES as f64 / start.elapsed().as_secs_f64();
    node.stop().await;
    let limit = Limit {
        what: "bare RSA signatures of one core",
        value: signed,
        aim: Some(60.0),
    };
    report.add("Delivery", format!("to {HOSTS} hosts"), rate, "/s", Some(limit));
    report.add("Delivery", "bare commits", commits, "/s", None);
}

/// When the first delivery came.
async fn first(posts: &AtomicUsize) -> Instant {
    loop {
        let now = Instant::now();
        if posts.load(Ordering::Relaxed) > 0 {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
