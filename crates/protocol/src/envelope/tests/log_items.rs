//! Items of pulled pages: the proof stands in for the HTTP signature.

use evidence::proof;

use super::*;

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
    check_log_item(text.as_bytes(), &expect(), &|key_id| Some(keys().remote(key_id)))
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
        Some(RemoteKey {
            id: key_id.clone(),
            owner,
            key,
        })
    };
    let items = page["items"].as_array().unwrap();
    assert!(!items.is_empty());
    for item in items {
        let text = item["activity"].as_str().unwrap();
        let verdict = check_log_item(text.as_bytes(), &expect(), &key);
        assert_eq!(verdict.unwrap().bytes(), text.as_bytes());
    }
}
