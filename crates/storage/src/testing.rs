//! Throw-away databases for tests: a fresh SQLite file, or a schema of its own when `TEST_DATABASE_URL` names a
//! PostgreSQL server.

use std::{
    ops::Deref,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use tokio::sync::OnceCell;

use crate::{Database, StorageError, Store};

static NUMBER: AtomicU32 = AtomicU32::new(0);
static TEMPLATE: OnceCell<PathBuf> = OnceCell::const_new();

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

/// Where a fresh, empty database of a test may be, with a folder of its own.
///
/// # Errors
/// When the folder cannot be made.
pub fn temporary_place() -> Result<(PathBuf, Database), StorageError> {
    let name = fresh_name();
    let folder = std::env::temp_dir().join(&name);
    std::fs::create_dir_all(&folder).map_err(|cause| StorageError::File {
        path: folder.display().to_string(),
        cause,
    })?;
    let database = match std::env::var("TEST_DATABASE_URL") {
        Ok(url) => Database::Postgres {
            url,
            schema: Some(name),
        },
        Err(_) => Database::Sqlite(folder.join("bandung.db")),
    };
    Ok((folder, database))
}

async fn template() -> Result<&'static PathBuf, StorageError> {
    TEMPLATE
        .get_or_try_init(|| async {
            let (folder, _) = temporary_place()?;
            let path = folder.join("template.db");
            let store = Store::open(&Database::Sqlite(path.clone())).await?;
            store.migrate().await?;
            store.close().await?;
            Ok(path)
        })
        .await
}

/// A fresh, migrated database.
///
/// # Errors
/// When it cannot be made.
pub async fn temporary() -> Result<TemporaryStore, StorageError> {
    let (folder, database) = temporary_place()?;
    if let Database::Sqlite(path) = &database {
        std::fs::copy(template().await?, path).map_err(|cause| StorageError::File {
            path: path.display().to_string(),
            cause,
        })?;
    }
    let store = Store::open(&database).await?;
    if !store.is_sqlite() {
        store.migrate().await?;
    }
    Ok(TemporaryStore {
        store: Arc::new(store),
        folder,
        database,
    })
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
    use sea_orm::ConnectionTrait;
    store.write.execute_unprepared(sql).await?;
    Ok(())
}
