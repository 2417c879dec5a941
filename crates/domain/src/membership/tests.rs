use chrono::Duration;

use super::*;
use crate::network::{Deciding, Rules};

mod applications;
mod laws;

const ADA: [u8; 10] = [1; 10];
const BEN: [u8; 10] = [2; 10];
const CHI: [u8; 10] = [3; 10];

fn start() -> DateTime<Utc> {
    "2026-10-05T08:00:00Z".parse().unwrap()
}

fn day(number: i64) -> DateTime<Utc> {
    start() + Duration::days(number)
}

fn person(random: [u8; 10]) -> PersonId {
    PersonId::new(start(), random)
}

fn admin(random: [u8; 10]) -> Decider {
    Decider {
        person: person(random),
        mailbox: Some(format!("{}@net.example", random[0])),
        organisations: vec!["https://net.example/ap/orgs/1".to_owned()],
        capacity: Capacity::Admin,
    }
}

fn member(random: [u8; 10]) -> Decider {
    Decider {
        capacity: Capacity::Member,
        ..admin(random)
    }
}

fn rules(deciding: Deciding) -> Rules {
    Rules {
        deciding,
        ..Rules::default()
    }
}

fn applied() -> Membership {
    let referees = ["https://alpha.example/ap/orgs/1", "https://gamma.example/ap/orgs/3"];
    Membership::apply(
        "https://beta.example/ap/orgs/7".to_owned(),
        Some("z6MkBeta".to_owned()),
        vec!["office@beta.example".to_owned()],
        referees.map(str::to_owned),
        start(),
    )
}

fn vote(by: Decider, matter: Matter, yes: bool, at: DateTime<Utc>) -> Entry {
    Entry {
        at,
        by: By::Person(by),
        event: Event::Vote {
            matter,
            yes,
            reason: Some("Two of us have met them.".to_owned()),
        },
    }
}

fn by_subject(event: Event, at: DateTime<Utc>) -> Entry {
    let by = By::Subject;
    Entry { at, by, event }
}

fn by_admin(event: Event, at: DateTime<Utc>) -> Entry {
    let by = By::Person(admin(ADA));
    Entry { at, by, event }
}

fn day_passed(at: DateTime<Utc>) -> Entry {
    Entry {
        at,
        by: By::Clock,
        event: Event::DayPassed,
    }
}

fn admitted(rules: &Rules) -> Membership {
    let mut membership = applied();
    for who in [ADA, BEN] {
        membership
            .take(rules, &vote(admin(who), Matter::Admit(Tier::Member), true, day(20)))
            .unwrap();
        if membership.stage.own_tier().is_some() {
            break;
        }
    }
    assert_eq!(membership.stage, Stage::Admitted { tier: Tier::Member });
    membership
}

#[test]
fn m02_one_person_is_not_two_whatever_accounts_it_has() {
    let rules = rules(Deciding::TwoAdmins);
    let mut membership = applied();
    let yes = |by| vote(by, Matter::Admit(Tier::Member), true, day(20));
    membership.take(&rules, &yes(admin(ADA))).unwrap();
    membership.take(&rules, &yes(admin(ADA))).unwrap();
    let second_account = Decider {
        person: person(CHI),
        ..admin(ADA)
    };
    membership.take(&rules, &yes(second_account)).unwrap();
    assert_eq!(membership.stage, Stage::Waiting { asked: false });
    membership.take(&rules, &yes(admin(BEN))).unwrap();
    assert_eq!(membership.stage, Stage::Admitted { tier: Tier::Member });
}

#[test]
fn ro3_nobody_decides_on_the_own_organisation() {
    let rules = rules(Deciding::OneAdmin);
    let own = Decider {
        organisations: vec!["https://beta.example/ap/orgs/7".to_owned()],
        ..admin(ADA)
    };
    let contact = Decider {
        mailbox: Some("office@beta.example".to_owned()),
        ..admin(ADA)
    };
    for decider in [own, contact] {
        let mut membership = applied();
        let before = membership.clone();
        let refused = membership.take(&rules, &vote(decider, Matter::Admit(Tier::Member), true, day(20)));
        assert_eq!((refused, membership), (Err(Refused::OwnCase), before));
    }
}

#[test]
fn members_decide_only_where_the_network_votes() {
    let mut membership = applied();
    let yes = |who| vote(member(who), Matter::Admit(Tier::Member), true, day(20));
    assert_eq!(
        membership.take(&rules(Deciding::OneAdmin), &yes(ADA)),
        Err(Refused::NoSay)
    );
    let votes = rules(Deciding::Vote { quorum: 3 });
    for who in [ADA, BEN, CHI] {
        assert!(matches!(membership.stage, Stage::Waiting { .. }));
        membership.take(&votes, &yes(who)).unwrap();
    }
    assert_eq!(membership.stage, Stage::Admitted { tier: Tier::Member });
}

