//! Only owners act, and owners are read from our own records (SECURITY ID6, ID7).

use operations::{Known, Receipt};
use serde_json::{Value, json};

use crate::{Node, Peer, node, refusal};

fn id(object: &Value) -> &str {
    object["id"].as_str().unwrap()
}

/// A node that follows `bo`, and his neighbour `eve` on the same host.
async fn neighbours() -> (Node, Peer, Peer) {
    let node = node().await;
    let (bo, eve) = (Peer::new("b.example", "bo"), Peer::new("b.example", "eve"));
    node.follows(&bo).await;
    node.follows(&eve).await;
    (node, bo, eve)
}

#[tokio::test]
async fn i03_a_post_of_another_actor_is_refused() {
    let (node, bo, eve) = neighbours().await;
    let note = bo.note("Not mine");

    assert_eq!(
        refusal(node.take(&eve, &eve.activity("Create", &note)).await),
        (403, "actor-mismatch")
    );

    let mut two = bo.note("Two authors");
    two["attributedTo"] = json!([bo.id, eve.id]);
    assert_eq!(
        refusal(node.take(&bo, &bo.activity("Create", &two)).await),
        (400, "attributed-array")
    );
    assert!(node.post(id(&note)).await.is_none());
}

#[tokio::test]
async fn i04_an_object_id_that_exists_belongs_to_its_owner() {
    let (node, bo, eve) = neighbours().await;
    let note = bo.note("Mine");
    node.take(&bo, &bo.activity("Create", &note)).await.unwrap();
    let mut stolen = eve.note("Mine now");
    stolen["id"] = note["id"].clone();

    assert_eq!(
        refusal(node.take(&eve, &eve.activity("Create", &stolen)).await),
        (403, "not-owner")
    );

    let published = node.publish("Ours").await;
    let mut ours = eve.note("Yours is mine");
    ours["id"] = json!(published.object);
    assert_eq!(refusal(node.take(&eve, &eve.activity("Create", &ours)).await).0, 403);
    assert_eq!(node.post(id(&note)).await.unwrap().content, "<p>Mine</p>");
}

#[tokio::test]
async fn i05_an_update_or_delete_of_anothers_object_is_refused() {
    let (node, bo, eve) = neighbours().await;
    let published = node.publish("Ours").await;
    let note = bo.note("Mine");
    node.take(&bo, &bo.activity("Create", &note)).await.unwrap();
    let mut changed = eve.note("Changed");
    changed["id"] = note["id"].clone();
    changed["updated"] = json!("2027-01-15T09:00:00Z");

    for (activity, why) in [
        (eve.activity("Update", &changed), "same host"),
        (eve.activity("Delete", &note["id"]), "same host"),
        (eve.activity("Delete", &json!(published.object)), "ours"),
        (eve.activity("Delete", &json!(bo.id)), "another actor"),
        (
            eve.activity("Delete", &json!("https://c.example/notes/1")),
            "another host",
        ),
    ] {
        assert_eq!(refusal(node.take(&eve, &activity).await), (403, "not-owner"), "{why}");
    }

    assert_eq!(node.post(id(&note)).await.unwrap().content, "<p>Mine</p>");
    assert!(node.remote_actor(&bo.id).await.unwrap().is_some());
}

#[tokio::test]
async fn i06_a_delete_of_the_unknown_does_not_speak_for_its_neighbour() {
    let (node, bo, eve) = neighbours().await;
    let note = bo.note("Mine");

    assert_eq!(
        node.take(&eve, &eve.activity("Delete", &note["id"])).await.unwrap(),
        Receipt::Ignored
    );

    assert_eq!(
        node.take(&bo, &bo.activity("Create", &note)).await.unwrap(),
        Receipt::Applied
    );
}

#[tokio::test]
async fn i07_nobody_undoes_what_another_did() {
    let (node, bo, eve) = neighbours().await;
    let published = node.publish("Ours").await;
    let follow = bo.activity("Follow", &json!(node.actor));
    let like = bo.activity("Like", &json!(published.object));
    let boost = bo.activity("Announce", &json!(published.object));
    for activity in [&follow, &like, &boost] {
        node.take(&bo, activity).await.unwrap();
    }

    for activity in [&follow, &like, &boost] {
        let undo = eve.activity("Undo", &activity["id"]);
        assert_eq!(refusal(node.take(&eve, &undo).await), (403, "not-owner"));
    }

    assert_eq!(node.followers(&node.operator, node.water).await.unwrap().len(), 1);
    let counts = storage::interactions::counts(&node.db(), &published.object)
        .await
        .unwrap();
    assert_eq!(counts, (1, 1));
}

