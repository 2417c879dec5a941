//! Practices on their way to followers: all fields, revisions, withdrawal.

use harness::{Network, practice, sample_practices, titles, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_sample_arrives_at_a_follower_field_by_field() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    let samples = sample_practices();
    assert_eq!(samples.len(), 24);
    let mut sent = Vec::new();
    for (id, practice) in samples {
        let published = net["alpha"].publish_practice(practice.clone()).await;
        sent.push((id, practice, published));
    }
    net.settle().await;
    for (id, practice, published) in sent {
        let page = net["beta"].practice(&published.object).await;
        assert_eq!(page.practice, practice, "{id}");
        assert_eq!(page.revision, 1, "{id}");
        assert_eq!(page.card.author.handle, "alpha@alpha.test", "{id}");
        assert!(
            page.source.is_some_and(|source| source.ends_with(&published.page)),
            "{id}"
        );
        assert!(!page.may_edit, "{id}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_published_arrives_once_and_in_order() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    net.follow("beta", "alpha").await;
    net.follow("gamma", "alpha").await;
    net["alpha"].publish_many("Wells", 12).await;
    net.settle().await;
    assert_eq!(net["beta"].titles_from("alpha").await, titles("Wells", 12));
    assert_eq!(net["gamma"].titles_from("alpha").await, titles("Wells", 12));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_follows_later_does_not_get_what_was_published_before() {
    let net = Network::start(["alpha", "beta"]).await;
    net["alpha"].publish("Before").await;
    net.follow("beta", "alpha").await;
    net["alpha"].publish("After").await;
    net.settle().await;
    assert_eq!(net["beta"].titles_from("alpha").await, ["After"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revision_replaces_the_text_at_followers_and_counts_up() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    let (alpha, owner) = (&net["alpha"], net["alpha"].owner().await);
    let first = alpha.publish("A dam of sand").await;
    net["beta"].practice(&first.object).await;

    let mut fields = practice("A dam of sand");
    fields.result = "Ninety families have water in all months.".to_owned();
    net.advance(chrono::Duration::hours(1));
    let second = alpha
        .operations()
        .revise_practice(&owner, first.id, 1, fields.clone())
        .await
        .unwrap();
    assert_eq!((second.revision, &second.object), (2, &first.object));
    net.settle().await;

    let page = net["beta"].practice(&first.object).await;
    assert_eq!((page.practice, page.revision), (fields, 2));
    assert!(page.card.updated.is_some());
    assert_eq!(
        net["beta"].titles_from("alpha").await,
        ["A dam of sand"],
        "one post, not two"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_revisions_of_one_version_are_a_conflict_and_nothing_is_lost() {
    let net = Network::start(["alpha"]).await;
    let (alpha, owner) = (&net["alpha"], net["alpha"].owner().await);
    let first = alpha.publish("A dam of sand").await;
    let mut ours = practice("A dam of sand");
    ours.result = "Ours.".to_owned();
    alpha
        .operations()
        .revise_practice(&owner, first.id, 1, ours.clone())
        .await
        .unwrap();
    let mut theirs = practice("A dam of sand");
    theirs.result = "Theirs.".to_owned();
    let refused = alpha
        .operations()
        .revise_practice(&owner, first.id, 1, theirs)
        .await
        .unwrap_err();
    assert!(matches!(refused, operations::OperationError::Conflict), "{refused:?}");
    assert_eq!(alpha.practice(&first.object).await.practice, ours);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawn_practice_goes_from_followers_too() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    let (alpha, owner) = (&net["alpha"], net["alpha"].owner().await);
    let first = alpha.publish("A dam of sand").await;
    net["beta"].practice(&first.object).await;
    alpha
        .operations()
        .withdraw_practice(&owner, first.id, "It broke.")
        .await
        .unwrap();
    until("it is gone at beta", || async {
        net["beta"].post(&first.object).await.is_none()
    })
    .await;

    let path = first.object.trim_start_matches("http://alpha.test");
    let message = harness::Message::new("GET", "alpha.test", path, b"").with("Accept", "application/activity+json");
    let reply = message.send(alpha.address()).await;
    assert_eq!((reply.status, reply.json()["type"].as_str()), (410, Some("Tombstone")));
}
