//! Networks, memberships and rosters.

use chrono::TimeDelta;
use domain::{
    ids::{LinkId, MembershipId, NetworkId, PersonId},
    membership::{Application, ApplicationDraft, By, Entry, Event, Membership as State, Stage, Tier},
    network::{NetworkDraft, Rules},
    roster::{Change, Standing},
    vocabulary::Country,
};
use storage::{
    Db, StorageError,
    membership_checks::{self, Alike, Fact},
    membership_links::{self, Link, Purpose},
    membership_log,
    memberships::{self, Filter, Hidden, Membership, Origin},
    networks::{self, Network},
    rosters,
};

use super::{at, organisation, person};

fn network(number: u8, handle: &str) -> Network {
    let draft = NetworkDraft {
        handle: handle.to_owned(),
        name: "Delta network".to_owned(),
        languages: vec!["en".to_owned()],
        conduct: vec![domain::network::ConductDraft {
            language: "en".to_owned(),
            text: "Be fair.".to_owned(),
        }],
        ..NetworkDraft::default()
    };
    Network {
        id: NetworkId::new(at(0), [number; 10]),
        owner: organisation(1),
        content: draft.check().unwrap(),
        version: 1,
        roster_number: 0,
        created_at: at(0),
        updated_at: at(0),
    }
}

fn application(name: &str, country: &str, listed: bool) -> Application {
    let draft = ApplicationDraft {
        legal_name: name.to_owned(),
        country: country.to_owned(),
        organisation_type: "ngo-national".to_owned(),
        registration: "registered".to_owned(),
        sectors: vec!["water".to_owned()],
        languages: vec!["en".to_owned()],
        contact: "office@delta.example".to_owned(),
        conduct_accepted: true,
        listed,
        ..ApplicationDraft::default()
    };
    draft.check().unwrap()
}

fn membership(number: u8, name: &str, country: &str, listed: bool) -> Membership {
    let subject = format!("https://n{number}.example/ap/orgs/1");
    let state = State::apply(
        subject,
        Some(format!("z6Mk{number}")),
        vec!["office@delta.example".to_owned()],
        [],
        at(i64::from(number)),
    );
    Membership {
        id: MembershipId::new(at(i64::from(number)), [number; 10]),
        network: NetworkId::new(at(0), [1; 10]),
        organisation: None,
        state,
        own_tier: None,
        hidden: (!listed).then(|| Hidden {
            name: format!("urn:bandung:hidden:{number}"),
            salt: [number; 32],
        }),
        application: application(name, country, listed),
        language: "en".to_owned(),
        origin: Origin::Form,
        join_activity: None,
        previous: None,
        document: None,
        document_digest: None,
        log_index: None,
        updated_at: at(i64::from(number)),
    }
}

fn admit(it: &mut Membership, tier: Tier) {
    it.state.stage = Stage::Admitted { tier };
    it.state.admitted_at = Some(at(100));
    it.own_tier = Some(tier);
}

#[tokio::test]
async fn a_network_keeps_every_version_of_its_rules() {
    let store = storage::testing::temporary().await.unwrap();
    let mut it = network(1, "delta");
    let tx = store.begin().await.unwrap();
    networks::insert(&tx, &it).await.unwrap();
    it.content.rules.comment_days = 3;
    it.version = 2;
    networks::update(&tx, &it).await.unwrap();
    networks::set_roster_number(&tx, it.id, 7).await.unwrap();
    tx.commit().await.unwrap();
    it.roster_number = 7;
    let db = Db::from(&*store);
    assert_eq!(networks::get(&db, it.id).await.unwrap(), Some(it.clone()));
    assert_eq!(networks::by_handle(&db, "delta").await.unwrap(), Some(it.clone()));
    let first = networks::version(&db, it.id, 1).await.unwrap().unwrap();
    assert_eq!(first.rules, Rules::default());
    let tx = store.begin().await.unwrap();
    let twin = Network {
        id: NetworkId::new(at(1), [9; 10]),
        ..it
    };
    assert!(matches!(networks::insert(&tx, &twin).await, Err(StorageError::Exists)));
}

