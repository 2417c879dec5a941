//! The node hosts a declaration, and other servers offer their endorsements (PROTOCOL 10.3 to 10.7, EN2 to EN4, EN6).

use chrono::TimeDelta;
use domain::{
    declaration::{Approval, Approver, DeclarationDraft},
    endorsement::Status,
};
use evidence::{
    keys::Ed25519Key,
    origin::{Id, IdPolicy},
    proof,
};
use operations::{Receipt, view::declarations::DeclarationCard};
use protocol::envelope::{Expect, RemoteKey, check_log_item};
use serde_json::{Value, json};

use super::{Node, draft, node, peer::Peer, refusal, text::Text};

/// A node with an open declaration, and a peer that it knows.
struct World {
    node: Node,
    card: DeclarationCard,
    text: Text,
    beta: Peer,
}

impl World {
    async fn new() -> Self {
        Self::of(draft("Water")).await
    }

    async fn of(draft: DeclarationDraft) -> Self {
        let node = node().await;
        let card = node.open(draft).await;
        let beta = Peer::new("beta.example", "b");
        node.meet(&beta).await;
        let text = Text {
            object: card.object.clone(),
            digest: node.digest_of(&card).await,
            revision: 1,
        };
        Self { node, card, text, beta }
    }

    fn signed(&self, sequence: i64) -> Value {
        self.beta.signs(&self.text, sequence, self.node.now())
    }

    async fn offer(&self, endorsement: &Value) -> Result<Receipt, operations::OperationError> {
        let offer = self.beta.offers(endorsement, &self.text);
        self.node.take(&self.beta, &offer).await
    }

    /// Offers a bad one: refused with 403 and one of the reasons, nothing stored (N); the genuine one is taken
    /// afterwards (K).
    async fn refuses(&self, endorsement: &Value, reasons: &[&str]) {
        let rows = self.node.rows().await;
        let (status, reason) = refusal(self.offer(endorsement).await);
        assert_eq!(status, 403, "{reason}");
        assert!(reasons.contains(&reason), "{reason} is not one of {reasons:?}");
        assert_eq!(self.node.rows().await, rows, "{reason}: nothing is stored");
        assert_eq!(self.node.counted(&self.card).await, 0);
    }

    async fn takes_the_genuine_one(&self) {
        assert_eq!(self.offer(&self.signed(1)).await.unwrap(), Receipt::Applied);
        assert_eq!(self.node.counted(&self.card).await, 1);
        self.node.assert_verifies(&self.card).await;
    }

    /// The newest answer: type, reason or nothing.
    async fn answer(&self) -> (String, Value) {
        let sent = self.node.all_sent().await;
        let answer = sent
            .into_iter()
            .rfind(|sent| sent["type"] == "Accept" || sent["type"] == "Reject")
            .unwrap();
        (
            answer["type"].as_str().unwrap().to_owned(),
            answer["bandung:reason"].clone(),
        )
    }
}

#[tokio::test]
async fn p20_a_sound_offer_is_logged_stamped_accepted_and_added_at_once() {
    let world = World::new().await;
    let signed = world.signed(1);
    let offer = world.beta.offers(&signed, &world.text);
    assert_eq!(world.node.take(&world.beta, &offer).await.unwrap(), Receipt::Applied);

    let accept = world.node.last_sent("Accept").await.unwrap();
    assert_eq!(
        (&accept["object"], &accept["to"]),
        (&offer["id"], &json!([world.beta.id]))
    );
    let stamp = world.node.served(accept["result"].as_str().unwrap()).await;
    assert_eq!(stamp["bandung:endorsement"], signed["id"]);
    assert_eq!(stamp["interactingObject"], offer["instrument"]);
    let add = world.node.last_sent("Add").await.unwrap();
    assert_eq!((&add["object"], &add["bandung:stamp"]), (&signed["id"], &stamp["id"]));
    assert_eq!(add["bandung:receipt"], stamp["bandung:receipt"]);
    assert_eq!(world.node.logged().await, ["open", "endorse"]);
    let events = world.node.log_events(super::LOG, None, 1).await.unwrap();
    assert_eq!(events["events"][0]["document"], signed, "byte for byte what was signed");
    assert_eq!(world.node.counted(&world.card).await, 1);
    world.node.assert_verifies(&world.card).await;
}

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

