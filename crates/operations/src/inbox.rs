//! What arrives from other servers takes effect here: once, in one transaction, only as [`Verified`].

mod content;
mod follows;
mod gestures;
mod removal;

use chrono::Duration;
use domain::outbox::{AudienceKey, Seq};
use evidence::origin::Id;
use protocol::{
    activity::{Activity, Body, Content},
    actor::RemoteActor,
    envelope::Verified,
    refusal::Refusal,
};
use serde_json::Value;
use storage::{
    Db, StorageError, Tx,
    evidence::Exhibit,
    inbox_seen::{self, Seen},
    outbox, peers, received,
    remote_actors::{self, StoredActor},
    subscriptions, waiting,
};

use crate::{OperationError, Operations, audit::Who, secrets::hex};

/// What refers to something unknown is kept this long.
const KEPT: Duration = Duration::days(30);

/// What was fetched before the transaction, as snapshots.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The author of the activity.
    pub author: Option<RemoteActor>,
    /// An object that the activity names and that was fetched from its own id: (id, exact bytes, author).
    pub object: Option<(String, Vec<u8>, RemoteActor)>,
    /// The target of a `Move`.
    pub target: Option<RemoteActor>,
    /// The covered sequence of the sender: (seq, prev).
    pub sequence: Option<(i64, i64)>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It took effect.
    Applied,
    /// Seen before; nothing done.
    Repeated,
    /// Kept until what it refers to arrives.
    Waiting,
    /// Understood or not, of no interest here.
    Ignored,
}

/// One activity on its way to its effect.
struct Arrival<'a> {
    verified: &'a Verified<Value>,
    activity: &'a Activity,
    known: &'a Known,
}

const NOT_OWNER: Refusal = Refusal::new(403, "not-owner");
const NOT_ASKED: Refusal = Refusal::new(403, "not-asked");
const OTHER_BYTES: Refusal = Refusal::new(409, "equivocation");

