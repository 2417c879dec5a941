//! What signers hide: only they show it again, and small cells name nobody (PR1, PR2, E20).

use chrono::TimeDelta;
use domain::endorsement::{SignatureDraft, Status, Visibility};
use domain::vocabulary::Country;
use operations::view::declarations::NamesFilter;
use serde_json::Value;

use super::{Node, draft, hidden, is_forbidden, is_refused, node, organisation, person};

impl Node {
    /// All that others can learn: served documents, events of the log, the bundle's parts, lists and figures.
    async fn everything_public(&self, card: &operations::view::declarations::DeclarationCard) -> String {
        let mut all = String::new();
        let mut add = |value: Value| all.push_str(&value.to_string());
        add(self.served(&format!("{}/tally", card.object)).await);
        add(self.served(&format!("{}/endorsements?page=1", card.object)).await);
        add(self.log_events(super::LOG, None, 0).await.unwrap());
        for sent in self.all_sent().await {
            add(sent);
        }
        let names = self
            .declaration_names(&card.slug, &NamesFilter::default(), None)
            .await
            .unwrap();
        add(serde_json::to_value(&names.items).unwrap());
        add(serde_json::to_value(self.declaration_tally(&card.slug).await.unwrap()).unwrap());
        for row in names.items {
            add(serde_json::to_value(&row).unwrap());
        }
        for entry in storage::log::entries(&self.db(), super::LOG, 0, 1_000).await.unwrap() {
            all.push_str(&entry.entry);
        }
        all
    }
}

#[tokio::test]
async fn pr1_the_organiser_hides_and_only_the_signer_shows_again() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let form = SignatureDraft {
        kind: "representative".to_owned(),
        organisation: "Reef Watch".to_owned(),
        ..person("Talia Tavita", "WS", "")
    };
    let (secret, first) = node.signed(&card, &form).await;
    assert!(node.everything_public(&card).await.contains("Talia Tavita"));

    let row = node
        .hide_endorsement(&node.owner, first, Visibility::NameHidden)
        .await
        .unwrap();
    let second = row.id;
    assert_ne!(second, first, "another document in its place");
    assert_eq!(node.row(first).await.status, Status::Erased);
    let shown = node.everything_public(&card).await;
    assert!(!shown.contains("Talia") && shown.contains("Reef Watch"));
    for words in ["Talia", "Tavita"] {
        let filter = NamesFilter {
            words: words.to_owned(),
            ..NamesFilter::default()
        };
        assert_eq!(
            node.declaration_names(&card.slug, &filter, None).await.unwrap().total,
            Some(0)
        );
    }
    let show = node.hide_endorsement(&node.owner, second, Visibility::Public).await;
    assert!(is_forbidden(&show), "the organiser never shows more");

    let third = node
        .hide_endorsement(&node.owner, second, Visibility::FullyHidden)
        .await
        .unwrap()
        .id;
    let shown = node.everything_public(&card).await;
    assert!(!shown.contains("Talia") && !shown.contains("Reef Watch"));
    assert!(is_forbidden(
        &node.hide_endorsement(&node.owner, third, Visibility::NameHidden).await
    ));
    assert_eq!(node.counted(&card).await, 1);

    // The private link of the beginning is still the signer's.
    let receipt = node.show_by_link(secret.expose(), Visibility::Public).await.unwrap();
    assert_eq!(receipt.signatory.person.as_deref(), Some("Talia Tavita"));
    assert!(node.everything_public(&card).await.contains("Talia Tavita"));
    let ended = node.row(third).await;
    assert_eq!(
        (ended.status, ended.reason.as_deref()),
        (Status::Revoked, Some("replaced"))
    );
    assert_eq!(node.counted(&card).await, 1);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn pr1_who_signs_hidden_was_never_shown_and_withdraws_like_all() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, id) = node.signed(&card, &hidden(person("Talia Tavita", "TV", ""))).await;
    let shown = node.everything_public(&card).await;
    assert!(!shown.contains("Talia") && !shown.contains("\"TV\""), "{shown}");
    assert!(
        shown.contains("hiddenCommitment"),
        "its kind is disclosed, the rest stands behind a commitment"
    );
    let receipt = node.endorsement_receipt(secret.expose()).await.unwrap();
    assert_eq!(
        receipt.signatory.country,
        Country::parse("TV"),
        "the signer sees all of it"
    );
    let queue = node
        .declaration_queue(&node.owner, card.id, Status::Recorded, None)
        .await
        .unwrap();
    assert_eq!(
        queue.items[0].signatory.person.as_deref(),
        Some("Talia Tavita"),
        "and so does the host"
    );
    node.assert_verifies(&card).await;
    node.withdraw_by_link(secret.expose()).await.unwrap();
    let shown = node.everything_public(&card).await;
    assert!(!shown.contains("Talia") && !shown.contains("\"TV\""));
    assert_eq!(
        (node.row(id).await.status, node.counted(&card).await),
        (Status::Withdrawn, 0)
    );
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn pr1_an_endorsement_that_ended_and_one_by_its_own_key_are_not_shown_otherwise() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let mine = node.endorse_it(&card).await;
    assert!(is_refused(
        &node
            .hide_endorsement(&node.owner, mine.id, Visibility::NameHidden)
            .await
    ));
    let (secret, _) = node.signed(&card, &person("Ama", "GH", "")).await;
    node.withdraw_by_link(secret.expose()).await.unwrap();
    let show = node.show_by_link(secret.expose(), Visibility::FullyHidden).await;
    assert!(is_refused(&show));
}

