//! What posts are found by besides words: country, language, cost, and terms of the closed lists.

use domain::{
    ids::PostId,
    vocabulary::{CostBand, Country},
};

use crate::{StorageError, Tx};

/// What the filters of practices need in columns.
#[derive(Clone, Copy, Debug)]
pub struct PracticeFacts<'a> {
    /// Where.
    pub country: Country,
    /// BCP 47.
    pub language: &'a str,
    /// Cost.
    pub cost: CostBand,
}

/// Terms by kind: `sector`, `hazard`, `sdg`, `setting`, `tag`.
pub type Terms = Vec<(&'static str, String)>;

/// Sets the facts of a practice.
///
/// # Errors
/// [`StorageError`].
pub async fn set_practice_facts(tx: &Tx, post: PostId, facts: PracticeFacts<'_>) -> Result<(), StorageError> {
    let primary = facts.language.split('-').next().unwrap_or_default();
    tx.run(
        "INSERT INTO practice_facts (post, country, language, cost_rank) VALUES ($1, $2, $3, $4)
         ON CONFLICT (post) DO UPDATE SET country = excluded.country, language = excluded.language,
           cost_rank = excluded.cost_rank",
        [
            post.to_string().into(),
            facts.country.code().into(),
            primary.into(),
            facts.cost.rank().map(i32::from).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Sets all terms of a post in place of those that it had.
///
/// # Errors
/// [`StorageError`].
pub async fn set_terms(tx: &Tx, post: PostId, terms: &Terms) -> Result<(), StorageError> {
    tx.run("DELETE FROM post_terms WHERE post = $1", [post.to_string().into()])
        .await?;
    add_terms(tx, post, terms).await
}

/// Adds terms to a post.
///
/// # Errors
/// [`StorageError`].
pub async fn add_terms(tx: &Tx, post: PostId, terms: &Terms) -> Result<(), StorageError> {
    for (kind, value) in terms {
        tx.run(
            "INSERT INTO post_terms (post, kind, value) VALUES ($1, $2, $3) ON CONFLICT (post, kind, value) DO NOTHING",
            [post.to_string().into(), (*kind).into(), value.as_str().into()],
        )
        .await?;
    }
    Ok(())
}
