//! The demonstration: three nodes in one process that follow each other, with content that arrives everywhere.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::path::Path;

use bandung::demo::{DemoNetwork, NAMES, Sample};
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

async fn run(folder: &Path) -> DemoNetwork {
    let network = DemoNetwork::start(folder).await.unwrap();
    let sample = Sample::whole().unwrap().first(3);
    network.fill(&sample, &|_| {}).await.unwrap();
    network
}

#[tokio::test(flavor = "multi_thread")]
async fn three_nodes_show_the_same_practices_and_a_second_start_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let network = Box::pin(run(folder.path())).await;
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
    network.stop().await;

    let again = Box::pin(run(folder.path())).await;
    assert_eq!(titles(&again, 0).await, first);
    assert_eq!(reports(&again, 1).await, reported[1]);
    again.stop().await;
}
