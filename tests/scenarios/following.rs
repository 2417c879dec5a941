//! Who follows whom.

use harness::{Network, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_follows_one_of_another_node_and_is_accepted_at_once() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    assert_eq!(net["alpha"].followers().await, ["beta@beta.test"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_organisations_that_follow_each_other_see_each_other() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    net.follow("alpha", "beta").await;
    net["alpha"].publish("From alpha").await;
    net["beta"].publish("From beta").await;
    net.settle().await;
    assert_eq!(net["beta"].titles_from("alpha").await, ["From alpha"]);
    assert_eq!(net["alpha"].titles_from("beta").await, ["From beta"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_that_wants_to_see_its_followers_first_accepts_each_one() {
    let net = Network::start(["alpha", "beta"]).await;
    let (alpha, owner) = (&net["alpha"], net["alpha"].owner().await);
    let organisation = alpha.operations().organisation("alpha").await.unwrap();
    let mut profile = organisation.profile.clone();
    profile.approves_followers = true;
    alpha
        .operations()
        .change_profile(&owner, organisation.id, profile)
        .await
        .unwrap();

    net["beta"].ask_to_follow("alpha@alpha.test").await;
    until("the request arrives", || async {
        !alpha
            .operations()
            .followers(&owner, organisation.id)
            .await
            .unwrap()
            .is_empty()
    })
    .await;
    net.settle().await;
    assert_eq!(net["beta"].follows().await["alpha@alpha.test"], "pending");
    alpha.publish("Before").await;

    let waiting = alpha.operations().followers(&owner, organisation.id).await.unwrap();
    alpha.operations().accept_follower(&owner, waiting[0].id).await.unwrap();
    net.settle().await;
    assert_eq!(net["beta"].follows().await["alpha@alpha.test"], "active");
    alpha.publish("After").await;
    net.settle().await;
    assert_eq!(net["beta"].titles_from("alpha").await, ["After"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_follower_gets_nothing() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    let (alpha, owner) = (&net["alpha"], net["alpha"].owner().await);
    let organisation = owner.acting_for().unwrap();
    let follower = alpha
        .operations()
        .followers(&owner, organisation)
        .await
        .unwrap()
        .remove(0);
    alpha.operations().refuse_follower(&owner, follower.id).await.unwrap();
    net.settle().await;
    assert_eq!(net["beta"].follows().await["alpha@alpha.test"], "refused");
    alpha.publish("Not for beta").await;
    net.settle().await;
    assert!(net["beta"].titles_from("alpha").await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_stops_following_gets_nothing_more_and_keeps_what_came() {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    net.follow("beta", "alpha").await;
    net.follow("gamma", "alpha").await;
    net["alpha"].publish("First").await;
    net.settle().await;

    let (beta, owner) = (&net["beta"], net["beta"].owner().await);
    let follow = beta
        .operations()
        .following(&owner, owner.acting_for().unwrap())
        .await
        .unwrap()
        .remove(0);
    beta.operations().unfollow(&owner, follow.id).await.unwrap();
    until("alpha hears of it", || async {
        net["alpha"].followers().await == ["gamma@gamma.test"]
    })
    .await;

    net["alpha"].publish("Second").await;
    net.settle().await;
    assert_eq!(net["gamma"].titles_from("alpha").await, ["First", "Second"]);
    let theirs = beta.operations().public_timeline(false, None).await.unwrap().items;
    assert!(theirs.iter().all(|post| post.title.as_deref() != Some("Second")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_that_does_not_exist_is_not_followed() {
    let net = Network::start(["alpha", "beta"]).await;
    let alpha = net["alpha"].directory();
    assert_eq!(
        alpha.resolve_handle("nobody@beta.test").await.unwrap_err(),
        operations::RemoteError::NotFound
    );
    assert!(alpha.resolve_handle("somebody@not-a-peer.test").await.is_err());
    assert!(alpha.resolve_handle("no handle").await.is_err());
}
