//! Reports to the moderators: cases, with what moderators noted about them.

use chrono::{DateTime, Utc};
use domain::{
    ids::{FlagId, OrganisationId, PersonId},
    moderation::{Category, Decision},
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, micros_or_null, unreadable},
};

/// A report.
#[derive(Clone, Debug)]
pub struct Flag {
    /// Identifier.
    pub id: FlagId,
    /// Id of the activity; empty for one that was made here.
    pub activity: String,
    /// Who reports; often the server as a whole. For a person here: their name.
    pub actor: String,
    /// Ids of actors and posts.
    pub about: Vec<String>,
    /// Plain text.
    pub content: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When somebody dealt with it.
    pub resolved_at: Option<DateTime<Utc>>,
    /// Id of the actor whom it is about; empty where none is known.
    pub target: String,
    /// What is reported.
    pub category: Category,
    /// The person here who reported it.
    pub person: Option<PersonId>,
    /// For which organisation they acted.
    pub organisation: Option<OrganisationId>,
    /// When it was passed on to the server of the target.
    pub forwarded_at: Option<DateTime<Utc>>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// By whom.
    pub decided_by: Option<String>,
    /// What the moderators say to those concerned.
    pub answer: String,
}

/// A note of a moderator.
#[derive(Clone, Debug)]
pub struct Note {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub who: String,
    /// Plain text.
    pub content: String,
}

/// Stores a report.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, flag: &Flag) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO flags (id, activity, actor, about, content, at, target, category, person, organisation)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            flag.id.to_string().into(),
            flag.activity.as_str().into(),
            flag.actor.as_str().into(),
            flag.about.join("\n").into(),
            flag.content.as_str().into(),
            micros(flag.at),
            flag.target.as_str().into(),
            flag.category.as_str().into(),
            flag.person.map(|id| id.to_string()).into(),
            flag.organisation.map(|id| id.to_string()).into(),
        ],
    )
    .await?;
    Ok(())
}

/// The latest 500, open ones first.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>) -> Result<Vec<Flag>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM flags ORDER BY resolved_at IS NOT NULL, at DESC LIMIT 500",
            [],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// One.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: FlagId) -> Result<Option<Flag>, StorageError> {
    let row = db
        .row("SELECT * FROM flags WHERE id = $1", [id.to_string().into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// What was reported about an actor, newest first; at most 50.
///
/// # Errors
/// [`StorageError`].
pub async fn about(db: &Db<'_>, target: &str) -> Result<Vec<Flag>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM flags WHERE target = $1 AND target <> '' ORDER BY at DESC LIMIT 50",
            [target.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// What a person reported, newest first; at most 100.
///
/// # Errors
/// [`StorageError`].
pub async fn by_person(db: &Db<'_>, person: PersonId) -> Result<Vec<Flag>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM flags WHERE person = $1 ORDER BY at DESC LIMIT 100",
            [person.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// How many reports a person made since a time.
///
/// # Errors
/// [`StorageError`].
pub async fn count_by_person(db: &Db<'_>, person: PersonId, since: DateTime<Utc>) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM flags WHERE person = $1 AND at >= $2",
            [person.to_string().into(), micros(since)],
        )
        .await?;
    Ok(row.map_or(Ok(0), |row| row.get::<i64>("n"))?.unsigned_abs())
}

/// How many wait for a decision.
///
/// # Errors
/// [`StorageError`].
pub async fn open(db: &Db<'_>) -> Result<u64, StorageError> {
    let row = db
        .row("SELECT COUNT(*) AS n FROM flags WHERE resolved_at IS NULL", [])
        .await?;
    Ok(row.map_or(Ok(0), |row| row.get::<i64>("n"))?.unsigned_abs())
}

/// Writes down what was decided; false when there is none that is open.
///
/// # Errors
/// [`StorageError`].
pub async fn decide(
    tx: &Tx,
    id: FlagId,
    decision: Decision,
    by: &str,
    answer: &str,
    now: DateTime<Utc>,
) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE flags SET resolved_at = $2, decision = $3, decided_by = $4, answer = $5
              WHERE id = $1 AND resolved_at IS NULL",
            [
                id.to_string().into(),
                micros(now),
                decision.as_str().into(),
                by.into(),
                answer.into(),
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Notes that it was passed on; false when it was before.
///
/// # Errors
/// [`StorageError`].
pub async fn forwarded(tx: &Tx, id: FlagId, now: DateTime<Utc>) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE flags SET forwarded_at = $2 WHERE id = $1 AND forwarded_at IS NULL",
            [id.to_string().into(), micros_or_null(Some(now))],
        )
        .await?;
    Ok(changed == 1)
}

/// Adds a note.
///
/// # Errors
/// [`StorageError`].
pub async fn add_note(tx: &Tx, flag: FlagId, note: &Note) -> Result<(), StorageError> {
    let db = Db::from(tx);
    let sql = "SELECT COALESCE(MAX(number), 0) + 1 AS next FROM flag_notes WHERE flag = $1";
    let row = db.row(sql, [flag.to_string().into()]).await?;
    let number: i64 = row.map_or(Ok(1), |row| row.get("next"))?;
    tx.run(
        "INSERT INTO flag_notes (flag, number, at, who, content) VALUES ($1, $2, $3, $4, $5)",
        [
            flag.to_string().into(),
            number.into(),
            micros(note.at),
            note.who.as_str().into(),
            note.content.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// The notes, oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn notes(db: &Db<'_>, flag: FlagId) -> Result<Vec<Note>, StorageError> {
    let sql = "SELECT * FROM flag_notes WHERE flag = $1 ORDER BY number LIMIT 500";
    let rows = db.rows(sql, [flag.to_string().into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Note {
                at: row.time("at")?,
                who: row.get("who")?,
                content: row.get("content")?,
            })
        })
        .collect()
}

fn read(row: &Row) -> Result<Flag, StorageError> {
    let about: String = row.get("about")?;
    let id = |column: &'static str| row.get::<Option<String>>(column);
    let decision: Option<String> = row.get("decision")?;
    Ok(Flag {
        id: row.parsed("id")?,
        activity: row.get("activity")?,
        actor: row.get("actor")?,
        about: about.lines().map(str::to_owned).collect(),
        content: row.get("content")?,
        at: row.time("at")?,
        resolved_at: row.time_or_none("resolved_at")?,
        target: row.get("target")?,
        category: Category::parse(&row.get::<String>("category")?).ok_or_else(|| unreadable("category"))?,
        person: id("person")?
            .map(|id| id.parse())
            .transpose()
            .map_err(|_| unreadable("person"))?,
        organisation: id("organisation")?
            .map(|id| id.parse())
            .transpose()
            .map_err(|_| unreadable("organisation"))?,
        forwarded_at: row.time_or_none("forwarded_at")?,
        decision: decision.as_deref().and_then(Decision::parse),
        decided_by: row.get("decided_by")?,
        answer: row.get("answer")?,
    })
}
