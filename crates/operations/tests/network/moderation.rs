//! A block wins over everything.

use domain::{outbox::Seq, policy::Severity};
use operations::{BlockForm, Caller, OperationError};
use serde_json::json;
use storage::posts::State;

use crate::{Peer, node, refusal};

#[tokio::test]
async fn nothing_is_taken_from_or_sent_to_a_suspended_host() {
    let node = node().await;
    let peer = Peer::new("sub.bad.example", "bo");
    node.follows(&peer).await;
    node.followed_by(&peer).await;
    node.publish("Before").await;
    let owed = *node.for_host("sub.bad.example").await.last().unwrap();

    node.block_host(&node.operator, "Bad.example", Some(Severity::Suspend), "Spam")
        .await
        .unwrap();

    let create = peer.activity("Create", &peer.note("Buy"));
    assert_eq!(refusal(node.take(&peer, &create).await), (403, "blocked"));
    assert!(node.job("sub.bad.example", Seq(owed)).await.unwrap().is_none());
    assert!(
        node.catch_up_page("sub.bad.example", 0, 100)
            .await
            .unwrap()
            .items
            .is_empty()
    );
    assert!(node.peers_to_ask(true).await.unwrap().is_empty());
    assert!(matches!(
        node.follow(&node.operator, node.water, &peer.actor).await,
        Err(OperationError::Refused(_))
    ));
}

#[tokio::test]
async fn suspending_a_host_ends_the_follows_with_it() {
    let node = node().await;
    let (bad, good) = (Peer::new("bad.example", "bo"), Peer::new("good.example", "gu"));
    for peer in [&bad, &good] {
        node.follows(peer).await;
        node.followed_by(peer).await;
    }

    node.block_host(&node.operator, "bad.example", Some(Severity::Suspend), "Spam")
        .await
        .unwrap();

    assert_eq!(node.followers(&node.operator, node.water).await.unwrap().len(), 1);
    assert_eq!(node.following(&node.operator, node.water).await.unwrap().len(), 1);
    let before = node.for_host("bad.example").await.len();
    node.publish("After").await;
    assert_eq!(node.for_host("bad.example").await.len(), before);
}

