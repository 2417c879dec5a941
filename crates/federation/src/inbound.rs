//! From a request at an inbox to an effect: the order of SECURITY 3.2, nothing decided here that is a rule.

use evidence::origin::Id;
use operations::{Arrival, Known, OperationError, Receipt, RemoteError};
use protocol::{
    activity::{Activity, Body},
    actor::RemoteActor,
    envelope::{RawRequest, RemoteKey, Unverified, Verified, check_post},
    refusal::Refusal,
    urls::NodeUrls,
};
use serde_json::Value;

use crate::Federation;

/// At most this many documents are fetched because of one activity (LI).
const FETCHES: usize = 20;

/// A request that is refused.
pub(crate) struct Refused {
    pub(crate) refusal: Refusal,
    /// The key that the request names, where it was understood so far.
    key: Option<Id>,
}

impl Refused {
    /// The host that the request names; empty where it was not understood. Nobody has proved it.
    pub(crate) fn host(&self) -> &str {
        self.key.as_ref().map_or("", Id::host)
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self { refusal, key: None }
    }
}

impl Federation {
    /// Takes a request at an inbox.
    ///
    /// # Errors
    /// The refusal with its status; 503 when it cannot be decided or stored now.
    pub(crate) async fn receive(&self, raw: &RawRequest<'_>) -> Result<Receipt, Refused> {
        let urls = self.operations().urls().ok_or(Refusal::new(503, "not-set-up"))?;
        if self.operations().clock_fault().is_some() {
            // Whether a signature is of now cannot be said; the sender tries again.
            return Err(Refusal::new(503, "clock").into());
        }
        if self.operations().is_sealed() {
            // Whoever sends tries again: nothing is lost while the node is sealed.
            return Err(Refusal::new(503, "sealed").into());
        }
        if self.operations().disk_is_low() {
            return Err(Refusal::new(503, "no-room").into());
        }
        let unverified = check_post(raw, &self.expect(&urls))?;
        self.judge(&unverified, &urls).await.map_err(|refusal| Refused {
            refusal,
            key: Some(unverified.key_id().clone()),
        })
    }

    async fn judge(&self, unverified: &Unverified, urls: &NodeUrls) -> Result<Receipt, Refusal> {
        let actor = unverified.claimed_actor().cloned();
        if let Some(actor) = &actor {
            self.refuse_suspended(actor)?;
            if actor.host() == urls.host() {
                return Err(self.refuse_own(unverified, actor).await);
            }
            if self.deletes_itself_unknown(unverified, actor).await? {
                return Ok(Receipt::Ignored);
            }
        }
        let (verified, author) = self.verify(unverified, actor.as_ref()).await?;
        self.refuse_suspended(verified.actor())?;
        self.inner().rates.count(verified.actor().host())?;
        Box::pin(self.apply(verified, author, unverified.sequence())).await
    }

    fn refuse_suspended(&self, actor: &Id) -> Result<(), Refusal> {
        if self.operations().turns_away(actor.host(), actor.as_str()) {
            Err(Refusal::new(403, "blocked"))
        } else {
            Ok(())
        }
    }

    /// An actor that we never met and that deletes itself: its key cannot be had any more, and nothing is to be done
    /// (PH11).
    async fn deletes_itself_unknown(&self, unverified: &Unverified, actor: &Id) -> Result<bool, Refusal> {
        let activity = unverified.peek();
        let object = activity.get("object").map(|object| object.get("id").unwrap_or(object));
        let itself = object.and_then(Value::as_str) == Some(actor.as_str());
        let kind = activity.get("type").and_then(Value::as_str).unwrap_or_default();
        if !itself || !matches!(kind, "Delete" | "Update") {
            return Ok(false);
        }
        let known = self
            .operations()
            .remote_actor(actor.as_str())
            .await
            .map_err(undecided)?
            .is_some();
        Ok(!known && kind == "Delete")
    }

    /// What is verified, and its author where that was read on the way.
    async fn verify(
        &self,
        unverified: &Unverified,
        actor: Option<&Id>,
    ) -> Result<(Verified<Value>, Option<RemoteActor>), Refusal> {
        let key_id = unverified.key_id();
        if let Some(actor) = actor
            && let Some((key, author)) = self.vouched_key(unverified, actor).await?
        {
            return Ok((unverified.verify(&key)?, Some(author)));
        }
        let (key, owner) = self.key_and_owner(key_id, actor).await?;
        match unverified.verify(&key) {
            Err(refusal) => match self.refreshed_key(key_id, &key.owner).await {
                Some(fresh) if fresh != key => Ok((unverified.verify(&fresh)?, None)),
                _ => Err(refusal),
            },
            Ok(verified) => Ok((verified, owner)),
        }
    }

