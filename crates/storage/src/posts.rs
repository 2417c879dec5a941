//! Posts of all kinds, ours and received, in one table: one object id, one row, for ever.

use chrono::{DateTime, Utc};
use domain::ids::{OrganisationId, PostId};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, micros_or_null, unreadable},
};

pub mod lists;
mod terms;

pub use terms::{PracticeFacts, Terms, add_terms, set_practice_facts, set_terms};

/// What a post is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A best practice.
    Practice,
    /// A replication report.
    Report,
    /// A short text.
    Note,
    /// A long text of other software.
    Article,
}

/// Who may see a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Everybody who has the address.
    Unlisted,
    /// Followers of the author.
    Followers,
    /// Those who are named.
    Named,
}

/// What became of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Shown.
    Visible,
    /// Waits for a first look of a person.
    Held,
    /// A person decided not to show it.
    Hidden,
    /// Withdrawn or deleted by its author; only a tombstone is left.
    Withdrawn,
}

macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),+ })+) => {$(
        impl $name {
            /// The word for it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            fn parse(word: &str) -> Result<Self, StorageError> {
                match word { $($word => Ok(Self::$variant),)+ _ => Err(unreadable(stringify!($name))) }
            }
        }
    )+};
}

words! {
    Kind { Practice = "practice", Report = "report", Note = "note", Article = "article" }
    Visibility { Public = "public", Unlisted = "unlisted", Followers = "followers", Named = "named" }
    State { Visible = "visible", Held = "held", Hidden = "hidden", Withdrawn = "withdrawn" }
}

/// A post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Identifier.
    pub id: PostId,
    /// The id of the object on the network.
    pub object: String,
    /// What it is.
    pub kind: Kind,
    /// Id of the author.
    pub author: String,
    /// The author, when it is one of ours.
    pub organisation: Option<OrganisationId>,
    /// Last part of the page's address; practices only.
    pub slug: Option<String>,
    /// Id of the object that it answers or reports on.
    pub in_reply_to: Option<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// BCP 47.
    pub language: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Teaser or content warning, plain text.
    pub summary: Option<String>,
    /// Clean HTML.
    pub content: String,
    /// Practices and reports: all fields as JSON.
    pub facts: Option<String>,
    /// The object exactly as sent or received.
    pub bytes: Vec<u8>,
    /// Page on its own server.
    pub url: Option<String>,
    /// From 1.
    pub revision: u32,
    /// What became of it.
    pub state: State,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    /// When published, as its author says; never later than received.
    pub published: DateTime<Utc>,
    /// Last edit.
    pub updated: Option<DateTime<Utc>>,
    /// When it came here.
    pub received_at: DateTime<Utc>,
}

/// Stores a new post.
///
/// # Errors
/// [`StorageError::Exists`] when the object or the slug is there already.
pub async fn insert(tx: &Tx, post: &Post) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO posts (id, object, kind, author, organisation, slug, in_reply_to, visibility, language, title,
           summary, content, facts, bytes, url, revision, state, reason, published, updated, received_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        [
            post.id.to_string().into(),
            post.object.as_str().into(),
            post.kind.as_str().into(),
            post.author.as_str().into(),
            post.organisation.map(|id| id.to_string()).into(),
            post.slug.clone().into(),
            post.in_reply_to.clone().into(),
            post.visibility.as_str().into(),
            post.language.clone().into(),
            post.title.clone().into(),
            post.summary.clone().into(),
            post.content.as_str().into(),
            post.facts.clone().into(),
            post.bytes.clone().into(),
            post.url.clone().into(),
            i64::from(post.revision).into(),
            post.state.as_str().into(),
            post.reason.clone().into(),
            micros(post.published),
            micros_or_null(post.updated),
            micros(post.received_at),
        ],
    )
    .await?;
    Ok(())
}

