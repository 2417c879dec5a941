//! The node endorses a declaration of another server: offers, answers, silence (PROTOCOL 10.3 to 10.5, PE2).

use chrono::TimeDelta;
use domain::endorsement::Status;
use operations::{Known, Receipt, view::declarations::MyEndorsement};
use serde_json::{Value, json};

use super::{
    Node, draft, is_refused, node,
    peer::Peer,
    refusal,
    text::{Stamped, Text, opened_by},
};

/// A node that follows a host whose declaration it knows.
pub(crate) struct Guest {
    pub(crate) node: Node,
    pub(crate) host: Peer,
    pub(crate) text: Text,
    pub(crate) article: Value,
}

impl Guest {
    pub(crate) async fn new() -> Self {
        Self::at("host.example").await
    }

    pub(crate) async fn at(host: &str) -> Self {
        let node = node().await;
        let host = Peer::new(host, "h");
        node.meet(&host).await;
        node.follow(&node.operator, node.water, &host.actor).await.unwrap();
        let follow = node.last_sent("Follow").await.unwrap();
        let accept = host.activity("Accept", &follow["id"]);
        node.take(&host, &accept).await.unwrap();
        let (article, text) = opened_by(&host, &draft("Water"), node.now());
        let create = host.activity("Create", &article);
        assert_eq!(node.take(&host, &create).await.unwrap(), Receipt::Applied);
        Self {
            node,
            host,
            text,
            article,
        }
    }

    pub(crate) async fn card(&self) -> operations::view::declarations::DeclarationCard {
        let all = self.node.declarations(None, None).await.unwrap();
        all.items
            .into_iter()
            .find(|card| card.object == self.text.object)
            .unwrap()
    }

    async fn endorse(&self) -> MyEndorsement {
        self.node.endorse_it(&self.card().await).await
    }

    /// The host's stamp on what was offered last.
    async fn stamp(&self, index: u64) -> (Value, Stamped) {
        let offer = self.node.last_sent("Offer").await.unwrap();
        let note = offer["instrument"].as_str().unwrap();
        let stamp = self
            .host
            .stamps(&self.text, &offer["object"], note, index, self.node.now());
        (offer, stamp)
    }

    /// The host says yes, and shows a stamp.
    async fn accept(&self, offer: &Value, stamp: &Value) -> Result<Receipt, operations::OperationError> {
        let mut accept = self.host.activity("Accept", &offer["id"]);
        accept["result"] = stamp["id"].clone();
        let known = Known {
            more: vec![self.host.fetched(stamp)],
            ..Known::default()
        };
        self.node.take_knowing(&self.host, &accept, known).await
    }
}

#[tokio::test]
async fn p20_what_is_offered_is_announced_once_its_stamp_was_checked() {
    let guest = Guest::new().await;
    let mine = guest.endorse().await;
    assert_eq!(mine.status, Status::Offered);
    let (offer, stamp) = guest.stamp(1).await;
    assert_eq!(
        (&offer["target"], &offer["to"]),
        (&json!(guest.text.object), &json!([guest.host.id]))
    );
    assert_eq!(offer["object"]["id"], json!(mine.object));
    assert_eq!(
        guest.node.counted(&guest.card().await).await,
        0,
        "the host has not said yes"
    );
    assert!(
        guest
            .node
            .document(offer["instrument"].as_str().unwrap(), None)
            .await
            .is_err(),
        "not published yet"
    );

    guest.accept(&offer, &stamp.document).await.unwrap();

    assert_eq!(guest.node.status(&mine.object).await, Some(Status::Stamped));
    let note = guest.node.served(offer["instrument"].as_str().unwrap()).await;
    assert_eq!(
        (&note["quote"], &note["quoteAuthorization"]),
        (&json!(guest.text.object), &json!(stamp.id))
    );
    assert_eq!(guest.node.counted(&guest.card().await).await, 1);
    assert!(guest.node.logged().await.is_empty(), "the log is the host's");
    // The same answer again changes nothing.
    guest.accept(&offer, &stamp.document).await.unwrap();
    assert_eq!(guest.node.counted(&guest.card().await).await, 1);
}

