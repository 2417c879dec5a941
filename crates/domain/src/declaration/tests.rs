use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::field_error::Fault;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn draft() -> DeclarationDraft {
    let text = |language: &str, title: &str, source: &str| DraftText {
        language: language.to_owned(),
        title: title.to_owned(),
        summary: "One line.".to_owned(),
        source: source.to_owned(),
    };
    DeclarationDraft {
        texts: vec![
            text("en", "Water first", "One.\n\n## Two\n\n1. a\n2. b"),
            text("fr", "L’eau d’abord", "Un.\n\n## Deux\n\n1. a\n2. b"),
        ],
        opens_at: "2026-03-02".to_owned(),
        closes_at: "2026-05-31".to_owned(),
        ..DeclarationDraft::default()
    }
}

fn faults(draft: &DeclarationDraft) -> Vec<(Option<String>, &'static str, Fault)> {
    draft
        .check()
        .unwrap_err()
        .into_iter()
        .map(|fault| (fault.language, fault.error.field, fault.error.fault))
        .collect()
}

#[test]
fn a_draft_with_the_least_is_a_declaration() {
    let declaration = draft().check().unwrap();
    assert_eq!(declaration.slug, "water-first");
    assert_eq!(
        declaration.authentic.len(),
        2,
        "all languages have equal standing unless somebody says otherwise"
    );
    assert_eq!(declaration.may_endorse.len(), 3);
    assert_eq!(declaration.late, LatePolicy::Refused);
    assert_eq!(declaration.opens_at, Some(at("2026-03-02T00:00:00Z")));
    assert_eq!(declaration.closes_at, Some(at("2026-05-31T23:59:59Z")));
    assert_eq!(
        declaration.approval.decide("https://a.example/o/1", |_| false),
        Decision::Accept
    );
    assert_eq!(declaration.text("fr-CA").unwrap().title, "L’eau d’abord");
    assert_eq!(declaration.text("sw").unwrap().title, "Water first");
}

#[test]
fn a_declaration_comes_back_from_its_draft() {
    let declaration = draft().check().unwrap();
    assert_eq!(DeclarationDraft::from(&declaration).check().unwrap(), declaration);
}

#[test]
fn all_faults_of_a_draft_come_at_once_with_their_language() {
    let mut wrong = draft();
    wrong.texts[0].title = "a <b>".to_owned();
    wrong.texts[1].source = String::new();
    wrong.texts[1].summary = "x".repeat(501);
    wrong.authentic = vec!["ar".to_owned()];
    wrong.closes_at = "2026-03-01".to_owned();
    wrong.late = "maybe".to_owned();
    wrong.may_endorse = vec!["robot".to_owned()];
    wrong.hashtags = vec!["two words".to_owned()];
    wrong.approval = Approval {
        automatic: vec![Approver::Actor("not an address".to_owned())],
        manual: Vec::new(),
    };
    let fields: Vec<_> = faults(&wrong).into_iter().map(|(_, field, _)| field).collect();
    assert_eq!(
        fields,
        [
            "title",
            "summary",
            "source",
            "authentic",
            "closes_at",
            "late",
            "may_endorse",
            "approval",
            "hashtags"
        ]
    );
    assert_eq!(faults(&wrong)[2], (Some("fr".to_owned()), "source", Fault::Missing));
}

#[test]
fn en1_unnormalised_text_is_refused_with_the_place_marked() {
    let mut wrong = draft();
    wrong.texts[1].source = "Un.\n\nDe\u{301}ja".to_owned();
    assert_eq!(
        faults(&wrong),
        [(
            Some("fr".to_owned()),
            "source",
            Fault::NotNormalised { line: 3, column: 2 }
        )]
    );
    wrong.texts[1].source = "Un \u{202E}deux".to_owned();
    assert_eq!(faults(&wrong)[0].2, Fault::ForbiddenCharacter);
    wrong.texts[1].source = "Un.\r\n\r\nDeux.".to_owned();
    assert_eq!(wrong.check().unwrap().texts[1].source, "Un.\n\nDeux.");
}

#[test]
fn a_language_in_which_a_paragraph_is_missing_is_noticed() {
    let mut two = draft();
    assert!(two.differences().is_empty());
    two.texts[1].source = "Un.\n\n## Deux\n\n1. a".to_owned();
    let found = two.differences();
    assert_eq!((found[0].language.as_str(), found[0].section), ("fr", 1));
    assert_eq!((found[0].main.items, found[0].this.items), (2, 1));
    assert!(two.check().is_ok(), "a notice, no fault");
}