/// Stores a new version of what a post says. Identifier, object, author, publication and arrival stay.
///
/// # Errors
/// [`StorageError`].
pub async fn revise(tx: &Tx, post: &Post) -> Result<(), StorageError> {
    tx.run(
        "UPDATE posts SET kind = $2, visibility = $3, language = $4, title = $5, summary = $6, content = $7, facts = $8,
           bytes = $9, url = $10, revision = $11, updated = $12 WHERE id = $1",
        [
            post.id.to_string().into(),
            post.kind.as_str().into(),
            post.visibility.as_str().into(),
            post.language.clone().into(),
            post.title.clone().into(),
            post.summary.clone().into(),
            post.content.as_str().into(),
            post.facts.clone().into(),
            post.bytes.clone().into(),
            post.url.clone().into(),
            i64::from(post.revision).into(),
            micros_or_null(post.updated),
        ],
    )
    .await?;
    Ok(())
}

/// Shows, holds or hides a post.
///
/// # Errors
/// [`StorageError`].
pub async fn set_state(tx: &Tx, id: PostId, state: State) -> Result<(), StorageError> {
    tx.run(
        "UPDATE posts SET state = $2 WHERE id = $1",
        [id.to_string().into(), state.as_str().into()],
    )
    .await?;
    Ok(())
}

/// Leaves a tombstone: text, facts, words and terms go; `bytes` become those of the tombstone.
///
/// # Errors
/// [`StorageError`].
pub async fn withdraw(
    tx: &Tx,
    id: PostId,
    reason: Option<&str>,
    tombstone: &[u8],
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    let id = id.to_string();
    tx.run(
        "UPDATE posts SET state = 'withdrawn', reason = $2, summary = NULL, content = '', facts = NULL, bytes = $3,
           updated = $4 WHERE id = $1",
        [
            id.as_str().into(),
            reason.map(str::to_owned).into(),
            tombstone.to_vec().into(),
            micros(at),
        ],
    )
    .await?;
    for table in [
        "search_tokens",
        "post_terms",
        "practice_facts",
        "post_versions",
        "featured",
    ] {
        tx.run(&format!("DELETE FROM {table} WHERE post = $1"), [id.as_str().into()])
            .await?;
    }
    Ok(())
}

/// Leaves nothing but a tombstone: the title goes too.
///
/// # Errors
/// [`StorageError`].
pub async fn erase(tx: &Tx, id: PostId, tombstone: &[u8], at: DateTime<Utc>) -> Result<(), StorageError> {
    withdraw(tx, id, None, tombstone, at).await?;
    tx.run(
        "UPDATE posts SET title = NULL, url = NULL WHERE id = $1",
        [id.to_string().into()],
    )
    .await?;
    Ok(())
}

/// One by identifier.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: PostId) -> Result<Option<Post>, StorageError> {
    one(db, "SELECT * FROM posts WHERE id = $1", &id.to_string()).await
}

/// One by the id of its object.
///
/// # Errors
/// [`StorageError`].
pub async fn by_object(db: &Db<'_>, object: &str) -> Result<Option<Post>, StorageError> {
    one(db, "SELECT * FROM posts WHERE object = $1", object).await
}

/// Two by object, in the order in which they are asked for.
///
/// # Errors
/// [`StorageError`].
pub async fn both_by_object(db: &Db<'_>, objects: [&str; 2]) -> Result<[Option<Post>; 2], StorageError> {
    let sql = "SELECT * FROM posts WHERE object IN ($1, $2)";
    let rows = db.rows(sql, objects.map(Into::into)).await?;
    let found = rows.iter().map(read).collect::<Result<Vec<Post>, _>>()?;
    Ok(objects.map(|object| found.iter().find(|post| post.object == object).cloned()))
}

/// One by slug.
///
/// # Errors
/// [`StorageError`].
pub async fn by_slug(db: &Db<'_>, slug: &str) -> Result<Option<Post>, StorageError> {
    one(db, "SELECT * FROM posts WHERE slug = $1", slug).await
}

