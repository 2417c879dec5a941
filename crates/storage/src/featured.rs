//! Practices that an organisation pins to its page, at most five.

use chrono::{DateTime, Utc};
use domain::ids::{OrganisationId, PostId};

use crate::{
    Db, StorageError, Tx,
    posts::{Post, read},
    sql::micros,
};

/// Pins a practice.
///
/// # Errors
/// [`StorageError`].
pub async fn add(tx: &Tx, organisation: OrganisationId, post: PostId, at: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO featured (organisation, post, at) VALUES ($1, $2, $3) ON CONFLICT (organisation, post) DO NOTHING",
        [organisation.to_string().into(), post.to_string().into(), micros(at)],
    )
    .await?;
    Ok(())
}

/// Unpins a practice; false when it was not pinned.
///
/// # Errors
/// [`StorageError`].
pub async fn remove(tx: &Tx, organisation: OrganisationId, post: PostId) -> Result<bool, StorageError> {
    let removed = tx
        .run(
            "DELETE FROM featured WHERE organisation = $1 AND post = $2",
            [organisation.to_string().into(), post.to_string().into()],
        )
        .await?;
    Ok(removed > 0)
}

/// The pinned practices of an organisation, first pinned first.
///
/// # Errors
/// [`StorageError`].
pub async fn of(db: &Db<'_>, organisation: OrganisationId) -> Result<Vec<Post>, StorageError> {
    let rows = db
        .rows(
            "SELECT p.* FROM posts p JOIN featured f ON f.post = p.id
              WHERE f.organisation = $1 AND p.state = 'visible' ORDER BY f.at, p.id",
            [organisation.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}
