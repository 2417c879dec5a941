//! Finding practices.

use domain::{
    search_text,
    vocabulary::{CostBand, Country},
};
use storage::{
    Db, Tx,
    posts::{self, Kind, Post, PracticeFacts, State, Visibility},
    search::{self, Wanted},
    testing,
};

use crate::{organisation, post};

const AUTHOR: &str = "https://a.example/ap/orgs/1";

async fn add(tx: &Tx, number: u8, title: &str, country: &str, cost: &str, sector: &str) -> Post {
    let mut practice = post(number, AUTHOR);
    practice.kind = Kind::Practice;
    practice.title = Some(title.to_owned());
    practice.organisation = (number == 1).then(|| organisation(1));
    posts::insert(tx, &practice).await.unwrap();
    let facts = PracticeFacts {
        country: Country::parse(country).unwrap(),
        language: "sw-KE",
        cost: CostBand::parse(cost).unwrap(),
    };
    posts::set_practice_facts(tx, practice.id, facts).await.unwrap();
    posts::set_terms(tx, practice.id, &vec![("sector", sector.to_owned())])
        .await
        .unwrap();
    search::index(tx, practice.id, search_text::tokens(title))
        .await
        .unwrap();
    practice
}

async fn found(tx: &Tx, wanted: Wanted) -> Vec<String> {
    let wanted = Wanted { most: 10, ..wanted };
    let (found, total) = search::practices(&Db::from(tx), &wanted).await.unwrap();
    assert_eq!(total, found.len() as u64);
    found.into_iter().filter_map(|post| post.title).collect()
}

fn words(text: &str) -> Wanted {
    Wanted {
        words: search_text::tokens(text),
        ..Wanted::default()
    }
}

#[tokio::test]
async fn words_are_found_by_their_beginning_in_any_script_and_all_must_be_there() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    add(&tx, 1, "Water tanks for schools", "KE", "unknown", "water").await;
    add(&tx, 2, "Сбор дождевой воды", "KE", "unknown", "water").await;
    add(&tx, 3, "Réservoirs d’eau", "KE", "unknown", "water").await;

    assert_eq!(found(&tx, words("wat")).await, ["Water tanks for schools"]);
    assert_eq!(found(&tx, words("tank school")).await, ["Water tanks for schools"]);
    assert_eq!(found(&tx, words("ДОЖД")).await, ["Сбор дождевой воды"]);
    assert_eq!(found(&tx, words("reservoir")).await, ["Réservoirs d’eau"]);
    assert!(found(&tx, words("tank bridge")).await.is_empty());
    assert!(found(&tx, words("ater")).await.is_empty());
}

#[tokio::test]
async fn signs_of_query_languages_are_only_text() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    add(&tx, 1, "Water tanks", "KE", "unknown", "water").await;

    for raw in [
        "%",
        "_",
        "wa%",
        "' OR 1=1 --",
        "water*",
        "\"water\" NEAR tanks",
        "(",
        "\\",
    ] {
        let wanted = Wanted {
            words: vec![raw.to_owned()],
            ..Wanted::default()
        };
        assert!(found(&tx, wanted).await.is_empty(), "{raw}");
    }
}

#[tokio::test]
async fn every_filter_that_is_set_must_hold() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let bands: Vec<_> = CostBand::all().filter(|band| band.rank().is_some()).collect();
    let (cheap, dear) = (bands[0], bands[bands.len() - 1]);
    add(&tx, 1, "A", "KE", cheap.as_str(), "water").await;
    add(&tx, 2, "B", "BD", dear.as_str(), "energy").await;
    add(&tx, 3, "C", "KE", "unknown", "energy").await;

    let country = |code: &str| Some(code.to_owned());
    let sector = |slug: &str| vec![("sector", slug.to_owned())];
    assert_eq!(
        found(
            &tx,
            Wanted {
                country: country("KE"),
                ..Wanted::default()
            }
        )
        .await,
        ["C", "A"]
    );
    assert_eq!(
        found(
            &tx,
            Wanted {
                terms: sector("energy"),
                ..Wanted::default()
            }
        )
        .await,
        ["C", "B"]
    );
    let both = Wanted {
        country: country("KE"),
        terms: sector("energy"),
        ..Wanted::default()
    };
    assert_eq!(found(&tx, both).await, ["C"]);
    assert_eq!(
        found(
            &tx,
            Wanted {
                cost_at_most: cheap.rank(),
                ..Wanted::default()
            }
        )
        .await,
        ["A"]
    );
    assert_eq!(
        found(
            &tx,
            Wanted {
                cost_at_most: dear.rank(),
                ..Wanted::default()
            }
        )
        .await,
        ["B", "A"]
    );
    assert_eq!(
        found(
            &tx,
            Wanted {
                language: Some("sw".to_owned()),
                ..Wanted::default()
            }
        )
        .await
        .len(),
        3
    );
    assert_eq!(
        found(
            &tx,
            Wanted {
                organisation: Some(organisation(1)),
                ..Wanted::default()
            }
        )
        .await,
        ["A"]
    );
}

#[tokio::test]
async fn what_is_held_withdrawn_or_not_public_is_not_found() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let practice = add(&tx, 1, "Water", "KE", "unknown", "water").await;
    for state in [State::Held, State::Hidden] {
        posts::set_state(&tx, practice.id, state).await.unwrap();
        assert!(found(&tx, words("water")).await.is_empty());
    }
    posts::set_state(&tx, practice.id, State::Visible).await.unwrap();
    assert_eq!(found(&tx, words("water")).await, ["Water"]);

    let private = Post {
        visibility: Visibility::Followers,
        ..practice
    };
    posts::revise(&tx, &private).await.unwrap();

    assert!(found(&tx, words("water")).await.is_empty());
}

#[tokio::test]
async fn a_practice_is_found_by_the_setting_in_which_somebody_tried_it() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let practice = add(&tx, 1, "Water", "KE", "unknown", "water").await;
    let mut report = post(2, "https://b.example/ap/orgs/2");
    report.kind = Kind::Report;
    report.in_reply_to = Some(practice.object.clone());
    posts::insert(&tx, &report).await.unwrap();
    posts::set_terms(&tx, report.id, &vec![("setting", "urban".to_owned())])
        .await
        .unwrap();
    let tried = |setting: &str| Wanted {
        tried_in_setting: Some(setting.to_owned()),
        ..Wanted::default()
    };

    assert_eq!(found(&tx, tried("urban")).await, ["Water"]);
    assert!(found(&tx, tried("coastal")).await.is_empty());
    posts::set_state(&tx, report.id, State::Held).await.unwrap();
    assert!(found(&tx, tried("urban")).await.is_empty());
}

#[tokio::test]
async fn pages_do_not_overlap_and_the_total_is_that_of_all() {
    let store = testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    for (number, title) in ["A", "B", "C", "D", "E"].into_iter().enumerate() {
        add(&tx, u8::try_from(number).unwrap() + 1, title, "KE", "unknown", "water").await;
    }
    let mut titles = Vec::new();
    for offset in [0, 2, 4] {
        let wanted = Wanted {
            offset,
            most: 2,
            ..Wanted::default()
        };
        let (found, total) = search::practices(&Db::from(&tx), &wanted).await.unwrap();
        assert_eq!(total, 5);
        titles.extend(found.into_iter().filter_map(|post| post.title));
    }
    assert_eq!(titles, ["E", "D", "C", "B", "A"]);
}