    /// The key of a request that brings it itself: an actor's own `Update` whose proof was made with a key that we have
    /// (PK14, PK15). Nothing where the key is known, or nobody vouches.
    async fn vouched_key(
        &self,
        unverified: &Unverified,
        actor: &Id,
    ) -> Result<Option<(RemoteKey, RemoteActor)>, Refusal> {
        if unverified.peek().get("type").and_then(Value::as_str) != Some("Update") {
            return Ok(None);
        }
        let (operations, now) = (self.operations(), self.inner().clock.now());
        let known = operations.remote_actor(actor.as_str()).await.map_err(undecided)?;
        if known.is_none_or(|(known, _)| known.key(unverified.key_id(), now).is_some()) {
            return Ok(None);
        }
        let vouched = operations.vouched_actor(unverified.body()).await.map_err(undecided)?;
        Ok(vouched.and_then(|vouched| Some((vouched.key(unverified.key_id(), now)?.clone(), vouched))))
    }

    /// Fetches what the activity needs, before any transaction, and applies it.
    pub(crate) async fn apply(
        &self,
        verified: Verified<Value>,
        author: Option<RemoteActor>,
        sequence: Option<(i64, i64)>,
    ) -> Result<Receipt, Refusal> {
        let operations = self.operations();
        let id = verified.value().get("id").and_then(Value::as_str).unwrap_or_default();
        if operations.seen(id, verified.sha256()).await.map_err(undecided)? == Some(true) {
            return Ok(Receipt::Repeated);
        }
        let actor = verified.actor().as_str();
        if operations.awaits_roster(actor).await.map_err(undecided)? {
            // Whoever sends tries again; until then it is known whether it may.
            return Err(Refusal::new(503, "roster-pending"));
        }
        let activity = Activity::read(verified.value(), &self.id_policy())?;
        let mut known = Known {
            sequence,
            ..Known::default()
        };
        let author = match author {
            Some(author) if author.id == *verified.actor() => Ok(author),
            // A fetch in the middle of a rotation shows keys that only this message vouches for.
            _ => match operations.vouched_actor(verified.bytes()).await.map_err(undecided)? {
                Some(author) => Ok(author),
                None => self.actor_now(verified.actor().as_str()).await,
            },
        };
        known.author = Some(author.map_err(|cause| fetch_refusal(&cause))?);
        if let Some(embedded) = operations.proved_relay(&activity).await.map_err(undecided)? {
            self.take_relayed(embedded, &mut known).await?;
        }
        for id in operations
            .needs(&activity)
            .await
            .map_err(undecided)?
            .into_iter()
            .take(FETCHES)
        {
            if known.object.as_ref().is_some_and(|(known, ..)| *known == id) {
                continue;
            }
            self.fetch_needed(&id, &activity.body, &mut known).await?;
        }
        let id = activity.id.clone();
        let arrival = Arrival {
            verified,
            activity,
            known,
        };
        let receipt = operations.receive(arrival).await.map_err(undecided)?;
        tracing::debug!(activity.id = %id.as_str(), ?receipt, "Took an activity");
        Ok(receipt)
    }

    async fn fetch_needed(&self, id: &str, body: &Body, known: &mut Known) -> Result<(), Refusal> {
        if matches!(body, Body::Move { .. }) {
            // The target must be read anew: it names the actor that moves to it.
            let target = self.fetch_actor(id).await.map_err(|cause| fetch_refusal(&cause))?;
            known.target = Some(target);
            return Ok(());
        }
        match self.fetch_object(id).await {
            Ok(object) => {
                let fetched = (object.id, object.bytes, object.author);
                known.object = Some(fetched.clone());
                known.more.push(fetched);
            }
            Err(RemoteError::Unreachable(_)) => return Err(Refusal::new(503, "object-unreachable")),
            // What cannot be had has no effect; the activity itself is taken (ID7).
            Err(cause) => tracing::debug!(object.id = id, %cause, "An object could not be had"),
        }
        Ok(())
    }
}

fn undecided(error: OperationError) -> Refusal {
    match error {
        OperationError::Protocol(refusal) => refusal,
        other => {
            tracing::error!(cause = %other, "An activity could not be stored now");
            Refusal::new(503, "not-now")
        }
    }
}

fn fetch_refusal(cause: &RemoteError) -> Refusal {
    match cause {
        RemoteError::Unreachable(_) => Refusal::new(503, "actor-unreachable"),
        _ => Refusal::new(401, "http-actor"),
    }
}
