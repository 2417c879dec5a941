//! What this node has signed about logs, apart from the database that a backup restores (ARCHITECTURE I18): a file
//! `heads.db` beside the SQLite database, a schema of its own on PostgreSQL.
//!
//! Heads only move forward, by compare-and-swap, each durable before the call returns.

use std::path::Path;

use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseExecutor};

use crate::{Db, StorageError, Store, log::index_of, sql::Row, sql::unreadable};

/// Which book a head is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    /// Heads of our own logs that we have signed.
    Signed,
    /// Heads of others' logs that we have co-signed as a witness.
    Witnessed,
    /// How far the numbers of the outbox went that left this node: `size`, without a tree.
    Sent,
}

impl Book {
    const fn word(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Witnessed => "witnessed",
            Self::Sent => "sent",
        }
    }
}

/// A tree that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of entries.
    pub size: u64,
    /// Root of the tree.
    pub root: [u8; 32],
    /// The note, with the signature of the log.
    pub note: String,
}

const TABLES: [&str; 2] = [
    "CREATE TABLE IF NOT EXISTS heads (book TEXT NOT NULL, origin TEXT NOT NULL, size BIGINT NOT NULL, root TEXT NOT NULL,
       note TEXT NOT NULL, PRIMARY KEY (book, origin))",
    "CREATE TABLE IF NOT EXISTS witness_key (id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, seed TEXT NOT NULL)",
];

/// Opens the heads beside a SQLite database.
pub(crate) async fn open_sqlite(database: &Path) -> Result<DatabaseConnection, StorageError> {
    let connection = crate::connect::sqlite(&database.with_file_name("heads.db"), 1).await?;
    create(&connection).await?;
    Ok(connection)
}

/// Opens the schema of the heads beside that of the database.
pub(crate) async fn open_postgres(url: &str) -> Result<DatabaseConnection, StorageError> {
    let connection = sea_orm::Database::connect(ConnectOptions::new(url)).await?;
    connection
        .execute_unprepared("CREATE SCHEMA IF NOT EXISTS bandung_heads")
        .await?;
    connection.close().await?;
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(2)
        .sqlx_logging(false)
        .set_schema_search_path("bandung_heads");
    let connection = sea_orm::Database::connect(options).await?;
    create(&connection).await?;
    Ok(connection)
}

async fn create(connection: &DatabaseConnection) -> Result<(), StorageError> {
    for table in TABLES {
        connection.execute_unprepared(table).await?;
    }
    Ok(())
}

impl Store {
    fn heads(&self) -> Db<'_> {
        Db(DatabaseExecutor::Connection(&self.heads))
    }
}

/// The head of a log.
///
/// # Errors
/// [`StorageError`].
pub async fn get(store: &Store, book: Book, origin: &str) -> Result<Option<Head>, StorageError> {
    let row = store
        .heads()
        .row(
            "SELECT size, root, note FROM heads WHERE book = $1 AND origin = $2",
            [book.word().into(), origin.into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// All heads of a book, by origin.
///
/// # Errors
/// [`StorageError`].
pub async fn list(store: &Store, book: Book) -> Result<Vec<(String, Head)>, StorageError> {
    let rows = store
        .heads()
        .rows(
            "SELECT origin, size, root, note FROM heads WHERE book = $1 ORDER BY origin",
            [book.word().into()],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("origin")?, read(row)?))).collect()
}

/// Moves a head from `held` (nothing: there is none yet) to `new`, if that is where it still stands, and never to a
/// smaller size or another root of the same size. Says whether it moved; durable when it did.
///
/// # Errors
/// [`StorageError`].
pub async fn advance(
    store: &Store,
    book: Book,
    origin: &str,
    held: Option<&Head>,
    new: &Head,
) -> Result<bool, StorageError> {
    let forward = held.is_none_or(|held| new.size > held.size || (new.size == held.size && new.root == held.root));
    if !forward {
        return Ok(false);
    }
    let common = [
        book.word().into(),
        origin.into(),
        new.size.cast_signed().into(),
        hex(&new.root).into(),
        new.note.as_str().into(),
    ];
    let moved = match held {
        None => {
            let sql = "INSERT INTO heads (book, origin, size, root, note) VALUES ($1, $2, $3, $4, $5)
                       ON CONFLICT DO NOTHING RETURNING size";
            store.heads().row(sql, common).await?
        }
        Some(held) => {
            let sql = "UPDATE heads SET size = $3, root = $4, note = $5
                        WHERE book = $1 AND origin = $2 AND size = $6 AND root = $7 RETURNING size";
            let held = [held.size.cast_signed().into(), hex(&held.root).into()];
            let values = common.into_iter().chain(held).collect();
            store.heads().row_with(sql, values).await?
        }
    };
    Ok(moved.is_some())
}

/// The name and seed of the key with which this node witnesses. It goes where the heads go: a witness that lost them
/// starts under a new key (PL15).
///
/// # Errors
/// [`StorageError`].
pub async fn witness_key(store: &Store) -> Result<Option<(String, [u8; 32])>, StorageError> {
    let row = store
        .heads()
        .row("SELECT name, seed FROM witness_key WHERE id = 1", [])
        .await?;
    row.map(|row| Ok((row.get("name")?, from_hex(&row, "seed")?)))
        .transpose()
}

/// Keeps the key with which this node witnesses, unless there is one.
///
/// # Errors
/// [`StorageError`].
pub async fn insert_witness_key(store: &Store, name: &str, seed: &[u8; 32]) -> Result<(), StorageError> {
    let sql = "INSERT INTO witness_key (id, name, seed) VALUES (1, $1, $2) ON CONFLICT DO NOTHING RETURNING id";
    store.heads().row(sql, [name.into(), hex(seed).into()]).await?;
    Ok(())
}

fn read(row: &Row) -> Result<Head, StorageError> {
    Ok(Head {
        size: index_of(row, "size")?,
        root: from_hex(row, "root")?,
        note: row.get("note")?,
    })
}

fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(row: &Row, column: &'static str) -> Result<[u8; 32], StorageError> {
    let text: String = row.get(column)?;
    let bytes: Option<Vec<u8>> = text
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    bytes
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(|| unreadable(column))
}
