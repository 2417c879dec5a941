//! Networks, their rules and their admins.

use domain::account::Role;
use operations::OperationError;
use storage::Db;

use crate::{faults, is_forbidden, is_not_found, is_refused, network, node, node_with};

#[tokio::test]
async fn an_owner_creates_a_network_and_runs_it() {
    let node = node().await;
    let olu = node.again("olu").await;
    let step_up = node.step_up_of(&olu).await;
    let coast = node
        .create_network(&olu, &step_up, node.water, &network("coast"))
        .await
        .unwrap();
    let olu = node.again("olu").await;
    let admins = node.network_admins(&olu, coast).await.unwrap();
    assert_eq!(admins.len(), 1);
    assert_eq!(admins[0].login, "olu");
    let cards = node.networks().await.unwrap();
    assert_eq!(
        cards.iter().map(|card| card.handle.as_str()).collect::<Vec<_>>(),
        ["coast", "delta"]
    );
    let card = &cards[0];
    assert_eq!(card.address, "coast@water.example");
    assert_eq!(card.secretariat, "Water for all");
    assert_eq!(node.network_id("coast").await.unwrap(), coast);
    assert!(
        node.actor_keys(&card.actor).await.is_ok(),
        "the network has keys to sign with"
    );
    // Who runs one network runs no other.
    assert!(is_forbidden(&node.network_admins(&olu, node.delta).await));
    let created = ("Olu".to_owned(), "network.create".to_owned());
    assert!(node.noted().await.contains(&created));
}

#[tokio::test]
async fn only_owners_create_networks_and_handles_are_shared_with_organisations() {
    let node = node().await;
    let editor = node
        .logged_in("ed@water.example", vec![(node.water, Role::Editor)])
        .await;
    let step_up = node.step_up_of(&editor).await;
    let answer = node
        .create_network(&editor, &step_up, node.water, &network("coast"))
        .await;
    assert!(is_forbidden(&answer));
    let forest = node.organisation_named("forest").await;
    let answer = node.create_network(&editor, &step_up, forest, &network("coast")).await;
    assert!(is_not_found(&answer));
    let olu = node.again("olu").await;
    let step_up = node.step_up_of(&olu).await;
    for taken in ["delta", "forest"] {
        let answer = node.create_network(&olu, &step_up, node.water, &network(taken)).await;
        assert_eq!(faults(answer), ["handle"], "{taken}");
    }
    let local = node.local_operator(None, None).await.unwrap();
    let founded = node
        .found_organisation(&local, "delta", crate::world::profile("Delta", "KE"))
        .await;
    assert_eq!(faults(founded), ["handle"]);
    assert_eq!(node.networks().await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_edit_over_another_ones_edit_is_refused_and_old_rules_are_kept() {
    let node = node().await;
    let step_up = node.step_up_of(&node.ada).await;
    let mut form = node.network_draft(&node.ada, node.delta).await.unwrap();
    assert_eq!(form.draft.deciding, "two-admins");
    form.draft.comment_days = "3".to_owned();
    let mut other = form.draft.clone();
    other.handle = "gamma".to_owned();
    node.edit_network(&node.ada, &step_up, node.delta, form.version, &form.draft)
        .await
        .unwrap();
    node.ben_agrees().await;
    let again = node
        .edit_network(&node.ada, &step_up, node.delta, form.version, &form.draft)
        .await;
    assert!(matches!(again, Err(OperationError::Conflict)));
    let newest = node.network_draft(&node.ada, node.delta).await.unwrap().version;
    let renamed = node.edit_network(&node.ada, &step_up, node.delta, newest, &other).await;
    assert_eq!(faults(renamed), ["handle"]);
    let first = storage::networks::version(&Db::from(&*node.store), node.delta, 1)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(first.rules.comment_days, 14);
    let olu = node.again("olu").await;
    assert!(
        is_forbidden(&node.network_draft(&olu, node.delta).await),
        "the operator is no admin"
    );
}

#[tokio::test]
async fn the_last_admin_stays() {
    let node = node().await;
    let step_up = node.step_up_of(&node.ada).await;
    let (ada, ben) = (node.ada.person().id, node.ben.person().id);
    node.remove_network_admin(&node.ada, &step_up, node.delta, ben)
        .await
        .unwrap();
    node.ben_agrees().await;
    let answer = node.remove_network_admin(&node.ada, &step_up, node.delta, ada).await;
    assert!(is_refused(&answer));
    assert!(is_not_found(
        &node.remove_network_admin(&node.ada, &step_up, node.delta, ben).await
    ));
    let ben = node.step_up_of(&node.ben).await;
    assert!(is_forbidden(
        &node.add_network_admin(&node.ben, &ben, node.delta, "olu").await
    ));
    let local = node.local_operator(None, None).await.unwrap();
    assert!(
        is_refused(&node.disable_person(&local, ada, true).await),
        "disabling is removing"
    );
    let unknown = node.add_network_admin(&node.ada, &step_up, node.delta, "nobody").await;
    assert!(is_not_found(&unknown));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn m06_w13_of_two_admins_who_remove_each_other_at_once_exactly_one_succeeds() {
    let node = node_with(domain::network::NetworkDraft {
        deciding: "one-admin".to_owned(),
        ..network("delta")
    })
    .await;
    let (ada, ben) = (node.ada.person().id, node.ben.person().id);
    let (by_ada, by_ben) = (node.step_up_of(&node.ada).await, node.step_up_of(&node.ben).await);
    let (one, other) = tokio::join!(
        node.remove_network_admin(&node.ada, &by_ada, node.delta, ben),
        node.remove_network_admin(&node.ben, &by_ben, node.delta, ada),
    );
    assert_ne!(one.is_ok(), other.is_ok());
    let left = storage::networks::admins(&Db::from(&*node.store), node.delta)
        .await
        .unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].0, if one.is_ok() { ada } else { ben });
}

#[tokio::test]
async fn who_is_at_the_machine_without_a_name_runs_no_network() {
    let node = node().await;
    let system = node.local_operator(None, None).await.unwrap();
    let step_up = node.step_up_of(&system).await;
    assert!(is_refused(
        &node
            .create_network(&system, &step_up, node.water, &network("coast"))
            .await
    ));
    assert!(is_forbidden(&node.applications(&system, node.delta).await));
}
