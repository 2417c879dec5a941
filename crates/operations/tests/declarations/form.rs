//! Signing without an account: the form, the private link, the link of the mail (UX 5.3, SECURITY PR5).

use chrono::TimeDelta;
use domain::{
    declaration::{Approval, Approver, DeclarationDraft},
    endorsement::{Check, SignatureDraft, Stance, Status},
};
use operations::{MailMessage, OperationError, view::declarations::DiffPart};

use super::{Node, draft, invalid, is_not_found, is_refused, node, organisation, person};

impl Node {
    /// The secrets of the links in the mails that wait, and to whom they go.
    pub(super) async fn mailed(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for waiting in self.mails_due().await.unwrap() {
            if let MailMessage::ConfirmEndorsement { link, .. } = &waiting.mail.message {
                let secret = link.rsplit('/').next().unwrap().to_owned();
                found.push((waiting.mail.to.as_str().to_owned(), secret));
            }
            self.mail_taken(&waiting).await.unwrap();
        }
        found
    }

    /// The secret of the link in the mail to an address, as it was typed.
    async fn mailed_to(&self, address: &str) -> String {
        let mails = self.mailed().await;
        mails.into_iter().find(|(to, _)| to == address).unwrap().1
    }
}

#[tokio::test]
async fn without_mail_a_signature_waits_for_a_person_of_the_host_who_notes_how_it_was_checked() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, id) = node.sign(&card, &person("Ama", "GH", "ama@mail.example")).await;

    let receipt = node.endorsement_receipt(secret.expose()).await.unwrap();
    assert_eq!(
        (receipt.status, receipt.number, receipt.object),
        (Status::Pending, None, None)
    );
    assert!(!receipt.confirms_by_mail);
    assert_eq!(
        (node.counted(&card).await, node.figures(&card).await.apart.not_confirmed),
        (0, 1)
    );
    assert!(node.mailed().await.is_empty());
    let alone = node.confirm_by_link(secret.expose()).await;
    assert!(is_refused(&alone), "who signed cannot confirm it with the page alone");

    let row = node
        .confirm_endorsement(&node.owner, id, Check::Phone, "called on Monday")
        .await
        .unwrap();
    assert_eq!((row.status, row.check), (Status::Recorded, Check::Phone));
    assert_eq!(
        (row.checked_by.as_deref(), row.check_note.as_deref()),
        (Some("Olu"), Some("called on Monday"))
    );
    let receipt = node.endorsement_receipt(secret.expose()).await.unwrap();
    assert_eq!((receipt.status, receipt.number), (Status::Recorded, Some(1)));
    let document = node.served(&receipt.object.unwrap()).await;
    assert_eq!(document["attributedTo"], node.actor.as_str());
    assert_eq!(
        (&document["bandung:channel"], &document["bandung:check"]),
        (&"web".into(), &"phone".into())
    );
    assert!(
        !super::contains(&document, "ama@mail.example"),
        "the mail address is in no document"
    );
    assert_eq!(node.logged().await, ["open", "record"]);
    assert!(
        node.last_sent("Add").await.is_none(),
        "recorded ones make entries, not activities (decision 23)"
    );
    assert_eq!(node.counted(&card).await, 1);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn e18_pr5_with_mail_the_button_behind_the_link_counts_and_opening_it_does_not() {
    let node = node().await;
    node.sends_mail();
    let card = node.open(draft("Water")).await;
    let (secret, id) = node.sign(&card, &person("Ama", "GH", "ama@mail.example")).await;
    let mails = node.mailed().await;
    let (to, link) = &mails[0];
    assert_eq!((to.as_str(), mails.len()), ("ama@mail.example", 1));
    assert_ne!(link, secret.expose(), "the mail holds a secret of its own");
    let rows = node.rows().await;

    // A scanner of mail opens every link, twice.
    for _ in 0..2 {
        let receipt = node.endorsement_receipt(link).await.unwrap();
        assert_eq!((receipt.status, receipt.confirms_by_mail), (Status::Pending, true));
    }
    assert_eq!((node.counted(&card).await, node.rows().await), (0, rows));

    assert_eq!(node.confirm_by_link(link).await.unwrap().status, Status::Recorded);
    assert_eq!(node.row(id).await.check, Check::Mail);
    let logged = node.logged().await;
    assert_eq!(
        node.confirm_by_link(link).await.unwrap().number,
        Some(1),
        "twice is the same as once"
    );
    assert_eq!((node.logged().await, node.counted(&card).await), (logged, 1));
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn e18_a_link_of_another_endorsement_and_a_guessed_one_are_not_found() {
    let node = node().await;
    node.sends_mail();
    let card = node.open(draft("Water")).await;
    node.sign(&card, &person("Ama", "GH", "ama@mail.example")).await;
    let (_, link) = node.mailed().await.remove(0);
    node.sign(&card, &person("Kofi", "GH", "kofi@mail.example")).await;
    node.confirm_by_link(&link).await.unwrap();
    assert_eq!(node.counted(&card).await, 1, "one link, one endorsement");
    for guess in ["", "x", &"A".repeat(43), &format!("{link}A"), &link.to_uppercase()] {
        assert!(is_not_found(&node.endorsement_receipt(guess).await), "{guess}");
        assert!(is_not_found(&node.confirm_by_link(guess).await));
        assert!(is_not_found(&node.withdraw_by_link(guess).await));
        assert!(is_not_found(&node.erase_by_link(guess).await));
    }
    assert_eq!(node.counted(&card).await, 1);
}

#[tokio::test]
async fn e19_by_link_a_withdrawal_is_one_act_and_the_history_stays() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, id) = node.signed(&card, &person("Ama", "GH", "")).await;
    node.signed(&card, &person("Kofi", "GH", "")).await;
    let object = node.row(id).await.object;
    for _ in 0..2 {
        let receipt = node.withdraw_by_link(secret.expose()).await.unwrap();
        assert_eq!((receipt.status, receipt.number), (Status::Withdrawn, None));
    }
    assert_eq!(node.logged().await, ["open", "record", "record", "withdraw"]);
    let figures = node.figures(&card).await;
    assert_eq!((figures.counted.total(), figures.apart.withdrawn), (1, 1));
    assert_eq!(node.gone(&object).await["formerType"], "Relationship");
    let names = node
        .declaration_names(&card.slug, &Default::default(), None)
        .await
        .unwrap();
    assert_eq!(names.total, Some(1));
    assert!(is_refused(
        &node.confirm_endorsement(&node.owner, id, Check::Phone, "").await
    ));
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn what_is_withdrawn_before_it_counted_leaves_no_entry() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, _) = node.sign(&card, &person("Ama", "GH", "")).await;
    node.withdraw_by_link(secret.expose()).await.unwrap();
    assert_eq!(node.logged().await, ["open"]);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn the_text_is_the_one_that_was_shown_and_its_language_an_official_one() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let digest = node.digest_of(&card).await;
    let sign =
        async |digest: &str, form: SignatureDraft| node.sign_declaration(&card.slug, digest, &form, "192.0.2.7").await;
    let other = sign("zQmOther", person("Ama", "GH", "")).await;
    assert!(matches!(other, Err(OperationError::Conflict)));
    let unofficial = SignatureDraft {
        language: "sw".to_owned(),
        ..person("Ama", "GH", "")
    };
    assert_eq!(invalid(sign(&digest, unofficial).await), ["language"]);
    let empty = SignatureDraft {
        kind: "organisation".to_owned(),
        country: "XX".to_owned(),
        mail: "no".to_owned(),
        visibility: "invisible".to_owned(),
        ..SignatureDraft::default()
    };
    let mut faults = invalid(sign(&digest, empty).await);
    faults.sort_unstable();
    assert_eq!(faults, ["country", "mail", "organisation", "visibility"], "all at once");
    assert!(
        node.sign_declaration("none", &digest, &person("Ama", "GH", ""), "")
            .await
            .is_err()
    );
    let french = SignatureDraft {
        language: "fr".to_owned(),
        reservation: "Pas avant 2030.".to_owned(),
        ..person("Ama", "GH", "")
    };
    let (_, receipt) = sign(&digest, french).await.unwrap();
    assert_eq!(
        (receipt.language.as_deref(), receipt.stance),
        (Some("fr"), Stance::WithReservations)
    );
}

