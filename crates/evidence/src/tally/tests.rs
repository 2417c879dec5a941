mod laws;
mod world;

use serde_json::json;

use super::*;
use crate::documents::Reason;
use world::{Act, World};

fn counted(world: &World) -> Counted {
    world.count().expect("a log without faults").counted()
}

#[test]
fn pe7_endorsing_withdrawing_and_endorsing_anew_counts_once() {
    let mut world = World::open();
    let first = world.act(Act::endorse(1, 1));
    world.act(Act::endorse(2, 1));
    assert_eq!(counted(&world).totals.organisations, 2);
    world.act(Act::Withdraw { of: first, sequence: 2 });
    assert_eq!(counted(&world).totals.organisations, 1);
    world.act(Act::endorse(1, 3));
    let totals = counted(&world).totals;
    assert_eq!((totals.organisations, totals.withdrawn, totals.own_key), (2, 1, 2));
    assert_eq!(totals.by_country, [("KE".to_owned(), 2)].into());
}

#[test]
fn pe8_an_id_that_was_withdrawn_never_counts_again_and_sequences_rise() {
    let mut world = World::open();
    let first = world.act(Act::endorse(1, 5));
    world.act(Act::Withdraw { of: first, sequence: 6 });
    let again = world.clone().with(Act::Again { of: first });
    assert_eq!(again.count().unwrap_err().reason, Reason::Withdrawn);
    let lower = world.clone().with(Act::endorse(1, 4));
    assert_eq!(lower.count().unwrap_err().reason, Reason::Sequence);
    let same_as_withdrawal = world.with(Act::endorse(1, 6));
    assert_eq!(same_as_withdrawal.count().unwrap_err().reason, Reason::Sequence);
}

#[test]
fn pe9_two_documents_with_one_sequence_number_count_as_none() {
    let mut world = World::open();
    world.act(Act::endorse(1, 1));
    world.act(Act::endorse(1, 1));
    world.act(Act::endorse(2, 1));
    let counted = counted(&world);
    assert_eq!((counted.totals.organisations, counted.apart.equivocal), (1, 2));
}

#[test]
fn e04_the_same_document_twice_counts_once() {
    let mut world = World::open();
    let first = world.act(Act::endorse(1, 1));
    world.act(Act::Again { of: first });
    assert_eq!(counted(&world).totals.organisations, 1);
    world.act(Act::endorse(2, 1));
    assert_eq!(counted(&world).totals.organisations, 2);
}

#[test]
fn e04_a_move_that_is_said_later_changes_no_number_that_was_signed() {
    let mut world = World::open();
    world.act(Act::endorse(1, 1));
    let second = world.act(Act::endorse(2, 1));
    world.move_actor(1, 2);
    assert_eq!(counted(&world).totals.organisations, 2);
    world.act(Act::RevokeBy { of: second, actor: 0 });
    assert_eq!(
        counted(&world).totals.organisations,
        1,
        "the host takes the later one back"
    );
}

#[test]
fn e04_two_actors_of_one_membership_count_once() {
    let mut world = World::open_in_network();
    world.act(Act::endorse(1, 1));
    world.act(Act::endorse(2, 1));
    assert_eq!(counted(&world).totals.organisations, 2);
    world.admit(1, "https://net.example/ap/memberships/1");
    world.admit(2, "https://net.example/ap/memberships/1");
    assert_eq!(counted(&world).totals.organisations, 1);
}

#[test]
fn e04_who_came_to_a_membership_after_it_endorsed_was_somebody_else_then() {
    let mut world = World::open_in_network();
    world.joins(1, 1, "2026-11-01T00:00:00Z");
    world.act(Act::endorse(1, 1));
    world.act(Act::endorse(2, 1));
    let mut before = world.clone();
    // The membership of the first goes on under the actor of the second: next week, or before both endorsed.
    world.joins(2, 2, "2026-12-01T00:00:00Z");
    assert_eq!(counted(&world).totals.organisations, 2);
    before.joins(2, 2, "2026-11-02T00:00:00Z");
    assert_eq!(counted(&before).totals.organisations, 1);
    world.next_month();
    world.act(Act::RevokeBy { of: 2, actor: 0 });
    world.act(Act::endorse(2, 2));
    assert_eq!(counted(&world).totals.organisations, 1, "from then on it counts once");
}

