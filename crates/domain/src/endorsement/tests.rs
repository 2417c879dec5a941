use std::collections::BTreeSet;

use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::*;
use crate::field_error::Fault;

const EVENTS: [Event; 10] = [
    Event::Accept,
    Event::Stamp,
    Event::Record,
    Event::Hold,
    Event::Merge,
    Event::NotTheSame,
    Event::Refuse,
    Event::Withdraw,
    Event::Revoke,
    Event::Erase,
];

#[test]
fn the_slugs_are_those_of_the_closed_lists() {
    let listed = |list: &str| -> BTreeSet<String> {
        include_str!("../../data/vocab_small.csv")
            .lines()
            .filter_map(|line| line.strip_prefix(&format!("{list},")))
            .filter_map(|rest| rest.split(',').nth(1))
            .map(str::to_owned)
            .collect()
    };
    let slugs = |values: Vec<&'static str>| values.into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(slugs(Kind::all().map(Kind::as_str).collect()), listed("signatory_kind"));
    assert_eq!(
        slugs(Visibility::all().map(Visibility::as_str).collect()),
        listed("signatory_visibility")
    );
    assert_eq!(
        slugs(Channel::all().map(Channel::as_str).collect()),
        listed("signature_channel")
    );
    assert_eq!(
        slugs(Check::all().map(Check::as_str).collect()),
        listed("signature_check")
    );
    assert_eq!(
        slugs(Stance::all().map(Stance::as_str).collect()),
        listed("endorsement_stance")
    );
    for check in Check::all() {
        assert_eq!(serde_json::to_string(&check).unwrap(), format!("{:?}", check.as_str()));
    }
}

#[test]
fn an_endorsement_by_its_own_key_goes_from_offered_to_stamped() {
    assert_eq!(Status::Offered.after(Event::Accept), Ok(Status::Accepted));
    assert_eq!(Status::Accepted.after(Event::Stamp), Ok(Status::Stamped));
    assert_eq!(
        Status::Offered.after(Event::Stamp),
        Ok(Status::Stamped),
        "the host stamps at once"
    );
    assert_eq!(Status::Stamped.after(Event::Revoke), Ok(Status::Revoked));
    assert!(
        Status::Pending.after(Event::Stamp).is_err(),
        "without a node there is no stamp"
    );
}

#[test]
fn an_endorsement_without_a_node_counts_once_it_is_confirmed() {
    assert!(!Status::Pending.is_counted());
    assert_eq!(Status::Pending.after(Event::Record), Ok(Status::Recorded));
    assert!(
        Status::Recorded.after(Event::Record).is_err(),
        "confirming twice has one effect"
    );
    assert_eq!(Status::Pending.after(Event::Hold), Ok(Status::InReview));
    assert_eq!(Status::InReview.after(Event::Merge), Ok(Status::Duplicate));
    assert_eq!(Status::Duplicate.after(Event::NotTheSame), Ok(Status::Recorded));
}

#[test]
fn pr1_organisers_may_hide_and_only_the_signer_shows_again() {
    for from in Visibility::all() {
        for to in Visibility::all() {
            assert!(may_show(Hand::Signer, from, to));
            assert_eq!(may_show(Hand::Organiser, from, to), to >= from, "{from:?} to {to:?}");
        }
    }
}

fn signatory() -> Signatory {
    SignatureDraft {
        kind: "representative".to_owned(),
        organisation: "  Su  və Həyat ".to_owned(),
        country: "az".to_owned(),
        person: "Aygün Əliyev".to_owned(),
        role: "Coordinator".to_owned(),
        ..SignatureDraft::default()
    }
    .check()
    .unwrap()
    .signatory
}

#[test]
fn pr1_what_is_hidden_is_not_among_what_is_shown() {
    let mut signer = signatory();
    assert_eq!(signer.organisation.as_deref(), Some("Su və Həyat"));
    assert_eq!(signer.shown(), signer);
    signer.visibility = Visibility::NameHidden;
    let shown = signer.shown();
    assert_eq!((shown.person, shown.role), (None, None));
    assert!(shown.organisation.is_some() && shown.country.is_some());
    signer.visibility = Visibility::FullyHidden;
    assert_eq!(
        signer.shown(),
        Signatory::of_kind(Kind::Representative, Visibility::FullyHidden)
    );
}

#[test]
fn all_faults_of_a_signature_come_at_once() {
    let faults = SignatureDraft {
        kind: "organisation".to_owned(),
        country: "XX".to_owned(),
        mail: "no address".to_owned(),
        reservation: "x".repeat(301),
        ..SignatureDraft::default()
    }
    .check()
    .unwrap_err();
    let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(fields, ["country", "organisation", "mail", "reservation"]);
    assert_eq!(faults[1].fault, Fault::Missing);
    let individual = SignatureDraft {
        kind: "individual".to_owned(),
        country: "KE".to_owned(),
        person: "Wijaya".to_owned(),
        reservation: "Not\nall".to_owned(),
        ..SignatureDraft::default()
    };
    let signature = individual.check().unwrap();
    assert_eq!(signature.stance, Stance::WithReservations);
    assert_eq!(signature.reservation.unwrap().as_str(), "Not all");
}

#[test]
fn how_sure_we_are_rises_with_what_was_seen() {
    assert_eq!(Check::Nothing.level(), None);
    let ladder = [Check::Mail, Check::OwnDomain, Check::Member, Check::Registry].map(Check::level);
    assert_eq!(ladder, [Some(0), Some(1), Some(2), Some(3)]);
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Accept),
        Just(Event::Stamp),
        Just(Event::Record),
        Just(Event::Hold),
        Just(Event::Merge),
        Just(Event::NotTheSame),
        Just(Event::Refuse),
        Just(Event::Withdraw),
        Just(Event::Revoke),
        Just(Event::Erase),
    ]
}

proptest! {
    #[test]
    fn pe8_nothing_that_ended_counts_again(
        start in 0_usize..Status::ALL.len(),
        events in proptest::collection::vec(any_event(), 0..30),
    ) {
        let mut status = Status::ALL[start];
        let mut ended = status.is_end();
        for event in events {
            if let Ok(next) = status.after(event) {
                prop_assert!(next != status, "an event that changes nothing is refused");
                status = next;
            }
            ended |= status.is_end();
            prop_assert!(!(ended && (status.is_counted() || status.is_waiting())), "{:?}", status);
        }
    }

    #[test]
    fn everything_can_be_erased_once_and_then_nothing_more(start in 0_usize..Status::ALL.len()) {
        let status = Status::ALL[start];
        prop_assert_eq!(status.after(Event::Erase).is_ok(), status != Status::Erased);
        for event in EVENTS {
            prop_assert!(Status::Erased.after(event).is_err());
        }
    }

    #[test]
    fn a_status_comes_back_from_its_slug(start in 0_usize..Status::ALL.len()) {
        let status = Status::ALL[start];
        prop_assert_eq!(Status::parse(status.as_str()), Some(status));
    }
}
