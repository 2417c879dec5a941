//! Loosening the rules and changing the admins needs two admins where the rules do.

use domain::network::NetworkDraft;
use operations::{OperationError, Settled, view::networks::ProposedChange};

use super::*;

/// The rules of the network as Ada reads them, changed.
async fn edited(node: &Node, change: impl FnOnce(&mut NetworkDraft)) -> Settled {
    let step_up = node.step_up_of(&node.ada).await;
    let mut form = node.network_draft(&node.ada, node.delta).await.unwrap();
    change(&mut form.draft);
    node.edit_network(&node.ada, &step_up, node.delta, form.version, &form.draft)
        .await
        .unwrap()
}

#[tokio::test]
async fn one_admin_cannot_loosen_the_two_person_rule_alone() {
    let node = node().await;
    assert_eq!(
        edited(&node, |draft| draft.comment_days = "20".to_owned()).await,
        Settled::Done
    );
    let loosened = edited(&node, |draft| draft.deciding = "one-admin".to_owned()).await;
    assert_eq!(loosened, Settled::Proposed);
    let form = node.network_draft(&node.ada, node.delta).await.unwrap();
    assert_eq!(form.draft.deciding, "two-admins", "nothing holds yet");

    let open = node.network_proposals(&node.ben, node.delta).await.unwrap();
    assert_eq!(open.len(), 1);
    assert!(open[0].by.starts_with("Ada") && !open[0].own);
    let ProposedChange::Rules { fields } = &open[0].change else {
        panic!("{open:?}");
    };
    let [field] = fields.as_slice() else {
        panic!("{fields:?}")
    };
    assert_eq!(
        (field.field, field.before.as_str(), field.after.as_str()),
        ("deciding", "two-admins", "one-admin")
    );
    let own = node.step_up_of(&node.ada).await;
    let alone = node.confirm_proposal(&node.ada, &own, node.delta, open[0].id).await;
    assert!(is_refused(&alone), "never the same person");

    // What was proposed for other rules cannot be confirmed any more.
    edited(&node, |draft| draft.comment_days = "30".to_owned()).await;
    let ben = node.step_up_of(&node.ben).await;
    let late = node.confirm_proposal(&node.ben, &ben, node.delta, open[0].id).await;
    assert!(matches!(late, Err(OperationError::Conflict)));
    node.drop_proposal(&node.ben, node.delta, open[0].id).await.unwrap();
    edited(&node, |draft| draft.deciding = "one-admin".to_owned()).await;
    node.ben_agrees().await;
    let form = node.network_draft(&node.ada, node.delta).await.unwrap();
    assert_eq!(form.draft.deciding, "one-admin");
    assert!(node.network_proposals(&node.ada, node.delta).await.unwrap().is_empty());
    assert_eq!(
        edited(&node, |draft| draft.comment_days = "0".to_owned()).await,
        Settled::Done
    );
}

#[tokio::test]
async fn one_admin_changes_the_admins_neither_and_who_wants_the_same_confirms_it() {
    let node = node().await;
    let local = node.local_operator(None, None).await.unwrap();
    let step_up = node.step_up(&local, None).await.unwrap();
    node.add_person(&local, &step_up, person("cee", "Cee", Vec::new()))
        .await
        .unwrap();
    let (ada, ben) = (node.step_up_of(&node.ada).await, node.step_up_of(&node.ben).await);
    let admins = async || node.network_admins(&node.ada, node.delta).await.unwrap().len();
    for _ in 0..2 {
        let added = node.add_network_admin(&node.ada, &ada, node.delta, "cee").await;
        assert_eq!((added.unwrap(), admins().await), (Settled::Proposed, 2));
    }
    assert_eq!(node.network_proposals(&node.ada, node.delta).await.unwrap().len(), 1);
    let added = node.add_network_admin(&node.ben, &ben, node.delta, "cee").await;
    assert_eq!((added.unwrap(), admins().await), (Settled::Done, 3));

    let out = node.ben.person().id;
    let removed = node.remove_network_admin(&node.ada, &ada, node.delta, out).await;
    assert_eq!((removed.unwrap(), admins().await), (Settled::Proposed, 3));
    // What somebody proposed ends when it goes; going needs nobody else.
    node.edit_network(
        &node.ben,
        &ben,
        node.delta,
        1,
        &NetworkDraft {
            deciding: "one-admin".to_owned(),
            ..node.network_draft(&node.ben, node.delta).await.unwrap().draft
        },
    )
    .await
    .unwrap();
    assert_eq!(node.network_proposals(&node.ada, node.delta).await.unwrap().len(), 2);
    let gone = node.remove_network_admin(&node.ben, &ben, node.delta, out).await;
    assert_eq!((gone.unwrap(), admins().await), (Settled::Done, 2));
    let left = node.network_proposals(&node.ada, node.delta).await.unwrap();
    assert!(left.iter().all(|open| open.own), "{left:?}");
}