#[test]
fn what_is_decided_early_takes_effect_when_the_comment_period_is_over() {
    let rules = rules(Deciding::LazyConsensus);
    let mut membership = applied();
    membership
        .take(&rules, &vote(admin(ADA), Matter::Admit(Tier::Observer), true, day(1)))
        .unwrap();
    membership.take(&rules, &day_passed(day(13))).unwrap();
    assert_eq!(membership.stage, Stage::Waiting { asked: false });
    membership.take(&rules, &day_passed(day(14))).unwrap();
    assert_eq!(membership.stage, Stage::Admitted { tier: Tier::Observer });
}

#[test]
fn an_objection_ends_silent_consent_and_asks_for_a_second_person_with_a_reason() {
    let rules = rules(Deciding::LazyConsensus);
    let mut membership = applied();
    membership
        .take(&rules, &vote(admin(ADA), Matter::Admit(Tier::Observer), true, day(1)))
        .unwrap();
    let object = Entry {
        at: day(2),
        by: By::Person(member(CHI)),
        event: Event::Object {
            reason: "Its board sits in a ministry.".to_owned(),
        },
    };
    membership.take(&rules, &object).unwrap();
    membership.take(&rules, &day_passed(day(15))).unwrap();
    assert_eq!(membership.stage, Stage::Waiting { asked: false });
    let mut mute = vote(admin(BEN), Matter::Admit(Tier::Observer), true, day(16));
    if let Event::Vote { reason, .. } = &mut mute.event {
        *reason = None;
    }
    assert_eq!(membership.take(&rules, &mute), Err(Refused::NoReason));
    membership
        .take(&rules, &vote(admin(BEN), Matter::Admit(Tier::Observer), true, day(16)))
        .unwrap();
    assert_eq!(membership.stage, Stage::Admitted { tier: Tier::Observer });
}

#[test]
fn a_refused_applicant_sees_why() {
    let mut membership = applied();
    let no = vote(admin(ADA), Matter::Admit(Tier::Member), false, day(1));
    membership.take(&rules(Deciding::OneAdmin), &no).unwrap();
    assert_eq!(membership.stage, Stage::Declined);
    assert_eq!(membership.reason.as_deref(), Some("Two of us have met them."));
}

#[test]
fn only_named_referees_vouch() {
    let rules = rules(Deciding::OneAdmin);
    let vouch = |name: &str| Entry {
        at: day(1),
        by: By::Referee(name.to_owned()),
        event: Event::Vouch {
            answer: Answer::Yes,
            note: None,
        },
    };
    let mut membership = applied();
    membership
        .take(&rules, &vouch("https://alpha.example/ap/orgs/1"))
        .unwrap();
    assert_eq!(membership.recommendations(), 1);
    assert_eq!(
        membership.take(&rules, &vouch("https://delta.example/ap/orgs/9")),
        Err(Refused::NotReferee)
    );
}

#[test]
fn a_suspension_has_an_end_and_ends_by_itself() {
    let rules = rules(Deciding::TwoAdmins);
    let mut membership = admitted(&rules);
    let suspend = |until| vote(admin(ADA), Matter::Suspend { until }, true, day(30));
    assert_eq!(membership.take(&rules, &suspend(day(30))), Err(Refused::NoEnd));
    assert_eq!(membership.take(&rules, &suspend(day(500))), Err(Refused::NoEnd));
    membership.take(&rules, &suspend(day(60))).unwrap();
    assert_eq!(membership.stage.tier(), Some(Tier::Suspended));
    membership.take(&rules, &day_passed(day(59))).unwrap();
    assert_eq!(membership.stage.tier(), Some(Tier::Suspended));
    membership.take(&rules, &day_passed(day(60))).unwrap();
    assert_eq!(membership.stage, Stage::Admitted { tier: Tier::Member });
}

#[test]
fn nobody_is_put_out_unheard_and_an_appeal_gives_a_new_membership() {
    let rules = rules(Deciding::TwoAdmins);
    let mut membership = admitted(&rules);
    let expel = |who, at| vote(admin(who), Matter::Expel, true, at);
    assert_eq!(membership.take(&rules, &expel(ADA, day(30))), Err(Refused::NotHeard));
    let grounds = "Invoices for work that was not done.".to_owned();
    membership
        .take(&rules, &by_admin(Event::OpenHearing { grounds }, day(30)))
        .unwrap();
    assert_eq!(membership.take(&rules, &expel(ADA, day(43))), Err(Refused::NotHeard));
    membership.take(&rules, &expel(ADA, day(44))).unwrap();
    assert_eq!(membership.stage.tier(), Some(Tier::Member));
    membership.take(&rules, &expel(BEN, day(45))).unwrap();
    assert_eq!(membership.stage, Stage::Expelled);

    let appeal = |at| {
        by_subject(
            Event::Appeal {
                grounds: "The work was done.".to_owned(),
            },
            at,
        )
    };
    let mut late = membership.clone();
    assert_eq!(late.take(&rules, &appeal(day(75))), Err(Refused::NoAppeal));
    membership.take(&rules, &appeal(day(74))).unwrap();
    assert_eq!(membership.take(&rules, &appeal(day(74))), Err(Refused::NoAppeal));
    assert_eq!(membership.due(&rules, day(75)), [Due::AppealDecision]);
    assert_eq!(membership.reinstated(Tier::Member, day(80)), None);
    for who in [ADA, BEN] {
        membership
            .take(&rules, &vote(admin(who), Matter::Appeal, true, day(80)))
            .unwrap();
    }
    assert_eq!(membership.stage, Stage::Expelled, "the old membership stays ended");
    let new = membership.reinstated(Tier::Member, day(81)).unwrap();
    assert_eq!(
        (new.stage, new.key),
        (Stage::Admitted { tier: Tier::Member }, membership.key)
    );
}

