//! Catch-up by pull: what the pushes did not bring is asked for, item by item, by the rules of the inbox.

use harness::{Answer, Message, Network, titles, until};
use serde_json::json;

const OUTBOX: &str = "/ap/outbox?after=0&limit=100";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p32_a_pull_without_signature_is_401_and_a_stranger_gets_nothing_that_is_not_for_it() {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    net["alpha"].publish_many("Wells", 3).await;
    let ana = net.fake("mastodon").actor("ana");

    let unsigned = Message::new("GET", "alpha.test", OUTBOX, b"")
        .send(net["alpha"].address())
        .await;
    let stranger = ana
        .get("alpha.test", OUTBOX, net.now())
        .send(net["alpha"].address())
        .await;

    assert_eq!(unsigned.status, 401);
    assert_eq!(stranger.status, 200);
    assert_eq!(stranger.json()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p30_what_no_push_brought_comes_by_pull_in_order_and_a_second_pull_brings_nothing() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    net.settle().await;
    let owner = net["alpha"].owner().await;
    net["alpha"]
        .operations()
        .pause_peer(&owner, "beta.test", true)
        .await
        .unwrap();
    net["alpha"].publish_many("Wells", 130).await;
    assert_eq!(
        net["alpha"].peer("beta.test").await.unwrap().waiting,
        130,
        "nothing is pushed"
    );

    // A part of it beta has asked for by itself meanwhile.
    let taken = net["beta"].directory().catch_up("alpha.test").await.unwrap();
    let again = net["beta"].directory().catch_up("alpha.test").await.unwrap();

    assert!(taken > 0, "there was something left to ask for");
    assert_eq!(again, 0);
    until("beta shows all of them", || async {
        net["beta"].titles_from("alpha").await == titles("Wells", 130)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p31_what_was_pulled_is_not_taken_again_when_the_push_comes_after_all() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    net.settle().await;
    let owner = net["alpha"].owner().await;
    net["alpha"]
        .operations()
        .pause_peer(&owner, "beta.test", true)
        .await
        .unwrap();
    net["alpha"].publish_many("Wells", 5).await;
    net["beta"].directory().catch_up("alpha.test").await.unwrap();

    net["alpha"]
        .operations()
        .pause_peer(&owner, "beta.test", false)
        .await
        .unwrap();
    net.settle().await;

    assert_eq!(net["alpha"].peer("beta.test").await.unwrap().waiting, 0);
    assert_eq!(net["beta"].titles_from("alpha").await, titles("Wells", 5));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p33_a_forged_item_of_a_page_is_passed_over_and_the_others_are_taken() {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    let practice = net["alpha"].publish("Wells").await;
    let ana = net.fake("mastodon").actor("ana");
    let create = |text: &str| {
        let note = ana.note(text, Some(&practice.object));
        ana.prove(&ana.activity("Create", note), net.now())
    };
    let (first, mut forged, last) = (create("First."), create("Honest."), create("Last."));
    let objects = [&first, &forged, &last].map(|activity| activity["object"]["id"].as_str().unwrap().to_owned());
    forged["object"]["content"] = json!("<p>Forged.</p>");
    let without = ana.activity("Create", ana.note("No proof.", Some(&practice.object)));
    let item =
        |seq: i64, activity: &serde_json::Value| json!({"seq": seq, "prev": seq - 1, "activity": activity.to_string()});
    let page = json!({
        "origin": "mastodon.test", "after": 0, "last": 4, "head": 4,
        "items": [item(1, &first), item(2, &forged), item(3, &without), item(4, &last)],
    });
    net.fake("mastodon")
        .serve(OUTBOX, Answer::typed("application/json", page.to_string().as_bytes()));

    let taken = net["alpha"].directory().catch_up("mastodon.test").await.unwrap();

    assert_eq!(taken, 2);
    let owner = net["alpha"].owner().await;
    let incoming = net["alpha"].operations().incoming(&owner, None).await.unwrap().items;
    let mut arrived: Vec<&str> = incoming.iter().map(|post| post.object.as_str()).collect();
    arrived.sort_unstable();
    let mut expected = vec![objects[0].as_str(), objects[2].as_str()];
    expected.sort_unstable();
    assert_eq!(arrived, expected);
    assert_eq!(
        net["alpha"].operations().received_up_to("mastodon.test").await.unwrap(),
        4
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r09_pt12_after_a_restore_no_number_and_no_id_is_used_twice_and_followers_miss_nothing() {
    let mut net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    net["alpha"].publish_many("Before", 3).await;
    net.settle().await;
    net.stop("alpha").await;
    net["alpha"].back_up().await;
    net.restart("alpha").await;
    net["alpha"].publish_many("Lost", 5).await;
    net.settle().await;
    let sent = net["alpha"].numbers().await;

    net.stop("alpha").await;
    net["alpha"].restore().await;
    net.restart("alpha").await;
    assert!(
        net["alpha"].numbers().await.len() < sent.len(),
        "the restore took what came later away"
    );
    net["alpha"].publish_many("After", 3).await;

    let all = [titles("Before", 3), titles("Lost", 5), titles("After", 3)].concat();
    until("beta has all of them", || async {
        net["beta"].titles_from("alpha").await == all
    })
    .await;
    for (number, activity) in net["alpha"].numbers().await {
        let before = sent.get(&number);
        assert!(
            before.is_none_or(|before| *before == activity),
            "{number} is used twice"
        );
        let elsewhere = sent.iter().find(|(_, known)| **known == activity);
        assert!(elsewhere.is_none_or(|(known, _)| *known == number), "{activity} twice");
    }
    // A pull from the start agrees with that.
    assert_eq!(net["beta"].directory().catch_up("alpha.test").await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r09_where_the_heads_are_lost_too_numbers_go_on_far_above() {
    let mut net = Network::start(["alpha"]).await;
    net["alpha"].publish_many("Before", 3).await;
    let highest = *net["alpha"].numbers().await.keys().last().unwrap();
    net.stop("alpha").await;
    net["alpha"].lose_heads().await;
    net.restart("alpha").await;
    net["alpha"].publish("After").await;
    let now = *net["alpha"].numbers().await.keys().last().unwrap();
    assert!(now > highest + 100_000, "{now}");
    net.stop("alpha").await;
    net.restart("alpha").await;
    net["alpha"].publish("Once more").await;
    assert_eq!(
        *net["alpha"].numbers().await.keys().last().unwrap(),
        now + 1,
        "once is enough"
    );
}
