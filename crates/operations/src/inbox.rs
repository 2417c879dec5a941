//! What arrives from other servers takes effect here: once, in one transaction, only as [`Verified`].
//!
//! Owners are read from our own records, never from a copy inside the activity (SECURITY ID6). What was deleted stays
//! deleted. What refers to something that we do not know yet waits.

mod actors;
mod arrival;
mod endorsements;
mod follows;
mod gestures;
mod letters;
mod memberships;
mod networks;
pub(crate) mod posts;
mod quotes;
mod relays;
mod reports;

use chrono::{DateTime, Duration, Utc};
use domain::outbox::Seq;
use protocol::{
    activity::{Activity, Body, Content},
    actor::RemoteActor,
    refusal::Refusal,
};
use serde_json::Value;
use storage::{
    Db, Tx,
    arriving::{self, Arriving, Beforehand},
    evidence::{self, Exhibit},
    following,
    inbox_seen::{self, Seen},
    peers, received,
    remote_actors::{self, StoredActor},
    waiting::{self, Held},
};

pub use self::arrival::Arrival;
pub(crate) use self::arrival::Arrivals;
use crate::{OperationError, Operations, audit::Who, secrets::hex};

/// What was fetched before the transaction, as snapshots.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The author of the activity.
    pub author: Option<RemoteActor>,
    /// An object that the activity names and that was fetched from its own id: (id, exact bytes, author).
    pub object: Option<(String, Vec<u8>, RemoteActor)>,
    /// Further documents that were fetched from their own ids: (id, exact bytes, author).
    pub more: Vec<(String, Vec<u8>, RemoteActor)>,
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

/// What is answered when the transaction is durable.
enum Taken {
    /// It was taken.
    Receipt(Receipt),
    /// It is refused, and what shows why is kept.
    Refused(Refusal),
}

/// What one activity did.
enum Effect {
    /// Something, and nothing waits for it.
    Done,
    /// The object with this id is known from now on.
    Known(String),
    /// Something was destroyed, and nothing of it may stay in the files of the database.
    Scrub(String),
    /// Nothing until the object with this id is known.
    Waits(String),
    /// It is refused, and what shows why is kept.
    Refused(Refusal),
    /// Nothing.
    Nothing,
}

/// An activity on its way to its effect.
struct Incoming<'a> {
    activity: &'a Activity,
    author: RemoteActor,
    bytes: &'a [u8],
    known: &'a Known,
    /// What was here before it.
    before: Beforehand,
    now: DateTime<Utc>,
}

impl Incoming<'_> {
    fn id(&self) -> &str {
        self.activity.id.as_str()
    }

    fn actor(&self) -> &str {
        self.activity.actor.as_str()
    }

    fn host(&self) -> &str {
        self.activity.actor.host()
    }
}

/// Known, and not allowed.
const fn forbidden(reason: &'static str) -> OperationError {
    OperationError::Protocol(Refusal::new(403, reason))
}

/// The id of the post that an activity brings; its own id when it brings none.
fn subject(activity: &Activity) -> &str {
    match &activity.body {
        Body::Create(Content::Post(post)) | Body::Update(Content::Post(post)) => post.id.as_str(),
        Body::Create(Content::Reference(id)) | Body::Update(Content::Reference(id)) => id.as_str(),
        _ => activity.id.as_str(),
    }
}

/// What waits longer is dropped, in days.
const WAITING_DAYS: i64 = 30;
/// How long the bytes of what was received are kept as possible evidence, in days.
const BODY_DAYS: i64 = 28;

