//! Durable delivery: nothing is lost, everything arrives once and in order.

use chrono::Duration;
use harness::{Answer, Network, titles, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r05_a_node_that_was_off_for_a_month_gets_everything_in_order() {
    let mut net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    net.stop("beta").await;
    net["alpha"].publish_many("Wells", 40).await;
    for _ in 0..30 {
        net.advance(Duration::days(1));
    }
    net.restart("beta").await;
    until("beta has everything", || async {
        net["beta"].titles_from("alpha").await.len() == 40
    })
    .await;
    net.advance(Duration::hours(7));
    net.settle().await;
    assert_eq!(net["beta"].titles_from("alpha").await, titles("Wells", 40));
    let peer = net["alpha"].peer("beta.test").await.unwrap();
    assert_eq!((peer.waiting, peer.parked.len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r02_a_receiver_that_is_restarted_again_and_again_gets_each_one_once() {
    let mut net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    for round in 0..5 {
        net["alpha"].publish_many(&format!("Round {round} wells"), 6).await;
        // In the middle of the deliveries.
        net.stop("beta").await;
        net.advance(Duration::minutes(1));
        net.restart("beta").await;
    }
    net.advance(Duration::hours(7));
    until("beta has everything", || async {
        net["beta"].titles_from("alpha").await.len() >= 30
    })
    .await;
    net.settle().await;
    let expected: Vec<String> = (0..5)
        .flat_map(|round| titles(&format!("Round {round} wells"), 6))
        .collect();
    assert_eq!(net["beta"].titles_from("alpha").await, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r02_a_sender_that_is_restarted_in_the_middle_sends_the_rest() {
    let mut net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    net["alpha"].publish_many("Wells", 20).await;
    net.stop("alpha").await;
    net.restart("alpha").await;
    until("beta has everything", || async {
        net["beta"].titles_from("alpha").await.len() >= 20
    })
    .await;
    net.settle().await;
    assert_eq!(net["beta"].titles_from("alpha").await, titles("Wells", 20));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r08_one_peer_that_is_off_does_not_hold_the_others() {
    let mut net = Network::start(["alpha", "beta", "gamma"]).await;
    net.follow("beta", "alpha").await;
    net.follow("gamma", "alpha").await;
    net.stop("beta").await;
    net["alpha"].publish_many("Wells", 5).await;
    net.settle().await;
    assert_eq!(net["gamma"].titles_from("alpha").await, titles("Wells", 5));
    assert_eq!(net["alpha"].peer("beta.test").await.unwrap().waiting, 5);
}

/// A server of other make whose actor follows alpha.
async fn with_follower() -> (Network, harness::FakeActor) {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    let ana = net.fake("mastodon").actor("ana");
    let follow = ana.activity("Follow", net["alpha"].actor().await);
    let body = follow.to_string();
    let message = ana.post("alpha.test", &net["alpha"].inbox().await, body.as_bytes(), net.now());
    assert_eq!(message.send(net["alpha"].address()).await.status, 202);
    until("the follow is accepted", || async {
        !net.fake("mastodon").got("Accept").is_empty()
    })
    .await;
    net.fake("mastodon").forget();
    (net, ana)
}

fn signature_kinds(net: &Network) -> Vec<&'static str> {
    let posts = net
        .fake("mastodon")
        .asked()
        .into_iter()
        .filter(|asked| asked.method == "POST");
    posts
        .map(|asked| {
            let rfc9421 = asked.header("signature-input").is_some();
            assert!(
                !(rfc9421 && asked.header("digest").is_some()),
                "never both kinds on one request"
            );
            if rfc9421 { "rfc9421" } else { "cavage" }
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p15_a_peer_that_refuses_one_kind_of_signature_is_asked_with_the_other_and_remembered() {
    let (net, _) = with_follower().await;
    net.fake("mastodon").answer_next(Answer::status(401));
    net["alpha"].publish("First").await;
    until("it is taken", || async {
        net.fake("mastodon").got("Create").len() == 2
    })
    .await;
    assert_eq!(signature_kinds(&net), ["cavage", "rfc9421"]);
    net["alpha"].publish("Second").await;
    until("the second is taken", || async {
        net.fake("mastodon").got("Create").len() == 3
    })
    .await;
    assert_eq!(signature_kinds(&net), ["cavage", "rfc9421", "rfc9421"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_peer_cannot_read_is_set_aside_and_the_rest_goes_on() {
    for status in [413, 415, 422, 501] {
        let (net, _) = with_follower().await;
        net.fake("mastodon").answer_next(Answer::status(status));
        net["alpha"].publish("Unreadable").await;
        net["alpha"].publish("Readable").await;
        until("the second is taken", || async {
            net.fake("mastodon").got("Create").len() >= 2
        })
        .await;
        until("nothing waits", || async {
            net["alpha"]
                .peer("mastodon.test")
                .await
                .is_some_and(|peer| peer.waiting == 0)
        })
        .await;
        let peer = net["alpha"].peer("mastodon.test").await.unwrap();
        assert_eq!(peer.parked.len(), 1, "{status}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_counts_as_taken() {
    let (net, _) = with_follower().await;
    net.fake("mastodon").answer_posts(Answer::status(409));
    net["alpha"].publish("Known already").await;
    until("it was sent", || async {
        !net.fake("mastodon").got("Create").is_empty()
    })
    .await;
    until("nothing waits", || async {
        net["alpha"]
            .peer("mastodon.test")
            .await
            .is_some_and(|peer| peer.waiting == 0)
    })
    .await;
    assert!(net["alpha"].peer("mastodon.test").await.unwrap().parked.is_empty());
    assert_eq!(net.fake("mastodon").got("Create").len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn retry_after_is_obeyed_up_to_a_day() {
    let (net, _) = with_follower().await;
    net.fake("mastodon")
        .answer_posts(Answer::status(503).with("Retry-After", "7200"));
    net["alpha"].publish("Later").await;
    until("it backs off", || async {
        net["alpha"]
            .peer("mastodon.test")
            .await
            .is_some_and(|peer| peer.next_try.is_some())
    })
    .await;
    let next = net["alpha"].peer("mastodon.test").await.unwrap().next_try.unwrap();
    let wait = next - net.now();
    assert!(
        wait > Duration::minutes(115) && wait <= Duration::minutes(125),
        "{wait}"
    );

    net.fake("mastodon").answer_posts(Answer::status(202));
    net.advance(Duration::hours(3));
    until("it is taken", || async {
        net["alpha"]
            .peer("mastodon.test")
            .await
            .is_some_and(|peer| peer.waiting == 0)
    })
    .await;
    assert_eq!(net.fake("mastodon").got("Create").len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redirect_of_a_delivery_is_not_followed() {
    let (net, _) = with_follower().await;
    net.fake("mastodon")
        .answer_posts(Answer::redirect("http://mastodon.test/elsewhere"));
    net["alpha"].publish("Stays").await;
    until("it backs off", || async {
        net["alpha"]
            .peer("mastodon.test")
            .await
            .is_some_and(|peer| peer.next_try.is_some())
    })
    .await;
    assert_eq!(net.fake("mastodon").asked_for("/elsewhere"), 0);
    assert_eq!(net["alpha"].peer("mastodon.test").await.unwrap().waiting, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_from_a_peer_ends_its_back_off() {
    let (net, ana) = with_follower().await;
    net.fake("mastodon").answer_posts(Answer::status(503));
    net["alpha"].publish("Later").await;
    until("it backs off", || async {
        net["alpha"]
            .peer("mastodon.test")
            .await
            .is_some_and(|peer| peer.next_try.is_some())
    })
    .await;
    net.fake("mastodon").answer_posts(Answer::status(202));
    net.fake("mastodon").forget();
    let hello = ana.activity("Create", ana.note("Hello", None)).to_string();
    let message = ana.post("alpha.test", "/ap/inbox", hello.as_bytes(), net.now());
    assert_eq!(message.send(net["alpha"].address()).await.status, 202);
    until("it is taken without waiting", || async {
        !net.fake("mastodon").got("Create").is_empty()
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r08_fifty_servers_that_answer_slowly_do_not_hold_up_the_other_ten() {
    let names: [&'static str; 60] = std::array::from_fn(|number| &*format!("peer{number:02}").leak());
    let net = Network::with_fakes(["alpha"], names).await;
    let alpha = &net["alpha"];
    let actor = alpha.actor().await;
    for name in names {
        let follower = net.fake(name).actor("ana");
        let follow = follower.activity("Follow", actor.as_str()).to_string();
        let message = follower.post("alpha.test", "/ap/inbox", follow.as_bytes(), net.now());
        assert_eq!(message.send(alpha.address()).await.status, 202, "{name}");
    }
    until("all are accepted", || async {
        names.iter().all(|name| !net.fake(name).got("Accept").is_empty())
    })
    .await;
    let (slow, quick) = names.split_at(50);
    slow.iter().for_each(|name| net.fake(name).hold_posts(true));
    alpha.publish_many("Wells", 5).await;
    let waited = std::cell::Cell::new(0);
    until("the quick ones have everything", || async {
        let all = quick.iter().all(|name| net.fake(name).got("Create").len() == 5);
        if !all {
            // A tenth of a second for everybody.
            net.advance(Duration::milliseconds(100));
            waited.set(waited.get() + 1);
        }
        all
    })
    .await;
    let waited = waited.get();
    assert!(waited <= 100, "{waited} tenths of a second");
    // The slow ones get theirs when they are able to.
    slow.iter().for_each(|name| net.fake(name).hold_posts(false));
    until("the slow ones have everything too", || async {
        net.advance(Duration::milliseconds(100));
        slow.iter().all(|name| net.fake(name).got("Create").len() >= 5)
    })
    .await;
}
