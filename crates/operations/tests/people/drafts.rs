//! Drafts: nothing that was typed is lost.

use operations::OperationError;

use crate::{fields, node};

#[tokio::test]
async fn a_draft_begins_with_what_is_known_of_the_organisation() {
    let node = node().await;

    let draft = node.start_draft(&node.operator, node.water).await.unwrap();

    assert_eq!(
        (draft.draft.country.as_str(), draft.draft.language.as_str()),
        ("KE", "en")
    );
    assert_eq!(node.drafts(&node.operator).await.unwrap().len(), 1);
}

#[tokio::test]
async fn w14_of_two_tabs_the_second_is_told_and_the_first_save_stays() {
    let node = node().await;
    let draft = node.start_draft(&node.operator, node.water).await.unwrap();
    let saved = node
        .save_draft(&node.operator, draft.card.id, draft.version, fields())
        .await
        .unwrap();

    let second = node
        .save_draft(&node.operator, draft.card.id, draft.version, fields())
        .await;

    assert!(matches!(second, Err(OperationError::Conflict)));
    let kept = node.draft(&node.operator, draft.card.id).await.unwrap();
    assert_eq!((kept.version, kept.draft), (saved.version, fields()));
}

#[tokio::test]
async fn half_a_draft_is_kept_as_typed_and_its_faults_are_shown_not_stored() {
    let node = node().await;
    let draft = node.start_draft(&node.operator, node.water).await.unwrap();
    let mut half = fields();
    half.title = "  half <b>  ".to_owned();
    half.country = "Atlantis".to_owned();
    node.save_draft(&node.operator, draft.card.id, draft.version, half.clone())
        .await
        .unwrap();

    assert_eq!(node.draft(&node.operator, draft.card.id).await.unwrap().draft, half);
    let preview = node.preview(&node.operator, draft.card.id).await.unwrap();
    assert!(preview.faults.iter().any(|fault| fault.field == "country"));
    let published = node.publish_draft(&node.operator, draft.card.id).await;
    assert!(matches!(published, Err(OperationError::Invalid(_))));
    assert_eq!(node.sent_in_all().await, 0);
}

#[tokio::test]
async fn a_preview_shows_what_will_be_published() {
    let node = node().await;
    let draft = node.start_draft(&node.operator, node.water).await.unwrap();
    node.save_draft(&node.operator, draft.card.id, draft.version, fields())
        .await
        .unwrap();

    let preview = node.preview(&node.operator, draft.card.id).await.unwrap();
    node.publish_draft(&node.operator, draft.card.id).await.unwrap();

    assert!(preview.faults.is_empty());
    assert_eq!(node.sent().await.1["object"]["content"], preview.content_html.as_str());
}

#[tokio::test]
async fn w14_a_draft_published_twice_is_one_practice() {
    let node = node().await;
    let draft = node.start_draft(&node.operator, node.water).await.unwrap();
    node.save_draft(&node.operator, draft.card.id, draft.version, fields())
        .await
        .unwrap();

    let first = node.publish_draft(&node.operator, draft.card.id).await.unwrap();
    let second = node.publish_draft(&node.operator, draft.card.id).await.unwrap();

    assert_eq!(first.object, second.object);
    assert_eq!(node.sent_in_all().await, 1);
    assert!(node.drafts(&node.operator).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_revision_begins_with_the_published_fields_and_there_is_one_open_at_a_time() {
    let node = node().await;
    let published = node
        .publish_practice(&node.operator, node.water, crate::practice(), None)
        .await
        .unwrap();
    let draft = node.start_revision(&node.operator, published.id).await.unwrap();
    assert_eq!(draft.draft.title, crate::fields().title);
    let again = node.start_revision(&node.operator, published.id).await.unwrap();
    assert_eq!(again.card.id, draft.card.id);

    let revised = node.publish_draft(&node.operator, draft.card.id).await.unwrap();

    assert_eq!((revised.object, revised.revision), (published.object, 2));
}