#[tokio::test]
async fn before_it_counts_a_signature_is_hidden_without_a_trace_in_the_log() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (secret, id) = node.sign(&card, &person("Ama", "GH", "")).await;
    node.show_by_link(secret.expose(), Visibility::FullyHidden)
        .await
        .unwrap();
    assert_eq!(
        node.row(id).await.signatory.person,
        None,
        "the name stands apart from what is listed"
    );
    node.confirm_endorsement(&node.owner, id, domain::endorsement::Check::Phone, "")
        .await
        .unwrap();
    assert!(!node.everything_public(&card).await.contains("Ama"));
    assert_eq!(node.logged().await, ["open", "record"]);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn pr2_fewer_than_three_hidden_signers_of_a_country_are_in_no_row_at_any_moment() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (tuvalu, samoa) = (Country::parse("TV").unwrap(), Country::parse("WS").unwrap());
    node.signed(&card, &person("Sina", "WS", "")).await;
    let mut before = node.figures(&card).await;
    for (number, name) in (1..=4).zip(["Talia", "Leota", "Fetu", "Manu"]) {
        node.pass(TimeDelta::hours(3));
        node.signed(&card, &hidden(person(name, "TV", ""))).await;
        let after = node.figures(&card).await;
        let row = after.row(tuvalu).map_or(0, |row| row.counted.total());
        assert_eq!(row, if number < 3 { 0 } else { number }, "after {number}");
        // Only the total and "undisclosed" move, as if it were anybody: the rows of others stay what they are.
        assert_eq!(after.counted.total(), before.counted.total() + 1);
        assert_eq!(after.row(samoa), before.row(samoa));
        let text = serde_json::to_string(&after).unwrap();
        assert!(!text.contains(name));
        if number < 3 {
            assert!(!text.contains("\"TV\""), "{text}");
        }
        before = after;
        node.assert_verifies(&card).await;
    }
}

#[tokio::test]
async fn pr2_of_a_hidden_signer_the_log_tells_no_language_and_no_minute() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    node.pass(TimeDelta::minutes(17));
    let form = SignatureDraft {
        language: "fr".to_owned(),
        ..hidden(person("Talia", "TV", ""))
    };
    let (_, id) = node.signed(&card, &form).await;
    let document = node.served(&node.row(id).await.object).await;
    assert_eq!(
        document["bandung:language"], "en",
        "the main language: a small cell of readers would name it"
    );
    assert_eq!(document["published"], "2027-01-15T08:00:00Z", "the hour");
    let node_of = document["bandung:signatory"].as_object().unwrap();
    let mut members: Vec<&str> = node_of.keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!(members, ["bandung:hiddenCommitment", "bandung:kind"]);
    node.assert_verifies(&card).await;
}

#[tokio::test]
async fn pr2_two_hidden_signers_with_one_name_have_different_commitments() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let mut commitments = Vec::new();
    for country in ["TV", "TV"] {
        let (_, id) = node
            .signed(&card, &hidden(organisation("Reef Watch", country, "")))
            .await;
        let document = node.served(&node.row(id).await.object).await;
        commitments.push(document["bandung:signatory"]["bandung:hiddenCommitment"].clone());
    }
    assert_ne!(
        commitments[0], commitments[1],
        "salted: nobody sees that they are alike"
    );
}

#[tokio::test]
async fn pr8_nothing_finer_than_a_country_is_kept_of_a_signer() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    let (_, id) = node.signed(&card, &person("Ama", "GH", "")).await;
    let document = node.served(&node.row(id).await.object).await;
    for finer in ["latitude", "longitude", "address", "location", "region"] {
        assert!(!super::contains(&document, finer), "{finer}");
    }
}

#[tokio::test]
async fn en5_the_log_holds_salted_commitments_whole_hours_and_no_name() {
    let node = node().await;
    let card = node.open(draft("Water")).await;
    node.pass(TimeDelta::minutes(17));
    for name in ["Ama Mensah", "Ama Mensah"] {
        node.signed(&card, &person(name, "GH", "")).await;
    }
    node.endorse_it(&card).await;
    let mut leaves = std::collections::BTreeSet::new();
    for row in storage::log::entries(&node.db(), super::LOG, 0, 100).await.unwrap() {
        let lines: Vec<&str> = row.entry.lines().collect();
        assert_eq!(lines.len(), 7, "{}", row.entry);
        assert_eq!(lines[6], "2027-01-15T08:00:00Z", "rounded down to the hour");
        for name in ["Mensah", "Water for all", "http"] {
            assert!(!row.entry.contains(name), "{}", row.entry);
        }
        assert!(leaves.insert(lines[5].to_owned()), "no two commitments are alike");
    }
    for broken in [
        "bandung-entry/v1\nendorse\n",
        "bandung-entry/v1\nunknown\n-\n-\n-\n-\n2027-01-15T08:00:00Z\n",
    ] {
        assert!(evidence::log::Entry::parse(broken.as_bytes()).is_err());
    }
}