#[tokio::test]
async fn a_stamp_that_is_not_the_hosts_for_exactly_this_is_refused_and_the_right_one_is_taken() {
    let guest = Guest::new().await;
    let mine = guest.endorse().await;
    let (offer, stamp) = guest.stamp(1).await;
    let gamma = Peer::new("gamma.example", "g");
    let at = guest.node.now();
    let changed = |change: fn(&mut Value)| {
        let mut made = stamp.document.clone();
        made.as_object_mut().unwrap().remove("proof");
        change(&mut made);
        guest.host.prove(&made, at)
    };
    let mut foreign = stamp.document.clone();
    foreign.as_object_mut().unwrap().remove("proof");
    foreign["attributedTo"] = json!(gamma.id);
    foreign["id"] = json!("https://gamma.example/stamps/1");
    let forged = {
        let mut forged = stamp.document.clone();
        forged["bandung:receipt"]["bandung:logIndex"] = json!(7);
        forged
    };
    for (what, wrong) in [
        ("of another owner", gamma.prove(&foreign, at)),
        ("changed after signing", forged),
        (
            "a permission to quote alone (PE6)",
            changed(|made| {
                made.as_object_mut().unwrap().remove("bandung:authorizes");
            }),
        ),
        (
            "of another text",
            changed(|made| made["interactionTarget"] = json!("https://host.example/other")),
        ),
        (
            "of another endorsement",
            changed(|made| made["bandung:endorsement"] = json!("https://water.example/x")),
        ),
        (
            "of another digest",
            changed(|made| made["bandung:endorsementDigest"] = json!("zQmOther")),
        ),
        (
            "for another note",
            changed(|made| made["interactingObject"] = json!("https://water.example/n")),
        ),
        (
            "without a receipt",
            changed(|made| {
                made.as_object_mut().unwrap().remove("bandung:receipt");
            }),
        ),
    ] {
        let (status, reason) = refusal(guest.accept(&offer, &wrong).await);
        assert_eq!(status, 403, "{what}: {reason}");
        assert_eq!(guest.node.status(&mine.object).await, Some(Status::Offered), "{what}");
    }
    guest.accept(&offer, &stamp.document).await.unwrap();
    assert_eq!(guest.node.status(&mine.object).await, Some(Status::Stamped));
}

#[tokio::test]
async fn answers_that_nobody_asked_for_or_that_another_gives_are_refused() {
    let guest = Guest::new().await;
    let mine = guest.endorse().await;
    let (offer, stamp) = guest.stamp(1).await;
    let gamma = Peer::new("gamma.example", "g");
    guest.node.meet(&gamma).await;
    let mut by_gamma = gamma.activity("Accept", &offer["id"]);
    by_gamma["result"] = json!(stamp.id);
    assert_eq!(refusal(guest.node.take(&gamma, &by_gamma).await).0, 403);
    let mut unasked = guest
        .host
        .activity("Accept", &json!("https://water.example/ap/activities/none"));
    unasked["result"] = json!(stamp.id);
    assert_eq!(
        refusal(guest.node.take(&guest.host, &unasked).await),
        (403, "not-asked")
    );
    assert_eq!(guest.node.status(&mine.object).await, Some(Status::Offered));
}

#[tokio::test]
async fn en6_a_refusal_is_kept_with_its_reason_and_one_may_endorse_anew() {
    let guest = Guest::new().await;
    let mine = guest.endorse().await;
    let offer = guest.node.last_sent("Offer").await.unwrap();
    let mut reject = guest.host.activity("Reject", &offer["id"]);
    reject["bandung:reason"] = json!("not-eligible");
    guest.node.take(&guest.host, &reject).await.unwrap();
    let row = guest.node.by_object(&mine.object).await.unwrap();
    assert_eq!(
        (row.status, row.reason.as_deref()),
        (Status::Refused, Some("not-eligible"))
    );
    assert_eq!(guest.node.counted(&guest.card().await).await, 0);
    let again = guest.endorse().await;
    assert_ne!(again.object, mine.object);
    assert!(guest.node.by_object(&again.object).await.unwrap().sequence > row.sequence);
}

