//! Writing, opening, revising, closing: after opening not one byte of the text changes (EN1, PD4).

use chrono::TimeDelta;
use domain::{
    account::Role,
    declaration::{DeclarationDraft, State},
    endorsement::{Check, Status},
    ids::DeclarationId,
};
use evidence::text_digest::text_digest;
use operations::{Caller, OperationError, view::declarations::DeclarationNotice};
use serde_json::{Value, json};
use storage::declarations::{self, Declaration};

use super::{Node, draft, invalid, is_forbidden, is_not_found, is_refused, log_in, node, organisation, person};

impl Node {
    async fn stored(&self, id: DeclarationId) -> Declaration {
        declarations::get(&self.db(), id).await.unwrap().unwrap()
    }

    /// Changes the stored text, as somebody with the database in his hands would.
    async fn tamper(&self, id: DeclarationId, change: impl FnOnce(&mut Value)) {
        let mut row = self.stored(id).await;
        let mut article: Value = serde_json::from_slice(row.document.as_deref().unwrap()).unwrap();
        change(&mut article);
        row.document = Some(article.to_string().into_bytes());
        let tx = self.store.begin().await.unwrap();
        declarations::change(&tx, &row).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn en1_what_was_previewed_is_what_is_frozen_served_and_logged() {
    let node = node().await;
    let begun = node
        .start_declaration(&node.owner, node.water, draft("Water"))
        .await
        .unwrap();
    let preview = node.preview_declaration(&node.owner, begun.id).await.unwrap();
    assert!(
        is_not_found(&node.declaration_page(&Caller::Visitor, "water").await),
        "a draft is nobody's business"
    );
    let object = node.stored(begun.id).await.object;
    assert!(node.document(&object, None).await.is_err(), "it never leaves the node");

    let card = node.open_draft(begun.id).await;

    let article = node.served(&card.object).await;
    assert_eq!(text_digest(&article).unwrap(), preview.digest);
    assert_eq!(article["bandung:canonicalDigest"], preview.digest);
    assert_eq!(article["contentMap"]["fr"], preview.texts[1].content_html);
    assert_eq!(node.logged().await, ["open"]);
    let events = node.log_events(super::LOG, None, 0).await.unwrap();
    assert_eq!(
        events["events"][0]["document"], article,
        "the log opens to the article as it was opened"
    );
    assert_eq!(node.last_sent("Create").await.unwrap()["object"]["id"], card.object);
    let page = node.declaration_page(&Caller::Visitor, "water").await.unwrap();
    assert!(page.intact && page.form_open);
    assert_eq!(page.card.state, State::Open);
    assert_eq!(node.noted().await[0], "declaration.open");
}

#[tokio::test]
async fn opening_takes_the_title_typed_and_the_digest_of_the_preview() {
    let node = node().await;
    let begun = node
        .start_declaration(&node.owner, node.water, draft("Water"))
        .await
        .unwrap();
    let preview = node.preview_declaration(&node.owner, begun.id).await.unwrap();
    let open = async |title: &str, digest: &str| {
        node.open_declaration(&node.owner, &node.asked().await, begun.id, title, digest)
            .await
    };
    assert_eq!(invalid(open("Wine", &preview.digest).await), ["title"]);
    assert!(matches!(open("Water", "zQmOther").await, Err(OperationError::Conflict)));

    // Somebody else changes a word between the preview and the button.
    let changed = draft("Water!");
    node.save_declaration(&node.owner, begun.id, begun.version, changed)
        .await
        .unwrap();
    assert!(matches!(
        open("Water!", &preview.digest).await,
        Err(OperationError::Conflict)
    ));
    assert!(node.logged().await.is_empty());
    assert!(open(" Water  ! ", "x").await.is_err());
    node.open_draft(begun.id).await;
}

#[tokio::test]
async fn two_who_write_one_draft_lose_nothing() {
    let node = node().await;
    let begun = node
        .start_declaration(&node.owner, node.water, draft("Water"))
        .await
        .unwrap();
    let first = node
        .save_declaration(&node.owner, begun.id, begun.version, draft("Water one"))
        .await
        .unwrap();
    let second = node
        .save_declaration(&node.owner, begun.id, begun.version, draft("Water two"))
        .await;
    assert!(matches!(second, Err(OperationError::Conflict)));
    let kept = node.declaration_draft(&node.owner, begun.id).await.unwrap();
    assert_eq!((kept.version, kept.draft), (first.version, first.draft));
}

#[tokio::test]
async fn who_may_write_open_and_close_is_the_table_of_roles() {
    let node = node().await;
    let contributor = node.member("cleo", node.water, Role::Contributor).await;
    let editor = node.member("edda", node.water, Role::Editor).await;
    let viewer = node.member("vera", node.water, Role::Viewer).await;
    let (_, stranger) = node.other().await;
    let begin = async |session| node.start_declaration(session, node.water, draft("Water")).await;
    assert!(is_forbidden(&begin(&viewer).await));
    assert!(
        is_not_found(&begin(&stranger).await),
        "foreign and missing are one answer (RO2)"
    );
    let begun = begin(&contributor).await.unwrap();
    assert!(is_not_found(&node.declaration_draft(&stranger, begun.id).await));
    assert!(is_not_found(
        &node.save_declaration(&stranger, begun.id, 1, draft("Wine")).await
    ));
    assert!(node.declaration_draft(&viewer, begun.id).await.is_ok());
    let preview = node.preview_declaration(&editor, begun.id).await.unwrap();
    for session in [&contributor, &editor, &viewer, &stranger] {
        let proof = node.proof_of(session).await;
        let answer = node
            .open_declaration(session, &proof, begun.id, "Water", &preview.digest)
            .await;
        assert!(
            is_forbidden(&answer) || is_not_found(&answer),
            "{:?}",
            session.person().login
        );
        assert!(is_not_found(&answer) == std::ptr::eq(session, &stranger));
    }
    // The proof of one person is not the proof of another one.
    let proof_of_another = node.proof_of(&editor).await;
    let borrowed = node
        .open_declaration(&node.owner, &proof_of_another, begun.id, "Water", &preview.digest)
        .await;
    assert!(matches!(borrowed, Err(OperationError::NotSignedIn)));
    let owner = node.member("oumou", node.water, Role::Owner).await;
    for wrong in [None, Some("wrong".to_owned().into())] {
        assert!(matches!(
            node.step_up(&owner, wrong).await,
            Err(OperationError::NotSignedIn)
        ));
    }
    let card = node.open_draft(begun.id).await;
    let close = async |session| {
        let proof = node.proof_of(session).await;
        node.close_declaration(session, &proof, card.id, false).await
    };
    assert!(is_forbidden(&close(&editor).await));
    assert!(is_not_found(&close(&stranger).await));
    assert!(is_forbidden(
        &node.extend_declaration(&editor, card.id, node.now()).await
    ));
    assert!(is_forbidden(&node.revise_declaration(&editor, card.id).await));
    assert_eq!(node.logged().await, ["open"]);
    assert_eq!(close(&node.owner).await.unwrap().state, State::Closed);
}

#[tokio::test]
async fn e03_by_form_nothing_of_an_open_text_can_be_changed() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let before = node.served(&card.object).await;
    let one = "Water";
    let space = draft("Water ");
    let mut fewer = draft(one);
    fewer.texts.pop();
    let mut decomposed = draft(one);
    decomposed.texts[1].title = "De\u{301}".to_owned();
    let mut lines = draft(one);
    lines.texts[0].source = "We ask for water.\r\n\r\nAll of it.".to_owned();
    for changed in [space, fewer, decomposed, lines] {
        assert!(is_refused(
            &node.save_declaration(&node.owner, card.id, 1, changed).await
        ));
    }
    assert!(is_refused(&node.discard_declaration(&node.owner, card.id).await));
    assert!(is_refused(&node.preview_declaration(&node.owner, card.id).await));
    let digest = node.digest_of(&card).await;
    let again = node
        .open_declaration(&node.owner, &node.asked().await, card.id, one, &digest)
        .await;
    assert!(is_refused(&again), "it opens once");
    assert_eq!(node.served(&card.object).await, before);
    assert_eq!(node.logged().await, ["open"]);
}

async fn e03_in_the_database(change: impl FnOnce(&mut Value)) {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, id) = node.sign(&card, &person("Ama", "GH", "")).await;
    let digest = node.digest_of(&card).await;
    let before = node.stored(card.id).await;
    node.tamper(card.id, change).await;
    let rows = node.rows().await;

