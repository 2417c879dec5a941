//! An organisation of the node endorses a declaration of the node: the same documents and the same code as between two
//! nodes, with nothing sent over the network (PE4).

use chrono::TimeDelta;
use domain::{
    account::Role,
    endorsement::{Stance, Status, Visibility},
};
use evidence::{
    documents::{Declaration, Endorsement, Keyring, Known, Seen, Stamp},
    log::Entry,
    origin::IdPolicy,
};
use operations::{Caller, EndorseForm, OperationError, view::declarations::DeclarationNotice};
use serde_json::json;

use super::{LOG, Node, draft, invalid, is_forbidden, is_not_found, is_refused, node};

impl Node {
    /// The keys of our organisation, as it shows them.
    async fn keys(&self) -> Keyring {
        let mut keys = Keyring::default();
        keys.add_actor(&self.served(&self.actor).await);
        keys
    }
}

#[tokio::test]
async fn p20_on_one_node_an_endorsement_is_stamped_logged_and_announced() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let mine = node.endorse_it(&card).await;

    assert_eq!(mine.status, Status::Stamped);
    let (ids, keys) = (IdPolicy::default(), node.keys().await);
    let known = Known {
        ids: &ids,
        keys: &keys,
        now: Some(node.now()),
    };
    let text = Declaration::check(&node.served(&card.object).await, &known, None).unwrap();
    let document = node.served(&mine.object).await;
    let read = Endorsement::check(&document, &text, &known, &Seen::default(), None).unwrap();
    assert_eq!(
        (read.author.as_str(), read.name.as_deref()),
        (node.actor.as_str(), Some("Water for all"))
    );
    let stamp = Stamp::check(&node.served(mine.stamp.as_deref().unwrap()).await, &text, &known).unwrap();
    stamp.accepts(&read.id, &read.digest).unwrap();
    assert_eq!(node.logged().await, ["open", "endorse"]);
    let entry = storage::log::entry(&node.db(), LOG, 1).await.unwrap().unwrap();
    let entry = Entry::parse(entry.entry.as_bytes()).unwrap();
    assert_eq!(
        stamp.receipt.opens(&entry, &text, &document),
        Ok(()),
        "the receipt opens the entry"
    );

    let note = node.last_sent("Create").await.unwrap()["object"].clone();
    assert_eq!((&note["type"], &note["quote"]), (&json!("Note"), &json!(card.object)));
    assert_eq!(note["quoteAuthorization"], json!(mine.stamp));
    assert_eq!(
        (&note["id"], &note["bandung:endorsement"]),
        (&json!(stamp.note), &json!(mine.object))
    );
    assert!(
        node.last_sent("Offer").await.is_none(),
        "nothing is offered over the network"
    );
    let listed = node.served(&format!("{}/endorsements?page=1", card.object)).await;
    assert_eq!(listed["orderedItems"][0]["id"], json!(mine.object));
    let figures = node.figures(&card).await;
    assert_eq!((figures.counted.organisations, figures.countries.counted), (1, 1));
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn en4_an_organisation_counts_once_and_the_digest_is_the_one_that_was_read() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let form = node.form(&card).await;
    let endorse = async |form: EndorseForm| {
        node.endorse(&node.owner, &node.asked().await, node.water, card.id, form)
            .await
    };
    let other_text = EndorseForm {
        digest: "zQmOther".to_owned(),
        ..form.clone()
    };
    assert!(matches!(endorse(other_text).await, Err(OperationError::Conflict)));
    let unofficial = EndorseForm {
        language: "sw".to_owned(),
        ..form.clone()
    };
    assert_eq!(invalid(endorse(unofficial).await), ["language"]);
    let wholly_hidden = EndorseForm {
        visibility: Visibility::FullyHidden,
        ..form.clone()
    };
    assert_eq!(invalid(endorse(wholly_hidden).await), ["visibility"]);
    assert_eq!(node.logged().await, ["open"]);
    endorse(form.clone()).await.unwrap();
    assert!(is_refused(&endorse(form).await), "one stands");
    assert_eq!((node.counted(&card).await, node.logged().await.len()), (1, 2));
}

#[tokio::test]
async fn who_may_endorse_and_withdraw_is_the_table_of_roles() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let form = node.form(&card).await;
    let (forest, stranger) = node.other().await;
    for (login, role) in [
        ("vera", Role::Viewer),
        ("cleo", Role::Contributor),
        ("edda", Role::Editor),
    ] {
        let session = node.member(login, node.water, role).await;
        let proof = node.proof_of(&session).await;
        let answer = node.endorse(&session, &proof, node.water, card.id, form.clone()).await;
        assert!(is_forbidden(&answer), "{login}");
        assert!(is_forbidden(
            &node.decline_to_endorse(&session, node.water, card.id).await
        ));
    }
    let proof = node.proof_of(&stranger).await;
    let answer = node.endorse(&stranger, &proof, node.water, card.id, form.clone()).await;
    assert!(is_not_found(&answer), "for another organisation (RO2)");
    let own = node
        .endorse(&stranger, &proof, forest, card.id, form.clone())
        .await
        .unwrap();
    // The owner of the declaration cannot speak for it.
    let host = node.member("oumou", node.water, Role::Owner).await;
    let withdraw = node
        .withdraw_endorsement(&host, &node.proof_of(&host).await, own.id)
        .await;
    assert!(is_not_found(&withdraw));
    let borrowed = node.withdraw_endorsement(&stranger, &node.asked().await, own.id).await;
    assert!(
        matches!(borrowed, Err(OperationError::NotSignedIn)),
        "the proof of somebody else"
    );
    assert_eq!(node.counted(&card).await, 1);
}

