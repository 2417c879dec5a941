//! Private keys of our actors: those in use, and former ones.

use chrono::{DateTime, Utc};
use domain::{ids::OrganisationId, outbox::Seq};

use crate::{
    Db, StorageError, Tx,
    sql::{micros, micros_or_null},
};

/// The private keys of one actor.
#[derive(Clone)]
pub struct StoredKeys {
    /// RSA as PKCS#8.
    pub rsa_pkcs8: Vec<u8>,
    /// Seed of the Ed25519 key.
    pub ed25519_seed: Vec<u8>,
    /// Id of the RSA key; nothing = the first one of the actor.
    pub rsa_id: Option<String>,
    /// Id of the Ed25519 key; nothing = the first one of the actor.
    pub ed25519_id: Option<String>,
    /// The public half of the key that is kept off the server, as Multikey text.
    pub recovery_key: Option<String>,
}

/// What a former key was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// HTTP signatures.
    Rsa,
    /// Proofs, and HTTP signatures between Bandung nodes.
    Ed25519,
}

/// A key that was replaced.
#[derive(Clone)]
pub struct FormerKey {
    /// Its id.
    pub id: String,
    /// What it was for.
    pub kind: KeyKind,
    /// PEM or Multikey text.
    pub public: String,
    /// The private half, until the end.
    pub private: Option<Vec<u8>>,
    /// Entries up to this number are signed with it; nothing = none.
    pub until_seq: Option<Seq>,
    /// The last moment at which it may sign.
    pub ends_at: DateTime<Utc>,
    /// Since when it may be in other hands.
    pub revoked_at: Option<DateTime<Utc>>,
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

/// The keys of an actor that are in use.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, actor: &str) -> Result<Option<StoredKeys>, StorageError> {
    let row = db
        .row(
            "SELECT rsa_pkcs8, ed25519_seed, rsa_id, ed25519_id, recovery_key FROM actor_keys WHERE actor = $1",
            [actor.into()],
        )
        .await?;
    row.map(|row| {
        Ok(StoredKeys {
            rsa_pkcs8: row.get("rsa_pkcs8")?,
            ed25519_seed: row.get("ed25519_seed")?,
            rsa_id: row.get("rsa_id")?,
            ed25519_id: row.get("ed25519_id")?,
            recovery_key: row.get("recovery_key")?,
        })
    })
    .transpose()
}

/// Replaces the keys of an actor.
///
/// # Errors
/// [`StorageError`].
pub async fn replace(tx: &Tx, actor: &str, keys: &StoredKeys) -> Result<(), StorageError> {
    tx.run(
        "UPDATE actor_keys SET rsa_pkcs8 = $2, ed25519_seed = $3, rsa_id = $4, ed25519_id = $5, recovery_key = $6
          WHERE actor = $1",
        [
            actor.into(),
            keys.rsa_pkcs8.clone().into(),
            keys.ed25519_seed.clone().into(),
            keys.rsa_id.clone().into(),
            keys.ed25519_id.clone().into(),
            keys.recovery_key.clone().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Adds a key that was replaced.
///
/// # Errors
/// [`StorageError::Exists`] when there was one with this id.
pub async fn add_former(tx: &Tx, actor: &str, key: &FormerKey, at: DateTime<Utc>) -> Result<(), StorageError> {
    let kind = match key.kind {
        KeyKind::Rsa => "rsa",
        KeyKind::Ed25519 => "ed25519",
    };
    tx.run(
        "INSERT INTO former_keys (id, actor, kind, public, private, until_seq, ends_at, revoked_at, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            key.id.as_str().into(),
            actor.into(),
            kind.into(),
            key.public.as_str().into(),
            key.private.clone().into(),
            key.until_seq.map(|seq| seq.0).into(),
            micros(key.ends_at),
            micros_or_null(key.revoked_at),
            micros(at),
        ],
    )
    .await?;
    Ok(())
}

/// The former keys of an actor, the newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn former(db: &Db<'_>, actor: &str) -> Result<Vec<FormerKey>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM former_keys WHERE actor = $1 ORDER BY at DESC, id DESC",
            [actor.into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let kind: String = row.get("kind")?;
            Ok(FormerKey {
                id: row.get("id")?,
                kind: if kind == "rsa" { KeyKind::Rsa } else { KeyKind::Ed25519 },
                public: row.get("public")?,
                private: row.get("private")?,
                until_seq: row.get::<Option<i64>>("until_seq")?.map(Seq),
                ends_at: row.time("ends_at")?,
                revoked_at: row.time_or_none("revoked_at")?,
            })
        })
        .collect()
}

/// Revokes all former keys of an actor that are not revoked yet, and destroys their private halves.
///
/// # Errors
/// [`StorageError`].
pub async fn revoke_former(tx: &Tx, actor: &str, at: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE former_keys SET private = NULL, revoked_at = COALESCE(revoked_at, $2) WHERE actor = $1",
        [actor.into(), micros(at)],
    )
    .await?;
    Ok(())
}

/// Destroys the private halves of keys whose end has come, of all actors; gives how many.
///
/// # Errors
/// [`StorageError`].
pub async fn destroy_ended(tx: &Tx, now: DateTime<Utc>) -> Result<u64, StorageError> {
    tx.run(
        "UPDATE former_keys SET private = NULL WHERE private IS NOT NULL AND ends_at <= $1",
        [micros(now)],
    )
    .await
}
