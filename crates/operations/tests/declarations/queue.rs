//! The queue of the host: confirm, refuse, merge, separate, revoke; nothing silently (UX 6, PROTOCOL 10.8).

use domain::{
    account::Role,
    endorsement::{Check, Status},
};
use operations::{RecordAs, RecordBatch, SameAs, view::declarations::DeclarationNotice};

use super::{Node, draft, invalid, is_forbidden, is_not_found, is_refused, node, organisation, person};

impl Node {
    async fn merged(&self, id: domain::ids::EndorsementId, into: domain::ids::EndorsementId) {
        self.merge_endorsement(&self.owner, id, into).await.unwrap();
    }
}

#[tokio::test]
async fn the_queue_is_for_owners_of_the_host_alone() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (_, id) = node.sign(&card, &person("Ama", "GH", "")).await;
    let editor = node.member("edda", node.water, Role::Editor).await;
    let (_, stranger) = node.other().await;
    let queue = async |session| node.declaration_queue(session, card.id, Status::Pending, None).await;
    assert!(is_forbidden(&queue(&editor).await));
    assert!(is_not_found(&queue(&stranger).await));
    for session in [&editor, &stranger] {
        assert!(node.confirm_endorsement(session, id, Check::Phone, "").await.is_err());
        assert!(node.refuse_endorsement(session, id, "other").await.is_err());
        assert!(node.merge_endorsement(session, id, id).await.is_err());
        assert!(node.separate_endorsement(session, id).await.is_err());
        let proof = node.proof_of(session).await;
        assert!(node.revoke_endorsement(session, &proof, id, "other").await.is_err());
        assert!(node.erase_endorsement(session, &proof, id).await.is_err());
    }
    assert_eq!(node.row(id).await.status, Status::Pending);
    assert_eq!(queue(&node.owner).await.unwrap().total, Some(1));
}

#[tokio::test]
async fn everybody_of_the_host_sees_how_many_wait_and_its_owner_where() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    node.sign(&card, &person("Ama", "GH", "")).await;
    let editor = node.member("edda", node.water, Role::Editor).await;
    let (_, stranger) = node.other().await;
    for (session, expected) in [(&node.owner, Some(1)), (&editor, Some(1)), (&stranger, None)] {
        let notices = node.declaration_notices(session).await.unwrap();
        let seen = notices.iter().find_map(|notice| match notice {
            DeclarationNotice::Queue { waiting, .. } => Some(*waiting),
            _ => None,
        });
        assert_eq!(seen, expected);
    }
    let numbers = async |session| node.declaration_queue_numbers(session, card.id).await;
    assert!(is_forbidden(&numbers(&editor).await));
    assert!(numbers(&node.owner).await.unwrap().contains(&(Status::Pending, 1)));
}

#[tokio::test]
async fn a_refusal_has_a_reason_of_the_list_and_is_kept() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, id) = node.sign(&card, &person("Ama", "GH", "")).await;
    assert_eq!(
        invalid(node.refuse_endorsement(&node.owner, id, "do not like it").await),
        ["reason"]
    );
    node.refuse_endorsement(&node.owner, id, "unverified").await.unwrap();
    let receipt = node.endorsement_receipt(secret.expose()).await.unwrap();
    assert_eq!(receipt.status, Status::Refused);
    assert_eq!(node.figures(&card).await.apart.refused, 1);
    assert_eq!(node.noted().await[0], "endorsement.refuse");
    assert!(
        is_refused(&node.confirm_endorsement(&node.owner, id, Check::Phone, "").await),
        "no way back"
    );
    assert_eq!(node.logged().await, ["open"]);
}