#[test]
fn pk15_a_member_signs_by_the_keys_that_its_network_pinned_and_by_others_before_it_was_one() {
    let mut world = World::open_in_network();
    world.act(Act::endorse(1, 1));
    world.joins_with(1, 1, "2026-12-01T00:00:00Z", 7);
    assert_eq!(counted(&world).totals.organisations, 1, "it was no member then");
    world.next_month();
    let later = world.act(Act::endorse(1, 2));
    let missing: Vec<Fault> = world.count().unwrap().missing().collect();
    assert_eq!(missing, [Fault::at(later, Reason::KeyMismatch)]);
    world.joins(1, 2, "2026-12-20T00:00:00Z");
    assert_eq!(
        world.count().unwrap().missing().count(),
        0,
        "the network pinned this one too"
    );
}

#[test]
fn en2_a_member_counts_for_a_country_under_which_its_network_listed_it() {
    let mut world = World::open_in_network();
    world.joins_in(1, 1, "2026-11-01T00:00:00Z", "UG");
    let later = world.clone().with(Act::endorse(1, 1));
    assert_eq!(later.count().unwrap_err().reason, Reason::CountryMismatch);
    world.joins_in(1, 2, "2026-11-20T00:00:00Z", "KE");
    world.act(Act::endorse(1, 1));
    assert_eq!(counted(&world).totals.organisations, 1);
}

#[test]
fn e07_what_lies_after_invalid_since_is_disputed_and_not_counted() {
    let mut world = World::open();
    world.act(Act::endorse(1, 1));
    world.next_month();
    world.act(Act::endorse(1, 2));
    world.act(Act::endorse(2, 1));
    assert_eq!(counted(&world).totals.organisations, 2);
    // The key is said to have been in wrong hands since the middle of the time between.
    world.act(Act::Revoke {
        actor: 1,
        since: "2026-12-15T00:00:00Z",
    });
    let counted = counted(&world);
    assert_eq!((counted.totals.organisations, counted.apart.disputed), (2, 1));
    world.act(Act::Revoke {
        actor: 1,
        since: "2026-11-01T00:00:00Z",
    });
    let counted = self::counted(&world);
    assert_eq!((counted.totals.organisations, counted.apart.disputed), (1, 2));
}

#[test]
fn e14_an_endorser_that_is_expelled_later_still_counts_and_is_shown_so() {
    let mut world = World::open_in_network();
    world.admit(1, "https://net.example/ap/memberships/1");
    world.act(Act::endorse(1, 1));
    world.expel("https://net.example/ap/memberships/1");
    let count = world.count().unwrap();
    assert_eq!(count.counted().totals.organisations, 1);
    assert!(count.signatories()[0].member_until.is_some());
}

#[test]
fn e06_after_the_closing_endorsements_are_refused_or_shown_apart() {
    let mut refused = World::open();
    refused.act(Act::Close);
    refused.act(Act::endorse(1, 1));
    assert_eq!(refused.count().unwrap_err().reason, Reason::Closed);
    let mut apart = World::with_late("shown-separately");
    apart.act(Act::endorse(1, 1));
    apart.act(Act::Close);
    apart.act(Act::endorse(2, 1));
    let counted = counted(&apart);
    assert_eq!((counted.totals.organisations, counted.apart.late), (1, 1));
}

#[test]
fn e06_who_hides_or_shows_a_name_after_the_closing_counts_as_before() {
    for late in ["refused", "shown-separately"] {
        let mut world = World::with_late(late);
        world.act(Act::endorse(1, 1));
        let record = |visibility| Act::Record {
            kind: "individual",
            country: Some("NE"),
            visibility,
        };
        let shown = world.act(record("public"));
        world.act(Act::Close);
        let before = world.clone();
        world.act(Act::Erase { of: shown });
        world.act(Act::Hidden);
        let hidden = counted(&world);
        assert_eq!(
            (hidden.totals.undisclosed, hidden.totals.all(), hidden.apart.late),
            (1, 2, 0)
        );
        let mut again = before.clone();
        again.act(Act::Replace { of: shown });
        again.act(record("name-hidden"));
        assert_eq!(counted(&again).totals.persons, 1);

        // Nobody else comes in that way: neither later, nor in the place of one that only ended, nor by a key of its own.
        let mut later = before.clone();
        later.act(Act::Erase { of: shown });
        later.act(Act::Hidden);
        later.act(Act::Hidden);
        let mut ended = before.clone();
        ended.act(Act::RevokeBy { of: shown, actor: 0 });
        ended.act(Act::Hidden);
        let mut twice = before.clone();
        twice.act(Act::Erase { of: shown });
        twice.act(Act::Erase { of: shown });
        twice.act(Act::Hidden);
        let mut own_key = before;
        own_key.act(Act::Erase { of: shown });
        own_key.act(Act::endorse(2, 1));
        for world in [later, ended, twice, own_key] {
            match late {
                "refused" => assert_eq!(world.count().unwrap_err().reason, Reason::Closed),
                _ => assert_eq!(counted(&world).apart.late, 1),
            }
        }
    }
}

