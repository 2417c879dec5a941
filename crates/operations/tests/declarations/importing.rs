//! Lists: which rows stand in the way of the same row, and days without an hour (UX 5.3).

use domain::endorsement::{Channel, Status};
use operations::{ImportOrder, ImportReport, view::declarations::DeclarationCard};

use super::{Node, draft, node};

impl Node {
    async fn import_list(&self, card: &DeclarationCard, list: &str, dry_run: bool) -> ImportReport {
        let order = ImportOrder {
            bytes: list.as_bytes().to_vec(),
            name: "list.csv".to_owned(),
            channel: Channel::Paper,
            check: None,
            dry_run,
        };
        self.import_endorsements(&self.owner, card.id, order, &|_| {})
            .await
            .unwrap()
    }
}

/// How many rows are counted, refused, there already.
fn seen(report: &ImportReport) -> (usize, usize, usize) {
    (report.counted, report.refused, report.already)
}

#[tokio::test]
async fn a_paper_list_of_the_opening_day_is_taken_on_that_day() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let list = format!("name,country,date\nAma,GH,{}\n", node.now().date_naive());
    assert_eq!(seen(&node.import_list(&card, &list, true).await), (1, 0, 0));
    assert_eq!(seen(&node.import_list(&card, &list, false).await), (1, 0, 0));
    let again = node.import_list(&card, &format!("{list}\n"), false).await;
    assert_eq!(seen(&again), (0, 0, 1), "known again by its day");
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn a_corrected_list_is_taken_after_one_of_which_everything_was_refused() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let dated = "name,country,date\nAma,GH,2001-03-02\nKofi,GH,2001-03-02\n";
    let refused = node.import_list(&card, dated, false).await;
    assert_eq!(seen(&refused), (0, 2, 0));
    assert!(!refused.takes_something());
    let back = refused.not_taken.unwrap();
    assert!(
        back.contains("signed before the opening, or dated in the future"),
        "{back}"
    );
    assert_eq!(
        seen(&node.import_list(&card, dated, false).await),
        (0, 2, 0),
        "said again"
    );
    assert_eq!(node.figures(&card).await.apart.refused, 2, "and kept once");

    let corrected = "name,country\nAma,GH\nKofi,GH\n";
    assert_eq!(seen(&node.import_list(&card, corrected, true).await), (2, 0, 0));
    assert_eq!(seen(&node.import_list(&card, corrected, false).await), (2, 0, 0));
    let again = node.import_list(&card, &format!("{corrected}\n"), false).await;
    assert_eq!(seen(&again), (0, 0, 2));
}

#[tokio::test]
async fn a_row_that_was_withdrawn_may_come_again_and_waits_for_a_person() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let list = "name,country\nAma,GH\nKofi,GH\n";
    node.import_list(&card, list, false).await;
    let recorded = node
        .declaration_queue(&node.owner, card.id, Status::Recorded, None)
        .await
        .unwrap();
    let proof = node.asked().await;
    node.withdraw_endorsement(&node.owner, &proof, recorded.items[0].id)
        .await
        .unwrap();
    let again = node.import_list(&card, &format!("{list}\n"), false).await;
    assert_eq!((seen(&again), again.in_review), ((0, 0, 1), 1));
    assert_eq!(node.counted(&card).await, 1, "nobody counts again without a look");
}
