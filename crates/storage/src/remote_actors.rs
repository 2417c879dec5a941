//! Actors of other servers, as fetched from their own origin.

use chrono::{DateTime, Utc};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, micros_or_null, places},
};

/// What is kept of an actor.
#[derive(Clone, Debug)]
pub struct StoredActor {
    /// Its id.
    pub id: String,
    /// Its host.
    pub host: String,
    /// `user@host`.
    pub handle: String,
    /// Name.
    pub name: String,
    /// Personal inbox.
    pub inbox: String,
    /// Shared inbox of its server.
    pub shared_inbox: Option<String>,
    /// The document, byte for byte.
    pub document: Vec<u8>,
    /// When.
    pub fetched_at: DateTime<Utc>,
}

/// Stores an actor with the ids of its keys.
///
/// # Errors
/// [`StorageError`].
pub async fn put(tx: &Tx, actor: &StoredActor, keys: &[String]) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO remote_actors (id, host, handle, name, inbox, shared_inbox, document, fetched_at, trusted)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE)
         ON CONFLICT (id) DO UPDATE SET handle = excluded.handle, name = excluded.name, inbox = excluded.inbox,
           shared_inbox = excluded.shared_inbox, document = excluded.document, fetched_at = excluded.fetched_at,
           gone_at = NULL",
        [
            actor.id.as_str().into(),
            actor.host.as_str().into(),
            actor.handle.as_str().into(),
            actor.name.as_str().into(),
            actor.inbox.as_str().into(),
            actor.shared_inbox.clone().into(),
            actor.document.clone().into(),
            micros(actor.fetched_at),
        ],
    )
    .await?;
    tx.run("DELETE FROM remote_keys WHERE actor = $1", [actor.id.as_str().into()])
        .await?;
    for key in keys {
        tx.run(
            "INSERT INTO remote_keys (id, actor) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
            [key.as_str().into(), actor.id.as_str().into()],
        )
        .await?;
    }
    Ok(())
}

/// One actor.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: &str) -> Result<Option<StoredActor>, StorageError> {
    let row = db.row("SELECT * FROM remote_actors WHERE id = $1", [id.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// Those of these actors that are known and whose keys are not held fast; a few hundred ids at most.
///
/// # Errors
/// [`StorageError`].
pub async fn not_pinned(db: &Db<'_>, ids: &[&str]) -> Result<Vec<StoredActor>, StorageError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT * FROM remote_actors r WHERE r.id IN ({})
            AND NOT EXISTS (SELECT 1 FROM pinned_actors p WHERE p.actor = r.id)",
        places(1, ids.len())
    );
    let values = ids.iter().map(|id| (*id).into()).collect();
    db.rows_with(&sql, values).await?.iter().map(read).collect()
}

/// The documents of those of these actors that are known, by id; a few hundred ids at most.
///
/// # Errors
/// [`StorageError`].
pub async fn documents(db: &Db<'_>, ids: &[&str]) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, document FROM remote_actors WHERE id IN ({})",
        places(1, ids.len())
    );
    let values = ids.iter().map(|id| (*id).into()).collect();
    let rows = db.rows_with(&sql, values).await?;
    rows.iter()
        .map(|row| Ok((row.get("id")?, row.get("document")?)))
        .collect()
}

/// One actor by `user@host`.
///
/// # Errors
/// [`StorageError`].
pub async fn by_handle(db: &Db<'_>, handle: &str) -> Result<Option<StoredActor>, StorageError> {
    let row = db
        .row("SELECT * FROM remote_actors WHERE handle = $1", [handle.into()])
        .await?;
    row.as_ref().map(read).transpose()
}

/// The owner of a key.
///
/// # Errors
/// [`StorageError`].
pub async fn owner_of_key(db: &Db<'_>, key: &str) -> Result<Option<String>, StorageError> {
    let row = db
        .row("SELECT actor FROM remote_keys WHERE id = $1", [key.into()])
        .await?;
    row.map(|row| row.get("actor")).transpose()
}

/// The ids of actors on a host; a few hundred at most.
///
/// # Errors
/// [`StorageError`].
pub async fn ids_on(db: &Db<'_>, host: &str) -> Result<Vec<String>, StorageError> {
    let sql = "SELECT id FROM remote_actors WHERE host = $1 ORDER BY id LIMIT 300";
    let rows = db.rows(sql, [host.into()]).await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// An inbox by which a whole host is reached: its shared one, else a personal one.
///
/// # Errors
/// [`StorageError`].
pub async fn inbox_of_host(db: &Db<'_>, host: &str) -> Result<Option<String>, StorageError> {
    let row = db
        .row(
            "SELECT COALESCE(shared_inbox, inbox) AS inbox FROM remote_actors WHERE host = $1
              ORDER BY shared_inbox IS NULL, fetched_at DESC LIMIT 1",
            [host.into()],
        )
        .await?;
    row.map(|row| row.get("inbox")).transpose()
}

/// Where an actor moved to, by its `Move`.
///
/// # Errors
/// [`StorageError`].
pub async fn moved_to(db: &Db<'_>, id: &str) -> Result<Option<String>, StorageError> {
    let row = db
        .row("SELECT moved_to FROM remote_actors WHERE id = $1", [id.into()])
        .await?;
    Ok(row.map(|row| row.get("moved_to")).transpose()?.flatten())
}

/// Notes where an actor moved to.
///
/// # Errors
/// [`StorageError`].
pub async fn moved(tx: &Tx, id: &str, target: &str) -> Result<(), StorageError> {
    tx.run(
        "UPDATE remote_actors SET moved_to = $2 WHERE id = $1",
        [id.into(), target.into()],
    )
    .await?;
    Ok(())
}

/// Notes when its origin first said that it is gone; gives that time (ID11).
///
/// # Errors
/// [`StorageError`].
pub async fn gone(tx: &Tx, id: &str, now: Option<DateTime<Utc>>) -> Result<Option<DateTime<Utc>>, StorageError> {
    tx.run(
        "UPDATE remote_actors SET gone_at = COALESCE(gone_at, $2) WHERE id = $1",
        [id.into(), micros_or_null(now)],
    )
    .await?;
    let row = Db::from(tx)
        .row("SELECT gone_at FROM remote_actors WHERE id = $1", [id.into()])
        .await?;
    row.map_or(Ok(None), |row| row.time_or_none("gone_at"))
}

/// Forgets an actor and its keys.
///
/// # Errors
/// [`StorageError`].
pub async fn forget(tx: &Tx, id: &str) -> Result<(), StorageError> {
    tx.run("DELETE FROM remote_keys WHERE actor = $1", [id.into()]).await?;
    tx.run("DELETE FROM remote_actors WHERE id = $1", [id.into()]).await?;
    Ok(())
}

fn read(row: &Row) -> Result<StoredActor, StorageError> {
    Ok(StoredActor {
        id: row.get("id")?,
        host: row.get("host")?,
        handle: row.get("handle")?,
        name: row.get("name")?,
        inbox: row.get("inbox")?,
        shared_inbox: row.get("shared_inbox")?,
        document: row.get("document")?,
        fetched_at: row.time("fetched_at")?,
    })
}
