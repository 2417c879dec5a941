//! Endorsements between three nodes over HTTP: offered, stamped, announced, counted everywhere; silence, withdrawal,
//! absence, erasing (PROTOCOL 10.3 to 10.7).

use chrono::Duration;
use domain::endorsement::{Check, SignatureDraft, Status};
use evidence::{
    documents::{Declaration, Endorsement, Keyring, Known, Seen, Stamp},
    origin::IdPolicy,
};
use harness::{Network, TestNode, declaration, until};
use serde_json::{Value, json};

const ACTIVITY: &str = "application/activity+json";

/// Alpha hosts; the others follow it.
pub(crate) async fn three() -> Network {
    let net = Network::start(["alpha", "beta", "gamma"]).await;
    net.follow("beta", "alpha").await;
    net.follow("gamma", "alpha").await;
    net.settle().await;
    net
}

/// The document at an id of a node.
pub(crate) async fn document(node: &TestNode, id: &str) -> Value {
    let path = id.trim_start_matches(&format!("http://{}", node.host()));
    let reply = node.fetch(path, ACTIVITY).await;
    assert_eq!(reply.status, 200, "{id}: {}", reply.text());
    reply.json()
}

async fn gone(node: &TestNode, id: &str) -> Value {
    let path = id.trim_start_matches(&format!("http://{}", node.host()));
    let reply = node.fetch(path, ACTIVITY).await;
    assert_eq!(reply.status, 410, "{id}");
    reply.json()
}

