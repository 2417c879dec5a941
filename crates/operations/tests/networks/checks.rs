//! What software finds out about applicants: it warns, people decide.

use domain::membership::{ApplicationDraft, Matter, Stage, Tier};
use operations::{
    Fact,
    view::networks::{CheckKind, FactState, Hint},
};

use crate::{application, is_not_found, key, node};

#[tokio::test]
async fn m05_names_that_look_alike_are_shown_side_by_side_and_nothing_is_decided_by_it() {
    let node = node().await;
    let first = node.member(1, Tier::Member).await;
    let draft = ApplicationDraft {
        // With Cyrillic letters.
        legal_name: "МЕМВЕR 1".to_owned(),
        contact: "other@elsewhere.example".to_owned(),
        ..application("Other")
    };
    let id = node.join(2, draft).await.unwrap();
    let case = node.case(&node.ada, node.delta, id).await.unwrap();
    assert_eq!(case.alike.len(), 1);
    assert_eq!((case.alike[0].membership, case.alike[0].kind.as_str()), (first, "name"));
    let queue = node.applications(&node.ada, node.delta).await.unwrap();
    assert_eq!(queue[0].hints[0], Hint::LooksAlike);
    node.days(14);
    let stage = node.both(id, Matter::Admit(Tier::Member)).await;
    assert_eq!(stage, Stage::Admitted { tier: Tier::Member });
}

#[tokio::test]
async fn the_same_mailbox_site_or_number_is_shown() {
    let node = node().await;
    let with = |number: &str, website: &str, contact: &str, name: &str| ApplicationDraft {
        register_number: number.to_owned(),
        website: website.to_owned(),
        contact: contact.to_owned(),
        ..application(name)
    };
    let draft = with(
        "NGO-12/2019",
        "https://www.blue.example/about",
        "office@blue.example",
        "Blue",
    );
    let first = node.join(1, draft).await.unwrap();
    let cases = [
        (
            with("ngo 12 2019", "https://a.example", "a@a.example", "Amber"),
            "number",
        ),
        (with("", "https://blue.example", "b@b.example", "Beige"), "domain"),
        (with("", "https://c.example", "Office@blue.example", "Coral"), "mail"),
    ];
    for (number, (draft, kind)) in (2..).zip(cases) {
        let id = node.join(number, draft).await.unwrap();
        let alike = node.case(&node.ada, node.delta, id).await.unwrap().alike;
        assert_eq!(alike.len(), 1, "{kind}");
        assert_eq!((alike[0].membership, alike[0].kind.as_str()), (first, kind));
    }
    let page = |name: &str| {
        with(
            "",
            &format!("https://facebook.com/{name}"),
            &format!("x@{name}.example"),
            name,
        )
    };
    node.join(8, page("eight")).await.unwrap();
    let id = node.join(9, page("nine")).await.unwrap();
    assert!(node.case(&node.ada, node.delta, id).await.unwrap().alike.is_empty());
}

#[tokio::test]
async fn facts_are_asked_for_once_a_day_and_shown() {
    let node = node().await;
    let id = node.join(1, application("Blue Delta")).await.unwrap();
    let wanted = node.checks_wanted(10).await.unwrap();
    assert_eq!(wanted.len(), 1);
    assert_eq!((wanted[0].membership, wanted[0].key.clone()), (id, Some(key(1))));
    assert_eq!(wanted[0].network_page, "https://water.example/networks/delta");
    let fact = Fact {
        kind: CheckKind::LinksBack,
        state: FactState::Bad,
        detail: "x".repeat(1_000),
    };
    node.note_checks(id, std::slice::from_ref(&fact)).await.unwrap();
    assert!(node.checks_wanted(10).await.unwrap().is_empty());
    let checks = node.case(&node.ada, node.delta, id).await.unwrap().checks;
    assert_eq!(
        (checks.len(), checks[0].state, checks[0].detail.len()),
        (1, FactState::Bad, 300)
    );
    let queue = node.applications(&node.ada, node.delta).await.unwrap();
    assert!(queue[0].hints.contains(&Hint::CheckFailed));
    node.days(2);
    assert_eq!(node.checks_wanted(10).await.unwrap().len(), 1);
    let missing = id.to_string().replace('0', "1").parse().unwrap();
    assert!(is_not_found(&node.note_checks(missing, &[fact]).await));
}
