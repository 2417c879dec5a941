//! The numbers of signed statements: one actor never uses one twice (PROTOCOL 2.2, PE9).

use crate::{Db, StorageError, Tx};

/// A signed statement of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Who.
    pub author: String,
    /// Its number.
    pub sequence: i64,
    /// The endorsement that it is, or that it ends.
    pub object: String,
    /// Digest of the document; nothing after it was erased.
    pub digest: Option<String>,
}

/// Notes a statement; false when its number was used before.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, it: &Statement) -> Result<bool, StorageError> {
    let changed = tx
        .run(
            "INSERT INTO statements (author, sequence, object, digest) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            [
                it.author.as_str().into(),
                it.sequence.into(),
                it.object.as_str().into(),
                it.digest.clone().into(),
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// The statement of an actor with a number.
///
/// # Errors
/// [`StorageError`].
pub async fn find(db: &Db<'_>, author: &str, sequence: i64) -> Result<Option<Statement>, StorageError> {
    let row = db
        .row(
            "SELECT author, sequence, object, digest FROM statements WHERE author = $1 AND sequence = $2",
            [author.into(), sequence.into()],
        )
        .await?;
    row.map(|row| {
        Ok(Statement {
            author: row.get("author")?,
            sequence: row.get("sequence")?,
            object: row.get("object")?,
            digest: row.get("digest")?,
        })
    })
    .transpose()
}

/// The highest number that an actor used; 0 when none.
///
/// # Errors
/// [`StorageError`].
pub async fn last(db: &Db<'_>, author: &str) -> Result<i64, StorageError> {
    let row = db
        .row(
            "SELECT MAX(sequence) AS last FROM statements WHERE author = $1",
            [author.into()],
        )
        .await?;
    Ok(row
        .map(|row| row.get::<Option<i64>>("last"))
        .transpose()?
        .flatten()
        .unwrap_or_default())
}

/// Forgets the digests of an erased endorsement: they could be guessed from a name.
///
/// # Errors
/// [`StorageError`].
pub async fn forget(tx: &Tx, object: &str) -> Result<(), StorageError> {
    tx.run("UPDATE statements SET digest = NULL WHERE object = $1", [object.into()])
        .await?;
    Ok(())
}

/// The highest number that an actor used for one declaration, one endorsement left out; 0 when none.
///
/// # Errors
/// [`StorageError`].
pub async fn last_about(
    db: &Db<'_>,
    author: &str,
    declaration: domain::ids::DeclarationId,
    but: &str,
) -> Result<i64, StorageError> {
    let row = db
        .row(
            "SELECT MAX(s.sequence) AS last FROM statements s JOIN endorsements e ON e.object = s.object
             WHERE s.author = $1 AND e.declaration = $2 AND s.object <> $3",
            [author.into(), declaration.to_string().into(), but.into()],
        )
        .await?;
    Ok(row
        .map(|row| row.get::<Option<i64>>("last"))
        .transpose()?
        .flatten()
        .unwrap_or_default())
}
