//! Documents of actors as a bundle gave them. They are written into bundles of the same declaration and serve nothing
//! else: keys that messages are checked with come from the actors' own servers.

use crate::{Db, StorageError, Tx};

/// Keeps what a bundle of a declaration gave of an actor in place of what was there.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, declaration: &str, actor: &str, document: &[u8]) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO bundle_actors (declaration, actor, document) VALUES ($1, $2, $3)
         ON CONFLICT (declaration, actor) DO UPDATE SET document = excluded.document",
        [declaration.into(), actor.into(), document.to_vec().into()],
    )
    .await?;
    Ok(())
}

/// What a bundle of a declaration gave of an actor.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, declaration: &str, actor: &str) -> Result<Option<Vec<u8>>, StorageError> {
    let row = db
        .row(
            "SELECT document FROM bundle_actors WHERE declaration = $1 AND actor = $2",
            [declaration.into(), actor.into()],
        )
        .await?;
    row.map(|row| row.get("document")).transpose()
}
