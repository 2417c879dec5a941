use chrono::{DateTime, Utc};
use domain::{
    ids::OrganisationId,
    organisation::{Handle, Moves, Organisation, Profile},
    text::Language,
    vocabulary::{Country, OrganisationType},
};
use evidence::{
    documents::recovery_key_id,
    origin::{Id, IdPolicy},
};
use serde_json::{Value, json};

use super::*;
use crate::{picture::Picture, urls::NodeUrls};

fn vector(name: &str) -> Value {
    let path = format!("{}/../../tests/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn urls() -> NodeUrls {
    NodeUrls::new("https", "beta.example")
}

fn keys(actor: &str, vector: &Value) -> PublicKeys {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    PublicKeys::first(
        actor,
        text(&vector["publicKey"]["publicKeyPem"]),
        text(&vector["assertionMethod"][0]["publicKeyMultibase"]),
    )
}

fn bwire() -> Organisation {
    let created: DateTime<Utc> = "2026-10-01T00:00:00Z".parse().unwrap();
    Organisation {
        id: OrganisationId::new(created, [7; 10]),
        handle: Handle::parse("bwireh2o").unwrap(),
        profile: Profile {
            name: "Bwire Water Trust".to_owned(),
            name_latin: None,
            country: Country::parse("KE").unwrap(),
            kind: OrganisationType::parse("ngo-national").unwrap(),
            language: Language::parse("en").unwrap(),
            about: "Community water points in western Kenya.".to_owned(),
            website: Some("https://www.beta.example/".to_owned()),
            logo: None,
            approves_followers: false,
            shows_followers: true,
        },
        moves: Moves::default(),
        created_at: created,
        updated_at: created,
    }
}

fn built() -> Value {
    let logo = Picture {
        url: "https://beta.example/media/logo.png".to_owned(),
        media_type: "image/png".to_owned(),
        width: 400,
        height: 400,
        alt: "Logo of Bwire Water Trust".to_owned(),
    };
    organisation(
        &bwire(),
        &keys(&urls().organisation(bwire().id), &vector("actors/organization-b.json")),
        &urls(),
        Some(&logo),
        &[MemberOf {
            network: "Safe Water Network".to_owned(),
            page: "https://net.example/networks/safewater/bwireh2o".to_owned(),
        }],
    )
}

/// Every member of `expected` is in `given` with the same value.
fn assert_members(given: &Value, expected: &Value) {
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(given.get(name), Some(value), "member {name}");
    }
}

#[test]
fn pa1_an_organisation_is_written_as_in_the_vector() {
    // Ids differ: ours are UUIDs.
    let id = urls().organisation(bwire().id);
    let mut expected: Value = serde_json::from_str(
        &vector("actors/organization-b.json")
            .to_string()
            .replace("https://beta.example/ap/orgs/7", &id),
    )
    .unwrap();
    let later = "bandung:endorsementsGiven";
    expected.as_object_mut().unwrap().remove(later);
    expected["@context"][5].as_object_mut().unwrap().remove(later);
    let given = built();
    assert_members(&given, &expected);
    let more: Vec<&String> = given
        .as_object()
        .unwrap()
        .keys()
        .filter(|name| expected.get(*name).is_none())
        .collect();
    assert_eq!(more, ["bandung:language"]);
}

#[test]
fn pa2_the_instance_actor_is_written_as_in_the_vector() {
    let expected = vector("actors/instance-b.json");
    let services = crate::services::Services::read(&expected, "https://beta.example");
    assert_eq!(
        instance(
            "beta.example",
            &keys("https://beta.example/ap/actor", &expected),
            &services,
            &urls()
        ),
        expected
    );
}

#[test]
fn pk13_pk14_after_a_rotation_the_new_keys_come_first_as_in_the_vector() {
    let id = urls().organisation(bwire().id);
    let text = vector("keys/organization-b-after-rotation.json").to_string();
    let expected: Value = serde_json::from_str(&text.replace("https://beta.example/ap/orgs/7", &id)).unwrap();
    let shown = |name: &str, text: &Value| ShownKey {
        id: format!("{id}#{name}"),
        text: text.as_str().unwrap().to_owned(),
        expires: None,
        revoked: None,
    };
    let listed = &expected["assertionMethod"];
    let new = shown("ed25519-key-2", &listed[0]["publicKeyMultibase"]);
    let old = ShownKey {
        expires: Some("2026-12-01T07:00:00Z".parse().unwrap()),
        ..shown("ed25519-key", &listed[1]["publicKeyMultibase"])
    };
    let pem = &expected["publicKey"]["publicKeyPem"];
    let keys = PublicKeys {
        rsa: vec![shown("main-key-2", pem), shown("main-key", pem)],
        ed25519: vec![new.clone(), old],
        recovery: Some(new.text),
    };
    let given = organisation(&bwire(), &keys, &urls(), None, &[]);
    assert_eq!(&given["assertionMethod"], listed);
    let ids: Vec<&Value> = given["publicKey"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| &key["id"])
        .collect();
    assert_eq!(
        ids,
        [&json!(format!("{id}#main-key-2")), &json!(format!("{id}#main-key"))]
    );
    let read = RemoteActor::read(&given, &IdPolicy::default()).unwrap();
    assert_eq!(
        (read.public_keys.len(), read.multikeys.len(), read.key_set().len()),
        (2, 2, 5)
    );
    let recovery = Id::parse_key(&recovery_key_id(&id), &IdPolicy::default()).unwrap();
    assert!(read.proof_key(&recovery).unwrap().recovery && read.key(&recovery, bwire().created_at).is_none());
}

