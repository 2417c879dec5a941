//! The node hosts a declaration, and other servers offer their endorsements (PROTOCOL 10.3 to 10.7, EN2 to EN4, EN6).

mod bytes;
mod dates;
mod duplicates;
mod keys;
mod proofs;
mod withdrawing;

use domain::declaration::DeclarationDraft;
use operations::{Receipt, view::declarations::DeclarationCard};
use serde_json::{Value, json};

use super::{Node, draft, node, peer::Peer, refusal, text::Text};

/// A node with an open declaration, and a peer that it knows.
struct World {
    node: Node,
    card: DeclarationCard,
    text: Text,
    beta: Peer,
}

impl World {
    async fn new() -> Self {
        Self::of(draft("Water")).await
    }

    async fn of(draft: DeclarationDraft) -> Self {
        let node = node().await;
        let card = node.open(draft).await;
        let beta = Peer::new("beta.example", "b");
        node.meet(&beta).await;
        let text = Text {
            object: card.object.clone(),
            digest: node.digest_of(&card).await,
            revision: 1,
        };
        Self { node, card, text, beta }
    }

    fn signed(&self, sequence: i64) -> Value {
        self.beta.signs(&self.text, sequence, self.node.now())
    }

    async fn offer(&self, endorsement: &Value) -> Result<Receipt, operations::OperationError> {
        let offer = self.beta.offers(endorsement, &self.text);
        self.node.take(&self.beta, &offer).await
    }

    /// Offers a bad one: refused with 403 and one of the reasons, nothing stored (N); the genuine one is taken
    /// afterwards (K).
    async fn refuses(&self, endorsement: &Value, reasons: &[&str]) {
        let rows = self.node.rows().await;
        let (status, reason) = refusal(self.offer(endorsement).await);
        assert_eq!(status, 403, "{reason}");
        assert!(reasons.contains(&reason), "{reason} is not one of {reasons:?}");
        assert_eq!(self.node.rows().await, rows, "{reason}: nothing is stored");
        assert_eq!(self.node.counted(&self.card).await, 0);
    }

    async fn takes_the_genuine_one(&self) {
        assert_eq!(self.offer(&self.signed(1)).await.unwrap(), Receipt::Applied);
        assert_eq!(self.node.counted(&self.card).await, 1);
        self.node.assert_verifies(&self.card).await;
    }

    /// The newest answer: type, reason or nothing.
    async fn answer(&self) -> (String, Value) {
        let sent = self.node.all_sent().await;
        let answer = sent
            .into_iter()
            .rfind(|sent| sent["type"] == "Accept" || sent["type"] == "Reject")
            .unwrap();
        (
            answer["type"].as_str().unwrap().to_owned(),
            answer["bandung:reason"].clone(),
        )
    }
}

#[tokio::test]
async fn p20_a_sound_offer_is_logged_stamped_accepted_and_added_at_once() {
    let world = World::new().await;
    let signed = world.signed(1);
    let offer = world.beta.offers(&signed, &world.text);
    assert_eq!(world.node.take(&world.beta, &offer).await.unwrap(), Receipt::Applied);

    let accept = world.node.last_sent("Accept").await.unwrap();
    assert_eq!(
        (&accept["object"], &accept["to"]),
        (&offer["id"], &json!([world.beta.id]))
    );
    let stamp = world.node.served(accept["result"].as_str().unwrap()).await;
    assert_eq!(stamp["bandung:endorsement"], signed["id"]);
    assert_eq!(stamp["interactingObject"], offer["instrument"]);
    let add = world.node.last_sent("Add").await.unwrap();
    assert_eq!((&add["object"], &add["bandung:stamp"]), (&signed["id"], &stamp["id"]));
    assert_eq!(add["bandung:receipt"], stamp["bandung:receipt"]);
    assert_eq!(world.node.logged().await, ["open", "endorse"]);
    let events = world.node.log_events(super::LOG, None, 1).await.unwrap();
    assert_eq!(events["events"][0]["document"], signed, "byte for byte what was signed");
    assert_eq!(world.node.counted(&world.card).await, 1);
    world.node.assert_verifies(&world.card).await;
}