#[tokio::test]
async fn only_where_everybody_may_sign_there_is_a_form() {
    let node = node().await;
    let named = DeclarationDraft {
        approval: Approval {
            automatic: vec![Approver::Actor("https://beta.example/users/b".to_owned())],
            manual: Vec::new(),
        },
        ..draft("Water")
    };
    let card = node.open(named).await;
    let digest = node.digest_of(&card).await;
    let sign = node
        .sign_declaration(&card.slug, &digest, &person("Ama", "GH", ""), "192.0.2.7")
        .await;
    assert!(is_refused(&sign));
}

#[tokio::test]
async fn who_endorsed_by_the_form_is_asked_once_to_read_a_newer_text() {
    let node = node().await;
    node.sends_mail();
    let first = node.open(draft("Water")).await;
    for (name, mail) in [("Ama", "ama@mail.example"), ("Kofi", "")] {
        let (_, id) = node.sign(&first, &person(name, "GH", mail)).await;
        match node.mailed().await.pop() {
            Some((_, link)) => drop(node.confirm_by_link(&link).await.unwrap()),
            None => drop(
                node.confirm_endorsement(&node.owner, id, Check::Phone, "")
                    .await
                    .unwrap(),
            ),
        }
    }
    node.sign(&first, &person("Esi", "GH", "esi@mail.example")).await;
    node.mailed().await;
    let begun = node.revise_declaration(&node.owner, first.id).await.unwrap();
    let mut changed = draft("Water for all");
    changed.texts[0].source = "We ask for clean water.\n\nAll of it.".to_owned();
    node.save_declaration(&node.owner, begun.id, begun.version, changed)
        .await
        .unwrap();
    let preview = node.preview_declaration(&node.owner, begun.id).await.unwrap();
    let parts = &preview.changes[0].1;
    let added = |part: &DiffPart| matches!(part, DiffPart::Added(words) if words.contains("clean"));
    assert!(parts.iter().any(added), "what changes is seen before it is opened");
    let second = node.open_draft(begun.id).await;
    for asked in [1, 0] {
        node.pass(chrono::TimeDelta::hours(2));
        node.tidy_declarations().await.unwrap();
        let mails = node.mails_due().await.unwrap();
        assert_eq!(
            mails.len(),
            asked,
            "whoever is counted and has a mailbox, and only once"
        );
        for waiting in &mails {
            assert_eq!(waiting.mail.to.as_str(), "ama@mail.example");
            let MailMessage::NewerText { link, signatory, .. } = &waiting.mail.message else {
                panic!("{:?}", waiting.mail.message)
            };
            assert!(link.ends_with(&second.page), "{link}");
            assert_eq!(signatory, "Ama");
            node.mail_taken(waiting).await.unwrap();
        }
    }
    assert_eq!(node.counted(&first).await, 2, "nothing moves over by itself");
    assert_eq!(node.counted(&second).await, 0);
}

