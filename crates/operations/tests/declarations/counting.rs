//! The node counts the endorsements of another server's declaration: by what the owner adds and removes, and by the log
//! that it mirrors (PROTOCOL 10.3 step 9, 14.5).

use domain::endorsement::Status;
use evidence::{
    keys::Ed25519Key,
    log::{Checkpoint, Entry, EntryKind, Frontier, KeyUse, NoteSigner, SignedCheckpoint, commitment, leaf_hash},
};
use operations::{EventsPage, Known, Receipt, RecountState};
use protocol::{
    endorsement::TallyDocument,
    services::{LogService, Services},
};
use serde_json::{Value, json};

use super::{offering::Guest, peer::Peer, refusal, text::Stamped};

impl Guest {
    /// An endorser from elsewhere that the node has met.
    async fn endorser(&self, host: &str) -> Peer {
        let peer = Peer::new(host, "b");
        self.node.meet(&peer).await;
        peer
    }

    fn stamped(&self, beta: &Peer, signed: &Value, index: u64) -> Stamped {
        self.host
            .stamps(&self.text, signed, &beta.announcing(signed), index, self.node.now())
    }

    fn adds(&self, signed: &Value, stamp: &Stamped) -> Value {
        let mut add = self.host.activity("Add", &signed["id"]);
        add["target"] = json!(format!("{}/endorsements", self.text.object));
        add["bandung:stamp"] = json!(stamp.id);
        add["bandung:receipt"] = stamp.receipt.clone();
        add
    }

    fn removes(&self, signed: &Value) -> Value {
        let mut remove = self.host.activity("Remove", &signed["id"]);
        remove["target"] = json!(format!("{}/endorsements", self.text.object));
        remove
    }

    async fn add(&self, beta: &Peer, signed: &Value, stamp: &Stamped) -> Result<Receipt, operations::OperationError> {
        let known = Known {
            more: vec![beta.fetched(signed), self.host.fetched(&stamp.document)],
            ..Known::default()
        };
        self.node
            .take_knowing(&self.host, &self.adds(signed, stamp), known)
            .await
    }

    async fn counts(&self) -> u64 {
        self.node.counted(&self.card().await).await
    }
}

#[tokio::test]
async fn what_the_owner_adds_is_checked_and_counted_once() {
    let guest = Guest::new().await;
    let beta = guest.endorser("beta.example").await;
    let signed = beta.signs(&guest.text, 1, guest.node.now());
    let stamp = guest.stamped(&beta, &signed, 1);
    for _ in 0..2 {
        guest.add(&beta, &signed, &stamp).await.unwrap();
        assert_eq!(guest.counts().await, 1);
    }
    let names = guest
        .node
        .declaration_names(&guest.card().await.slug, &Default::default(), None)
        .await
        .unwrap();
    assert_eq!(
        names.items[0].signatory.organisation.as_deref(),
        Some("Circle of beta.example")
    );
}

#[tokio::test]
async fn what_is_added_without_its_proof_stamp_or_receipt_counts_nothing() {
    let guest = Guest::new().await;
    let beta = guest.endorser("beta.example").await;
    let signed = beta.signs(&guest.text, 1, guest.node.now());
    let stamp = guest.stamped(&beta, &signed, 1);
    let bare = beta.endorses(&guest.text, 1, guest.node.now());
    assert_eq!(refusal(guest.add(&beta, &bare, &stamp).await).0, 403, "no proof");
    let other = beta.signs(&guest.text, 2, guest.node.now());
    let of_other = guest.stamped(&beta, &other, 1);
    assert_eq!(
        refusal(guest.add(&beta, &signed, &of_other).await),
        (403, "digest-mismatch"),
        "another's stamp"
    );
    let mut elsewhere = guest.adds(&signed, &stamp);
    elsewhere["bandung:receipt"]["bandung:logIndex"] = json!(9);
    let known = Known {
        more: vec![beta.fetched(&signed), guest.host.fetched(&stamp.document)],
        ..Known::default()
    };
    let answer = guest.node.take_knowing(&guest.host, &elsewhere, known).await;
    assert_eq!(refusal(answer), (403, "receipt-mismatch"));
    let mut foreign = beta.activity("Add", &signed["id"]);
    foreign["target"] = json!(format!("{}/endorsements", guest.text.object));
    assert!(guest.node.take(&beta, &foreign).await.is_err(), "only the owner adds");
    assert_eq!(guest.counts().await, 0);
    guest.add(&beta, &signed, &stamp).await.unwrap();
    assert_eq!(guest.counts().await, 1);
}

