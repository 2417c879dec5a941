//! Invitations and resets.

use chrono::TimeDelta;
use domain::account::Role;
use operations::OperationError;

use crate::{PASSWORD, is_forbidden, is_not_found, log_in, node, password, session};

#[tokio::test]
async fn an_invitation_gives_its_role_once() {
    let node = node().await;
    let link = node.invite(&node.operator, node.water, Role::Editor).await.unwrap();
    let says = node.invitation(link.expose()).await.unwrap();
    assert_eq!((says.organisation.as_str(), says.role), ("Water for all", Role::Editor));

    node.accept_invitation(link.expose(), "ed", "Ed", password(PASSWORD))
        .await
        .unwrap();

    let cookie = log_in(&node, "ed", PASSWORD).await.unwrap();
    let ed = session(&node, cookie.expose()).await.unwrap();
    assert_eq!(ed.role_in(node.water), Some(Role::Editor));
    assert_eq!(ed.person().node_role, None);
    let again = node
        .accept_invitation(link.expose(), "eve", "Eve", password(PASSWORD))
        .await;
    assert!(is_not_found(&again));
}

#[tokio::test]
async fn a_taken_name_leaves_the_invitation_good() {
    let node = node().await;
    let link = node.invite(&node.operator, node.water, Role::Viewer).await.unwrap();

    let taken = node
        .accept_invitation(link.expose(), "olu", "Olu", password(PASSWORD))
        .await;

    assert!(matches!(taken, Err(OperationError::Invalid(_))));
    node.accept_invitation(link.expose(), "olu2", "Olu", password(PASSWORD))
        .await
        .unwrap();
}

#[tokio::test]
async fn an_invitation_ends_after_a_week_or_when_it_is_taken_back() {
    let node = node().await;
    let late = node.invite(&node.operator, node.water, Role::Viewer).await.unwrap();
    node.pass(TimeDelta::days(7));
    assert!(is_not_found(&node.invitation(late.expose()).await));

    let operator = node.again("olu").await;
    let link = node.invite(&operator, node.water, Role::Viewer).await.unwrap();
    let open = node.invitations(&operator, node.water).await.unwrap();
    assert_eq!(open.len(), 1);
    node.revoke_link(&operator, open[0].id).await.unwrap();

    assert!(is_not_found(&node.invitation(link.expose()).await));
}

#[tokio::test]
async fn w11_nobody_invites_into_or_takes_back_for_another_organisation() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    node.invite(&node.operator, node.water, Role::Viewer).await.unwrap();
    let open = node.invitations(&node.operator, node.water).await.unwrap();

    assert!(is_not_found(&node.invite(&fatima, node.water, Role::Owner).await));
    assert!(is_not_found(&node.revoke_link(&fatima, open[0].id).await));
    assert!(is_not_found(&node.invitations(&fatima, node.water).await));
    let ed = node.member("ed", forest, Role::Editor).await;
    assert!(is_forbidden(&node.invite(&ed, forest, Role::Owner).await));
}

#[tokio::test]
async fn w06_a_reset_link_works_once_for_a_week_and_only_the_newest() {
    let node = node().await;
    let ed = node.member("ed", node.water, Role::Editor).await;
    let cookie = log_in(&node, "ed", PASSWORD).await.unwrap();
    let older = node.reset_link(&node.operator, ed.person().id).await.unwrap();
    let link = node.reset_link(&node.operator, ed.person().id).await.unwrap();
    assert!(is_not_found(&node.check_reset_link(older.expose()).await));
    assert_eq!(node.check_reset_link(link.expose()).await.unwrap(), "ed");

    node.reset_password(link.expose(), password("four red kites"))
        .await
        .unwrap();

    assert!(is_not_found(
        &node.reset_password(link.expose(), password("five blue birds")).await
    ));
    assert!(session(&node, cookie.expose()).await.is_none());
    assert!(log_in(&node, "ed", "four red kites").await.is_ok());
    let late = node.reset_link(&node.operator, ed.person().id).await.unwrap();
    node.pass(TimeDelta::days(7));
    assert!(is_not_found(&node.check_reset_link(late.expose()).await));
}

#[tokio::test]
async fn a_secret_of_one_purpose_is_nothing_for_another() {
    let node = node().await;
    let invitation = node.invite(&node.operator, node.water, Role::Owner).await.unwrap();
    let reset = node
        .reset_link(&node.operator, node.operator.person().id)
        .await
        .unwrap();

    assert!(is_not_found(&node.check_reset_link(invitation.expose()).await));
    assert!(is_not_found(&node.invitation(reset.expose()).await));
    assert!(session(&node, reset.expose()).await.is_none());
}
