//! What moderators have to tell people here.

use chrono::{DateTime, Utc};
use domain::ids::{NoticeId, OrganisationId, PersonId};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// Whom a notice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// One person.
    Person(PersonId),
    /// All who publish for an organisation.
    Organisation(OrganisationId),
}

/// A notice.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Identifier.
    pub id: NoticeId,
    /// For whom.
    pub to: Addressee,
    /// What happened, a word.
    pub kind: String,
    /// Identifier of the report or of the hiding.
    pub about: String,
    /// What the moderators say, plain text; may be empty.
    pub content: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When somebody first saw it.
    pub read_at: Option<DateTime<Utc>>,
}

/// Stores a notice.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, notice: &Notice) -> Result<(), StorageError> {
    let (person, organisation) = match notice.to {
        Addressee::Person(id) => (Some(id.to_string()), None),
        Addressee::Organisation(id) => (None, Some(id.to_string())),
    };
    tx.run(
        "INSERT INTO moderation_notices (id, person, organisation, kind, about, content, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            notice.id.to_string().into(),
            person.into(),
            organisation.into(),
            notice.kind.as_str().into(),
            notice.about.as_str().into(),
            notice.content.as_str().into(),
            micros(notice.at),
        ],
    )
    .await?;
    Ok(())
}

const MINE: &str = "(person = $1 OR organisation = $2)";

/// The newest 100 for a person who acts for an organisation, or for none.
///
/// # Errors
/// [`StorageError`].
pub async fn list(
    db: &Db<'_>,
    person: PersonId,
    organisation: Option<OrganisationId>,
) -> Result<Vec<Notice>, StorageError> {
    let sql = format!("SELECT * FROM moderation_notices WHERE {MINE} ORDER BY at DESC, id DESC LIMIT 100");
    let rows = db.rows(&sql, mine(person, organisation)).await?;
    rows.iter().map(read).collect()
}

/// How many nobody has seen.
///
/// # Errors
/// [`StorageError`].
pub async fn unread(db: &Db<'_>, person: PersonId, organisation: Option<OrganisationId>) -> Result<u64, StorageError> {
    let sql = format!("SELECT COUNT(*) AS n FROM moderation_notices WHERE {MINE} AND read_at IS NULL");
    let row = db.row(&sql, mine(person, organisation)).await?;
    Ok(row.map_or(Ok(0), |row| row.get::<i64>("n"))?.unsigned_abs())
}

/// Notes that they were seen.
///
/// # Errors
/// [`StorageError`].
pub async fn mark_read(
    tx: &Tx,
    person: PersonId,
    organisation: Option<OrganisationId>,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let [person, organisation] = mine(person, organisation);
    let sql = format!("UPDATE moderation_notices SET read_at = $3 WHERE {MINE} AND read_at IS NULL");
    tx.run(&sql, [person, organisation, micros(now)]).await?;
    Ok(())
}

fn mine(person: PersonId, organisation: Option<OrganisationId>) -> [sea_orm::Value; 2] {
    let organisation = organisation.map(|id| id.to_string()).unwrap_or_default();
    [person.to_string().into(), organisation.into()]
}

fn read(row: &Row) -> Result<Notice, StorageError> {
    let (person, organisation): (Option<String>, Option<String>) = (row.get("person")?, row.get("organisation")?);
    let to = match (person, organisation) {
        (Some(id), _) => Addressee::Person(id.parse().map_err(|_| unreadable("person"))?),
        (None, Some(id)) => Addressee::Organisation(id.parse().map_err(|_| unreadable("organisation"))?),
        (None, None) => return Err(unreadable("person")),
    };
    Ok(Notice {
        id: row.parsed("id")?,
        to,
        kind: row.get("kind")?,
        about: row.get("about")?,
        content: row.get("content")?,
        at: row.time("at")?,
        read_at: row.time_or_none("read_at")?,
    })
}
