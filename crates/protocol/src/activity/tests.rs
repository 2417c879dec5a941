use evidence::origin::IdPolicy;
use serde_json::{Value, json};

use super::*;
use crate::audience::{Audience, Visibility};

const NOOR: &str = "https://social.example/users/noor";
const ORG: &str = "https://beta.example/ap/orgs/7";

fn vector(name: &str) -> Value {
    let path = format!("{}/../../tests/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn read(document: &Value) -> Result<Activity, crate::refusal::Refusal> {
    Activity::read(document, &IdPolicy::default())
}

fn body(document: &Value) -> Body {
    read(document).unwrap().body
}

fn refused(document: &Value) -> (u16, &'static str) {
    let refusal = read(document).unwrap_err();
    (refusal.status, refusal.reason)
}

fn audience() -> Audience {
    Audience::of(
        Visibility::Public,
        "https://beta.example/ap/orgs/7/followers",
        &[NOOR.to_owned()],
    )
}

fn header(audience: &Audience) -> Header<'_> {
    Header {
        id: "https://beta.example/ap/activities/60".to_owned(),
        actor: ORG,
        published: "2026-11-24T12:00:00.5Z".parse().unwrap(),
        audience,
        proof: false,
    }
}

fn note(change: impl Fn(&mut Value)) -> Value {
    let mut activity = json!({
        "id": "https://social.example/a/1", "type": "Create", "actor": NOOR,
        "object": {
            "id": "https://social.example/n/1", "type": "Note", "attributedTo": NOOR, "content": "<p>x</p>",
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
        },
    });
    change(&mut activity);
    activity
}

#[test]
fn an_answer_to_a_follow_is_written_as_in_the_vector() {
    let named = Audience::named(&[NOOR.to_owned()]);
    let mut given = accept(&header(&named), &vector("fediverse/follow.json"));
    let expected = vector("fediverse/follow-accept.json");
    assert_eq!(given["published"], "2026-11-24T12:00:00Z");
    given.as_object_mut().unwrap().remove("published");
    given["@context"] = expected["@context"].clone();
    assert_eq!(given, expected);
}

