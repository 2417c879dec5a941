//! What holds whatever happens, in any order.

use proptest::prelude::*;

use super::*;

const REFEREE: &str = "https://alpha.example/ap/orgs/1";

/// Six accounts of five people, of whom two are admins and one belongs to the applicant.
fn people() -> Vec<Decider> {
    let with = |at: u8, capacity| Decider {
        capacity,
        ..admin([at; 10])
    };
    let mut people = vec![
        with(1, Capacity::Admin),
        with(2, Capacity::Admin),
        with(3, Capacity::Member),
        with(4, Capacity::Member),
        with(5, Capacity::Admin),
        with(6, Capacity::Admin),
    ];
    people[4].mailbox = people[0].mailbox.clone();
    people[5]
        .organisations
        .push("https://beta.example/ap/orgs/7".to_owned());
    people
}

fn matter() -> impl Strategy<Value = Matter> {
    prop_oneof![
        4 => Just(Matter::Admit(Tier::Member)),
        1 => Just(Matter::Admit(Tier::Observer)),
        1 => Just(Matter::SetTier(Tier::RegionalNode)),
        1 => (0..400_i64).prop_map(|days| Matter::Suspend { until: day(days) }),
        1 => Just(Matter::Lift),
        2 => Just(Matter::Expel),
        1 => Just(Matter::ChangeKey("z6MkNew".to_owned())),
        1 => Just(Matter::Move { actor: "https://new.example/a".to_owned(), key: "z6MkNew".to_owned() }),
        1 => Just(Matter::Appeal),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let text = || "text".to_owned();
    prop_oneof![
        12 => (matter(), prop::bool::weighted(0.8), prop::option::weighted(0.9, Just(text())))
            .prop_map(|(matter, yes, reason)| Event::Vote { matter, yes, reason }),
        1 => Just(Event::Comment { text: text() }),
        1 => Just(Event::Object { reason: text() }),
        1 => Just(Event::DropObjection),
        1 => Just(Event::Vouch { answer: Answer::Yes, note: None }),
        1 => Just(Event::Recommend),
        1 => Just(Event::Ask { question: text() }),
        1 => Just(Event::Reply { text: text() }),
        2 => Just(Event::OpenHearing { grounds: text() }),
        1 => Just(Event::Answer { text: text() }),
        1 => Just(Event::CloseHearing),
        1 => Just(Event::Appeal { grounds: text() }),
        1 => Just(Event::Renew),
        1 => Just(Event::Remind),
        1 => Just(Event::Withdraw),
        1 => Just(Event::RotateKey { key: "z6MkNew".to_owned() }),
        1 => Just(Event::LoseSay { person: person(ADA) }),
        3 => Just(Event::DayPassed),
    ]
}

fn by(event: &Event, who: usize, any: bool) -> By {
    match event {
        _ if any => [By::Subject, By::Clock, By::Referee(REFEREE.to_owned())][who % 3].clone(),
        Event::DayPassed | Event::Remind | Event::LoseSay { .. } => By::Clock,
        Event::Vouch { .. } => By::Referee(REFEREE.to_owned()),
        Event::Recommend => By::RegionalNode(REFEREE.to_owned()),
        Event::Reply { .. }
        | Event::Answer { .. }
        | Event::Appeal { .. }
        | Event::Withdraw
        | Event::RotateKey { .. }
        | Event::AskToMove { .. } => By::Subject,
        _ => By::Person(people()[who].clone()),
    }
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let line = (event(), 0..6_usize, prop::bool::weighted(0.1), 0..20_i64);
    prop::collection::vec(line, 0..60).prop_map(|lines| {
        let mut at = start();
        let entry = |(event, who, any, days)| {
            at += Duration::days(days);
            let by = by(&event, who, any);
            Entry { at, by, event }
        };
        lines.into_iter().map(entry).collect()
    })
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let deciding = prop_oneof![
        Just(Deciding::OneAdmin),
        Just(Deciding::TwoAdmins),
        Just(Deciding::Vote { quorum: 3 }),
        Just(Deciding::LazyConsensus),
    ];
    (deciding, any::<bool>(), any::<bool>()).prop_map(|(deciding, two_people, regional_nodes_admit)| Rules {
        two_people,
        regional_nodes_admit,
        ..rules(deciding)
    })
}

/// How many different people of those who may said yes to a matter, counted from the lines alone.
fn yes_votes(rules: &Rules, taken: &[Entry], wanted: &Matter) -> usize {
    let mut latest: Vec<(Decider, bool)> = Vec::new();
    for entry in taken {
        if let (By::Person(by), Event::Vote { matter, yes, .. }) = (&entry.by, &entry.event)
            && matter == wanted
            && may_vote(rules, matter, by.capacity)
            && !by
                .organisations
                .iter()
                .any(|organisation| organisation.contains("beta.example"))
        {
            latest.retain(|(other, _)| other.mailbox != by.mailbox && other.person != by.person);
            latest.push((by.clone(), *yes));
        }
    }
    latest.iter().filter(|(_, yes)| *yes).count()
}

/// The least number of different people whom the rules ask for, whatever else happens.
fn least(rules: &Rules) -> usize {
    match (rules.deciding, rules.two_people) {
        (Deciding::OneAdmin | Deciding::LazyConsensus, false) => 1,
        // More yes than no among at least three.
        (Deciding::TwoAdmins | Deciding::Vote { .. }, _) | (_, true) => 2,
    }
}

proptest! {
    #[test]
    fn nothing_leads_out_of_the_end_states(rules in any_rules(), lines in entries()) {
        let mut membership = applied();
        for line in lines {
            let before = membership.clone();
            let taken = membership.take(&rules, &line);
            if before.stage.is_end() {
                prop_assert_eq!(membership.stage, before.stage);
                prop_assert_eq!(&membership.key, &before.key);
            }
            if taken.is_err() {
                prop_assert_eq!(&membership, &before, "what is refused changes nothing");
            }
        }
    }

    #[test]
    fn no_decision_without_the_right_number_of_the_right_people(rules in any_rules(), lines in entries()) {
        let (mut membership, mut taken) = (applied(), Vec::new());
        for line in lines {
            let before = membership.clone();
            if membership.take(&rules, &line).is_err() {
                continue;
            }
            taken.push(line.clone());
            let was_waiting = matches!(before.stage, Stage::Waiting { .. });
            let recommended = matches!(line.event, Event::Recommend);
            if let (true, Stage::Admitted { tier }) = (was_waiting, membership.stage) && !recommended {
                prop_assert!(yes_votes(&rules, &taken, &Matter::Admit(tier)) >= least(&rules));
                prop_assert!(line.at >= membership.comments_end(&rules), "members had their time to comment");
            }
            if recommended {
                prop_assert!(rules.regional_nodes_admit);
            }
            if before.stage != Stage::Expelled && membership.stage == Stage::Expelled {
                let people = yes_votes(&rules, &taken, &Matter::Expel);
                let two = if rules.deciding == Deciding::LazyConsensus { 2 } else { least(&rules) };
                prop_assert!(people >= two, "{people}");
                prop_assert!(before.hearing.is_some_and(|hearing| hearing.is_over(line.at)), "and it was heard");
            }
            if before.stage != Stage::Withdrawn && membership.stage == Stage::Withdrawn {
                prop_assert_eq!(&line.by, &By::Subject, "nobody leaves for somebody else");
            }
            if let Stage::Suspended { until, .. } = membership.stage && membership.stage != before.stage {
                prop_assert!(until > line.at);
            }
        }
    }

    #[test]
    fn the_same_lines_give_the_same_membership(rules in any_rules(), lines in entries()) {
        let (mut membership, mut taken) = (applied(), Vec::new());
        for line in lines {
            if membership.take(&rules, &line).is_ok() {
                taken.push(line);
            }
        }
        let text = serde_json::to_string(&taken).unwrap();
        let read: Vec<Entry> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&read, &taken);
        let replayed = applied().replay(&rules, &read).unwrap();
        prop_assert_eq!(&replayed, &membership);
        let text = serde_json::to_string(&membership).unwrap();
        prop_assert_eq!(serde_json::from_str::<Membership>(&text).unwrap(), membership);
    }

    #[test]
    fn who_is_no_member_is_not_on_the_roster(rules in any_rules(), lines in entries()) {
        let mut membership = applied();
        for line in lines {
            let _ = membership.take(&rules, &line);
            let standing = crate::roster::Standing::of(&membership, None);
            let listed = standing.is_some_and(|standing| standing.tier.is_on_roster());
            prop_assert_eq!(listed, membership.stage.own_tier().is_some());
            prop_assert_eq!(listed && membership.admitted_at.is_none(), false);
        }
    }
}
