//! Roles: the table of SECURITY 3.10, and the last ones who cannot go.

use domain::account::{NodeRole, Role};
use operations::{NewPerson, OperationError};

use crate::{PASSWORD, is_forbidden, is_not_found, is_refused, log_in, node, password, practice, session};

#[tokio::test]
async fn w10_each_role_does_what_the_table_says() {
    let node = node().await;
    let viewer = node.member("vi", node.water, Role::Viewer).await;
    let contributor = node.member("con", node.water, Role::Contributor).await;
    let editor = node.member("ed", node.water, Role::Editor).await;
    let draft = node.start_draft(&contributor, node.water).await.unwrap().card.id;

    assert!(node.draft(&viewer, draft).await.is_ok());
    assert!(is_forbidden(&node.start_draft(&viewer, node.water).await));
    assert!(is_forbidden(&node.publish_draft(&contributor, draft).await));
    assert!(is_forbidden(
        &node.publish_practice(&contributor, node.water, practice(), None).await
    ));
    assert!(
        node.publish_practice(&editor, node.water, practice(), None)
            .await
            .is_ok()
    );
    assert!(is_forbidden(
        &node
            .change_profile(&editor, node.water, crate::world::profile("New", "KE"))
            .await
    ));
    assert!(is_forbidden(
        &node
            .set_role(&editor, viewer.person().id, node.water, Some(Role::Owner))
            .await
    ));
    assert!(is_forbidden(
        &node
            .found_organisation(&editor, "new", crate::world::profile("New", "KE"))
            .await
    ));
    assert_eq!(node.sent_in_all().await, 1);
}

#[tokio::test]
async fn w11_for_another_organisation_everything_is_as_if_it_did_not_exist() {
    let node = node().await;
    let (_, fatima) = node.other().await;
    let draft = node.start_draft(&node.operator, node.water).await.unwrap().card.id;
    let published = node
        .publish_practice(&node.operator, node.water, practice(), None)
        .await
        .unwrap();
    let sent = node.sent_in_all().await;

    assert!(is_not_found(&node.draft(&fatima, draft).await));
    assert!(is_not_found(&node.save_draft(&fatima, draft, 1, crate::fields()).await));
    assert!(is_not_found(&node.publish_draft(&fatima, draft).await));
    assert!(is_not_found(&node.delete_draft(&fatima, draft).await));
    assert!(is_not_found(
        &node.publish_practice(&fatima, node.water, practice(), None).await
    ));
    assert!(is_not_found(
        &node.revise_practice(&fatima, published.id, 1, practice()).await
    ));
    assert!(is_not_found(&node.start_revision(&fatima, published.id).await));
    assert!(is_not_found(
        &node.withdraw_practice(&fatima, published.id, "Because").await
    ));
    assert!(is_not_found(&node.confirm_practice(&fatima, published.id).await));
    assert!(is_not_found(&node.feature(&fatima, published.id, true).await));
    assert!(is_not_found(
        &node
            .change_profile(&fatima, node.water, crate::world::profile("Mine", "KE"))
            .await
    ));
    assert!(is_not_found(&node.act_for(&fatima, node.water).await));
    assert!(is_not_found(&node.people(&fatima, Some(node.water)).await));
    assert!(node.drafts(&fatima).await.unwrap().is_empty());
    assert_eq!(node.sent_in_all().await, sent);
}

#[tokio::test]
async fn w13_the_last_owner_cannot_go_in_any_way() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let id = fatima.person().id;

    assert!(is_refused(&node.set_role(&fatima, id, forest, None).await));
    assert!(is_refused(
        &node.set_role(&fatima, id, forest, Some(Role::Editor)).await
    ));
    assert!(is_refused(&node.disable_person(&node.operator, id, true).await));

    let second = node.member("second", forest, Role::Owner).await;
    node.set_role(&second, id, forest, None).await.unwrap();
    assert_eq!(node.again("fatima").await.role_in(forest), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn w13_of_two_owners_who_remove_each_other_exactly_one_succeeds() {
    let node = node().await;
    let (forest, first) = node.other().await;
    let second = node.member("second", forest, Role::Owner).await;

    let (one, other) = futures::join!(
        node.set_role(&first, second.person().id, forest, None),
        node.set_role(&second, first.person().id, forest, None),
    );

    assert_eq!(
        usize::from(one.is_ok()) + usize::from(other.is_ok()),
        1,
        "{one:?} {other:?}"
    );
    let team = node
        .people(&node.local_operator(None, None).await.unwrap(), Some(forest))
        .await
        .unwrap();
    assert_eq!(team.len(), 1);
}

#[tokio::test]
async fn the_last_operator_cannot_be_disabled() {
    let node = node().await;
    let local = node.local_operator(None, None).await.unwrap();
    let olu = node.operator.person().id;
    node.member("second", node.water, Role::Owner).await;
    assert!(is_refused(&node.disable_person(&local, olu, true).await));

    let person = NewPerson {
        login: "pat".to_owned(),
        name: "Pat".to_owned(),
        node_role: Some(NodeRole::Operator),
        roles: Vec::new(),
    };
    let link = node.add_person(&local, person).await.unwrap();
    node.reset_password(link.expose(), password(PASSWORD)).await.unwrap();

    node.disable_person(&local, olu, true).await.unwrap();
}

#[tokio::test]
async fn w05_who_leaves_a_team_is_logged_out_everywhere() {
    let node = node().await;
    let ed = node.member("ed", node.water, Role::Editor).await;
    let cookie = log_in(&node, "ed", PASSWORD).await.unwrap();

    node.set_role(&node.operator, ed.person().id, node.water, None)
        .await
        .unwrap();

    assert!(session(&node, cookie.expose()).await.is_none());
}

#[tokio::test]
async fn the_log_names_who_acted() {
    let node = node().await;
    node.member("ed", node.water, Role::Editor).await;
    let ed = node.again("ed").await;
    node.publish_practice(&ed, node.water, practice(), None).await.unwrap();
    assert_eq!(node.noted().await, ("ED".to_owned(), "practice.publish".to_owned()));

    let local = node.local_operator(None, None).await.unwrap();
    node.end_all_logins(&local, node.person("ed").await).await.unwrap();
    assert_eq!(node.noted().await.0, "system");
}

#[tokio::test]
async fn ac5_roles_are_given_only_by_whoever_was_asked_once_more() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let hana = node.member("hana", forest, Role::Owner).await;
    let of_hana = node.asked_again(&hana).await;
    let asked = |result: &Result<(), OperationError>| matches!(result, Err(OperationError::NotSignedIn));

    let given = node
        .operations
        .set_role(&fatima, &of_hana, hana.person().id, forest, Some(Role::Viewer));
    assert!(asked(&given.await));
    let invited = node.operations.invite(&fatima, &of_hana, forest, Role::Owner).await;
    assert!(asked(&invited.map(|_| ())));
    let person = NewPerson {
        login: "pat".to_owned(),
        name: "Pat".to_owned(),
        node_role: Some(NodeRole::Operator),
        roles: Vec::new(),
    };
    let added = node.operations.add_person(&node.operator, &of_hana, person).await;
    assert!(asked(&added.map(|_| ())));

    assert_eq!(node.again("hana").await.role_in(forest), Some(Role::Owner));
    assert!(node.invitations(&fatima, forest).await.unwrap().is_empty());
}