async fn one(db: &Db<'_>, sql: &str, value: &str) -> Result<Option<Post>, StorageError> {
    db.row(sql, [value.into()]).await?.as_ref().map(read).transpose()
}

/// What answers or reports on an object, oldest first; what is hidden or withdrawn is left out, and what somebody whom
/// this node silences or suspends wrote.
///
/// # Errors
/// [`StorageError`].
pub async fn answers(db: &Db<'_>, object: &str) -> Result<Vec<Post>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM posts WHERE in_reply_to = $1 AND state IN ('visible', 'held') AND barred IS NULL
              ORDER BY published, id LIMIT 500",
            [object.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Everything of an author of another server that is not withdrawn.
///
/// # Errors
/// [`StorageError`].
pub async fn of_author(db: &Db<'_>, author: &str) -> Result<Vec<Post>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM posts WHERE author = $1 AND organisation IS NULL AND state <> 'withdrawn'",
            [author.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// How many posts of a kind an organisation of ours has that are shown to everybody; of all ours where none is named.
///
/// # Errors
/// [`StorageError`].
pub async fn count(db: &Db<'_>, kind: Option<Kind>, organisation: Option<OrganisationId>) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM posts WHERE organisation IS NOT NULL AND state = 'visible'
               AND visibility = 'public' AND ($1 = '' OR kind = $1) AND ($2 = '' OR organisation = $2)",
            [
                kind.map_or("", Kind::as_str).into(),
                organisation.map(|id| id.to_string()).unwrap_or_default().into(),
            ],
        )
        .await?;
    let n: i64 = row.map(|row| row.get("n")).transpose()?.unwrap_or_default();
    Ok(n.unsigned_abs())
}

/// A version of a practice.
#[derive(Clone, Debug)]
pub struct Version {
    /// From 1.
    pub revision: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, on this node.
    pub who: Option<String>,
    /// All fields as JSON.
    pub facts: String,
}

/// Keeps a version; the same revision again replaces it.
///
/// # Errors
/// [`StorageError`].
pub async fn keep_version(tx: &Tx, post: PostId, version: &Version) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO post_versions (post, revision, at, who, facts) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (post, revision) DO UPDATE SET at = excluded.at, who = excluded.who, facts = excluded.facts",
        [
            post.to_string().into(),
            i64::from(version.revision).into(),
            micros(version.at),
            version.who.clone().into(),
            version.facts.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// All versions, newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn versions(db: &Db<'_>, post: PostId) -> Result<Vec<Version>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM post_versions WHERE post = $1 ORDER BY revision DESC",
            [post.to_string().into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Version {
                revision: revision(row)?,
                at: row.time("at")?,
                who: row.get("who")?,
                facts: row.get("facts")?,
            })
        })
        .collect()
}

fn revision(row: &Row) -> Result<u32, StorageError> {
    row.get::<i32>("revision")?
        .try_into()
        .map_err(|_| unreadable("revision"))
}

pub(crate) fn read(row: &Row) -> Result<Post, StorageError> {
    let organisation: Option<String> = row.get("organisation")?;
    Ok(Post {
        id: row.parsed("id")?,
        object: row.get("object")?,
        kind: Kind::parse(&row.get::<String>("kind")?)?,
        author: row.get("author")?,
        organisation: organisation
            .map(|id| id.parse())
            .transpose()
            .map_err(|_| unreadable("organisation"))?,
        slug: row.get("slug")?,
        in_reply_to: row.get("in_reply_to")?,
        visibility: Visibility::parse(&row.get::<String>("visibility")?)?,
        language: row.get("language")?,
        title: row.get("title")?,
        summary: row.get("summary")?,
        content: row.get("content")?,
        facts: row.get("facts")?,
        bytes: row.get("bytes")?,
        url: row.get("url")?,
        revision: revision(row)?,
        state: State::parse(&row.get::<String>("state")?)?,
        reason: row.get("reason")?,
        published: row.time("published")?,
        updated: row.time_or_none("updated")?,
        received_at: row.time("received_at")?,
    })
}