#[test]
fn what_we_send_is_read_back() {
    let to = audience();
    let header = header(&to);
    let follow = follow(&header, NOOR);
    assert!(matches!(body(&follow), Body::Follow { object } if object.as_str() == NOOR));
    assert!(matches!(body(&undo(&header, &follow)), Body::Undo(undone) if undone.kind.as_deref() == Some("Follow")));
    assert!(matches!(body(&like(&header, NOOR)), Body::Like { .. }));
    assert!(matches!(
        body(&announce(&header, NOOR)),
        Body::Announce { embedded: None, .. }
    ));
    assert!(matches!(body(&block(&header, NOOR)), Body::Block { .. }));
    assert!(matches!(body(&r#move(&header, NOOR)), Body::Move { target } if target.as_str() == NOOR));
    let featured = format!("{ORG}/featured");
    assert!(matches!(body(&add(&header, NOOR, &featured)), Body::Add { target, .. } if target.as_str() == featured));
    assert!(matches!(body(&remove(&header, NOOR, &featured)), Body::Remove { .. }));
    let flag = flag(&header, NOOR, &["https://social.example/n/1".to_owned()], "spam <b>");
    assert!(matches!(body(&flag), Body::Flag { objects, .. } if objects.len() == 2));
    let asked = vector("fediverse/follow.json");
    assert!(
        matches!(body(&reject(&header, &asked)), Body::Reject(of) if of.id.as_ref().unwrap().as_str() == "https://social.example/3")
    );
    let gone = crate::tombstone::tombstone("https://beta.example/ap/notes/1", "Note", header.published);
    let delete = delete(&header, gone);
    assert!(matches!(body(&delete), Body::Delete { object } if object.as_str() == "https://beta.example/ap/notes/1"));
    assert_eq!(read(&delete).unwrap().audience, to);
}

#[test]
fn pv1_pv8_types_are_text_and_addressees_arrays() {
    let to = audience();
    let sent = create(
        &header(&to),
        json!({"@context": "x", "id": "https://beta.example/n", "type": "Note"}),
    );
    assert!(sent["type"].is_string() && sent["to"].is_array() && sent["cc"].is_array());
    assert_eq!(sent["object"].get("@context"), None);
    let signed = json!({"@context": "x", "proof": {}});
    assert_eq!(
        update(&header(&to), signed.clone())["object"],
        signed,
        "its own context stays with its own proof"
    );
}

#[test]
fn activities_of_the_vectors_are_read() {
    assert!(matches!(body(&vector("fediverse/follow.json")), Body::Follow { object } if object.as_str() == ORG));
    assert!(matches!(body(&vector("fediverse/follow-accept.json")), Body::Accept(_)));
    assert!(matches!(body(&vector("fediverse/follow-undo.json")), Body::Undo(_)));
    assert!(matches!(
        body(&vector("fediverse/quote-request.json")),
        Body::QuoteRequest { .. }
    ));
    assert!(matches!(
        body(&vector("keys/rotation-update.json")),
        Body::Update(Content::Actor(_))
    ));
    for (name, practice) in [("create", true), ("update", true)] {
        let activity = body(&vector(&format!("practices/practice-{name}.json")));
        let (Body::Create(Content::Post(post)) | Body::Update(Content::Post(post))) = activity else {
            panic!("{name}")
        };
        assert_eq!((post.practice.is_some(), post.degraded), (practice, None), "{name}");
    }
    let report = body(&vector("practices/replication-report-create.json"));
    assert!(matches!(report, Body::Create(Content::Post(post)) if post.report.is_some()));
}

#[test]
fn refused_practices_of_the_vectors_are_refused_or_degraded() {
    let manifest = vector("manifest.json");
    let mut seen = 0;
    for row in manifest["files"].as_array().unwrap() {
        let file = row["file"].as_str().unwrap();
        match (
            file.starts_with("refuse/practices."),
            row["expect"].as_str(),
            row["reason"].as_str(),
        ) {
            (true, Some("degrade"), _) => {
                let (Body::Create(Content::Post(post)) | Body::Update(Content::Post(post))) = body(&vector(file))
                else {
                    panic!("{file} is no post");
                };
                assert!(
                    post.degraded.is_some() && post.practice.is_none() && post.report.is_none(),
                    "{file}"
                );
                assert!(!post.content_html.is_empty(), "{file}");
            }
            (true, Some("refuse"), Some("actor-mismatch")) => {
                assert_eq!(refused(&vector(file)), (403, "actor-mismatch"));
            }
            (true, Some("refuse"), Some("not-owner")) => {
                assert!(
                    ["id-origin", "not-owner", "actor-mismatch"].contains(&refused(&vector(file)).1),
                    "{file}"
                );
            }
            _ => continue,
        }
        seen += 1;
    }
    assert_eq!(seen, 10);
}

#[test]
fn i01_an_activity_id_on_another_origin_than_the_actor_is_refused() {
    assert_eq!(
        refused(&note(|a| a["id"] = json!("https://other.example/a"))),
        (403, "id-origin")
    );
    for bad in [
        "https://social.example:8443/a",
        "http://social.example/a",
        "https://127.0.0.1/a",
        "https://social.example./a",
        "https://u:p@social.example/a",
    ] {
        assert_eq!(refused(&note(|a| a["id"] = json!(bad))).0, 400, "{bad}");
    }
}

#[test]
fn i02_an_activity_without_a_proper_id_is_refused() {
    let long = format!("https://social.example/{}", "x".repeat(10_240));
    for bad in [
        Value::Null,
        json!("/a"),
        json!("javascript:x"),
        json!(long),
        json!({"id": "x"}),
    ] {
        assert_eq!(refused(&note(|a| a["id"] = bad.clone())).0, 400, "{bad}");
    }
}

#[test]
fn i03_an_object_of_another_author_or_without_one_is_refused() {
    assert_eq!(
        refused(&note(|a| a["object"]["attributedTo"] = json!(ORG))),
        (403, "actor-mismatch")
    );
    assert_eq!(
        refused(&note(|a| a["object"]["attributedTo"] = Value::Null)),
        (400, "field-invalid")
    );
    assert_eq!(
        refused(&note(|a| a["object"]["attributedTo"] = json!([NOOR, ORG]))),
        (400, "attributed-array")
    );
    assert_eq!(
        refused(&note(|a| a["object"]["id"] = Value::Null)),
        (400, "object-embedding")
    );
    assert_eq!(
        refused(&note(|a| a["object"]["id"] = json!("https://other.example/n"))),
        (403, "id-origin")
    );
}

#[test]
fn i05_a_delete_of_what_lies_elsewhere_is_refused() {
    for object in [
        json!("https://other.example/n"),
        json!({"id": "https://other.example/n", "type": "Tombstone"}),
    ] {
        let delete = note(|a| {
            a["type"] = json!("Delete");
            a["object"] = object.clone();
        });
        assert_eq!(refused(&delete), (403, "not-owner"));
    }
    let mut actor = vector("fediverse/mastodon-actor.json");
    actor["id"] = json!("https://social.example/users/other");
    actor["publicKey"]["owner"] = actor["id"].clone();
    let update = note(|a| {
        a["type"] = json!("Update");
        a["object"] = actor.clone();
    });
    assert_eq!(refused(&update), (403, "not-owner"));
}

#[test]
fn i07_i08_only_ones_own_is_undone_and_only_the_asked_answers() {
    let mut undo = vector("fediverse/follow-undo.json");
    undo["object"]["actor"] = json!("https://social.example/users/other");
    assert_eq!(refused(&undo), (403, "actor-mismatch"));
    let mut accept = vector("fediverse/follow-accept.json");
    accept["object"]["object"] = json!("https://beta.example/ap/orgs/8");
    assert_eq!(refused(&accept), (403, "not-asked"));
}

#[test]
fn i13_nothing_but_the_right_kind_of_value_is_taken() {
    for bad in [Value::Null, json!(7), json!([]), json!([NOOR, NOOR])] {
        assert_eq!(refused(&note(|a| a["actor"] = bad.clone())).0, 400, "actor {bad}");
        assert_eq!(refused(&note(|a| a["object"] = bad.clone())).0, 400, "object {bad}");
    }
    for bad in [Value::Null, json!(7), json!(["Create"]), json!("")] {
        assert_eq!(refused(&note(|a| a["type"] = bad.clone())).0, 400, "type {bad}");
    }
    for bad in [Value::Null, json!([]), json!("x"), json!(1)] {
        assert_eq!(refused(&bad).0, 400, "{bad}");
    }
}

#[test]
fn i15_too_many_tags_or_addressees_are_refused() {
    assert_eq!(
        refused(&note(
            |a| a["object"]["tag"] = json!(vec![json!({"type": "Hashtag"}); 201])
        )),
        (400, "field-invalid")
    );
    assert_eq!(
        refused(&note(|a| a["to"] = json!(vec![NOOR; 1_001]))),
        (400, "field-invalid")
    );
}

#[test]
fn i19_unknown_types_and_members_are_taken() {
    assert_eq!(
        body(&note(|a| a["type"] = json!("Travel"))),
        Body::Unsupported("Travel".to_owned())
    );
    assert!(matches!(
        body(&note(|a| a["object"]["x:y"] = json!([{"z": 1}]))),
        Body::Create(Content::Post(_))
    ));
    assert!(matches!(
        body(&note(|a| a["object"]["type"] = json!("Library"))),
        Body::Create(Content::Other(_))
    ));
    assert!(matches!(
        body(&note(|a| a["object"] = json!("https://social.example/n/1"))),
        Body::Create(Content::Reference(_))
    ));
}

#[test]
fn i20_one_moves_oneself_and_changes_ones_own_collections() {
    let with = |kind: &str, object: &str, target: &str| json!({"id": "https://social.example/a/1", "type": kind, "actor": NOOR, "object": object, "target": target});
    assert_eq!(refused(&with("Move", ORG, ORG)), (403, "actor-mismatch"));
    assert_eq!(refused(&with("Add", NOOR, ORG)), (403, "not-owner"));
    assert_eq!(refused(&with("Remove", NOOR, ORG)), (403, "not-owner"));
    assert!(matches!(body(&with("Move", NOOR, ORG)), Body::Move { .. }));
}

#[test]
fn p14_activity_ids_with_a_fragment_are_taken() {
    let mut follow = vector("fediverse/follow.json");
    follow["id"] = json!("https://social.example/users/noor#follows/2");
    assert!(matches!(body(&follow), Body::Follow { .. }));
    let mut undo = vector("fediverse/follow-undo.json");
    undo["object"] = follow["id"].clone();
    assert!(matches!(body(&undo), Body::Undo(undone) if undone.id.is_some()));
    follow["actor"] = json!("https://social.example/users/noor#me");
    assert_eq!(refused(&follow), (400, "field-invalid"));
}