#[tokio::test]
async fn e05_at_who_counts_all_orders_of_added_withdrawn_removed_and_added_anew_end_alike() {
    let all = [0, 1, 2, 3];
    let mut orders = Vec::new();
    for a in all {
        for b in all {
            for c in all {
                for d in all {
                    let mut sorted = [a, b, c, d];
                    sorted.sort_unstable();
                    if sorted == all {
                        orders.push([a, b, c, d]);
                    }
                }
            }
        }
    }
    for order in orders {
        let guest = Guest::new().await;
        let beta = guest.endorser("beta.example").await;
        let (first, second) = (
            beta.signs(&guest.text, 1, guest.node.now()),
            beta.signs(&guest.text, 3, guest.node.now()),
        );
        let (one, two) = (guest.stamped(&beta, &first, 1), guest.stamped(&beta, &second, 3));
        let withdraws = beta.withdraws(&first, 2, guest.node.now());
        let removes = guest.removes(&first);
        for step in order {
            for _ in 0..2 {
                let _taken = match step {
                    0 => guest.add(&beta, &first, &one).await,
                    1 => guest.node.take(&beta, &withdraws).await,
                    2 => guest.node.take(&guest.host, &removes).await,
                    _ => guest.add(&beta, &second, &two).await,
                };
            }
        }
        assert_eq!(guest.counts().await, 1, "{order:?}");
        assert_eq!(
            guest.node.status(second["id"].as_str().unwrap()).await,
            Some(Status::Stamped),
            "{order:?}"
        );
    }
}

