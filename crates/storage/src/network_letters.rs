//! What networks of other nodes wrote to our organisations, to each alone.

use chrono::{DateTime, Utc};
use domain::ids::OrganisationId;

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros},
};

/// Of each organisation so many are kept; the oldest go.
const KEPT: u32 = 100;

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The id of the note that it came as.
    pub object: String,
    /// To whom.
    pub organisation: OrganisationId,
    /// From whom, the id of the network's actor.
    pub network: String,
    /// HTML that went through the allow list.
    pub content: String,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// Keeps a letter. Came before: nothing.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, letter: &Letter) -> Result<(), StorageError> {
    let organisation = letter.organisation.to_string();
    tx.run(
        "INSERT INTO network_letters (object, organisation, network, content, language, at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (object) DO NOTHING",
        [
            letter.object.as_str().into(),
            organisation.as_str().into(),
            letter.network.as_str().into(),
            letter.content.as_str().into(),
            letter.language.clone().into(),
            micros(letter.at),
        ],
    )
    .await?;
    let sql = format!(
        "DELETE FROM network_letters WHERE organisation = $1 AND object NOT IN (
           SELECT object FROM network_letters WHERE organisation = $1 ORDER BY at DESC, object DESC LIMIT {KEPT})"
    );
    tx.run(&sql, [organisation.as_str().into()]).await?;
    Ok(())
}

/// The letters to an organisation, the newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn to(db: &Db<'_>, organisation: OrganisationId) -> Result<Vec<Letter>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM network_letters WHERE organisation = $1 ORDER BY at DESC, object DESC",
            [organisation.to_string().into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Letter, StorageError> {
    Ok(Letter {
        object: row.get("object")?,
        organisation: row.parsed("organisation")?,
        network: row.get("network")?,
        content: row.get("content")?,
        language: row.get("language")?,
        at: row.time("at")?,
    })
}
