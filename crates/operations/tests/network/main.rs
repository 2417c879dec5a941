//! A node among others: what it takes, what it sends, what it serves.
//!
//! On SQLite and, with `TEST_DATABASE_URL`, on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod catch_up;
mod documents;
mod first_contact;
mod follows;
mod lanes;
mod log;
mod moderation;
mod ownership;
mod peer;
mod publishing;
mod receiving;
mod reports;
mod rosters;

#[path = "../world/mod.rs"]
mod world;

use std::{ops::Deref, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{ids::OrganisationId, organisation::Profile, practice::PracticeDraft};
use evidence::origin::IdPolicy;
use operations::{Arrival, Known, OperationError, Operations, Receipt, Session, view::Published};
use protocol::{activity::Activity, names::PUBLIC};
use serde_json::{Value, json};
use storage::{
    Db, outbox,
    posts::{self, Post},
    testing::TemporaryStore,
};

use peer::Peer;

use world::{Standing, World, profile};

/// The node `water.example` with the organisation `water`.
struct Node {
    operations: Operations,
    clock: Arc<Standing>,
    store: TemporaryStore,
    operator: Session,
    water: OrganisationId,
    /// The id of its actor.
    actor: String,
}

impl Deref for Node {
    type Target = Operations;
    fn deref(&self) -> &Operations {
        &self.operations
    }
}

async fn node() -> Node {
    node_that(false).await
}

/// A node whose organisation accepts followers by hand, or everybody.
async fn node_that(approves_followers: bool) -> Node {
    let profile = Profile {
        approves_followers,
        ..profile("Water for all", "KE")
    };
    let (world, water) = Box::pin(World::of_water(false, profile)).await;
    let World {
        operations,
        clock,
        store,
    } = world;
    let operator = operations.local_operator(None, Some("water")).await.unwrap();
    Node {
        actor: operations.urls().unwrap().organisation(water),
        operations,
        clock,
        store,
        operator,
        water,
    }
}

impl Node {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn pass(&self, time: TimeDelta) {
        self.clock.pass(time);
    }

    fn db(&self) -> Db<'_> {
        Db::from(&*self.store)
    }

    /// The node takes what a peer says, as the inbox does after all its checks.
    async fn take(&self, peer: &Peer, activity: &Value) -> Result<Receipt, OperationError> {
        self.take_knowing(peer, activity, Known::default()).await
    }

    async fn take_knowing(&self, peer: &Peer, said: &Value, known: Known) -> Result<Receipt, OperationError> {
        let verified = peer.say(said, self.now())?;
        let activity = Activity::read(verified.value(), &IdPolicy::default())?;
        let known = Known {
            author: Some(peer.actor.clone()),
            ..known
        };
        let arrival = Arrival {
            verified,
            activity,
            known,
        };
        self.receive(arrival).await
    }

    /// The node knows the peer's actor.
    async fn meet(&self, peer: &Peer) {
        self.store_remote_actor(&peer.actor, &peer.document).await.unwrap();
    }

    /// The organisation follows the peer, and the peer accepted it.
    async fn follows(&self, peer: &Peer) {
        self.meet(peer).await;
        self.follow(&self.operator, self.water, &peer.actor).await.unwrap();
        let follow = self.sent().await.1;
        let accept = peer.activity("Accept", &json!(follow["id"]));
        assert_eq!(self.take(peer, &accept).await.unwrap(), Receipt::Applied);
    }

    /// The peer follows the organisation.
    async fn followed_by(&self, peer: &Peer) {
        self.meet(peer).await;
        let follow = peer.activity("Follow", &json!(self.actor));
        assert_eq!(self.take(peer, &follow).await.unwrap(), Receipt::Applied);
    }

    async fn publish(&self, title: &str) -> Published {
        let fields = fields(title);
        self.publish_practice(&self.operator, self.water, fields.check().unwrap(), None)
            .await
            .unwrap()
    }

    async fn post(&self, object: &str) -> Option<Post> {
        posts::by_object(&self.db(), object).await.unwrap()
    }

    /// What was sent last.
    async fn sent(&self) -> (outbox::Entry, Value) {
        let head = outbox::head(&self.db()).await.unwrap();
        let entry = outbox::entry(&self.db(), head).await.unwrap().unwrap();
        let body = serde_json::from_slice(&entry.body).unwrap();
        (entry, body)
    }

    /// Numbers of all entries for a host.
    async fn for_host(&self, host: &str) -> Vec<i64> {
        let entries = self.next_entries(host, domain::outbox::Seq(0), 1_000).await.unwrap();
        entries.iter().map(|entry| entry.seq.0).collect()
    }
}

impl Peer {
    /// A public note with a new id.
    pub(crate) fn note(&self, text: &str) -> Value {
        let number = peer::number();
        json!({
            "id": format!("{}/notes/{number}", self.id),
            "type": "Note",
            "attributedTo": self.id,
            "content": format!("<p>{text}</p>"),
            "published": "2027-01-15T08:00:00Z",
            "to": [PUBLIC],
            "cc": [format!("{}/followers", self.id)],
        })
    }

    /// The same with an answer to something.
    pub(crate) fn answer(&self, text: &str, to: &str) -> Value {
        let mut note = self.note(text);
        note["inReplyTo"] = json!(to);
        note
    }
}

fn fields(title: &str) -> PracticeDraft {
    let some = |text: &str| text.split(' ').map(str::to_owned).collect();
    PracticeDraft {
        title: title.to_owned(),
        problem: "Fields are under water.".to_owned(),
        what_we_did: vec!["Met.".to_owned(), "Built rafts.".to_owned()],
        result: "312 families harvest.".to_owned(),
        what_went_wrong: "unknown".to_owned(),
        country: "BD".to_owned(),
        setting: some("rural river-basin"),
        sectors: some("food-agriculture"),
        started: "2019-05".to_owned(),
        cost_band_usd: "unknown".to_owned(),
        summary: "Vegetables on rafts.".to_owned(),
        language: "en".to_owned(),
        ..PracticeDraft::default()
    }
}

/// Status and reason of a refusal.
fn refusal(answer: Result<Receipt, OperationError>) -> (u16, &'static str) {
    match answer {
        Err(OperationError::Protocol(refusal)) => (refusal.status, refusal.reason),
        other => panic!("not refused: {other:?}"),
    }
}
