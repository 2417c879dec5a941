//! Proofs that do not hold, and documents that say something else (E01, E02, EN2, EN3).

use evidence::{keys::Ed25519Key, proof};
use operations::Receipt;
use serde_json::{Value, json};

use super::World;
use crate::{draft, peer::Peer, refusal, text::Text};

#[tokio::test]
async fn e01_without_a_proof_it_is_refused() {
    let world = World::new().await;
    let bare = world.beta.endorses(&world.text, 1, world.node.now());
    world.refuses(&bare, &["proof-missing"]).await;
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn e01_by_another_key_under_the_name_of_its_own_it_is_refused() {
    let world = World::new().await;
    let bare = world.beta.endorses(&world.text, 1, world.node.now());
    let key = Ed25519Key::from_seed(&[9; 32]).unwrap();
    let method = format!("{}#ed25519-key", world.beta.id);
    let forged = proof::sign(&bare, &method, &key, world.node.now()).unwrap();
    world.refuses(&forged, &["proof-invalid"]).await;
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn e01_by_the_key_of_somebody_else_it_is_refused() {
    let world = World::new().await;
    let bare = world.beta.endorses(&world.text, 1, world.node.now());
    let gamma = Peer::new("gamma.example", "g");
    world.node.meet(&gamma).await;
    world
        .refuses(&gamma.prove(&bare, world.node.now()), &["key-owner"])
        .await;
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn e01_by_a_key_that_the_endorser_does_not_list_it_is_refused() {
    let world = World::new().await;
    let bare = world.beta.endorses(&world.text, 1, world.node.now());
    let key = Ed25519Key::from_seed(&[9; 32]).unwrap();
    let forged = proof::sign(&bare, &format!("{}#other-key", world.beta.id), &key, world.node.now()).unwrap();
    world.refuses(&forged, &["key-unknown"]).await;
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn e02_of_another_declaration_it_is_refused() {
    let world = World::new().await;
    let other = world.node.open(draft("Wine")).await;
    let other = Text {
        object: other.object.clone(),
        digest: world.node.digest_of(&other).await,
        revision: 1,
    };
    let signed = world.beta.signs(&other, 1, world.node.now());
    world.refuses(&signed, &["target-mismatch"]).await;
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn e02_of_another_digest_or_revision_it_is_refused() {
    let world = World::new().await;
    for (changed, reason) in [
        (
            Text {
                digest: "zQmQAW95ncyuzKVjAdeVkxyU3hExFm7SdXXgbVTQsd2N9Ho".to_owned(),
                ..world.text.clone()
            },
            "digest-mismatch",
        ),
        (
            Text {
                revision: 2,
                ..world.text.clone()
            },
            "revision-mismatch",
        ),
    ] {
        let signed = world.beta.signs(&changed, 1, world.node.now());
        world.refuses(&signed, &[reason]).await;
    }
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn en2_a_network_that_the_declaration_has_not_is_refused() {
    let world = World::new().await;
    let mut other = world.beta.endorses(&world.text, 1, world.node.now());
    other["bandung:network"] = json!("https://net.example/ap/networks/1");
    world
        .refuses(&world.beta.prove(&other, world.node.now()), &["network-mismatch"])
        .await;
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn en2_each_member_changed_after_signing_is_refused() {
    let world = World::new().await;
    let signed = world.signed(1);
    for name in signed.as_object().unwrap().keys().filter(|name| *name != "proof") {
        let mut changed = signed.clone();
        changed[name] = match &signed[name] {
            Value::Number(number) => json!(number.as_i64().unwrap() + 1),
            Value::String(text) => json!(format!("{text}x")),
            Value::Array(_) => json!(["https://www.w3.org/ns/activitystreams"]),
            _ => json!({"bandung:kind": "individual"}),
        };
        let rows = world.node.rows().await;
        if name == "type" {
            assert_eq!(
                world.offer(&changed).await.unwrap(),
                Receipt::Ignored,
                "an offer of something else"
            );
            continue;
        }
        let (status, reason) = refusal(world.offer(&changed).await);
        assert!([400, 403].contains(&status), "{name}: {reason}");
        assert_eq!(world.node.rows().await, rows, "{name}");
    }
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn en2_a_proof_of_another_form_is_refused() {
    let world = World::new().await;
    let signed = world.signed(1);
    let change = |change: fn(&mut Value)| {
        let mut changed = signed.clone();
        change(&mut changed["proof"]);
        changed
    };
    for (changed, reason) in [
        (
            change(|proof| proof["cryptosuite"] = json!("eddsa-rdfc-2022")),
            "proof-suite",
        ),
        (
            change(|proof| proof["proofPurpose"] = json!("authentication")),
            "proof-purpose",
        ),
        (
            change(|proof| proof["created"] = json!("2027-01-15T08:00:00.5Z")),
            "proof-created",
        ),
        (
            change(|proof| proof["created"] = json!("2027-01-15T08:00:00+00:00")),
            "proof-created",
        ),
        (
            change(|proof| proof["expires"] = json!("2028-01-15T08:00:00Z")),
            "proof-option",
        ),
        (
            change(|proof| proof["@context"] = json!("https://www.w3.org/ns/activitystreams")),
            "proof-context",
        ),
        (
            change(|proof| *proof = json!([proof.clone(), proof.clone()])),
            "proof-multiple",
        ),
        (change(|proof| proof["proofValue"] = json!("z3")), "proof-encoding"),
    ] {
        world.refuses(&changed, &[reason]).await;
    }
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn en3_signer_author_subject_and_target_are_one_and_the_note_is_on_its_origin() {
    let world = World::new().await;
    let (node, beta) = (&world.node, &world.beta);
    let gamma = Peer::new("gamma.example", "g");
    node.meet(&gamma).await;
    let signed = world.signed(1);
    let rows = node.rows().await;
    let mut cases = Vec::new();

    let mut subject = beta.endorses(&world.text, 1, node.now());
    subject["subject"] = json!(gamma.id);
    cases.push((
        "the subject is another one",
        beta,
        beta.offers(&beta.prove(&subject, node.now()), &world.text),
    ));
    cases.push(("offered by somebody else", &gamma, gamma.offers(&signed, &world.text)));
    let mut author = gamma.endorses(&world.text, 1, node.now());
    author["attributedTo"] = json!(beta.id);
    cases.push((
        "of another author",
        &gamma,
        gamma.offers(&gamma.prove(&author, node.now()), &world.text),
    ));
    let mut note = beta.offers(&signed, &world.text);
    note["instrument"] = json!("https://gamma.example/notes/1");
    cases.push(("the note is elsewhere", beta, note));
    let mut target = beta.offers(&signed, &world.text);
    target["target"] = json!("https://water.example/ap/articles/none");
    cases.push(("another target", beta, target));
    let mut by_id = beta.offers(&signed, &world.text);
    by_id["object"] = signed["id"].clone();
    cases.push(("not embedded", beta, by_id));
    let mut recorded = beta.endorses(&world.text, 1, node.now());
    recorded["bandung:channel"] = json!("paper");
    recorded["bandung:check"] = json!("paper");
    recorded["bandung:visibility"] = json!("public");
    cases.push((
        "a recorded one",
        beta,
        beta.offers(&beta.prove(&recorded, node.now()), &world.text),
    ));
    for (what, peer, offer) in cases {
        let (status, reason) = refusal(node.take(peer, &offer).await);
        assert!([400, 403].contains(&status), "{what}: {status} {reason}");
        assert_eq!(node.rows().await, rows, "{what}: nothing is stored");
    }
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn en3_missing_not_opened_yet_and_somebody_elses_are_one_answer() {
    let world = World::new().await;
    let node = &world.node;
    let begun = node
        .start_declaration(&node.owner, node.water, draft("Later"))
        .await
        .unwrap();
    let unopened = storage::declarations::get(&node.db(), begun.id)
        .await
        .unwrap()
        .unwrap()
        .object;
    let mut answers = Vec::new();
    for object in [
        unopened,
        "https://water.example/ap/articles/none".to_owned(),
        "https://other.example/1".to_owned(),
    ] {
        let text = Text {
            object,
            ..world.text.clone()
        };
        let signed = world.beta.signs(&text, 1, node.now());
        answers.push(refusal(
            node.take(&world.beta, &world.beta.offers(&signed, &text)).await,
        ));
    }
    assert_eq!(answers, [(403, "not-open"); 3]);
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn en3_what_comes_from_a_suspended_host_leaves_nothing() {
    let world = World::new().await;
    let node = &world.node;
    node.block_host(
        &node.operator,
        "beta.example",
        Some(domain::policy::Severity::Suspend),
        "spam",
    )
    .await
    .unwrap();
    let rows = node.rows().await;
    let offer = world.beta.offers(&world.signed(1), &world.text);
    assert!(node.take(&world.beta, &offer).await.is_err() || node.counted(&world.card).await == 0);
    assert_eq!((node.rows().await, node.counted(&world.card).await), (rows, 0));
}
