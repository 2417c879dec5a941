//! What people have beside their password: apps that show codes, passkeys, recovery codes.

use chrono::{DateTime, Utc};
use domain::{ids::PersonId, second_factor::Factors};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// An app that shows codes.
#[derive(Clone, Debug)]
pub struct CodeApp {
    /// Whose.
    pub person: PersonId,
    /// What both sides know.
    pub secret: Vec<u8>,
    /// The last time step of which a code was taken.
    pub last_step: i64,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A passkey.
#[derive(Clone, Debug)]
pub struct StoredPasskey {
    /// The id that it gave itself, in base64url.
    pub id: String,
    /// Whose.
    pub person: PersonId,
    /// What its owner calls it.
    pub name: String,
    /// Public key, counter and flags, as JSON.
    pub credential: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Last used.
    pub last_used: Option<DateTime<Utc>>,
}

/// What a person has.
///
/// # Errors
/// [`StorageError`].
pub async fn of(db: &Db<'_>, person: PersonId) -> Result<Factors, StorageError> {
    Ok(Factors {
        code_app: code_app(db, person).await?.is_some(),
        passkeys: passkeys(db, person).await?.len(),
    })
}

/// A person's app.
///
/// # Errors
/// [`StorageError`].
pub async fn code_app(db: &Db<'_>, person: PersonId) -> Result<Option<CodeApp>, StorageError> {
    let row = db
        .row("SELECT * FROM code_apps WHERE person = $1", [person.to_string().into()])
        .await?;
    let read = |row: Row| {
        Ok(CodeApp {
            person: row.parsed("person")?,
            secret: row.get("secret")?,
            last_step: row.get("last_step")?,
            since: row.time("since")?,
        })
    };
    row.map(read).transpose()
}

/// Stores an app in place of the one that the person had.
///
/// # Errors
/// [`StorageError`].
pub async fn set_code_app(tx: &Tx, app: &CodeApp) -> Result<(), StorageError> {
    end_code_app(tx, app.person).await?;
    tx.run(
        "INSERT INTO code_apps (person, secret, last_step, since) VALUES ($1, $2, $3, $4)",
        [
            app.person.to_string().into(),
            app.secret.clone().into(),
            app.last_step.into(),
            micros(app.since),
        ],
    )
    .await?;
    Ok(())
}

/// Notes the time step of a code that is taken; false when that one or a later one was taken before.
///
/// # Errors
/// [`StorageError`].
pub async fn take_step(tx: &Tx, person: PersonId, step: i64) -> Result<bool, StorageError> {
    let taken = tx
        .run(
            "UPDATE code_apps SET last_step = $2 WHERE person = $1 AND last_step < $2",
            [person.to_string().into(), step.into()],
        )
        .await?;
    Ok(taken > 0)
}

/// Ends a person's app.
///
/// # Errors
/// [`StorageError`].
pub async fn end_code_app(tx: &Tx, person: PersonId) -> Result<(), StorageError> {
    tx.run("DELETE FROM code_apps WHERE person = $1", [person.to_string().into()])
        .await?;
    Ok(())
}

/// A person's passkeys, oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn passkeys(db: &Db<'_>, person: PersonId) -> Result<Vec<StoredPasskey>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM passkeys WHERE person = $1 ORDER BY since, id",
            [person.to_string().into()],
        )
        .await?;
    let read = |row: &Row| {
        Ok(StoredPasskey {
            id: row.get("id")?,
            person: row.parsed("person")?,
            name: row.get("name")?,
            credential: row.get("credential")?,
            since: row.time("since")?,
            last_used: row.time_or_none("last_used")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Stores a passkey.
///
/// # Errors
/// [`StorageError::Exists`] when it is known.
pub async fn insert_passkey(tx: &Tx, passkey: &StoredPasskey) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO passkeys (id, person, name, credential, since, last_used) VALUES ($1, $2, $3, $4, $5, NULL)",
        [
            passkey.id.as_str().into(),
            passkey.person.to_string().into(),
            passkey.name.as_str().into(),
            passkey.credential.as_str().into(),
            micros(passkey.since),
        ],
    )
    .await?;
    Ok(())
}

/// Notes that a passkey was used, with its new counter.
///
/// # Errors
/// [`StorageError`].
pub async fn use_passkey(tx: &Tx, id: &str, credential: &str, at: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE passkeys SET credential = $2, last_used = $3 WHERE id = $1",
        [id.into(), credential.into(), micros(at)],
    )
    .await?;
    Ok(())
}

/// Ends a passkey of a person; false when there is none.
///
/// # Errors
/// [`StorageError`].
pub async fn end_passkey(tx: &Tx, person: PersonId, id: &str) -> Result<bool, StorageError> {
    let ended = tx
        .run(
            "DELETE FROM passkeys WHERE person = $1 AND id = $2",
            [person.to_string().into(), id.into()],
        )
        .await?;
    Ok(ended > 0)
}

/// Puts new recovery codes in place of all earlier ones.
///
/// # Errors
/// [`StorageError`].
pub async fn set_recovery_codes(tx: &Tx, person: PersonId, hashes: &[String]) -> Result<(), StorageError> {
    end_recovery_codes(tx, person).await?;
    for hash in hashes {
        tx.run(
            "INSERT INTO recovery_codes (code_sha256, person, used_at) VALUES ($1, $2, NULL)",
            [hash.as_str().into(), person.to_string().into()],
        )
        .await?;
    }
    Ok(())
}

/// Uses a recovery code up; false when it is not theirs or was used.
///
/// # Errors
/// [`StorageError`].
pub async fn use_recovery_code(
    tx: &Tx,
    person: PersonId,
    code_sha256: &str,
    at: DateTime<Utc>,
) -> Result<bool, StorageError> {
    let used = tx
        .run(
            "UPDATE recovery_codes SET used_at = $3 WHERE code_sha256 = $1 AND person = $2 AND used_at IS NULL",
            [code_sha256.into(), person.to_string().into(), micros(at)],
        )
        .await?;
    Ok(used > 0)
}

/// How many recovery codes are left.
///
/// # Errors
/// [`StorageError`].
pub async fn recovery_codes_left(db: &Db<'_>, person: PersonId) -> Result<usize, StorageError> {
    let rows = db
        .rows(
            "SELECT code_sha256 FROM recovery_codes WHERE person = $1 AND used_at IS NULL",
            [person.to_string().into()],
        )
        .await?;
    Ok(rows.len())
}

/// Ends a person's recovery codes.
///
/// # Errors
/// [`StorageError`].
pub async fn end_recovery_codes(tx: &Tx, person: PersonId) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM recovery_codes WHERE person = $1",
        [person.to_string().into()],
    )
    .await?;
    Ok(())
}

/// Ends all that a person has beside the password.
///
/// # Errors
/// [`StorageError`].
pub async fn end_all(tx: &Tx, person: PersonId) -> Result<(), StorageError> {
    end_code_app(tx, person).await?;
    end_recovery_codes(tx, person).await?;
    tx.run("DELETE FROM passkeys WHERE person = $1", [person.to_string().into()])
        .await?;
    Ok(())
}
