//! What signers hide is sealed in the database, and its key can be kept off the server (PR3, PR4).

use std::{path::PathBuf, sync::Arc};

use domain::{
    duplicates::Marks,
    endorsement::{Channel, Check, Signatory, Status, Visibility},
};
use evidence::origin::IdPolicy;
use operations::{ImportOrder, KeyFile, OperationError, Operations, OsEntropy, Parts, view::CheckState};
use storage::{Db, mails, media::MediaFolder, testing};

use super::{Node, draft, hidden, is_refused, node, organisation, person};

const NAME: &str = "Talia Tavita";

impl Node {
    fn key_file(&self) -> PathBuf {
        self.store.folder().join("hidden-names.key")
    }

    /// The same node after a restart.
    async fn restarted(&self) -> Operations {
        let parts = Parts {
            store: self.store.shared(),
            media: MediaFolder::open(self.store.folder().join("media")).unwrap(),
            clock: self.clock.clone(),
            entropy: Arc::new(OsEntropy),
            scheme: "https".to_owned(),
            domain: None,
            development: true,
            ids: IdPolicy::default(),
            names_key: KeyFile::in_folder(self.store.folder()),
        };
        Operations::open(parts).await.unwrap()
    }
}

async fn check_of(operations: &Operations) -> (CheckState, String) {
    let checks = operations.checks().await.unwrap();
    let found = checks.into_iter().find(|check| check.name == "hidden names").unwrap();
    (found.state, found.text)
}

/// Nothing in the row says who it is.
fn assert_tells_nothing(row: &storage::endorsements::Endorsement) {
    let row = storage::endorsements::Endorsement {
        document: None,
        ..row.clone()
    };
    let all = format!("{row:?}");
    for word in ["Talia", "talia", "Tavita", "mail.example", "called"] {
        assert!(!all.contains(word), "{word} in {all}");
    }
    assert!(
        row.hidden_salt.is_none_or(|salt| salt.len() > 32),
        "with the salt names could be tried"
    );
}

#[tokio::test]
async fn pr3_the_row_of_a_hidden_signer_tells_nothing_and_the_host_sees_all_of_it() {
    let node = node().await;
    node.sends_mail();
    let card = node.open(draft("Water")).await;
    let form = hidden(person(NAME, "TV", "talia@mail.example"));
    let (secret, id) = node.sign(&card, &form).await;
    assert_tells_nothing(&node.row(id).await);
    let waiting = mails::take_due(&node.store.begin().await.unwrap(), 10, node.now(), node.now())
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
    assert!(!format!("{waiting:?}").contains("mail.example") && !format!("{waiting:?}").contains("Talia"));
    let due = node.mails_due().await.unwrap();
    assert_eq!(
        due[0].mail.to.as_str(),
        "talia@mail.example",
        "it goes out all the same"
    );

    let row = node
        .confirm_endorsement(&node.owner, id, Check::Phone, "called Talia")
        .await
        .unwrap();
    assert_eq!(row.signatory.person.as_deref(), Some(NAME));
    assert_eq!(row.mail.as_deref(), Some("talia@mail.example"));
    assert_eq!((row.check_note.as_deref(), row.sealed), (Some("called Talia"), false));
    assert_tells_nothing(&node.row(id).await);
    let receipt = node.endorsement_receipt(secret.expose()).await.unwrap();
    assert_eq!(
        (receipt.signatory.person.as_deref(), receipt.sealed),
        (Some(NAME), false)
    );

    // The same mailbox and the same name are found again, whether they hide or not.
    let (_, second) = node.sign(&card, &person(NAME, "TV", "other@mail.example")).await;
    let queue = node
        .declaration_queue(&node.owner, card.id, Status::Pending, None)
        .await
        .unwrap();
    let found = queue.items.iter().find(|row| row.id == second).unwrap();
    assert!(found.similar.iter().any(|other| other.id == id && other.same_name));
    let (_, third) = node.sign(&card, &person("T.", "KI", "Talia@mail.example")).await;
    assert_eq!(node.row(third).await.merged_into, Some(id));

    // Shown again, and hidden again: the mailbox goes along.
    node.show_by_link(secret.expose(), Visibility::Public).await.unwrap();
    let receipt = node
        .show_by_link(secret.expose(), Visibility::NameHidden)
        .await
        .unwrap();
    let row = node.row(receipt.id).await;
    assert_tells_nothing(&row);
    assert!(row.mail.is_some() && row.mail_key.is_some());
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn pr3_lists_are_sealed_row_by_row_and_the_same_list_adds_nothing() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let list =
        format!("kind,person,country,visibility\nindividual,{NAME},TV,fully-hidden\nindividual,Ama Mensah,GH,public\n");
    for counted in [2, 0] {
        let order = ImportOrder {
            // Another file with the same rows.
            bytes: format!("{list}{}", "\n".repeat(2 - counted)).into_bytes(),
            name: "list.csv".to_owned(),
            channel: Channel::Paper,
            check: None,
            dry_run: false,
        };
        let report = node
            .import_endorsements(&node.owner, card.id, order, &|_| {})
            .await
            .unwrap();
        assert_eq!((report.counted, report.already), (counted, 2 - counted), "{report:?}");
    }
    let (rows, _) = storage::endorsements::by_status(&node.db(), card.id, Status::Recorded, 0, 10)
        .await
        .unwrap();
    let secret = rows.iter().find(|row| row.hidden.is_some()).unwrap();
    assert_tells_nothing(secret);
}