#[test]
fn e16_what_is_said_to_be_destroyed_without_an_entry_that_erases_it_is_missing() {
    let mut world = World::open();
    let first = world.act(Act::endorse(1, 1));
    world.destroy(first);
    let missing: Vec<Fault> = world.count().unwrap().missing().collect();
    assert_eq!(missing, [Fault::at(first, Reason::EventMissing)]);
}

#[test]
fn decision_19_hidden_signers_count_by_kind_and_have_no_country() {
    let mut world = World::open();
    world.act(Act::Record {
        kind: "individual",
        country: Some("NE"),
        visibility: "public",
    });
    world.act(Act::Record {
        kind: "representative",
        country: None,
        visibility: "fully-hidden",
    });
    world.act(Act::Record {
        kind: "organisation",
        country: Some("PE"),
        visibility: "name-hidden",
    });
    world.act(Act::Hidden);
    let totals = counted(&world).totals;
    assert_eq!((totals.organisations, totals.persons, totals.undisclosed), (1, 2, 1));
    assert_eq!((totals.countries, totals.recorded, totals.own_key), (2, 3, 0));
    assert_eq!(totals.all(), 4);
    let leaky = world.with(Act::Record {
        kind: "organisation",
        country: Some("PE"),
        visibility: "fully-hidden",
    });
    assert_eq!(leaky.count().unwrap_err().reason, Reason::FieldInvalid);
}

#[test]
fn e16_after_erasing_one_all_others_are_counted_and_the_tree_is_the_same() {
    let mut world = World::open();
    let first = world.act(Act::endorse(1, 1));
    world.act(Act::endorse(2, 1));
    let withdrawal = world.act(Act::Withdraw { of: first, sequence: 2 });
    world.act(Act::Erase { of: first });
    let before = counted(&world);
    world.destroy(first);
    assert_eq!(
        world.count().unwrap().missing().count(),
        0,
        "a withdrawal stays while it is there"
    );
    world.destroy(withdrawal);
    assert_eq!(counted(&world), before);
    assert_eq!((before.totals.organisations, before.totals.erased), (1, 1));
}

#[test]
fn a_withdrawal_that_is_not_opened_leaves_the_count_open() {
    let mut world = World::open();
    let first = world.act(Act::endorse(1, 1));
    let withdrawal = world.act(Act::Withdraw { of: first, sequence: 2 });
    world.keep_back(withdrawal);
    let count = world.count().unwrap();
    let missing: Vec<Fault> = count.missing().collect();
    assert_eq!(missing, [Fault::at(withdrawal, Reason::EventMissing)]);
}

#[test]
fn what_a_log_may_not_say_is_wrong_with_its_reason() {
    let mut world = World::open();
    let first = world.act(Act::endorse(1, 1));
    let cases = [
        (Act::Open, Reason::EntryMalformed),
        (Act::WithdrawBy { of: first, actor: 2 }, Reason::IdOrigin),
        (Act::RevokeBy { of: first, actor: 2 }, Reason::NotOwner),
        (Act::Erase { of: 0 }, Reason::TargetMismatch),
        (
            Act::Tally {
                size: 2,
                organisations: 2,
            },
            Reason::TallyMismatch,
        ),
        (
            Act::Tally {
                size: 1,
                organisations: 1,
            },
            Reason::TallyMismatch,
        ),
    ];
    for (act, reason) in cases {
        let wrong = world.clone().with(act);
        assert_eq!(
            wrong.count().map(|_| ()).map_err(|fault| fault.reason),
            Err(reason),
            "{act:?}"
        );
    }
    let right = world.clone().with(Act::Tally {
        size: 2,
        organisations: 1,
    });
    assert!(right.count().is_ok());
    world.act(Act::RevokeBy { of: first, actor: 0 });
    assert_eq!(counted(&world).totals.revoked, 1);
    assert_eq!(json!(counted(&world).totals)["organisations"], 0);
}