#[tokio::test]
async fn a_person_comes_with_the_networks_that_it_runs() {
    let store = storage::testing::temporary().await.unwrap();
    let it = network(1, "delta");
    let mut ada = person("ada", &[]);
    let tx = store.begin().await.unwrap();
    storage::people::insert(&tx, &ada).await.unwrap();
    networks::insert(&tx, &it).await.unwrap();
    for _ in 0..2 {
        networks::add_admin(&tx, it.id, ada.id, at(5)).await.unwrap();
    }
    tx.commit().await.unwrap();
    ada.networks = vec![it.id];
    let db = Db::from(&*store);
    assert_eq!(storage::people::get(&db, ada.id).await.unwrap(), Some(ada.clone()));
    assert_eq!(networks::admins(&db, it.id).await.unwrap(), [(ada.id, at(5))]);
    let tx = store.begin().await.unwrap();
    networks::remove_admin(&tx, it.id, ada.id).await.unwrap();
    assert!(networks::run_by(&Db::from(&tx), ada.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_membership_comes_back_as_it_was_stored() {
    let store = storage::testing::temporary().await.unwrap();
    let mut it = membership(1, "Blue Delta", "KE", false);
    let tx = store.begin().await.unwrap();
    memberships::insert(&tx, &it).await.unwrap();
    admit(&mut it, Tier::Member);
    it.join_activity = Some("https://n1.example/ap/activities/join".to_owned());
    it.document = Some(b"{}".to_vec());
    it.document_digest = Some("zQm".to_owned());
    it.log_index = Some(3);
    it.organisation = Some(organisation(2));
    memberships::update(&tx, &it).await.unwrap();
    tx.commit().await.unwrap();
    let db = Db::from(&*store);
    assert_eq!(memberships::get(&db, it.id).await.unwrap(), Some(it.clone()));
    let join = it.join_activity.clone().unwrap();
    assert_eq!(memberships::by_join(&db, &join).await.unwrap(), Some(it.clone()));
    let own = memberships::of_organisation(&db, organisation(2)).await.unwrap();
    assert_eq!(own, [it.clone()]);
    assert_eq!(it.public_subject(), "urn:bandung:hidden:1");
}

#[tokio::test]
async fn m07_lists_and_counts_leave_out_who_is_hidden_unless_asked() {
    let store = storage::testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let mut all = [
        membership(1, "Blue Delta", "KE", true),
        membership(2, "Amber", "KE", true),
        membership(3, "Night", "KE", false),
        membership(4, "Waits", "KE", true),
    ];
    for (number, it) in all.iter_mut().enumerate() {
        if number < 3 {
            admit(it, Tier::Member);
        }
        memberships::insert(&tx, it).await.unwrap();
    }
    tx.commit().await.unwrap();
    let db = Db::from(&*store);
    let id = all[0].network;
    let names =
        |list: Vec<Membership>| -> Vec<String> { list.into_iter().map(|it| it.application.legal_name).collect() };
    let open = memberships::listed(&db, id, Filter::default(), None, 10).await.unwrap();
    assert_eq!(names(open), ["Amber", "Blue Delta"]);
    let all_of_them = Filter {
        with_hidden: true,
        ..Filter::default()
    };
    let first = memberships::listed(&db, id, all_of_them, None, 2).await.unwrap();
    let after = first
        .last()
        .map(|it| (it.application.legal_name.clone(), it.id))
        .unwrap();
    let rest = memberships::listed(&db, id, all_of_them, Some((&after.0, after.1)), 2)
        .await
        .unwrap();
    assert_eq!(
        (names(first), names(rest)),
        (vec!["Amber".into(), "Blue Delta".into()], vec!["Night".into()])
    );
    let counted = memberships::counts(&db, id).await.unwrap();
    assert_eq!(
        (counted.len(), counted[0].members, counted[0].tier),
        (1, 2, Tier::Member)
    );
    assert_eq!(memberships::hidden(&db, id).await.unwrap(), 1);
    let on_roster = storage::rosters::count(&db, id).await.unwrap();
    assert_eq!(on_roster, 3, "whoever waits is not on the roster");
    assert_eq!(names(memberships::waiting(&db, id).await.unwrap()), ["Waits"]);
    let ghana = Filter {
        country: Country::parse("GH"),
        ..all_of_them
    };
    assert!(memberships::listed(&db, id, ghana, None, 10).await.unwrap().is_empty());
    let roster = rosters::on_roster(&db, id).await.unwrap();
    assert_eq!(roster.iter().filter(|row| row.hidden_name.is_some()).count(), 1);
}

#[tokio::test]
async fn the_lines_of_a_membership_are_numbered_without_gaps() {
    let store = storage::testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let id = MembershipId::new(at(0), [1; 10]);
    let entry = |text: &str| Entry {
        at: at(1),
        by: By::Subject,
        event: Event::Reply { text: text.to_owned() },
    };
    for (number, text) in [(1, "Yes"), (2, "No")] {
        let given = membership_log::append(&tx, id, 4, "Blue Delta", &entry(text))
            .await
            .unwrap();
        assert_eq!(given, number);
    }
    let lines = membership_log::lines(&Db::from(&tx), id).await.unwrap();
    assert_eq!((lines.len(), &lines[1].entry, lines[1].rules), (2, &entry("No"), 4));
}

#[tokio::test]
async fn duplicates_are_found_by_their_marks_within_one_network() {
    let store = storage::testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let (one, two) = (NetworkId::new(at(0), [1; 10]), NetworkId::new(at(0), [2; 10]));
    let id = |number| MembershipId::new(at(0), [number; 10]);
    let marks = [
        ("mail", "office@delta.example".to_owned()),
        ("name", "blue delta".to_owned()),
    ];
    membership_checks::set_marks(&tx, one, id(1), &marks).await.unwrap();
    membership_checks::set_marks(&tx, one, id(2), &marks[1..])
        .await
        .unwrap();
    membership_checks::set_marks(&tx, two, id(3), &marks).await.unwrap();
    let alike = membership_checks::alike(&Db::from(&tx), id(1)).await.unwrap();
    let expected = Alike {
        membership: id(2),
        kind: "name".to_owned(),
    };
    assert_eq!(alike, [expected]);
    let mut fact = Fact {
        kind: "node-answers".to_owned(),
        state: "unknown".to_owned(),
        detail: String::new(),
        at: at(0),
    };
    membership_checks::put(&tx, id(1), &fact).await.unwrap();
    fact.state = "good".to_owned();
    membership_checks::put(&tx, id(1), &fact).await.unwrap();
    assert_eq!(membership_checks::facts(&Db::from(&tx), id(1)).await.unwrap(), [fact]);
}

#[tokio::test]
async fn a_personal_link_is_found_by_its_secret_until_it_ends() {
    let store = storage::testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let link = Link {
        id: LinkId::new(at(0), [1; 10]),
        purpose: Purpose::Voice,
        network: NetworkId::new(at(0), [1; 10]),
        membership: MembershipId::new(at(0), [1; 10]),
        who: "Ada".to_owned(),
        person: Some(PersonId::new(at(0), [3; 10])),
        mailbox: Some("ada@delta.example".to_owned()),
        language: "fr".to_owned(),
        secret_sha256: "00".to_owned(),
        created_at: at(0),
        ends_at: Some(at(60)),
    };
    membership_links::insert(&tx, &link).await.unwrap();
    let db = Db::from(&tx);
    let valid = |purpose, seconds| membership_links::valid(&db, purpose, "00", at(seconds));
    assert_eq!(valid(Purpose::Voice, 59).await.unwrap(), Some(link.clone()));
    assert_eq!(valid(Purpose::Voice, 60).await.unwrap(), None);
    assert_eq!(valid(Purpose::Applicant, 0).await.unwrap(), None);
    membership_links::end(&tx, link.membership, Purpose::Voice, Some("Ben"))
        .await
        .unwrap();
    assert!(valid(Purpose::Voice, 0).await.unwrap().is_some());
    membership_links::end(&tx, link.membership, Purpose::Voice, None)
        .await
        .unwrap();
    assert_eq!(valid(Purpose::Voice, 0).await.unwrap(), None);
}

#[tokio::test]
async fn changes_of_a_roster_are_read_after_a_number() {
    let store = storage::testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    let (id, membership) = (NetworkId::new(at(0), [1; 10]), MembershipId::new(at(0), [1; 10]));
    let change = |number, standing| Change {
        number,
        actor: format!("https://n{number}.example/ap/orgs/1"),
        standing,
    };
    let standing = Standing {
        tier: Tier::Member,
        key: "z6Mk".to_owned(),
        country: Country::parse("KE"),
        since: at(0),
    };
    let changes = [change(1, Some(standing)), change(2, None)];
    for change in &changes {
        rosters::append(&tx, id, membership, change, at(0)).await.unwrap();
    }
    let db = Db::from(&tx);
    assert_eq!(rosters::changes(&db, id, 0, 10).await.unwrap(), changes);
    assert_eq!(rosters::changes(&db, id, 1, 10).await.unwrap(), changes[1..]);
    assert!(rosters::changes(&db, id, 0, 1).await.unwrap().len() == 1);
}

#[tokio::test]
async fn running_memberships_are_walked_page_by_page() {
    let store = storage::testing::temporary().await.unwrap();
    let tx = store.begin().await.unwrap();
    for number in 1..=5 {
        let mut it = membership(number, "Name", "KE", true);
        if number == 3 {
            it.state.stage = Stage::Declined;
        }
        memberships::insert(&tx, &it).await.unwrap();
    }
    let db = Db::from(&tx);
    let (mut seen, mut after) = (0, None);
    loop {
        let page = memberships::running(&db, after, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        (seen, after) = (seen + page.len(), Some(last.0));
        assert!(page.iter().all(|(_, it)| it.is_ok()));
    }
    assert_eq!(seen, 4);
    assert_eq!(
        memberships::unchecked(&db, at(0) - TimeDelta::days(1), 10)
            .await
            .unwrap()
            .len(),
        4
    );
}