    assert_eq!(
        node.check_frozen_texts().await.unwrap(),
        std::slice::from_ref(&card.object)
    );

    let page = node.declaration_page(&Caller::Visitor, &card.slug).await.unwrap();
    assert!(!page.intact, "it is shown as not the text that was opened");
    assert!(!page.form_open && !page.can_endorse);
    let sign = node
        .sign_declaration(&card.slug, &digest, &person("Kofi", "GH", ""), "192.0.2.7")
        .await;
    assert!(is_refused(&sign));
    assert!(is_refused(
        &node.confirm_endorsement(&node.owner, id, Check::Phone, "").await
    ));
    assert!(
        node.close_declaration(&node.owner, &node.asked().await, card.id, false)
            .await
            .is_err()
    );
    assert!(
        node.extend_declaration(&node.owner, card.id, node.now() + TimeDelta::days(1))
            .await
            .is_err()
    );
    let proof = node.asked().await;
    let (endorse, own) = (node.form_with(&digest), node.water);
    assert!(is_refused(
        &node.endorse(&node.owner, &proof, own, card.id, endorse).await
    ));
    assert_eq!(node.rows().await, rows, "nothing was stored");
    assert_eq!(node.noted().await[0], "declaration.broken");

    // Whoever signed may still take it back.
    assert_eq!(
        node.withdraw_by_link(secret.expose()).await.unwrap().status,
        Status::Withdrawn
    );

