//! Access tokens.

use domain::account::Role;
use operations::{Caller, OperationError, Session};

use crate::{Node, is_forbidden, is_not_found, node, practice};

fn scopes(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

async fn by_token(node: &Node, token: &str) -> (Session, bool) {
    match node.caller_by_token(token).await.unwrap() {
        (Caller::SignedIn(session), may_write) => (session, may_write),
        (Caller::Visitor, _) => panic!("a token has a person"),
    }
}

#[tokio::test]
async fn w25_a_token_writes_only_with_that_scope() {
    let node = node().await;
    for (wanted, writes) in [("read", false), ("read write", true)] {
        let token = node
            .create_token(&node.operator, "import", node.water, &scopes(wanted))
            .await
            .unwrap();
        assert_eq!(by_token(&node, token.expose()).await.1, writes);
    }
    for unknown in ["admin", "read admin", ""] {
        let answer = node
            .create_token(&node.operator, "import", node.water, &scopes(unknown))
            .await;
        assert!(matches!(answer, Err(OperationError::Invalid(_))), "{unknown:?}");
    }
}

#[tokio::test]
async fn a_token_of_an_operator_cannot_operate_the_node() {
    let node = node().await;
    let ed = node.member("ed", node.water, Role::Editor).await;
    let token = node
        .create_token(&node.operator, "import", node.water, &scopes("read write"))
        .await
        .unwrap();

    let (session, _) = by_token(&node, token.expose()).await;

    assert!(is_forbidden(&node.disable_person(&session, ed.person().id, true).await));
    assert!(is_forbidden(&node.change_node(&session, "Mine", "", "", "en").await));
}

#[tokio::test]
async fn w11_a_token_for_one_organisation_does_nothing_for_another_of_the_same_person() {
    let node = node().await;
    let (forest, _) = node.other().await;
    let both = node.member("bo", node.water, Role::Editor).await;
    node.set_role(&node.operator, both.person().id, forest, Some(Role::Owner))
        .await
        .unwrap();
    let both = node.again("bo").await;
    let token = node
        .create_token(&both, "import", node.water, &scopes("read write"))
        .await
        .unwrap();

    let (session, _) = by_token(&node, token.expose()).await;

    node.publish_practice(&session, node.water, practice(), None)
        .await
        .unwrap();
    assert!(is_not_found(
        &node.publish_practice(&session, forest, practice(), None).await
    ));
}

#[tokio::test]
async fn w05_a_token_has_the_role_of_today() {
    let node = node().await;
    let ed = node.member("ed", node.water, Role::Editor).await;
    let token = node
        .create_token(&ed, "import", node.water, &scopes("read write"))
        .await
        .unwrap();
    node.set_role(&node.operator, ed.person().id, node.water, Some(Role::Viewer))
        .await
        .unwrap();
    let (session, _) = by_token(&node, token.expose()).await;
    assert!(is_forbidden(
        &node.publish_practice(&session, node.water, practice(), None).await
    ));

    node.set_role(&node.operator, ed.person().id, node.water, None)
        .await
        .unwrap();

    assert!(matches!(
        node.caller_by_token(token.expose()).await,
        Err(OperationError::NotSignedIn)
    ));
}

#[tokio::test]
async fn nobody_ends_the_token_of_another() {
    let node = node().await;
    let ed = node.member("ed", node.water, Role::Editor).await;
    let token = node
        .create_token(&node.operator, "import", node.water, &scopes("read"))
        .await
        .unwrap();
    let id = node.tokens(&node.operator).await.unwrap()[0].id;

    assert!(is_not_found(&node.revoke_token(&ed, id).await));
    node.revoke_token(&node.operator, id).await.unwrap();

    assert!(matches!(
        node.caller_by_token(token.expose()).await,
        Err(OperationError::NotSignedIn)
    ));
}
