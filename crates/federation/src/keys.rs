//! Keys of other servers: from our table, else one fetch; at most one forced refresh per actor in five minutes
//! (SECURITY SG13, ID11).

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use evidence::origin::Id;
use moka::future::Cache;
use operations::RemoteError;
use protocol::{
    actor::{ListedKey, RemoteActor},
    envelope::RemoteKey,
    refusal::Refusal,
};

use crate::Federation;

/// What was learnt lately, in memory only. What lately is, says the clock of the node; the caches only bound the memory.
pub(crate) struct KeyRing {
    /// Actors that were looked up, and when.
    looked_up: Cache<String, DateTime<Utc>>,
    /// Hosts, with how many unknown keys they named since when.
    unknown: Cache<String, (DateTime<Utc>, Arc<AtomicUsize>)>,
}

impl Default for KeyRing {
    fn default() -> Self {
        let kept = Duration::from_secs(300);
        Self {
            looked_up: Cache::builder().max_capacity(10_000).time_to_live(kept).build(),
            unknown: Cache::builder().max_capacity(10_000).time_to_live(kept).build(),
        }
    }
}

impl KeyRing {
    /// An actor may be looked up again at once: it is known that it has another key now.
    pub(crate) async fn forget(&self, actor: &str) {
        self.looked_up.invalidate(actor).await;
    }

    async fn was_looked_up(&self, owner: &Id, now: DateTime<Utc>) -> bool {
        let before = self.looked_up.get(owner.as_str()).await;
        before.is_some_and(|before| is_lately(before, now))
    }

    /// How many unknown keys a host named lately.
    async fn unknown_of(&self, host: &str, now: DateTime<Utc>) -> Arc<AtomicUsize> {
        if self
            .unknown
            .get(host)
            .await
            .is_some_and(|(since, _)| !is_lately(since, now))
        {
            self.unknown.invalidate(host).await;
        }
        let new = async { (now, Arc::default()) };
        self.unknown.get_with(host.to_owned(), new).await.1
    }
}

fn is_lately(before: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (now - before).abs() < LATELY
}

/// As long as this, what we stored of an actor is as good as a fetch (ID11).
pub(crate) const FRESH: TimeDelta = TimeDelta::hours(24);
/// An actor is looked up again after this.
const LATELY: TimeDelta = TimeDelta::minutes(5);
/// How many unknown keys of one host are looked up within five minutes before the rest is refused at once (LI).
const UNKNOWN_PER_HOST: usize = 3;

impl Federation {
    /// The key with this id, as its owner's own document lists it. `claimed`: the actor of the activity, where there is
    /// one; its document is asked first, since some servers' key ids have no fragment (PH9).
    pub(crate) async fn key(&self, key_id: &Id, claimed: Option<&Id>) -> Result<RemoteKey, Refusal> {
        Ok(self.key_and_owner(key_id, claimed).await?.0)
    }

    /// The key, and its owner where that was read within a day, so that it need not be read twice.
    pub(crate) async fn key_and_owner(
        &self,
        key_id: &Id,
        claimed: Option<&Id>,
    ) -> Result<(RemoteKey, Option<RemoteActor>), Refusal> {
        let owner = match claimed {
            Some(claimed) => claimed.clone(),
            None => self.owner_of(key_id).await?,
        };
        let now = self.inner().clock.now();
        if let Some((actor, fetched)) = self.stored(&owner).await?
            && let Some(key) = find(&actor, key_id, now)
        {
            let fresh = now - fetched < FRESH;
            return Ok((key, fresh.then_some(actor)));
        }
        let actor = self.looked_up(&owner).await?;
        Ok((find(&actor, key_id, now).ok_or(UNKNOWN_KEY)?, None))
    }

    /// The key that a proof names, with its end, as the document of its owner lists it (PK6, PK8).
    pub(crate) async fn proof_key(&self, key_id: &Id, owner: &Id) -> Result<ListedKey, Refusal> {
        let stored = self.stored(owner).await?;
        if let Some(key) = stored.and_then(|(actor, _)| actor.proof_key(key_id)) {
            return Ok(key);
        }
        self.looked_up(owner).await?.proof_key(key_id).ok_or(UNKNOWN_KEY)
    }

    /// The actor that owns a key: the one in whose document we found it, else the key's id without fragment. Some
    /// software gives keys an address of their own (PH9).
    async fn owner_of(&self, key_id: &Id) -> Result<Id, Refusal> {
        let owner = self.operations().owner_of_key(key_id.as_str()).await;
        let owner = owner.map_err(|_| UNDECIDED)?;
        let known = owner.and_then(|owner| Id::parse(&owner, &self.id_policy()).ok());
        Ok(known.unwrap_or_else(|| key_id.without_fragment()))
    }

    /// The key after a forced refresh; nothing when the actor was refreshed in the last five minutes.
    pub(crate) async fn refreshed_key(&self, key_id: &Id, owner: &Id) -> Option<RemoteKey> {
        let now = self.inner().clock.now();
        if self.inner().keys.was_looked_up(owner, now).await {
            return None;
        }
        let actor = self.looked_up(owner).await.ok()?;
        find(&actor, key_id, now)
    }

    async fn stored(&self, owner: &Id) -> Result<Option<(RemoteActor, DateTime<Utc>)>, Refusal> {
        let stored = self
            .operations()
            .remote_actor(owner.as_str())
            .await
            .map_err(|_| UNDECIDED)?;
        let week_ago = self.inner().clock.now() - chrono::Duration::days(7);
        match stored {
            Some((_, fetched)) if fetched <= week_ago => {
                let pinned = self
                    .operations()
                    .is_pinned(owner.as_str())
                    .await
                    .map_err(|_| UNDECIDED)?;
                Ok(stored.filter(|_| pinned))
            }
            other => Ok(other),
        }
    }

    /// The owner of a key that we do not know, fetched within the limits of its host.
    async fn looked_up(&self, owner: &Id) -> Result<RemoteActor, Refusal> {
        let (ring, now) = (&self.inner().keys, self.inner().clock.now());
        let unknown = ring.unknown_of(owner.host(), now).await;
        if ring.was_looked_up(owner, now).await || unknown.load(Ordering::Relaxed) >= UNKNOWN_PER_HOST {
            return Err(UNKNOWN_KEY);
        }
        ring.looked_up.insert(owner.as_str().to_owned(), now).await;
        unknown.fetch_add(1, Ordering::Relaxed);
        match self.fetch_actor(owner.as_str()).await {
            Ok(actor) => {
                unknown.fetch_sub(1, Ordering::Relaxed);
                Ok(actor)
            }
            Err(RemoteError::Unreachable(_)) => {
                // The origin may be back in a moment: this actor may be asked again, within the host's number.
                ring.looked_up.invalidate(owner.as_str()).await;
                Err(UNDECIDED)
            }
            Err(_) => Err(UNKNOWN_KEY),
        }
    }
}

const UNKNOWN_KEY: Refusal = Refusal::new(401, "http-actor");
const UNDECIDED: Refusal = Refusal::new(503, "key-unreachable");

fn find(actor: &RemoteActor, key_id: &Id, now: DateTime<Utc>) -> Option<RemoteKey> {
    actor.key(key_id, now).filter(|key| key.owner == actor.id).cloned()
}
