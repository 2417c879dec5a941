//! What opens the entries of our log: documents and salts, kept beside the log and destroyed when somebody is erased
//! (PL5, PL8, EN9).

use domain::ids::{DeclarationId, EndorsementId};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, unreadable},
};

/// What belongs to one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogDocument {
    /// Index of the entry in our log.
    pub index: u64,
    /// The declaration that the entry is about.
    pub declaration: DeclarationId,
    /// Kind of the entry, for example `endorse`.
    pub kind: String,
    /// Index of the earlier entry that it is about.
    pub about: Option<u64>,
    /// The endorsement that it is about.
    pub endorsement: Option<EndorsementId>,
    /// The document that the entry commits to, byte for byte; nothing after it was erased.
    pub document: Option<Vec<u8>>,
    /// The 32 bytes of its salt; gone with the document.
    pub salt: Option<Vec<u8>>,
    /// The stamp of an accepted endorsement.
    pub stamp: Option<Vec<u8>>,
}

/// Stores what opens an entry.
///
/// # Errors
/// [`StorageError::Exists`] when the entry has its document already.
pub async fn put(tx: &Tx, it: &LogDocument) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO log_documents (idx, declaration, kind, about, endorsement, document, salt, stamp)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            it.index.cast_signed().into(),
            it.declaration.to_string().into(),
            it.kind.as_str().into(),
            it.about.map(u64::cast_signed).into(),
            it.endorsement.map(|id| id.to_string()).into(),
            it.document.clone().into(),
            it.salt.clone().into(),
            it.stamp.clone().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Adds the stamp of an endorsement to its entry.
///
/// # Errors
/// [`StorageError`].
pub async fn set_stamp(tx: &Tx, index: u64, stamp: &[u8]) -> Result<(), StorageError> {
    tx.run(
        "UPDATE log_documents SET stamp = $2 WHERE idx = $1",
        [index.cast_signed().into(), stamp.to_vec().into()],
    )
    .await?;
    Ok(())
}

/// Destroys documents, salts and stamps of an endorsement, its withdrawal included.
///
/// # Errors
/// [`StorageError`].
pub async fn erase(tx: &Tx, endorsement: EndorsementId) -> Result<(), StorageError> {
    tx.run(
        "UPDATE log_documents SET document = NULL, salt = NULL, stamp = NULL WHERE endorsement = $1",
        [endorsement.to_string().into()],
    )
    .await?;
    Ok(())
}

/// The entries of a declaration after an index, in order; `-1` begins at the first.
///
/// # Errors
/// [`StorageError`].
pub async fn after(
    db: &Db<'_>,
    declaration: DeclarationId,
    index: i64,
    most: u32,
) -> Result<Vec<LogDocument>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM log_documents WHERE declaration = $1 AND idx > $2 ORDER BY idx LIMIT $3",
            [declaration.to_string().into(), index.into(), i64::from(most).into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// What opens one entry.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, index: u64) -> Result<Option<LogDocument>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM log_documents WHERE idx = $1",
            [index.cast_signed().into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<LogDocument, StorageError> {
    let endorsement: Option<String> = row.get("endorsement")?;
    Ok(LogDocument {
        index: row.get::<i64>("idx")?.unsigned_abs(),
        declaration: row.parsed("declaration")?,
        kind: row.get("kind")?,
        about: row.get::<Option<i64>>("about")?.map(i64::unsigned_abs),
        endorsement: endorsement
            .map(|id| id.parse())
            .transpose()
            .map_err(|_| unreadable("endorsement"))?,
        document: row.get("document")?,
        salt: row.get("salt")?,
        stamp: row.get("stamp")?,
    })
}
