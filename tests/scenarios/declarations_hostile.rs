//! Hosts that lie about their count, each caught by the other nodes, which say so on their pages (E08 to E11, EN8).

use chrono::Duration;
use domain::{
    endorsement::{Kind, Signatory, Stance, Status, Visibility},
    vocabulary::Country,
};
use evidence::{keys::Ed25519Key, proof};
use harness::{FakeActor, Network, declaration, until};
use protocol::endorsement::{EndorsementDocument, endorsement};
use serde_json::json;

use super::declarations::three;

/// Alpha counts one endorsement by beta; beta and gamma have recounted it.
async fn counted() -> (Network, String) {
    let net = three().await;
    let card = Box::pin(net["alpha"].open_declaration(declaration("Water"))).await;
    Box::pin(net["beta"].endorse(&card.object)).await;
    net.until_counted(&["alpha", "beta", "gamma"], &card.object, 1).await;
    net.assert_recounted(&["beta", "gamma"], "alpha", &card.object).await;
    (net, card.object)
}

/// Waits until each of the nodes says that the number does not verify, on its page for people and in its answer for
/// programs.
async fn until_caught(net: &Network, names: &[&str], object: &str) {
    for name in names {
        until(&format!("{name} says that it does not verify"), || async {
            net.advance(Duration::minutes(16));
            net[name].recount_of("alpha.test").await;
            net[name].tally(object).await.broken.is_some()
        })
        .await;
        let slug = net[name].known_declaration(object).await.unwrap().slug;
        let page = net[name]
            .fetch(&format!("/declarations/{slug}/tally"), "text/html")
            .await;
        assert!(page.text().contains("Does not verify"), "{name}: {}", page.text());
        let json = net[name]
            .fetch(&format!("/declarations/{slug}/tally.json"), "application/json")
            .await;
        assert!(json.json()["broken"].is_string(), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e08_a_host_that_inflates_its_count_is_caught_by_every_other_node_and_by_itself() {
    let (net, object) = counted().await;
    net["alpha"]
        .tamper("UPDATE tally_counters SET number = number + 1000 WHERE number > 0")
        .await;
    assert!(net["alpha"].counts(&object).await.unwrap() > 1, "it shows more");
    until_caught(&net, &["beta", "gamma"], &object).await;
    for name in ["beta", "gamma"] {
        assert_eq!(
            net[name].counts(&object).await,
            Some(1),
            "{name} shows what the log gives"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e08_a_host_that_drops_one_from_its_count_is_caught() {
    let (net, object) = counted().await;
    net["alpha"].tamper("UPDATE tally_counters SET number = 0").await;
    until_caught(&net, &["beta", "gamma"], &object).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e08_the_bundle_of_a_host_that_lies_is_false() {
    let (net, object) = counted().await;
    let slug = net["alpha"].known_declaration(&object).await.unwrap().slug;
    let verdict = async || {
        let bundle = net["alpha"]
            .fetch(&format!("/declarations/{slug}/bundle"), "*/*")
            .await
            .body;
        let policy = net["alpha"].fetch("/ap/log/1/policy", "text/plain").await.text();
        let log: String = policy
            .lines()
            .filter(|line| line.starts_with("log "))
            .map(|line| format!("{line}\n"))
            .collect();
        let policy = evidence::log::Policy::parse(&format!("{log}quorum none\n")).unwrap();
        let package = evidence::package::Package::read(&bundle).unwrap();
        package.verify(Some(&policy), &evidence::bundle::InTurn).exit_code()
    };
    assert_eq!(verdict().await, 0);
    net["alpha"]
        .tamper("UPDATE tally_counters SET number = number + 1000 WHERE number > 0")
        .await;
    assert_eq!(verdict().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e11_a_host_that_forgot_what_it_counted_signs_nothing_and_takes_it_back_from_its_mirrors() {
    let (mut net, object) = counted().await;
    // Another history of the same length, signed by the same key, without the memory of what was signed.
    net.stop("alpha").await;
    net["alpha"].back_up_logs().await;
    net.restart("alpha").await;
    let before = net["beta"].operations().mirrors(Some("alpha.test")).await.unwrap()[0].size;
    for _ in 0..2 {
        net["alpha"].grow_log().await;
    }
    until("beta mirrors the first story", || async {
        net.advance(Duration::minutes(16));
        net["beta"].recount_of("alpha.test").await;
        net["beta"].operations().mirrors(Some("alpha.test")).await.unwrap()[0].size >= before + 2
    })
    .await;
    net.stop("beta").await;
    net.stop("gamma").await;
    net.stop("alpha").await;
    net["alpha"].restore_logs().await;
    net["alpha"].lose_heads().await;
    net.restart("alpha").await;
    let refused = net["alpha"].operations().log_audit_head().await;
    assert!(
        refused.is_err(),
        "an honest program signs nothing before it has asked (E11): {refused:?}"
    );
    net.restart("beta").await;
    net.restart("gamma").await;
    until("it takes its entries back from the mirrors", || async {
        net.advance(Duration::seconds(61));
        net["alpha"].operations().log_standing() == operations::LogStanding::Sound
    })
    .await;
    net.assert_recounted(&["beta", "gamma"], "alpha", &object).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e10_an_endorser_whose_entry_the_host_lets_fall_has_proof_and_its_page_says_so() {
    let (net, object) = counted().await;
    let mine = net["beta"].endorsements_of(&object).await.remove(0);
    assert_eq!(mine.status, Status::Stamped);
    // What beta has mirrored does not hold what the host promised.
    net["beta"]
        .tamper("UPDATE endorsements SET log_index = 0 WHERE status = 'stamped'")
        .await;
    until_caught(&net, &["beta"], &object).await;
    assert!(net["gamma"].tally(&object).await.broken.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e03_a_host_whose_stored_text_was_changed_serves_it_to_nobody_as_the_endorsed_text() {
    let (mut net, object) = counted().await;
    net.stop("alpha").await;
    net["alpha"]
        .tamper("UPDATE declarations SET opened = document, document = opened, title = 'Wine'")
        .await;
    net.restart("alpha").await;
    let slug = net["alpha"].known_declaration(&object).await.unwrap().slug;
    let page = net["alpha"].fetch(&format!("/declarations/{slug}"), "text/html").await;
    assert_eq!(page.status, 200);
    assert!(
        page.text().contains("We ask for water."),
        "the page is made from the frozen article, not from columns"
    );
    for name in ["beta", "gamma"] {
        assert_eq!(net[name].counts(&object).await, Some(1));
    }
}

/// Endorsements in the name of an actor, signed by a key that is not its own, offered by its own server.
fn forged(eve: &FakeActor, object: &str, digest: &str, number: i64, now: chrono::DateTime<chrono::Utc>) -> String {
    let key = Ed25519Key::from_seed(&[66; 32]).unwrap();
    let made = endorsement(&EndorsementDocument {
        object: &eve.new_id("endorsements"),
        author: &eve.id,
        subject: &eve.id,
        declaration: object,
        network: None,
        digest,
        revision: 1,
        sequence: number,
        stance: Stance::Full,
        reservation: None,
        language: "en",
        signatory: &Signatory {
            organisation: Some(format!("Water Trust {number}")),
            country: Country::parse("KE"),
            ..Signatory::of_kind(Kind::Organisation, Visibility::Public)
        },
        recorded: None,
        published: now,
    });
    let signed = proof::sign(&made, &format!("{}#ed25519-key", eve.id), &key, now).unwrap();
    let mut offer = eve.activity("Offer", signed);
    offer["target"] = json!(object);
    offer["instrument"] = json!(eve.new_id("notes"));
    // The offer itself is sound.
    eve.prove(&offer, now).to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e15_five_hundred_forged_credentials_of_one_host_are_refused_one_by_one_and_others_are_served() {
    let net = Network::with_fakes(["alpha", "beta"], ["mastodon"]).await;
    net.follow("beta", "alpha").await;
    let alpha = &net["alpha"];
    let card = alpha.open_declaration(declaration("Water")).await;
    net.settle().await;
    let page = alpha
        .operations()
        .declaration_page(&operations::Caller::Visitor, &card.slug);
    let digest = page.await.unwrap().digest;
    let eve = net.fake("mastodon").actor("eve");
    let sends = async |body: &str| {
        let message = eve.post("alpha.test", "/ap/inbox", body.as_bytes(), net.now());
        message.send(alpha.address()).await.status
    };
    let hello = eve.activity("Create", eve.note("Hello", None)).to_string();
    assert_eq!(sends(&hello).await, 202, "alpha knows eve and its key");
    let (before, log) = (alpha.stored().await, alpha.tally(&card.object).await.log_size);

    let (mut refused, mut slowed) = (0, 0);
    for number in 1..=520 {
        match sends(&forged(&eve, &card.object, &digest, number, net.now())).await {
            403 => refused += 1,
            429 => slowed += 1,
            other => panic!("{other} after {refused}"),
        }
    }
    assert!(refused >= 490 && slowed > 0, "{refused} refused, {slowed} slowed down");
    assert_eq!(alpha.stored().await, before, "nothing is stored");
    let noted = alpha.noted().await;
    let reasons = noted.reasons_of("mastodon.test");
    assert!(reasons.contains(&"proof-invalid"), "{reasons:?}");
    let tally = alpha.tally(&card.object).await;
    assert_eq!((tally.figures.counted.total(), tally.log_size), (0, log));

    // While that host has to wait, others are served.
    net["beta"].endorse(&card.object).await;
    net.settle().await;
    until("beta's is counted", || async {
        alpha.counts(&card.object).await == Some(1)
    })
    .await;
}
