//! Erasing on request: name, document and salt go; the leaf stays, and all other proofs hold (EN9, E16, E17).

use chrono::TimeDelta;
use domain::endorsement::{Signatory, Status};
use evidence::log::{Entry, ProofFile, commitment};
use operations::{RecountState, view::declarations::NamesFilter};
use serde_json::json;
use storage::log::{self, events};

use super::{LOG, Node, draft, is_not_found, is_refused, node, organisation, person};

impl Node {
    async fn proofs_hold(&self) {
        self.sign_checkpoint().await.unwrap();
        for row in log::entries(&self.db(), LOG, 0, 100).await.unwrap() {
            let entry = Entry::parse(row.entry.as_bytes()).unwrap();
            let proof = self.prove_entry(row.index).await.unwrap();
            assert_eq!(
                ProofFile::parse(&proof.to_string())
                    .unwrap()
                    .verify(&entry.leaf_hash().unwrap()),
                Ok(())
            );
        }
    }
}

#[tokio::test]
async fn e16_after_erasing_one_no_row_knows_it_and_everything_else_holds() {
    let node = node().await;
    node.sends_mail();
    let card = node.open(draft("Water")).await;
    node.signed(&card, &organisation("Fern", "GH", "")).await;
    let (secret, id) = node
        .signed(&card, &person("Ama Mensah", "GH", "ama@mail.example"))
        .await;
    let before = node.row(id).await;
    node.proofs_hold().await;

    node.erase_by_link(secret.expose()).await.unwrap();

    let row = node.row(id).await;
    assert_eq!(row.status, Status::Erased);
    assert_eq!(
        row.signatory,
        Signatory::of_kind(before.signatory.kind, before.signatory.visibility)
    );
    for left in [
        &row.mail,
        &row.mail_key,
        &row.folded,
        &row.hidden,
        &row.digest,
        &row.token_sha256,
        &row.confirm_sha256,
    ] {
        assert_eq!(left, &None);
    }
    assert_eq!((row.document, row.log_salt, row.hidden_salt), (None, None, None));
    assert!(
        is_not_found(&node.endorsement_receipt(secret.expose()).await),
        "the link is gone"
    );
    let stone = node.gone(&before.object).await;
    assert_eq!(stone.get("bandung:endorsementDigest"), None, "not even a digest");
    assert_eq!(node.logged().await, ["open", "record", "record", "erase"]);
    assert!(events::get(&node.db(), LOG, 2).await.unwrap().is_none());
    let names = node
        .declaration_names(&card.slug, &NamesFilter::default(), None)
        .await
        .unwrap();
    assert_eq!(names.total, Some(1));
    let filter = NamesFilter {
        words: "Mensah".to_owned(),
        ..NamesFilter::default()
    };
    assert_eq!(
        node.declaration_names(&card.slug, &filter, None).await.unwrap().total,
        Some(0)
    );
    assert!(node.mails_due().await.unwrap().is_empty());
    let figures = node.figures(&card).await;
    assert_eq!((figures.counted.total(), figures.apart.erased), (1, 1));
    node.proofs_hold().await;
    assert_eq!(node.recounted(&card.object).await, RecountState::Same);
    assert!(node.noted().await.contains(&"endorsement.erase".to_owned()));
}

#[tokio::test]
async fn e16_what_an_organisation_erases_goes_with_its_stamp_its_note_and_what_was_sent() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let mine = node.endorse_it(&card).await;
    node.pass(TimeDelta::hours(1));
    node.erase_endorsement(&node.owner, &node.asked().await, mine.id)
        .await
        .unwrap();

    assert_eq!(node.status(&mine.object).await, Some(Status::Erased));
    assert!(
        node.gone(&mine.object).await.get("bandung:sequence").is_none(),
        "no W stays after erasing"
    );
    node.gone(mine.stamp.as_deref().unwrap()).await;
    for sent in node.all_sent().await {
        for trace in ["bandung:signatory", "Water for all\"", "bandung:endorsement\""] {
            assert!(
                sent["type"] == "Create" && !super::contains(&sent, "quote\"") || !super::contains(&sent, trace),
                "{sent}"
            );
        }
    }
    let delete = node
        .all_sent()
        .await
        .into_iter()
        .find(|sent| sent["bandung:erase"] == json!(true))
        .unwrap();
    assert_eq!(delete["object"]["id"], json!(mine.object));
    assert_eq!(node.counted(&card).await, 0);
    node.assert_verifies(&card).await;
    let again = node.erase_endorsement(&node.owner, &node.asked().await, mine.id).await;
    assert!(is_refused(&again));
    node.endorse_it(&card).await;
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn e16_a_withdrawal_goes_with_the_endorsement_that_is_erased_afterwards() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, id) = node.signed(&card, &person("Ama Mensah", "GH", "")).await;
    node.signed(&card, &person("Kofi", "GH", "")).await;
    node.withdraw_by_link(secret.expose()).await.unwrap();
    node.erase_by_link(secret.expose()).await.unwrap();
    assert_eq!(node.row(id).await.status, Status::Erased);
    assert_eq!(node.logged().await, ["open", "record", "record", "withdraw", "erase"]);
    for index in [1, 3] {
        assert!(events::get(&node.db(), LOG, index).await.unwrap().is_none(), "{index}");
    }
    node.proofs_hold().await;
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn e17_a_leaf_without_its_salt_cannot_be_guessed_even_with_the_whole_document() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, id) = node.signed(&card, &person("Ama Mensah", "GH", "")).await;
    let row = node.row(id).await;
    // The guesser has everything but the salt: the very document.
    let document = node.served(&row.object).await;
    let entry = log::entry(&node.db(), LOG, 1).await.unwrap().unwrap();
    let entry = Entry::parse(entry.entry.as_bytes()).unwrap();
    let salt: [u8; 32] = row.log_salt.unwrap().try_into().unwrap();
    assert_eq!(entry.commitment(), Some(&commitment(&salt, &document)));
    node.erase_by_link(secret.expose()).await.unwrap();

    for (index, row) in (0..).zip(log::entries(&node.db(), LOG, 0, 100).await.unwrap()) {
        let Some(event) = events::get(&node.db(), LOG, index).await.unwrap() else {
            continue;
        };
        assert_ne!(event.salt, salt, "{}", row.entry);
    }
    let mut guesses: Vec<[u8; 32]> = vec![[0; 32], [0xff; 32], evidence::keys::sha256(b"")];
    guesses.extend(
        (0..1_000_u32)
            .map(|number| evidence::keys::sha256(&number.to_be_bytes()))
            .filter(|guess| *guess != salt),
    );
    for guess in guesses {
        assert_ne!(entry.commitment(), Some(&commitment(&guess, &document)));
    }
    assert_eq!(node.row(id).await.log_salt, None);
}

#[tokio::test]
async fn what_waits_and_what_was_refused_can_be_erased_too_and_leaves_no_entry() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, waiting) = node.sign(&card, &person("Ama", "GH", "")).await;
    node.erase_by_link(secret.expose()).await.unwrap();
    let (secret, refused) = node.sign(&card, &person("Kofi", "GH", "")).await;
    node.refuse_endorsement(&node.owner, refused, "other").await.unwrap();
    node.erase_by_link(secret.expose()).await.unwrap();
    for id in [waiting, refused] {
        assert_eq!(node.row(id).await.signatory.person, None);
    }
    assert_eq!(node.logged().await, ["open"]);
    node.assert_verifies(&card).await;
}
