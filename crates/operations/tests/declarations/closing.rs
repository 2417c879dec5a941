//! After the closing: nothing is added, signers still hide and show their names, and the log still verifies (E06, PR1).

use chrono::TimeDelta;
use domain::{
    declaration::{Approval, Approver, DeclarationDraft},
    endorsement::{Check, Status, Visibility},
    ids::EndorsementId,
};

use super::{Node, draft, is_refused, node, organisation, person};

impl Node {
    async fn closed(&self, card: &operations::view::declarations::DeclarationCard, anyway: bool) {
        let proof = self.asked().await;
        self.close_declaration(&self.owner, &proof, card.id, anyway)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn e06_a_signer_hides_and_shows_the_name_after_the_closing_and_the_log_still_verifies() {
    for late in ["refused", "shown-separately"] {
        let node = node().await;
        let text = DeclarationDraft {
            late: late.to_owned(),
            ..draft("Water")
        };
        let card = node.open(text).await;
        let (secret, _) = node.signed(&card, &person("Ama", "GH", "")).await;
        node.signed(&card, &organisation("Fern Circle", "GH", "")).await;
        node.closed(&card, false).await;
        for visibility in [Visibility::NameHidden, Visibility::FullyHidden, Visibility::Public] {
            node.show_by_link(secret.expose(), visibility).await.unwrap();
            assert_eq!(node.counted(&card).await, 2, "{late} {visibility:?}");
            node.assert_verifies(&card).await;
        }
        let figures = node.figures(&card).await;
        let apart = (figures.apart.erased, figures.apart.revoked, figures.apart.late);
        assert_eq!(apart, (0, 0, 0), "{late}: the same signer, not others that ended");
        node.withdraw_by_link(secret.expose()).await.unwrap();
        let apart = node.figures(&card).await.apart;
        assert_eq!((apart.withdrawn, apart.erased, apart.revoked), (1, 0, 0));
        node.assert_verifies(&card).await;
    }
}

#[tokio::test]
async fn e06_what_was_taken_for_a_duplicate_is_not_counted_after_the_closing() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (_, first) = node.signed(&card, &organisation("Fern", "GH", "")).await;
    let (_, second) = node.sign(&card, &organisation("Fern Circle", "GH", "")).await;
    node.merge_endorsement(&node.owner, second, first).await.unwrap();
    node.closed(&card, false).await;
    assert!(is_refused(&node.separate_endorsement(&node.owner, second).await));
    assert_eq!(node.counted(&card).await, 1);
    node.assert_verifies(&card).await;
}

/// Closes in three days; a person looks at each endorsement whose mail was confirmed.
async fn looked_at(node: &Node) -> operations::view::declarations::DeclarationCard {
    node.sends_mail();
    let text = DeclarationDraft {
        closes_at: (node.now() + TimeDelta::days(3)).format("%Y-%m-%d").to_string(),
        approval: Approval {
            automatic: Vec::new(),
            manual: vec![Approver::Public],
        },
        ..draft("Water")
    };
    node.open(text).await
}

/// Signs and confirms the mail: it waits for a person then.
async fn waits(node: &Node, card: &operations::view::declarations::DeclarationCard, name: &str) -> EndorsementId {
    let (_, id) = node.sign(card, &person(name, "GH", "ama@mail.example")).await;
    let (_, link) = node.mailed().await.pop().unwrap();
    let receipt = node.confirm_by_link(&link).await.unwrap();
    assert_eq!(receipt.status, Status::InReview);
    id
}

#[tokio::test]
async fn the_closing_by_its_date_waits_a_while_for_what_came_in_time_and_waits_for_a_person() {
    let node = node().await;
    let card = looked_at(&node).await;
    let one = waits(&node, &card, "Ama").await;
    node.pass(TimeDelta::days(5));
    node.tidy_declarations().await.unwrap();
    assert_eq!(node.logged().await, ["open"], "somebody waits");
    let digest = node.digest_of(&card).await;
    let late = node
        .sign_declaration(&card.slug, &digest, &person("Kofi", "GH", ""), "192.0.2.7")
        .await;
    assert!(is_refused(&late), "nobody else comes in");
    node.confirm_endorsement(&node.owner, one, Check::Phone, "")
        .await
        .unwrap();
    node.tidy_declarations().await.unwrap();
    assert_eq!(node.logged().await, ["open", "record", "close"]);
    assert_eq!(node.counted(&card).await, 1);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn the_closing_does_not_wait_for_ever_and_an_owner_closes_all_the_same() {
    let node = node().await;
    let card = looked_at(&node).await;
    let one = waits(&node, &card, "Ama").await;
    let proof = node.asked().await;
    let close = node.close_declaration(&node.owner, &proof, card.id, false).await;
    assert!(is_refused(&close), "one waits, and nobody said: all the same");
    node.pass(TimeDelta::days(18));
    node.tidy_declarations().await.unwrap();
    assert_eq!(node.logged().await, ["open", "close"]);
    assert!(is_refused(
        &node.confirm_endorsement(&node.owner, one, Check::Phone, "").await
    ));
}
