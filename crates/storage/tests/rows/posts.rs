//! Posts, their versions, and gestures on them.

use domain::vocabulary::{CostBand, Country};
use storage::{
    Db, StorageError,
    interactions::{self, Gesture},
    posts::{self, Kind, PracticeFacts, State, Version, Visibility},
    search::{self, Wanted},
    testing,
};

use crate::{at, organisation, post};

const AUTHOR: &str = "https://a.example/ap/orgs/1";

#[tokio::test]
async fn a_post_comes_back_byte_for_byte() {
    let store = testing::temporary().await.unwrap();
    let mut practice = post(1, AUTHOR);
    practice.kind = Kind::Practice;
    practice.organisation = Some(organisation(1));
    practice.slug = Some("raised-beds".to_owned());
    practice.title = Some("Грядки выше воды".to_owned());
    practice.summary = Some("\u{627}\u{644}\u{645}\u{627}\u{621}".to_owned());
    practice.facts = Some("{\"n\":1}".to_owned());
    practice.bytes = vec![0, 255, 10, 13];
    practice.updated = Some(at(9));
    practice.visibility = Visibility::Unlisted;
    let tx = store.begin().await.unwrap();
    posts::insert(&tx, &practice).await.unwrap();
    tx.commit().await.unwrap();

    let db = Db::from(&*store);
    for found in [
        posts::get(&db, practice.id).await.unwrap(),
        posts::by_object(&db, &practice.object).await.unwrap(),
        posts::by_slug(&db, "raised-beds").await.unwrap(),
    ] {
        assert_eq!(found.as_ref(), Some(&practice));
    }
}

#[tokio::test]
async fn an_object_is_stored_once() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    posts::insert(&tx, &post(1, AUTHOR)).await.unwrap();
    let mut again = post(2, AUTHOR);
    again.object = post(1, AUTHOR).object;

    assert!(matches!(posts::insert(&tx, &again).await, Err(StorageError::Exists)));
}

#[tokio::test]
async fn a_revision_changes_what_is_said_and_not_who_said_it() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    posts::insert(&tx, &post(1, AUTHOR)).await.unwrap();
    let mut revised = post(1, AUTHOR);
    revised.content = "<p>New</p>".to_owned();
    revised.revision = 2;
    revised.updated = Some(at(5));
    let mut asked = revised.clone();
    asked.author = "https://evil.example/".to_owned();
    asked.published = at(100);

    posts::revise(&tx, &asked).await.unwrap();

    assert_eq!(posts::get(&Db::from(&tx), revised.id).await.unwrap(), Some(revised));
}

#[tokio::test]
async fn what_is_withdrawn_leaves_only_a_tombstone() {
    let store = testing::temporary().await.unwrap();
    let mut practice = post(1, AUTHOR);
    practice.kind = Kind::Practice;
    practice.title = Some("Raised beds".to_owned());
    practice.facts = Some("{}".to_owned());
    let tx = store.begin().await.unwrap();
    posts::insert(&tx, &practice).await.unwrap();
    let facts = PracticeFacts {
        country: Country::parse("BD").unwrap(),
        language: "bn",
        cost: CostBand::parse("unknown").unwrap(),
    };
    posts::set_practice_facts(&tx, practice.id, facts).await.unwrap();
    posts::set_terms(&tx, practice.id, &vec![("tag", "floods".to_owned())])
        .await
        .unwrap();
    search::index(&tx, practice.id, ["raised".to_owned()]).await.unwrap();
    let version = Version {
        revision: 1,
        at: at(1),
        who: None,
        facts: "{}".to_owned(),
    };
    posts::keep_version(&tx, practice.id, &version).await.unwrap();

    posts::withdraw(&tx, practice.id, Some("Unsafe"), b"tombstone", at(7))
        .await
        .unwrap();

    let db = Db::from(&tx);
    let left = posts::get(&db, practice.id).await.unwrap().unwrap();
    assert_eq!(
        (left.state, left.reason.as_deref(), left.updated),
        (State::Withdrawn, Some("Unsafe"), Some(at(7)))
    );
    assert_eq!(
        (left.content.as_str(), left.facts, left.bytes),
        ("", None, b"tombstone".to_vec())
    );
    assert_eq!(left.title.as_deref(), Some("Raised beds"));
    assert!(posts::versions(&db, practice.id).await.unwrap().is_empty());
    let wanted = Wanted {
        words: vec!["raised".to_owned()],
        most: 10,
        ..Wanted::default()
    };
    assert_eq!(search::practices(&db, &wanted).await.unwrap(), (vec![], 0));
}

