//! Items of pulled pages: the proof stands in for the HTTP signature.

use evidence::proof;

use super::*;
use crate::actor::{ListedKey, RemoteActor};

fn item(activity: &Value) -> String {
    proof::sign(
        activity,
        &format!("{}#ed25519-key", activity["actor"].as_str().unwrap()),
        &keys().ed25519,
        now(),
    )
    .unwrap()
    .to_string()
}

fn check(text: &str) -> Result<Verified<Value>, Refusal> {
    check_log_item(text.as_bytes(), &expect(), &|key_id| Some(keys().remote(key_id).into()))
}

#[test]
fn an_item_with_a_proof_by_its_actor_is_taken() {
    let text = item(&follow());

    let verified = check(&text).unwrap();

    assert_eq!((verified.actor().as_str(), verified.bytes()), (ACTOR, text.as_bytes()));
}

#[test]
fn an_item_without_a_proof_that_holds_is_refused() {
    let text = item(&follow());
    assert_eq!(check(&follow().to_string()), Err(Refusal::forbidden("proof-missing")));
    assert_eq!(
        check(&text.replacen("Follow", "Offer", 1)),
        Err(Refusal::forbidden("proof-invalid"))
    );
    assert_eq!(
        check(&text.replacen("assertionMethod", "authentication", 1)),
        Err(Refusal::forbidden("proof-purpose"))
    );
    let none = check_log_item(text.as_bytes(), &expect(), &|_| None);
    assert_eq!(none, Err(Refusal::forbidden("key-unknown")));
}

#[test]
fn a_proof_by_somebody_else_is_refused() {
    let sign = |key_id: &str| {
        proof::sign(&follow(), key_id, &keys().ed25519, now())
            .unwrap()
            .to_string()
    };
    assert_eq!(
        check(&sign(&format!("{NEIGHBOUR}#ed25519-key"))),
        Err(Refusal::forbidden("key-owner"))
    );
    assert_eq!(
        check(&sign(&format!("{OUTSIDER}#ed25519-key"))),
        Err(Refusal::forbidden("key-owner"))
    );
    assert_eq!(check(&sign("did:key:z6Mk")), Err(Refusal::forbidden("key-owner")));
    assert_eq!(
        check(&sign(&format!("{ACTOR}#main-key"))),
        Err(Refusal::forbidden("proof-invalid"))
    );
}

#[test]
fn items_are_held_to_the_rules_for_activities() {
    let mut activity = follow();
    activity["id"] = json!("https://gamma.example/1");
    assert_eq!(check(&item(&activity)), Err(Refusal::forbidden("id-origin")));
    activity["id"] = json!("http://beta.example/1");
    assert_eq!(check(&item(&activity)), Err(Refusal::invalid("id-form")));
    let text = item(&follow()).replacen('{', "{\"type\":\"Follow\",", 1);
    assert_eq!(check(&text), Err(Refusal::invalid("duplicate-member")));
    assert_eq!(check(&"x".repeat(MOST_BODY + 1)), Err(Refusal::new(413, "body-size")));
    let mut request = follow();
    request["type"] = json!("FeatureRequest");
    let mut unnamed: Value = serde_json::from_str(&item(&request)).unwrap();
    unnamed.as_object_mut().unwrap().remove("actor");
    assert_eq!(check(&unnamed.to_string()), Err(Refusal::invalid("field-invalid")));
}

fn with_end(key_id: &Id, end: impl FnOnce(&mut ListedKey)) -> Option<ListedKey> {
    let mut key = ListedKey::from(keys().remote(key_id));
    end(&mut key);
    Some(key)
}