#[tokio::test]
async fn pe2_what_nobody_answers_for_thirty_days_is_published_as_ones_own_word() {
    let guest = Guest::new().await;
    let mine = guest.endorse().await;
    let offer = guest.node.last_sent("Offer").await.unwrap();
    let note = offer["instrument"].as_str().unwrap().to_owned();
    guest.node.pass(TimeDelta::days(29));
    guest.node.tidy_declarations().await.unwrap();
    assert!(guest.node.document(&note, None).await.is_err());
    guest.node.pass(TimeDelta::days(2));
    for _ in 0..2 {
        guest.node.tidy_declarations().await.unwrap();
    }
    let said = guest.node.served(&note).await;
    assert_eq!(
        (said.get("quoteAuthorization"), &said["quote"]),
        (None, &json!(guest.text.object))
    );
    let given = guest
        .node
        .endorsements_given(&guest.node.owner, guest.node.water, None)
        .await
        .unwrap();
    assert!(given.items[0].unanswered);
    assert_eq!(
        guest.node.status(&mine.object).await,
        Some(Status::Offered),
        "it may still be answered"
    );
    assert_eq!(guest.node.counted(&guest.card().await).await, 0);
    let creates = guest
        .node
        .all_sent()
        .await
        .iter()
        .filter(|sent| sent["object"]["id"] == json!(note))
        .count();
    assert_eq!(creates, 1);

    // The host wakes up.
    let (offer, stamp) = guest.stamp(1).await;
    guest.accept(&offer, &stamp.document).await.unwrap();
    assert_eq!(guest.node.status(&mine.object).await, Some(Status::Stamped));
}

#[tokio::test]
async fn a_stamp_that_is_taken_back_ends_the_endorsement_here_too() {
    let guest = Guest::new().await;
    let mine = guest.endorse().await;
    let (offer, stamp) = guest.stamp(1).await;
    guest.accept(&offer, &stamp.document).await.unwrap();
    let mut revoke = guest
        .host
        .activity("Delete", &json!({"id": stamp.id, "type": "Tombstone"}));
    revoke["bandung:reason"] = json!("abuse");
    guest.node.take(&guest.host, &revoke).await.unwrap();
    let row = guest.node.by_object(&mine.object).await.unwrap();
    assert_eq!((row.status, row.reason.as_deref()), (Status::Revoked, Some("abuse")));
    assert_eq!(guest.node.counted(&guest.card().await).await, 0);
    let gamma = Peer::new("gamma.example", "g");
    guest.node.meet(&gamma).await;
    let again = guest.endorse().await;
    assert_eq!(again.status, Status::Offered, "endorsing anew is possible");
}

#[tokio::test]
async fn withdrawing_before_the_answer_tells_the_host_and_a_late_yes_counts_nothing() {
    let guest = Guest::new().await;
    let mine = guest.endorse().await;
    let (offer, stamp) = guest.stamp(1).await;
    guest
        .node
        .withdraw_endorsement(&guest.node.owner, &guest.node.asked().await, mine.id)
        .await
        .unwrap();
    let delete = guest.node.last_sent("Delete").await.unwrap();
    assert_eq!(
        delete["object"]["bandung:endorsementDigest"],
        stamp.document["bandung:endorsementDigest"]
    );
    guest.accept(&offer, &stamp.document).await.unwrap();
    assert_eq!(guest.node.status(&mine.object).await, Some(Status::Withdrawn));
    assert!(
        guest
            .node
            .document(offer["instrument"].as_str().unwrap(), None)
            .await
            .is_err(),
        "nothing is announced"
    );
    assert_eq!(guest.node.counted(&guest.card().await).await, 0);
}

#[tokio::test]
async fn a_text_that_the_owner_closed_is_not_endorsed() {
    let guest = Guest::new().await;
    let mut closed = guest.article.clone();
    closed.as_object_mut().unwrap().remove("proof");
    closed["bandung:closedAt"] = json!("2027-01-15T09:00:00Z");
    closed["updated"] = json!("2027-01-15T09:00:00Z");
    guest.node.pass(TimeDelta::hours(1));
    let closed = guest.host.prove(&closed, guest.node.now());
    guest
        .node
        .take(&guest.host, &guest.host.activity("Update", &closed))
        .await
        .unwrap();
    let card = guest.card().await;
    let form = guest.node.form(&card).await;
    let answer = guest
        .node
        .endorse(
            &guest.node.owner,
            &guest.node.asked().await,
            guest.node.water,
            card.id,
            form,
        )
        .await;
    assert!(is_refused(&answer));
}