#[tokio::test]
async fn versions_come_newest_first_and_the_same_revision_is_kept_once() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let id = post(1, AUTHOR).id;
    for (revision, facts) in [(1, "one"), (2, "two"), (2, "two again")] {
        let version = Version {
            revision,
            at: at(1),
            who: Some("Amina".to_owned()),
            facts: facts.to_owned(),
        };
        posts::keep_version(&tx, id, &version).await.unwrap();
    }

    let kept = posts::versions(&Db::from(&tx), id).await.unwrap();

    let facts: Vec<_> = kept
        .iter()
        .map(|version| (version.revision, version.facts.as_str()))
        .collect();
    assert_eq!(facts, [(2, "two again"), (1, "one")]);
}

#[tokio::test]
async fn hidden_answers_are_left_out_and_held_ones_are_there_to_be_looked_at() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let asked = post(1, AUTHOR);
    for (number, state) in [
        (2, State::Visible),
        (3, State::Held),
        (4, State::Hidden),
        (5, State::Withdrawn),
    ] {
        let mut answer = post(number, AUTHOR);
        answer.in_reply_to = Some(asked.object.clone());
        answer.state = state;
        posts::insert(&tx, &answer).await.unwrap();
    }

    let answers = posts::answers(&Db::from(&tx), &asked.object).await.unwrap();

    assert_eq!(
        answers.iter().map(|one| one.state).collect::<Vec<_>>(),
        [State::Visible, State::Held]
    );
}

#[tokio::test]
async fn only_visible_public_posts_of_ours_are_counted() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let mut number = 0;
    let mut add = async |change: &dyn Fn(&mut posts::Post)| {
        number += 1;
        let mut one = post(number, AUTHOR);
        one.organisation = Some(organisation(1));
        change(&mut one);
        posts::insert(&tx, &one).await.unwrap();
    };
    add(&|_| {}).await;
    add(&|one| one.kind = Kind::Practice).await;
    add(&|one| one.organisation = Some(organisation(2))).await;
    add(&|one| one.organisation = None).await;
    add(&|one| one.visibility = Visibility::Followers).await;
    add(&|one| one.state = State::Withdrawn).await;

    let db = Db::from(&tx);
    assert_eq!(posts::count(&db, None, None).await.unwrap(), 3);
    assert_eq!(posts::count(&db, Some(Kind::Practice), None).await.unwrap(), 1);
    assert_eq!(posts::count(&db, None, Some(organisation(2))).await.unwrap(), 1);
}

#[tokio::test]
async fn a_gesture_counts_once_and_is_taken_back_by_its_own_actor_only() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let object = post(1, AUTHOR).object;
    let (ours, theirs) = ("https://b.example/u/1", "https://c.example/u/1");
    assert!(
        interactions::add(&tx, Gesture::Like, &object, ours, "act-1", at(1))
            .await
            .unwrap()
    );
    assert!(
        !interactions::add(&tx, Gesture::Like, &object, ours, "act-2", at(2))
            .await
            .unwrap()
    );
    assert!(
        interactions::add(&tx, Gesture::Boost, &object, ours, "act-3", at(3))
            .await
            .unwrap()
    );
    let db = Db::from(&tx);
    assert_eq!(interactions::counts(&db, &object).await.unwrap(), (1, 1));

    assert_eq!(
        interactions::remove_by_activity(&tx, "act-3", theirs).await.unwrap(),
        None
    );
    let removed = interactions::remove_by_activity(&tx, "act-3", ours).await.unwrap();
    assert_eq!(removed.as_ref(), Some(&object));
    let undone = interactions::remove(&tx, Gesture::Like, &object, ours).await.unwrap();

    assert_eq!(undone.as_deref(), Some("act-1"));
    assert_eq!(interactions::counts(&db, &object).await.unwrap(), (0, 0));
}