async fn until_stamped(net: &Network, name: &str, object: &str) {
    until("the endorsement is stamped", || async {
        net.advance(Duration::seconds(61));
        net[name]
            .endorsements_of(object)
            .await
            .first()
            .is_some_and(|mine| mine.status == Status::Stamped)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p20_an_endorsement_is_offered_stamped_announced_and_counted_on_every_node() {
    let net = three().await;
    let card = net["alpha"].open_declaration(declaration("Water")).await;
    net["beta"].endorse(&card.object).await;
    until_stamped(&net, "beta", &card.object).await;
    net.until_counted(&["alpha", "beta", "gamma"], &card.object, 1).await;

    let mine = net["beta"].endorsements_of(&card.object).await.remove(0);
    let article = document(&net["alpha"], &card.object).await;
    let endorsement = document(&net["beta"], &mine.object).await;
    let stamp = document(&net["alpha"], mine.stamp.as_deref().unwrap()).await;
    let mut keys = Keyring::default();
    for name in ["alpha", "beta"] {
        keys.add_actor(&document(&net[name], &net[name].actor().await).await);
    }
    let ids = IdPolicy::with_test_hosts(["http://alpha.test/", "http://beta.test/"]);
    let known = Known {
        ids: &ids,
        keys: &keys,
        now: None,
    };
    let text = Declaration::check(&article, &known, None).unwrap();
    let read = Endorsement::check(&endorsement, &text, &known, &Seen::default(), None).unwrap();
    let stamped = Stamp::check(&stamp, &text, &known).unwrap();
    stamped.accepts(&read.id, &read.digest).unwrap();
    let note = document(&net["beta"], stamped.note.as_deref().unwrap()).await;
    assert_eq!(
        (&note["quote"], &note["quoteAuthorization"]),
        (&json!(card.object), &stamp["id"])
    );
    assert_eq!(note["bandung:endorsement"], endorsement["id"]);
    let shown = net["gamma"].tally(&card.object).await;
    assert_eq!(
        (shown.figures.counted.organisations, shown.figures.countries.counted),
        (1, 1)
    );
    net.assert_recounted(&["beta", "gamma"], "alpha", &card.object).await;
    // Nodes hear from each other what they counted.
    net["gamma"].recount_of("beta.test").await;
    until("alpha hears it too", || async {
        net["alpha"].recount_of("gamma.test").await;
        !net["alpha"].tally(&card.object).await.recounts.is_empty()
    })
    .await;
    assert!(
        net["alpha"]
            .tally(&card.object)
            .await
            .recounts
            .iter()
            .all(|recount| recount.same)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_address_of_a_page_is_enough_to_find_a_declaration_from_another_node() {
    let net = Network::start(["alpha", "beta"]).await;
    let card = net["alpha"].open_declaration(declaration("Water")).await;
    let shown = net["alpha"].fetch(&card.page, ACTIVITY).await;
    assert_eq!((shown.status, &shown.json()["id"]), (200, &json!(card.object)));
    assert!(net["beta"].known_declaration(&card.object).await.is_none());
    let page = format!("http://{}{}", net["alpha"].host(), card.page);
    assert_eq!(net["beta"].directory().object(&page).await.unwrap(), card.object);
    assert!(net["beta"].known_declaration(&card.object).await.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p21_the_host_that_is_off_for_a_while_answers_when_it_is_back_with_one_stamp() {
    let mut net = three().await;
    let card = net["alpha"].open_declaration(declaration("Water")).await;
    net.settle().await;
    until("beta knows it", || async {
        net["beta"].known_declaration(&card.object).await.is_some()
    })
    .await;
    net.stop("alpha").await;
    let mine = net["beta"].endorse(&card.object).await;
    net.advance(Duration::hours(8));
    assert_eq!(
        net["beta"].endorsements_of(&card.object).await[0].status,
        Status::Offered
    );
    net.restart("alpha").await;
    net.advance(Duration::hours(8));
    until_stamped(&net, "beta", &card.object).await;
    net.until_counted(&["alpha", "beta", "gamma"], &card.object, 1).await;
    assert_eq!(net["beta"].endorsements_of(&card.object).await[0].object, mine.object);
    net.assert_recounted(&["beta", "gamma"], "alpha", &card.object).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pe2_a_host_that_is_silent_for_thirty_days_does_not_keep_an_endorser_from_saying_it() {
    let mut net = three().await;
    let card = net["alpha"].open_declaration(declaration("Water")).await;
    net.settle().await;
    until("beta knows it", || async {
        net["beta"].known_declaration(&card.object).await.is_some()
    })
    .await;
    net.stop("alpha").await;
    net["beta"].endorse(&card.object).await;
    net.advance(Duration::days(31));
    net["beta"].operations().tidy_declarations().await.unwrap();
    let mine = net["beta"].endorsements_of(&card.object).await.remove(0);
    assert!(mine.unanswered && mine.note_page.is_some());
    assert_eq!(mine.status, Status::Offered);
    let page = mine.note_page.unwrap();
    let path = page.trim_start_matches("http://beta.test");
    let reply = net["beta"].fetch(path, ACTIVITY).await;
    assert_eq!(reply.status, 200);
    assert_eq!(
        reply.json().get("quoteAuthorization"),
        None,
        "declared by beta, not accepted"
    );
    assert_eq!(net["beta"].counts(&card.object).await, Some(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e05_withdrawn_and_endorsed_anew_while_nodes_come_and_go_is_the_same_on_all() {
    let mut net = three().await;
    let card = net["alpha"].open_declaration(declaration("Water")).await;
    net["beta"].endorse(&card.object).await;
    until_stamped(&net, "beta", &card.object).await;
    net.until_counted(&["alpha", "gamma"], &card.object, 1).await;
    let first = net["beta"].endorsements_of(&card.object).await.remove(0);

    // Gamma is off; the host goes while beta changes its mind twice.
    net.stop("gamma").await;
    net.stop("alpha").await;
    net["beta"].withdraw(&first).await;
    let second = net["beta"].endorse(&card.object).await;
    net.advance(Duration::hours(9));
    net.restart("alpha").await;
    net.advance(Duration::hours(9));
    until_stamped(&net, "beta", &card.object).await;
    net.restart("gamma").await;
    net.advance(Duration::hours(9));
    net.until_counted(&["alpha", "beta", "gamma"], &card.object, 1).await;
    assert_eq!(net["beta"].endorsements_of(&card.object).await[0].object, second.object);
    let stone = gone(&net["beta"], &first.object).await;
    assert!(stone.get("bandung:endorsementDigest").is_some());
    net.assert_recounted(&["beta", "gamma"], "alpha", &card.object).await;
    for name in ["alpha", "gamma"] {
        let figures = net[name].tally(&card.object).await.figures;
        assert_eq!((figures.counted.total(), figures.apart.withdrawn), (1, 1), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e05_a_revocation_is_heard_by_the_endorser_and_by_all_who_count() {
    let net = three().await;
    let card = net["alpha"].open_declaration(declaration("Water")).await;
    net["beta"].endorse(&card.object).await;
    until_stamped(&net, "beta", &card.object).await;
    net.until_counted(&["alpha", "gamma"], &card.object, 1).await;
    let alpha = &net["alpha"];
    let owner = alpha.owner().await;
    let proof = alpha.operations().step_up(&owner, None).await.unwrap();
    let queue = alpha
        .operations()
        .declaration_queue(&owner, card.id, Status::Stamped, None)
        .await
        .unwrap();
    let revoke = alpha
        .operations()
        .revoke_endorsement(&owner, &proof, queue.items[0].id, "abuse");
    revoke.await.unwrap();
    net.until_counted(&["alpha", "beta", "gamma"], &card.object, 0).await;
    until("beta hears why", || async {
        net["beta"].endorsements_of(&card.object).await[0].reason.as_deref() == Some("abuse")
    })
    .await;
    net.assert_recounted(&["beta", "gamma"], "alpha", &card.object).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e07_keys_that_were_recovered_dispute_nothing_that_was_signed_before() {
    let net = three().await;
    let card = net["alpha"].open_declaration(declaration("Water")).await;
    let beta = &net["beta"];
    let owner = beta.owner().await;
    let organisation = owner.acting_for().unwrap();
    let recovery = beta.operations().new_recovery_key(&owner, organisation).await.unwrap();
    beta.endorse(&card.object).await;
    until_stamped(&net, "beta", &card.object).await;
    net.until_counted(&["alpha", "gamma"], &card.object, 1).await;
    net.advance(Duration::days(2));
    beta.operations()
        .recover_keys(&owner, organisation, &recovery)
        .await
        .unwrap();
    until("the log of the host tells of the key", || async {
        net.advance(Duration::seconds(61));
        let events = net["alpha"].fetch("/ap/log/1/events", "application/json").await.json();
        let list = events["events"].as_array().cloned().unwrap_or_default();
        list.iter().any(|event| event["document"]["type"] == "Update")
    })
    .await;
    net.until_counted(&["alpha", "beta", "gamma"], &card.object, 1).await;
    net.assert_recounted(&["beta", "gamma"], "alpha", &card.object).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e16_what_is_erased_leaves_no_trace_in_the_database_of_any_node() {
    let net = three().await;
    let card = net["alpha"].open_declaration(declaration("Water")).await;
    let alpha = &net["alpha"];
    let form = SignatureDraft {
        kind: "representative".to_owned(),
        organisation: "Xylokastro Reef Watch".to_owned(),
        person: "Talia Qwertzuiop".to_owned(),
        country: "WS".to_owned(),
        mail: "talia@qwertzuiop.example".to_owned(),
        ..SignatureDraft::default()
    };
    let page = alpha
        .operations()
        .declaration_page(&operations::Caller::Visitor, &card.slug)
        .await
        .unwrap();
    let signed = alpha
        .operations()
        .sign_declaration(&card.slug, &page.digest, &form, "192.0.2.7");
    let (secret, receipt) = signed.await.unwrap();
    let owner = alpha.owner().await;
    alpha
        .operations()
        .confirm_endorsement(&owner, receipt.id, Check::Phone, "")
        .await
        .unwrap();
    net["beta"].endorse(&card.object).await;
    net.until_counted(&["alpha"], &card.object, 2).await;
    net.assert_recounted(&["beta", "gamma"], "alpha", &card.object).await;
    net.until_counted(&["beta", "gamma"], &card.object, 2).await;
    let sought: [&[u8]; 4] = [b"Qwertzuiop", b"qwertzuiop", b"Xylokastro", b"xylokastro"];
    for name in ["alpha", "beta", "gamma"] {
        assert!(
            !net[name].traces(sought[0]).await.is_empty(),
            "{name} knows the name before"
        );
    }
    let events = alpha.fetch("/ap/log/1/events", "application/json").await.json();
    let event = events["events"]
        .as_array()
        .unwrap()
        .iter()
        .find(|event| event["document"]["bandung:signatory"]["bandung:person"] == "Talia Qwertzuiop")
        .unwrap()
        .clone();
    let salt = {
        use base64::Engine as _;
        base64::prelude::BASE64_STANDARD
            .decode(event["salt"].as_str().unwrap())
            .unwrap()
    };

    alpha.operations().erase_by_link(secret.expose()).await.unwrap();

    net.until_counted(&["alpha", "beta", "gamma"], &card.object, 1).await;
    net.assert_recounted(&["beta", "gamma"], "alpha", &card.object).await;
    for name in ["alpha", "beta", "gamma"] {
        for what in sought
            .into_iter()
            .chain([salt.as_slice(), event["salt"].as_str().unwrap().as_bytes()])
        {
            until(
                &format!("{name} has no trace of {}", String::from_utf8_lossy(what)),
                || async {
                    net.advance(Duration::seconds(61));
                    net[name].traces(what).await.is_empty()
                },
            )
            .await;
        }
        let node = &net[name];
        for path in [
            format!(
                "/declarations/{}/endorsements",
                node.known_declaration(&card.object).await.unwrap().slug
            ),
            format!(
                "/declarations/{}/endorsements.csv",
                node.known_declaration(&card.object).await.unwrap().slug
            ),
            "/declarations/feed.atom".to_owned(),
            "/ap/log/1/events".to_owned(),
        ] {
            let reply = node.fetch(&path, "*/*").await;
            assert!(!reply.text().contains("Qwertzuiop"), "{name} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e18_a_thousand_entries_from_one_address_are_slowed_down() {
    let net = Network::start(["alpha"]).await;
    let card = net["alpha"].open_declaration(declaration("Water")).await;
    let page = net["alpha"]
        .operations()
        .declaration_page(&operations::Caller::Visitor, &card.slug)
        .await
        .unwrap();
    let target = format!("/api/bandung/v1/declarations/{}/signatures", card.slug);
    let mut statuses = std::collections::BTreeMap::new();
    for number in 0..1_000 {
        let signing = json!({"digest": page.digest,
            "signature": {"kind": "individual", "person": format!("Ama {number}"), "country": "GH"}});
        let message = harness::Message::new("POST", "alpha.test", &target, signing.to_string().as_bytes())
            .with("Content-Type", "application/json");
        let status = message.send(net["alpha"].address()).await.status;
        *statuses.entry(status).or_insert(0) += 1;
    }
    assert_eq!(statuses.keys().copied().collect::<Vec<_>>(), [201, 429], "{statuses:?}");
    let refused = statuses[&429];
    assert!(refused > 0, "30 in ten minutes are taken, not 60 (decision 24)");
    let waiting = net["alpha"].tally(&card.object).await.figures.apart.not_confirmed;
    assert!(waiting <= 30, "{waiting}");
}
