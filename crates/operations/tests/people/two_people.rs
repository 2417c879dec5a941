//! The two-person rule of an organisation.

use domain::account::Role;

use crate::{is_forbidden, is_not_found, node, practice};

#[tokio::test]
async fn w12_under_the_two_person_rule_an_editor_publishes_nothing_and_an_owner_does() {
    let node = node().await;
    let editor = node.member("ed", node.water, Role::Editor).await;
    node.prove(&node.operator).await;
    let proof = node.step_up(&node.operator, None).await.unwrap();
    node.set_two_people(&node.operator, &proof, node.water, true)
        .await
        .unwrap();
    let before = node.sent_in_all().await;

    let alone = node.publish_practice(&editor, node.water, practice(), None).await;

    assert!(is_forbidden(&alone));
    assert_eq!(node.sent_in_all().await, before);
    assert!(
        node.publish_practice(&node.operator, node.water, practice(), None)
            .await
            .is_ok()
    );
    let proof = node.step_up(&node.operator, None).await.unwrap();
    node.set_two_people(&node.operator, &proof, node.water, false)
        .await
        .unwrap();
    assert!(
        node.publish_practice(&editor, node.water, practice(), None)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn w12_only_an_owner_switches_the_rule() {
    let node = node().await;
    let editor = node.member("ed", node.water, Role::Editor).await;
    let (_, fatima) = node.other().await;
    for (who, hidden) in [(&editor, false), (&fatima, true)] {
        node.prove(who).await;
        let proof = node.step_up(who, None).await.unwrap();
        let answer = node.set_two_people(who, &proof, node.water, true).await;
        assert!(if hidden {
            is_not_found(&answer)
        } else {
            is_forbidden(&answer)
        });
    }
    assert!(!node.asks_two_people(node.water).await.unwrap());
}