#[tokio::test]
async fn e04_a_second_one_while_one_stands_is_declined_as_a_duplicate_and_counts_once() {
    let world = World::new().await;
    let first = world.signed(1);
    world.offer(&first).await.unwrap();
    let second = world.signed(2);
    world.offer(&second).await.unwrap();
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("duplicate")));
    assert_eq!(world.node.counted(&world.card).await, 1);
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn pe1_the_same_offer_and_the_same_endorsement_again_give_the_same_answer() {
    let world = World::new().await;
    let signed = world.signed(1);
    let offer = world.beta.offers(&signed, &world.text);
    world.node.take(&world.beta, &offer).await.unwrap();
    let stamp = world.node.last_sent("Accept").await.unwrap()["result"].clone();
    assert_eq!(world.node.take(&world.beta, &offer).await.unwrap(), Receipt::Repeated);
    world.offer(&signed).await.unwrap();
    let accept = world.node.last_sent("Accept").await.unwrap();
    assert_eq!(accept["result"], stamp, "one stamp");
    assert_eq!(world.node.logged().await, ["open", "endorse"]);
    assert_eq!(world.node.counted(&world.card).await, 1);
}

/// Another domain of the same organisation: the same name in the same country.
async fn second_actor(world: &World, host: &str) -> (Peer, String) {
    let second = Peer::new(host, "b2");
    world.node.meet(&second).await;
    let mut alike = second.endorses(&world.text, 1, world.node.now());
    alike["id"] = json!(format!("https://{host}/endorsements/second"));
    alike["bandung:signatory"] = world.signed(1)["bandung:signatory"].clone();
    let alike = second.prove(&alike, world.node.now());
    let offer = second.offers(&alike, &world.text);
    world.node.take(&second, &offer).await.unwrap();
    (second, alike["id"].as_str().unwrap().to_owned())
}

async fn e04_by_another_actor(host: &str) {
    let world = World::new().await;
    world.offer(&world.signed(1)).await.unwrap();
    let (_, alike) = second_actor(&world, host).await;
    let row = world.node.by_object(&alike).await.unwrap();
    assert_eq!(
        row.status,
        Status::InReview,
        "a person looks: it may be the same organisation"
    );
    assert_eq!(world.node.counted(&world.card).await, 1, "not counted before");
    let first = world
        .node
        .by_object(world.signed(1)["id"].as_str().unwrap())
        .await
        .unwrap();
    world
        .node
        .merge_endorsement(&world.node.owner, row.id, first.id)
        .await
        .unwrap();
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("duplicate")));
    assert_eq!(world.node.counted(&world.card).await, 1);
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e04_one_organisation_by_a_second_domain_counts_once() {
    Box::pin(e04_by_another_actor("beta-circle.example")).await;
}

#[tokio::test]
async fn e04_one_organisation_by_a_second_actor_of_one_domain_counts_once() {
    Box::pin(e04_by_another_actor("beta.example")).await;
}

#[tokio::test]
async fn e04_one_organisation_hosted_here_and_on_its_own_node_counts_once() {
    let world = World::new().await;
    let node = &world.node;
    let (forest, owner) = node.other().await;
    let form = node.form(&world.card).await;
    let proof = node.proof_of(&owner).await;
    node.endorse(&owner, &proof, forest, world.card.id, form).await.unwrap();
    let mut alike = world.beta.endorses(&world.text, 1, node.now());
    alike["bandung:signatory"]["bandung:name"] = json!("FOREST");
    let alike = world.beta.prove(&alike, node.now());
    world.offer(&alike).await.unwrap();
    assert_eq!(node.status(alike["id"].as_str().unwrap()).await, Some(Status::InReview));
    assert_eq!(node.counted(&world.card).await, 1);
}

