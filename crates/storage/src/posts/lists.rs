//! Ids of posts for the collections that others read, a page at a time.

use domain::ids::OrganisationId;

use super::Kind;
use crate::{Db, StorageError};

/// A part of a list, and how long the list is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Ids of the objects.
    pub ids: Vec<String>,
    /// How many there are in all.
    pub total: u64,
}

/// What everybody may read.
const SHOWN: &str = "state = 'visible' AND visibility IN ('public', 'unlisted') AND barred IS NULL";

/// Answers to an object that everybody may read, of one kind or of all, oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn answers(
    db: &Db<'_>,
    object: &str,
    kind: Option<Kind>,
    offset: i64,
    most: i64,
) -> Result<Part, StorageError> {
    let kind = kind.map_or("", Kind::as_str);
    let matching = format!("in_reply_to = $1 AND ($2 = '' OR kind = $2) AND {SHOWN}");
    let sql = format!("SELECT object FROM posts WHERE {matching} ORDER BY published, id LIMIT $3 OFFSET $4");
    let rows = db
        .rows(&sql, [object.into(), kind.into(), most.into(), offset.into()])
        .await?;
    let sql = format!("SELECT COUNT(*) AS n FROM posts WHERE {matching}");
    let total = db.row(&sql, [object.into(), kind.into()]).await?;
    Ok(Part {
        ids: rows.iter().map(|row| row.get("object")).collect::<Result<_, _>>()?,
        total: total.map_or(Ok(0), |row| row.get::<i64>("n"))?.unsigned_abs(),
    })
}

/// An object, then all that answers it, directly or not, oldest first; at most 1,000.
///
/// # Errors
/// [`StorageError`].
pub async fn thread(db: &Db<'_>, object: &str) -> Result<Vec<String>, StorageError> {
    let sql = format!(
        "WITH RECURSIVE thread (object) AS (
           SELECT object FROM posts WHERE object = $1
           UNION SELECT p.object FROM posts p JOIN thread t ON p.in_reply_to = t.object)
         SELECT object FROM posts WHERE object IN (SELECT object FROM thread) AND {SHOWN}
          ORDER BY object <> $1, published, id LIMIT 1000"
    );
    let rows = db.rows(&sql, [object.into()]).await?;
    rows.iter().map(|row| row.get("object")).collect()
}

/// The hashtags that an organisation used most, with how often.
///
/// # Errors
/// [`StorageError`].
pub async fn tags(db: &Db<'_>, organisation: OrganisationId, most: i64) -> Result<Vec<String>, StorageError> {
    let sql = format!(
        "SELECT t.value, COUNT(*) AS n FROM post_terms t JOIN posts p ON p.id = t.post
          WHERE t.kind = 'tag' AND p.organisation = $1 AND p.{SHOWN}
          GROUP BY t.value ORDER BY n DESC, t.value LIMIT $2"
    );
    let rows = db.rows(&sql, [organisation.to_string().into(), most.into()]).await?;
    rows.iter().map(|row| row.get("value")).collect()
}

/// How many organisations of ours published something since a time.
///
/// # Errors
/// [`StorageError`].
pub async fn active_since(db: &Db<'_>, since: chrono::DateTime<chrono::Utc>) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(DISTINCT organisation) AS n FROM posts WHERE organisation IS NOT NULL AND published >= $1",
            [crate::sql::micros(since)],
        )
        .await?;
    Ok(row.map_or(Ok(0), |row| row.get::<i64>("n"))?.unsigned_abs())
}
