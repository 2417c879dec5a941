//! Finding practices: the filters give what the sample data says they must (U15).

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    practice::PracticeExchange,
    replication::ReportExchange,
    vocabulary::{CostBand, Hazard, Sector, Setting},
};
use operations::PracticeFilter;
use serde_json::Value;

use crate::{Node, node};

fn sample() -> Value {
    serde_json::from_str(include_str!("../../../domain/data/practices_sample.json")).unwrap()
}

/// Publishes all sample practices and reports; gives the title of each by its name in the sample.
async fn publish_samples(node: &Node) -> BTreeMap<String, String> {
    let (mut titles, mut objects) = (BTreeMap::new(), BTreeMap::new());
    for entry in sample()["practices"].as_array().unwrap() {
        let name = entry["id"].as_str().unwrap().to_owned();
        let mut exchange: PracticeExchange = serde_json::from_value(entry.clone()).unwrap();
        exchange.adapted_from = None;
        let practice = exchange.into_draft().check().unwrap();
        titles.insert(name.clone(), practice.title.as_str().to_owned());
        let published = node
            .publish_practice(&node.operator, node.water, practice, None)
            .await
            .unwrap();
        objects.insert(name, published.object);
    }
    for entry in sample()["reports"].as_array().unwrap() {
        let mut entry = entry.clone();
        entry["of"] = objects[entry["of"].as_str().unwrap()].clone().into();
        let exchange: ReportExchange = serde_json::from_value(entry).unwrap();
        let report = exchange.into_draft().check().unwrap();
        node.publish_report(&node.operator, node.water, report, None)
            .await
            .unwrap();
    }
    titles
}

async fn found(node: &Node, filter: &PracticeFilter) -> BTreeSet<String> {
    let (mut titles, mut next) = (BTreeSet::new(), None);
    loop {
        let page = node.practices(filter, next.as_deref()).await.unwrap();
        titles.extend(page.items.into_iter().map(|card| card.title));
        next = page.next;
        if next.is_none() {
            return titles;
        }
    }
}

fn filter_of(expected: &Value) -> PracticeFilter {
    let mut filter = PracticeFilter::default();
    for (name, value) in expected.as_object().unwrap() {
        let value = value.as_str().unwrap();
        match name.as_str() {
            "hazard" => filter.hazard = Hazard::parse(value),
            "sector" => filter.sector = Sector::parse(value),
            "setting" => filter.setting = Setting::parse(value),
            "cost_at_most" => filter.cost_at_most = CostBand::parse(value),
            "tried_in_setting" => filter.tried_in_setting = Setting::parse(value),
            "language" => filter.language = Some(value.to_owned()),
            other => panic!("the sample asks for a filter that is not known: {other}"),
        }
    }
    filter
}

#[tokio::test]
async fn u15_the_filters_of_the_sample_data_give_its_expected_lists() {
    let node = node().await;
    let titles = publish_samples(&node).await;

    for search in sample()["expected"]["search"].as_array().unwrap() {
        let expected = search["practices"].as_array().unwrap().iter();
        let expected: BTreeSet<String> = expected.map(|name| titles[name.as_str().unwrap()].clone()).collect();
        assert_eq!(
            found(&node, &filter_of(&search["filter"])).await,
            expected,
            "{}",
            search["filter"]
        );
    }
}

#[tokio::test]
async fn u15_words_are_found_without_accents_in_any_script_and_have_no_query_language() {
    let node = node().await;
    publish_samples(&node).await;
    for (words, at_least) in [
        ("hyacinth", 1),
        ("HYACINTH okra", 1),
        ("ecoles", 1),
        ("écoles", 1),
        ("Саксаул", 1),
        ("الطقس", 0),
    ] {
        let filter = PracticeFilter {
            words: words.to_owned(),
            ..PracticeFilter::default()
        };
        assert!(found(&node, &filter).await.len() >= at_least, "{words}");
    }
    for words in [
        "\" OR 1=1",
        "hyacinth*",
        "hyacinth NOT okra",
        "'); DROP TABLE posts; --",
        "%",
        "_",
    ] {
        let filter = PracticeFilter {
            words: words.to_owned(),
            ..PracticeFilter::default()
        };
        found(&node, &filter).await;
    }
    assert_eq!(found(&node, &PracticeFilter::default()).await.len(), 24);
}
