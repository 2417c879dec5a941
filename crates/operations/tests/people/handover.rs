//! An organisation changes hands.

use domain::{account::Role, ids::OrganisationId};
use operations::{OperationError, Secret, Session};

use crate::{Node, PASSWORD, is_forbidden, is_not_found, is_refused, node, password};

async fn hand_over(node: &Node, session: &Session, organisation: OrganisationId) -> Result<Secret, OperationError> {
    node.prove(session).await;
    let step_up = node.step_up(session, None).await?;
    node.hand_over(session, &step_up, organisation).await
}

#[tokio::test]
async fn who_hands_an_organisation_over_leaves_when_the_heir_accepts_and_not_before() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let heir = node.member("hana", forest, Role::Editor).await;
    let link = hand_over(&node, &fatima, forest).await.unwrap();
    let says = node.invitation(link.expose()).await.unwrap();
    assert_eq!((says.role, says.leaves.as_deref()), (Role::Owner, Some("FATIMA")));
    assert_eq!(node.again("fatima").await.role_in(forest), Some(Role::Owner));

    node.accept_invitation_as(&heir, link.expose()).await.unwrap();

    assert_eq!(
        node.noted().await,
        ("FATIMA".to_owned(), "organisation.handed-over".to_owned())
    );
    assert_eq!(node.again("hana").await.role_in(forest), Some(Role::Owner));
    assert_eq!(node.again("fatima").await.role_in(forest), None);
    assert!(is_not_found(&node.accept_invitation_as(&heir, link.expose()).await));
}

#[tokio::test]
async fn an_heir_without_an_account_makes_one() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let link = hand_over(&node, &fatima, forest).await.unwrap();
    node.accept_invitation(link.expose(), "hana", "Hana", password(PASSWORD))
        .await
        .unwrap();
    assert_eq!(node.again("hana").await.role_in(forest), Some(Role::Owner));
    assert_eq!(node.again("fatima").await.role_in(forest), None);
}

#[tokio::test]
async fn ro3_nobody_hands_over_to_themselves_and_the_last_owner_stays() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let link = hand_over(&node, &fatima, forest).await.unwrap();
    assert!(is_refused(&node.accept_invitation_as(&fatima, link.expose()).await));
    assert_eq!(node.again("fatima").await.role_in(forest), Some(Role::Owner));
    let leaves = node.set_role(&fatima, fatima.person().id, forest, None).await;
    assert!(is_refused(&leaves));
}

#[tokio::test]
async fn a_newer_link_ends_the_older_one_and_one_of_a_former_owner_is_worth_nothing() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let second = node.member("musa", forest, Role::Owner).await;
    let heir = node.member("hana", forest, Role::Viewer).await;
    let older = hand_over(&node, &fatima, forest).await.unwrap();
    let link = hand_over(&node, &fatima, forest).await.unwrap();
    assert!(is_not_found(&node.invitation(older.expose()).await));
    node.set_role(&second, fatima.person().id, forest, Some(Role::Editor))
        .await
        .unwrap();
    assert!(is_not_found(&node.accept_invitation_as(&heir, link.expose()).await));
    assert_eq!(
        node.again("hana").await.role_in(forest),
        Some(Role::Viewer),
        "nothing was stored"
    );
}

#[tokio::test]
async fn an_operator_hands_over_only_what_nobody_owns_and_the_log_says_so() {
    let node = node().await;
    let (forest, fatima) = node.other().await;
    let editor = node.member("ed", forest, Role::Editor).await;
    assert!(is_forbidden(&hand_over(&node, &editor, forest).await));
    let operator = node.again("olu").await;
    assert!(is_refused(&hand_over(&node, &operator, forest).await));
    let (_, stranger) = (node.water, node.member("eve", node.water, Role::Owner).await);
    assert!(is_not_found(&hand_over(&node, &stranger, forest).await));

    // Disabling refuses to take the last owner, so a second one goes first; then the account itself is disabled in the
    // database, as after an import.
    let db = node.store.shared();
    let tx = db.begin().await.unwrap();
    storage::people::set_disabled(&tx, fatima.person().id, true)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let link = hand_over(&node, &operator, forest).await.unwrap();
    let local = node.local_operator(None, None).await.unwrap();
    let row = node.audit(&local, None).await.unwrap().items.remove(0);
    assert_eq!(
        (row.action.as_str(), row.reason.as_deref()),
        ("organisation.hand-over", Some("no-owner-left"))
    );
    node.accept_invitation_as(&editor, link.expose()).await.unwrap();
    assert_eq!(node.again("ed").await.role_in(forest), Some(Role::Owner));
}

#[tokio::test]
async fn an_invitation_that_is_accepted_with_an_account_lowers_no_role() {
    let node = node().await;
    let link = node.invite(&node.operator, node.water, Role::Viewer).await.unwrap();
    node.accept_invitation_as(&node.operator, link.expose()).await.unwrap();
    assert_eq!(node.again("olu").await.role_in(node.water), Some(Role::Owner));
}