#[tokio::test]
async fn pr3_without_the_key_nothing_hidden_is_shown_and_nothing_fails() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, id) = node
        .signed(&card, &hidden(person(NAME, "TV", "talia@mail.example")))
        .await;
    let (other, _) = node.signed(&card, &hidden(organisation("Reef Watch", "WS", ""))).await;
    let key = std::fs::read(node.key_file()).unwrap();
    std::fs::remove_file(node.key_file()).unwrap();
    assert!(
        !node.endorsement_receipt(secret.expose()).await.unwrap().sealed,
        "it was read at the start, and can be taken away then"
    );

    let again = node.restarted().await;
    let (state, text) = check_of(&again).await;
    assert_eq!(state, CheckState::Fail);
    assert!(
        text.contains("hidden-names.key is not there: put the file back"),
        "{text}"
    );
    let receipt = again.endorsement_receipt(secret.expose()).await.unwrap();
    assert!(receipt.sealed);
    assert_eq!((receipt.signatory.person, receipt.status), (None, Status::Recorded));
    let queue = again
        .declaration_queue(&node.owner, card.id, Status::Recorded, None)
        .await
        .unwrap();
    assert!(
        queue
            .items
            .iter()
            .all(|row| row.sealed && row.mail.is_none() && row.check_note.is_none())
    );
    assert_eq!(
        again
            .declaration_tally(&card.slug)
            .await
            .unwrap()
            .figures
            .counted
            .total(),
        2
    );

    let form = person("Ama Mensah", "GH", "");
    let refused = again
        .sign_declaration(&card.slug, &node.digest_of(&card).await, &form, "")
        .await;
    let Err(OperationError::Refused(why)) = refused else {
        panic!("nobody signs without the key");
    };
    let why = why.to_string();
    assert!(
        why.contains("come back later") && !why.contains("hidden-names.key"),
        "{why}"
    );
    assert!(is_refused(
        &again.show_by_link(secret.expose(), Visibility::Public).await
    ));
    // An offer by a key of its own is kept for a person: nobody can say whether the name is known.
    let offered = again
        .endorse(
            &node.owner,
            &node.asked().await,
            node.water,
            card.id,
            node.form(&card).await,
        )
        .await
        .unwrap();
    assert_eq!(offered.status, Status::InReview);
    // Taking back and erasing need no key.
    again.erase_by_link(other.expose()).await.unwrap();
    again.withdraw_by_link(secret.expose()).await.unwrap();
    assert_eq!(node.row(id).await.status, Status::Withdrawn);
    assert_tells_nothing(&node.row(id).await);

    // It is found when it is back.
    std::fs::write(node.key_file(), key).unwrap();
    again.outbox_moved().await;
    assert_eq!(check_of(&again).await.0, CheckState::Ok);
    let receipt = again.endorsement_receipt(secret.expose()).await.unwrap();
    assert_eq!(receipt.signatory.person.as_deref(), Some(NAME));
}

