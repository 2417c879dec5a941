//! What was here before an activity arrives.

use domain::{follow::FollowState, ids::FollowId, outbox::Seq};
use storage::{
    Db, Tx,
    arriving::{self, Arriving, Beforehand},
    following::{self, Followed},
    lanes::{self, Failure},
    peers, testing, tombstones,
    waiting::{self, Held},
};

use super::{at, organisation};

const ACTOR: &str = "https://a.example/actor";
const NOTE: &str = "https://a.example/notes/1";
const CREATE: &str = "https://a.example/notes/1/activity";

async fn found(tx: &Tx, seconds: i64) -> Beforehand {
    let it = Arriving {
        activity: CREATE,
        actor: ACTOR,
        host: "a.example",
        object: NOTE,
    };
    arriving::beforehand(&Db::from(tx), it, at(seconds)).await.unwrap()
}

#[tokio::test]
async fn a_host_counts_as_heard_for_a_minute() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();

    let never = found(&tx, 0).await;
    peers::heard(&tx, "a.example", at(0)).await.unwrap();
    let (soon, later) = (found(&tx, 59).await, found(&tx, 60).await);

    assert_eq!(never, Beforehand::default());
    assert!(soon.heard && !later.heard);
}

#[tokio::test]
async fn a_host_that_fails_is_noted_however_lately_it_was_heard() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    peers::heard(&tx, "a.example", at(0)).await.unwrap();
    let failure = Failure {
        seq: Seq(1),
        until: Some(at(900)),
        alarm: false,
        gone: false,
    };
    lanes::failed(&tx, "a.example", failure, at(1)).await.unwrap();

    assert!(!found(&tx, 2).await.heard);
}

#[tokio::test]
async fn only_what_its_sender_deleted_is_deleted() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    for object in [NOTE, CREATE, ACTOR] {
        tombstones::put(&tx, object, "https://a.example/somebody-else", at(0))
            .await
            .unwrap();
    }
    let others = found(&tx, 1).await;

    tombstones::put(&tx, NOTE, ACTOR, at(0)).await.unwrap();
    let post = found(&tx, 1).await;
    tombstones::put(&tx, CREATE, ACTOR, at(0)).await.unwrap();
    let activity = found(&tx, 1).await;

    assert_eq!(others, Beforehand::default());
    assert!(post.deleted && !post.ended);
    assert!(activity.ended);
}

#[tokio::test]
async fn who_is_followed_and_what_is_waited_for_is_known() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let mut follow = Followed {
        id: FollowId::new(at(0), [1; 10]),
        organisation: organisation(1),
        target: ACTOR.to_owned(),
        peer: "a.example".to_owned(),
        activity: "https://here.example/follows/1".to_owned(),
        state: FollowState::Pending,
        since: at(0),
    };
    following::put(&tx, &follow).await.unwrap();
    let asked = found(&tx, 1).await;

    follow.state = FollowState::Active;
    following::set_state(&tx, follow.id, follow.state).await.unwrap();
    let held = Held {
        activity: "https://b.example/likes/1".to_owned(),
        actor: "https://b.example/actor".to_owned(),
        body: b"{}".to_vec(),
    };
    waiting::put(&tx, &held, NOTE, at(0)).await.unwrap();
    let now = found(&tx, 1).await;

    assert_eq!(asked, Beforehand::default());
    assert!(now.followed && now.awaited);
}