#[tokio::test]
async fn a_reservation_is_said_with_the_endorsement_or_not_at_all() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let form = EndorseForm {
        stance: Stance::WithReservations,
        ..node.form(&card).await
    };
    let endorse = async |reservation: &str| {
        let form = EndorseForm {
            reservation: reservation.to_owned(),
            ..form.clone()
        };
        node.endorse(&node.owner, &node.asked().await, node.water, card.id, form)
            .await
    };
    assert_eq!(invalid(endorse("").await), ["reservation"]);
    assert_eq!(invalid(endorse(&"x".repeat(301)).await), ["reservation"]);
    let mine = endorse("Not before 2030.").await.unwrap();
    let document = node.served(&mine.object).await;
    assert_eq!(document["bandung:stance"], "with-reservations");
    assert_eq!(document["bandung:reservation"], "Not before 2030.");
    let note = node.last_sent("Create").await.unwrap();
    assert!(note["object"]["content"].as_str().unwrap().contains("Not before 2030."));
    let figures = node.figures(&card).await;
    assert_eq!(figures.by_stance.of(&Stance::WithReservations), 1);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn e19_by_node_a_withdrawal_is_signed_logged_and_counted_down_and_the_history_stays() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let first = node.endorse_it(&card).await;
    node.pass(TimeDelta::hours(1));
    node.withdraw_endorsement(&node.owner, &node.asked().await, first.id)
        .await
        .unwrap();

    let stone = node.gone(&first.object).await;
    let (ids, keys) = (IdPolicy::default(), node.keys().await);
    let known = Known {
        ids: &ids,
        keys: &keys,
        now: None,
    };
    let read = evidence::documents::Withdrawal::check(&stone, &known).unwrap();
    assert_eq!(read.id, first.object);
    assert_eq!(node.logged().await, ["open", "endorse", "withdraw"]);
    let figures = node.figures(&card).await;
    assert_eq!((figures.counted.total(), figures.apart.withdrawn), (0, 1));
    let note = node.by_object(&first.object).await.unwrap().note.unwrap();
    assert_eq!(
        node.gone(&note).await["type"],
        "Tombstone",
        "the announcement went with it"
    );
    let given = node.endorsements_given(&node.owner, node.water, None).await.unwrap();
    assert_eq!(
        given.items[0].status,
        Status::Withdrawn,
        "the organisation sees what it did"
    );
    let again = node
        .withdraw_endorsement(&node.owner, &node.asked().await, first.id)
        .await;
    assert!(is_refused(&again), "once");
    node.assert_verifies(&card).await;

    let second = node.endorse_it(&card).await;
    assert_ne!(second.object, first.object, "endorsing anew is a new document");
    let (one, two) = (
        node.by_object(&first.object).await.unwrap(),
        node.by_object(&second.object).await.unwrap(),
    );
    assert!(two.sequence > one.sequence + 1, "after the withdrawal's number");
    assert_eq!(node.counted(&card).await, 1);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn not_to_endorse_is_noted_inside_the_organisation_and_sent_to_nobody() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (forest, owner) = node.other().await;
    let asks = async || {
        let notices = node.declaration_notices(&owner).await.unwrap();
        notices
            .iter()
            .any(|notice| matches!(notice, DeclarationNotice::ToEndorse { .. }))
    };
    assert!(asks().await);
    let sent = node.all_sent().await.len();
    node.decline_to_endorse(&owner, forest, card.id).await.unwrap();
    assert!(!asks().await);
    assert_eq!((node.all_sent().await.len(), node.counted(&card).await), (sent, 0));
    let page = node
        .declaration_page(&Caller::SignedIn(owner.clone()), &card.slug)
        .await
        .unwrap();
    assert!(page.declined && page.can_endorse, "it may change its mind");
    let form = node.form(&card).await;
    let proof = node.proof_of(&owner).await;
    node.endorse(&owner, &proof, forest, card.id, form).await.unwrap();
    let page = node
        .declaration_page(&Caller::SignedIn(owner), &card.slug)
        .await
        .unwrap();
    assert!(!page.declined);
}

#[tokio::test]
async fn a_kind_that_the_declaration_does_not_ask_for_is_refused() {
    let node = node().await;
    let card = node
        .open(domain::declaration::DeclarationDraft {
            may_endorse: vec!["individual".to_owned()],
            ..draft("Water")
        })
        .await;
    let form = node.form(&card).await;
    let answer = node
        .endorse(&node.owner, &node.asked().await, node.water, card.id, form)
        .await;
    assert!(is_refused(&answer));
    assert_eq!(node.logged().await, ["open"]);
}

#[tokio::test]
async fn an_editor_endorses_where_an_owner_gave_that_right_and_not_otherwise() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let digest = node.digest_of(&card).await;
    let own = node.water;
    for (login, role, may) in [("edda", Role::Editor, false), ("enno", Role::EndorsingEditor, true)] {
        let editor = node.member(login, own, role).await;
        let proof = node.proof_of(&editor).await;
        let form = node.form_with(&digest);
        let done = node.endorse(&editor, &proof, own, card.id, form).await;
        assert_eq!(done.is_ok(), may, "{login}");
        assert_eq!(is_forbidden(&done), !may, "{login}");
        assert!(!editor.may(domain::permissions::Action::ManageTeam(own)), "{login}");
    }
    assert_eq!(node.counted(&card).await, 1);
}
