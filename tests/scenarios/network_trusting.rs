//! The page on which an operator trusts a network of another node, over real nodes.

use chrono::Duration;
use harness::{Network, until};

use crate::network_secretariat::Secretariat;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_trusts_a_network_of_another_node_on_the_page_and_ends_it_there() {
    let net = Network::start(["alpha", "gamma"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    let mut browser = net["gamma"].signed_in().await;
    for typed in ["@delta@alpha.test", delta.actor.as_str()] {
        let fields = [("network", typed), ("do", "trust")];
        let done = browser.fill_in("/admin/trust", "/admin/trust", &fields).await;
        assert_eq!(
            (done.status, done.header("location")),
            (303, Some("/admin/trust?done=trusted")),
            "{typed}: {}",
            done.text()
        );
        let page = browser.get("/admin/trust").await.text();
        assert!(page.contains("The delta network"), "{page}");
        assert!(page.contains(&format!("value=\"{}\"", delta.actor)), "{page}");
        // Whoever is not a member asks once a day; a look now is a start anew.
        net.advance(Duration::minutes(2));
        until("the roster is read", || async {
            let trusted = net["gamma"].operations().trusted_networks().await.unwrap();
            trusted
                .iter()
                .all(|one| one.checked_at.is_some() && one.fault.is_none())
        })
        .await;

        let token = browser.get("/admin/trust").await.hidden_fields("/admin/trust")[0]
            .1
            .clone();
        let fields = [
            ("token", token.as_str()),
            ("network", delta.actor.as_str()),
            ("do", "end"),
        ];
        let end = browser.form("/admin/trust", &fields);
        let ended = browser.send(end).await;
        assert_eq!(
            ended.header("location"),
            Some("/admin/trust?done=distrusted"),
            "{}",
            ended.text()
        );
        assert!(net["gamma"].operations().trusted_networks().await.unwrap().is_empty());
        assert!(!browser.get("/admin/trust").await.text().contains("The delta network"));
    }
}