#[test]
fn who_does_not_renew_is_reminded_then_lapses_and_can_come_back() {
    let rules = rules(Deciding::TwoAdmins);
    let mut membership = admitted(&rules);
    let due = membership.renewal_due(&rules).unwrap();
    assert_eq!(due, "2027-10-25T08:00:00Z".parse::<DateTime<Utc>>().unwrap());
    let remind = |at| Entry {
        at,
        by: By::Clock,
        event: Event::Remind,
    };
    assert_eq!(
        membership.take(&rules, &remind(due - Duration::days(61))),
        Err(Refused::NotNow)
    );
    membership.take(&rules, &remind(due - Duration::days(60))).unwrap();
    assert_eq!(
        membership.take(&rules, &remind(due - Duration::days(59))),
        Err(Refused::NotNow)
    );
    membership.take(&rules, &remind(due - Duration::days(6))).unwrap();
    assert_eq!(
        membership.reminded, 3,
        "a node that was off sends one reminder, not two"
    );
    membership.take(&rules, &day_passed(due)).unwrap();
    assert_eq!(membership.stage, Stage::Lapsed { was: Tier::Member });
    membership
        .take(&rules, &by_subject(Event::Renew, due + Duration::days(40)))
        .unwrap();
    assert_eq!(membership.stage, Stage::Admitted { tier: Tier::Member });
    assert_eq!(membership.reminded, 0);
}

#[test]
fn a_new_domain_proved_by_the_old_key_needs_fewer_people_than_one_without() {
    let rules = rules(Deciding::LazyConsensus);
    let (actor, key) = ("https://beta.org.example/ap/orgs/7".to_owned(), "z6MkNew".to_owned());
    let to = || Matter::Move {
        actor: actor.clone(),
        key: key.clone(),
    };
    let mut unproved = admitted(&rules);
    unproved.take(&rules, &vote(admin(ADA), to(), true, day(40))).unwrap();
    assert_ne!(unproved.subject, actor);
    unproved.take(&rules, &vote(admin(BEN), to(), true, day(41))).unwrap();
    assert_eq!(
        (unproved.subject.as_str(), unproved.key.as_deref()),
        (actor.as_str(), Some("z6MkNew"))
    );

    let mut proved = admitted(&rules);
    let ask = Event::AskToMove {
        actor: actor.clone(),
        key: key.clone(),
    };
    proved.take(&rules, &by_subject(ask, day(39))).unwrap();
    proved.take(&rules, &vote(admin(ADA), to(), true, day(40))).unwrap();
    assert_eq!(proved.subject, actor);
}

#[test]
fn votes_of_who_lost_its_say_do_not_count() {
    let rules = rules(Deciding::TwoAdmins);
    let mut membership = applied();
    membership
        .take(&rules, &vote(admin(ADA), Matter::Admit(Tier::Member), true, day(15)))
        .unwrap();
    let lose = Entry {
        at: day(16),
        by: By::Clock,
        event: Event::LoseSay { person: person(ADA) },
    };
    membership.take(&rules, &lose).unwrap();
    membership
        .take(&rules, &vote(admin(BEN), Matter::Admit(Tier::Member), true, day(17)))
        .unwrap();
    assert_eq!(membership.stage, Stage::Waiting { asked: false });
}

#[test]
fn m06_of_two_admins_who_remove_each_other_the_first_in_the_log_wins_and_the_last_stays() {
    let (ada, ben) = (person(ADA), person(BEN));
    let mut admins = Admins::new(ada);
    admins.add(ada, ben).unwrap();
    admins.remove(ada, ben).unwrap();
    assert_eq!(admins.remove(ben, ada), Err(AdminFault::NotAdmin));
    assert_eq!(admins.remove(ada, ada), Err(AdminFault::LastAdmin));
    assert_eq!(admins.iter().collect::<Vec<_>>(), [ada]);
}

#[test]
fn tiers_are_those_of_the_closed_list() {
    let list = include_str!("../../data/vocab_small.csv");
    let slugs: Vec<_> = list
        .lines()
        .filter_map(|line| line.strip_prefix("membership_tier,"))
        .collect();
    assert_eq!(slugs.len(), Tier::ALL.len());
    for slug in slugs {
        let slug = slug.split(',').nth(1).unwrap();
        assert_eq!(Tier::parse(slug).map(Tier::as_str), Some(slug));
    }
}
