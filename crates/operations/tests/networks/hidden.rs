//! Members at risk: no list, count, page, roster, log or error names them (PR8, M07).

use domain::{
    account::Role,
    membership::{Matter, Stage, Tier},
};
use operations::{Caller, Voice};
use serde_json::Value;
use storage::Db;

use crate::{actor, application, hidden, is_forbidden, is_not_found, key, node, yes};

#[tokio::test]
async fn m07_nothing_that_everybody_reads_leaks_a_hidden_member() {
    let node = node().await;
    let night = node.join(1, hidden("Night")).await.unwrap();
    node.days(14);
    node.both(night, Matter::Admit(Tier::Member)).await;
    let visible = node.member(2, Tier::Member).await;
    let olu = Caller::SignedIn(node.again("olu").await);
    let page = |caller: Caller| {
        let node = &node;
        async move { node.network_page(&caller, node.delta).await.unwrap() }
    };
    for caller in [Caller::Visitor, olu] {
        let seen = page(caller.clone()).await;
        assert_eq!((seen.network.members, seen.hidden), (1, None));
        assert_eq!(seen.countries.iter().map(|count| count.members).sum::<u64>(), 1);
        assert_eq!(seen.tiers.iter().map(|count| count.members).sum::<u64>(), 1);
        let listed = node.members(node.delta, Default::default(), None).await.unwrap();
        assert_eq!((listed.items.len(), listed.total), (1, Some(1)));
        let unknown = visible.to_string().replace('0', "1").parse().unwrap();
        let answers = [
            node.member_page(&caller, node.delta, night)
                .await
                .unwrap_err()
                .to_string(),
            node.member_page(&caller, node.delta, unknown)
                .await
                .unwrap_err()
                .to_string(),
        ];
        assert_eq!(answers[0], answers[1], "hidden and missing are one answer (RO2)");
        let after = node
            .members(node.delta, Default::default(), Some(&night.to_string()))
            .await;
        assert_eq!(
            after.unwrap().items.len(),
            1,
            "the id of a hidden member is no place in the list"
        );
    }
    let admin = Caller::SignedIn(node.ada.clone());
    assert_eq!(page(admin.clone()).await.hidden, Some(1));
    assert!(node.member_page(&admin, node.delta, night).await.unwrap().hidden);
    let rows = node
        .member_list(&node.ada, node.delta, Default::default(), None)
        .await
        .unwrap();
    assert_eq!(rows.items.iter().filter(|row| row.hidden).count(), 1);
}

#[tokio::test]
async fn m07_roster_and_log_hold_a_commitment_in_its_place() {
    let node = node().await;
    let night = node.join(1, hidden("Night")).await.unwrap();
    node.days(14);
    node.both(night, Matter::Admit(Tier::Member)).await;
    let it = node.stored(night).await;
    let name = it.hidden.clone().unwrap().name;
    assert!(name.starts_with("urn:bandung:hidden:"));
    let (_, items) = node.roster(node.delta).await.unwrap();
    assert_eq!(items[0].subject, name);
    assert_eq!(
        (&items[0].key, items[0].country, &items[0].document_digest),
        (&None, None, &None)
    );
    let view = serde_json::to_string(&node.roster_view(node.delta, Some(0)).await.unwrap()).unwrap();
    for secret in [actor(1), key(1), "Night".to_owned(), "\"KE\"".to_owned()] {
        assert!(!view.contains(&secret), "{secret}");
    }
    let events = node.log_events("water.example/ap/log/1", None, 0).await.unwrap();
    let events: &Value = &events;
    assert!(!events.to_string().contains(&actor(1)), "{events}");
    assert!(!events.to_string().contains(&it.document_digest.clone().unwrap()));
    // The next document is another one; the name stays, so that changes of one member are seen to be of one.
    node.both(night, Matter::SetTier(Tier::Observer)).await;
    let changes = node.roster_view(node.delta, Some(0)).await.unwrap().changes;
    assert_eq!(changes[0].actor, changes[1].actor);
    // On this node its rights count all the same.
    let standings = storage::rosters::standings(&Db::from(&*node.store), node.delta)
        .await
        .unwrap();
    assert_eq!(
        (standings[0].0.as_str(), standings[0].1.tier),
        (actor(1).as_str(), Tier::Observer)
    );
}

#[tokio::test]
async fn m07_members_hear_nothing_of_a_hidden_applicant() {
    let node = node().await;
    let forest = node.organisation_named("forest").await;
    let editor = node.logged_in("ed", vec![(forest, Role::Editor)]).await;
    let local = node.local_operator(None, Some("forest")).await.unwrap();
    let step_up = node.step_up_of(&local).await;
    let own = node
        .apply_for(&local, &step_up, node.delta, forest, &application("Forest"))
        .await
        .unwrap();
    node.days(14);
    node.both(own, Matter::Admit(Tier::Member)).await;
    let night = node.join(1, hidden("Night")).await.unwrap();
    assert!(
        node.open_for_comment(Voice::Person(&editor), node.delta)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(is_not_found(
        &node.comment(Voice::Person(&editor), node.delta, night, "Who?").await
    ));
    let vouch = node
        .vouch(&editor, forest, node.delta, night, domain::membership::Answer::Yes, "")
        .await;
    assert!(is_not_found(&vouch));
    assert!(is_forbidden(&node.case(&editor, node.delta, night).await));
}

#[tokio::test]
async fn a_hidden_member_that_leaves_or_moves_stays_hidden() {
    let node = node().await;
    let night = node.join(1, hidden("Night")).await.unwrap();
    node.days(14);
    node.both(night, Matter::Admit(Tier::Member)).await;
    let to = Matter::Move {
        actor: actor(9),
        key: key(9),
    };
    node.both(night, to).await;
    let step_up = node.step_up_of(&node.ada).await;
    node.open_hearing(&node.ada, &step_up, node.delta, night, "Invoices.")
        .await
        .unwrap();
    node.days(14);
    node.vote(&node.ada, night, yes(Matter::Expel)).await.unwrap();
    assert_eq!(
        node.vote(&node.ben, night, yes(Matter::Expel)).await.unwrap(),
        Stage::Expelled
    );
    let view = serde_json::to_string(&node.roster_view(node.delta, Some(0)).await.unwrap()).unwrap();
    for secret in [actor(1), actor(9), key(1), key(9), "\"KE\"".to_owned()] {
        assert!(!view.contains(&secret), "{secret}");
    }
}
