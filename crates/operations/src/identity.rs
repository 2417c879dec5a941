//! Who this node is on the network: its addresses, and the keys of its actors in memory.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, Duration, Utc};
use domain::{ids::OrganisationId, outbox::Seq};
use evidence::{
    keys::{Ed25519Key, RsaKey},
    proof,
};
use protocol::{
    actor::{PublicKeys, ShownKey, actor_ids},
    urls::NodeUrls,
};
use serde_json::Value;
use storage::{
    Db, Tx,
    actor_keys::{FormerKey, KeyKind, StoredKeys},
};

use crate::{OperationError, Operations};

/// The keys with which an actor of ours signs.
#[derive(Clone)]
pub struct ActorKeys {
    /// Id of the actor.
    pub actor: String,
    /// Id of the RSA key.
    pub rsa_id: String,
    /// RSA, for HTTP signatures.
    pub rsa: Arc<RsaKey>,
    /// Id of the Ed25519 key.
    pub ed25519_id: String,
    /// Ed25519, for proofs and for HTTP signatures between Bandung nodes.
    pub ed25519: Arc<Ed25519Key>,
    former: Arc<Vec<FormerPrivate>>,
}

/// A key that was replaced and signs what was appended before, until its end.
struct FormerPrivate {
    id: String,
    key: Private,
    until: Seq,
    ends_at: DateTime<Utc>,
}

#[derive(Clone)]
enum Private {
    Rsa(Arc<RsaKey>),
    Ed25519(Arc<Ed25519Key>),
}

impl ActorKeys {
    /// The keys for an entry of the outbox: up to the `Update` that shows new keys, the ones before it, which the
    /// receiver has (PK13); never after their end.
    #[must_use]
    pub fn for_entry(&self, seq: Seq, now: DateTime<Utc>) -> Self {
        let mut keys = self.clone();
        // The newest first: the oldest that still holds for the entry wins.
        for former in self.former.iter().filter(|key| seq <= key.until && now < key.ends_at) {
            match former.key.clone() {
                Private::Rsa(rsa) => (keys.rsa_id, keys.rsa) = (former.id.clone(), rsa),
                Private::Ed25519(ed25519) => (keys.ed25519_id, keys.ed25519) = (former.id.clone(), ed25519),
            }
        }
        keys
    }
}

/// What is kept in memory.
#[derive(Default)]
pub(crate) struct Identity {
    urls: RwLock<Option<NodeUrls>>,
    keys: RwLock<HashMap<String, (ActorKeys, DateTime<Utc>)>>,
}

/// New keys that are not stored yet.
pub(crate) struct NewKeys(pub(crate) StoredKeys);

/// Another process may have replaced the keys: they are read again after this.
const KEYS_IN_MEMORY: Duration = Duration::seconds(5);

