//! Blocks win over everything (ARCHITECTURE I21), between real nodes and seen from outside.

use domain::{
    moderation::{Category, Decision},
    policy::Severity,
};
use harness::{Network, TestNode, until};
use operations::{Caller, DecisionForm, ReportForm};

use crate::stage::Stage;

async fn suspend(node: &TestNode, host: &str) {
    let owner = node.owner().await;
    node.operations()
        .block_host(&owner, host, Some(Severity::Suspend), "Spam")
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn architecture_i21_a_suspended_node_neither_gets_nor_gives_and_a_lifted_block_opens_both_ways() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    net.follow("beta", "alpha").await;
    net.follow("alpha", "beta").await;
    net.follow("alpha", "gamma").await;
    net.follow("gamma", "beta").await;
    let shown = net["beta"].publish("Before the block").await;
    net.settle().await;
    assert_eq!(net["alpha"].titles_from("beta").await, ["Before the block"]);

    suspend(&net["alpha"], "beta.test").await;

    // Nothing of it is shown, neither to the organisation nor to visitors; the followers are gone.
    let alpha = &net["alpha"];
    assert!(alpha.titles_from("beta").await.is_empty());
    let kept = alpha.operations().public_timeline(false, None).await.unwrap().items;
    assert!(kept.iter().all(|post| !post.object.contains("beta.test")));
    assert!(alpha.followers().await.is_empty());
    // Its deliveries and its replies are refused, and tried again in vain.
    let ours = alpha.publish("Not for beta").await;
    net["beta"].publish("After the block").await;
    let gamma = &net["gamma"];
    until("gamma gets what beta published", || async {
        gamma.titles_from("beta").await.len() == 2
    })
    .await;
    // What others pass on of it is not taken.
    let (owner, operations) = (gamma.owner().await, gamma.operations());
    let passed_on = gamma.post(&shown.object).await.unwrap();
    operations.boost(&owner, passed_on.id, true).await.unwrap();
    until("gamma's boost arrives at alpha", || async {
        gamma.peer("alpha.test").await.is_none_or(|peer| peer.waiting == 0)
    })
    .await;
    assert!(alpha.titles_from("beta").await.is_empty());
    assert!(net["beta"].titles_from("alpha").await.is_empty());
    assert!(net["beta"].post(&ours.object).await.is_none());
    // It is not fetched either.
    assert!(alpha.directory().object(&shown.object).await.is_err());
    let held = alpha.operations().blocks(&alpha.owner().await).await.unwrap().remove(0);
    assert!(held.hits > 0 && held.last_hit.is_some(), "{held:?}");

    let owner = alpha.owner().await;
    alpha.operations().lift_block(&owner, "beta.test").await.unwrap();
    // Whoever was turned away tries again after a while.
    net.advance(chrono::Duration::hours(2));
    net.follow("alpha", "beta").await;
    until("what was shown before is shown again", || async {
        alpha.titles_from("beta").await.contains(&"Before the block".to_owned())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn architecture_i21_a_suspended_server_of_other_make_may_not_write_follow_or_ask_signed() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let ours = alpha.publish("A dam of sand").await;
    let actor = alpha.actor().await;
    let path = |id: &str| id.trim_start_matches("http://alpha.test").to_owned();
    let ask = |target: String| stage.ana.get("alpha.test", &target, stage.net.now());
    assert_eq!(stage.send(ask(path(&ours.object))).await.status, 200);

    suspend(alpha, "mastodon.test").await;

    let reply = stage
        .ana
        .activity("Create", stage.ana.note("Well done", Some(&ours.object)));
    for (what, activity) in [
        ("its reply", reply),
        ("its follow", stage.ana.activity("Follow", actor.as_str())),
        ("its like", stage.ana.activity("Like", ours.object.as_str())),
        ("its boost", stage.ana.activity("Announce", ours.object.as_str())),
    ] {
        stage.refused_alone(what, stage.post(&activity), 403).await;
    }
    assert_eq!(stage.send(ask(path(&ours.object))).await.status, 403);
    // Who we are can still be read: otherwise nobody could check what we signed.
    assert_eq!(stage.send(ask(path(&actor))).await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_goes_to_the_server_of_the_account_in_the_name_of_the_node_alone() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("alpha", "beta").await;
    let published = net["beta"].publish("Doubtful figures").await;
    net.settle().await;
    let (alpha, beta) = (&net["alpha"], &net["beta"]);
    let reporter = alpha.owner().await;
    let post = alpha.post(&published.object).await.unwrap();
    let report = ReportForm {
        post: Some(post.id),
        actor: None,
        category: Category::Untrue,
        words: "The source says 30, not 300.".to_owned(),
        forward: true,
    };
    alpha.operations().report(&reporter, &report).await.unwrap();

    let moderator = beta.owner().await;
    until("the report arrives", || async {
        !beta.operations().flags(&moderator).await.unwrap().is_empty()
    })
    .await;
    let case = beta.operations().flags(&moderator).await.unwrap().remove(0);
    assert_eq!(case.from, "http://alpha.test/ap/actor");
    assert_eq!(case.target, beta.actor().await);
    assert!(!case.text.contains(reporter.person().name.as_str()), "{}", case.text);
    let decision = DecisionForm {
        decision: Decision::Hide,
        whole_server: false,
        answer: "Please correct the figure".to_owned(),
    };
    beta.operations()
        .decide_flag(&moderator, case.id, &decision)
        .await
        .unwrap();
    let hidden = beta.operations().practice_by_id(&Caller::Visitor, published.id).await;
    assert!(hidden.is_err());
    let told = beta.operations().notices(&moderator).await.unwrap();
    assert_eq!(told[0].kind, "post-hidden");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_while_a_node_is_sealed_comes_again_when_it_is_unlocked() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("alpha", "beta").await;
    let alpha = &net["alpha"];
    let owner = alpha.owner().await;
    let step_up = alpha.operations().step_up(&owner, None).await.unwrap();
    alpha.operations().seal(&owner, &step_up).await.unwrap();
    net["beta"].publish("While sealed").await;
    until("beta was turned away", || async {
        net["beta"]
            .peer("alpha.test")
            .await
            .is_some_and(|peer| peer.failures > 0 && peer.waiting > 0)
    })
    .await;
    assert!(alpha.titles_from("beta").await.is_empty());

    let owner = alpha.owner().await;
    let step_up = alpha.operations().step_up(&owner, None).await.unwrap();
    alpha.operations().unseal(&owner, &step_up).await.unwrap();
    net.advance(chrono::Duration::hours(1));
    net.settle().await;
    assert_eq!(alpha.titles_from("beta").await, ["While sealed"]);
}