#[tokio::test]
async fn pr3_another_key_is_noticed_and_opens_nothing() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, _) = node.signed(&card, &hidden(person(NAME, "TV", ""))).await;
    for (line, words) in [
        ("x".repeat(40), "is not the key with which hidden names were sealed"),
        (
            "short".to_owned(),
            "holds no key: it has to be one line of at least 32 characters",
        ),
    ] {
        std::fs::write(node.key_file(), line).unwrap();
        let again = node.restarted().await;
        let (state, text) = check_of(&again).await;
        assert_eq!(state, CheckState::Fail);
        assert!(text.contains(words), "{text}");
        assert!(again.endorsement_receipt(secret.expose()).await.unwrap().sealed);
    }
}

/// The mark of a name without the key.
fn plain(name: &str, country: &str) -> Option<String> {
    let signatory = person(name, country, "").check().unwrap().signatory;
    Marks::of(&signatory, None, None).name
}

#[tokio::test]
async fn pr3_what_older_versions_left_as_plain_text_is_sealed_at_the_start() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, id) = node
        .signed(&card, &hidden(person(NAME, "TV", "talia@mail.example")))
        .await;
    let (_, shown) = node
        .signed(&card, &person("Ama Mensah", "GH", "ama@mail.example"))
        .await;
    let old = storage::endorsements::Endorsement {
        hidden: Some(
            serde_json::to_string(&Signatory {
                person: Some(NAME.to_owned()),
                ..node.row(id).await.signatory
            })
            .unwrap(),
        ),
        hidden_salt: Some(vec![7; 32]),
        folded: plain(NAME, "TV"),
        mail: Some("talia@mail.example".to_owned()),
        mail_key: Some("talia@mail.example".to_owned()),
        check_note: Some("called Talia".to_owned()),
        ..node.row(id).await
    };
    let public = storage::endorsements::Endorsement {
        folded: plain("Ama Mensah", "GH"),
        mail_key: Some("ama@mail.example".to_owned()),
        ..node.row(shown).await
    };
    let marks = (node.row(id).await, node.row(shown).await);
    let tx = node.store.begin().await.unwrap();
    storage::endorsements::reseal(&tx, &old).await.unwrap();
    storage::endorsements::reseal(&tx, &public).await.unwrap();
    tx.commit().await.unwrap();
    testing::execute(&node.store, "DELETE FROM settings WHERE name = 'names_sealed'")
        .await
        .unwrap();

    let again = node.restarted().await;
    let row = node.row(id).await;
    assert_tells_nothing(&row);
    assert_eq!(
        (&row.folded, &row.mail_key),
        (&marks.0.folded, &marks.0.mail_key),
        "found as before"
    );
    let row = node.row(shown).await;
    assert_eq!((&row.folded, &row.mail_key), (&marks.1.folded, &marks.1.mail_key));
    assert_eq!(
        row.mail.as_deref(),
        Some("ama@mail.example"),
        "who shows the name hides no mailbox from the host"
    );
    let receipt = again.endorsement_receipt(secret.expose()).await.unwrap();
    assert_eq!(receipt.signatory.person.as_deref(), Some(NAME));
    let done = storage::settings::get(&Db::from(&*node.store), "names_sealed")
        .await
        .unwrap();
    assert_eq!(done.as_deref(), Some("1"));
}

#[tokio::test]
async fn pr4_sealing_the_node_drops_the_key_and_says_where_it_still_lies() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, _) = node.signed(&card, &person(NAME, "TV", "")).await;
    let done = node
        .seal(&node.operator, &node.proof_of(&node.operator).await)
        .await
        .unwrap();
    assert_eq!((done.hidden, done.names_key_lies_here, done.failed), (1, true, false));
    let receipt = node.endorsement_receipt(secret.expose()).await.unwrap();
    assert!(receipt.sealed && receipt.signatory.person.is_none());
    let (state, text) = check_of(&node).await;
    assert_eq!(state, CheckState::Warn);
    assert!(text.contains("take") && text.contains("hidden-names.key"), "{text}");
    node.outbox_moved().await;
    assert!(
        node.endorsement_receipt(secret.expose()).await.unwrap().sealed,
        "nobody unlocked it"
    );

    node.unseal(&node.operator, &node.proof_of(&node.operator).await)
        .await
        .unwrap();
    let receipt = node.endorsement_receipt(secret.expose()).await.unwrap();
    assert_eq!(receipt.signatory.person.as_deref(), Some(NAME));
}