    // From a backup: it is whole again.
    let tx = node.store.begin().await.unwrap();
    declarations::change(&tx, &before).await.unwrap();
    tx.commit().await.unwrap();
    assert!(node.check_frozen_texts().await.unwrap().is_empty());
    assert!(
        node.declaration_page(&Caller::Visitor, &card.slug)
            .await
            .unwrap()
            .intact
    );
    node.sign(&card, &person("Kofi", "GH", "")).await;
}

impl Node {
    pub(super) fn form_with(&self, digest: &str) -> operations::EndorseForm {
        operations::EndorseForm {
            digest: digest.to_owned(),
            language: "en".to_owned(),
            stance: domain::endorsement::Stance::Full,
            reservation: String::new(),
            person: String::new(),
            role: String::new(),
            visibility: domain::endorsement::Visibility::Public,
        }
    }
}

#[tokio::test]
async fn e03_a_space_more_in_the_database_is_found_and_nothing_is_done_with_it() {
    Box::pin(e03_in_the_database(|article| {
        article["contentMap"]["en"] = json!("<p>We ask for  water.</p>");
    }))
    .await;
}

#[tokio::test]
async fn e03_a_language_less_in_the_database_is_found_and_nothing_is_done_with_it() {
    Box::pin(e03_in_the_database(|article| {
        article["contentMap"].as_object_mut().unwrap().remove("fr");
    }))
    .await;
}

#[tokio::test]
async fn e03_another_normal_form_in_the_database_is_found_and_nothing_is_done_with_it() {
    Box::pin(e03_in_the_database(|article| {
        article["nameMap"]["fr"] = json!("De l’e\u{301}au");
    }))
    .await;
}

