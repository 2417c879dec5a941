//! Setting up, and the audit log.

use chrono::TimeDelta;
use operations::{OperationError, SetupForm};
use storage::{Db, audit};

use crate::{
    is_forbidden, is_not_found, is_refused, log_in, node,
    world::{World, profile, setup_form},
};

#[tokio::test]
async fn a_set_up_link_works_once_and_for_half_an_hour() {
    let World {
        operations,
        clock,
        store: _store,
    } = World::empty(false).await;
    let late = operations.new_setup_link().await.unwrap();
    clock.pass(TimeDelta::minutes(30));
    assert!(is_not_found(
        &operations
            .complete_setup(late.expose(), setup_form(profile("Water for all", "KE")))
            .await
    ));

    let older = operations.new_setup_link().await.unwrap();
    let link = operations.new_setup_link().await.unwrap();
    assert!(is_not_found(&operations.check_setup_link(older.expose()).await));
    operations
        .complete_setup(link.expose(), setup_form(profile("Water for all", "KE")))
        .await
        .unwrap();

    assert_eq!(
        operations.node().await.unwrap().domain.as_deref(),
        Some("water.example")
    );
    assert!(is_not_found(&operations.check_setup_link(link.expose()).await));
    assert!(is_refused(&operations.new_setup_link().await));
    assert!(log_in(&operations, "olu", crate::PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_faulty_set_up_leaves_nothing_and_the_link_stays_good() {
    let World {
        operations,
        store: _store,
        ..
    } = World::empty(false).await;
    let link = operations.new_setup_link().await.unwrap();
    for domain in [
        "",
        "localhost",
        "https://water.example",
        "water.example/x",
        "water.example:8080",
        "wa ter.example",
    ] {
        let form = SetupForm {
            domain: domain.to_owned(),
            ..setup_form(profile("Water for all", "KE"))
        };
        let answer = operations.complete_setup(link.expose(), form).await;
        assert!(matches!(answer, Err(OperationError::Invalid(_))), "{domain:?}");
    }
    let form = SetupForm {
        handle: "Not A Handle".to_owned(),
        ..setup_form(profile("Water for all", "KE"))
    };
    assert!(matches!(
        operations.complete_setup(link.expose(), form).await,
        Err(OperationError::Invalid(_))
    ));

    assert_eq!(operations.urls(), None);
    assert_eq!(operations.node().await.unwrap().organisations, 0);
    operations
        .complete_setup(link.expose(), setup_form(profile("Water for all", "KE")))
        .await
        .unwrap();
}

#[tokio::test]
async fn every_actor_of_ours_has_keys_of_its_own() {
    let node = node().await;
    let urls = node.urls().unwrap();
    let instance = node.actor_keys(&urls.instance_actor()).await.unwrap();
    let water = node.actor_keys(&urls.organisation(node.water)).await.unwrap();

    assert_ne!(instance.ed25519.multikey(), water.ed25519.multikey());
    assert!(is_not_found(
        &node.actor_keys("https://water.example/ap/orgs/none").await
    ));
}

#[tokio::test]
async fn only_the_operator_changes_the_node_and_reads_its_log() {
    let node = node().await;
    let (_, stranger) = node.other().await;

    assert!(is_forbidden(&node.change_node(&stranger, "Mine", "", "", "en").await));
    assert!(is_forbidden(&node.audit(&stranger, None).await));
    node.change_node(&node.operator, "Clear water", "", "", "en")
        .await
        .unwrap();

    assert_eq!(node.node().await.unwrap().name, "Clear water");
    assert_eq!(node.noted().await, ("Olu".to_owned(), "node.change".to_owned()));
}

#[tokio::test]
async fn the_chain_of_the_audit_log_shows_a_row_that_was_changed() {
    let node = node().await;
    let rows = node.verify_audit().await.unwrap();
    assert!(rows > 0);

    let tx = node.store.begin().await.unwrap();
    let last = audit::last_for_update(&tx).await.unwrap().unwrap();
    let forged = audit::AuditRow {
        number: last.number + 1,
        who: "Somebody".to_owned(),
        ..last
    };
    audit::append(&tx, &forged).await.unwrap();
    tx.commit().await.unwrap();

    assert!(is_refused(&node.verify_audit().await));
    let rows = audit::after(&Db::from(&*node.store), 0, 1_000).await.unwrap();
    assert!(rows.iter().all(|row| !row.object.contains(crate::PASSWORD)));
}

#[tokio::test]
async fn ac5_keys_are_changed_at_the_machine_only() {
    let node = node().await;
    assert!(is_forbidden(&node.rotate_keys(&node.operator, Some(node.water)).await));
    assert!(is_forbidden(&node.new_recovery_key(&node.operator, node.water).await));
    let secret = operations::Secret("bandung-recovery-z".to_owned().into());
    assert!(is_forbidden(
        &node.recover_keys(&node.operator, node.water, &secret).await
    ));
    let local = node.local_operator(None, Some("water")).await.unwrap();
    node.rotate_keys(&local, None).await.unwrap();
    assert_eq!(node.noted().await, ("system".to_owned(), "keys.rotate".to_owned()));
    let instance = node.urls().unwrap().instance_actor();
    assert_eq!(
        node.actor_keys(&instance).await.unwrap().rsa_id,
        format!("{instance}#main-key-2")
    );
}

#[tokio::test]
async fn se2_after_its_end_a_former_key_signs_nothing_and_is_destroyed() {
    let node = node().await;
    let local = node.local_operator(None, Some("water")).await.unwrap();
    node.rotate_keys(&local, Some(node.water)).await.unwrap();
    let actor = node.urls().unwrap().organisation(node.water);
    let update = node.sent().await.0.seq;
    let now = || node.clock.now();
    let keys = node.actor_keys(&actor).await.unwrap();
    let named = |seq, at| {
        let keys = keys.for_entry(seq, at);
        let name = |id: &str| id.rsplit('#').next().unwrap().to_owned();
        (name(&keys.rsa_id), name(&keys.ed25519_id))
    };
    let pair = |rsa: &str, ed25519: &str| (rsa.to_owned(), ed25519.to_owned());
    let next = domain::outbox::Seq(update.0 + 1);
    assert_eq!(named(update, now()), pair("main-key", "ed25519-key"));
    assert_eq!(named(next, now()), pair("main-key-2", "ed25519-key-2"));
    assert_eq!(
        named(update, now() + TimeDelta::hours(2)),
        pair("main-key", "ed25519-key-2")
    );
    assert_eq!(
        named(update, now() + TimeDelta::days(7)),
        pair("main-key-2", "ed25519-key-2")
    );

    assert_eq!(node.destroy_ended_keys().await.unwrap(), 0);
    node.pass(TimeDelta::hours(1));
    assert_eq!(node.destroy_ended_keys().await.unwrap(), 1);
    node.pass(TimeDelta::days(7));
    assert_eq!(node.destroy_ended_keys().await.unwrap(), 1);
    assert_eq!(node.destroy_ended_keys().await.unwrap(), 0);
}
