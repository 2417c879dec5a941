//! SECURITY 4.2, as far as the activity alone decides.

use super::*;

fn refused(activity: &Value, status: u16, reason: &str) {
    let refusal = Request::with_body(activity.to_string().as_bytes())
        .verify()
        .expect_err(&activity.to_string());
    assert_eq!((refusal.status, refusal.reason), (status, reason), "{activity}");
}

fn refused_text(text: &[u8], reason: &str) {
    let refusal = Request::with_body(text)
        .verify()
        .expect_err(&String::from_utf8_lossy(text));
    assert_eq!(
        (refusal.status, refusal.reason),
        (400, reason),
        "{}",
        String::from_utf8_lossy(text)
    );
}

fn taken(activity: &Value) {
    let verdict = Request::with_body(activity.to_string().as_bytes()).verify();
    assert!(verdict.is_ok(), "{activity}: {verdict:?}");
}

fn changed(name: &str, value: Value) -> Value {
    let mut activity = follow();
    activity[name] = value;
    activity
}

fn without(name: &str) -> Value {
    let mut activity = follow();
    activity.as_object_mut().unwrap().remove(name);
    activity
}

fn create(object: Value) -> Value {
    let mut activity = changed("object", object);
    activity["type"] = json!("Create");
    activity
}

#[test]
fn i01_an_activity_id_on_another_site_than_the_actor_is_refused() {
    refused(
        &changed("id", json!("https://gamma.example/ap/activities/9")),
        403,
        "id-origin",
    );
    for bad in [
        "https://beta.example:8443/1",
        "http://beta.example/1",
        "https://127.0.0.1/1",
        "https://[::1]/1",
        "https://beta.example./1",
        "https://u@beta.example/1",
    ] {
        refused(&changed("id", json!(bad)), 400, "id-form");
        refused(&changed("actor", json!(bad)), 400, "id-form");
    }
}

#[test]
fn i02_an_id_that_is_missing_relative_too_long_or_ours_is_refused() {
    refused(&without("id"), 400, "field-invalid");
    for bad in ["", "/ap/activities/9", "javascript:alert(1)"] {
        refused(&changed("id", json!(bad)), 400, "id-form");
    }
    refused(
        &changed("id", json!(format!("https://beta.example/{}", "x".repeat(10_240)))),
        400,
        "id-form",
    );
    refused(
        &changed("id", json!("https://alpha.example/ap/activities/9")),
        403,
        "id-origin",
    );
}

#[test]
fn an_activity_may_have_a_fragment_in_its_id_and_nothing_else_may() {
    taken(&changed("id", json!("https://beta.example/ap/orgs/7#follows/1")));
    refused(&changed("actor", json!(format!("{ACTOR}#main-key"))), 400, "id-form");
    let note = json!({"id": "https://beta.example/ap/notes/1#a", "type": "Note", "attributedTo": ACTOR});
    refused(&create(note), 400, "id-form");
}

#[test]
fn i02_nobody_outside_speaks_for_our_site() {
    let ours = "https://alpha.example/ap/orgs/1";
    let mut activity = changed("id", json!("https://alpha.example/ap/activities/9"));
    activity["actor"] = json!(ours);
    let request = Request::signed(
        SignatureKind::Cavage,
        "POST",
        INBOX,
        Some(activity.to_string().as_bytes()),
        ours,
    );
    request.is_refused(403, "id-origin");
}

#[test]
fn i03_what_is_created_must_be_the_actors_own() {
    let note = json!({"id": "https://beta.example/ap/notes/1", "type": "Note", "attributedTo": ACTOR});
    let with = |name: &str, value: Value| {
        let mut note = note.clone();
        note[name] = value;
        create(note)
    };
    taken(&create(note.clone()));
    taken(&create(json!("https://beta.example/ap/notes/1")));
    refused(&with("attributedTo", json!(NEIGHBOUR)), 403, "actor-mismatch");
    refused(&with("attributedTo", json!(OUTSIDER)), 403, "actor-mismatch");
    refused(
        &with("attributedTo", json!([ACTOR, NEIGHBOUR])),
        400,
        "attributed-array",
    );
    refused(&with("attributedTo", Value::Null), 400, "field-invalid");
    refused(&with("id", Value::Null), 400, "field-invalid");
    refused(&with("type", json!(["Note"])), 400, "type-array");
    refused(&with("id", json!("https://gamma.example/ap/notes/1")), 403, "id-origin");
    refused(&with("id", json!("https://alpha.example/ap/notes/1")), 403, "id-origin");
}

