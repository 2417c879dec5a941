//! What other servers get when they ask.

use domain::ids::PostId;
use operations::{OperationError, Served};
use serde_json::{Value, json};

use crate::{Node, Peer, node};

async fn get(node: &Node, id: &str, reader: Option<&str>) -> Option<Value> {
    match node.document(id, reader).await {
        Ok(Served::Document(bytes)) => Some(serde_json::from_slice(&bytes).unwrap()),
        Ok(Served::Gone(bytes)) => panic!("gone: {}", String::from_utf8(bytes).unwrap()),
        Err(OperationError::NotFound { .. }) => None,
        Err(other) => panic!("{other}"),
    }
}

async fn got(node: &Node, id: &str) -> Value {
    get(node, id, None).await.unwrap_or_else(|| panic!("{id} is not there"))
}

/// A reply of ours that only the named see; gives its id.
async fn private_reply(node: &Node, peer: &Peer) -> String {
    let published = node.publish("Practice").await;
    let mut note = peer.answer("In private", &published.object);
    note["to"] = json!([node.actor]);
    note["cc"] = json!([]);
    node.take(peer, &peer.activity("Create", &note)).await.unwrap();
    let post = node.post(note["id"].as_str().unwrap()).await.unwrap();
    node.reply(&node.operator, post.id, "Thank you", "en", None)
        .await
        .unwrap()
        .object
}

#[tokio::test]
async fn actors_articles_activities_and_their_collections_are_served_at_their_ids() {
    let node = node().await;
    node.followed_by(&Peer::new("b.example", "bo")).await;
    let published = node.publish("Practice").await;
    let create = node.sent().await.1;
    let urls = node.urls().unwrap();

    for id in [
        urls.instance_actor(),
        node.actor.clone(),
        published.object.clone(),
        create["id"].as_str().unwrap().to_owned(),
        urls.node_outbox(),
        format!("{}/outbox", node.actor),
        format!("{}/followers", node.actor),
        format!("{}/following", node.actor),
        format!("{}/featured", node.actor),
        format!("{}/tags", node.actor),
        format!("{}/replies", published.object),
        format!("{}/likes", published.object),
        format!("{}/shares", published.object),
        format!("{}/context", published.object),
        format!("{}/replications", published.object),
    ] {
        let document = got(&node, &id).await;
        assert_eq!(document["id"], json!(id));
        if let Some(first) = document.get("first").and_then(Value::as_str) {
            assert_eq!(got(&node, first).await["partOf"], json!(id));
        }
    }
    let tags = got(&node, &format!("{}/tags", node.actor)).await;
    assert_eq!(tags["items"][0]["name"], "#foodagriculture");
}

#[tokio::test]
async fn what_is_not_there_is_not_found_in_one_way() {
    let node = node().await;
    let id = PostId::new(node.now(), [7; 10]);
    let object = node.publish("Practice").await.object;
    let uuid = object.rsplit('/').next().unwrap();

    for target in [
        format!("https://water.example/ap/articles/{id}"),
        format!("https://water.example/ap/notes/{uuid}"),
        "https://water.example/ap/orgs/x".to_owned(),
        "https://water.example/ap/".to_owned(),
        format!("{object}/x"),
        format!("{object}?x"),
        format!("{object}/likes?page=1"),
        format!("{object}/replies?page=-1"),
        object.replace("water.example", "forest.example"),
    ] {
        assert_eq!(get(&node, &target, None).await, None, "{target}");
    }
}

#[tokio::test]
async fn a_withdrawn_practice_is_a_tombstone_and_its_text_is_nowhere() {
    let node = node().await;
    let published = node.publish("Rafts that sank").await;
    let create = node.sent().await.1["id"].as_str().unwrap().to_owned();
    node.withdraw_practice(&node.operator, published.id, "It did harm.")
        .await
        .unwrap();

    for id in [published.object.as_str(), create.as_str()] {
        let Served::Gone(bytes) = node.document(id, None).await.unwrap() else {
            panic!("{id} is still there");
        };
        let stone: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((&stone["type"], &stone["id"]), (&json!("Tombstone"), &json!(id)));
    }
    let outbox = format!("{}/outbox", node.actor);
    let first = got(&node, &outbox).await["first"].as_str().unwrap().to_owned();
    assert!(!got(&node, &first).await.to_string().contains("sank"));
    assert_eq!(get(&node, &format!("{}/replies", published.object), None).await, None);
}