#[tokio::test]
async fn i08_only_whom_we_asked_may_answer_and_only_what_we_asked() {
    let node = node().await;
    let (bo, eve) = (Peer::new("b.example", "bo"), Peer::new("e.example", "eve"));
    node.meet(&bo).await;
    node.meet(&eve).await;
    node.follow(&node.operator, node.water, &bo.actor).await.unwrap();
    let follow = node.sent().await.1;

    let by_another = eve.activity("Accept", &json!(follow["id"]));
    assert_eq!(refusal(node.take(&eve, &by_another).await), (403, "not-asked"));
    let never_sent = eve.activity("Accept", &json!(format!("{}/ap/activities/1", "https://water.example")));
    assert_eq!(refusal(node.take(&eve, &never_sent).await), (403, "not-asked"));

    let pending = &node.following(&node.operator, node.water).await.unwrap()[0];
    assert_eq!(pending.state, domain::follow::FollowState::Pending);
}

#[tokio::test]
async fn the_type_of_an_object_never_changes() {
    let (node, bo, _) = neighbours().await;
    let note = bo.note("A note");
    node.take(&bo, &bo.activity("Create", &note)).await.unwrap();
    let mut article = note.clone();
    article["type"] = json!("Article");
    article["updated"] = json!("2027-01-15T08:00:01Z");
    article["name"] = json!("Now a practice");

    assert_eq!(
        refusal(node.take(&bo, &bo.activity("Update", &article)).await),
        (403, "immutable")
    );
}

#[tokio::test]
async fn i20_a_move_needs_the_word_of_both_sides() {
    let (node, bo, _) = neighbours().await;
    let silent = Peer::new("n.example", "bo");
    let naming = Peer::with("n.example", "bo2", |document| document["alsoKnownAs"] = json!([bo.id]));
    node.meet(&naming).await;
    let moves_to = |target: &Peer| {
        let mut activity = bo.activity("Move", &json!(bo.id));
        activity["target"] = json!(target.id);
        activity
    };
    let known = |target: &Peer| Known {
        target: Some(target.actor.clone()),
        ..Known::default()
    };

    let refused = node.take_knowing(&bo, &moves_to(&silent), known(&silent)).await;
    assert_eq!(refusal(refused), (403, "target-mismatch"));
    node.take_knowing(&bo, &moves_to(&naming), known(&naming))
        .await
        .unwrap();

    let following = node.following(&node.operator, node.water).await.unwrap();
    let names: Vec<_> = following.iter().map(|follow| follow.actor.id.as_str()).collect();
    assert!(
        names.contains(&naming.id.as_str()) && !names.contains(&bo.id.as_str()),
        "{names:?}"
    );
    // The new one is asked, the old one is told.
    assert_eq!(node.for_host("n.example").await.len(), 1);
}

#[tokio::test]
async fn i20_a_collection_is_changed_only_by_its_owner() {
    let (node, bo, eve) = neighbours().await;
    let add = |peer: &Peer, target: String| {
        let mut activity = peer.activity("Add", &json!("https://b.example/notes/1"));
        activity["target"] = json!(target);
        activity
    };
    let featured = format!("{}/featured", bo.id);

    assert_eq!(
        refusal(node.take(&eve, &add(&eve, featured.clone())).await),
        (403, "not-owner")
    );
    assert_eq!(
        node.take(&bo, &add(&bo, featured.clone())).await.unwrap(),
        Receipt::Applied
    );

    let items = storage::collection_items::list(&node.db(), &featured).await.unwrap();
    assert_eq!(items, ["https://b.example/notes/1"]);
}

#[tokio::test]
async fn a_fetched_object_must_be_that_of_the_activitys_author() {
    let (node, bo, eve) = neighbours().await;
    let note = bo.note("Not hers");
    let known = Known {
        object: Some((id(&note).to_owned(), note.to_string().into_bytes(), bo.actor.clone())),
        ..Known::default()
    };

    let create = eve.activity("Create", &note["id"]);

    assert_eq!(
        refusal(node.take_knowing(&eve, &create, known).await),
        (403, "actor-mismatch")
    );
}