#[test]
fn i05_an_update_of_another_sites_object_is_refused_and_of_the_actor_itself_is_not() {
    let update = |object: Value| {
        let mut activity = create(object);
        activity["type"] = json!("Update");
        activity
    };
    taken(&update(json!({"id": ACTOR, "type": "Organization"})));
    refused(
        &update(json!({"id": NEIGHBOUR, "type": "Organization"})),
        400,
        "field-invalid",
    );
    refused(
        &update(json!({"id": OUTSIDER, "type": "Organization"})),
        403,
        "id-origin",
    );
}

#[test]
fn i11_contexts_that_change_what_we_read_are_refused() {
    for (name, value) in [
        ("@context", json!({"actor": "https://gamma.example#x"})),
        (
            "@context",
            json!(["https://www.w3.org/ns/activitystreams", {"object": "as:target"}]),
        ),
        ("@id", json!("https://beta.example/other")),
        ("@type", json!("Undo")),
        ("@graph", json!([])),
        ("as:actor", json!(OUTSIDER)),
        (
            "object",
            json!({"id": "https://alpha.example/1", "@context": {"id": "as:url"}}),
        ),
    ] {
        refused(&changed(name, value), 400, "context-redefined");
    }
    refused(&json!([follow()]), 400, "json");
    taken(&changed(
        "@context",
        json!(["https://www.w3.org/ns/activitystreams", "https://other.example/ns"]),
    ));
}

#[test]
fn i12_a_member_twice_is_refused_at_every_level() {
    let text = follow().to_string();
    for (from, to) in [
        ("{\"@context\"", "{\"type\":\"Follow\",\"@context\""),
        ("{\"@context\"", "{\"typ\\u0065\":\"Follow\",\"@context\""),
        ("\"object\":", "\"proof\":{\"a\":1,\"a\":1},\"object\":"),
        ("\"https://alpha.example/ap/orgs/1\"", "{\"id\":\"x\",\"id\":\"x\"}"),
    ] {
        refused_text(text.replacen(from, to, 1).as_bytes(), "duplicate-member");
    }
}

#[test]
fn i13_what_is_too_deep_too_wide_or_of_another_kind_is_refused() {
    refused_text("[".repeat(100_000).as_bytes(), "json-size");
    let wide: serde_json::Map<String, Value> = (0..10_000).map(|n| (n.to_string(), json!(n))).collect();
    refused(&changed("x", Value::Object(wide)), 400, "json-size");
    for levels in [32, 128] {
        let nested = (0..levels).fold(json!(1), |inner, _| json!([inner]));
        refused(&changed("x", nested), 400, "json-size");
    }
    for bad in [Value::Null, json!(1), json!(true), json!({"id": ACTOR})] {
        refused(&changed("type", bad.clone()), 400, "field-invalid");
        refused(&changed("actor", bad), 400, "field-invalid");
    }
    refused(&changed("type", json!(["Follow"])), 400, "type-array");
    refused(&changed("actor", json!([ACTOR])), 400, "field-invalid");
    for bad in [Value::Null, json!(1), json!(["https://alpha.example/ap/orgs/1"])] {
        refused(&changed("object", bad), 400, "field-invalid");
    }
    for name in ["type", "actor", "object"] {
        refused(&without(name), 400, "field-invalid");
    }
}

#[test]
fn i13_a_signed_part_may_be_16_levels_deep() {
    let nested = |levels| (0..levels).fold(json!(1), |inner, _| json!([inner]));
    taken(&changed("x", json!({"proof": {}, "y": nested(15)})));
    refused(&changed("x", json!({"proof": {}, "y": nested(16)})), 400, "json-size");
}