#[tokio::test]
async fn where_a_look_is_asked_for_the_mail_alone_does_not_count() {
    let node = node().await;
    node.sends_mail();
    let looked_at = DeclarationDraft {
        approval: Approval {
            automatic: Vec::new(),
            manual: vec![Approver::Public],
        },
        ..draft("Water")
    };
    let card = node.open(looked_at).await;
    let (_, id) = node.sign(&card, &person("Ama", "GH", "ama@mail.example")).await;
    let (_, link) = node.mailed().await.remove(0);
    assert_eq!(node.confirm_by_link(&link).await.unwrap().status, Status::InReview);
    assert_eq!(node.counted(&card).await, 0);
    node.confirm_endorsement(&node.owner, id, Check::Mail, "")
        .await
        .unwrap();
    assert_eq!(node.counted(&card).await, 1);
}

#[tokio::test]
async fn nobody_but_the_link_in_the_mail_confirms_a_mail_address() {
    let node = node().await;
    node.sends_mail();
    let card = node.open(draft("Water")).await;
    for mail in ["", "ama@mail.example"] {
        let (_, id) = node.sign(&card, &person("Ama", "GH", mail)).await;
        assert!(is_refused(
            &node.confirm_endorsement(&node.owner, id, Check::Mail, "").await
        ));
        assert_eq!(node.row(id).await.status, Status::Pending);
    }
    assert_eq!(node.counted(&card).await, 0);
}

