//! Replies, likes and boosts, and the first look at what a stranger sends.

use harness::{Network, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_of_a_stranger_waits_for_a_first_look() {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    let (alpha, owner) = (&net["alpha"], net["alpha"].owner().await);
    let published = alpha.publish("A dam of sand").await;
    let ana = net.fake("mastodon").actor("ana");
    let note = ana.note("Does it work in clay?", Some(&published.object));
    let create = ana.activity("Create", note).to_string();
    let message = ana.post("alpha.test", "/ap/inbox", create.as_bytes(), net.now());
    assert_eq!(message.send(alpha.address()).await.status, 202);

    let incoming = alpha.operations().incoming(&owner, None).await.unwrap().items;
    assert_eq!(incoming.len(), 1);
    assert!(incoming[0].held);
    let visitor = operations::Caller::Visitor;
    let page = alpha.operations().practice_by_id(&visitor, published.id).await.unwrap();
    assert!(page.replies.is_empty(), "nobody else sees it");

    alpha
        .operations()
        .first_look(&owner, incoming[0].id, true)
        .await
        .unwrap();
    let page = alpha.operations().practice_by_id(&visitor, published.id).await.unwrap();
    assert_eq!(page.replies.len(), 1);
    assert!(page.replies[0].content_html.contains("Does it work in clay?"));

    // After the first look the person is no stranger any more.
    let note = ana.note("And in stone?", Some(&published.object));
    let create = ana.activity("Create", note).to_string();
    let message = ana.post("alpha.test", "/ap/inbox", create.as_bytes(), net.now());
    assert_eq!(message.send(alpha.address()).await.status, 202);
    let page = alpha.operations().practice_by_id(&visitor, published.id).await.unwrap();
    assert_eq!(page.replies.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_arrives_at_the_author_and_at_the_one_who_is_answered() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    net.follow("alpha", "beta").await;
    let published = net["alpha"].publish("A dam of sand").await;
    net["beta"].practice(&published.object).await;
    let (beta, owner) = (&net["beta"], net["beta"].owner().await);
    let theirs = beta.post(&published.object).await.unwrap();
    beta.operations()
        .reply(&owner, theirs.id, "How deep?", "en", None)
        .await
        .unwrap();
    until("the reply arrives", || async {
        !net["alpha"].practice(&published.object).await.replies.is_empty()
    })
    .await;
    let page = net["alpha"].practice(&published.object).await;
    assert!(page.replies[0].content_html.contains("How deep?"));
    assert_eq!(page.replies[0].author.handle, "beta@beta.test");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn likes_and_boosts_are_counted_and_can_be_taken_back() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    let published = net["alpha"].publish("A dam of sand").await;
    net["beta"].practice(&published.object).await;
    let (beta, owner) = (&net["beta"], net["beta"].owner().await);
    let theirs = beta.post(&published.object).await.unwrap();
    beta.operations().like(&owner, theirs.id, true).await.unwrap();
    beta.operations().boost(&owner, theirs.id, true).await.unwrap();
    let counts = || async {
        let page = net["alpha"].practice(&published.object).await;
        (page.likes, page.boosts)
    };
    until("both are counted", || async { counts().await == (1, 1) }).await;
    beta.operations().like(&owner, theirs.id, false).await.unwrap();
    beta.operations().boost(&owner, theirs.id, false).await.unwrap();
    until("both are taken back", || async { counts().await == (0, 0) }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_boost_brings_a_practice_to_those_who_do_not_follow_its_author() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    net.follow("beta", "alpha").await;
    net.follow("gamma", "beta").await;
    let published = net["alpha"].publish("A dam of sand").await;
    net["beta"].practice(&published.object).await;
    let theirs = net["beta"].post(&published.object).await.unwrap();
    let owner = net["beta"].owner().await;
    net["beta"].operations().boost(&owner, theirs.id, true).await.unwrap();
    until("it arrives at gamma", || async {
        net["gamma"].post(&published.object).await.is_some()
    })
    .await;
    let post = net["gamma"].post(&published.object).await.unwrap();
    assert_eq!(post.boosted_by.unwrap().handle, "beta@beta.test");
    assert_eq!(post.author.handle, "alpha@alpha.test");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_of_a_practice_offers_to_take_back_what_the_organisation_did() {
    let net = Network::start(["alpha"]).await;
    let published = net["alpha"].publish("A dam of sand").await;
    let mut owner = net["alpha"].signed_in().await;
    let path = published.page.clone();
    for (does, undoes) in [("like", "unlike"), ("boost", "unboost")] {
        let [does, undoes] = [does, undoes].map(|word| format!("/posts/{}/{word}", published.id));
        for (offered, not) in [(&does, &undoes), (&undoes, &does)] {
            let page = owner.get(&path).await.text();
            assert!(page.contains(&format!("action=\"{offered}\"")), "{offered}: {page}");
            assert!(!page.contains(&format!("action=\"{not}\"")), "{not}: {page}");
            assert_eq!(owner.fill_in(&path, offered, &[]).await.status, 303);
        }
        let page = owner.get(&path).await.text();
        assert!(page.contains(&format!("action=\"{does}\"")), "{does}: {page}");
    }
}
