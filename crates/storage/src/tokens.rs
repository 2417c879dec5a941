//! Access tokens for our own API; the secret is kept as SHA-256.

use chrono::{DateTime, Utc};
use domain::ids::{OrganisationId, PersonId, TokenId};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// A token.
#[derive(Clone, Debug)]
pub struct Token {
    /// Identifier.
    pub id: TokenId,
    /// Whose.
    pub person: PersonId,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// What it is for.
    pub name: String,
    /// SHA-256 of the secret, in hexadecimal digits.
    pub secret_sha256: String,
    /// Blank-separated.
    pub scopes: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Last used, to the hour.
    pub last_used: Option<DateTime<Utc>>,
}

/// Stores a token.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, token: &Token) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO tokens (id, person, organisation, name, secret_sha256, scopes, since, last_used)
         VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)",
        [
            token.id.to_string().into(),
            token.person.to_string().into(),
            token.organisation.to_string().into(),
            token.name.as_str().into(),
            token.secret_sha256.as_str().into(),
            token.scopes.as_str().into(),
            micros(token.since),
        ],
    )
    .await?;
    Ok(())
}

/// The token with this secret.
///
/// # Errors
/// [`StorageError`].
pub async fn by_secret(db: &Db<'_>, secret_sha256: &str) -> Result<Option<Token>, StorageError> {
    let row = db
        .row("SELECT * FROM tokens WHERE secret_sha256 = $1", [secret_sha256.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// A person's tokens, newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn of_person(db: &Db<'_>, person: PersonId) -> Result<Vec<Token>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM tokens WHERE person = $1 ORDER BY since DESC",
            [person.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Notes that a token was used.
///
/// # Errors
/// [`StorageError`].
pub async fn touch(tx: &Tx, id: TokenId, at: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE tokens SET last_used = $2 WHERE id = $1",
        [id.to_string().into(), micros(at)],
    )
    .await?;
    Ok(())
}

/// Ends a token of a person; false when there is none.
///
/// # Errors
/// [`StorageError`].
pub async fn end(tx: &Tx, person: PersonId, id: TokenId) -> Result<bool, StorageError> {
    let ended = tx
        .run(
            "DELETE FROM tokens WHERE person = $1 AND id = $2",
            [person.to_string().into(), id.to_string().into()],
        )
        .await?;
    Ok(ended > 0)
}

/// Ends all tokens of a person, or those for one organisation.
///
/// # Errors
/// [`StorageError`].
pub async fn end_all(tx: &Tx, person: PersonId, organisation: Option<OrganisationId>) -> Result<(), StorageError> {
    let organisation = organisation.map(|id| id.to_string());
    tx.run(
        "DELETE FROM tokens WHERE person = $1 AND ($2 = '' OR organisation = $2)",
        [person.to_string().into(), organisation.unwrap_or_default().into()],
    )
    .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Token, StorageError> {
    Ok(Token {
        id: row.parsed("id")?,
        person: row.parsed("person")?,
        organisation: row.parsed("organisation")?,
        name: row.get("name")?,
        secret_sha256: row.get("secret_sha256")?,
        scopes: row.get("scopes")?,
        since: row.time("since")?,
        last_used: row.time_or_none("last_used")?,
    })
}
