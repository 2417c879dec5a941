//! Who this node is on the network: its addresses, and the keys of its actors in memory.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use domain::ids::OrganisationId;
use evidence::{
    keys::{Ed25519Key, RsaKey},
    proof,
};
use protocol::{actor::PublicKeys, urls::NodeUrls};
use serde_json::Value;
use storage::{Db, Tx, actor_keys::StoredKeys};

use crate::{OperationError, Operations};

/// The keys with which an actor of ours signs.
#[derive(Clone)]
pub struct ActorKeys {
    /// Id of the actor.
    pub actor: String,
    /// RSA, for HTTP signatures.
    pub rsa: Arc<RsaKey>,
    /// Ed25519, for proofs and for HTTP signatures between Bandung nodes.
    pub ed25519: Arc<Ed25519Key>,
}

/// What is kept in memory.
#[derive(Default)]
pub(crate) struct Identity {
    urls: RwLock<Option<NodeUrls>>,
    keys: RwLock<HashMap<String, ActorKeys>>,
}

/// New keys that are not stored yet.
pub(crate) struct NewKeys(StoredKeys);

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
        if let Some(keys) = self
            .0
            .identity
            .keys
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(actor)
        {
            return Ok(keys.clone());
        }
        let not_found = || OperationError::NotFound { what: "the actor" };
        let stored = storage::actor_keys::get(&Db::from(&*self.0.store), actor)
            .await?
            .ok_or_else(not_found)?;
        let keys = read_keys(actor, &stored).ok_or_else(not_found)?;
        let mut cache = self.0.identity.keys.write().unwrap_or_else(PoisonError::into_inner);
        cache.insert(actor.to_owned(), keys.clone());
        Ok(keys)
    }

    /// The public keys of an actor of ours, as its document shows them.
    pub(crate) async fn public_keys(&self, actor: &str) -> Result<PublicKeys, OperationError> {
        let keys = self.actor_keys(actor).await?;
        let rsa_pem = keys
            .rsa
            .public_pem()
            .map_err(|_| OperationError::NotFound { what: "the key" })?;
        Ok(PublicKeys {
            rsa_pem,
            ed25519_multikey: keys.ed25519.multikey(),
        })
    }

    /// Makes keys for a new actor; takes some hundred milliseconds, off the async threads.
    pub(crate) async fn make_keys(&self) -> Result<NewKeys, OperationError> {
        let seed: [u8; 32] = self.0.entropy.bytes();
        let rsa = tokio::task::spawn_blocking(|| RsaKey::generate().and_then(|key| key.to_pkcs8())).await;
        let rsa_pkcs8 = rsa
            .map_err(|_| evidence::keys::KeyError::Unusable)
            .and_then(|key| key)
            .map_err(|_| OperationError::Refused("keys could not be made; try again".to_owned()))?;
        Ok(NewKeys(StoredKeys {
            rsa_pkcs8,
            ed25519_seed: seed.to_vec(),
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
        let method = format!("{actor}#ed25519-key");
        let signed = proof::sign(document, &method, &keys.ed25519, self.now())
            .map_err(|fault| OperationError::Refused(format!("the document cannot be signed: {fault}")))?;
        Ok(to_bytes(&signed))
    }
}

/// A document as bytes, for good.
pub(crate) fn to_bytes(document: &Value) -> Vec<u8> {
    document.to_string().into_bytes()
}

fn read_keys(actor: &str, stored: &StoredKeys) -> Option<ActorKeys> {
    let rsa = RsaKey::from_pkcs8(&stored.rsa_pkcs8).ok()?;
    let seed: &[u8; 32] = stored.ed25519_seed.as_slice().try_into().ok()?;
    let ed25519 = Ed25519Key::from_seed(seed).ok()?;
    Some(ActorKeys {
        actor: actor.to_owned(),
        rsa: Arc::new(rsa),
        ed25519: Arc::new(ed25519),
    })
}
