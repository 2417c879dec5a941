//! The address of a declaration is its own from the day on which it opens; a draft keeps it from nobody.

use domain::practice::{Practice, PracticeDraft};
use operations::Caller;

use super::{draft, node};

fn practice(title: &str) -> Practice {
    let some = |text: &str| text.split(' ').map(str::to_owned).collect();
    let draft = PracticeDraft {
        title: title.to_owned(),
        problem: "The well is dry from March to May.".to_owned(),
        what_we_did: vec!["Built a sand dam with twelve families.".to_owned()],
        result: "Sixty families have water in all months.".to_owned(),
        what_went_wrong: "unknown".to_owned(),
        country: "KE".to_owned(),
        setting: some("rural"),
        sectors: some("water"),
        started: "2019-05".to_owned(),
        cost_band_usd: "unknown".to_owned(),
        summary: "A dam of sand.".to_owned(),
        language: "en".to_owned(),
        ..PracticeDraft::default()
    };
    draft.check().unwrap()
}

#[tokio::test]
async fn a_draft_that_nobody_opens_keeps_its_address_from_nobody() {
    let node = node().await;
    let mut begun = Vec::new();
    for _ in 0..2 {
        let draft = node.start_declaration(&node.owner, node.water, draft("Water")).await;
        begun.push(draft.unwrap().id);
    }
    let card = node.open_draft(begun[1]).await;
    assert_eq!(card.slug, "water");
    let other = node.open_draft(begun[0]).await;
    assert!(other.slug.starts_with("water-"), "{}", other.slug);
    for card in [card, other] {
        let page = node.declaration_page(&Caller::Visitor, &card.slug).await.unwrap();
        assert_eq!(page.card.id, card.id);
        let article = node.served(&card.object).await;
        assert!(article["url"].as_str().unwrap().ends_with(&card.page), "{article}");
    }
}

#[tokio::test]
async fn a_draft_opens_though_a_practice_has_taken_its_address_since() {
    let node = node().await;
    let begun = node
        .start_declaration(&node.owner, node.water, draft("Water"))
        .await
        .unwrap();
    let published = node
        .publish_practice(&node.owner, node.water, practice("Water"), None)
        .await
        .unwrap();
    assert!(published.page.ends_with("/practices/water"), "{}", published.page);
    let card = node.open_draft(begun.id).await;
    assert!(card.slug.starts_with("water-"), "{}", card.slug);
}
