//! Declarations, ours and received: drafts, frozen texts, and what may still change (PROTOCOL 2.6, 9).

use chrono::{DateTime, Utc};
use domain::{
    declaration::State,
    ids::{DeclarationId, OrganisationId},
};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, micros_or_null, unreadable},
};

/// A declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Identifier.
    pub id: DeclarationId,
    /// The id of the article on the network.
    pub object: String,
    /// Id of its owner.
    pub owner: String,
    /// The owner, when it is one of ours.
    pub organisation: Option<OrganisationId>,
    /// Last part of the page's address here.
    pub slug: String,
    /// Where it stands.
    pub state: State,
    /// Of the text, from 1.
    pub revision: u32,
    /// The article that it revises.
    pub revises: Option<String>,
    /// The article that revises it.
    pub revised_by: Option<String>,
    /// The first authentic language.
    pub language: String,
    /// Title in that language.
    pub title: String,
    /// Teaser in that language, plain text.
    pub summary: String,
    /// Of the frozen text, as computed here; nothing for drafts.
    pub digest: Option<String>,
    /// A draft as typed, as JSON.
    pub draft: Option<String>,
    /// Rises with each save of the draft, from 1.
    pub version: u32,
    /// Who may endorse and how, as JSON.
    pub rules: String,
    /// From when it can be endorsed.
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when.
    pub closes_at: Option<DateTime<Utc>>,
    /// The article as it is served, byte for byte.
    pub document: Option<Vec<u8>>,
    /// The article as it was opened, byte for byte.
    pub opened: Option<Vec<u8>>,
    /// Since when the stored text does not fit the digest.
    pub broken_at: Option<DateTime<Utc>>,
    /// The round number of endorsements that was announced last.
    pub announced: u64,
    /// When it came here or was begun.
    pub created: DateTime<Utc>,
    /// Last change.
    pub updated: DateTime<Utc>,
}

/// Stores a new one.
///
/// # Errors
/// [`StorageError::Exists`] when the object or the slug is there already.
pub async fn insert(tx: &Tx, it: &Declaration) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO declarations (id, object, owner, organisation, slug, state, revision, revises, revised_by, language,
           title, summary, digest, draft, version, rules, opens_at, closes_at, document, opened, broken_at, announced,
           created, updated)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
           $23, $24)",
        [
            it.id.to_string().into(),
            it.object.as_str().into(),
            it.owner.as_str().into(),
            it.organisation.map(|id| id.to_string()).into(),
            it.slug.as_str().into(),
            it.state.as_str().into(),
            i64::from(it.revision).into(),
            it.revises.clone().into(),
            it.revised_by.clone().into(),
            it.language.as_str().into(),
            it.title.as_str().into(),
            it.summary.as_str().into(),
            it.digest.clone().into(),
            it.draft.clone().into(),
            i64::from(it.version).into(),
            it.rules.as_str().into(),
            micros_or_null(it.opens_at),
            micros_or_null(it.closes_at),
            it.document.clone().into(),
            it.opened.clone().into(),
            micros_or_null(it.broken_at),
            it.announced.cast_signed().into(),
            micros(it.created),
            micros(it.updated),
        ],
    )
    .await?;
    Ok(())
}