impl Operations {
    /// Whether this activity was seen: same bytes = `Some(true)`, other bytes = `Some(false)`.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn seen(&self, activity: &str, sha256: &[u8; 32]) -> Result<Option<bool>, OperationError> {
        let stored = inbox_seen::sha256(&self.db(), activity).await?;
        Ok(stored.map(|stored| stored == hex(sha256)))
    }

    /// Which ids the activity needs fetched before it can take effect: the object of a boost, what is created by
    /// reference, the target of a move.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn needs(&self, activity: &Activity) -> Result<Vec<String>, OperationError> {
        let db = self.db();
        let id = match &activity.body {
            Body::Announce { object, .. } => {
                let followed = storage::following::is_followed(&db, activity.actor.as_str()).await?;
                if !followed || self.is_ours(object) || storage::posts::by_object(&db, object.as_str()).await?.is_some()
                {
                    return Ok(Vec::new());
                }
                object
            }
            Body::Create(Content::Reference(id)) | Body::Update(Content::Reference(id)) if !self.is_ours(id) => id,
            Body::Move { target } => target,
            _ => return Ok(Vec::new()),
        };
        Ok(vec![id.as_str().to_owned()])
    }

    fn is_ours(&self, id: &Id) -> bool {
        self.urls().is_some_and(|urls| urls.host() == id.host())
    }

    /// Applies an activity.
    ///
    /// # Errors
    /// [`OperationError::Protocol`] with status and reason when it is refused; nothing is stored then.
    pub async fn receive(
        &self,
        verified: &Verified<Value>,
        activity: &Activity,
        known: &Known,
    ) -> Result<Receipt, OperationError> {
        let arrival = Arrival {
            verified,
            activity,
            known,
        };
        let tx = self.begin().await?;
        if !self.is_new(&tx, &arrival).await? {
            // The write lock goes first: what follows may take it again.
            drop(tx);
            return self.seen_before(&arrival).await;
        }
        let receipt = if self.was_undone(&tx, &arrival).await? {
            Receipt::Ignored
        } else {
            Box::pin(self.take_effect(&tx, &arrival)).await?
        };
        self.note_sender(&tx, &arrival).await?;
        self.commit_and_wake(tx).await?;
        Ok(receipt)
    }

    async fn is_new(&self, tx: &Tx, arrival: &Arrival<'_>) -> Result<bool, OperationError> {
        let sha256 = hex(arrival.verified.sha256());
        let kind = arrival
            .verified
            .value()
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let object = arrival
            .verified
            .value()
            .get("object")
            .map(|object| object.get("id").unwrap_or(object));
        let seen = Seen {
            activity: arrival.activity.id.as_str(),
            actor: arrival.activity.actor.as_str(),
            sha256: &sha256,
            kind,
            object: object.and_then(Value::as_str),
        };
        Ok(inbox_seen::insert(tx, &seen, self.now()).await?)
    }

    /// Same bytes: the old answer. Other bytes under the same id: both are kept as evidence (SG16).
    async fn seen_before(&self, arrival: &Arrival<'_>) -> Result<Receipt, OperationError> {
        let id = arrival.activity.id.as_str();
        if self.seen(id, arrival.verified.sha256()).await? != Some(false) {
            return Ok(Receipt::Repeated);
        }
        let sha256 = hex(arrival.verified.sha256());
        let exhibit = Exhibit {
            activity: id,
            sha256: &sha256,
            actor: arrival.activity.actor.as_str(),
            reason: OTHER_BYTES.reason,
            body: arrival.verified.bytes(),
        };
        let tx = self.begin().await?;
        match storage::evidence::put(&tx, &exhibit, self.now()).await {
            Ok(()) => tx.commit().await?,
            Err(StorageError::Exists) => {}
            Err(other) => return Err(other.into()),
        }
        Err(OTHER_BYTES.into())
    }

    /// An `Undo` may arrive before what it takes back.
    async fn was_undone(&self, tx: &Tx, arrival: &Arrival<'_>) -> Result<bool, OperationError> {
        let held = waiting::take(tx, arrival.activity.id.as_str()).await?;
        Ok(held.iter().any(|held| held.actor == arrival.activity.actor.as_str()))
    }

    async fn take_effect(&self, tx: &Tx, arrival: &Arrival<'_>) -> Result<Receipt, OperationError> {
        match &arrival.activity.body {
            Body::Follow { object } => self.take_follow(tx, arrival, object).await,
            Body::Accept(reference) => self.take_follow_answer(tx, arrival, reference, true).await,
            Body::Reject(reference) => self.take_follow_answer(tx, arrival, reference, false).await,
            Body::Undo(reference) => self.take_undo(tx, arrival, reference).await,
            Body::Create(content) => self.take_create(tx, arrival, content).await,
            Body::Update(content) => self.take_update(tx, arrival, content).await,
            Body::Delete { object } => self.take_delete(tx, arrival, object).await,
            Body::Announce { object, .. } => self.take_announce(tx, arrival, object).await,
            Body::Like { object } => self.take_like(tx, arrival, object).await,
            Body::Flag { objects, comment } => self.take_flag(tx, arrival, objects, comment).await,
            Body::Block { object } => self.take_block(tx, arrival, object).await,
            Body::Move { target } => self.take_move(tx, arrival, target).await,
            Body::Add { object, target } => self.take_collection_change(tx, arrival, object, target, true).await,
            Body::Remove { object, target } => self.take_collection_change(tx, arrival, object, target, false).await,
            Body::Unsupported(_) => Ok(Receipt::Ignored),
        }
    }

    /// Every verified message from a host ends its back-off; its number is noted in the transaction of the effect.
    async fn note_sender(&self, tx: &Tx, arrival: &Arrival<'_>) -> Result<(), OperationError> {
        let host = arrival.activity.actor.host();
        peers::ensure(tx, host).await?;
        peers::heard(tx, host, self.now()).await?;
        if let Some((seq, prev)) = arrival.known.sequence {
            received::note(tx, host, Seq(seq), Seq(prev), self.now()).await?;
        }
        Ok(())
    }

    /// Keeps an activity until what it refers to arrives; 30 days, a bounded number.
    async fn wait_for(&self, tx: &Tx, arrival: &Arrival<'_>, needs: &str) -> Result<Receipt, OperationError> {
        let held = waiting::Held {
            activity: arrival.activity.id.as_str().to_owned(),
            actor: arrival.activity.actor.as_str().to_owned(),
            body: arrival.verified.bytes().to_vec(),
        };
        let now = self.now();
        let dropped = waiting::put(tx, &held, needs, now).await? + waiting::drop_before(tx, now - KEPT).await?;
        if dropped > 0 {
            self.note(tx, &Who::Other("system"), "waiting.drop", &dropped.to_string())
                .await?;
        }
        Ok(Receipt::Waiting)
    }

    /// From now on the host gets what is sent to the holders of an object.
    async fn subscribe_holder(&self, tx: &Tx, host: &str, object: &str) -> Result<(), OperationError> {
        let next = Seq(outbox::head_for_update(tx).await?.0 + 1);
        peers::ensure(tx, host).await?;
        Ok(subscriptions::begin(tx, host, &AudienceKey::Holders(object.to_owned()), next).await?)
    }

    /// A stored actor of another server: (actor, when fetched).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn remote_actor(
        &self,
        id: &str,
    ) -> Result<Option<(RemoteActor, chrono::DateTime<chrono::Utc>)>, OperationError> {
        let stored = remote_actors::get(&self.db(), id).await?;
        Ok(stored.and_then(|stored| Some((self.read_actor(&stored.document)?, stored.fetched_at))))
    }

    /// Stores what was fetched of an actor (exact bytes); its peer row is made where it is missing.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn store_remote_actor(&self, actor: &RemoteActor, bytes: &[u8]) -> Result<(), OperationError> {
        let tx = self.begin().await?;
        self.put_actor(&tx, actor, bytes).await?;
        Ok(tx.commit().await?)
    }

    async fn put_actor(&self, tx: &Tx, actor: &RemoteActor, bytes: &[u8]) -> Result<(), OperationError> {
        let host = actor.id.host();
        let stored = StoredActor {
            id: actor.id.as_str().to_owned(),
            host: host.to_owned(),
            handle: actor.handle(),
            name: actor.name.clone(),
            inbox: actor.inbox.as_str().to_owned(),
            shared_inbox: actor.shared_inbox.as_ref().map(|inbox| inbox.as_str().to_owned()),
            document: bytes.to_vec(),
            fetched_at: self.now(),
        };
        let keys: Vec<String> = actor.public_keys.iter().map(|key| key.id.as_str().to_owned()).collect();
        remote_actors::put(tx, &stored, &keys).await?;
        peers::ensure(tx, host).await?;
        if actor.implements_node {
            peers::set_bandung(tx, host, true).await?;
        }
        Ok(())
    }

    /// Stores an object that was fetched from its own id because somebody here asked for it. Returns its id.
    ///
    /// # Errors
    /// [`OperationError::Protocol`] when it cannot be read.
    pub async fn store_fetched_object(
        &self,
        id: &str,
        bytes: &[u8],
        author: &RemoteActor,
    ) -> Result<String, OperationError> {
        let tx = self.begin().await?;
        if storage::posts::by_object(&Db::from(&tx), id).await?.is_none() {
            self.store_object(&tx, bytes, author).await?;
            tx.commit().await?;
        }
        Ok(id.to_owned())
    }

    /// Counts a refusal of a message of another server, by its reason.
    pub async fn note_refusal(&self, refusal: Refusal) {
        let mut refusals = self
            .0
            .refusals
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *refusals.entry(refusal.reason).or_default() += 1;
    }

    /// How often messages of other servers were refused since the start, by reason.
    #[must_use]
    pub fn refusals(&self) -> Vec<(&'static str, u64)> {
        let refusals = self
            .0
            .refusals
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        refusals.iter().map(|(reason, count)| (*reason, *count)).collect()
    }
}
