//! Logins of browsers: revocable rows; the secret is kept as SHA-256 (SECURITY SE5).

use chrono::{DateTime, Utc};
use domain::ids::{LoginId, OrganisationId, PersonId};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, micros_or_null, unreadable},
};

/// A login.
#[derive(Clone, Debug)]
pub struct Login {
    /// Identifier.
    pub id: LoginId,
    /// Whose.
    pub person: PersonId,
    /// SHA-256 of the cookie's value, in hexadecimal digits.
    pub secret_sha256: String,
    /// The token that its forms carry.
    pub form_token: String,
    /// The organisation that the person acts for.
    pub acting_for: Option<OrganisationId>,
    /// What browser, in words.
    pub device: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Last used, to the hour.
    pub last_used: DateTime<Utc>,
    /// When it last proved a passkey or a second factor.
    pub proved_at: Option<DateTime<Utc>>,
}

/// Stores a login.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, login: &Login) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO logins (id, person, secret_sha256, form_token, acting_for, device, since, last_used, proved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            login.id.to_string().into(),
            login.person.to_string().into(),
            login.secret_sha256.as_str().into(),
            login.form_token.as_str().into(),
            login.acting_for.map(|id| id.to_string()).into(),
            login.device.as_str().into(),
            micros(login.since),
            micros(login.last_used),
            micros_or_null(login.proved_at),
        ],
    )
    .await?;
    Ok(())
}

/// The login with this secret.
///
/// # Errors
/// [`StorageError`].
pub async fn by_secret(db: &Db<'_>, secret_sha256: &str) -> Result<Option<Login>, StorageError> {
    let row = db
        .row("SELECT * FROM logins WHERE secret_sha256 = $1", [secret_sha256.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// The login with this identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: LoginId) -> Result<Option<Login>, StorageError> {
    let row = db
        .row("SELECT * FROM logins WHERE id = $1", [id.to_string().into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// A person's logins, newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn of_person(db: &Db<'_>, person: PersonId) -> Result<Vec<Login>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM logins WHERE person = $1 ORDER BY since DESC",
            [person.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Notes that a login was used.
///
/// # Errors
/// [`StorageError`].
pub async fn touch(tx: &Tx, id: LoginId, at: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE logins SET last_used = $2 WHERE id = $1",
        [id.to_string().into(), micros(at)],
    )
    .await?;
    Ok(())
}

/// Notes that a login proved who it is, and gives it a new secret.
///
/// # Errors
/// [`StorageError`].
pub async fn prove(tx: &Tx, id: LoginId, secret_sha256: &str, at: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE logins SET proved_at = $2, secret_sha256 = $3 WHERE id = $1",
        [id.to_string().into(), micros(at), secret_sha256.into()],
    )
    .await?;
    Ok(())
}

/// Sets the organisation that a login acts for.
///
/// # Errors
/// [`StorageError`].
pub async fn act_for(tx: &Tx, id: LoginId, organisation: OrganisationId) -> Result<(), StorageError> {
    tx.run(
        "UPDATE logins SET acting_for = $2 WHERE id = $1",
        [id.to_string().into(), organisation.to_string().into()],
    )
    .await?;
    Ok(())
}

/// Ends one login of a person; false when there is none.
///
/// # Errors
/// [`StorageError`].
pub async fn end(tx: &Tx, person: PersonId, id: LoginId) -> Result<bool, StorageError> {
    let ended = tx
        .run(
            "DELETE FROM logins WHERE person = $1 AND id = $2",
            [person.to_string().into(), id.to_string().into()],
        )
        .await?;
    Ok(ended > 0)
}

/// Ends all logins of a person but one.
///
/// # Errors
/// [`StorageError`].
pub async fn end_all(tx: &Tx, person: PersonId, but: Option<LoginId>) -> Result<(), StorageError> {
    let but = but.map(|id| id.to_string()).unwrap_or_default();
    tx.run(
        "DELETE FROM logins WHERE person = $1 AND id <> $2",
        [person.to_string().into(), but.into()],
    )
    .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Login, StorageError> {
    let acting_for: Option<String> = row.get("acting_for")?;
    Ok(Login {
        id: row.parsed("id")?,
        person: row.parsed("person")?,
        secret_sha256: row.get("secret_sha256")?,
        form_token: row.get("form_token")?,
        acting_for: acting_for
            .map(|id| id.parse())
            .transpose()
            .map_err(|_| unreadable("acting_for"))?,
        device: row.get("device")?,
        since: row.time("since")?,
        last_used: row.time("last_used")?,
        proved_at: row.time_or_none("proved_at")?,
    })
}