#[tokio::test]
async fn two_that_are_one_are_merged_with_a_row_of_the_audit_log() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (_, first) = node.signed(&card, &organisation("Fern", "GH", "")).await;
    let (_, second) = node.sign(&card, &organisation("Fern Circle", "GH", "")).await;
    node.merged(second, first).await;
    assert_eq!(node.row(second).await.merged_into, Some(first));
    assert_eq!(node.noted().await[0], "endorsement.merge");
    let figures = node.figures(&card).await;
    assert_eq!((figures.counted.total(), figures.apart.duplicates), (1, 1));

    let row = node.separate_endorsement(&node.owner, second).await.unwrap();
    assert_eq!(row.status, Status::Recorded, "not the same after all");
    assert!(node.noted().await.contains(&"endorsement.separate".to_owned()));
    assert_eq!(node.counted(&card).await, 2);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn one_that_counted_and_is_the_same_is_revoked_in_the_log_as_a_duplicate() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (_, first) = node.signed(&card, &organisation("Fern", "GH", "")).await;
    let (_, second) = node.signed(&card, &organisation("Fern Circle", "GH", "")).await;
    node.merged(second, first).await;
    let row = node.row(second).await;
    assert_eq!(
        (row.status, row.reason.as_deref(), row.merged_into),
        (Status::Revoked, Some("duplicate"), Some(first))
    );
    assert_eq!(node.logged().await, ["open", "record", "record", "revoke"]);
    assert_eq!(node.counted(&card).await, 1);
    assert!(
        is_refused(&node.separate_endorsement(&node.owner, second).await),
        "what ended never counts again"
    );
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn one_is_not_merged_into_itself_nor_into_one_of_another_text() {
    let node = node().await;
    let (one, other) = (node.open(draft("Water")).await, node.open(draft("Wine")).await);
    let (_, first) = node.signed(&one, &person("Ama", "GH", "")).await;
    let (_, second) = node.signed(&other, &person("Ama", "GH", "")).await;
    for into in [first, second] {
        assert!(is_not_found(&node.merge_endorsement(&node.owner, first, into).await));
    }
    assert_eq!((node.counted(&one).await, node.counted(&other).await), (1, 1));
}

#[tokio::test]
async fn a_revocation_is_asked_once_more_logged_and_final() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let mine = node.endorse_it(&card).await;
    let (_, recorded) = node.signed(&card, &person("Ama", "GH", "")).await;
    let row = node.row(recorded).await;
    for id in [mine.id, recorded] {
        node.revoke_endorsement(&node.owner, &node.asked().await, id, "abuse")
            .await
            .unwrap();
        let again = node
            .revoke_endorsement(&node.owner, &node.asked().await, id, "abuse")
            .await;
        assert!(is_refused(&again));
    }
    assert_eq!(node.logged().await, ["open", "endorse", "record", "revoke", "revoke"]);
    node.gone(mine.stamp.as_deref().unwrap()).await;
    node.gone(&row.object).await;
    assert_eq!(
        node.served(&mine.object).await["type"],
        "Relationship",
        "its own word stays its own"
    );
    assert_eq!(
        (node.counted(&card).await, node.figures(&card).await.apart.revoked),
        (0, 2)
    );
    let withdraw = node
        .withdraw_endorsement(&node.owner, &node.asked().await, mine.id)
        .await;
    assert!(is_refused(&withdraw));
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn an_organisation_that_endorses_by_its_own_key_replaces_what_was_recorded_for_it() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (_, recorded) = node.signed(&card, &organisation("Water for all", "KE", "")).await;
    let (_, another) = node.signed(&card, &organisation("Water for all", "GH", "")).await;
    node.endorse_it(&card).await;
    let row = node.row(recorded).await;
    assert_eq!((row.status, row.reason.as_deref()), (Status::Revoked, Some("replaced")));
    assert_eq!(node.row(another).await.status, Status::Recorded, "of another country");
    assert_eq!(node.counted(&card).await, 2);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn a_list_is_recorded_whole_or_not_at_all() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let row = |name: &str, become_| operations::NewRecord {
        signature: person(name, "GH", "").check().unwrap(),
        signed_at: node.now(),
        channel: domain::endorsement::Channel::Paper,
        check: Check::Paper,
        check_note: String::new(),
        become_,
    };
    let rows = vec![
        row("Ama", RecordAs::Counted),
        row("Esi", RecordAs::Pending),
        row("Kofi", RecordAs::Withdrawn),
        row("Ama Mensah", RecordAs::Duplicate(SameAs::Row(0))),
        row("Yaa", RecordAs::Refused("other".to_owned())),
        row("Adjoa", RecordAs::Review),
    ];
    let batch = |rows| RecordBatch {
        rows,
        source: "sheet 7".to_owned(),
    };
    let too_many = vec![row("Ama", RecordAs::Counted); 1_001];
    assert!(is_refused(
        &node.record_endorsements(&node.owner, card.id, batch(too_many)).await
    ));
    assert_eq!(node.logged().await, ["open"]);
    let outcomes = node
        .record_endorsements(&node.owner, card.id, batch(rows))
        .await
        .unwrap();
    assert_eq!(outcomes.len(), 6);
    assert_eq!(node.logged().await, ["open", "record", "record", "withdraw"]);
    let figures = node.figures(&card).await;
    let apart = figures.apart;
    assert_eq!(figures.counted.total(), 1);
    assert_eq!(
        (
            apart.not_confirmed,
            apart.withdrawn,
            apart.duplicates,
            apart.refused,
            apart.in_review
        ),
        (1, 1, 1, 1, 1)
    );
    assert_eq!(node.row(outcomes[3].id).await.merged_into, Some(outcomes[0].id));
    node.assert_verifies(&card).await;
}