#[test]
fn an_organisation_of_ours_is_read_back() {
    let actor = RemoteActor::read(&built(), &IdPolicy::default()).unwrap();
    assert_eq!(actor.kind, ActorKind::Organization);
    assert_eq!(actor.handle(), "bwireh2o@beta.example");
    assert_eq!(actor.name, "Bwire Water Trust");
    assert_eq!(actor.summary_html, "<p>Community water points in western Kenya.</p>");
    assert_eq!((actor.public_keys.len(), actor.multikeys.len()), (1, 1));
    assert!(actor.implements_node && actor.discoverable && !actor.manually_approves);
    assert_eq!(actor.general_inbox().as_str(), "https://beta.example/ap/inbox");
    assert_eq!(
        actor.instance.as_ref().unwrap().as_str(),
        "https://beta.example/ap/actor"
    );
    let key = Id::parse_key(&format!("{}#ed25519-key", actor.id.as_str()), &IdPolicy::default()).unwrap();
    assert_eq!(actor.key(&key, bwire().created_at).unwrap().owner, actor.id);
}

#[test]
fn actors_of_the_vectors_are_read() {
    for name in [
        "organization-a",
        "organization-b",
        "organization-c",
        "group",
        "instance-a",
        "instance-b",
    ] {
        let actor = RemoteActor::read(&vector(&format!("actors/{name}.json")), &IdPolicy::default()).unwrap();
        assert!(actor.implements_node, "{name}");
        assert_eq!((actor.public_keys.len(), actor.multikeys.len()), (1, 1), "{name}");
    }
    let noor = RemoteActor::read(&vector("fediverse/mastodon-actor.json"), &IdPolicy::default()).unwrap();
    assert_eq!(
        (noor.kind, noor.implements_node, noor.url.as_str()),
        (ActorKind::Person, false, "https://social.example/@noor")
    );
    let rotated = RemoteActor::read(&vector("keys/organization-b-after-rotation.json"), &IdPolicy::default()).unwrap();
    assert_eq!(rotated.multikeys.len(), 2);
    assert!(rotated.multikeys.iter().any(|key| key.expires.is_some()));
}

fn refused(change: impl Fn(&mut Value)) -> &'static str {
    let mut document = vector("fediverse/mastodon-actor.json");
    change(&mut document);
    RemoteActor::read(&document, &IdPolicy::default()).unwrap_err().reason
}

#[test]
fn f10_an_actor_whose_addresses_are_elsewhere_is_refused() {
    for member in ["inbox", "outbox", "followers"] {
        assert_eq!(
            refused(|a| a[member] = json!("https://evil.example/x")),
            "id-origin",
            "{member}"
        );
    }
    assert_eq!(
        refused(|a| a["endpoints"]["sharedInbox"] = json!("https://evil.example/x")),
        "id-origin"
    );
    assert_eq!(
        refused(|a| a["publicKey"]["id"] = json!("https://evil.example/x#k")),
        "id-origin"
    );
    assert_eq!(
        refused(|a| a["publicKey"]["owner"] = json!("https://social.example/users/other")),
        "key-owner"
    );
    assert_eq!(
        refused(|a| a["inbox"] = json!("https://social.example:8443/inbox")),
        "field-invalid"
    );
    assert_eq!(
        refused(|a| a["assertionMethod"] = json!([{"id": "https://evil.example/x#k", "type": "Multikey"}])),
        "id-origin"
    );
}

#[test]
fn what_is_no_actor_is_refused() {
    assert_eq!(refused(|a| a["type"] = json!("Note")), "field-invalid");
    assert_eq!(refused(|a| a["type"] = json!(["Person"])), "type-array");
    assert_eq!(refused(|a| a["inbox"] = Value::Null), "field-invalid");
    assert_eq!(refused(|a| a["id"] = json!("/users/noor")), "field-invalid");
    assert_eq!(refused(|a| a["preferredUsername"] = json!("a b")), "field-invalid");
    assert_eq!(refused(|a| a["name"] = json!("x\u{202E}y")), "field-invalid");
    assert_eq!(refused(|a| a["summary"] = json!("<div>".repeat(257))), "field-invalid");
}

#[test]
fn addresses_on_which_nothing_rests_are_left_out_when_they_are_elsewhere() {
    let mut document = vector("fediverse/mastodon-actor.json");
    document["featured"] = json!("https://evil.example/featured");
    document["url"] = json!("https://evil.example/@noor");
    document["icon"] = json!({"type": "Image", "url": "javascript:x"});
    let actor = RemoteActor::read(&document, &IdPolicy::default()).unwrap();
    assert_eq!((actor.featured, actor.icon), (None, None));
    assert_eq!(actor.url, "https://social.example/users/noor");
}
