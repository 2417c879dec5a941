//! Posts that moderators hid, and the appeals against that.

use chrono::{DateTime, Utc};
use domain::{
    ids::{FlagId, HidingId, OrganisationId, PersonId, PostId},
    moderation::AppealOutcome,
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// A post that was hidden.
#[derive(Clone, Debug)]
pub struct Hiding {
    /// Identifier.
    pub id: HidingId,
    /// The post.
    pub post: PostId,
    /// Its organisation, where it is of this node.
    pub organisation: Option<OrganisationId>,
    /// The report that led to it.
    pub flag: Option<FlagId>,
    /// What those concerned are told.
    pub reason: String,
    /// Who decided.
    pub who: String,
    /// The person, where it was one.
    pub person: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
    /// What the organisation says against it.
    pub appeal: Option<String>,
    /// Who appealed.
    pub appealed_by: Option<String>,
    /// When.
    pub appealed_at: Option<DateTime<Utc>>,
    /// What became of the appeal.
    pub outcome: Option<AppealOutcome>,
    /// Who decided about it.
    pub decided_by: Option<String>,
    /// What the organisation was answered.
    pub answer: String,
}

/// Stores a hiding without an appeal.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, hiding: &Hiding) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO hidings (id, post, organisation, flag, reason, who, person, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            hiding.id.to_string().into(),
            hiding.post.to_string().into(),
            hiding.organisation.map(|id| id.to_string()).into(),
            hiding.flag.map(|id| id.to_string()).into(),
            hiding.reason.as_str().into(),
            hiding.who.as_str().into(),
            hiding.person.map(|id| id.to_string()).into(),
            micros(hiding.at),
        ],
    )
    .await?;
    Ok(())
}

/// One.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: HidingId) -> Result<Option<Hiding>, StorageError> {
    let row = db
        .row("SELECT * FROM hidings WHERE id = $1", [id.to_string().into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// Those of an organisation, newest first; at most 100.
///
/// # Errors
/// [`StorageError`].
pub async fn of_organisation(db: &Db<'_>, organisation: OrganisationId) -> Result<Vec<Hiding>, StorageError> {
    let sql = "SELECT * FROM hidings WHERE organisation = $1 ORDER BY at DESC, id DESC LIMIT 100";
    let rows = db.rows(sql, [organisation.to_string().into()]).await?;
    rows.iter().map(read).collect()
}

/// Appeals that wait, oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn appeals(db: &Db<'_>) -> Result<Vec<Hiding>, StorageError> {
    let sql = "SELECT * FROM hidings WHERE appeal IS NOT NULL AND outcome IS NULL ORDER BY appealed_at, id LIMIT 500";
    let rows = db.rows(sql, []).await?;
    rows.iter().map(read).collect()
}

/// Writes down an appeal; false when there was one before.
///
/// # Errors
/// [`StorageError`].
pub async fn appeal(tx: &Tx, id: HidingId, words: &str, by: &str, now: DateTime<Utc>) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE hidings SET appeal = $2, appealed_by = $3, appealed_at = $4 WHERE id = $1 AND appeal IS NULL",
            [id.to_string().into(), words.into(), by.into(), micros(now)],
        )
        .await?;
    Ok(changed == 1)
}

/// Writes down what became of an appeal; false when it was decided before.
///
/// # Errors
/// [`StorageError`].
pub async fn decide(
    tx: &Tx,
    id: HidingId,
    outcome: AppealOutcome,
    by: &str,
    answer: &str,
    now: DateTime<Utc>,
) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE hidings SET outcome = $2, decided_by = $3, answer = $4, decided_at = $5
              WHERE id = $1 AND appeal IS NOT NULL AND outcome IS NULL",
            [
                id.to_string().into(),
                outcome.as_str().into(),
                by.into(),
                answer.into(),
                micros(now),
            ],
        )
        .await?;
    Ok(changed == 1)
}

fn read(row: &Row) -> Result<Hiding, StorageError> {
    let outcome: Option<String> = row.get("outcome")?;
    Ok(Hiding {
        id: row.parsed("id")?,
        post: row.parsed("post")?,
        organisation: optional(row, "organisation")?,
        flag: optional(row, "flag")?,
        reason: row.get("reason")?,
        who: row.get("who")?,
        person: optional(row, "person")?,
        at: row.time("at")?,
        appeal: row.get("appeal")?,
        appealed_by: row.get("appealed_by")?,
        appealed_at: row.time_or_none("appealed_at")?,
        outcome: outcome.as_deref().and_then(AppealOutcome::parse),
        decided_by: row.get("decided_by")?,
        answer: row.get("answer")?,
    })
}

fn optional<T: std::str::FromStr>(row: &Row, column: &'static str) -> Result<Option<T>, StorageError> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| unreadable(column)))
        .transpose()
}
