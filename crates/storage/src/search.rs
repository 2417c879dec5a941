//! Finding practices: by words, and by what the filters of the page offer. One text for both databases: words are kept
//! as rows, already folded by `domain::search_text`.

use domain::ids::{OrganisationId, PostId};
use sea_orm::Value;

use crate::{
    Db, StorageError, Tx,
    posts::{Post, read},
};

/// Everything that is set must hold.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Folded words; each must begin a word of the text.
    pub words: Vec<String>,
    /// Terms by kind: `sector`, `hazard`, `sdg`, `setting`.
    pub terms: Vec<(&'static str, String)>,
    /// Setting of a public report on it.
    pub tried_in_setting: Option<String>,
    /// ISO code.
    pub country: Option<String>,
    /// Primary language tag.
    pub language: Option<String>,
    /// Cost at most this rank.
    pub cost_at_most: Option<u8>,
    /// One of our organisations.
    pub organisation: Option<OrganisationId>,
    /// Skip this many.
    pub offset: u32,
    /// At most this many.
    pub most: u32,
}

/// Sets the words by which a post is found.
///
/// # Errors
/// [`StorageError`].
pub async fn index(tx: &Tx, post: PostId, words: impl IntoIterator<Item = String>) -> Result<(), StorageError> {
    tx.run("DELETE FROM search_tokens WHERE post = $1", [post.to_string().into()])
        .await?;
    for word in words {
        tx.run(
            "INSERT INTO search_tokens (token, post) VALUES ($1, $2) ON CONFLICT (token, post) DO NOTHING",
            [word.into(), post.to_string().into()],
        )
        .await?;
    }
    Ok(())
}

/// Practices that match, newest first, and how many there are in all.
///
/// # Errors
/// [`StorageError`].
pub async fn practices(db: &Db<'_>, wanted: &Wanted) -> Result<(Vec<Post>, u64), StorageError> {
    let mut question = Question::default();
    for word in &wanted.words {
        // A range instead of LIKE: the index serves it, and no sign in the word has a meaning.
        let (from, to) = (
            question.value(word.as_str()),
            question.value(format!("{word}\u{10FFFF}")),
        );
        question.and(&format!(
            "p.id IN (SELECT post FROM search_tokens WHERE token >= {from} AND token < {to})"
        ));
    }
    for (kind, value) in &wanted.terms {
        let (kind, value) = (question.value(*kind), question.value(value.as_str()));
        question.and(&format!(
            "p.id IN (SELECT post FROM post_terms WHERE kind = {kind} AND value = {value})"
        ));
    }
    if let Some(setting) = &wanted.tried_in_setting {
        let setting = question.value(setting.as_str());
        question.and(&format!(
            "p.object IN (SELECT r.in_reply_to FROM posts r JOIN post_terms t ON t.post = r.id
                WHERE r.kind = 'report' AND r.state = 'visible' AND r.visibility = 'public'
                  AND t.kind = 'setting' AND t.value = {setting})"
        ));
    }
    for (column, value) in [("f.country", &wanted.country), ("f.language", &wanted.language)] {
        if let Some(value) = value {
            let value = question.value(value.as_str());
            question.and(&format!("{column} = {value}"));
        }
    }
    if let Some(rank) = wanted.cost_at_most {
        let rank = question.value(i64::from(rank));
        question.and(&format!("f.cost_rank <= {rank}"));
    }
    if let Some(organisation) = wanted.organisation {
        let organisation = question.value(organisation.to_string());
        question.and(&format!("p.organisation = {organisation}"));
    }
    let matching = format!(
        "FROM posts p JOIN practice_facts f ON f.post = p.id
          WHERE p.kind = 'practice' AND p.state = 'visible' AND p.visibility = 'public'
            AND p.barred IS NULL{}",
        question.conditions
    );
    let count = db
        .row_with(&format!("SELECT COUNT(*) AS n {matching}"), question.values.clone())
        .await?;
    let total = count
        .map(|row| row.get::<i64>("n"))
        .transpose()?
        .unwrap_or_default()
        .unsigned_abs();
    let (most, offset) = (
        question.value(i64::from(wanted.most)),
        question.value(i64::from(wanted.offset)),
    );
    let sql = format!("SELECT p.* {matching} ORDER BY p.published DESC, p.id DESC LIMIT {most} OFFSET {offset}");
    let rows = db.rows_with(&sql, question.values).await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// A statement that grows by conditions.
#[derive(Default)]
struct Question {
    conditions: String,
    values: Vec<Value>,
}

impl Question {
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn and(&mut self, condition: &str) {
        self.conditions.push_str(" AND ");
        self.conditions.push_str(condition);
    }
}
