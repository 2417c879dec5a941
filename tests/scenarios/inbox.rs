//! Cases I of the threat model: what an activity says.

use harness::until;
use serde_json::{Value, json};

use crate::stage::Stage;

/// Changes a genuine activity and expects it to be refused, by nobody's word but the node's own.
async fn refused(stage: &Stage, what: &str, status: u16, change: impl FnOnce(&mut Value)) {
    let mut activity = stage.ana.activity("Create", stage.ana.note("Hello", None));
    change(&mut activity);
    stage.refused_alone(what, stage.post(&activity), status).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i01_an_id_on_another_origin_than_the_actor_is_refused() {
    let stage = Stage::new().await;
    refused(&stage, "other host", 403, |a| {
        a["id"] = json!("http://gamma.test/activities/1");
    })
    .await;
    for id in [
        "http://mastodon.test:81/activities/1",
        "http://127.0.0.1/activities/1",
        "http://mastodon.test./activities/1",
        "http://ana@mastodon.test/activities/1",
        "HTTP://mastodon.test/activities/1",
        "http://mastodon.test/a/../activities/1",
    ] {
        refused(&stage, id, 400, |a| a["id"] = json!(id)).await;
    }
    stage.still_works().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i02_an_id_that_is_no_address_or_is_ours_is_refused() {
    let stage = Stage::new().await;
    refused(&stage, "missing", 400, |a| {
        a.as_object_mut().unwrap().remove("id");
    })
    .await;
    let long = format!("http://mastodon.test/{}", "x".repeat(10 * 1024));
    for id in ["", "/activities/1", "javascript:alert(1)", &long] {
        refused(&stage, "no address", 400, |a| a["id"] = json!(id)).await;
    }
    for id in [json!(null), json!(7), json!(["http://mastodon.test/1"])] {
        refused(&stage, "no text", 400, |a| a["id"] = id).await;
    }
    refused(&stage, "ours", 403, |a| {
        a["id"] = json!("http://alpha.test/ap/activities/1");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i03_an_object_of_somebody_else_is_refused() {
    let stage = Stage::new().await;
    let bob = stage.net.fake("mastodon").actor("bob");
    refused(&stage, "of another actor", 403, |a| {
        a["object"]["attributedTo"] = json!(bob.id);
    })
    .await;
    refused(&stage, "of nobody", 400, |a| {
        a["object"].as_object_mut().unwrap().remove("attributedTo");
    })
    .await;
    let both = json!([stage.ana.id, bob.id]);
    refused(&stage, "of two", 400, |a| a["object"]["attributedTo"] = both).await;
    refused(&stage, "without id", 400, |a| {
        a["object"].as_object_mut().unwrap().remove("id");
    })
    .await;
    refused(&stage, "on another host", 403, |a| {
        a["object"]["id"] = json!("http://gamma.test/notes/1");
    })
    .await;
    stage.still_works().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i04_nobody_creates_what_is_there_already() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let ours = alpha.publish("A dam of sand").await;
    refused(&stage, "ours", 403, |a| a["object"]["id"] = json!(ours.object)).await;
    assert_eq!(
        alpha.practice(&ours.object).await.practice,
        harness::practice("A dam of sand")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i05_nobody_changes_or_deletes_what_belongs_to_others() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let ours = alpha.publish("A dam of sand").await;
    let bob = stage.net.fake("mastodon").actor("bob");
    let theirs = bob.note("By bob", Some(&ours.object));
    let create = bob.activity("Create", theirs.clone()).to_string();
    let message = bob.post("alpha.test", "/ap/inbox", create.as_bytes(), stage.net.now());
    assert_eq!(stage.send(message).await.status, 202);

    for object in [
        theirs["id"].as_str().unwrap(),
        &ours.object,
        &alpha.actor().await,
        &bob.id,
    ] {
        let delete = stage.ana.activity("Delete", object);
        stage
            .refused(&format!("Delete {object}"), stage.post(&delete), 403)
            .await;
        let tombstone = json!({"type": "Tombstone", "id": object});
        let delete = stage.ana.activity("Delete", tombstone);
        stage
            .refused(
                &format!("Delete of the tombstone of {object}"),
                stage.post(&delete),
                403,
            )
            .await;
    }
    let mut changed = theirs.clone();
    changed["content"] = json!("<p>By ana</p>");
    stage
        .refused(
            "Update",
            stage.post(&stage.ana.activity("Update", changed.clone())),
            403,
        )
        .await;
    changed["attributedTo"] = json!(stage.ana.id);
    stage
        .refused(
            "Update that takes over",
            stage.post(&stage.ana.activity("Update", changed)),
            403,
        )
        .await;
    assert_eq!(
        alpha.practice(&ours.object).await.practice,
        harness::practice("A dam of sand")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i06_the_end_of_what_never_was_has_no_effect() {
    let stage = Stage::new().await;
    let delete = stage.ana.activity("Delete", stage.ana.new_id("notes"));
    stage.ignored("Delete", stage.post(&delete)).await;
    let like = json!({"type": "Like", "id": stage.ana.new_id("activities"), "actor": stage.ana.id,
                      "object": "http://alpha.test/ap/articles/1"});
    stage
        .ignored("Undo", stage.post(&stage.ana.activity("Undo", like)))
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i07_nobody_undoes_what_somebody_else_did() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let bob = stage.net.fake("mastodon").actor("bob");
    let follow = bob.activity("Follow", alpha.actor().await);
    let message = bob.post(
        "alpha.test",
        "/ap/inbox",
        follow.to_string().as_bytes(),
        stage.net.now(),
    );
    assert_eq!(stage.send(message).await.status, 202);
    until("bob follows", || async {
        alpha.followers().await == ["bob@mastodon.test"]
    })
    .await;
    stage.net.settle().await;
    until("the answer is sent", || async {
        !stage.net.fake("mastodon").got("Accept").is_empty()
    })
    .await;
    stage
        .refused("embedded", stage.post(&stage.ana.activity("Undo", follow.clone())), 403)
        .await;
    let by_id = stage.ana.activity("Undo", follow["id"].clone());
    stage.refused("by its id", stage.post(&by_id), 403).await;
    assert_eq!(alpha.followers().await, ["bob@mastodon.test"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i08_nobody_accepts_what_was_not_asked_of_them() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let actor = alpha.actor().await;
    let never =
        json!({"type": "Follow", "id": "http://alpha.test/ap/follows/1", "actor": actor, "object": stage.ana.id});
    stage
        .refused("never sent", stage.post(&stage.ana.activity("Accept", never)), 403)
        .await;

    stage.net.fake("mastodon").actor("bob");
    alpha.ask_to_follow("bob@mastodon.test").await;
    until("bob is asked", || async {
        !stage.net.fake("mastodon").got("Follow").is_empty()
    })
    .await;
    let follow = stage.net.fake("mastodon").got("Follow").remove(0);
    until("nothing waits", || async {
        alpha.peer("mastodon.test").await.is_some_and(|peer| peer.waiting == 0)
    })
    .await;
    stage
        .refused(
            "by somebody else",
            stage.post(&stage.ana.activity("Accept", follow)),
            403,
        )
        .await;
    assert_eq!(alpha.follows().await["bob@mastodon.test"], "pending");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i11_words_with_another_meaning_are_refused() {
    let stage = Stage::new().await;
    let context = "https://www.w3.org/ns/activitystreams";
    refused(&stage, "a term redefined", 400, |a| {
        a["@context"] = json!([context, {"actor": "https://evil.example/actor"}]);
    })
    .await;
    refused(&stage, "@id beside id", 400, |a| {
        a["@id"] = json!("http://mastodon.test/activities/9");
    })
    .await;
    refused(&stage, "as:actor beside actor", 400, |a| {
        a["as:actor"] = json!("http://gamma.test/users/eve");
    })
    .await;
    refused(&stage, "@graph", 400, |a| a["@graph"] = json!([])).await;
    refused(&stage, "@type", 400, |a| a["@type"] = json!("Delete")).await;
    let expanded = json!([{"https://www.w3.org/ns/activitystreams#actor": [{"@id": stage.ana.id}]}]);
    stage.refused_alone("expanded form", stage.post(&expanded), 400).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i12_a_member_that_comes_twice_is_refused() {
    let stage = Stage::new().await;
    let text = stage.ana.activity("Create", stage.ana.note("Hello", None)).to_string();
    let twice = |from: &str, to: &str| {
        assert!(text.contains(from));
        text.replacen(from, to, 1)
    };
    let cases = [
        (
            "top level",
            twice("\"type\":\"Create\"", "\"type\":\"Create\",\"type\":\"Delete\""),
        ),
        (
            "inside the object",
            twice("\"type\":\"Note\"", "\"type\":\"Note\",\"type\":\"Article\""),
        ),
        (
            "escaped",
            twice("\"type\":\"Create\"", "\"type\":\"Create\",\"\\u0074ype\":\"Delete\""),
        ),
    ];
    for (what, body) in cases {
        stage.refused_alone(what, stage.post_bytes(body.as_bytes()), 400).await;
    }
    let activity = stage.ana.activity("Create", stage.ana.note("Hello", None));
    let proved = stage.ana.prove(&activity, stage.net.now()).to_string();
    let purpose = "\"proofPurpose\":\"assertionMethod\"";
    let twice = proved.replacen(purpose, &format!("{purpose},{purpose}"), 1);
    assert_ne!(twice, proved);
    stage
        .refused_alone("inside the proof", stage.post_bytes(twice.as_bytes()), 400)
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i13_documents_that_no_one_writes_are_refused() {
    let stage = Stage::new().await;
    stage
        .refused_alone("brackets", stage.post_bytes("[".repeat(100_000).as_bytes()), 400)
        .await;
    for levels in [33, 129] {
        let deep = format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        let text = stage.ana.activity("Create", stage.ana.note("Hello", None)).to_string();
        let body = text.replacen(
            "\"type\":\"Create\"",
            &format!("\"type\":\"Create\",\"deep\":{deep}"),
            1,
        );
        stage
            .refused_alone("deep", stage.post_bytes(body.as_bytes()), 400)
            .await;
    }
    refused(&stage, "wide", 400, |a| {
        let members = (0..10_000).map(|number| (format!("m{number}"), json!(1)));
        a["wide"] = Value::Object(members.collect());
    })
    .await;
    for (member, value) in [
        ("object", json!(null)),
        ("object", json!(7)),
        ("type", json!(null)),
        ("type", json!(7)),
        ("actor", json!(null)),
        ("actor", json!(["x", 7])),
        ("actor", json!({})),
    ] {
        refused(&stage, &format!("{member}: {value}"), 400, |a| {
            a[member] = value.clone();
        })
        .await;
    }
    for body in ["", "null", "7", "\"text\"", "[]", "{}"] {
        stage.refused_alone(body, stage.post_bytes(body.as_bytes()), 400).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i16_another_type_or_coding_is_refused() {
    let stage = Stage::new().await;
    let activity = stage.ana.activity("Create", stage.ana.note("Hello", None));
    for coding in ["gzip", "br"] {
        stage
            .refused_alone(coding, stage.post(&activity).and("Content-Encoding", coding), 415)
            .await;
    }
    let covered = ["(request-target)", "host", "date", "digest"];
    for media_type in [
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        "application/ld+json",
    ] {
        let message = stage
            .ana
            .sign(stage.post(&activity).with("Content-Type", media_type), &covered);
        stage.refused_alone(media_type, message, 415).await;
    }
    let none = stage.ana.sign(stage.post(&activity).without("Content-Type"), &covered);
    stage.refused_alone("none", none, 415).await;
    let profile = "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";
    let message = stage
        .ana
        .sign(stage.post(&activity).with("Content-Type", profile), &covered);
    assert_eq!(stage.send(message).await.status, 202);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i17_text_that_is_no_text_is_refused() {
    let stage = Stage::new().await;
    let text = stage.ana.activity("Create", stage.ana.note("HERE", None)).to_string();
    let with = |bytes: &[u8]| {
        let at = text.find("HERE").unwrap();
        [&text.as_bytes()[..at], bytes, &text.as_bytes()[at + 4..]].concat()
    };
    for (what, bytes) in [
        ("invalid UTF-8", with(b"\xff\xfe")),
        ("NUL", with(b"\\u0000")),
        ("lone surrogate", with(b"\\ud800")),
        ("BOM", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("more after the end", [text.as_bytes(), b" {}"].concat()),
    ] {
        stage.refused_alone(what, stage.post_bytes(&bytes), 400).await;
    }
    let message = stage.post_bytes(&with("\u{202e}olleh".as_bytes()));
    assert_eq!(stage.send(message).await.status, 202, "in content they are kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i18_numbers_that_two_readers_read_differently_are_refused_where_they_are_signed() {
    let stage = Stage::new().await;
    let activity = stage.ana.activity("Create", stage.ana.note("Hello", None));
    let proved = stage.ana.prove(&activity, stage.net.now()).to_string();
    for number in ["1e400", "-0", "9007199254740993", "1.0", "1.5", "1e3"] {
        let body = proved.replacen("\"type\":\"Create\"", &format!("\"type\":\"Create\",\"n\":{number}"), 1);
        assert_ne!(body, proved);
        stage
            .refused_alone(number, stage.post_bytes(body.as_bytes()), 400)
            .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i19_what_is_not_known_is_taken_without_effect() {
    let stage = Stage::new().await;
    let unknown = stage.ana.activity("Teleport", stage.ana.note("Hello", None));
    stage.ignored("unknown type", stage.post(&unknown)).await;
    let mut activity = stage.ana.activity("Create", stage.ana.note("Hello", None));
    activity["somethingNew"] = json!({"a": [1, 2]});
    assert_eq!(stage.send(stage.post(&activity)).await.status, 202);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i20_nobody_moves_others_or_writes_in_their_collections() {
    let stage = Stage::new().await;
    let bob = stage.net.fake("mastodon").actor("bob");
    let mut moves = stage.ana.activity("Move", bob.id.as_str());
    moves["target"] = json!(stage.ana.id);
    stage.refused("Move of another", stage.post(&moves), 403).await;
    let alpha = &stage.net["alpha"];
    alpha.ask_to_follow(&stage.ana.handle()).await;
    until("ana is asked", || async {
        !stage.net.fake("mastodon").got("Follow").is_empty()
    })
    .await;
    let follow = stage.net.fake("mastodon").got("Follow").remove(0);
    assert_eq!(
        stage
            .send(stage.post(&stage.ana.activity("Accept", follow)))
            .await
            .status,
        202
    );
    until("nothing waits", || async {
        alpha.peer("mastodon.test").await.is_some_and(|peer| peer.waiting == 0)
    })
    .await;
    let mut moves = stage.ana.activity("Move", stage.ana.id.as_str());
    moves["target"] = json!(bob.id);
    stage.refused("to one who does not know", stage.post(&moves), 403).await;
    for kind in ["Add", "Remove"] {
        let mut activity = stage.ana.activity(kind, stage.ana.new_id("notes"));
        activity["target"] = json!(format!("{}/featured", bob.id));
        stage.refused(kind, stage.post(&activity), 403).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i21_another_body_under_a_known_id_is_a_conflict() {
    let stage = Stage::new().await;
    let mut activity = stage.ana.activity("Create", stage.ana.note("First", None));
    assert_eq!(stage.send(stage.post(&activity)).await.status, 202);
    activity["object"]["content"] = json!("<p>Second</p>");
    stage.refused("other bytes", stage.post(&activity), 409).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_blocked_host_is_refused_before_anything_is_asked() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let owner = alpha.owner().await;
    let severity = Some(domain::policy::Severity::Suspend);
    alpha
        .operations()
        .block_host(&owner, "gamma.test", severity, "Spam")
        .await
        .unwrap();
    let eve = stage.net.fake("gamma").actor("eve");
    let body = eve.activity("Create", eve.note("Buy", None)).to_string();
    let message = eve.post("alpha.test", "/ap/inbox", body.as_bytes(), stage.net.now());
    stage.refused_alone("blocked", message, 403).await;
    stage.still_works().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p14_a_follow_is_answered_each_time_and_counts_once() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let actor = alpha.actor().await;
    let first = stage.ana.activity("Follow", actor.as_str());
    let again = stage.ana.activity("Follow", actor.as_str());
    for (count, follow) in [&first, &again].into_iter().enumerate() {
        assert_eq!(stage.send(stage.post(follow)).await.status, 202);
        until("it is answered", || async {
            stage.net.fake("mastodon").got("Accept").len() == count + 1
        })
        .await;
    }
    let accept = stage.net.fake("mastodon").got("Accept").remove(1);
    assert_eq!(
        (accept["object"]["id"].clone(), accept["actor"].as_str()),
        (again["id"].clone(), Some(actor.as_str()))
    );
    assert_eq!(alpha.followers().await, ["ana@mastodon.test"]);
    assert_eq!(
        stage.send(stage.post(&stage.ana.activity("Undo", again))).await.status,
        202
    );
    assert!(alpha.followers().await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p18_any_order_of_arrival_ends_in_one_state() {
    let stage = Stage::new().await;
    let alpha = &stage.net["alpha"];
    let ours = alpha.publish("A dam of sand").await;
    let visible = || async {
        let owner = operations::Caller::SignedIn(alpha.owner().await);
        alpha
            .operations()
            .practice_by_id(&owner, ours.id)
            .await
            .unwrap()
            .replies
    };
    let note = stage.ana.note("Gone", Some(&ours.object));
    let create = stage.ana.activity("Create", note.clone());
    let delete = stage.ana.activity("Delete", note["id"].clone());
    for activity in [&delete, &create, &create, &delete] {
        assert_eq!(stage.send(stage.post(activity)).await.status, 202);
    }
    assert!(visible().await.is_empty(), "a tombstone wins");

    let mut note = stage.ana.note("Second", Some(&ours.object));
    let create = stage.ana.activity("Create", json!({"first": true}));
    let mut old = note.clone();
    old["content"] = json!("<p>First</p>");
    note["updated"] = json!("2026-09-01T08:30:00Z");
    let update = stage.ana.activity("Update", note);
    let mut create = create;
    create["object"] = old;
    for activity in [&update, &create, &update] {
        assert_eq!(stage.send(stage.post(activity)).await.status, 202);
    }
    let owner = alpha.owner().await;
    let incoming = alpha.operations().incoming(&owner, None).await.unwrap().items;
    let texts: Vec<&str> = incoming.iter().map(|post| post.content_html.as_str()).collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert!(texts[0].contains("Second"), "{texts:?}");
}
