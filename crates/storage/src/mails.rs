//! Mails that wait to be sent; what they say is forgotten once they are.

use chrono::{DateTime, Utc};

use crate::{Db, StorageError, Tx, sql::micros};

/// A mail to be kept until it is sent.
#[derive(Clone, Debug)]
pub struct NewMail<'a> {
    /// Identifier.
    pub id: &'a str,
    /// Hash of the mailbox.
    pub mailbox: &'a str,
    /// Address.
    pub recipient: &'a str,
    /// What it says, as JSON.
    pub message: &'a str,
    /// Language of whoever reads it, BCP 47.
    pub language: &'a str,
    /// What it is about.
    pub kind: &'a str,
}

/// A mail that is to be sent now.
#[derive(Clone, Debug)]
pub struct DueMail {
    /// Identifier.
    pub id: String,
    /// Address.
    pub recipient: String,
    /// What it says, as JSON.
    pub message: String,
    /// Language of whoever reads it, BCP 47.
    pub language: String,
    /// How often it was tried before.
    pub tries: u32,
}

/// Keeps a mail until it is sent.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, mail: &NewMail<'_>, now: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO mails (id, mailbox, recipient, message, language, kind, state, tries, next_at, at)
         VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, $7, $7)",
        [
            mail.id.into(),
            mail.mailbox.into(),
            mail.recipient.into(),
            mail.message.into(),
            mail.language.into(),
            mail.kind.into(),
            micros(now),
        ],
    )
    .await?;
    Ok(())
}

/// How many mails went to a mailbox since a moment.
///
/// # Errors
/// [`StorageError`].
pub async fn count_since(db: &Db<'_>, mailbox: &str, since: DateTime<Utc>) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT COUNT(*) AS n FROM mails WHERE mailbox = $1 AND at > $2",
            [mailbox.into(), micros(since)],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("n")?.cast_unsigned()))
}

/// Forgets what a mail says and to whom, if it was not handed over yet; it is not sent then.
///
/// # Errors
/// [`StorageError`].
pub async fn forget(tx: &Tx, id: &str) -> Result<(), StorageError> {
    tx.run(
        "UPDATE mails SET state = 'sent', recipient = NULL, message = NULL WHERE id = $1 AND state = 'waiting'",
        [id.into()],
    )
    .await?;
    Ok(())
}

/// Takes up to `most` mails that are due; they are due again at `until` unless something is noted before.
///
/// # Errors
/// [`StorageError`].
pub async fn take_due(
    tx: &Tx,
    most: u32,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<DueMail>, StorageError> {
    let rows = Db::from(tx)
        .rows(
            "UPDATE mails SET next_at = $3 WHERE id IN (
               SELECT id FROM mails WHERE state = 'waiting' AND next_at <= $2 ORDER BY next_at, id LIMIT $1)
             RETURNING id, recipient, message, language, tries",
            [i64::from(most).into(), micros(now), micros(until)],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(DueMail {
                id: row.get("id")?,
                recipient: row.get::<Option<String>>("recipient")?.unwrap_or_default(),
                message: row.get::<Option<String>>("message")?.unwrap_or_default(),
                language: row.get("language")?,
                tries: row.get::<i32>("tries")?.cast_unsigned(),
            })
        })
        .collect()
}

/// A mail was handed over, or given up with the reason; address and text are forgotten.
///
/// # Errors
/// [`StorageError`].
pub async fn end(tx: &Tx, id: &str, given_up: Option<&str>) -> Result<(), StorageError> {
    let state = if given_up.is_some() { "failed" } else { "sent" };
    tx.run(
        "UPDATE mails SET state = $2, last_error = $3, recipient = NULL, message = NULL, tries = tries + 1 WHERE id = $1",
        [id.into(), state.into(), given_up.into()],
    )
    .await?;
    Ok(())
}

/// A mail is tried again later.
///
/// # Errors
/// [`StorageError`].
pub async fn put_off(tx: &Tx, id: &str, why: &str, until: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "UPDATE mails SET tries = tries + 1, last_error = $2, next_at = $3 WHERE id = $1",
        [id.into(), why.into(), micros(until)],
    )
    .await?;
    Ok(())
}

/// How many wait, how many were given up, and what the last failure said.
///
/// # Errors
/// [`StorageError`].
pub async fn state(db: &Db<'_>) -> Result<(u64, u64, Option<String>), StorageError> {
    let row = db
        .row(
            "SELECT COALESCE(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting,
                    COALESCE(SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END), 0) AS failed,
                    (SELECT last_error FROM mails WHERE last_error IS NOT NULL ORDER BY at DESC LIMIT 1) AS error
               FROM mails",
            [],
        )
        .await?;
    let Some(row) = row else { return Ok((0, 0, None)) };
    Ok((
        row.get::<i64>("waiting")?.cast_unsigned(),
        row.get::<i64>("failed")?.cast_unsigned(),
        row.get("error")?,
    ))
}

/// Forgets mails that ended before a moment.
///
/// # Errors
/// [`StorageError`].
pub async fn forget_ended(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StorageError> {
    tx.run(
        "DELETE FROM mails WHERE state <> 'waiting' AND at < $1",
        [micros(before)],
    )
    .await
}
