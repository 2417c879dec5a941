//! Reports on practices of other nodes: "we tried this here".

use harness::{Network, report, sample_reports, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_arrives_at_the_author_and_its_page_sums_up() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    net.follow("beta", "alpha").await;
    net.follow("gamma", "alpha").await;
    let published = net["alpha"].publish("A dam of sand").await;
    for name in ["beta", "gamma"] {
        net[name].practice(&published.object).await;
        let owner = net[name].owner().await;
        let organisation = owner.acting_for().unwrap();
        let report = report(&published.object, 1);
        net[name]
            .operations()
            .publish_report(&owner, organisation, report, None)
            .await
            .unwrap();
    }
    until("both reports arrive", || async {
        net["alpha"].practice(&published.object).await.reports.len() == 2
    })
    .await;

    let page = net["alpha"].practice(&published.object).await;
    let mut authors: Vec<_> = page.reports.iter().map(|report| report.author.handle.clone()).collect();
    authors.sort();
    assert_eq!(authors, ["beta@beta.test", "gamma@gamma.test"]);
    assert_eq!(page.reports[0].report, report(&published.object, 1));
    assert!(page.reports.iter().all(|report| !report.older_revision));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reports_arrive_field_by_field() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    net.follow("alpha", "beta").await;
    let published = net["alpha"].publish("A dam of sand").await;
    net["beta"].practice(&published.object).await;
    let owner = net["beta"].owner().await;
    let organisation = owner.acting_for().unwrap();
    // One organisation reports once on each version, so one sample stands for all that say something else.
    let (_, mut draft) = sample_reports().remove(0);
    draft.replicates = published.object.clone();
    draft.replicates_revision = "1".to_owned();
    let report = draft.check().unwrap();
    net["beta"]
        .operations()
        .publish_report(&owner, organisation, report.clone(), None)
        .await
        .unwrap();
    until("the report arrives", || async {
        !net["alpha"].practice(&published.object).await.reports.is_empty()
    })
    .await;
    assert_eq!(net["alpha"].practice(&published.object).await.reports[0].report, report);
}
