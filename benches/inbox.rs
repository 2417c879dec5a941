//! Activities that a node takes per second: each is checked, stored with its effect and durable before the answer.

use std::time::Instant;

use serde_json::{Value, json};

use crate::{
    fake::Fake,
    limits,
    node::BenchNode,
    report::{Limit, Report},
    wire::Wire,
};

const HOSTS: usize = 100;
const PER_HOST: usize = 60;
const CONNECTIONS: usize = 16;
const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

pub(crate) async fn measure(report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let (node, fakes, _) = BenchNode::among(folder.path(), HOSTS).await;
    let (inbox, practice) = (node.inbox(), node.publish(1).await);
    // The first message of each host has its key fetched.
    let mut wire = Wire::connect(node.address).await;
    for fake in &fakes {
        assert_eq!(
            wire.ask(&fake.post(&inbox, &reply(fake, 0, &practice))).await.status(),
            202
        );
    }
    let mut shares: Vec<Vec<Vec<u8>>> = vec![Vec::new(); CONNECTIONS];
    for number in 0..HOSTS * PER_HOST {
        let fake = &fakes[number % HOSTS];
        let request = fake.post(&inbox, &reply(fake, 1 + number / HOSTS, &practice));
        shares[number / HOSTS % CONNECTIONS].push(request);
    }
    let commits = limits::commits(folder.path()).await;
    let checked = limits::rsa().1;
    let start = Instant::now();
    let running: Vec<_> = shares
        .into_iter()
        .map(|share| {
            let address = node.address;
            tokio::spawn(async move {
                let mut wire = Wire::connect(address).await;
                for request in share {
                    assert_eq!(wire.ask(&request).await.status(), 202);
                }
            })
        })
        .collect();
    for connection in running {
        connection.await.unwrap();
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let rate = (HOSTS * PER_HOST) as f64 / start.elapsed().as_secs_f64();
    node.stop().await;
    let (what, value) = if commits < checked {
        ("bare commits", commits)
    } else {
        ("bare RSA checks", checked)
    };
    let limit = Limit {
        what,
        value,
        aim: Some(60.0),
    };
    report.add("Inbox", "replies taken", rate, "/s", Some(limit));
    report.add("Inbox", "bare commits", commits, "/s", None);
    report.add("Inbox", "bare RSA checks, one thread", checked, "/s", None);
}

/// A public reply to a practice of ours.
pub(crate) fn reply(fake: &Fake, number: usize, practice: &str) -> Value {
    let note = json!({
        "id": format!("{}/notes/{number}", fake.actor),
        "type": "Note",
        "attributedTo": fake.actor,
        "content": "<p>We dug two half-moons and the grass came back. How deep are yours?</p>",
        "inReplyTo": practice,
        "published": "2026-09-01T07:59:00Z",
        "to": [PUBLIC],
    });
    fake.activity(number, "Create", PUBLIC, &note)
}
