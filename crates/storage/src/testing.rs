//! Throw-away databases for tests: a fresh SQLite file, or a database of its own when `TEST_DATABASE_URL` names a
//! PostgreSQL server. One is migrated, the others are copies of it.

use std::{
    ops::Deref,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use sea_orm::ConnectionTrait;
use tokio::sync::OnceCell;

use crate::{Database, StorageError, Store};

static NUMBER: AtomicU32 = AtomicU32::new(0);
static TEMPLATE: OnceCell<Database> = OnceCell::const_new();

/// A migrated database of a test; its folder goes when it is dropped.
pub struct TemporaryStore {
    store: Arc<Store>,
    folder: PathBuf,
    database: Database,
}

impl TemporaryStore {
    /// The store, to share.
    #[must_use]
    pub fn shared(&self) -> Arc<Store> {
        self.store.clone()
    }

    /// Where the database is.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// A folder for files of the test.
    #[must_use]
    pub fn folder(&self) -> &PathBuf {
        &self.folder
    }
}

impl Deref for TemporaryStore {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

impl Drop for TemporaryStore {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn fresh_name() -> String {
    format!(
        "bandung_test_{}_{}",
        std::process::id(),
        NUMBER.fetch_add(1, Ordering::Relaxed)
    )
}

/// A fresh, empty database of a test, with a folder of its own.
///
/// # Errors
/// When it cannot be made.
pub async fn temporary_place() -> Result<(PathBuf, Database), StorageError> {
    let folder = fresh_folder()?;
    let database = fresh_database(&folder.join("bandung.db"), None).await?;
    Ok((folder, database))
}

/// A migrated database without rows: a file at `path`, or a database of the PostgreSQL server.
///
/// # Errors
/// When it cannot be made.
pub async fn migrated(path: &Path) -> Result<Database, StorageError> {
    let template = TEMPLATE.get_or_try_init(template).await?;
    fresh_database(path, Some(template)).await
}

/// A fresh, migrated database.
///
/// # Errors
/// When it cannot be made.
pub async fn temporary() -> Result<TemporaryStore, StorageError> {
    let folder = fresh_folder()?;
    let database = migrated(&folder.join("bandung.db")).await?;
    Ok(TemporaryStore {
        store: Arc::new(Store::open(&database).await?),
        folder,
        database,
    })
}

async fn template() -> Result<Database, StorageError> {
    let database = fresh_database(&fresh_folder()?.join("template.db"), None).await?;
    let store = Store::open(&database).await?;
    store.migrate().await?;
    store.close().await?;
    Ok(database)
}

fn fresh_folder() -> Result<PathBuf, StorageError> {
    let folder = std::env::temp_dir().join(fresh_name());
    std::fs::create_dir_all(&folder).map_err(|cause| file_error(&folder, cause))?;
    Ok(folder)
}

/// An empty database, or a copy of one that nobody uses.
async fn fresh_database(path: &Path, template: Option<&Database>) -> Result<Database, StorageError> {
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        if let Some(Database::Sqlite(template)) = template {
            std::fs::copy(template, path).map_err(|cause| file_error(path, cause))?;
        }
        return Ok(Database::Sqlite(path.to_owned()));
    };
    let name = fresh_name();
    let mut create = format!("CREATE DATABASE {name}");
    if let Some(Database::Postgres(url)) = template {
        create = format!("{create} TEMPLATE {}", url.rsplit('/').next().unwrap_or_default());
    }
    let connection = sea_orm::Database::connect(&server).await?;
    connection.execute_unprepared(&create).await?;
    connection.close().await?;
    let (server, _) = server.rsplit_once('/').unwrap_or((&server, ""));
    Ok(Database::Postgres(format!("{server}/{name}")))
}

fn file_error(path: &Path, cause: std::io::Error) -> StorageError {
    StorageError::File {
        path: path.display().to_string(),
        cause,
    }
}

/// How many rows some tables have together.
///
/// # Errors
/// When a table is not there.
pub async fn count_rows(db: &crate::Db<'_>, tables: &[&str]) -> Result<u64, StorageError> {
    let mut total = 0;
    for table in tables {
        let row = db.row(&format!("SELECT COUNT(*) AS n FROM {table}"), []).await?;
        total += row.map_or(Ok(0), |row| row.get::<i64>("n"))?.unsigned_abs();
    }
    Ok(total)
}

/// Runs a statement as it is, on the connection that writes.
///
/// # Errors
/// When the database refuses it.
pub async fn execute(store: &Store, sql: &str) -> Result<(), StorageError> {
    store.write.execute_unprepared(sql).await?;
    Ok(())
}