#[tokio::test]
async fn e04_a_person_of_the_host_may_say_that_two_of_one_name_are_two() {
    let world = World::new().await;
    world.offer(&world.signed(1)).await.unwrap();
    let (_, alike) = second_actor(&world, "gamma.example").await;
    let row = world.node.by_object(&alike).await.unwrap();
    world
        .node
        .confirm_endorsement(
            &world.node.owner,
            row.id,
            domain::endorsement::Check::OwnDomain,
            "two circles",
        )
        .await
        .unwrap();
    assert_eq!(world.node.counted(&world.card).await, 2);
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e04_an_actor_that_moved_counts_once() {
    let world = World::new().await;
    let node = &world.node;
    let old_id = world.beta.id.clone();
    let new = Peer::with("new.example", "b", |document| document["alsoKnownAs"] = json!([old_id]));
    let moved = Peer::with("beta.example", "b", |document| document["movedTo"] = json!(new.id));
    world.offer(&world.signed(1)).await.unwrap();
    node.meet(&new).await;
    node.meet(&moved).await;
    let again = new.signs(&world.text, 1, node.now());
    node.take(&new, &new.offers(&again, &world.text)).await.unwrap();
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("duplicate")));
    assert_eq!(node.counted(&world.card).await, 1);
    node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e05_endorsing_withdrawing_and_endorsing_anew_end_alike_in_every_order_with_repeats() {
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    for order in orders {
        let world = World::new().await;
        let (first, second) = (world.signed(1), world.signed(3));
        let said = [
            world.beta.offers(&first, &world.text),
            world.beta.withdraws(&first, 2, world.node.now()),
            world.beta.offers(&second, &world.text),
        ];
        for message in order {
            for _ in 0..2 {
                let _refused_or_taken = world.node.take(&world.beta, &said[message]).await;
            }
        }
        for message in order {
            let _repeated = world.node.take(&world.beta, &said[message]).await;
        }
        let stands = world.node.status(second["id"].as_str().unwrap()).await;
        assert_eq!(stands, Some(Status::Stamped), "{order:?}");
        let ended = world.node.status(first["id"].as_str().unwrap()).await;
        assert!(ended.is_none_or(|status| !status.is_counted()), "{order:?}: {ended:?}");
        assert_eq!(world.node.counted(&world.card).await, 1, "{order:?}");
        world.node.assert_verifies(&world.card).await;
    }
}