#[tokio::test]
async fn a_block_is_listed_and_lifted_and_seen_by_other_processes() {
    let node = node().await;
    node.block_host(&node.operator, "bad.example", Some(Severity::Suspend), "Spam")
        .await
        .unwrap();
    let listed = node.blocks(&node.operator).await.unwrap();
    assert_eq!(listed.len(), 1);
    let block = &listed[0];
    assert_eq!(
        (
            block.target.as_str(),
            block.severity,
            block.reason.as_str(),
            block.who.as_str()
        ),
        ("bad.example", Severity::Suspend, "Spam", "system")
    );

    // Another process lifts it.
    let tx = node.store.begin().await.unwrap();
    assert!(
        storage::blocks::lift(&tx, storage::blocks::Blocked::Host, "bad.example")
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert!(node.is_suspended("bad.example", ""));
    node.outbox_moved().await;

    assert!(!node.is_suspended("bad.example", ""));
}

#[tokio::test]
async fn what_a_silenced_host_says_to_us_is_held_even_if_it_was_trusted() {
    let node = node().await;
    let peer = Peer::new("loud.example", "lo");
    node.meet(&peer).await;
    let published = node.publish("Practice").await;
    let first = peer.answer("Hello", &published.object);
    node.take(&peer, &peer.activity("Create", &first)).await.unwrap();
    let held = node.post(first["id"].as_str().unwrap()).await.unwrap();
    node.first_look(&node.operator, held.id, true).await.unwrap();
    node.block_host(&node.operator, "loud.example", Some(Severity::Silence), "")
        .await
        .unwrap();

    let answer = peer.answer("LOUD", &published.object);
    node.take(&peer, &peer.activity("Create", &answer)).await.unwrap();

    let post = node.post(answer["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(post.state, State::Held);
    // Its likes count all the same.
    node.take(&peer, &peer.activity("Like", &json!(published.object)))
        .await
        .unwrap();
}

#[tokio::test]
async fn what_is_no_host_or_ours_cannot_be_blocked() {
    let node = node().await;
    for host in ["", "not a host", "192.0.2.1", "a.example/path", "a.example:80"] {
        let blocked = node.block_host(&node.operator, host, Some(Severity::Suspend), "").await;
        assert!(matches!(blocked, Err(OperationError::Invalid(_))), "{host}");
    }
    let own = node
        .block_host(&node.operator, "water.example", Some(Severity::Suspend), "")
        .await;
    assert!(matches!(own, Err(OperationError::Refused(_))));
}

fn suspended(target: &str) -> BlockForm {
    BlockForm::new(target, Severity::Suspend, "Spam")
}

#[tokio::test]
async fn suspending_an_account_leaves_the_others_of_its_server() {
    let node = node().await;
    let (bad, good) = (Peer::new("big.example", "bo"), Peer::new("big.example", "gu"));
    for peer in [&bad, &good] {
        node.follows(peer).await;
        node.followed_by(peer).await;
    }

    node.block(&node.operator, &suspended(&bad.id)).await.unwrap();

    let create = bad.activity("Create", &bad.note("Buy"));
    assert_eq!(refusal(node.take(&bad, &create).await), (403, "blocked"));
    node.take(&good, &good.activity("Create", &good.note("Hello")))
        .await
        .unwrap();
    let followers = node.followers(&node.operator, node.water).await.unwrap();
    assert_eq!(followers.len(), 1);
    assert_eq!(followers[0].actor.id, good.id);
    // By its name it can be blocked too, and only once.
    node.block(&node.operator, &suspended("@bo@big.example")).await.unwrap();
    assert_eq!(node.blocks(&node.operator).await.unwrap().len(), 1);
    node.lift_block(&node.operator, &bad.id).await.unwrap();
    assert!(!node.is_suspended("big.example", &bad.id));
    let unknown = node.lift_block(&node.operator, &bad.id).await;
    assert!(matches!(unknown, Err(OperationError::NotFound { .. })));
}

#[tokio::test]
async fn m04_what_others_pass_on_of_a_suspended_host_is_not_shown_and_comes_back_when_it_is_lifted() {
    let node = node().await;
    let (bad, friend) = (Peer::new("bad.example", "bo"), Peer::new("good.example", "gu"));
    node.follows(&bad).await;
    node.follows(&friend).await;
    let note = bad.note("Kept from before");
    node.take(&bad, &bad.activity("Create", &note)).await.unwrap();
    let object = note["id"].as_str().unwrap();
    let post = node.post(object).await.unwrap();
    let operator = Caller::SignedIn(node.operator.clone());
    let shown = async || {
        let home = node.home_timeline(&node.operator, None).await.unwrap().items.len();
        let public = node.public_timeline(false, None).await.unwrap().items.len();
        let page = node.thread(&Caller::Visitor, post.id).await.is_ok();
        (home, public, page)
    };
    assert_eq!(shown().await, (1, 1, true));

    node.block_host(&node.operator, "bad.example", Some(Severity::Suspend), "")
        .await
        .unwrap();
    let receipt = node.take(&friend, &friend.activity("Announce", &json!(object))).await;

    assert_eq!(receipt.unwrap(), operations::Receipt::Ignored);
    assert_eq!(shown().await, (0, 0, false));
    // Those who moderate still see what they judge.
    assert!(node.thread(&operator, post.id).await.is_ok());
    node.block_host(&node.operator, "bad.example", None, "").await.unwrap();
    // The follow has ended: nothing is in the timelines of those who followed, until they follow again.
    assert_eq!(shown().await, (0, 0, true));
}

#[tokio::test]
async fn a_silenced_host_is_seen_only_by_those_who_follow_it() {
    let node = node().await;
    let loud = Peer::new("loud.example", "lo");
    node.follows(&loud).await;
    let note = loud.note("Loud");
    node.take(&loud, &loud.activity("Create", &note)).await.unwrap();
    let post = node.post(note["id"].as_str().unwrap()).await.unwrap();

    node.block_host(&node.operator, "loud.example", Some(Severity::Silence), "")
        .await
        .unwrap();

    assert!(node.public_timeline(false, None).await.unwrap().items.is_empty());
    assert_eq!(node.home_timeline(&node.operator, None).await.unwrap().items.len(), 1);
    assert!(node.thread(&Caller::Visitor, post.id).await.is_err());
    // It can still be followed, and follows.
    node.followed_by(&loud).await;
    assert_eq!(node.followers(&node.operator, node.water).await.unwrap().len(), 1);
    // What arrives later is marked too.
    node.take(&loud, &loud.activity("Create", &loud.note("Louder")))
        .await
        .unwrap();
    assert!(node.public_timeline(false, None).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn a_block_counts_how_often_it_held() {
    let node = node().await;
    node.block_host(&node.operator, "bad.example", Some(Severity::Suspend), "")
        .await
        .unwrap();
    assert!(node.turns_away("sub.bad.example", "https://sub.bad.example/u/a"));
    assert!(node.turns_away("bad.example", "https://bad.example/u/b"));
    assert!(!node.turns_away("good.example", "https://good.example/u/b"));

    let block = node.blocks(&node.operator).await.unwrap().remove(0);

    assert_eq!((block.hits, block.last_hit), (2, Some(node.now())));
    // A block that is set anew begins at nothing.
    node.lift_block(&node.operator, "bad.example").await.unwrap();
    node.block_host(&node.operator, "bad.example", Some(Severity::Suspend), "")
        .await
        .unwrap();
    assert_eq!(node.blocks(&node.operator).await.unwrap()[0].hits, 0);
}

#[tokio::test]
async fn a_list_changes_nothing_before_it_is_applied_and_then_what_was_shown() {
    let node = node().await;
    node.block_host(&node.operator, "loud.example", Some(Severity::Silence), "for us")
        .await
        .unwrap();
    node.block_host(&node.operator, "bad.example", Some(Severity::Suspend), "")
        .await
        .unwrap();
    let list = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n\
                loud.example,suspend,false,true,=1+1,false\nbad.example,suspend,false,false,,false\n\
                new.example,silence,true,false,Spam,true\nwater.example,suspend,false,false,,false\nno host,suspend,,,,\n";

    let preview = node.preview_blocks(&node.operator, list.as_bytes()).await.unwrap();

    let hosts = |lines: &[operations::view::moderation::PreviewLine]| {
        lines.iter().map(|line| line.block.host.clone()).collect::<Vec<_>>()
    };
    assert_eq!(hosts(&preview.new), ["new.example"]);
    assert_eq!(hosts(&preview.changed), ["loud.example"]);
    assert_eq!(
        (preview.already, preview.own.as_slice(), preview.faults.len()),
        (1, [5].as_slice(), 1)
    );
    assert_eq!(node.blocks(&node.operator).await.unwrap().len(), 2);

    let done = node
        .import_kept_blocks(&node.operator, &preview.upload, false)
        .await
        .unwrap();
    assert_eq!((done.new, done.changed, done.left), (1, 0, 4));
    assert!(!node.is_suspended("loud.example", ""));
    let again = node.import_kept_blocks(&node.operator, &preview.upload, true).await;
    assert!(matches!(again, Err(OperationError::NotFound { .. })));
    let done = node.import_blocks(&node.operator, list.as_bytes(), true).await.unwrap();
    assert_eq!((done.new, done.changed), (0, 1));
    assert!(node.is_suspended("loud.example", ""));
    assert!(!node.is_suspended("water.example", ""));
    // What the moderators wrote for themselves stays.
    let loud = node.blocks(&node.operator).await.unwrap();
    let loud = loud.iter().find(|block| block.target == "loud.example").unwrap();
    assert_eq!((loud.reason.as_str(), loud.note.as_str()), ("for us", "=1+1"));

    let step_up = node.step_up(&node.operator, None).await.unwrap();
    let export = node.export_blocks(&node.operator, &step_up).await.unwrap();
    let same = node.preview_blocks(&node.operator, &export).await.unwrap();
    assert_eq!((same.new.len(), same.changed.len(), same.already), (0, 0, 3));
    assert_eq!(same.faults, []);
}

#[tokio::test]
async fn reports_of_a_host_whose_reports_are_rejected_are_not_kept() {
    let node = node().await;
    let peer = Peer::new("r.example", "ro");
    node.meet(&peer).await;
    let flag = |peer: &Peer| {
        let mut flag = peer.activity("Flag", &json!([node.actor]));
        flag["content"] = json!("Rude");
        flag
    };
    node.take(&peer, &flag(&peer)).await.unwrap();
    assert_eq!(node.flags(&node.operator).await.unwrap().len(), 1);
    let form = BlockForm {
        reject_reports: true,
        ..BlockForm::new("r.example", Severity::Silence, "")
    };
    node.block(&node.operator, &form).await.unwrap();

    node.take(&peer, &flag(&peer)).await.unwrap();

    assert_eq!(node.flags(&node.operator).await.unwrap().len(), 1);
}
