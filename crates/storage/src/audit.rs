//! The audit log: append-only rows, each with the hash of the one before it in its own (SECURITY AU).

use chrono::{DateTime, Utc};
use domain::ids::PersonId;

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// From 1, without gaps.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The person, if one acted.
    pub person: Option<PersonId>,
    /// Their name at that time, or `system`, or a host.
    pub who: String,
    /// What, for example `practice.publish`.
    pub action: String,
    /// On what.
    pub object: String,
    /// Reason code of a refusal.
    pub reason: Option<String>,
    /// Hash over this row and the hash before it, in hexadecimal digits.
    pub hash: String,
}

/// The newest row. Nobody else appends before this transaction ends: on PostgreSQL the table is locked, since there is
/// no row to lock in an empty log, and a locked row would not show the one that came after it.
///
/// # Errors
/// [`StorageError`].
pub async fn last_for_update(tx: &Tx) -> Result<Option<AuditRow>, StorageError> {
    let db = Db::from(tx);
    if !db.is_sqlite() {
        tx.run("LOCK TABLE audit IN EXCLUSIVE MODE", []).await?;
    }
    let row = db.row("SELECT * FROM audit ORDER BY number DESC LIMIT 1", []).await?;
    row.as_ref().map(read).transpose()
}

/// Appends a row.
///
/// # Errors
/// [`StorageError::Exists`] when somebody else appended that number.
pub async fn append(tx: &Tx, row: &AuditRow) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO audit (number, at, person, who, action, object, reason, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            row.number.into(),
            micros(row.at),
            row.person.map(|id| id.to_string()).into(),
            row.who.as_str().into(),
            row.action.as_str().into(),
            row.object.as_str().into(),
            row.reason.clone().into(),
            row.hash.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// What is looked for in the log; empty texts match everything.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A part of the name of who acted, whatever its case.
    pub who: String,
    /// The action, or the beginning of it up to a point: `domain` finds `domain.block`.
    pub action: String,
    /// A part of the object.
    pub object: String,
}

/// Rows before a number that match, newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn before(db: &Db<'_>, number: i64, most: u32, wanted: &Wanted) -> Result<Vec<AuditRow>, StorageError> {
    let part = |text: &str| format!("%{}%", escaped(text));
    let rows = db
        .rows(
            "SELECT * FROM audit WHERE number < $1
               AND ($3 = '' OR action = $3 OR action LIKE $4 ESCAPE '!')
               AND ($5 = '%%' OR LOWER(who) LIKE $5 ESCAPE '!')
               AND ($6 = '%%' OR object LIKE $6 ESCAPE '!')
              ORDER BY number DESC LIMIT $2",
            [
                number.into(),
                i64::from(most).into(),
                wanted.action.as_str().into(),
                format!("{}.%", escaped(&wanted.action)).into(),
                part(&wanted.who.to_lowercase()).into(),
                part(&wanted.object).into(),
            ],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// A text in which no sign has a meaning for `LIKE`.
fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|sign| matches!(sign, '%' | '_' | '!').then_some('!').into_iter().chain([sign]))
        .collect()
}

/// Rows after a number, oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn after(db: &Db<'_>, number: i64, most: u32) -> Result<Vec<AuditRow>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM audit WHERE number > $1 ORDER BY number LIMIT $2",
            [number.into(), i64::from(most).into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<AuditRow, StorageError> {
    let person: Option<String> = row.get("person")?;
    Ok(AuditRow {
        number: row.get("number")?,
        at: row.time("at")?,
        person: person
            .map(|id| id.parse())
            .transpose()
            .map_err(|_| unreadable("person"))?,
        who: row.get("who")?,
        action: row.get("action")?,
        object: row.get("object")?,
        reason: row.get("reason")?,
        hash: row.get("hash")?,
    })
}

/// The highest time that is stored: of the last row of the log, of the last entry of the outbox, of what arrived last.
///
/// # Errors
/// [`StorageError`].
pub async fn highest_time(db: &Db<'_>) -> Result<Option<DateTime<Utc>>, StorageError> {
    let mut highest = None;
    for question in [
        "SELECT at FROM audit ORDER BY number DESC LIMIT 1",
        "SELECT at FROM outbox ORDER BY seq DESC LIMIT 1",
        "SELECT at FROM inbox_seen ORDER BY at DESC LIMIT 1",
    ] {
        let row = db.row(question, []).await?;
        highest = highest.max(row.map(|row| row.time("at")).transpose()?);
    }
    Ok(highest)
}
