//! Timelines: who sees what, in which order, page by page.

use domain::{follow::FollowState, ids::FollowId};
use storage::{
    Db, Tx,
    following::{self, Followed},
    interactions::{self, Gesture},
    posts::{self, Post, State, Visibility},
    testing,
    timelines::{self, After, Timeline},
};

use crate::{at, organisation, post};

const OURS: &str = "https://a.example/ap/orgs/1";
const FOLLOWED: &str = "https://b.example/ap/orgs/2";
const ASKED: &str = "https://c.example/ap/orgs/3";
const STRANGER: &str = "https://d.example/ap/orgs/4";

async fn follow(tx: &Tx, number: u8, target: &str, state: FollowState) {
    let follow = Followed {
        id: FollowId::new(at(0), [number; 10]),
        organisation: organisation(1),
        target: target.to_owned(),
        peer: "b.example".to_owned(),
        activity: format!("https://a.example/ap/activities/{number}"),
        state,
        since: at(0),
    };
    following::put(tx, &follow).await.unwrap();
}

async fn add(tx: &Tx, number: u8, author: &str, change: impl FnOnce(&mut Post)) -> Post {
    let mut one = post(number, author);
    one.organisation = (author == OURS).then(|| organisation(1));
    change(&mut one);
    posts::insert(tx, &one).await.unwrap();
    one
}

async fn seconds(tx: &Tx, timeline: &Timeline<'_>) -> Vec<i64> {
    let entries = timelines::page(&Db::from(tx), timeline, After::parse(None), 20)
        .await
        .unwrap();
    entries
        .iter()
        .map(|entry| (entry.post.published - at(0)).num_seconds())
        .collect()
}

#[tokio::test]
async fn home_shows_ours_and_those_whom_we_follow_and_what_these_boosted() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    follow(&tx, 1, FOLLOWED, FollowState::Active).await;
    follow(&tx, 2, ASKED, FollowState::Pending).await;
    add(&tx, 1, OURS, |_| {}).await;
    add(&tx, 2, FOLLOWED, |_| {}).await;
    add(&tx, 3, FOLLOWED, |one| one.visibility = Visibility::Followers).await;
    add(&tx, 4, FOLLOWED, |one| one.visibility = Visibility::Named).await;
    add(&tx, 5, FOLLOWED, |one| one.state = State::Held).await;
    add(&tx, 6, ASKED, |_| {}).await;
    let boosted = add(&tx, 7, STRANGER, |_| {}).await;
    let private = add(&tx, 8, STRANGER, |one| one.visibility = Visibility::Followers).await;
    for (number, object) in [(1, &boosted), (2, &private)] {
        let activity = format!("act-{number}");
        interactions::add(&tx, Gesture::Boost, &object.object, FOLLOWED, &activity, at(20))
            .await
            .unwrap();
    }
    let home = Timeline::Home {
        organisation: organisation(1),
        actor: OURS,
    };

    assert_eq!(seconds(&tx, &home).await, [7, 3, 2, 1]);

    let entries = timelines::page(&Db::from(&tx), &home, After::parse(None), 1)
        .await
        .unwrap();
    assert_eq!(entries[0].boosted_by.as_deref(), Some(FOLLOWED));
}

#[tokio::test]
async fn public_shows_ours_and_those_whom_somebody_here_follows() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    follow(&tx, 1, FOLLOWED, FollowState::Active).await;
    add(&tx, 1, OURS, |_| {}).await;
    add(&tx, 2, OURS, |one| one.visibility = Visibility::Unlisted).await;
    add(&tx, 3, FOLLOWED, |_| {}).await;
    add(&tx, 4, STRANGER, |_| {}).await;

    assert_eq!(seconds(&tx, &Timeline::Public { local: false }).await, [3, 1]);
    assert_eq!(seconds(&tx, &Timeline::Public { local: true }).await, [1]);
    assert_eq!(seconds(&tx, &Timeline::Author(STRANGER)).await, [4]);
}

#[tokio::test]
async fn a_tag_shows_public_posts_with_it() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    for (number, visibility) in [
        (1, Visibility::Public),
        (2, Visibility::Unlisted),
        (3, Visibility::Public),
    ] {
        let one = add(&tx, number, STRANGER, |one| one.visibility = visibility).await;
        let tag = if number == 3 { "drought" } else { "floods" };
        posts::set_terms(&tx, one.id, &vec![("tag", tag.to_owned())])
            .await
            .unwrap();
    }

    assert_eq!(seconds(&tx, &Timeline::Tag("floods")).await, [1]);
}

#[tokio::test]
async fn incoming_shows_answers_of_others_and_those_that_wait() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let ours = add(&tx, 1, OURS, |_| {}).await;
    let answers = |one: &mut Post| one.in_reply_to = Some(ours.object.clone());
    add(&tx, 2, STRANGER, answers).await;
    add(&tx, 3, STRANGER, |one| {
        answers(one);
        one.state = State::Held;
    })
    .await;
    add(&tx, 4, STRANGER, |one| {
        answers(one);
        one.state = State::Hidden;
    })
    .await;
    add(&tx, 5, OURS, answers).await;
    add(&tx, 6, STRANGER, |_| {}).await;

    assert_eq!(seconds(&tx, &Timeline::Incoming(organisation(1))).await, [3, 2]);
}

#[tokio::test]
async fn pages_show_every_post_once_also_those_of_the_same_moment() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    for number in 1..=7 {
        add(&tx, number, OURS, |one| one.published = at(1)).await;
    }
    let (mut after, mut seen) = (After::parse(None), Vec::new());
    loop {
        let page = timelines::page(&Db::from(&tx), &Timeline::Public { local: true }, after, 3)
            .await
            .unwrap();
        let Some(last) = page.last() else { break };
        after = After::parse(Some(&last.after.to_text()));
        seen.extend(page.iter().map(|entry| entry.post.id));
    }

    let mut expected: Vec<_> = (1..=7).map(|number| post(number, OURS).id).collect();
    expected.reverse();
    assert_eq!(seen, expected);
}