/// Saves a draft over the version that was read; false when somebody saved in between, or it was opened.
///
/// # Errors
/// [`StorageError::Exists`] when another one has this slug.
pub async fn save_draft(tx: &Tx, it: &Declaration, over: u32) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE declarations SET slug = $3, language = $4, title = $5, summary = $6, draft = $7, rules = $8,
               opens_at = $9, closes_at = $10, updated = $11, version = version + 1
             WHERE id = $1 AND version = $2 AND state = 'draft'",
            [
                it.id.to_string().into(),
                i64::from(over).into(),
                it.slug.as_str().into(),
                it.language.as_str().into(),
                it.title.as_str().into(),
                it.summary.as_str().into(),
                it.draft.clone().into(),
                it.rules.as_str().into(),
                micros_or_null(it.opens_at),
                micros_or_null(it.closes_at),
                micros(it.updated),
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Freezes a draft; false when it is none any more.
///
/// # Errors
/// [`StorageError::Exists`] when another one has this slug.
pub async fn open(tx: &Tx, it: &Declaration) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "UPDATE declarations SET state = 'open', slug = $2, language = $3, title = $4, summary = $5, digest = $6,
               rules = $7, opens_at = $8, closes_at = $9, document = $10, opened = $10, updated = $11
             WHERE id = $1 AND state = 'draft'",
            [
                it.id.to_string().into(),
                it.slug.as_str().into(),
                it.language.as_str().into(),
                it.title.as_str().into(),
                it.summary.as_str().into(),
                it.digest.clone().into(),
                it.rules.as_str().into(),
                micros_or_null(it.opens_at),
                micros_or_null(it.closes_at),
                it.document.clone().into(),
                micros(it.updated),
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Stores what may change after opening: state, closing date, rules, the link to the next revision, the document as it
/// is served. Text, digest and the document as opened stay.
///
/// # Errors
/// [`StorageError`].
pub async fn change(tx: &Tx, it: &Declaration) -> Result<(), StorageError> {
    tx.run(
        "UPDATE declarations SET state = $2, closes_at = $3, rules = $4, revised_by = $5, document = $6, updated = $7,
           announced = $8 WHERE id = $1",
        [
            it.id.to_string().into(),
            it.state.as_str().into(),
            micros_or_null(it.closes_at),
            it.rules.as_str().into(),
            it.revised_by.clone().into(),
            it.document.clone().into(),
            micros(it.updated),
            it.announced.cast_signed().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Notes that the stored text does not fit its digest, or fits again.
///
/// # Errors
/// [`StorageError`].
pub async fn set_broken(tx: &Tx, id: DeclarationId, since: Option<DateTime<Utc>>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE declarations SET broken_at = $2 WHERE id = $1",
        [id.to_string().into(), micros_or_null(since)],
    )
    .await?;
    Ok(())
}

/// Notes a round number that was announced.
///
/// # Errors
/// [`StorageError`].
pub async fn set_announced(tx: &Tx, id: DeclarationId, number: u64) -> Result<(), StorageError> {
    tx.run(
        "UPDATE declarations SET announced = $2 WHERE id = $1",
        [id.to_string().into(), number.cast_signed().into()],
    )
    .await?;
    Ok(())
}

/// Throws a draft away; false when it is none.
///
/// # Errors
/// [`StorageError`].
pub async fn discard(tx: &Tx, id: DeclarationId) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "DELETE FROM declarations WHERE id = $1 AND state = 'draft'",
            [id.to_string().into()],
        )
        .await?;
    Ok(changed == 1)
}

/// One by identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: DeclarationId) -> Result<Option<Declaration>, StorageError> {
    one(db, "SELECT * FROM declarations WHERE id = $1", &id.to_string()).await
}

/// One by the id of its article.
///
/// # Errors
/// [`StorageError`].
pub async fn by_object(db: &Db<'_>, object: &str) -> Result<Option<Declaration>, StorageError> {
    one(db, "SELECT * FROM declarations WHERE object = $1", object).await
}

/// One by slug.
///
/// # Errors
/// [`StorageError`].
pub async fn by_slug(db: &Db<'_>, slug: &str) -> Result<Option<Declaration>, StorageError> {
    one(db, "SELECT * FROM declarations WHERE slug = $1", slug).await
}

/// The draft that revises an article, if there is one.
///
/// # Errors
/// [`StorageError`].
pub async fn draft_that_revises(db: &Db<'_>, object: &str) -> Result<Option<Declaration>, StorageError> {
    one(
        db,
        "SELECT * FROM declarations WHERE revises = $1 AND state = 'draft'",
        object,
    )
    .await
}

async fn one(db: &Db<'_>, sql: &str, value: &str) -> Result<Option<Declaration>, StorageError> {
    db.row(sql, [value.into()]).await?.as_ref().map(read).transpose()
}

/// Drafts of an organisation, newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn drafts(db: &Db<'_>, organisation: OrganisationId) -> Result<Vec<Declaration>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM declarations WHERE organisation = $1 AND state = 'draft' ORDER BY updated DESC, id DESC",
            [organisation.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Frozen ones, ours and received, open ones first, then newest first. `organisation`: only those of one of ours.
///
/// # Errors
/// [`StorageError`].
pub async fn page(
    db: &Db<'_>,
    organisation: Option<OrganisationId>,
    offset: u32,
    most: u32,
) -> Result<Vec<Declaration>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM declarations WHERE state <> 'draft' AND ($1 = '' OR organisation = $1)
             ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END, opens_at DESC, id DESC LIMIT $2 OFFSET $3",
            [
                organisation.map(|id| id.to_string()).unwrap_or_default().into(),
                i64::from(most).into(),
                i64::from(offset).into(),
            ],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Open ones that an actor of ours neither endorsed nor declined, newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn to_endorse(
    db: &Db<'_>,
    organisation: OrganisationId,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Declaration>, StorageError> {
    let rows = db
        .rows(
            "SELECT d.* FROM declarations d WHERE d.state = 'open' AND d.revised_by IS NULL AND d.owner <> $2
               AND d.opens_at <= $3 AND (d.closes_at IS NULL OR d.closes_at > $3)
               AND NOT EXISTS (SELECT 1 FROM declined n WHERE n.declaration = d.id AND n.organisation = $1)
               AND NOT EXISTS (SELECT 1 FROM endorsements e WHERE e.declaration = d.id AND e.subject = $2)
             ORDER BY d.opens_at DESC, d.id DESC LIMIT 50",
            [organisation.to_string().into(), actor.into(), micros(now)],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Ours that are open although their date has passed.
///
/// # Errors
/// [`StorageError`].
pub async fn to_close(db: &Db<'_>, now: DateTime<Utc>) -> Result<Vec<Declaration>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM declarations WHERE state = 'open' AND closes_at <= $1 AND organisation IS NOT NULL
             ORDER BY closes_at, id LIMIT 50",
            [micros(now)],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// All frozen ones, for the check at the start.
///
/// # Errors
/// [`StorageError`].
pub async fn frozen(db: &Db<'_>) -> Result<Vec<Declaration>, StorageError> {
    let rows = db
        .rows("SELECT * FROM declarations WHERE state <> 'draft' ORDER BY id", [])
        .await?;
    rows.iter().map(read).collect()
}

/// Notes that an organisation of ours decided not to endorse.
///
/// # Errors
/// [`StorageError`].
pub async fn decline(
    tx: &Tx,
    id: DeclarationId,
    organisation: OrganisationId,
    who: &str,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO declined (declaration, organisation, who, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        [
            id.to_string().into(),
            organisation.to_string().into(),
            who.into(),
            micros(now),
        ],
    )
    .await?;
    Ok(())
}

/// Whether an organisation of ours decided not to endorse.
///
/// # Errors
/// [`StorageError`].
pub async fn is_declined(db: &Db<'_>, id: DeclarationId, organisation: OrganisationId) -> Result<bool, StorageError> {
    let row = db
        .row(
            "SELECT 1 AS one FROM declined WHERE declaration = $1 AND organisation = $2",
            [id.to_string().into(), organisation.to_string().into()],
        )
        .await?;
    Ok(row.is_some())
}

/// Takes the decision not to endorse back.
///
/// # Errors
/// [`StorageError`].
pub async fn undecline(tx: &Tx, id: DeclarationId, organisation: OrganisationId) -> Result<(), StorageError> {
    tx.run(
        "DELETE FROM declined WHERE declaration = $1 AND organisation = $2",
        [id.to_string().into(), organisation.to_string().into()],
    )
    .await?;
    Ok(())
}

/// An unofficial translation: nobody's endorsed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The id of the article on the network.
    pub object: String,
    /// What it translates.
    pub declaration: DeclarationId,
    /// Id of its author.
    pub author: String,
    /// BCP 47.
    pub language: String,
    /// `machine`, `reviewed` or `official`.
    pub status: String,
    /// Of the text that was translated.
    pub digest: String,
    /// Title.
    pub title: String,
    /// Clean HTML.
    pub content: String,
    /// When it came here.
    pub at: DateTime<Utc>,
}

/// Stores a translation; the same object again replaces it.
///
/// # Errors
/// [`StorageError`].
pub async fn put_translation(tx: &Tx, it: &Translation) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO translations (object, declaration, author, language, status, digest, title, content, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (object) DO UPDATE SET language = excluded.language, status = excluded.status,
           digest = excluded.digest, title = excluded.title, content = excluded.content",
        [
            it.object.as_str().into(),
            it.declaration.to_string().into(),
            it.author.as_str().into(),
            it.language.as_str().into(),
            it.status.as_str().into(),
            it.digest.as_str().into(),
            it.title.as_str().into(),
            it.content.as_str().into(),
            micros(it.at),
        ],
    )
    .await?;
    Ok(())
}

/// Drops a translation that its author deleted.
///
/// # Errors
/// [`StorageError`].
pub async fn drop_translation(tx: &Tx, object: &str) -> Result<(), StorageError> {
    tx.run("DELETE FROM translations WHERE object = $1", [object.into()])
        .await?;
    Ok(())
}

/// The translations of a declaration, by language.
///
/// # Errors
/// [`StorageError`].
pub async fn translations(db: &Db<'_>, id: DeclarationId) -> Result<Vec<Translation>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM translations WHERE declaration = $1 ORDER BY language, at LIMIT 100",
            [id.to_string().into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Translation {
                object: row.get("object")?,
                declaration: row.parsed("declaration")?,
                author: row.get("author")?,
                language: row.get("language")?,
                status: row.get("status")?,
                digest: row.get("digest")?,
                title: row.get("title")?,
                content: row.get("content")?,
                at: row.time("at")?,
            })
        })
        .collect()
}

fn number(row: &Row, column: &'static str) -> Result<u32, StorageError> {
    row.get::<i32>(column)?.try_into().map_err(|_| unreadable(column))
}

fn read(row: &Row) -> Result<Declaration, StorageError> {
    let organisation: Option<String> = row.get("organisation")?;
    Ok(Declaration {
        id: row.parsed("id")?,
        object: row.get("object")?,
        owner: row.get("owner")?,
        organisation: organisation
            .map(|id| id.parse())
            .transpose()
            .map_err(|_| unreadable("organisation"))?,
        slug: row.get("slug")?,
        state: State::parse(&row.get::<String>("state")?).ok_or_else(|| unreadable("state"))?,
        revision: number(row, "revision")?,
        revises: row.get("revises")?,
        revised_by: row.get("revised_by")?,
        language: row.get("language")?,
        title: row.get("title")?,
        summary: row.get("summary")?,
        digest: row.get("digest")?,
        draft: row.get("draft")?,
        version: number(row, "version")?,
        rules: row.get("rules")?,
        opens_at: row.time_or_none("opens_at")?,
        closes_at: row.time_or_none("closes_at")?,
        document: row.get("document")?,
        opened: row.get("opened")?,
        broken_at: row.time_or_none("broken_at")?,
        announced: row.get::<i64>("announced")?.unsigned_abs(),
        created: row.time("created")?,
        updated: row.time("updated")?,
    })
}
