//! From whom organisations take answers, and what they decided about those who answered.

use chrono::{DateTime, Utc};
use domain::{first_contact::Openness, ids::OrganisationId};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// What an organisation decided about somebody.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Id of the actor.
    pub actor: String,
    /// Trusted, or refused.
    pub trusted: bool,
    /// Who decided.
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// From whom an organisation takes answers.
///
/// # Errors
/// [`StorageError`].
pub async fn openness(db: &Db<'_>, organisation: OrganisationId) -> Result<Openness, StorageError> {
    let sql = "SELECT replies_from FROM organisations WHERE id = $1";
    let Some(row) = db.row(sql, [organisation.to_string().into()]).await? else {
        return Ok(Openness::default());
    };
    read_openness(&row)
}

/// Changes from whom an organisation takes answers.
///
/// # Errors
/// [`StorageError`].
pub async fn set_openness(tx: &Tx, organisation: OrganisationId, openness: Openness) -> Result<(), StorageError> {
    tx.run(
        "UPDATE organisations SET replies_from = $2 WHERE id = $1",
        [organisation.to_string().into(), openness.as_str().into()],
    )
    .await?;
    Ok(())
}

/// Remembers a decision, in place of the one before.
///
/// # Errors
/// [`StorageError`].
pub async fn decide(tx: &Tx, organisation: OrganisationId, contact: &Contact) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO contacts (organisation, actor, trusted, who, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (organisation, actor) DO UPDATE SET trusted = excluded.trusted, who = excluded.who,
           at = excluded.at",
        [
            organisation.to_string().into(),
            contact.actor.as_str().into(),
            contact.trusted.into(),
            contact.who.as_str().into(),
            micros(contact.at),
        ],
    )
    .await?;
    Ok(())
}

/// Forgets a decision; false when there was none.
///
/// # Errors
/// [`StorageError`].
pub async fn forget(tx: &Tx, organisation: OrganisationId, actor: &str) -> Result<bool, StorageError> {
    let gone = tx
        .run(
            "DELETE FROM contacts WHERE organisation = $1 AND actor = $2",
            [organisation.to_string().into(), actor.into()],
        )
        .await?;
    Ok(gone == 1)
}

/// From whom an organisation takes answers, and what it decided about one actor: trusted, or refused.
///
/// # Errors
/// [`StorageError`].
pub async fn decided(
    db: &Db<'_>,
    organisation: OrganisationId,
    actor: &str,
) -> Result<(Openness, Option<bool>), StorageError> {
    let sql = "SELECT o.replies_from, c.trusted FROM organisations o
               LEFT JOIN contacts c ON c.organisation = o.id AND c.actor = $2 WHERE o.id = $1";
    let Some(row) = db.row(sql, [organisation.to_string().into(), actor.into()]).await? else {
        return Ok((Openness::default(), None));
    };
    Ok((read_openness(&row)?, row.get("trusted")?))
}

/// All decisions of an organisation, newest first; at most 500.
///
/// # Errors
/// [`StorageError`].
pub async fn list(db: &Db<'_>, organisation: OrganisationId) -> Result<Vec<Contact>, StorageError> {
    let sql = "SELECT * FROM contacts WHERE organisation = $1 ORDER BY at DESC, actor LIMIT 500";
    let rows = db.rows(sql, [organisation.to_string().into()]).await?;
    rows.iter().map(read).collect()
}

/// How many answers to an organisation wait for a first look.
///
/// # Errors
/// [`StorageError`].
pub async fn waiting(db: &Db<'_>, organisation: OrganisationId) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM posts WHERE state = 'held' AND barred IS NULL
               AND in_reply_to IN (SELECT object FROM posts WHERE organisation = $1)",
            [organisation.to_string().into()],
        )
        .await?;
    Ok(row.map_or(Ok(0), |row| row.get::<i64>("n"))?.unsigned_abs())
}

fn read_openness(row: &Row) -> Result<Openness, StorageError> {
    Openness::parse(&row.get::<String>("replies_from")?).ok_or_else(|| unreadable("replies_from"))
}

fn read(row: &Row) -> Result<Contact, StorageError> {
    Ok(Contact {
        actor: row.get("actor")?,
        trusted: row.get("trusted")?,
        who: row.get("who")?,
        at: row.time("at")?,
    })
}
