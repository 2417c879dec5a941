//! Actors of other servers whose keys are held fast (SECURITY ID9, PROTOCOL PK15): other keys count only when a key
//! that we have vouches for them. A fetch that shows other keys raises an alarm and changes nothing.

use evidence::{origin::Id, proof};
use protocol::{
    actor::RemoteActor,
    envelope::{Expect, Verified, check_log_item},
    lenient,
    refusal::Refusal,
};
use serde::Serialize;
use serde_json::Value;
use storage::{Db, Tx, pinned_actors, remote_actors};

use crate::{OperationError, Operations, Session, audit::Who};

/// A pinned actor as the operator sees it.
#[derive(Clone, Debug, Serialize)]
pub struct PinView {
    /// Its id.
    pub actor: String,
    /// Its keys.
    pub keys: usize,
    /// When they moved last.
    pub moved_at: chrono::DateTime<chrono::Utc>,
    /// When a fetch showed other keys.
    pub alarm_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// Other keys than the ones that are held fast.
pub(crate) const MISMATCH: Refusal = Refusal::new(403, "key-mismatch");

impl Operations {
    /// Holds the keys of an actor fast as they are stored now; done again, takes what its server shows now
    /// (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`].
    pub async fn pin_actor(&self, session: &Session, actor: &RemoteActor) -> Result<(), OperationError> {
        session.require(domain::permissions::Action::OperateNode)?;
        let tx = self.begin_decision().await?;
        let id = actor.id.as_str();
        self.note(&tx, &Who::Person(session), "keys.pin", id).await?;
        pinned_actors::put(&tx, id, &actor.key_set(), self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Lets the keys of an actor change as those of anybody (operator).
    ///
    /// # Errors
    /// [`OperationError::Forbidden`], [`OperationError::NotFound`].
    pub async fn unpin_actor(&self, session: &Session, actor: &str) -> Result<(), OperationError> {
        session.require(domain::permissions::Action::OperateNode)?;
        let tx = self.begin_decision().await?;
        if !pinned_actors::remove(&tx, actor).await? {
            return Err(OperationError::NotFound {
                what: "the pinned account",
            });
        }
        self.note(&tx, &Who::Person(session), "keys.unpin", actor).await?;
        Ok(tx.commit().await?)
    }

    /// The pinned actors.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn pinned_actors(&self) -> Result<Vec<PinView>, OperationError> {
        let pinned = pinned_actors::all(&self.db()).await?.into_iter();
        let view = |pinned: pinned_actors::Pinned| PinView {
            keys: pinned.keys.len(),
            actor: pinned.actor,
            moved_at: pinned.moved_at,
            alarm_at: pinned.alarm_at,
        };
        Ok(pinned.map(view).collect())
    }

    /// Whether the keys of an actor are held fast: what is stored of it does not grow old then.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn is_pinned(&self, actor: &str) -> Result<bool, OperationError> {
        Ok(pinned_actors::get(&self.db(), actor).await?.is_some())
    }

    /// What was fetched of an actor shows only keys that are held fast, or the actor is not pinned. Otherwise the alarm
    /// is raised, and the fetched document must not be used.
    pub(crate) async fn refuse_other_keys(&self, fetched: &RemoteActor) -> Result<(), OperationError> {
        let id = fetched.id.as_str();
        let Some(pinned) = pinned_actors::get(&self.db(), id).await? else {
            return self.pin_member(fetched).await;
        };
        if fetched.key_set().iter().all(|key| pinned.keys.contains(key)) {
            return Ok(());
        }
        let tx = self.begin_decision().await?;
        if pinned_actors::alarm(&tx, id, self.now()).await? {
            self.note_with_reason(
                &tx,
                &Who::Other(fetched.id.host()),
                "keys.alarm",
                id,
                Some(MISMATCH.reason),
            )
            .await?;
            tracing::warn!(
                actor.id = id,
                "{id} shows other keys than those that are held fast; nothing was changed"
            );
        }
        tx.commit().await?;
        Err(MISMATCH.into())
    }

