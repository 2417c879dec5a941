//! A declaration with 100,000 endorsements: lists imported with progress, and what its tally costs then.

use std::{
    fmt::Write,
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use chrono::TimeDelta;
use domain::{
    declaration::{Approval, Approver, DeclarationDraft, DraftText},
    endorsement::Channel,
    ids::DeclarationId,
    vocabulary::Country,
};
use operations::{Clock, ImportOrder, SystemClock};

use crate::{node::BenchNode, report::Report, wire::Wire};

const PART: &str = "A declaration with 100,000 endorsements";
const SLUG: &str = "water-first";
/// Rows of one list.
const ROWS: usize = 10_000;
const LISTS: usize = 10;
const VISITS: u32 = 50;

pub(crate) async fn measure(report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let node = BenchNode::start(folder.path(), None, &[], false).await;
    let id = open(&node).await;
    let told = AtomicUsize::new(0);
    for number in 0..LISTS {
        let seconds = import(&node, id, number, &told).await;
        match number {
            0 => report.add(PART, "10,000 rows imported (aim < 30 s)", seconds, "s", None),
            last if last + 1 == LISTS => report.add(PART, "10,000 rows more, with 90,000 there", seconds, "s", None),
            _ => {}
        }
    }
    assert!(
        told.load(Ordering::Relaxed) >= LISTS * 10,
        "progress is told on the way"
    );
    for (path, name) in [
        ("tally", "the tally page (aim < 5 ms)"),
        ("tally.json", "tally.json (aim < 5 ms)"),
        ("tally/map.svg", "the map"),
        ("endorsements", "the first page of names"),
    ] {
        let milliseconds = visit(&node, path).await;
        report.add(PART, name, milliseconds, "ms", None);
    }
    node.stop().await;
}

async fn open(node: &BenchNode) -> DeclarationId {
    let operations = node.operations();
    let session = operations.local_operator(None, Some("circle")).await.unwrap();
    let text = DraftText {
        language: "en".to_owned(),
        title: "Water first".to_owned(),
        summary: "One line.".to_owned(),
        source: "Water first.".to_owned(),
    };
    let draft = DeclarationDraft {
        slug: SLUG.to_owned(),
        texts: vec![text],
        opens_at: (SystemClock.now() - TimeDelta::days(100)).date_naive().to_string(),
        closes_at: (SystemClock.now() + TimeDelta::days(30)).date_naive().to_string(),
        approval: Approval {
            automatic: vec![Approver::Public],
            manual: Vec::new(),
        },
        ..DeclarationDraft::default()
    };
    let organisation = node.organisation().await;
    let begun = operations
        .start_declaration(&session, organisation, draft)
        .await
        .unwrap();
    let preview = operations.preview_declaration(&session, begun.id).await.unwrap();
    let step_up = operations.step_up(&session, None).await.unwrap();
    let opened = operations
        .open_declaration(&session, &step_up, begun.id, &preview.title, &preview.digest)
        .await;
    opened.unwrap().id
}

/// Imports one list; gives the seconds.
async fn import(node: &BenchNode, id: DeclarationId, number: usize, told: &AtomicUsize) -> f64 {
    let operations = node.operations();
    let session = operations.local_operator(None, Some("circle")).await.unwrap();
    let order = ImportOrder {
        bytes: list(number).into_bytes(),
        name: format!("list {number}"),
        channel: Channel::Paper,
        check: None,
        dry_run: false,
    };
    let begun = Instant::now();
    let report = operations
        .import_endorsements(&session, id, order, &|_| {
            told.fetch_add(1, Ordering::Relaxed);
        })
        .await
        .unwrap();
    assert_eq!(report.counted, ROWS, "{:?}", report.problems.first());
    begun.elapsed().as_secs_f64()
}

/// Signers of 150 countries over ninety days.
fn list(number: usize) -> String {
    let countries: Vec<Country> = Country::all().take(150).collect();
    let mut text = "organisation,country,person,email,signed_at,kind\n".to_owned();
    for row in number * ROWS..(number + 1) * ROWS {
        let day = (SystemClock.now() - TimeDelta::days(i64::try_from(row % 90).unwrap() + 1)).date_naive();
        let kind = if row.is_multiple_of(3) {
            "representative"
        } else {
            "organisation"
        };
        let country = countries[row % countries.len()].code();
        writeln!(
            text,
            "Circle of Water {row},{country},Person {row},s{row}@circle{row}.example,{day},{kind}"
        )
        .unwrap();
    }
    text
}

/// Milliseconds from request to answer on a connection that is open.
async fn visit(node: &BenchNode, path: &str) -> f64 {
    let request = format!(
        "GET /declarations/{SLUG}/{path} HTTP/1.1\r\nHost: node.localhost:{}\r\nAccept-Encoding: gzip\r\n\r\n",
        node.address.port()
    );
    let mut wire = Wire::connect(node.address).await;
    let first = wire.ask(request.as_bytes()).await;
    assert_eq!(first.status(), 200, "{path}: {}", first.head);
    let begun = Instant::now();
    for _ in 0..VISITS {
        wire.ask(request.as_bytes()).await;
    }
    begun.elapsed().as_secs_f64() * 1_000.0 / f64::from(VISITS)
}
