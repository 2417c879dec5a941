//! The demonstration: three nodes in one process that follow each other, with content that arrives everywhere.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    path::Path,
    process::{Command, Output},
};

use bandung::demo::{Declared, DemoNetwork, NAMES, Sample};
use operations::PracticeFilter;

/// Titles of all practices that a node shows, sorted.
async fn titles(network: &DemoNetwork, node: usize) -> Vec<String> {
    let operations = &network.nodes()[node].service().operations;
    let page = operations.practices(&PracticeFilter::default(), None).await.unwrap();
    let mut titles: Vec<String> = page.items.into_iter().map(|card| card.title).collect();
    titles.sort();
    titles
}

/// Reports that a node shows with its practices.
async fn reports(network: &DemoNetwork, node: usize) -> u64 {
    let operations = &network.nodes()[node].service().operations;
    let page = operations.practices(&PracticeFilter::default(), None).await.unwrap();
    page.items.iter().map(|card| card.reports).sum()
}

async fn run(folder: &Path) -> (DemoNetwork, Declared) {
    let network = DemoNetwork::start(folder).await.unwrap();
    let sample = Sample::whole().unwrap().first(3);
    let declared = network.fill(&sample, &|_| {}).await.unwrap();
    (network, declared)
}

/// The program, by somebody who has no node.
async fn outsider(arguments: Vec<String>) -> (i32, String) {
    let asked = tokio::task::spawn_blocking(move || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bandung"));
        command.env_clear().args(arguments).output()
    });
    let Output { status, stdout, stderr } = asked.await.unwrap().unwrap();
    let text = String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned();
    (status.code().unwrap(), text)
}

/// The bundle verifies, and the log that is fetched gives what is published: this many endorsements.
async fn assert_recounted(declared: &Declared, counted: &str) {
    let (bundle, policy) = (
        declared.bundle.display().to_string(),
        declared.policy.display().to_string(),
    );
    let (code, said) = outsider(vec!["verify".to_owned(), bundle, "--policy".to_owned(), policy]).await;
    assert_eq!(code, 0, "{said}");
    assert!(said.contains(counted), "{said}");
    let page = declared.page.clone();
    let (code, said) = outsider(vec![
        "declaration".to_owned(),
        "tally".to_owned(),
        page,
        "--recount".to_owned(),
    ])
    .await;
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("THE NUMBERS AGREE") && said.contains(counted), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn three_nodes_show_the_same_practices_and_a_second_start_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (network, declared) = Box::pin(run(folder.path())).await;
    let first = titles(&network, 0).await;
    assert_eq!(first.len(), 3);
    for node in 1..NAMES.len() {
        assert_eq!(titles(&network, node).await, first);
    }
    let reported = [
        reports(&network, 0).await,
        reports(&network, 1).await,
        reports(&network, 2).await,
    ];
    assert!(reported.iter().all(|count| *count > 0), "{reported:?}");
    // Two by their own keys, two of the list.
    assert_recounted(&declared, "4 endorsements").await;
    network.stop().await;

    let (again, declared) = Box::pin(run(folder.path())).await;
    assert_recounted(&declared, "4 endorsements").await;
    assert_eq!(titles(&again, 0).await, first);
    assert_eq!(reports(&again, 1).await, reported[1]);
    again.stop().await;
}