#[test]
fn one_language_has_one_text() {
    let mut twice = draft();
    twice.texts[1].language = "en".to_owned();
    assert_eq!(faults(&twice), [(Some("en".to_owned()), "language", Fault::Taken)]);
    assert_eq!(faults(&DeclarationDraft::default())[0].1, "texts");
}

#[test]
fn the_policy_accepts_asks_or_refuses() {
    let policy = Approval {
        automatic: vec![Approver::Actor("https://a.example/o/1".to_owned())],
        manual: vec![Approver::Actor("https://b.example/o/1".to_owned())],
    };
    assert_eq!(policy.decide("https://a.example/o/1", |_| false), Decision::Accept);
    assert_eq!(policy.decide("https://b.example/o/1", |_| false), Decision::Ask);
    assert_eq!(policy.decide("https://a.example/o/10", |_| false), Decision::Refuse);
}

#[test]
fn members_of_a_network_are_those_who_stand_in_it() {
    let network = "https://net.example/ap/networks/1";
    let policy = Approval {
        automatic: vec![Approver::Members(network.to_owned())],
        manual: Vec::new(),
    };
    let decide = |stands: bool| policy.decide("https://a.example/o/1", |asked| asked == network && stands);
    assert_eq!(decide(true), Decision::Accept);
    assert_eq!(decide(false), Decision::Refuse);
}

#[test]
fn after_opening_only_the_closing_date_moves_and_only_later() {
    let now = at("2026-04-01T00:00:00Z");
    let period = Period {
        opens_at: Some(at("2026-03-02T00:00:00Z")),
        closes_at: Some(at("2026-05-31T23:59:59Z")),
    };
    let after = |state: State, change| state.after(change, period, now);
    assert_eq!(after(State::Draft, Change::Open), Ok(State::Open));
    assert_eq!(after(State::Open, Change::Edit), Err(ChangeFault::Frozen));
    assert_eq!(after(State::Open, Change::Close), Ok(State::Closed));
    let to = at("2026-06-30T00:00:00Z");
    assert_eq!(after(State::Open, Change::Extend { to }), Ok(State::Open));
    let to = at("2026-05-01T00:00:00Z");
    assert_eq!(after(State::Open, Change::Extend { to }), Err(ChangeFault::NotLater));
    assert_eq!(after(State::Closed, Change::Open), Err(ChangeFault::Closed));
    assert_eq!(
        after(State::Closed, Change::Revise { revised: false }),
        Ok(State::Closed)
    );
    assert_eq!(
        after(State::Open, Change::Revise { revised: true }),
        Err(ChangeFault::AlreadyRevised)
    );
    assert_eq!(
        State::Draft.after(Change::Open, period, at("2026-07-01T00:00:00Z")),
        Err(ChangeFault::EndsBeforeNow)
    );
}

#[test]
fn e06_too_early_in_time_and_late_are_told_apart() {
    let period = Period {
        opens_at: Some(at("2026-03-02T00:00:00Z")),
        closes_at: Some(at("2026-05-31T23:59:59Z")),
    };
    let moment = |state: State, late, text| state.moment(period, late, at(text));
    let refused = LatePolicy::Refused;
    assert_eq!(moment(State::Open, refused, "2026-03-01T23:59:59Z"), Moment::Early);
    assert_eq!(moment(State::Open, refused, "2026-03-02T00:00:00Z"), Moment::InTime);
    assert_eq!(moment(State::Open, refused, "2026-05-31T23:59:59Z"), Moment::InTime);
    assert_eq!(moment(State::Open, refused, "2026-06-01T00:00:00Z"), Moment::Late);
    assert_eq!(
        moment(State::Closed, LatePolicy::ShownSeparately, "2026-05-01T00:00:00Z"),
        Moment::LateShown
    );
    assert_eq!(moment(State::Draft, refused, "2026-05-01T00:00:00Z"), Moment::Early);
}

proptest! {
    #[test]
    fn no_text_is_changed_silently(body in any::<String>()) {
        let mut any_text = draft();
        any_text.texts[0].source.clone_from(&body);
        if let Ok(declaration) = any_text.check() {
            let typed = body.replace("\r\n", "\n");
            prop_assert_eq!(&declaration.texts[0].source, typed.trim());
        }
    }

    #[test]
    fn nothing_leads_out_of_closed(minutes in -1_000_000_i64..1_000_000) {
        let now = at("2026-04-01T00:00:00Z");
        let to = now + TimeDelta::minutes(minutes);
        let period = Period { opens_at: None, closes_at: Some(now) };
        for change in [Change::Edit, Change::Open, Change::Extend { to }, Change::Close, Change::Discard,
            Change::Revise { revised: false }] {
            prop_assert!(State::Closed.after(change, period, now).is_ok_and(|state| state == State::Closed)
                || State::Closed.after(change, period, now).is_err());
        }
    }
}
