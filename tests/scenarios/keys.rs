//! New keys for old ones (PROTOCOL 5.4).
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use chrono::Duration;
use harness::{Network, TestNode};
use protocol::actor::RemoteActor;
use serde_json::json;

use crate::{network_secretariat::Secretariat, stage::Stage};

async fn rotate(node: &TestNode) {
    let session = node.owner().await;
    node.operations()
        .rotate_keys(&session, session.acting_for())
        .await
        .unwrap();
}

/// What a node keeps of an actor.
async fn kept(node: &TestNode, actor: &str) -> RemoteActor {
    node.operations().remote_actor(actor).await.unwrap().unwrap().0
}

async fn pin(node: &TestNode, actor: &str) {
    let session = node.owner().await;
    let known = kept(node, actor).await;
    node.operations().pin_actor(&session, &known).await.unwrap();
}

async fn alarmed(node: &TestNode) -> bool {
    node.operations().pinned_actors().await.unwrap()[0].alarm_at.is_some()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p35_keys_that_the_old_key_vouches_for_are_moved_and_nothing_is_missed() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    let alpha = net["alpha"].actor().await;
    pin(&net["beta"], &alpha).await;
    let before = kept(&net["beta"], &alpha).await;

    net["alpha"].publish("Before").await;
    rotate(&net["alpha"]).await;
    net.advance(Duration::minutes(1));
    net["alpha"].publish("After").await;
    net.settle().await;

    assert_eq!(net["beta"].titles_from("alpha").await, ["Before", "After"]);
    let after = kept(&net["beta"], &alpha).await;
    assert_eq!((after.public_keys.len(), after.multikeys.len()), (2, 2));
    assert_eq!(after.public_keys[1], before.public_keys[0]);
    assert!(after.multikeys[1].expires.is_some() && after.multikeys[1].key == before.multikeys[0].key);
    assert!(!alarmed(&net["beta"]).await);

    net.advance(Duration::days(8));
    net["alpha"].publish("A week later").await;
    net.settle().await;
    assert_eq!(net["beta"].titles_from("alpha").await[2], "A week later");
    let shown = net["beta"].directory().actor(&alpha).await.unwrap();
    assert_eq!(
        (shown.public_keys.len(), shown.multikeys.len()),
        (1, 2),
        "the old RSA key is dropped"
    );
    assert!(!alarmed(&net["beta"]).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p35_who_was_away_during_two_rotations_follows_the_chain_of_keys() {
    let mut net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    let alpha = net["alpha"].actor().await;
    pin(&net["beta"], &alpha).await;
    net.stop("beta").await;
    rotate(&net["alpha"]).await;
    net["alpha"].publish("Between").await;
    net.advance(Duration::days(10));
    rotate(&net["alpha"]).await;
    net["alpha"].publish("After").await;
    net.advance(Duration::days(10));

    net.restart("beta").await;
    net.settle().await;
    harness::until("beta has caught up", || async {
        net["beta"].titles_from("alpha").await == ["Between", "After"]
    })
    .await;
    assert!(!alarmed(&net["beta"]).await);
    assert_eq!(kept(&net["beta"], &alpha).await.multikeys.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pk14_a_network_pins_the_new_key_of_a_member_that_nobody_follows() {
    let net = Network::start(["alpha", "beta"]).await;
    let delta = Secretariat::on(&net["alpha"]).await;
    delta.admits(&net, "beta").await;
    let key = async || {
        let (_, items) = net["alpha"].operations().roster(delta.id).await.unwrap();
        items[0].key.clone().unwrap()
    };
    let before = key().await;
    rotate(&net["beta"]).await;
    net.settle().await;
    assert_ne!(key().await, before);
    let beta = net["beta"].actor().await;
    assert_eq!(
        delta.standing(&net["alpha"], &beta).await.1,
        None,
        "it may write by the new one"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pk15_the_recovery_key_vouches_where_all_others_are_lost() {
    let net = Network::start(["alpha", "beta"]).await;
    net.follow("beta", "alpha").await;
    let (node, session) = (&net["alpha"], net["alpha"].owner().await);
    let (alpha, organisation) = (node.actor().await, session.acting_for().unwrap());
    let secret = node
        .operations()
        .new_recovery_key(&session, organisation)
        .await
        .unwrap();
    net.settle().await;
    assert!(kept(&net["beta"], &alpha).await.recovery_key.is_some());
    pin(&net["beta"], &alpha).await;

    let wrong = operations::Secret("bandung-recovery-z6MkWrong".to_owned().into());
    let refused = node.operations().recover_keys(&session, organisation, &wrong).await;
    assert!(matches!(refused, Err(operations::OperationError::Refused(_))));
    net.advance(Duration::minutes(2));
    node.operations()
        .recover_keys(&session, organisation, &secret)
        .await
        .unwrap();
    node.publish("After the loss").await;
    net.settle().await;

    assert_eq!(net["beta"].titles_from("alpha").await, ["After the loss"]);
    let after = kept(&net["beta"], &alpha).await;
    assert_eq!(after.public_keys.len(), 1);
    assert!(after.multikeys[0].revoked.is_none() && after.multikeys[1].revoked.is_some());
    assert!(!after.multikeys[1].holds_at(net.now()), "the lost key signs nothing");
    assert!(!alarmed(&net["beta"]).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p35_keys_that_no_known_key_vouches_for_are_refused() {
    let stage = Stage::new().await;
    let node = &stage.net["alpha"];
    let rita = stage.net.fake("gamma").actor("rita");
    node.directory().actor(&rita.id).await.unwrap();
    pin(node, &rita.id).await;
    let before = kept(node, &rita.id).await;
    let impostor = rita.with_new_keys();
    stage.net.fake("gamma").serve_actor(&impostor);

    let update = impostor.activity("Update", impostor.document());
    let update = impostor.prove(&update, stage.net.now());
    let body = update.to_string();
    let message = impostor.post("alpha.test", "/ap/inbox", body.as_bytes(), stage.net.now());
    assert_eq!(stage.send(message).await.status, 401);

    assert!(alarmed(node).await);
    assert_eq!(kept(node, &rita.id).await, before);
    let genuine = rita
        .activity("Create", rita.note("Hello", None))
        .to_string()
        .replace("/1\"", "/genuine\"");
    let message = rita.post("alpha.test", "/ap/inbox", genuine.as_bytes(), stage.net.now());
    assert_eq!(stage.send(message).await.status, 202, "the known keys still hold");
    let session = node.owner().await;
    let rows = node.operations().audit(&session, None).await.unwrap().items;
    assert_eq!(rows.iter().filter(|row| row.action == "keys.alarm").count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p35_an_update_by_a_known_key_of_http_without_a_proof_moves_no_pinned_key() {
    let stage = Stage::new().await;
    let node = &stage.net["alpha"];
    pin(node, &stage.ana.id).await;
    let before = kept(node, &stage.ana.id).await;
    let update = stage.ana.activity("Update", stage.ana.with_new_keys().document());
    assert_eq!(stage.send(stage.post(&update)).await.status, 403);
    assert_eq!(kept(node, &stage.ana.id).await, before);

    let proved = stage.ana.prove(&update, stage.net.now());
    assert_eq!(stage.send(stage.post(&proved)).await.status, 202);
    assert_ne!(kept(node, &stage.ana.id).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p35_a_fetch_that_shows_other_keys_raises_an_alarm_and_changes_nothing() {
    let stage = Stage::new().await;
    let node = &stage.net["alpha"];
    pin(node, &stage.ana.id).await;
    let before = kept(node, &stage.ana.id).await;
    stage.net.fake("mastodon").serve_actor(&stage.ana.with_new_keys());

    stage.net.advance(Duration::hours(25));
    let served = node.directory().actor(&stage.ana.id).await.unwrap();
    assert_eq!(served, before, "the keys that we have go on");
    assert!(alarmed(node).await);
    assert_eq!(kept(node, &stage.ana.id).await, before);

    let session = node.owner().await;
    node.operations().unpin_actor(&session, &stage.ana.id).await.unwrap();
    let served = node.directory().actor(&stage.ana.id).await.unwrap();
    assert_ne!(served, before, "a person decided so");
    assert_ne!(kept(node, &stage.ana.id).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pa9_pk13_a_server_of_other_make_gets_the_new_keys_signed_by_the_old_one() {
    let net = Network::with_fakes(["alpha"], ["mastodon"]).await;
    let ana = net.fake("mastodon").actor("ana");
    let alpha = net["alpha"].actor().await;
    let follow = ana.activity("Follow", json!(alpha)).to_string();
    let message = ana.post("alpha.test", "/ap/inbox", follow.as_bytes(), net.now());
    assert_eq!(message.send(net["alpha"].address()).await.status, 202);
    let posted = || {
        net.fake("mastodon")
            .asked()
            .into_iter()
            .filter(|asked| asked.method == "POST")
    };
    harness::until("the answer", || async { posted().count() == 1 }).await;

    rotate(&net["alpha"]).await;
    net["alpha"].publish("After").await;
    harness::until("all arrives", || async { posted().count() == 3 }).await;
    let signer = |number: usize| {
        let asked = posted().nth(number).unwrap();
        let named = asked.header("signature").unwrap().split('"').nth(1).unwrap().to_owned();
        named.rsplit('#').next().unwrap().to_owned()
    };
    assert_eq!((signer(1).as_str(), signer(2).as_str()), ("main-key", "main-key-2"));
    let update = net.fake("mastodon").got("Update").remove(0);
    let keys = update["object"]["publicKey"].as_array().unwrap();
    assert_eq!(keys[0]["id"], format!("{alpha}#main-key-2"));
    assert_eq!(keys[1]["id"], format!("{alpha}#main-key"));
    assert_eq!(update["proof"]["verificationMethod"], format!("{alpha}#ed25519-key"));
    let create = net.fake("mastodon").got("Create").remove(0);
    assert_eq!(create["proof"]["verificationMethod"], format!("{alpha}#ed25519-key-2"));
}