#[test]
fn pk8_a_proof_from_before_the_end_of_its_key_is_taken_and_a_later_one_refused() {
    let text = item(&follow());
    for second in [0, -1] {
        let end = now() + Duration::seconds(second);
        let expired = check_log_item(text.as_bytes(), &expect(), &|id| {
            with_end(id, |key| key.expires = Some(end))
        });
        assert_eq!(expired, Err(Refusal::forbidden("key-expired")));
        let revoked = check_log_item(text.as_bytes(), &expect(), &|id| {
            with_end(id, |key| key.revoked = Some(end))
        });
        assert_eq!(revoked, Err(Refusal::forbidden("key-expired")));
    }
    let end = now() + Duration::seconds(1);
    let before = check_log_item(text.as_bytes(), &expect(), &|id| {
        with_end(id, |key| key.expires = Some(end))
    });
    assert!(before.is_ok());
}

#[test]
fn pk15_the_recovery_key_speaks_only_for_an_update_of_its_owner() {
    let recovery = |text: &str| {
        check_log_item(text.as_bytes(), &expect(), &|id| {
            with_end(id, |key| key.recovery = true)
        })
    };
    assert_eq!(recovery(&item(&follow())), Err(Refusal::forbidden("key-owner")));
    let mut update = follow();
    update["type"] = json!("Update");
    update["object"] = json!({"id": ACTOR, "type": "Organization"});
    assert!(recovery(&item(&update)).is_ok());
}

fn vector(name: &str) -> Value {
    let path = format!("{}/../../tests/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn pk14_the_rotation_of_the_vectors_is_taken_by_the_old_key_and_its_forgeries_are_refused() {
    let before = RemoteActor::read(&vector("actors/organization-b.json"), &IdPolicy::default()).unwrap();
    let verdict = |name: &str| {
        let text = vector(name).to_string();
        check_log_item(text.as_bytes(), &expect(), &|id| before.proof_key(id)).map_err(|refusal| refusal.reason)
    };
    assert_eq!(verdict("keys/rotation-update.json").unwrap().actor(), &before.id);
    let manifest = vector("manifest.json");
    let forged = manifest["files"].as_array().unwrap().iter();
    let mut seen = 0;
    for row in forged.filter(|row| row["kind"] == "key-rotation" && row["expect"] == "refuse") {
        let reason = verdict(row["file"].as_str().unwrap()).unwrap_err();
        assert_eq!(reason, row["reason"].as_str().unwrap(), "{}", row["file"]);
        seen += 1;
    }
    assert_eq!(seen, 4);
}

#[test]
fn pk8_what_the_old_key_of_the_vectors_signs_after_its_end_is_refused() {
    let after = RemoteActor::read(&vector("keys/organization-b-after-rotation.json"), &IdPolicy::default()).unwrap();
    let old = after.multikeys.iter().find(|key| key.expires.is_some()).unwrap();
    let late: DateTime<Utc> = "2026-12-15T09:00:00Z".parse().unwrap();
    assert!(!old.holds_at(late) && old.holds_at("2026-12-01T06:59:59Z".parse().unwrap()));
    assert!(after.key(&old.key.id, late).is_none() && after.proof_key(&old.key.id).is_some());
}

#[test]
fn the_page_of_the_vectors_is_taken_item_by_item() {
    let page: Value = serde_json::from_str(include_str!("../../../../../tests/vectors/catch-up/page.json")).unwrap();
    let file: Value = serde_json::from_str(include_str!("../../../../../tests/vectors/keys.json")).unwrap();
    let names: Vec<&String> = file["actors"].as_object().unwrap().keys().collect();
    let key = |key_id: &Id| {
        let owner = key_id.without_fragment();
        let name = names
            .iter()
            .find(|name| file["actors"][name.as_str()] == owner.as_str())?;
        let key = PublicKey::from_multikey(file["multikey"][name.as_str()].as_str()?).ok()?;
        let key = RemoteKey {
            id: key_id.clone(),
            owner,
            key,
        };
        Some(ListedKey::from(key))
    };
    let items = page["items"].as_array().unwrap();
    assert!(!items.is_empty());
    for item in items {
        let text = item["activity"].as_str().unwrap();
        let verdict = check_log_item(text.as_bytes(), &expect(), &key);
        assert_eq!(verdict.unwrap().bytes(), text.as_bytes());
    }
}
