//! The key of our log and the key with which we witness: one purpose each, apart from all others (PL3, PL15).

use std::sync::{Arc, PoisonError, RwLock};

use evidence::{
    keys::Ed25519Key,
    log::{KeyUse, NoteSigner},
};
use storage::{
    Db, Tx, heads,
    log::{self, Log},
};

use crate::{OperationError, Operations};

/// Private keys in memory.
#[derive(Default)]
pub(crate) struct Signers {
    pub(crate) log: RwLock<Option<Arc<NoteSigner>>>,
    pub(crate) witness: RwLock<Option<Arc<NoteSigner>>>,
}

const UNUSABLE: OperationError = OperationError::NotFound {
    what: "the key of the log",
};

impl Operations {
    /// Our log, made when it is asked for first.
    pub(crate) async fn own_log(&self) -> Result<Log, OperationError> {
        if let Some(log) = log::own(&self.db()).await? {
            return Ok(log);
        }
        let tx = self.begin_decision().await?;
        let log = self.own_log_for_update(&tx).await?;
        tx.commit().await?;
        Ok(log)
    }

    /// Our log, held until the end of the transaction.
    pub(crate) async fn own_log_for_update(&self, tx: &Tx) -> Result<Log, OperationError> {
        match log::own_for_update(tx).await? {
            Some(log) => Ok(log),
            None => self.begin_log(tx, 1).await,
        }
    }

    /// Begins a log of this node with a new key.
    pub(crate) async fn begin_log(&self, tx: &Tx, number: u32) -> Result<Log, OperationError> {
        let urls = self.require_urls()?;
        let origin = urls.log_origin(number);
        let seed: [u8; 32] = self.0.entropy.bytes();
        let signer = signer(&origin, KeyUse::Log, &seed)?;
        let log = Log {
            host: urls.host().to_owned(),
            prefix: urls.log_prefix(number),
            key: signer.verifier().to_string(),
            origin,
            own: true,
            number,
            size: 0,
            peaks: Vec::new(),
            ended_why: None,
        };
        log::insert(tx, &log, self.now()).await?;
        log::insert_key(tx, &log.origin, &seed, self.now()).await?;
        Ok(log)
    }

    /// The key of a log of ours.
    pub(crate) async fn log_signer(&self, origin: &str) -> Result<Arc<NoteSigner>, OperationError> {
        self.require_clock()?;
        self.require_unsealed()?;
        let cache = &self.0.log.signers.log;
        let known = cache.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.verifier().name() == origin) {
            return Ok(known);
        }
        let seed = log::key(&Db::from(&*self.0.store), origin).await?.ok_or(UNUSABLE)?;
        let seed: &[u8; 32] = seed.as_slice().try_into().map_err(|_| UNUSABLE)?;
        let signer = Arc::new(signer(origin, KeyUse::Log, seed)?);
        *cache.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&signer));
        Ok(signer)
    }

    /// The key with which this node witnesses, made when it is asked for first. It is kept with the heads, not with the
    /// database: who lost them must not sign under the old key.
    pub(crate) async fn witness_signer(&self) -> Result<Arc<NoteSigner>, OperationError> {
        self.require_clock()?;
        self.require_unsealed()?;
        let cache = &self.0.log.signers.witness;
        let known = cache.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known {
            return Ok(known);
        }
        let name = self.require_urls()?.witness_name();
        let store = &self.0.store;
        if heads::witness_key(store).await?.is_none() {
            heads::insert_witness_key(store, &name, &self.0.entropy.bytes()).await?;
        }
        let (name, seed) = heads::witness_key(store).await?.ok_or(UNUSABLE)?;
        let signer = Arc::new(signer(&name, KeyUse::Witness, &seed)?);
        *cache.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&signer));
        Ok(signer)
    }
}

fn signer(name: &str, usage: KeyUse, seed: &[u8; 32]) -> Result<NoteSigner, OperationError> {
    let key = Ed25519Key::from_seed(seed).map_err(|_| UNUSABLE)?;
    NoteSigner::new(name, usage, key).map_err(|_| UNUSABLE)
}