impl Operations {
    /// Whether this activity was seen: same bytes = `Some(true)`, other bytes = `Some(false)`.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn seen(&self, activity: &str, sha256: &[u8; 32]) -> Result<Option<bool>, OperationError> {
        let before = inbox_seen::sha256(&self.db(), activity).await?;
        Ok(before.map(|before| before == hex(sha256)))
    }

    /// Which ids the activity needs fetched before it can take effect; none for what is of no interest here.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn needs(&self, activity: &Activity) -> Result<Vec<String>, OperationError> {
        let db = self.db();
        let unknown = async |id: &str| Ok::<_, OperationError>(storage::posts::by_object(&db, id).await?.is_none());
        let followed = async || following::is_followed(&db, activity.actor.as_str()).await;
        let ours = |id: &str| self.urls().is_some_and(|urls| id.starts_with(urls.base()));
        let needed = match &activity.body {
            Body::Announce { object, embedded } if !ours(object.as_str()) => {
                let silent = embedded
                    .as_ref()
                    .is_some_and(|embedded| self.is_said_by_barred(embedded));
                let wanted = !silent && followed().await? && unknown(object.as_str()).await?;
                (wanted && self.may_be_fetched(&db, object.as_str()).await?).then_some(object)
            }
            Body::Relay { embedded, .. } if self.is_said_by_barred(embedded) => None,
            Body::Relay { kind, object, .. } if !ours(object.as_str()) => {
                let wanted = match kind.as_str() {
                    "Create" => followed().await? && unknown(object.as_str()).await?,
                    "Update" => !unknown(object.as_str()).await?,
                    _ => false,
                };
                (wanted && self.may_be_fetched(&db, object.as_str()).await?).then_some(object)
            }
            // A line of a roster says in itself what changed.
            Body::Update(Content::Reference(_)) if activity.with.sequence.is_some() => None,
            Body::Create(Content::Reference(id)) => unknown(id.as_str()).await?.then_some(id),
            Body::Update(Content::Reference(id)) => Some(id),
            Body::Move { target } if ours(target.as_str()) => None,
            Body::Move { target } => {
                let actor = activity.actor.as_str();
                let concerns = followed().await?
                    || !storage::memberships::of_subject(&db, actor).await?.is_empty()
                    || !storage::endorsements::stamped_here(&db, actor).await?.is_empty();
                concerns.then_some(target)
            }
            Body::Add { object, target } if !ours(object.as_str()) => {
                let practice = self
                    .practice_of_reports(&db, target.as_str(), activity.actor.as_str())
                    .await?;
                (practice.is_some() && unknown(object.as_str()).await?).then_some(object)
            }
            _ => None,
        };
        let mut needed: Vec<String> = needed.map(|id| id.as_str().to_owned()).into_iter().collect();
        needed.extend(self.endorsement_needs(activity).await?);
        needed.extend(self.network_needs(activity).await?);
        Ok(needed)
    }

    /// Applies one activity in the transaction that is given; nothing is committed here.
    async fn take(&self, tx: &Tx, arrival: &Arrival) -> Result<Taken, OperationError> {
        let Arrival {
            verified,
            activity,
            known,
        } = arrival;
        let (id, actor, host) = (activity.id.as_str(), activity.actor.as_str(), activity.actor.host());
        let now = self.now();
        let before = self.beforehand(tx, activity, now).await?;
        if !before.heard {
            peers::heard(tx, host, now).await?;
        }
        self.note_sender(tx, host, known, now).await?;
        let sha256 = hex(verified.sha256());
        let seen = Seen {
            activity: id,
            actor,
            sha256: &sha256,
            kind: verified.value().get("type").and_then(Value::as_str).unwrap_or_default(),
            object: verified.value().get("object").and_then(protocol::lenient::id_of),
            body: verified.bytes(),
        };
        if !inbox_seen::insert(tx, &seen, now).await? {
            return self.repeated(tx, &seen, now).await;
        }
        if before.ended {
            return Ok(Taken::Receipt(Receipt::Ignored));
        }
        let incoming = Incoming {
            activity,
            author: self.author(tx, actor, known.author.as_ref()).await?,
            bytes: verified.bytes(),
            known,
            before,
            now,
        };
        self.require_permit(&incoming.author, activity)?;
        let receipt = match Box::pin(self.apply(tx, &incoming)).await? {
            Effect::Refused(refusal) => return Ok(Taken::Refused(refusal)),
            Effect::Scrub(object) => {
                self.apply_waiting(tx, object, now).await?;
                self.0.scrub_wanted.store(true, std::sync::atomic::Ordering::Relaxed);
                Receipt::Applied
            }
            Effect::Done => Receipt::Applied,
            Effect::Nothing => Receipt::Ignored,
            // Nothing waits for the post that it brings; with one writer nothing can begin to before this is over.
            Effect::Known(object) if self.0.store.is_sqlite() && !before.awaited && subject(activity) == object => {
                Receipt::Applied
            }
            Effect::Known(object) => {
                self.apply_waiting(tx, object, now).await?;
                Receipt::Applied
            }
            Effect::Waits(needs) => {
                self.keep_waiting(tx, &incoming, &needs).await?;
                Receipt::Waiting
            }
        };
        Ok(Taken::Receipt(receipt))
    }

    /// What was here before an activity.
    async fn beforehand(&self, tx: &Tx, activity: &Activity, now: DateTime<Utc>) -> Result<Beforehand, OperationError> {
        let arriving = Arriving {
            activity: activity.id.as_str(),
            actor: activity.actor.as_str(),
            host: activity.actor.host(),
            object: subject(activity),
        };
        Ok(arriving::beforehand(&Db::from(tx), arriving, now).await?)
    }

    /// Between Bandung nodes a message says how far we have the other's outbox.
    async fn note_sender(&self, tx: &Tx, host: &str, known: &Known, now: DateTime<Utc>) -> Result<(), OperationError> {
        if let Some(author) = &known.author
            && author.implements_node
        {
            peers::set_bandung(tx, host, true).await?;
        }
        if let Some((seq, prev)) = known.sequence {
            received::note(tx, host, Seq(seq), Seq(prev), now).await?;
        }
        Ok(())
    }

    /// The same again has no effect; other bytes under the same id are kept beside the first ones.
    async fn repeated(&self, tx: &Tx, seen: &Seen<'_>, now: DateTime<Utc>) -> Result<Taken, OperationError> {
        let db = Db::from(tx);
        let first = inbox_seen::sha256(&db, seen.activity).await?.unwrap_or_default();
        if first == seen.sha256 {
            return Ok(Taken::Receipt(Receipt::Repeated));
        }
        let first_body = inbox_seen::body(&db, seen.activity).await?.unwrap_or_default();
        for (sha256, body) in [(first.as_str(), first_body.as_slice()), (seen.sha256, seen.body)] {
            let exhibit = Exhibit {
                activity: seen.activity,
                sha256,
                actor: seen.actor,
                reason: "equivocation",
                body,
            };
            evidence::put(tx, &exhibit, now).await?;
        }
        Ok(Taken::Refused(Refusal::new(409, "equivocation")))
    }

    async fn author(&self, tx: &Tx, actor: &str, fetched: Option<&RemoteActor>) -> Result<RemoteActor, OperationError> {
        if let Some(author) = fetched.filter(|author| author.id.as_str() == actor) {
            return Ok(author.clone());
        }
        let stored = remote_actors::get(&Db::from(tx), actor).await?;
        stored
            .and_then(|stored| self.read_actor(&stored.document))
            .ok_or(OperationError::Protocol(Refusal::new(401, "key-unknown")))
    }

    async fn apply(&self, tx: &Tx, incoming: &Incoming<'_>) -> Result<Effect, OperationError> {
        match &incoming.activity.body {
            Body::Follow { object } => self.receive_follow(tx, incoming, object.as_str()).await,
            Body::Accept(asked) => self.receive_answer(tx, incoming, asked, true).await,
            Body::Reject(asked) => self.receive_answer(tx, incoming, asked, false).await,
            Body::Undo(undone) => self.receive_undo(tx, incoming, undone).await,
            Body::Create(content) => self.receive_create(tx, incoming, content).await,
            Body::Update(content) => self.receive_update(tx, incoming, content).await,
            Body::Delete { object } => self.receive_delete(tx, incoming, object.as_str()).await,
            Body::Announce { object, .. } => self.receive_announce(tx, incoming, object.as_str()).await,
            Body::Relay {
                kind, object, embedded, ..
            } => self.receive_relay(tx, incoming, kind, object.as_str(), embedded).await,
            Body::Join { network, application } => {
                self.receive_application(tx, incoming, network.as_str(), application)
                    .await
            }
            Body::Leave { network } => self.receive_leave(tx, incoming, network.as_str()).await,
            Body::Invite { organisation } => self.receive_invitation(tx, incoming, organisation.as_str()).await,
            Body::Recommend { applicant, network } => {
                self.receive_referee(tx, incoming, applicant.as_str(), network.as_str())
                    .await
            }
            Body::Show { membership, salt } => self.receive_opening(tx, incoming, membership, salt).await,
            Body::FeatureRequest { object, collection } => {
                self.receive_feature_request(tx, incoming, object.as_str(), collection.as_str())
                    .await
            }
            Body::Like { object } => self.receive_like(tx, incoming, object.as_str()).await,
            Body::Flag { objects, comment } => self.receive_flag(tx, incoming, objects, comment).await,
            Body::Block { object } => self.receive_block(tx, incoming, object.as_str()).await,
            Body::Move { target } => Box::pin(self.receive_move(tx, incoming, target.as_str())).await,
            Body::Add { object, target } => {
                self.receive_collection(tx, incoming, object.as_str(), target.as_str(), true)
                    .await
            }
            Body::Remove { object, target } => {
                self.receive_collection(tx, incoming, object.as_str(), target.as_str(), false)
                    .await
            }
            Body::Offer { target, note, .. } => self.receive_offer(tx, incoming, target.as_str(), note.as_str()).await,
            Body::QuoteRequest { object, note } => {
                self.receive_quote_request(tx, incoming, object.as_str(), note.as_str())
                    .await
            }
            Body::Unsupported(kind) => {
                tracing::debug!(
                    activity.kind = kind,
                    "Ignored an activity of a type that we do not act on"
                );
                Ok(Effect::Nothing)
            }
        }
    }

    async fn keep_waiting(&self, tx: &Tx, incoming: &Incoming<'_>, needs: &str) -> Result<(), OperationError> {
        let held = Held {
            activity: incoming.id().to_owned(),
            actor: incoming.actor().to_owned(),
            body: incoming.bytes.to_vec(),
        };
        if waiting::put(tx, &held, needs, incoming.now).await? > 0 {
            self.note(tx, &Who::Other("system"), "inbox.waiting-full", needs)
                .await?;
        }
        Ok(())
    }

    /// What waited for an object, and for what that made known in turn. One that is refused now has no effect.
    async fn apply_waiting(&self, tx: &Tx, object: String, now: DateTime<Utc>) -> Result<(), OperationError> {
        let mut arrived = vec![object];
        while let Some(object) = arrived.pop() {
            for held in waiting::take(tx, &object).await? {
                let Some(activity) = self.reread(&held.body) else {
                    continue;
                };
                let Ok(author) = self.author(tx, &held.actor, None).await else {
                    continue;
                };
                let incoming = Incoming {
                    activity: &activity,
                    author,
                    bytes: &held.body,
                    known: &Known::default(),
                    before: self.beforehand(tx, &activity, now).await?,
                    now,
                };
                // Where its author stands may have changed while it waited.
                if self.require_permit(&incoming.author, &activity).is_err() {
                    continue;
                }
                match Box::pin(self.apply(tx, &incoming)).await {
                    Ok(Effect::Known(object)) => arrived.push(object),
                    Ok(_) | Err(OperationError::Protocol(_)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    fn reread(&self, bytes: &[u8]) -> Option<Activity> {
        let document: Value = serde_json::from_slice(bytes).ok()?;
        Activity::read(&document, &self.0.ids).ok()
    }

    /// A stored actor of another server: (actor, when fetched).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn remote_actor(&self, id: &str) -> Result<Option<(RemoteActor, DateTime<Utc>)>, OperationError> {
        let stored = remote_actors::get(&self.db(), id).await?;
        Ok(stored.and_then(|stored| Some((self.read_actor(&stored.document)?, stored.fetched_at))))
    }

    /// The stored actor that owns a key, for key ids that do not name their owner (PH9).
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn owner_of_key(&self, key: &str) -> Result<Option<String>, OperationError> {
        Ok(remote_actors::owner_of_key(&self.db(), key).await?)
    }

    /// Stores what was fetched of an actor (exact bytes); its peer row is made where it is missing.
    ///
    /// # Errors
    /// [`OperationError::Storage`]; 403 `key-mismatch` when its keys are held fast and these are others (ID9).
    pub async fn store_remote_actor(&self, actor: &RemoteActor, bytes: &[u8]) -> Result<(), OperationError> {
        self.refuse_other_keys(actor).await?;
        let tx = self.begin().await?;
        self.put_actor(&tx, actor, bytes).await?;
        Ok(tx.commit().await?)
    }

    /// A stored actor of another server, inside a transaction.
    pub(crate) async fn read_actor_in(&self, tx: &Tx, id: &str) -> Result<Option<RemoteActor>, OperationError> {
        let stored = remote_actors::get(&Db::from(tx), id).await?;
        Ok(stored.and_then(|stored| self.read_actor(&stored.document)))
    }

    pub(crate) async fn put_actor(&self, tx: &Tx, actor: &RemoteActor, bytes: &[u8]) -> Result<(), OperationError> {
        let stored = StoredActor {
            id: actor.id.as_str().to_owned(),
            host: actor.id.host().to_owned(),
            handle: actor.handle(),
            name: actor.name.clone(),
            inbox: actor.inbox.as_str().to_owned(),
            shared_inbox: actor.shared_inbox.as_ref().map(|inbox| inbox.as_str().to_owned()),
            document: bytes.to_vec(),
            fetched_at: self.now(),
        };
        let before = self.read_actor_in(tx, actor.id.as_str()).await?;
        if before.is_some_and(|before| before.multikeys != actor.multikeys) {
            self.0.recounts.forget();
        }
        let http = actor.public_keys.iter().map(|key| key.id.as_str().to_owned());
        let proofs = actor.multikeys.iter().map(|listed| listed.key.id.as_str().to_owned());
        let keys: Vec<String> = http.chain(proofs).collect();
        remote_actors::put(tx, &stored, &keys).await?;
        peers::ensure(tx, actor.id.host()).await?;
        if actor.implements_node {
            peers::set_bandung(tx, actor.id.host(), true).await?;
        }
        Ok(())
    }

    /// Drops what waited too long and the bytes that are no longer needed as evidence. To be called once a day.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn tidy_inbox(&self) -> Result<(), OperationError> {
        if self.clock_fault().is_some() {
            return Ok(());
        }
        let now = self.now();
        let tx = self.begin().await?;
        let dropped = waiting::drop_before(&tx, now - Duration::days(WAITING_DAYS)).await?;
        inbox_seen::forget_bodies(&tx, now - Duration::days(BODY_DAYS)).await?;
        if dropped > 0 {
            self.note(
                &tx,
                &Who::Other("system"),
                "inbox.waited-too-long",
                &dropped.to_string(),
            )
            .await?;
        }
        Ok(tx.commit().await?)
    }
}