    /// A member of a network whose roster is trusted is held fast from the first look on: its document must list the key
    /// that the roster pins (ID9, M08).
    async fn pin_member(&self, fetched: &RemoteActor) -> Result<(), OperationError> {
        let id = fetched.id.as_str();
        let Some(fits) = self.shows_pinned_keys(fetched) else {
            return Ok(());
        };
        let tx = self.begin_decision().await?;
        if fits {
            pinned_actors::put(&tx, id, &fetched.key_set(), self.now()).await?;
        } else {
            let who = Who::Other(fetched.id.host());
            self.note_with_reason(&tx, &who, "keys.alarm", id, Some(MISMATCH.reason))
                .await?;
            tracing::warn!(
                actor.id = id,
                "{id} does not show the key that its network pinned; nothing was changed"
            );
        }
        tx.commit().await?;
        if fits { Ok(()) } else { Err(MISMATCH.into()) }
    }

    /// A new document of a pinned actor, in an activity with a proof: the keys move when a key that we have made the
    /// proof; else only a document with the same keys is taken.
    pub(crate) async fn move_pin(&self, tx: &Tx, activity: &[u8], new: &RemoteActor) -> Result<(), OperationError> {
        let id = new.id.as_str();
        let Some(pinned) = pinned_actors::get(&Db::from(tx), id).await? else {
            return Ok(());
        };
        if new.key_set().iter().all(|key| pinned.keys.contains(key)) {
            return Ok(());
        }
        let vouched = self.vouched(&Db::from(tx), activity).await?.ok_or(MISMATCH)?;
        let created = proof::facts(vouched.value(), false).map_err(|_| MISMATCH)?.created;
        // An older rotation, said again, moves nothing back.
        if created.timestamp() < pinned.moved_at.timestamp() && pinned.moved_at > pinned.since {
            return Err(MISMATCH.into());
        }
        self.note(tx, &Who::Other(new.id.host()), "keys.moved", id).await?;
        pinned_actors::put(tx, id, &new.key_set(), created.max(pinned.since)).await?;
        // Networks of this node pin the new one, which came by way of the old one.
        if let Some(newest) = new.newest_key() {
            self.member_key_changed(tx, id, &newest).await?;
        }
        Ok(())
    }

    /// The actor in an `Update` of itself whose proof was made by a key that we have of it: such a document may bring
    /// the key that signed the request, for it came by way of the old one, or of the recovery key.
    ///
    /// # Errors
    /// [`OperationError::Storage`].
    pub async fn vouched_actor(&self, activity: &[u8]) -> Result<Option<RemoteActor>, OperationError> {
        let vouched = self.vouched(&self.db(), activity).await?;
        let read = |vouched: Verified<Value>| RemoteActor::read(vouched.value().get("object")?, &self.0.ids).ok();
        Ok(vouched.and_then(read))
    }

    async fn vouched(&self, db: &Db<'_>, activity: &[u8]) -> Result<Option<Verified<Value>>, OperationError> {
        let Ok(document) = serde_json::from_slice::<Value>(activity) else {
            return Ok(None);
        };
        let actor = lenient::text(&document, "actor").unwrap_or_default();
        let object = document.get("object").and_then(lenient::id_of);
        if lenient::text(&document, "type") != Some("Update") || object != Some(actor) {
            return Ok(None);
        }
        let stored = remote_actors::get(db, actor).await?;
        let Some(known) = stored.and_then(|stored| self.read_actor(&stored.document)) else {
            return Ok(None);
        };
        let urls = self.require_urls()?;
        let expect = Expect {
            host: urls.host().to_owned(),
            scheme: self.0.scheme.clone(),
            now: self.now(),
            clock_window: chrono::Duration::hours(1),
            ids: self.0.ids.clone(),
        };
        Ok(check_log_item(activity, &expect, &|key: &Id| known.proof_key(key)).ok())
    }
}
