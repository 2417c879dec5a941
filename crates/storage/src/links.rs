//! Links with a secret: set-up, invitation, reset. One purpose, an end, used once.

use chrono::{DateTime, Utc};
use domain::{
    account::Role,
    ids::{LinkId, OrganisationId, PersonId},
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Sets the node up.
    Setup,
    /// Joins the team of an organisation.
    Invite,
    /// Chooses a new password.
    Reset,
}

impl Purpose {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Invite => "invite",
            Self::Reset => "reset",
        }
    }
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// Identifier.
    pub id: LinkId,
    /// What it is for.
    pub purpose: Purpose,
    /// SHA-256 of the secret, in hexadecimal digits.
    pub secret_sha256: String,
    /// Reset: whose password.
    pub person: Option<PersonId>,
    /// Invitation: to which organisation.
    pub organisation: Option<OrganisationId>,
    /// Invitation: with which role.
    pub role: Option<Role>,
    /// Until when.
    pub expires: DateTime<Utc>,
}

/// Stores a link.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, link: &Link) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO links (id, purpose, secret_sha256, person, organisation, role, expires)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            link.id.to_string().into(),
            link.purpose.as_str().into(),
            link.secret_sha256.as_str().into(),
            link.person.map(|id| id.to_string()).into(),
            link.organisation.map(|id| id.to_string()).into(),
            link.role.map(Role::as_str).into(),
            micros(link.expires),
        ],
    )
    .await?;
    Ok(())
}

/// The link with this purpose and secret, if it has not ended.
///
/// # Errors
/// [`StorageError`].
pub async fn valid(
    db: &Db<'_>,
    purpose: Purpose,
    secret_sha256: &str,
    now: DateTime<Utc>,
) -> Result<Option<Link>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM links WHERE purpose = $1 AND secret_sha256 = $2 AND expires > $3",
            [purpose.as_str().into(), secret_sha256.into(), micros(now)],
        )
        .await?;
    row.as_ref().map(|row| read(row, purpose)).transpose()
}

/// Open invitations of an organisation.
///
/// # Errors
/// [`StorageError`].
pub async fn invitations(
    db: &Db<'_>,
    organisation: OrganisationId,
    now: DateTime<Utc>,
) -> Result<Vec<Link>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM links WHERE purpose = 'invite' AND organisation = $1 AND expires > $2 ORDER BY expires",
            [organisation.to_string().into(), micros(now)],
        )
        .await?;
    rows.iter().map(|row| read(row, Purpose::Invite)).collect()
}

/// One by identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn invitation(db: &Db<'_>, id: LinkId) -> Result<Option<Link>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM links WHERE id = $1 AND purpose = 'invite'",
            [id.to_string().into()],
        )
        .await?;
    row.as_ref().map(|row| read(row, Purpose::Invite)).transpose()
}

/// Ends a link; false when it is gone already, so that of two users at once only one gets through.
///
/// # Errors
/// [`StorageError`].
pub async fn end(tx: &Tx, id: LinkId) -> Result<bool, StorageError> {
    Ok(tx
        .run("DELETE FROM links WHERE id = $1", [id.to_string().into()])
        .await?
        > 0)
}

/// Ends all links with a purpose, or those of one person.
///
/// # Errors
/// [`StorageError`].
pub async fn end_all(tx: &Tx, purpose: Purpose, person: Option<PersonId>) -> Result<(), StorageError> {
    let person = person.map(|id| id.to_string()).unwrap_or_default();
    tx.run(
        "DELETE FROM links WHERE purpose = $1 AND ($2 = '' OR person = $2)",
        [purpose.as_str().into(), person.into()],
    )
    .await?;
    Ok(())
}

fn read(row: &Row, purpose: Purpose) -> Result<Link, StorageError> {
    let person: Option<String> = row.get("person")?;
    let organisation: Option<String> = row.get("organisation")?;
    let role: Option<String> = row.get("role")?;
    Ok(Link {
        id: row.parsed("id")?,
        purpose,
        secret_sha256: row.get("secret_sha256")?,
        person: person
            .map(|id| id.parse())
            .transpose()
            .map_err(|_| unreadable("person"))?,
        organisation: organisation
            .map(|id| id.parse())
            .transpose()
            .map_err(|_| unreadable("organisation"))?,
        role: role
            .map(|role| Role::parse(&role).ok_or_else(|| unreadable("role")))
            .transpose()?,
        expires: row.time("expires")?,
    })
}