#[tokio::test]
async fn the_ladder_of_checks_is_shown_and_counted() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    node.endorse_it(&card).await;
    for (check, name) in Check::all().zip(["Ama", "Esi", "Kofi", "Yaa", "Adjoa", "Kwame", "Abena"]) {
        if check == Check::Mail {
            node.sends_mail();
            node.sign(&card, &person(name, "GH", "ama@mail.example")).await;
            let link = node.mailed_to("ama@mail.example").await;
            node.confirm_by_link(&link).await.unwrap();
            continue;
        }
        let (_, id) = node.sign(&card, &person(name, "GH", "")).await;
        node.confirm_endorsement(&node.owner, id, check, "").await.unwrap();
    }
    let figures = node.figures(&card).await;
    assert_eq!(figures.counted.total(), 8);
    for check in Check::all() {
        let expected = if check == Check::OwnDomain { 2 } else { 1 };
        assert_eq!(figures.by_check.of(&check), expected, "{}", check.as_str());
    }
    let levels: Vec<u64> = (0..=3).map(|level| figures.by_level.of(&level)).collect();
    assert_eq!(levels, [3, 2, 1, 1]);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn one_mailbox_signs_once_and_nothing_is_dropped() {
    let node = node().await;
    node.sends_mail();
    let card = node.open(draft("Water")).await;
    let (_, first) = node.sign(&card, &person("Ama", "GH", "ama@mail.example")).await;
    let (_, second) = node.sign(&card, &person("Ama Mensah", "GH", "AMA@mail.example")).await;
    assert_eq!(
        (node.row(first).await.status, node.row(second).await.status),
        (Status::Duplicate, Status::Pending)
    );
    let link = node.mailed_to("AMA@mail.example").await;
    node.confirm_by_link(&link).await.unwrap();
    assert_eq!(node.counted(&card).await, 1);
    let (third_link, third) = node.sign(&card, &person("Ama M.", "GH", "ama@mail.example")).await;
    let row = node.row(third).await;
    assert_eq!((row.status, row.merged_into), (Status::Duplicate, Some(second)));
    let told = node.endorsement_receipt(third_link.expose()).await.unwrap();
    assert_eq!(
        told.status,
        Status::Pending,
        "whether a mailbox has signed is not for whoever types it"
    );
    let figures = node.figures(&card).await;
    assert_eq!((figures.counted.total(), figures.apart.duplicates), (1, 2));
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn whoever_types_the_mailbox_of_another_keeps_it_from_nothing() {
    let node = node().await;
    node.sends_mail();
    let card = node.open(draft("Water")).await;
    let (_, real) = node.sign(&card, &person("Ama", "GH", "ama@mail.example")).await;
    let (_, link) = node.mailed().await.remove(0);
    // Somebody else types the same address again and again: after three mails within the hour none goes out.
    let mut others = Vec::new();
    for number in 0..4 {
        others.push(
            node.sign(&card, &person(&format!("Mallory {number}"), "GH", "ama@mail.example"))
                .await
                .1,
        );
    }
    let receipt = node.confirm_by_link(&link).await.unwrap();
    assert_eq!(
        (receipt.status, receipt.id),
        (Status::Recorded, real),
        "the mailbox confirms what it was asked for"
    );
    for other in others {
        assert_eq!(node.row(other).await.status, Status::Duplicate);
    }
    assert_eq!(node.counted(&card).await, 1);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn a_name_that_looks_the_same_waits_for_a_person_even_when_its_mailbox_is_another_one() {
    let node = node().await;
    node.sends_mail();
    let card = node.open(draft("Water")).await;
    node.sign(&card, &organisation("Water Circle", "GH", "one@mail.example"))
        .await;
    // The same name with a Cyrillic letter.
    let (_, second) = node
        .sign(&card, &organisation("W\u{430}ter Circle", "GH", "two@mail.example"))
        .await;
    let mails = node.mailed().await;
    let link = |address: &str| mails.iter().find(|(to, _)| to == address).unwrap().1.clone();
    node.confirm_by_link(&link("one@mail.example")).await.unwrap();
    let second_answer = node.confirm_by_link(&link("two@mail.example")).await.unwrap();
    assert_eq!(second_answer.status, Status::InReview);
    assert_eq!(
        (node.counted(&card).await, node.figures(&card).await.apart.in_review),
        (1, 1)
    );
    let queue = node
        .declaration_queue(&node.owner, card.id, Status::InReview, None)
        .await
        .unwrap();
    assert_eq!(queue.items[0].id, second);
    let similar = &queue.items[0].similar[0];
    assert_eq!((similar.same_name, similar.same_mail), (true, false));
}

#[tokio::test]
async fn the_mail_of_a_signature_that_was_erased_is_not_sent() {
    let node = node().await;
    node.sends_mail();
    let card = node.open(draft("Water")).await;
    let (secret, _) = node.sign(&card, &person("Ama Mensah", "GH", "ama@mail.example")).await;
    node.erase_by_link(secret.expose()).await.unwrap();
    assert!(node.mailed().await.is_empty(), "the name in it is gone too");
}

#[tokio::test]
async fn what_waits_too_long_stays_what_it_is() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, _) = node.sign(&card, &person("Ama", "GH", "")).await;
    node.pass(TimeDelta::days(400));
    node.tidy_declarations().await.unwrap();
    assert_eq!(
        node.endorsement_receipt(secret.expose()).await.unwrap().status,
        Status::Pending
    );
}
