//! A wrong clock, and servers that know better (SECURITY 6.4).

use chrono::{DateTime, Duration, Utc};
use harness::{Answer, Network, until};

const NAMES: [&str; 3] = ["mastodon", "gamma", "delta"];

/// From now on the three others say that it is this late.
fn say(net: &Network, time: DateTime<Utc>) {
    let date = time.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    for name in NAMES {
        let answer = Answer::status(404).with("Date", &date);
        net.fake(name).serve("/.well-known/nodeinfo", answer);
    }
}

async fn ready(net: &Network) -> u16 {
    net["alpha"].visitor().get("/readyz").await.status
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r07_a_clock_a_day_ahead_is_noticed_by_what_others_say_and_forgotten_when_it_is_right() {
    let net = Network::with_fakes(["alpha"], NAMES).await;
    let ana = net.fake("mastodon").actor("ana");
    for name in NAMES {
        let actor = net.fake(name).actor("somebody");
        net["alpha"].directory().actor(&actor.id).await.unwrap();
    }
    net["alpha"].directory().actor(&ana.id).await.unwrap();
    say(&net, net.now());
    net.advance(Duration::days(1));
    until("the node is not ready", || async { ready(&net).await == 503 }).await;

    let page = net["alpha"].visitor().get("/").await;
    assert_eq!(page.status, 200, "reading goes on");
    assert!(
        page.text().contains("The clock of this node is wrong"),
        "{}",
        page.text()
    );
    let hello = ana.activity("Create", ana.note("Hello", None)).to_string();
    let before = net["alpha"].stored().await;
    let message = ana.post("alpha.test", "/ap/inbox", hello.as_bytes(), net.now());
    let reply = message.send(net["alpha"].address()).await;
    assert_eq!((reply.status, reply.header("retry-after").is_some()), (503, true));
    assert_eq!(net["alpha"].stored().await, before);
    let owner = net["alpha"].owner().await;
    let fields = harness::practice("Not now");
    let refused = net["alpha"]
        .operations()
        .publish_practice(&owner, owner.acting_for().unwrap(), fields, None)
        .await;
    assert!(matches!(refused, Err(operations::OperationError::Refused(_))));
    assert!(
        net["alpha"]
            .directory()
            .actor("http://gamma.test/users/new")
            .await
            .is_err()
    );

    // As if the clock had been set: what the others say is now what it says.
    say(&net, net.now() + Duration::minutes(1));
    net.advance(Duration::minutes(1));
    until("the node goes on by itself", || async { ready(&net).await == 200 }).await;
    let message = ana.post("alpha.test", "/ap/inbox", hello.as_bytes(), net.now());
    assert_eq!(message.send(net["alpha"].address()).await.status, 202);
    assert!(
        !net["alpha"]
            .visitor()
            .get("/")
            .await
            .text()
            .contains("The clock of this node is wrong")
    );
}