#[tokio::test]
async fn e05_a_withdrawal_that_was_lost_holds_the_next_one_back_until_it_comes() {
    let world = World::new().await;
    let (first, second) = (world.signed(1), world.signed(3));
    world.offer(&first).await.unwrap();
    assert_eq!(world.offer(&second).await.unwrap(), Receipt::Waiting);
    assert_eq!(world.node.counted(&world.card).await, 1);
    let withdraw = world.beta.withdraws(&first, 2, world.node.now());
    world.node.take(&world.beta, &withdraw).await.unwrap();
    assert_eq!(
        world.node.status(second["id"].as_str().unwrap()).await,
        Some(Status::Stamped)
    );
    assert_eq!(world.node.logged().await, ["open", "endorse", "withdraw", "endorse"]);
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn pe8_pe10_a_withdrawn_id_never_counts_again() {
    let world = World::new().await;
    let signed = world.signed(1);
    let withdraw = world.beta.withdraws(&signed, 2, world.node.now());
    world.node.take(&world.beta, &withdraw).await.unwrap();
    assert_eq!(refusal(world.offer(&signed).await), (403, "withdrawn"));
    assert_eq!(
        (world.node.counted(&world.card).await, world.node.logged().await.len()),
        (0, 1)
    );
}

#[tokio::test]
async fn pe9_two_documents_with_one_number_are_kept_as_evidence_and_neither_counts() {
    let world = World::new().await;
    world.offer(&world.signed(1)).await.unwrap();
    let mut other = world.beta.endorses(&world.text, 1, world.node.now());
    other["id"] = json!("https://beta.example/endorsements/other");
    other["bandung:language"] = json!("fr");
    let other = world.beta.prove(&other, world.node.now());
    assert_eq!(refusal(world.offer(&other).await), (403, "equivocation"));
    assert_eq!(world.node.counted(&world.card).await, 0);
    let kept = storage::testing::count_rows(&world.node.db(), &["evidence"])
        .await
        .unwrap();
    assert_eq!(kept, 2, "both are kept");
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e16_evidence_goes_with_the_endorsement_that_it_is_about() {
    let world = World::new().await;
    let first = world.signed(1);
    world.offer(&first).await.unwrap();
    let mut other = world.beta.endorses(&world.text, 1, world.node.now());
    other["id"] = json!("https://beta.example/endorsements/other");
    let other = world.beta.prove(&other, world.node.now());
    assert_eq!(refusal(world.offer(&other).await), (403, "equivocation"));

    world.node.take(&world.beta, &world.beta.erases(&first)).await.unwrap();
    let kept = storage::testing::count_rows(&world.node.db(), &["evidence"])
        .await
        .unwrap();
    assert_eq!(kept, 0, "both name who erased");
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e16_an_offer_that_waits_is_erased_and_never_comes_back() {
    let world = World::new().await;
    world.offer(&world.signed(1)).await.unwrap();
    // A second one waits until the first has ended.
    let second = world.signed(3);
    world.offer(&second).await.unwrap();
    let waiting = async || {
        storage::testing::count_rows(&world.node.db(), &["waiting"])
            .await
            .unwrap()
    };
    assert_eq!(waiting().await, 1);

    let gamma = Peer::new("gamma.example", "g");
    world.node.meet(&gamma).await;
    let mut by_gamma = gamma.activity("Delete", &json!({"id": second["id"], "type": "Tombstone"}));
    by_gamma["bandung:erase"] = json!(true);
    // Whatever is answered, it is not for gamma to erase.
    drop(world.node.take(&gamma, &by_gamma).await);
    assert_eq!(waiting().await, 1);

    world.node.take(&world.beta, &world.beta.erases(&second)).await.unwrap();
    assert_eq!(waiting().await, 0);
    assert_eq!(refusal(world.offer(&second).await), (403, "withdrawn"));
    assert_eq!(world.node.counted(&world.card).await, 1, "the first one stands");
}

#[tokio::test]
async fn e06_dated_before_opening_or_in_the_future_is_refused() {
    let world = World::new().await;
    for (at, reason) in [
        (world.node.now() - TimeDelta::hours(1), "not-open"),
        (world.node.now() + TimeDelta::hours(2), "future"),
    ] {
        let dated = world.beta.endorses(&world.text, 1, at);
        world
            .refuses(&world.beta.prove(&dated, world.node.now()), &[reason])
            .await;
    }
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn e06_after_closing_it_is_taken_and_declined_with_the_reason() {
    let world = World::of(DeclarationDraft {
        closes_at: "2027-01-20".to_owned(),
        ..draft("Water")
    })
    .await;
    world.node.pass(TimeDelta::days(10));
    assert_eq!(world.offer(&world.signed(1)).await.unwrap(), Receipt::Applied);
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("closed")));
    assert_eq!(
        (world.node.counted(&world.card).await, world.node.logged().await.len()),
        (0, 1)
    );
}

#[tokio::test]
async fn e06_dated_in_time_and_offered_after_closing_is_declined_too() {
    let world = World::of(DeclarationDraft {
        closes_at: "2027-01-20".to_owned(),
        ..draft("Water")
    })
    .await;
    let signed = world.signed(1);
    world.node.pass(TimeDelta::days(10));
    world.node.tidy_declarations().await.unwrap();
    world.offer(&signed).await.unwrap();
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("closed")));
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn en6_whoever_is_not_eligible_gets_a_signed_refusal_and_a_person_may_decide_about_others() {
    let beta_only = |list: Vec<Approver>, manual: Vec<Approver>| DeclarationDraft {
        approval: Approval {
            automatic: list,
            manual,
        },
        ..draft("Water")
    };
    let gamma = Approver::Actor("https://gamma.example/users/g".to_owned());
    let world = World::of(beta_only(vec![gamma.clone()], Vec::new())).await;
    world.offer(&world.signed(1)).await.unwrap();
    assert_eq!(world.answer().await, ("Reject".to_owned(), json!("not-eligible")));
    let reject = world.node.last_sent("Reject").await.unwrap();
    assert!(reject["proof"].is_object(), "signed: it is the receipt of a refusal");

    let looked_at = World::of(beta_only(vec![gamma], vec![Approver::Public])).await;
    let signed = looked_at.signed(1);
    looked_at.offer(&signed).await.unwrap();
    let row = looked_at.node.by_object(signed["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(row.status, Status::InReview);
    assert!(looked_at.node.last_sent("Accept").await.is_none());
    looked_at
        .node
        .confirm_endorsement(&looked_at.node.owner, row.id, domain::endorsement::Check::OwnDomain, "")
        .await
        .unwrap();
    assert_eq!(looked_at.answer().await.0, "Accept");
    looked_at.node.assert_verifies(&looked_at.card).await;
}

/// The peer with its key given up since a moment, as its document shows it.
fn revoked(peer: &Peer, since: &str) -> Peer {
    Peer::with(&peer.host, "b", |document| {
        document["assertionMethod"][0]["revoked"] = json!(since);
    })
}

#[tokio::test]
async fn e07_what_was_signed_after_invalid_since_is_disputed_and_not_counted() {
    let world = World::new().await;
    let signed = world.signed(1);
    world.offer(&signed).await.unwrap();
    assert_eq!(world.node.counted(&world.card).await, 1);
    world.node.pass(TimeDelta::days(30));

    let since = revoked(&world.beta, "2027-01-01T00:00:00Z");
    let document: Value = serde_json::from_slice(&since.document).unwrap();
    let update = world.beta.activity("Update", &document);
    world.node.take(&world.beta, &update).await.unwrap();

    assert_eq!(
        world.node.counted(&world.card).await,
        0,
        "what lies between is not counted"
    );
    let logged = world.node.logged().await;
    assert!(
        logged.contains(&"key".to_owned()),
        "the log tells of the key (PK16): {logged:?}"
    );
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e07_what_was_signed_before_invalid_since_counts_on() {
    let world = World::new().await;
    world.offer(&world.signed(1)).await.unwrap();
    world.node.pass(TimeDelta::days(30));
    let since = revoked(&world.beta, "2027-02-01T00:00:00Z");
    let document: Value = serde_json::from_slice(&since.document).unwrap();
    world
        .node
        .take(&world.beta, &world.beta.activity("Update", &document))
        .await
        .unwrap();
    assert_eq!(world.node.counted(&world.card).await, 1);
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e07_a_key_that_was_given_up_signs_nothing_more() {
    let world = World::new().await;
    let since = revoked(&world.beta, "2027-01-01T00:00:00Z");
    world.node.meet(&since).await;
    let offer = since.offers(&world.signed(1), &world.text);
    assert_eq!(refusal(world.node.take(&since, &offer).await).0, 403);
    assert_eq!(
        (world.node.counted(&world.card).await, world.node.logged().await.len()),
        (0, 1)
    );
}

/// The bytes of an offer, signed by the peer, with a text put in the place of another one afterwards or before.
async fn e13_refused(what: &str, change: impl Fn(&str) -> String) {
    let world = World::new().await;
    let offer = world.beta.offers(&world.signed(1), &world.text);
    let proven = world.beta.prove(&offer, world.node.now()).to_string();
    let changed = change(&proven);
    assert_ne!(changed, proven, "{what}");
    let expect = Expect {
        host: "water.example".to_owned(),
        scheme: "https".to_owned(),
        now: world.node.now(),
        clock_window: TimeDelta::hours(1),
        ids: IdPolicy::default(),
    };
    let method = format!("{}#ed25519-key", world.beta.id);
    let document: Value = serde_json::from_slice(&world.beta.document).unwrap();
    let key = document["assertionMethod"][0]["publicKeyMultibase"]
        .as_str()
        .unwrap()
        .to_owned();
    let key = RemoteKey {
        id: Id::parse_key(&method, &IdPolicy::default()).unwrap(),
        owner: world.beta.actor.id.clone(),
        key: evidence::keys::PublicKey::from_multikey(&key).unwrap(),
    };
    let answer = check_log_item(changed.as_bytes(), &expect, &|_| Some(key.clone().into()));
    assert!(answer.is_err(), "{what} is refused before anything is canonicalised");
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn e13_a_key_twice_is_refused() {
    e13_refused("a key twice", |text| {
        text.replacen(
            "\"bandung:sequence\":1",
            "\"bandung:sequence\":1,\"bandung:sequence\":1",
            1,
        )
    })
    .await;
}

#[tokio::test]
async fn e13_a_number_past_two_to_the_53_is_refused() {
    e13_refused("2^53 + 1", |text| {
        text.replacen("\"bandung:sequence\":1", "\"bandung:sequence\":9007199254740993", 1)
    })
    .await;
}

#[tokio::test]
async fn e13_a_lone_surrogate_is_refused() {
    e13_refused("a lone surrogate", |text| text.replacen("\"full\"", "\"\\ud800\"", 1)).await;
}

#[tokio::test]
async fn e13_proto_and_minus_zero_and_large_exponents_are_refused() {
    e13_refused("__proto__", |text| {
        text.replacen(
            "\"bandung:sequence\":1",
            "\"__proto__\":{\"type\":\"Relationship\"},\"bandung:sequence\":1",
            1,
        )
    })
    .await;
    e13_refused("-0", |text| {
        text.replacen("\"bandung:sequence\":1", "\"bandung:sequence\":-0", 1)
    })
    .await;
    e13_refused("1e21", |text| {
        text.replacen("\"bandung:sequence\":1", "\"bandung:sequence\":1e21", 1)
    })
    .await;
}

#[tokio::test]
async fn e15_ten_thousand_forged_credentials_are_refused_one_by_one_in_bounded_time() {
    let world = World::new().await;
    let key = Ed25519Key::from_seed(&[9; 32]).unwrap();
    let method = format!("{}#ed25519-key", world.beta.id);
    let began = std::time::Instant::now();
    let rows = world.node.rows().await;
    for number in 1..=10_000 {
        let bare = world.beta.endorses(&world.text, number, world.node.now());
        let forged = proof::sign(&bare, &method, &key, world.node.now()).unwrap();
        assert_eq!(refusal(world.offer(&forged).await), (403, "proof-invalid"));
    }
    assert_eq!(world.node.rows().await, rows);
    assert!(began.elapsed().as_secs() < 300, "{:?}", began.elapsed());
    world.takes_the_genuine_one().await;
}

#[tokio::test]
async fn en9_the_endorser_erases_and_the_host_destroys_and_logs_it() {
    let world = World::new().await;
    let signed = world.signed(1);
    world.offer(&signed).await.unwrap();
    let stamp = world.node.last_sent("Accept").await.unwrap()["result"]
        .as_str()
        .unwrap()
        .to_owned();
    world.node.take(&world.beta, &world.beta.erases(&signed)).await.unwrap();
    let row = world.node.by_object(signed["id"].as_str().unwrap()).await.unwrap();
    assert_eq!((row.status, row.document, row.log_salt), (Status::Erased, None, None));
    assert_eq!(world.node.logged().await, ["open", "endorse", "erase"]);
    world.node.gone(&stamp).await;
    assert_eq!(world.node.counted(&world.card).await, 0);
    assert_eq!(
        refusal(world.offer(&signed).await),
        (403, "withdrawn"),
        "it never counts again"
    );
    world.node.assert_verifies(&world.card).await;
}

#[tokio::test]
async fn e19_somebody_else_withdraws_and_erases_nothing() {
    let world = World::new().await;
    let gamma = Peer::new("gamma.example", "g");
    world.node.meet(&gamma).await;
    let signed = world.signed(1);
    world.offer(&signed).await.unwrap();
    let rows = world.node.rows().await;
    let mut by_gamma = gamma.activity("Delete", &signed);
    by_gamma["object"] = json!({"id": signed["id"], "type": "Tombstone", "formerType": "Relationship",
        "attributedTo": gamma.id, "bandung:endorsementDigest": "x", "bandung:sequence": 2});
    let mut erase = gamma.activity("Delete", &json!({"id": signed["id"], "type": "Tombstone"}));
    erase["bandung:erase"] = json!(true);
    let undo = gamma.activity("Undo", &world.beta.offers(&signed, &world.text));
    for (what, said) in [("withdraws", by_gamma), ("erases", erase), ("undoes", undo)] {
        let answer = world.node.take(&gamma, &said).await;
        assert!(answer.is_err(), "{what}: {answer:?}");
    }
    assert_eq!(
        (world.node.rows().await, world.node.counted(&world.card).await),
        (rows, 1)
    );
    // A tombstone that its author did not sign withdraws nothing either.
    let mut unsigned = world.beta.withdraws(&signed, 2, world.node.now());
    unsigned["object"].as_object_mut().unwrap().remove("proof");
    assert_eq!(world.node.take(&world.beta, &unsigned).await.unwrap(), Receipt::Ignored);
    assert_eq!(world.node.counted(&world.card).await, 1);
}