#[tokio::test]
async fn e03_other_line_ends_in_the_database_are_found_and_nothing_is_done_with_them() {
    Box::pin(e03_in_the_database(|article| {
        article["contentMap"]["en"] = json!("<p>We ask for water.</p>\r\n<p>All of it.</p>");
    }))
    .await;
}

#[tokio::test]
async fn en1_what_nobody_sees_is_refused_and_never_normalised() {
    let node = node().await;
    for (what, source) in [
        ("decomposed", "We ask for cafe\u{301}."),
        ("a bidi control", "We ask \u{202E}for water."),
        ("an isolate", "We ask \u{2066}for\u{2069} water."),
        ("a control", "We ask \u{7}for water."),
        ("markup", "We ask <script>for</script> water."),
    ] {
        let mut wrong = draft("Water");
        wrong.texts[0].source = source.to_owned();
        let begun = node
            .start_declaration(&node.owner, node.water, wrong.clone())
            .await
            .unwrap();
        assert_eq!(begun.draft, wrong, "{what}: what was typed is kept");
        assert!(!begun.faults.is_empty(), "{what} is told");
        let preview = node.preview_declaration(&node.owner, begun.id).await;
        assert!(preview.is_err(), "{what} cannot be frozen");
        let open = node
            .open_declaration(&node.owner, &node.asked().await, begun.id, "Water", "")
            .await;
        assert!(open.is_err(), "{what}");
    }
    assert!(node.logged().await.is_empty());
}

#[tokio::test]
async fn p24_a_changed_text_is_a_new_revision_that_starts_at_zero_and_asks_again() {
    let node = node().await;
    let first = node.open(draft("Water")).await;
    node.endorse_it(&first).await;
    node.signed(&first, &person("Ama", "GH", "")).await;
    let begun = node.revise_declaration(&node.owner, first.id).await.unwrap();
    assert_eq!(
        node.revise_declaration(&node.owner, first.id).await.unwrap().id,
        begun.id,
        "one draft at a time"
    );
    assert_eq!(begun.revision, 2);
    let mut changed = draft("Water");
    changed.texts[0].source = "We ask for clean water.\n\nAll of it.".to_owned();
    node.save_declaration(&node.owner, begun.id, begun.version, changed)
        .await
        .unwrap();

    let second = node.open_draft(begun.id).await;

    assert_ne!((&second.object, second.revision), (&first.object, first.revision));
    assert_eq!(node.counted(&second).await, 0);
    assert_eq!(
        node.counted(&first).await,
        2,
        "endorsements stay with the text that they endorsed"
    );
    let old = node.served(&first.object).await;
    assert_eq!(old["bandung:revisedBy"], second.object);
    let new = node.served(&second.object).await;
    assert_eq!(
        (&new["bandung:revises"], &new["bandung:revision"]),
        (&json!(first.object), &json!(2))
    );
    assert_eq!(
        text_digest(&old).unwrap(),
        old["bandung:canonicalDigest"].as_str().unwrap()
    );
    let page = node.declaration_page(&Caller::Visitor, &first.slug).await.unwrap();
    assert_eq!(page.revised_by.unwrap().object, second.object);
    assert!(!page.form_open, "the newer text is the one to sign");
    assert!(
        is_refused(&node.revise_declaration(&node.owner, first.id).await),
        "revise the newer one"
    );
    let difference = node.declaration_difference(&second.slug, "en").await.unwrap();
    let added = difference
        .iter()
        .filter(|part| matches!(part, operations::view::declarations::DiffPart::Added(_)));
    assert_eq!(added.count(), 1);

    let notices = node.declaration_notices(&node.owner).await.unwrap();
    let revised = notices
        .iter()
        .any(|notice| matches!(notice, DeclarationNotice::Revised { .. }));
    assert!(revised, "who endorsed is asked again: {notices:?}");
    node.endorse_it(&second).await;
    assert_eq!((node.counted(&first).await, node.counted(&second).await), (2, 1));
    let notices = node.declaration_notices(&node.owner).await.unwrap();
    assert!(
        !notices
            .iter()
            .any(|notice| matches!(notice, DeclarationNotice::Revised { .. }))
    );
    node.assert_verifies(&first).await;
    node.assert_verifies(&second).await;
}