#[test]
fn i14_a_body_over_the_limit_or_of_another_length_is_refused() {
    let mut activity = follow();
    let room = MOST_BODY - follow().to_string().len() - ",\"x\":\"\"".len();
    activity["x"] = json!("x".repeat(room));
    taken(&activity);
    activity["x"] = json!("x".repeat(room + 1));
    refused(&activity, 413, "body-size");
    for length in ["1", "100000", "-1", "", "0x10", "99999999999999999999999"] {
        Request::post(SignatureKind::Cavage, &follow())
            .push("Content-Length", length)
            .is_refused(400, "http-framing");
    }
}

#[test]
fn i16_an_encoded_body_or_another_type_is_refused() {
    for encoding in ["gzip", "br", "identity", ""] {
        let request = Request::post(SignatureKind::Cavage, &follow()).push("Content-Encoding", encoding);
        request.is_refused(415, "content-type");
    }
    for kind in [
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=a",
        "application/ld+json",
        "",
    ] {
        let request = Request::post(SignatureKind::Rfc9421Rsa, &follow()).set("Content-Type", kind);
        request.is_refused(415, "content-type");
    }
    Request::post(SignatureKind::Rfc9421Rsa, &follow())
        .without("Content-Type")
        .is_refused(415, "content-type");
}

#[test]
fn i17_text_that_is_not_plain_utf_8_is_refused() {
    let text = follow().to_string();
    refused_text(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), "json");
    refused_text(text.replacen("Follow", "Fo\u{0}llow", 1).as_bytes(), "json");
    refused_text(text.replacen("Follow", "Fo\\u0000llow", 1).as_bytes(), "json");
    refused_text(text.replacen("Follow", "Fo\\ud800llow", 1).as_bytes(), "json");
    refused_text(&[text.as_bytes(), b"\xff"].concat(), "json");
    refused_text(&[text.as_bytes(), b"{}"].concat(), "json");
    refused_text(b"", "json");
}

#[test]
fn i18_numbers_that_readers_print_differently_are_refused_in_anything_signed() {
    for number in ["1e400", "-0", "9007199254740993", "1.0", "1e3"] {
        let proof = format!("\"proof\":{{}},\"n\":{number},\"object\":");
        refused_text(
            follow().to_string().replacen("\"object\":", &proof, 1).as_bytes(),
            "number-range",
        );
        let embedded = format!("{{\"proof\":{{}},\"n\":{number}}}");
        let text = follow()
            .to_string()
            .replacen("\"https://alpha.example/ap/orgs/1\"", &embedded, 1);
        refused_text(text.as_bytes(), "number-range");
    }
    taken(&changed("latitude", json!(1.5)));
}

#[test]
fn i19_unknown_types_and_members_are_taken_as_they_are() {
    taken(&changed("type", json!("https://other.example/ns#Wave")));
    let activity = changed("x:unknown", json!({"a": [1, 2.5, null]}));
    let verified = Request::with_body(activity.to_string().as_bytes()).verify().unwrap();
    assert_eq!(verified.bytes(), activity.to_string().as_bytes());
}

#[test]
fn i20_a_move_of_another_actor_is_refused() {
    let mut activity = changed("type", json!("Move"));
    activity["object"] = json!(NEIGHBOUR);
    refused(&activity, 403, "actor-mismatch");
    activity["object"] = json!([ACTOR]);
    refused(&activity, 400, "field-invalid");
    activity["object"] = json!(ACTOR);
    taken(&activity);
}

#[test]
fn the_signer_of_a_feature_request_without_actor_counts_as_its_actor() {
    let mut activity = without("actor");
    activity["type"] = json!("FeatureRequest");

    let request = Request::post(SignatureKind::Cavage, &activity);

    assert_eq!(request.check().unwrap().claimed_actor(), None);
    assert_eq!(request.verify().unwrap().actor().as_str(), ACTOR);
    activity["id"] = json!("https://gamma.example/1");
    refused(&activity, 403, "id-origin");
}