#[tokio::test]
async fn en9_what_its_signer_erases_is_destroyed_here_too_and_never_comes_back() {
    let guest = Guest::new().await;
    let beta = guest.endorser("beta.example").await;
    let signed = beta.signs(&guest.text, 1, guest.node.now());
    let stamp = guest.stamped(&beta, &signed, 1);
    guest.add(&beta, &signed, &stamp).await.unwrap();
    guest.node.take(&beta, &beta.erases(&signed)).await.unwrap();
    let row = guest.node.by_object(signed["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(
        (row.status, row.document, row.signatory.organisation),
        (Status::Erased, None, None)
    );
    assert_eq!(guest.counts().await, 0);
    let _again = guest.add(&beta, &signed, &stamp).await;
    assert_eq!(guest.counts().await, 0);
}

/// The log of the host, as a mirror gets it.
struct HostLog {
    signer: NoteSigner,
    entries: Vec<String>,
    events: Vec<Value>,
}

impl HostLog {
    fn of(guest: &Guest) -> Self {
        let key = Ed25519Key::from_seed(&[5; 32]).unwrap();
        let origin = format!("{}/ap/log/1", guest.host.host);
        Self {
            signer: NoteSigner::new(&origin, KeyUse::Log, key).unwrap(),
            entries: Vec::new(),
            events: Vec::new(),
        }
    }

    fn push(&mut self, guest: &Guest, kind: EntryKind, about: Option<u64>, document: Option<&Value>) -> u64 {
        let index = self.entries.len() as u64;
        let salt = evidence::keys::sha256(&index.to_be_bytes());
        let mut entry = Entry::new(kind, guest.node.now()).with_text_digest(guest.text.digest.clone());
        if let Some(about) = about {
            entry = entry.with_about(about);
        }
        if let Some(document) = document {
            entry = entry.with_commitment(commitment(&salt, document));
            self.events.push(json!({"index": index, "document": document,
                "salt": protocol::endorsement::Receipt { origin: String::new(), index, salt }.to_value()["bandung:logSalt"]}));
        }
        self.entries.push(entry.to_text().unwrap());
        index
    }

    fn push_stamped(&mut self, stamp: &Stamped, signed: &Value) {
        let index = self.entries.len() as u64;
        self.entries.push(stamp.entry.to_text().unwrap());
        self.events
            .push(json!({"index": index, "document": signed, "stamp": stamp.document,
            "salt": stamp.receipt["bandung:logSalt"]}));
    }

    fn tree(&self) -> Frontier {
        let mut tree = Frontier::default();
        for entry in &self.entries {
            tree.push(leaf_hash(entry.as_bytes()));
        }
        tree
    }

    /// The node mirrors all that is there, and what opens it.
    async fn mirror(&self, guest: &Guest) {
        let node = &guest.node;
        let origin = self.signer.verifier().name().to_owned();
        let services = Services {
            log: Some(LogService {
                key: self.signer.verifier().clone(),
                prefix: format!("https://{}/ap/log/1/", guest.host.host),
            }),
            ended: Vec::new(),
            witness: None,
        };
        node.met_node(&guest.host.host, &services).await.unwrap();
        let tree = self.tree();
        let checkpoint = Checkpoint {
            origin: origin.clone(),
            size: tree.size(),
            root: tree.root(),
        };
        let note = SignedCheckpoint::sign(checkpoint, &self.signer).to_string();
        let mut mirroring = node.begin_mirroring(&origin).await.unwrap();
        let have = usize::try_from(mirroring.size()).unwrap();
        let new: Vec<&[u8]> = self.entries[have..].iter().map(String::as_bytes).collect();
        node.mirror_entries(&mut mirroring, &new).await.unwrap();
        assert!(node.settle_mirror(mirroring, &note).await.unwrap());
        let page = EventsPage {
            last: Some(tree.size() - 1),
            end: true,
            events: self.events.clone(),
        };
        node.take_events(&origin, &page).await.unwrap();
    }

    /// What the host publishes, with `organisations` in the place of the truth.
    fn tally(&self, guest: &Guest, organisations: u64, withdrawn: u64, erased: u64) -> Value {
        let tree = self.tree();
        let figures = evidence::tally::Totals {
            organisations,
            countries: u64::from(organisations > 0),
            by_country: (organisations > 0)
                .then(|| ("BD".to_owned(), organisations))
                .into_iter()
                .collect(),
            own_key: organisations,
            withdrawn,
            erased,
            ..Default::default()
        };
        let made = protocol::endorsement::tally(&TallyDocument {
            object: &format!("{}/tally", guest.text.object),
            owner: &guest.host.id,
            declaration: &guest.text.object,
            digest: &guest.text.digest,
            origin: self.signer.verifier().name(),
            tree_size: tree.size(),
            root: &tree.root(),
            figures: &figures,
            undisclosed_countries: 0,
            un_members: u64::from(organisations > 0),
            at: guest.node.now(),
        });
        guest.host.prove(&made, guest.node.now())
    }

    async fn compare(&self, guest: &Guest, published: &Value) -> RecountState {
        let bytes = published.to_string().into_bytes();
        guest.node.compare_tally(&guest.text.object, &bytes).await.unwrap().0
    }
}

#[tokio::test]
async fn p09_a_mirror_has_the_names_and_numbers_of_the_log_without_a_single_activity() {
    let guest = Guest::new().await;
    let (beta, gamma) = (
        guest.endorser("beta.example").await,
        guest.endorser("gamma.example").await,
    );
    let mut log = HostLog::of(&guest);
    log.push(&guest, EntryKind::Open, None, Some(&guest.article));
    let (one, two) = (
        beta.signs(&guest.text, 1, guest.node.now()),
        gamma.signs(&guest.text, 1, guest.node.now()),
    );
    log.push_stamped(&guest.stamped(&beta, &one, 1), &one);
    log.push_stamped(&guest.stamped(&gamma, &two, 2), &two);
    log.mirror(&guest).await;
    assert_eq!(
        log.compare(&guest, &log.tally(&guest, 2, 0, 0)).await,
        RecountState::Same
    );
    assert_eq!(guest.counts().await, 2);

    let withdrawn = beta.withdraws(&one, 2, guest.node.now())["object"].clone();
    log.push(&guest, EntryKind::Withdraw, Some(1), Some(&withdrawn));
    log.push(&guest, EntryKind::Erase, Some(2), None);
    log.events.retain(|event| event["index"] != json!(2));
    log.mirror(&guest).await;
    assert_eq!(
        log.compare(&guest, &log.tally(&guest, 0, 1, 1)).await,
        RecountState::Same
    );
    assert_eq!(guest.counts().await, 0);
    let erased = guest.node.by_object(two["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(
        (erased.status, erased.document),
        (Status::Erased, None),
        "the log itself says so"
    );
    // The news comes late, and changes nothing.
    let stamp = guest.stamped(&beta, &one, 1);
    guest.add(&beta, &one, &stamp).await.unwrap();
    guest
        .node
        .take(&beta, &beta.withdraws(&one, 2, guest.node.now()))
        .await
        .unwrap();
    assert_eq!(guest.counts().await, 0);
}

#[tokio::test]
async fn e08_a_host_that_publishes_more_or_less_than_its_log_is_said_not_to_verify() {
    let guest = Guest::new().await;
    let beta = guest.endorser("beta.example").await;
    let mut log = HostLog::of(&guest);
    log.push(&guest, EntryKind::Open, None, Some(&guest.article));
    let one = beta.signs(&guest.text, 1, guest.node.now());
    log.push_stamped(&guest.stamped(&beta, &one, 1), &one);
    log.mirror(&guest).await;
    let slug = guest.card().await.slug;
    for organisations in [2, 0, 1_023] {
        let state = log.compare(&guest, &log.tally(&guest, organisations, 0, 0)).await;
        assert_eq!(state, RecountState::Differs("tally-mismatch"), "{organisations}");
        let page = guest.node.declaration_tally(&slug).await.unwrap();
        assert_eq!(page.broken.as_deref(), Some("tally-mismatch"));
        assert_eq!(page.figures.counted.total(), 1, "what is shown is what the log gives");
    }
    assert_eq!(
        log.compare(&guest, &log.tally(&guest, 1, 0, 0)).await,
        RecountState::Same
    );
    assert_eq!(guest.node.declaration_tally(&slug).await.unwrap().broken, None);
}

#[tokio::test]
async fn e08_a_host_that_never_shows_what_it_counts_is_doubted_and_after_a_day_does_not_verify() {
    let guest = Guest::new().await;
    let beta = guest.endorser("beta.example").await;
    let mut log = HostLog::of(&guest);
    log.push(&guest, EntryKind::Open, None, Some(&guest.article));
    let one = beta.signs(&guest.text, 1, guest.node.now());
    log.push_stamped(&guest.stamped(&beta, &one, 1), &one);
    // An entry that nobody can open, counted all the same.
    log.push(
        &guest,
        EntryKind::Record,
        None,
        Some(&json!({"id": "https://host.example/nobody"})),
    );
    log.events.pop();
    log.mirror(&guest).await;
    let slug = guest.card().await.slug;
    let claimed = log.tally(&guest, 2, 0, 0);
    assert_eq!(
        log.compare(&guest, &claimed).await,
        RecountState::Unknown("event-missing")
    );
    assert_eq!(
        guest.node.declaration_tally(&slug).await.unwrap().broken,
        None,
        "it may be on its way"
    );
    guest.node.pass(chrono::TimeDelta::hours(13));
    assert_eq!(
        log.compare(&guest, &claimed).await,
        RecountState::Unknown("event-missing")
    );
    guest.node.pass(chrono::TimeDelta::hours(13));
    assert_eq!(
        log.compare(&guest, &claimed).await,
        RecountState::Differs("event-missing")
    );
    let page = guest.node.declaration_tally(&slug).await.unwrap();
    assert_eq!(
        (page.broken.as_deref(), page.figures.counted.total()),
        (Some("event-missing"), 1)
    );
}

#[tokio::test]
async fn e08_a_tally_over_a_tree_that_the_log_never_showed_does_not_verify_after_a_day() {
    let guest = Guest::new().await;
    let mut log = HostLog::of(&guest);
    log.push(&guest, EntryKind::Open, None, Some(&guest.article));
    log.mirror(&guest).await;
    log.push(
        &guest,
        EntryKind::Record,
        None,
        Some(&json!({"id": "https://host.example/nobody"})),
    );
    let claimed = log.tally(&guest, 1, 0, 0);
    assert_eq!(
        log.compare(&guest, &claimed).await,
        RecountState::Unknown("event-missing")
    );
    guest.node.pass(chrono::TimeDelta::hours(25));
    let again = log.tally(&guest, 1, 0, 0);
    assert_eq!(
        log.compare(&guest, &again).await,
        RecountState::Differs("event-missing")
    );
}

#[tokio::test]
async fn e08_an_endorsement_that_the_host_made_up_is_found_by_its_proof() {
    let guest = Guest::new().await;
    let beta = guest.endorser("beta.example").await;
    let mut log = HostLog::of(&guest);
    log.push(&guest, EntryKind::Open, None, Some(&guest.article));
    // In the name of beta, signed by the host.
    let bare = beta.endorses(&guest.text, 1, guest.node.now());
    let forged = guest.host.prove(&bare, guest.node.now());
    log.push_stamped(&guest.stamped(&beta, &forged, 1), &forged);
    log.mirror(&guest).await;
    assert_eq!(
        log.compare(&guest, &log.tally(&guest, 1, 0, 0)).await,
        RecountState::Differs("key-owner")
    );
    assert_eq!(guest.counts().await, 0);
    let slug = guest.card().await.slug;
    assert_eq!(
        guest.node.declaration_tally(&slug).await.unwrap().broken.as_deref(),
        Some("key-owner")
    );
}

#[tokio::test]
async fn e08_a_withdrawal_that_the_host_made_up_is_found_by_its_proof() {
    let guest = Guest::new().await;
    let beta = guest.endorser("beta.example").await;
    let mut log = HostLog::of(&guest);
    log.push(&guest, EntryKind::Open, None, Some(&guest.article));
    let one = beta.signs(&guest.text, 1, guest.node.now());
    log.push_stamped(&guest.stamped(&beta, &one, 1), &one);
    let mut stone = beta.withdraws(&one, 2, guest.node.now())["object"].clone();
    stone.as_object_mut().unwrap().remove("proof");
    let forged = guest.host.prove(&stone, guest.node.now());
    log.push(&guest, EntryKind::Withdraw, Some(1), Some(&forged));
    log.mirror(&guest).await;
    assert_eq!(
        log.compare(&guest, &log.tally(&guest, 0, 1, 0)).await,
        RecountState::Differs("key-owner")
    );
    assert_eq!(guest.counts().await, 1, "it stands until its signer says otherwise");
}

#[tokio::test]
async fn e08_a_text_changed_before_the_first_entry_is_not_the_endorsed_text() {
    let guest = Guest::new().await;
    let mut log = HostLog::of(&guest);
    let mut other = guest.article.clone();
    other.as_object_mut().unwrap().remove("proof");
    other["bandung:recipients"] = json!(["Everybody"]);
    other["bandung:mayEndorse"] = json!(["individual"]);
    let other = guest.host.prove(&other, guest.node.now());
    log.push(&guest, EntryKind::Open, None, Some(&other));
    log.mirror(&guest).await;
    assert_eq!(
        log.compare(&guest, &log.tally(&guest, 0, 0, 0)).await,
        RecountState::Differs("frozen")
    );
}

impl Guest {
    /// The organisation of the node endorses, and the host promises a place in its log.
    async fn promised(&self, index: u64) -> String {
        let mine = self.node.endorse_it(&self.card().await).await;
        let offer = self.node.last_sent("Offer").await.unwrap();
        let note = offer["instrument"].as_str().unwrap();
        let stamp = self
            .host
            .stamps(&self.text, &offer["object"], note, index, self.node.now());
        let mut accept = self.host.activity("Accept", &offer["id"]);
        accept["result"] = json!(stamp.id);
        let known = Known {
            more: vec![self.host.fetched(&stamp.document)],
            ..Known::default()
        };
        self.node.take_knowing(&self.host, &accept, known).await.unwrap();
        mine.object
    }
}

fn judged(receipt: &Value, log: &HostLog) -> (u8, Option<&'static str>) {
    let policy = evidence::log::Policy::for_network(log.signer.verifier(), "https://host.example/ap/log/1/", &[]);
    let policy = evidence::log::Policy::parse(&policy).unwrap();
    match evidence::receipt::Receipt::read(receipt.to_string().as_bytes()) {
        Ok(read) => {
            let verdict = read.verify(Some(&policy));
            (verdict.exit_code(), verdict.fault().map(|fault| fault.reason.as_str()))
        }
        Err(reason) => (9, Some(reason.as_str())),
    }
}

#[tokio::test]
async fn e10_a_receipt_in_whose_place_something_else_stands_is_an_exportable_proof() {
    let guest = Guest::new().await;
    let mut log = HostLog::of(&guest);
    log.push(&guest, EntryKind::Open, None, Some(&guest.article));
    let mine = guest.promised(1).await;
    // The host lets it fall, and puts another one in its place.
    let beta = guest.endorser("beta.example").await;
    let other = beta.signs(&guest.text, 1, guest.node.now());
    log.push_stamped(&guest.stamped(&beta, &other, 1), &other);
    log.mirror(&guest).await;
    let state = log.compare(&guest, &log.tally(&guest, 1, 0, 0)).await;
    assert_eq!(
        state,
        RecountState::Differs("receipt-mismatch"),
        "the number would fit, the promise does not"
    );
    let slug = guest.card().await.slug;
    assert_eq!(
        guest.node.declaration_tally(&slug).await.unwrap().broken.as_deref(),
        Some("receipt-mismatch")
    );
    let file = guest.node.endorsement_receipt_file(&mine).await.unwrap();
    assert_eq!(
        judged(&file, &log),
        (1, Some("receipt-mismatch")),
        "anybody can check it: {file}"
    );
}

#[tokio::test]
async fn e10_a_receipt_whose_place_the_log_has_not_reached_a_day_later_does_not_verify() {
    let guest = Guest::new().await;
    let mut log = HostLog::of(&guest);
    log.push(&guest, EntryKind::Open, None, Some(&guest.article));
    let mine = guest.promised(1).await;
    log.mirror(&guest).await;
    assert_eq!(
        log.compare(&guest, &log.tally(&guest, 0, 0, 0)).await,
        RecountState::Same,
        "within the day"
    );
    guest.node.pass(chrono::TimeDelta::hours(25));
    let state = log.compare(&guest, &log.tally(&guest, 0, 0, 0)).await;
    assert_eq!(state, RecountState::Differs("inclusion-invalid"));
    let file = guest.node.endorsement_receipt_file(&mine).await.unwrap();
    assert!(file.get("checkpoint").is_some() && file.get("proof").is_none());
    // Without a witness the checkpoint has no time: the file says what is missing.
    assert_eq!(judged(&file, &log).0, 2);
}
