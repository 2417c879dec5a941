//! Drafts of practices, and the keys by which a repeated request is known.

use chrono::{DateTime, Utc};
use domain::ids::{DraftId, OrganisationId, PersonId, PostId};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// A draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Identifier.
    pub id: DraftId,
    /// For whom.
    pub organisation: OrganisationId,
    /// Who began it.
    pub person: PersonId,
    /// Name of who wrote last.
    pub who: String,
    /// The practice that it revises.
    pub revises: Option<PostId>,
    /// All fields as JSON.
    pub fields: String,
    /// From 1; rises with each save.
    pub version: u32,
    /// What it became.
    pub published_as: Option<PostId>,
    /// Last save.
    pub updated: DateTime<Utc>,
}

/// Stores a new draft.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, draft: &Draft) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO drafts (id, organisation, person, who, revises, fields, version, published_as, updated)
         VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8)",
        [
            draft.id.to_string().into(),
            draft.organisation.to_string().into(),
            draft.person.to_string().into(),
            draft.who.as_str().into(),
            draft.revises.map(|id| id.to_string()).into(),
            draft.fields.as_str().into(),
            i64::from(draft.version).into(),
            micros(draft.updated),
        ],
    )
    .await?;
    Ok(())
}

/// Saves the fields over the version that was read; false when somebody saved in between.
///
/// # Errors
/// [`StorageError`].
pub async fn save(
    tx: &Tx,
    id: DraftId,
    version: u32,
    fields: &str,
    who: &str,
    at: DateTime<Utc>,
) -> Result<bool, StorageError> {
    let saved = tx
        .run(
            "UPDATE drafts SET fields = $3, who = $4, updated = $5, version = version + 1 WHERE id = $1 AND version = $2",
            [id.to_string().into(), i64::from(version).into(), fields.into(), who.into(), micros(at)],
        )
        .await?;
    Ok(saved > 0)
}

/// Notes what a draft became.
///
/// # Errors
/// [`StorageError`].
pub async fn published(tx: &Tx, id: DraftId, post: PostId) -> Result<(), StorageError> {
    tx.run(
        "UPDATE drafts SET published_as = $2 WHERE id = $1",
        [id.to_string().into(), post.to_string().into()],
    )
    .await?;
    Ok(())
}

/// Throws a draft away.
///
/// # Errors
/// [`StorageError`].
pub async fn delete(tx: &Tx, id: DraftId) -> Result<(), StorageError> {
    tx.run("DELETE FROM drafts WHERE id = $1", [id.to_string().into()])
        .await?;
    Ok(())
}

/// One.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: DraftId) -> Result<Option<Draft>, StorageError> {
    let row = db
        .row("SELECT * FROM drafts WHERE id = $1", [id.to_string().into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// Open drafts of an organisation, last saved first.
///
/// # Errors
/// [`StorageError`].
pub async fn open(db: &Db<'_>, organisation: OrganisationId) -> Result<Vec<Draft>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM drafts WHERE organisation = $1 AND published_as IS NULL ORDER BY updated DESC",
            [organisation.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Draft, StorageError> {
    let id = |name: &'static str| -> Result<Option<PostId>, StorageError> {
        let text: Option<String> = row.get(name)?;
        text.map(|text| text.parse()).transpose().map_err(|_| unreadable(name))
    };
    Ok(Draft {
        id: row.parsed("id")?,
        organisation: row.parsed("organisation")?,
        person: row.parsed("person")?,
        who: row.get("who")?,
        revises: id("revises")?,
        fields: row.get("fields")?,
        version: row
            .get::<i32>("version")?
            .try_into()
            .map_err(|_| unreadable("version"))?,
        published_as: id("published_as")?,
        updated: row.time("updated")?,
    })
}

/// What a request with this key made before.
///
/// # Errors
/// [`StorageError`].
pub async fn made_by_key(db: &Db<'_>, key: &str) -> Result<Option<PostId>, StorageError> {
    let row = db
        .row("SELECT post FROM idempotency_keys WHERE key = $1", [key.into()])
        .await?;
    row.map(|row| row.parsed("post")).transpose()
}

/// Notes what a request with this key made.
///
/// # Errors
/// [`StorageError::Exists`] when another request with it was faster.
pub async fn note_key(tx: &Tx, key: &str, post: PostId, at: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO idempotency_keys (key, post, at) VALUES ($1, $2, $3)",
        [key.into(), post.to_string().into(), micros(at)],
    )
    .await?;
    Ok(())
}