#[tokio::test]
async fn an_old_text_cannot_be_signed_by_who_has_its_form_open() {
    let node = node().await;
    let first = node.open(draft("Water")).await;
    let digest = node.digest_of(&first).await;
    let begun = node.revise_declaration(&node.owner, first.id).await.unwrap();
    let second = node.open_draft(begun.id).await;
    // The digest of the one with the address of the other.
    let mixed = node
        .sign_declaration(&second.slug, &digest, &person("Ama", "GH", ""), "192.0.2.7")
        .await;
    assert!(matches!(mixed, Err(OperationError::Conflict)));
}

fn until(draft: DeclarationDraft, closes: &str, late: &str) -> DeclarationDraft {
    DeclarationDraft {
        closes_at: closes.to_owned(),
        late: late.to_owned(),
        ..draft
    }
}

#[tokio::test]
async fn the_closing_date_moves_only_later_and_the_text_stays() {
    let node = node().await;
    let card = node.open(until(draft("Water"), "2027-02-01", "")).await;
    let digest = node.digest_of(&card).await;
    let end = card.closes_at.unwrap();
    for to in [end, end - TimeDelta::days(1), node.now() - TimeDelta::days(1)] {
        assert!(
            is_refused(&node.extend_declaration(&node.owner, card.id, to).await),
            "{to}"
        );
    }
    let later = end + TimeDelta::days(10);
    let extended = node.extend_declaration(&node.owner, card.id, later).await.unwrap();
    assert_eq!(extended.closes_at, Some(later));
    assert_eq!(node.digest_of(&card).await, digest);
    let update = node.last_sent("Update").await.unwrap();
    assert_eq!(update["object"]["bandung:closesAt"], "2027-02-11T23:59:59Z");
    assert_eq!(text_digest(&update["object"]).unwrap(), digest);
    let endless = node.open(draft("Wine")).await;
    assert!(
        is_refused(&node.extend_declaration(&node.owner, endless.id, later).await),
        "it has no date"
    );
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn a_closing_date_in_the_past_opens_nothing() {
    let node = node().await;
    let begun = node
        .start_declaration(&node.owner, node.water, until(draft("Water"), "2027-01-01", ""))
        .await
        .unwrap();
    let preview = node.preview_declaration(&node.owner, begun.id).await.unwrap();
    let open = node
        .open_declaration(&node.owner, &node.asked().await, begun.id, "Water", &preview.digest)
        .await;
    assert!(is_refused(&open));
}

#[tokio::test]
async fn e06_after_the_closing_date_nothing_is_taken_and_it_closes_by_itself_with_its_last_tally() {
    let node = node().await;
    let card = node.open(until(draft("Water"), "2027-02-01", "")).await;
    node.endorse_it(&card).await;
    let (_, waiting) = node.sign(&card, &person("Ama", "GH", "")).await;
    let digest = node.digest_of(&card).await;
    node.pass(TimeDelta::days(30));

    let sign = node
        .sign_declaration(&card.slug, &digest, &person("Kofi", "GH", ""), "192.0.2.7")
        .await;
    assert!(is_refused(&sign), "the date itself closes it");
    node.tidy_declarations().await.unwrap();

    assert_eq!(node.logged().await, ["open", "endorse", "close"]);
    let page = node.declaration_page(&Caller::Visitor, &card.slug).await.unwrap();
    assert_eq!(page.card.state, State::Closed);
    assert!(is_refused(
        &node.confirm_endorsement(&node.owner, waiting, Check::Phone, "").await
    ));
    assert!(is_refused(
        &node
            .extend_declaration(&node.owner, card.id, node.now() + TimeDelta::days(9))
            .await
    ));
    let events = node.log_events(super::LOG, None, 0).await.unwrap();
    let last = &events["events"][2]["document"];
    assert_eq!(
        (&last["bandung:organisations"], &last["bandung:treeSize"]),
        (&json!(1), &json!(2))
    );
    node.assert_verifies(&card).await;
    node.tidy_declarations().await.unwrap();
    assert_eq!(node.logged().await.len(), 3, "it closes once");
}

#[tokio::test]
async fn e06_late_ones_are_shown_apart_where_the_declaration_says_so() {
    let node = node().await;
    let card = node.open(until(draft("Water"), "2027-02-01", "shown-separately")).await;
    node.signed(&card, &person("Ama", "GH", "")).await;
    node.pass(TimeDelta::days(30));
    node.tidy_declarations().await.unwrap();
    node.signed(&card, &person("Kofi", "GH", "")).await;
    let own = node.form(&card).await;
    node.endorse(&node.owner, &node.asked().await, node.water, card.id, own)
        .await
        .unwrap();

    let figures = node.figures(&card).await;
    assert_eq!((figures.counted.total(), figures.apart.late), (1, 2));
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn before_its_opening_date_nobody_endorses() {
    let node = node().await;
    let card = node
        .open(DeclarationDraft {
            opens_at: "2027-01-20".to_owned(),
            ..draft("Water")
        })
        .await;
    let digest = node.digest_of(&card).await;
    let sign = async || {
        node.sign_declaration(&card.slug, &digest, &person("Ama", "GH", ""), "192.0.2.7")
            .await
    };
    assert!(is_refused(&sign().await));
    let own = node.form_with(&digest);
    assert!(is_refused(
        &node
            .endorse(&node.owner, &node.asked().await, node.water, card.id, own)
            .await
    ));
    assert!(
        !node
            .declaration_page(&Caller::Visitor, &card.slug)
            .await
            .unwrap()
            .form_open
    );
    node.pass(TimeDelta::days(6));
    sign().await.unwrap();
}

#[tokio::test]
async fn pr7_mail_addresses_are_deleted_ninety_days_after_closing() {
    let node = node().await;
    let card = node.open(until(draft("Water"), "2027-02-01", "")).await;
    let (_, counted) = node.signed(&card, &person("Ama", "GH", "ama@mail.example")).await;
    let (_, waiting) = node.sign(&card, &organisation("Fern", "GH", "fern@mail.example")).await;
    assert!(node.row(counted).await.mail.is_some());
    node.pass(TimeDelta::days(18));
    node.tidy_declarations().await.unwrap();
    node.pass(TimeDelta::days(89));
    node.tidy_declarations().await.unwrap();
    assert!(node.row(counted).await.mail.is_some(), "not before");
    node.pass(TimeDelta::days(2));
    node.tidy_declarations().await.unwrap();
    for id in [counted, waiting] {
        let row = node.row(id).await;
        assert_eq!((row.mail, row.mail_key), (None, None));
    }
    assert!(node.noted().await.contains(&"declaration.forget-mails".to_owned()));
    assert_eq!(node.counted(&card).await, 1);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn a_contributor_of_today_sees_todays_drafts() {
    let node = node().await;
    let editor = node.member("edda", node.water, Role::Editor).await;
    node.start_declaration(&editor, node.water, draft("Water"))
        .await
        .unwrap();
    assert_eq!(node.declaration_drafts(&editor).await.unwrap().len(), 1);
    let person = editor.person().id;
    let step_up = node.proof_of(&node.operator).await;
    node.set_role(&node.operator, &step_up, person, node.water, None)
        .await
        .unwrap();
    let gone = log_in(&node, "edda").await;
    assert!(node.declaration_drafts(&gone).await.unwrap().is_empty());
}
