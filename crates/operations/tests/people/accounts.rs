//! Setting up, and the audit log.

use chrono::TimeDelta;
use operations::{OperationError, SetupForm};
use storage::{Db, audit};

use crate::{empty, is_forbidden, is_not_found, is_refused, log_in, node, setup_form};

#[tokio::test]
async fn a_set_up_link_works_once_and_for_half_an_hour() {
    let (operations, clock, _store) = empty().await;
    let late = operations.new_setup_link().await.unwrap();
    *clock.0.lock().unwrap() += TimeDelta::minutes(30);
    assert!(is_not_found(
        &operations.complete_setup(late.expose(), setup_form()).await
    ));

    let older = operations.new_setup_link().await.unwrap();
    let link = operations.new_setup_link().await.unwrap();
    assert!(is_not_found(&operations.check_setup_link(older.expose()).await));
    operations.complete_setup(link.expose(), setup_form()).await.unwrap();

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
    let (operations, _clock, _store) = empty().await;
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
            ..setup_form()
        };
        let answer = operations.complete_setup(link.expose(), form).await;
        assert!(matches!(answer, Err(OperationError::Invalid(_))), "{domain:?}");
    }
    let form = SetupForm {
        handle: "Not A Handle".to_owned(),
        ..setup_form()
    };
    assert!(matches!(
        operations.complete_setup(link.expose(), form).await,
        Err(OperationError::Invalid(_))
    ));

    assert_eq!(operations.urls(), None);
    assert_eq!(operations.node().await.unwrap().organisations, 0);
    operations.complete_setup(link.expose(), setup_form()).await.unwrap();
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
