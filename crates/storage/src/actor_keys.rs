//! Private keys of our actors.

use chrono::{DateTime, Utc};
use domain::ids::OrganisationId;

use crate::{Db, StorageError, Tx, sql::micros};

/// The private keys of one actor.
pub struct StoredKeys {
    /// RSA as PKCS#8.
    pub rsa_pkcs8: Vec<u8>,
    /// Seed of the Ed25519 key.
    pub ed25519_seed: Vec<u8>,
}

/// Stores the keys of a new actor.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(
    tx: &Tx,
    actor: &str,
    organisation: Option<OrganisationId>,
    keys: &StoredKeys,
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO actor_keys (actor, organisation, rsa_pkcs8, ed25519_seed, created_at) VALUES ($1, $2, $3, $4, $5)",
        [
            actor.into(),
            organisation.map(|id| id.to_string()).into(),
            keys.rsa_pkcs8.clone().into(),
            keys.ed25519_seed.clone().into(),
            micros(at),
        ],
    )
    .await?;
    Ok(())
}

/// The keys of an actor.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, actor: &str) -> Result<Option<StoredKeys>, StorageError> {
    let row = db
        .row(
            "SELECT rsa_pkcs8, ed25519_seed FROM actor_keys WHERE actor = $1",
            [actor.into()],
        )
        .await?;
    row.map(|row| {
        Ok(StoredKeys {
            rsa_pkcs8: row.get("rsa_pkcs8")?,
            ed25519_seed: row.get("ed25519_seed")?,
        })
    })
    .transpose()
}
