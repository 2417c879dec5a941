//! Once, in whatever order it comes.

use chrono::TimeDelta;
use operations::{Known, Receipt};
use serde_json::{Value, json};
use storage::posts::State;

use crate::{Node, Peer, node, refusal};

async fn following() -> (Node, Peer) {
    let node = node().await;
    let peer = Peer::new("b.example", "bo");
    node.follows(&peer).await;
    (node, peer)
}

fn id(object: &Value) -> &str {
    object["id"].as_str().unwrap()
}

#[tokio::test]
async fn s13_the_same_activity_twice_has_one_effect() {
    let (node, peer) = following().await;
    let note = peer.note("Hello");
    let create = peer.activity("Create", &note);

    assert_eq!(node.take(&peer, &create).await.unwrap(), Receipt::Applied);
    assert_eq!(node.take(&peer, &create).await.unwrap(), Receipt::Repeated);

    assert_eq!(node.post(id(&note)).await.unwrap().content, "<p>Hello</p>");
    let verified = peer.say(&create, node.now()).unwrap();
    assert_eq!(node.seen(id(&create), verified.sha256()).await.unwrap(), Some(true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn architecture_i12_the_same_activity_at_two_inboxes_at_once_has_one_effect() {
    let node = node().await;
    let peer = Peer::new("b.example", "bo");
    node.meet(&peer).await;
    let follow = peer.activity("Follow", &json!(node.actor));

    let both = tokio::join!(node.take(&peer, &follow), node.take(&peer, &follow));

    let mut receipts = [both.0.unwrap(), both.1.unwrap()];
    receipts.sort_by_key(|receipt| *receipt == Receipt::Repeated);
    assert_eq!(receipts, [Receipt::Applied, Receipt::Repeated]);
    assert_eq!(node.for_host("b.example").await.len(), 1);
}

#[tokio::test]
async fn i21_other_bytes_under_the_same_id_are_refused_and_both_are_evidence() {
    let (node, peer) = following().await;
    let create = peer.activity("Create", &peer.note("First"));
    node.take(&peer, &create).await.unwrap();
    let mut other = create.clone();
    other["object"] = peer.note("Second");

    assert_eq!(refusal(node.take(&peer, &other).await), (409, "equivocation"));

    assert!(node.post(id(&other["object"])).await.is_none());
    assert_eq!(storage::evidence::count(&node.db(), id(&create)).await.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_that_arrive_together_each_has_its_own_answer_and_effect() {
    let (node, peer) = following().await;
    let stranger = Peer::new("c.example", "cy");
    node.meet(&stranger).await;
    let kept = peer.note("Kept");
    node.take(&peer, &peer.activity("Create", &kept)).await.unwrap();
    let taken = peer.activity("Create", &peer.note("Twice"));
    let mut other = taken.clone();
    node.take(&peer, &taken).await.unwrap();
    other["object"] = peer.note("Other bytes");
    let notes: Vec<Value> = (0..20).map(|number| peer.note(&format!("Number {number}"))).collect();
    let creates: Vec<Value> = notes.iter().map(|note| peer.activity("Create", note)).collect();
    let theft = stranger.activity("Delete", &kept["id"]);

    let many = futures::future::join_all(creates.iter().map(|create| node.take(&peer, create)));
    let (many, theft, repeated, other) = tokio::join!(
        many,
        node.take(&stranger, &theft),
        node.take(&peer, &taken),
        node.take(&peer, &other)
    );

    assert!(many.iter().all(|receipt| matches!(receipt, Ok(Receipt::Applied))));
    assert_eq!(refusal(theft), (403, "not-owner"));
    assert_eq!(repeated.unwrap(), Receipt::Repeated);
    assert_eq!(refusal(other), (409, "equivocation"));
    assert_eq!(storage::evidence::count(&node.db(), id(&taken)).await.unwrap(), 2);
    for note in notes.iter().chain([&kept]) {
        assert_eq!(node.post(id(note)).await.unwrap().state, State::Visible);
    }
}

#[tokio::test]
async fn i19_unknown_types_are_taken_and_ignored() {
    let (node, peer) = following().await;

    let receipt = node
        .take(&peer, &peer.activity("Arrive", &json!(node.actor)))
        .await
        .unwrap();

    assert_eq!(receipt, Receipt::Ignored);
}

#[tokio::test]
async fn p18_an_update_before_its_create_and_a_delete_before_both_end_in_one_state() {
    let (node, peer) = following().await;
    let (first, second) = (peer.note("Text"), peer.note("Never"));
    let mut edited = first.clone();
    edited["content"] = json!("<p>Edited</p>");
    edited["updated"] = json!("2027-01-15T08:00:01Z");

    node.take(&peer, &peer.activity("Update", &edited)).await.unwrap();
    node.take(&peer, &peer.activity("Create", &first)).await.unwrap();
    let stone = json!({"type": "Tombstone", "id": id(&second)});
    assert_eq!(
        node.take(&peer, &peer.activity("Delete", &stone)).await.unwrap(),
        Receipt::Ignored
    );
    assert_eq!(
        node.take(&peer, &peer.activity("Create", &second)).await.unwrap(),
        Receipt::Ignored
    );

    assert_eq!(node.post(id(&first)).await.unwrap().content, "<p>Edited</p>");
    assert!(node.post(id(&second)).await.is_none());
}

#[tokio::test]
async fn the_newer_of_two_versions_wins_in_any_order() {
    let (node, peer) = following().await;
    let note = peer.note("First");
    node.take(&peer, &peer.activity("Create", &note)).await.unwrap();
    // The clock of the peer is some seconds ahead of ours.
    let version = |text: &str, second: u32| {
        let mut version = note.clone();
        version["content"] = json!(format!("<p>{text}</p>"));
        version["updated"] = json!(format!("2027-01-15T08:00:{second:02}Z"));
        peer.activity("Update", &version)
    };

    assert_eq!(node.take(&peer, &version("Third", 20)).await.unwrap(), Receipt::Applied);
    assert_eq!(
        node.take(&peer, &version("Second", 10)).await.unwrap(),
        Receipt::Ignored
    );

    assert_eq!(node.post(id(&note)).await.unwrap().content, "<p>Third</p>");
}

#[tokio::test]
async fn what_was_deleted_stays_deleted_and_leaves_no_text() {
    let (node, peer) = following().await;
    let mut note = peer.note("Secret");
    note["name"] = json!("Title");
    let create = peer.activity("Create", &note);
    node.take(&peer, &create).await.unwrap();
    node.take(&peer, &peer.activity("Delete", &json!(id(&note))))
        .await
        .unwrap();

    note["updated"] = json!("2027-01-16T08:00:00Z");
    node.pass(TimeDelta::days(2));
    assert_eq!(
        node.take(&peer, &peer.activity("Update", &note)).await.unwrap(),
        Receipt::Ignored
    );

    let post = node.post(id(&note)).await.unwrap();
    assert_eq!(
        (post.state, post.content.as_str(), post.title),
        (State::Withdrawn, "", None)
    );
    assert!(!String::from_utf8(post.bytes).unwrap().contains("Secret"));
}

#[tokio::test]
async fn an_object_is_kept_byte_for_byte() {
    let (node, peer) = following().await;
    let mut note = peer.note("Hello");
    note["unknownMember"] = json!({"z": 1, "a": ["é"]});

    node.take(&peer, &peer.activity("Create", &note)).await.unwrap();

    assert_eq!(node.post(id(&note)).await.unwrap().bytes, note.to_string().into_bytes());
}

#[tokio::test]
async fn i06_what_is_undone_before_it_comes_has_no_effect() {
    let (node, peer) = following().await;
    let published = node.publish("Practice").await;
    let like = peer.activity("Like", &json!(published.object));
    let undo = peer.activity(
        "Undo",
        &json!({"id": id(&like), "type": "Like", "object": published.object}),
    );

    assert_eq!(node.take(&peer, &undo).await.unwrap(), Receipt::Ignored);
    assert_eq!(node.take(&peer, &like).await.unwrap(), Receipt::Ignored);

    let counts = storage::interactions::counts(&node.db(), &published.object)
        .await
        .unwrap();
    assert_eq!(counts, (0, 0));
}

#[tokio::test]
async fn likes_and_boosts_are_counted_once_per_actor_and_taken_back() {
    let (node, peer) = following().await;
    let object = node.publish("Practice").await.object;
    let counts = async || storage::interactions::counts(&node.db(), &object).await.unwrap();
    let like = peer.activity("Like", &json!(object));
    node.take(&peer, &like).await.unwrap();
    node.take(&peer, &peer.activity("EmojiReact", &json!(object)))
        .await
        .unwrap();
    node.take(&peer, &peer.activity("Announce", &json!(object)))
        .await
        .unwrap();
    assert_eq!(counts().await, (1, 1));

    node.take(&peer, &peer.activity("Undo", &json!(id(&like))))
        .await
        .unwrap();
    let boost = json!({"type": "Announce", "actor": peer.id, "object": object});
    node.take(&peer, &peer.activity("Undo", &boost)).await.unwrap();

    assert_eq!(counts().await, (0, 0));
}

#[tokio::test]
async fn who_answered_liked_or_boosted_gets_changes_without_following() {
    let node = node().await;
    let peer = Peer::new("b.example", "bo");
    node.meet(&peer).await;
    let published = node.publish("Practice").await;
    node.take(&peer, &peer.activity("Like", &json!(published.object)))
        .await
        .unwrap();

    node.publish("Another").await;
    assert!(node.for_host("b.example").await.is_empty());
    node.confirm_practice(&node.operator, published.id).await.unwrap();

    let update = node.for_host("b.example").await;
    assert_eq!(update.len(), 1);
    let job = node
        .job("b.example", domain::outbox::Seq(update[0]))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(job.inboxes, ["https://b.example/inbox"]);
}

#[tokio::test]
async fn a_boost_of_something_unknown_waits_for_it_and_is_shown_when_it_comes() {
    let (node, peer) = following().await;
    let author = Peer::new("c.example", "cy");
    let note = author.note("Worth reading");
    let boost = peer.activity("Announce", &json!(id(&note)));
    let parsed = protocol::activity::Activity::read(&boost, &evidence::origin::IdPolicy::default()).unwrap();
    assert_eq!(node.needs(&parsed).await.unwrap(), [id(&note)]);
    assert_eq!(node.take(&peer, &boost).await.unwrap(), Receipt::Waiting);

    node.meet(&author).await;
    node.store_fetched_object(id(&note), note.to_string().as_bytes(), &author.actor)
        .await
        .unwrap();

    let home = node.home_timeline(&node.operator, None).await.unwrap();
    assert_eq!(home.items[0].object, id(&note));
    assert_eq!(home.items[0].boosted_by.as_ref().unwrap().id, peer.id);
}

#[tokio::test]
async fn a_boost_with_what_was_fetched_for_it_is_shown_at_once() {
    let (node, peer) = following().await;
    let author = Peer::new("c.example", "cy");
    node.meet(&author).await;
    let note = author.note("Worth reading");
    let known = Known {
        object: Some((
            id(&note).to_owned(),
            note.to_string().into_bytes(),
            author.actor.clone(),
        )),
        ..Known::default()
    };

    let receipt = node
        .take_knowing(&peer, &peer.activity("Announce", &json!(id(&note))), known)
        .await
        .unwrap();

    assert_eq!(receipt, Receipt::Applied);
    assert_eq!(node.post(id(&note)).await.unwrap().state, State::Visible);
}

#[tokio::test]
async fn a_boost_of_what_is_not_public_has_no_effect() {
    let (node, peer) = following().await;
    let author = Peer::new("c.example", "cy");
    let mut note = author.note("For friends");
    note["to"] = json!([format!("{}/followers", author.id)]);
    note["cc"] = json!([]);
    let known = Known {
        object: Some((
            id(&note).to_owned(),
            note.to_string().into_bytes(),
            author.actor.clone(),
        )),
        ..Known::default()
    };

    let boost = peer.activity("Announce", &json!(id(&note)));

    assert_eq!(node.take_knowing(&peer, &boost, known).await.unwrap(), Receipt::Ignored);
    assert_eq!(
        storage::interactions::counts(&node.db(), id(&note)).await.unwrap(),
        (0, 0)
    );
}

#[tokio::test]
async fn a_post_that_is_too_long_to_be_embedded_is_taken_from_its_id() {
    let (node, peer) = following().await;
    let note = peer.note("Very long");
    let known = Known {
        object: Some((id(&note).to_owned(), note.to_string().into_bytes(), peer.actor.clone())),
        ..Known::default()
    };

    let create = peer.activity("Create", &json!(id(&note)));

    assert_eq!(
        node.take_knowing(&peer, &create, known).await.unwrap(),
        Receipt::Applied
    );
    assert!(node.post(id(&note)).await.is_some());
}

#[tokio::test]
async fn an_actor_that_ends_takes_all_it_sent_along_and_is_not_heard_again() {
    let (node, peer) = following().await;
    node.followed_by(&peer).await;
    let note = peer.note("Hello");
    node.take(&peer, &peer.activity("Create", &note)).await.unwrap();

    node.take(&peer, &peer.activity("Delete", &json!(peer.id)))
        .await
        .unwrap();

    assert_eq!(node.post(id(&note)).await.unwrap().state, State::Withdrawn);
    assert!(node.followers(&node.operator, node.water).await.unwrap().is_empty());
    assert!(node.following(&node.operator, node.water).await.unwrap().is_empty());
    assert!(node.remote_actor(&peer.id).await.unwrap().is_none());
    let late = node
        .take(&peer, &peer.activity("Create", &peer.note("Late")))
        .await
        .unwrap();
    assert_eq!(late, Receipt::Ignored);
}

#[tokio::test]
async fn a_changed_profile_is_taken_from_the_actor_itself() {
    let (node, peer) = following().await;
    let renamed = Peer::with("b.example", "bo", |document| document["name"] = json!("New name"));
    let document: Value = serde_json::from_slice(&renamed.document).unwrap();

    node.take(&peer, &peer.activity("Update", &document)).await.unwrap();

    assert_eq!(node.remote_actor(&peer.id).await.unwrap().unwrap().0.name, "New name");
}

#[tokio::test]
async fn what_waits_too_long_is_dropped_with_a_note() {
    let (node, peer) = following().await;
    let boost = peer.activity("Announce", &json!("https://c.example/notes/1"));
    node.take(&peer, &boost).await.unwrap();
    node.pass(TimeDelta::days(31));

    node.tidy_inbox().await.unwrap();

    let newest = node.audit(&node.operator, None).await.unwrap().items.remove(0);
    assert_eq!(newest.action, "inbox.waited-too-long");
}

#[tokio::test]
async fn a_practice_of_another_node_is_found_here_with_its_facts() {
    let (node, peer) = following().await;
    let here = crate::node().await;
    here.publish("Rafts").await;
    let mut article = here.sent().await.1["object"].clone();
    let object = format!("{}/articles/1", peer.id);
    article["id"] = json!(object);
    article["attributedTo"] = json!(peer.id);
    article["to"] = json!([protocol::names::PUBLIC]);

    node.take(&peer, &peer.activity("Create", &article)).await.unwrap();

    let found = node
        .practices(&operations::PracticeFilter::default(), None)
        .await
        .unwrap();
    assert_eq!(found.items.len(), 1);
    assert_eq!(found.items[0].object, object);
    let page = node
        .practice_page(&operations::Caller::Visitor, &found.items[0].slug)
        .await
        .unwrap();
    assert_eq!(page.practice.result, "312 families harvest.");
    assert!(page.source.is_some());
}