impl Operations {
    /// The addresses of this node; nothing before set-up.
    #[must_use]
    pub fn urls(&self) -> Option<NodeUrls> {
        self.0
            .identity
            .urls
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn require_urls(&self) -> Result<NodeUrls, OperationError> {
        self.urls().ok_or(OperationError::NotSetUp)
    }

    pub(crate) fn set_domain(&self, domain: &str) {
        let urls = NodeUrls::new(&self.0.scheme, domain);
        *self.0.identity.urls.write().unwrap_or_else(PoisonError::into_inner) = Some(urls);
    }

    /// The keys of an actor of ours, from memory.
    ///
    /// # Errors
    /// [`OperationError::NotFound`] for an actor that is none of ours.
    pub async fn actor_keys(&self, actor: &str) -> Result<ActorKeys, OperationError> {
        self.require_unsealed()?;
        let now = self.now();
        if let Some((keys, read)) = self
            .0
            .identity
            .keys
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(actor)
            && (now - *read).abs() < KEYS_IN_MEMORY
        {
            return Ok(keys.clone());
        }
        let not_found = || OperationError::NotFound { what: "the actor" };
        let db = Db::from(&*self.0.store);
        let stored = storage::actor_keys::get(&db, actor).await?.ok_or_else(not_found)?;
        let former = storage::actor_keys::former(&db, actor).await?;
        let keys = read_keys(actor, &stored, &former).ok_or_else(not_found)?;
        let mut cache = self.0.identity.keys.write().unwrap_or_else(PoisonError::into_inner);
        cache.insert(actor.to_owned(), (keys.clone(), now));
        Ok(keys)
    }

    /// Keys that were replaced sign nothing more in this process.
    pub(crate) fn forget_keys(&self, actor: &str) {
        let mut cache = self.0.identity.keys.write().unwrap_or_else(PoisonError::into_inner);
        cache.remove(actor);
    }

    /// No keys stay in memory.
    pub(crate) fn forget_all_keys(&self) {
        let mut cache = self.0.identity.keys.write().unwrap_or_else(PoisonError::into_inner);
        cache.clear();
    }

    /// The public keys of an actor of ours, as its document shows them.
    pub(crate) async fn public_keys(&self, db: &Db<'_>, actor: &str) -> Result<PublicKeys, OperationError> {
        let not_found = || OperationError::NotFound { what: "the actor" };
        let stored = storage::actor_keys::get(db, actor).await?.ok_or_else(not_found)?;
        let former = storage::actor_keys::former(db, actor).await?;
        shown_keys(actor, &stored, &former, self.now()).ok_or_else(not_found)
    }

    /// Makes keys for a new actor; takes some hundred milliseconds, off the async threads.
    pub(crate) async fn make_keys(&self) -> Result<NewKeys, OperationError> {
        let seed: [u8; 32] = self.0.entropy.bytes();
        let rsa = tokio::task::spawn_blocking(|| RsaKey::generate().and_then(|key| key.to_pkcs8())).await;
        let rsa_pkcs8 = rsa
            .map_err(|_| evidence::keys::KeyError::Unusable)
            .and_then(|key| key)
            .map_err(|_| refused!("no-keys-made", "keys could not be made; try again"))?;
        Ok(NewKeys(StoredKeys {
            rsa_pkcs8,
            ed25519_seed: seed.to_vec(),
            rsa_id: None,
            ed25519_id: None,
            recovery_key: None,
        }))
    }

    pub(crate) async fn store_keys(
        &self,
        tx: &Tx,
        actor: &str,
        organisation: Option<OrganisationId>,
        keys: &NewKeys,
    ) -> Result<(), OperationError> {
        Ok(storage::actor_keys::insert(tx, actor, organisation, &keys.0, self.now()).await?)
    }

    /// Adds the proof of an actor of ours and fixes the bytes (ARCHITECTURE I13).
    pub(crate) async fn prove(&self, actor: &str, document: &Value) -> Result<Vec<u8>, OperationError> {
        let keys = self.actor_keys(actor).await?;
        self.prove_with(&keys.ed25519_id, &keys.ed25519, document)
    }

    pub(crate) fn prove_with(
        &self,
        key_id: &str,
        key: &Ed25519Key,
        document: &Value,
    ) -> Result<Vec<u8>, OperationError> {
        self.require_clock()?;
        let signed = proof::sign(document, key_id, key, self.now())
            .map_err(|fault| refused!("not-signed", "the document cannot be signed: {fault}", fault = fault))?;
        Ok(to_bytes(&signed))
    }
}

/// A document as bytes, for good.
pub(crate) fn to_bytes(document: &Value) -> Vec<u8> {
    protocol::ordered_json::to_bytes(document)
}

fn read_ed25519(seed: &[u8]) -> Option<Ed25519Key> {
    Ed25519Key::from_seed(seed.try_into().ok()?).ok()
}

fn read_keys(actor: &str, stored: &StoredKeys, former: &[FormerKey]) -> Option<ActorKeys> {
    let (rsa_id, ed25519_id, _) = actor_ids(actor);
    let former = former.iter().filter_map(|former| {
        let private = former.private.as_deref()?;
        let key = match former.kind {
            KeyKind::Rsa => Private::Rsa(Arc::new(RsaKey::from_pkcs8(private).ok()?)),
            KeyKind::Ed25519 => Private::Ed25519(Arc::new(read_ed25519(private)?)),
        };
        Some(FormerPrivate {
            id: former.id.clone(),
            key,
            until: former.until_seq?,
            ends_at: former.ends_at,
        })
    });
    Some(ActorKeys {
        actor: actor.to_owned(),
        rsa_id: stored.rsa_id.clone().unwrap_or(rsa_id),
        rsa: Arc::new(RsaKey::from_pkcs8(&stored.rsa_pkcs8).ok()?),
        ed25519_id: stored.ed25519_id.clone().unwrap_or(ed25519_id),
        ed25519: Arc::new(read_ed25519(&stored.ed25519_seed)?),
        former: Arc::new(former.collect()),
    })
}

/// What the actor's document shows: the keys in use first. A former RSA key is shown until its end, since nothing that
/// is kept was signed with it; a former Ed25519 key for ever (PK13, PK14).
pub(crate) fn shown_keys(
    actor: &str,
    stored: &StoredKeys,
    former: &[FormerKey],
    now: DateTime<Utc>,
) -> Option<PublicKeys> {
    let keys = read_keys(actor, stored, &[])?;
    let mut shown = PublicKeys::first(actor, keys.rsa.public_pem().ok()?, keys.ed25519.multikey());
    shown.recovery = stored.recovery_key.clone();
    for key in &mut shown.rsa {
        key.id.clone_from(&keys.rsa_id);
    }
    for key in &mut shown.ed25519 {
        key.id.clone_from(&keys.ed25519_id);
    }
    for former in former {
        let entry = ShownKey {
            id: former.id.clone(),
            text: former.public.clone(),
            expires: Some(former.ends_at),
            revoked: former.revoked_at,
        };
        match former.kind {
            KeyKind::Ed25519 => shown.ed25519.push(entry),
            KeyKind::Rsa if former.revoked_at.is_none() && now < former.ends_at => shown.rsa.push(entry),
            KeyKind::Rsa => {}
        }
    }
    Some(shown)
}