#[tokio::test]
async fn what_is_for_the_named_is_served_to_them_only() {
    let node = node().await;
    let (bo, eve) = (Peer::new("b.example", "bo"), Peer::new("e.example", "eve"));
    node.follows(&bo).await;
    node.followed_by(&eve).await;
    let reply = private_reply(&node, &bo).await;
    let create = node.sent().await.1["id"].as_str().unwrap().to_owned();

    for id in [reply.as_str(), create.as_str()] {
        assert_eq!(get(&node, id, None).await, None);
        assert_eq!(get(&node, id, Some(&eve.id)).await, None);
        assert!(get(&node, id, Some(&bo.id)).await.is_some());
    }
    assert_eq!(node.for_host("e.example").await.len(), 2);
}

#[tokio::test]
async fn counts_are_those_of_now() {
    let node = node().await;
    let object = node.publish("Practice").await.object;
    let peer = Peer::new("b.example", "bo");
    node.follows(&peer).await;
    node.take(&peer, &peer.activity("Like", &json!(object))).await.unwrap();
    let answer = peer.answer("Good", &object);
    node.take(&peer, &peer.activity("Create", &answer)).await.unwrap();

    assert_eq!(got(&node, &object).await["likes"]["totalItems"], 1);
    assert_eq!(got(&node, &format!("{object}/likes")).await["totalItems"], 1);
    let replies = got(&node, &format!("{object}/replies?page=1")).await;
    assert_eq!(replies["orderedItems"], json!([answer["id"]]));
    let thread = got(&node, &format!("{object}/context")).await;
    assert_eq!(thread["orderedItems"], json!([object, answer["id"]]));
}

#[tokio::test]
async fn long_lists_come_in_pages_of_fifty() {
    let node = node().await;
    let object = node.publish("Practice").await.object;
    let peer = Peer::new("b.example", "bo");
    node.follows(&peer).await;
    for number in 0..60 {
        let answer = peer.answer(&format!("Number {number}"), &object);
        node.take(&peer, &peer.activity("Create", &answer)).await.unwrap();
    }

    let first = got(&node, &format!("{object}/replies?page=1")).await;
    let second = got(&node, first["next"].as_str().unwrap()).await;

    assert_eq!(first["orderedItems"].as_array().unwrap().len(), 50);
    assert_eq!(second["orderedItems"].as_array().unwrap().len(), 10);
    assert_eq!(second.get("next"), None);
}

#[tokio::test]
async fn the_outbox_lists_public_activities_page_by_page() {
    let node = node().await;
    for number in 0..55 {
        node.publish(&format!("Practice {number}")).await;
    }
    let id = node.urls().unwrap().node_outbox();
    let outbox = got(&node, &id).await;
    assert_eq!(outbox["totalItems"], 55);
    let first = got(&node, outbox["first"].as_str().unwrap()).await;
    let second = got(&node, first["next"].as_str().unwrap()).await;

    let number = |page: &Value| page["orderedItems"].as_array().unwrap().len();
    assert_eq!((number(&first), number(&second)), (50, 5));
    assert_eq!(first["orderedItems"][0]["type"], "Create");
}

#[tokio::test]
async fn pages_for_people_lead_to_objects() {
    let node = node().await;
    let published = node.publish("Practice").await;

    assert_eq!(node.object_of_page("/@water").await.unwrap(), node.actor);
    assert_eq!(node.object_of_page(&published.page).await.unwrap(), published.object);
    for path in ["/@nobody", "/practices/none", "/posts/x", "/about"] {
        assert!(node.object_of_page(path).await.is_err(), "{path}");
    }
}

#[tokio::test]
async fn p11_webfinger_answers_for_acct_id_page_and_host() {
    let node = node().await;
    for resource in ["acct:water@water.example", "https://water.example/@water", &node.actor] {
        let answer = node.webfinger(resource).await.unwrap();
        assert_eq!(answer["subject"], "acct:water@water.example");
        let own = answer["links"]
            .as_array()
            .unwrap()
            .iter()
            .find(|link| link["rel"] == "self");
        assert_eq!(own.unwrap()["href"], json!(node.actor));
    }
    for resource in ["https://water.example/", "acct:water.example@water.example"] {
        let answer = node.webfinger(resource).await.unwrap();
        assert_eq!(answer["subject"], "acct:water.example@water.example");
    }
    for resource in ["acct:nobody@water.example", "acct:water@other.example", "x"] {
        assert!(node.webfinger(resource).await.is_err(), "{resource}");
    }
}

#[tokio::test]
async fn nodeinfo_counts_organisations_and_posts() {
    let node = node().await;
    node.publish("Practice").await;

    let info = node.nodeinfo("2.1").await.unwrap();

    assert_eq!(info["usage"]["users"]["total"], 1);
    assert_eq!(info["usage"]["users"]["activeMonth"], 1);
    assert_eq!(info["usage"]["localPosts"], 1);
    assert!(node.nodeinfo("3.0").await.is_err());
}
