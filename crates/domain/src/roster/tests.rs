use super::*;

fn standing(tier: Tier, country: &str) -> Standing {
    Standing {
        tier,
        key: "z6MkKey".to_owned(),
        country: Country::parse(country),
        since: DateTime::UNIX_EPOCH,
    }
}

fn change(number: u64, actor: &str, tier: Tier) -> Change {
    Change {
        number,
        actor: actor.to_owned(),
        standing: Some(standing(tier, "KE")),
    }
}

#[test]
fn pm3_changes_are_taken_in_order_only() {
    let mut roster = Roster::default();
    assert_eq!(roster.take(change(1, "a", Tier::Member)), Ok(()));
    assert_eq!(roster.take(change(1, "b", Tier::Member)), Err(ChangeFault::Rollback));
    assert_eq!(
        roster.take(change(3, "b", Tier::Member)),
        Err(ChangeFault::Gap { known: 1 })
    );
    assert_eq!(roster.number(), 1);
    assert_eq!(roster.standing("b"), None);
}

#[test]
fn me1_an_older_snapshot_never_replaces_a_newer_one() {
    let mut roster = Roster::new(5, [("a".to_owned(), standing(Tier::Member, "KE"))]);
    let before = roster.clone();
    assert_eq!(roster.replace(4, [], |_| None), Err(ChangeFault::Rollback));
    assert_eq!(roster, before);
}

#[test]
fn who_is_no_longer_listed_stays_known_as_ended() {
    let members = ["a", "b", "c"].map(|actor| (actor.to_owned(), standing(Tier::Member, "KE")));
    let mut roster = Roster::new(5, members);
    let listed = [("a".to_owned(), standing(Tier::Lapsed, "KE"))];
    roster
        .replace(6, listed, |actor| (actor == "b").then_some(Tier::Expelled))
        .unwrap();
    let tier = |actor| roster.standing(actor).map(|standing| standing.tier);
    assert_eq!(
        [tier("a"), tier("b"), tier("c")],
        [Some(Tier::Lapsed), Some(Tier::Expelled), Some(Tier::Withdrawn)]
    );
    assert_eq!(roster.listed().len(), 1);
}

#[test]
fn a_snapshot_gives_what_its_changes_give() {
    let tiers = [
        Tier::Member,
        Tier::Observer,
        Tier::Suspended,
        Tier::Lapsed,
        Tier::RegionalNode,
    ];
    let mut followed = Roster::default();
    for (number, tier) in (1..).zip(tiers) {
        followed
            .take(change(number, &format!("https://{number}.example/a"), tier))
            .unwrap();
    }
    let listed = followed.listed().into_iter();
    let listed = listed.map(|(actor, standing)| (actor.to_owned(), standing.clone()));
    assert_eq!(Roster::new(followed.number(), listed.collect::<Vec<_>>()), followed);
}

#[test]
fn an_actor_that_moved_is_no_longer_known() {
    let mut roster = Roster::new(1, [("old".to_owned(), standing(Tier::Member, "KE"))]);
    let gone = Change {
        number: 2,
        actor: "old".to_owned(),
        standing: None,
    };
    roster.take(gone).unwrap();
    roster.take(change(3, "new", Tier::Member)).unwrap();
    assert_eq!(
        roster.listed().iter().map(|(actor, _)| *actor).collect::<Vec<_>>(),
        ["new"]
    );
}

#[test]
fn a_regional_node_admits_in_its_own_region_only() {
    let members = [
        ("region".to_owned(), standing(Tier::RegionalNode, "KE")),
        ("member".to_owned(), standing(Tier::Member, "KE")),
    ];
    let roster = Roster::new(1, members);
    let country = |code| Country::parse(code).unwrap();
    assert!(roster.admits("region", country("UG")));
    assert!(!roster.admits("region", country("PE")));
    assert!(!roster.admits("member", country("UG")));
    assert!(!roster.admits("stranger", country("UG")));
}

#[test]
fn a_copy_with_a_change_leaves_the_first_one_as_it_was() {
    let members = ["a", "b"].map(|actor| (actor.to_owned(), standing(Tier::Member, "KE")));
    let before = Roster::new(5, members.clone());
    let changed = [
        ("a".to_owned(), None),
        ("c".to_owned(), Some(standing(Tier::Member, "KE"))),
    ];
    let after = before.with(6, changed);
    assert_eq!(before, Roster::new(5, members));
    let listed: Vec<_> = after.listed().into_iter().map(|(actor, _)| actor).collect();
    assert_eq!((after.number(), listed, after.admitted()), (6, vec!["b", "c"], 2));
}

#[test]
fn me3_a_host_is_doubtful_as_long_as_somebody_on_it_may_not_write() {
    let actor = |name: &str| format!("https://shared.example/{name}");
    let mut roster = Roster::default();
    let mut say = |number, name: &str, tier| {
        roster.take(change(number, &actor(name), tier)).unwrap();
        roster.is_doubtful("shared.example")
    };
    assert!(!say(1, "a", Tier::Member));
    assert!(say(2, "a", Tier::Suspended));
    assert!(say(3, "b", Tier::Expelled));
    assert!(say(4, "a", Tier::Member), "the other one may not write");
    assert!(say(5, "b", Tier::Suspended));
    assert!(!say(6, "b", Tier::Member));
    assert!(!roster.is_doubtful("other.example"));
}
