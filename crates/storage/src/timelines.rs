//! Lists of posts, newest first, a page at a time.

use chrono::{DateTime, Utc};
use domain::ids::{NetworkId, OrganisationId, PostId};
use sea_orm::Value;

use crate::{
    Db, StorageError,
    posts::{Post, read},
    sql::Row,
};

/// Where a page ends: time and identifier of its last entry, as text `micros.id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    micros: i64,
    id: Option<PostId>,
}

impl After {
    /// Reads what [`After::to_text`] wrote; anything else is the start.
    #[must_use]
    pub fn parse(text: Option<&str>) -> Self {
        let parsed = text.and_then(|text| text.split_once('.'));
        let read = parsed.and_then(|(micros, id)| Some((micros.parse().ok()?, id.parse().ok()?)));
        read.map_or(
            Self {
                micros: i64::MAX,
                id: None,
            },
            |(micros, id)| Self { micros, id: Some(id) },
        )
    }

    /// As text, for an address.
    #[must_use]
    pub fn to_text(self) -> String {
        format!(
            "{}.{}",
            self.micros,
            self.id.map(|id| id.to_string()).unwrap_or_default()
        )
    }

    fn values(self) -> [Value; 2] {
        [
            self.micros.into(),
            self.id.map_or_else(|| "~".to_owned(), |id| id.to_string()).into(),
        ]
    }
}

/// An entry: a post, and who boosted it into the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The post.
    pub post: Post,
    /// Id of the actor who boosted it.
    pub boosted_by: Option<String>,
    /// Where the next page would begin after this entry.
    pub after: After,
}

/// Which posts.
#[derive(Clone, Debug)]
pub enum Timeline<'a> {
    /// What an organisation and those that it follows published and boosted.
    Home {
        /// The organisation.
        organisation: OrganisationId,
        /// The id of its actor.
        actor: &'a str,
    },
    /// Everything public that is ours or came from those whom somebody here follows.
    Public {
        /// Only ours.
        local: bool,
    },
    /// Public posts with a hashtag.
    Tag(&'a str),
    /// Public posts of one author.
    Author(&'a str),
    /// Public posts of those who are members of a network of ours now, and are named in public.
    Members(NetworkId),
    /// What answers posts of an organisation, held ones too.
    Incoming(OrganisationId),
}

/// A page of a timeline.
///
/// # Errors
/// [`StorageError`].
pub async fn page(db: &Db<'_>, timeline: &Timeline<'_>, after: After, most: u32) -> Result<Vec<Entry>, StorageError> {
    let most: Value = i64::from(most).into();
    let [at, id] = after.values();
    let before = "(published < $1 OR (published = $1 AND id < $2))";
    // What somebody silenced or suspended wrote is in no list for everybody (policy of this node).
    let public = "state = 'visible' AND visibility = 'public' AND barred IS NULL";
    let rows = match timeline {
        Timeline::Home { organisation, actor } => {
            let sql = "
                SELECT p.*, t.shown AS shown, t.booster AS booster FROM (
                  SELECT id AS post, published AS shown, NULL AS booster FROM posts
                   WHERE state = 'visible' AND visibility <> 'named' AND COALESCE(barred, '') <> 'suspend'
                     AND (author = $4 OR author IN (
                     SELECT target FROM following WHERE organisation = $3 AND state = 'active'))
                  UNION ALL
                  SELECT b.id AS post, i.at AS shown, i.actor AS booster FROM interactions i
                    JOIN posts b ON b.object = i.object AND b.state = 'visible' AND b.visibility = 'public'
                     AND (b.barred IS NULL OR b.barred = 'silence' AND b.author IN (
                       SELECT target FROM following WHERE organisation = $3 AND state = 'active'))
                   WHERE i.kind = 'boost' AND i.actor IN (
                     SELECT target FROM following WHERE organisation = $3 AND state = 'active')
                ) t JOIN posts p ON p.id = t.post
                WHERE (t.shown < $1 OR (t.shown = $1 AND p.id < $2))
                ORDER BY t.shown DESC, p.id DESC LIMIT $5";
            db.rows(sql, [at, id, organisation.to_string().into(), (*actor).into(), most])
                .await?
        }
        Timeline::Public { local } => {
            let whose = if *local {
                "organisation IS NOT NULL"
            } else {
                "(organisation IS NOT NULL OR author IN (SELECT target FROM following WHERE state = 'active'))"
            };
            let sql = format!(
                "SELECT * FROM posts WHERE {public} AND {whose} AND {before} ORDER BY published DESC, id DESC LIMIT $3"
            );
            db.rows(&sql, [at, id, most]).await?
        }
        Timeline::Tag(tag) => {
            let sql = format!(
                "SELECT * FROM posts WHERE {public} AND {before}
                   AND id IN (SELECT post FROM post_terms WHERE kind = 'tag' AND value = $3)
                 ORDER BY published DESC, id DESC LIMIT $4"
            );
            db.rows(&sql, [at, id, (*tag).into(), most]).await?
        }
        Timeline::Author(actor) => {
            let sql = format!(
                "SELECT * FROM posts WHERE {public} AND author = $3 AND {before} ORDER BY published DESC, id DESC LIMIT $4"
            );
            db.rows(&sql, [at, id, (*actor).into(), most]).await?
        }
        Timeline::Members(network) => {
            let sql = format!(
                "SELECT * FROM posts WHERE {public} AND {before}
                   AND author IN (SELECT subject FROM memberships WHERE network = $3 AND listed AND stage = 'admitted')
                 ORDER BY published DESC, id DESC LIMIT $4"
            );
            db.rows(&sql, [at, id, network.to_string().into(), most]).await?
        }
        Timeline::Incoming(organisation) => {
            let sql = format!(
                "SELECT * FROM posts WHERE state IN ('visible', 'held') AND {before}
                   AND (organisation IS NULL OR organisation <> $3)
                   AND (barred IS NULL OR barred = 'silence' AND author IN (
                     SELECT target FROM following WHERE organisation = $3 AND state = 'active'))
                   AND in_reply_to IN (SELECT object FROM posts WHERE organisation = $3)
                 ORDER BY published DESC, id DESC LIMIT $4"
            );
            db.rows(&sql, [at, id, organisation.to_string().into(), most]).await?
        }
    };
    rows.iter().map(entry).collect()
}

fn entry(row: &Row) -> Result<Entry, StorageError> {
    let post = read(row)?;
    let shown = row.get::<i64>("shown").unwrap_or(post.published.timestamp_micros());
    let boosted_by = row.get::<Option<String>>("booster").unwrap_or_default();
    Ok(Entry {
        after: After {
            micros: shown,
            id: Some(post.id),
        },
        boosted_by,
        post,
    })
}

/// When a page of a timeline last changed: the newest arrival or edit among public posts of ours.
///
/// # Errors
/// [`StorageError`].
pub async fn last_change(db: &Db<'_>) -> Result<Option<DateTime<Utc>>, StorageError> {
    let row = db
        .row("SELECT MAX(COALESCE(updated, received_at)) AS at FROM posts", [])
        .await?;
    Ok(row.map(|row| row.time_or_none("at")).transpose()?.flatten())
}
