//! Several processes of one node (OPERATIONS 10): on PostgreSQL they share the work, on SQLite the second is refused.

use chrono::Duration;
use harness::{Network, TestNode, until};

/// On SQLite a second process is refused in words, whatever it is to do; true where that was all there is to see.
async fn is_refused(alpha: &TestNode) -> bool {
    if alpha.is_on_postgres() {
        return false;
    }
    let said = alpha.second_process("worker").await.map(|_| ()).unwrap_err();
    assert!(said.contains("several processes need PostgreSQL"), "{said}");
    let said = alpha.second_process("all").await.map(|_| ()).unwrap_err();
    assert!(said.contains("another process uses this data folder"), "{said}");
    true
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_deliver_each_activity_once() {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    let alpha = &net["alpha"];
    if is_refused(alpha).await {
        alpha.publish("The first process goes on").await;
        return;
    }
    let mastodon = net.fake("mastodon");
    let ana = mastodon.actor("ana");
    let follow = ana.activity("Follow", alpha.actor().await).to_string();
    let message = ana.post("alpha.test", "/ap/inbox", follow.as_bytes(), net.now());
    assert_eq!(message.send(alpha.address()).await.status, 202);
    let worker = alpha.second_process("worker").await.unwrap();
    let whole = alpha.second_process("all").await.unwrap();

    alpha.publish_many("Wells", 60).await;
    until("everything is delivered", || async {
        net.advance(Duration::seconds(3));
        mastodon.got("Create").len() >= 60
    })
    .await;
    for _ in 0..40 {
        net.advance(Duration::seconds(3));
    }
    net.settle().await;
    let mut ids: Vec<String> = mastodon.got("Create").iter().map(|it| it["id"].to_string()).collect();
    let sent = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((sent, ids.len()), (60, 60), "each once");
    worker.stop().await;
    whole.stop().await;
    alpha.publish("The first process goes on").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_activity_at_two_processes_has_one_effect() {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    let alpha = &net["alpha"];
    if is_refused(alpha).await {
        return;
    }
    let published = alpha.publish("A dam of sand").await;
    let web = alpha.second_process("web").await.unwrap();
    let ana = net.fake("mastodon").actor("ana");
    // Her key is looked up once; so many at once would be too many look-ups of one host.
    let hello = ana.activity("Create", ana.note("Hello", None)).to_string();
    let message = ana.post("alpha.test", "/ap/inbox", hello.as_bytes(), net.now());
    assert_eq!(message.send(alpha.address()).await.status, 202);
    let mut sent = Vec::new();
    for _ in 0..20 {
        let like = ana.activity("Like", published.object.as_str()).to_string();
        for address in [alpha.address(), web.address()] {
            let message = ana.post("alpha.test", "/ap/inbox", like.as_bytes(), net.now());
            sent.push(tokio::spawn(async move { message.send(address).await.status }));
        }
    }
    for status in sent {
        assert_eq!(status.await.unwrap(), 202);
    }
    let page = alpha.practice(&published.object).await;
    assert_eq!(page.likes, 1, "twenty likes of one person, each at both processes");
    web.stop().await;
}
