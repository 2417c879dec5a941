//! Publishing costs the same for one follower and for ten thousand; numbers have no gaps and appear in order.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::{
    follow::FollowState,
    ids::FollowId,
    outbox::{AudienceKey, Seq},
};
use futures::future::join_all;
use storage::{
    Db,
    followers::{self, Follower},
    outbox, subscriptions, testing,
};

use crate::{Node, Peer, node};

/// Rows of all tables that publishing could write for a follower.
async fn rows(node: &Node) -> u64 {
    let tables = ["outbox", "outbox_audience", "outbox_named", "parked", "peers"];
    testing::count_rows(&node.db(), &tables).await.unwrap()
}

async fn add_followers(node: &Node, number: u32) {
    let tx = node.store.begin().await.unwrap();
    for each in 0..number {
        let [a, b, c, d] = each.to_be_bytes();
        let peer = format!("p{}.example", each % 100);
        let follower = Follower {
            id: FollowId::new(node.now(), [1, 2, 3, 4, 5, 6, a, b, c, d]),
            followed: node.water.into(),
            follower: format!("https://{peer}/users/{each}"),
            inbox: format!("https://{peer}/users/{each}/inbox"),
            shared_inbox: Some(format!("https://{peer}/inbox")),
            activity: format!("https://{peer}/follows/{each}"),
            state: FollowState::Active,
            since: node.now(),
            peer: peer.clone(),
        };
        followers::put(&tx, &follower).await.unwrap();
        if each < 100 {
            let key = AudienceKey::Followers(node.water.into());
            subscriptions::begin(&tx, &peer, &key, Seq(1)).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn architecture_i14_publishing_writes_the_same_rows_for_one_follower_and_for_ten_thousand() {
    let node = node().await;
    node.followed_by(&Peer::new("b.example", "bo")).await;
    let before = rows(&node).await;
    node.publish("For one").await;
    let for_one = rows(&node).await - before;

    add_followers(&node, 10_000).await;
    let before = rows(&node).await;
    let published = node.publish("For many").await;
    let for_many = rows(&node).await - before;

    assert_eq!(for_one, for_many);
    assert_eq!(published.servers, 101);
    assert_eq!(node.for_host("p7.example").await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn architecture_i15_eight_writers_make_numbers_without_gaps_that_appear_in_order() {
    let node = node().await;
    let first = outbox::head(&node.db()).await.unwrap().0;
    let done = AtomicBool::new(false);
    let reader = async {
        let mut last = first;
        while !done.load(Ordering::Relaxed) {
            let db = Db::from(&*node.store);
            let head = outbox::head(&db).await.unwrap().0;
            assert!(head >= last);
            for seq in last + 1..=head {
                assert!(
                    outbox::entry(&db, Seq(seq)).await.unwrap().is_some(),
                    "{seq} is not there yet"
                );
            }
            last = head;
            tokio::task::yield_now().await;
        }
        last
    };
    let writers = async {
        let writers = (0..8).map(|writer| {
            let (operations, operator, water) = (node.operations.clone(), node.operator.clone(), node.water);
            tokio::spawn(async move {
                for number in 0..5 {
                    let fields = crate::fields(&format!("Practice {writer} {number}")).check().unwrap();
                    operations
                        .publish_practice(&operator, water, fields, None)
                        .await
                        .unwrap();
                }
            })
        });
        for writer in join_all(writers).await {
            writer.unwrap();
        }
        done.store(true, Ordering::Relaxed);
    };

    let (last, ()) = tokio::join!(reader, writers);

    assert!(last <= first + 40);
    assert_eq!(outbox::head(&node.db()).await.unwrap().0, first + 40);
}

#[tokio::test]
async fn who_follows_tomorrow_does_not_get_what_was_sent_today() {
    let node = node().await;
    let (early, late) = (Peer::new("early.example", "e"), Peer::new("late.example", "l"));
    node.followed_by(&early).await;
    node.publish("Today").await;
    node.followed_by(&late).await;
    node.publish("Tomorrow").await;

    let (for_early, for_late) = (
        node.for_host("early.example").await,
        node.for_host("late.example").await,
    );

    // Each gets the answer to its own follow, too.
    assert_eq!((for_early.len(), for_late.len()), (3, 2));
    assert_eq!(for_early.last(), for_late.last());
}

#[tokio::test]
async fn who_ends_its_follow_gets_what_was_sent_before_and_nothing_after() {
    let node = node().await;
    let peer = Peer::new("b.example", "bo");
    node.followed_by(&peer).await;
    node.publish("Before").await;
    let owed = node.for_host("b.example").await;
    let follow = serde_json::json!({"type": "Follow", "actor": peer.id, "object": node.actor});
    node.take(&peer, &peer.activity("Undo", &follow)).await.unwrap();

    node.publish("After").await;

    assert_eq!(node.for_host("b.example").await, owed);
    let job = node
        .job("b.example", Seq(*owed.last().unwrap()))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(job.inboxes, ["https://b.example/inbox"]);
}
