//! Personal links without an account: of applicants and members, of referees, and of people who speak for a member.

use chrono::{DateTime, Utc};
use domain::ids::{LinkId, MembershipId, NetworkId, PersonId};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, micros_or_null, unreadable},
};

/// What a link lets somebody do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Act as the organisation itself.
    Applicant,
    /// Answer as a referee.
    Referee,
    /// Speak and vote for a member.
    Voice,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Referee => "referee",
            Self::Voice => "voice",
        }
    }

    fn parse(text: &str) -> Result<Self, StorageError> {
        [Self::Applicant, Self::Referee, Self::Voice]
            .into_iter()
            .find(|purpose| purpose.as_str() == text)
            .ok_or_else(|| unreadable("purpose"))
    }
}

/// A personal link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Identifier.
    pub id: LinkId,
    /// What it is for.
    pub purpose: Purpose,
    /// In which network.
    pub network: NetworkId,
    /// The applicant or member; for a voice the member that it speaks for.
    pub membership: MembershipId,
    /// The referee as the applicant named it, or the name of the voice.
    pub who: String,
    /// Made for a voice, so that it has one vote.
    pub person: Option<PersonId>,
    /// The mailbox to which it went, as [`domain::mail_address::MailAddress::normalised`].
    pub mailbox: Option<String>,
    /// Language of whoever has it, BCP 47.
    pub language: String,
    /// SHA-256 of the secret, in hexadecimal digits.
    pub secret_sha256: String,
    /// Since when it is there.
    pub created_at: DateTime<Utc>,
    /// When it ends; nothing = with the membership.
    pub ends_at: Option<DateTime<Utc>>,
}

/// Stores a new one.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, link: &Link) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO membership_links (id, purpose, network, membership, who, person, mailbox, language, secret_sha256,
           created_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            link.id.to_string().into(),
            link.purpose.as_str().into(),
            link.network.to_string().into(),
            link.membership.to_string().into(),
            link.who.as_str().into(),
            link.person.map(|id| id.to_string()).into(),
            link.mailbox.clone().into(),
            link.language.as_str().into(),
            link.secret_sha256.as_str().into(),
            micros(link.created_at),
            micros_or_null(link.ends_at),
        ],
    )
    .await?;
    Ok(())
}

/// The link with a secret, unless it has ended.
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
            "SELECT * FROM membership_links
              WHERE secret_sha256 = $1 AND purpose = $2 AND (ends_at IS NULL OR ends_at > $3)",
            [secret_sha256.into(), purpose.as_str().into(), micros(now)],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// The links of one purpose of a membership, the oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn of_membership(db: &Db<'_>, membership: MembershipId, purpose: Purpose) -> Result<Vec<Link>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM membership_links WHERE membership = $1 AND purpose = $2 ORDER BY created_at, id",
            [membership.to_string().into(), purpose.as_str().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// The private link goes on with the membership that follows.
///
/// # Errors
/// [`StorageError`].
pub async fn hand_on(tx: &Tx, from: MembershipId, to: MembershipId) -> Result<(), StorageError> {
    tx.run(
        "UPDATE membership_links SET membership = $2 WHERE membership = $1 AND purpose = 'applicant'",
        [from.to_string().into(), to.to_string().into()],
    )
    .await?;
    Ok(())
}

/// Ends the links of one purpose of a membership; those of one person or referee where it is named.
///
/// # Errors
/// [`StorageError`].
pub async fn end(tx: &Tx, membership: MembershipId, purpose: Purpose, who: Option<&str>) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM membership_links WHERE membership = $1 AND purpose = $2 AND ($3 = '' OR who = $3)",
        [
            membership.to_string().into(),
            purpose.as_str().into(),
            who.unwrap_or_default().into(),
        ],
    )
    .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Link, StorageError> {
    let person: Option<String> = row.get("person")?;
    Ok(Link {
        id: row.parsed("id")?,
        purpose: Purpose::parse(&row.get::<String>("purpose")?)?,
        network: row.parsed("network")?,
        membership: row.parsed("membership")?,
        who: row.get("who")?,
        person: person
            .map(|id| id.parse())
            .transpose()
            .map_err(|_| unreadable("person"))?,
        mailbox: row.get("mailbox")?,
        language: row.get("language")?,
        secret_sha256: row.get("secret_sha256")?,
        created_at: row.time("created_at")?,
        ends_at: row.time_or_none("ends_at")?,
    })
}
