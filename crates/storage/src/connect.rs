//! Opening the database, with the settings that make it durable, read back at start (SECURITY 6.2).

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
    time::Duration,
};

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, Statement};

use crate::{Db, StorageError, Store};

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file in the data folder.
    Sqlite(PathBuf),
    /// A database of a PostgreSQL server: `postgres://user:password@host/database`.
    Postgres(String),
}

/// How the schema of the database relates to this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// It fits.
    Current,
    /// This many migrations are to be run.
    Older(usize),
    /// It was made by a newer program; the name of the first migration that we do not know.
    Newer(String),
}

const SQLITE_PRAGMAS: [(&str, &str); 8] = [
    ("journal_mode", "wal"),
    ("synchronous", "2"),
    ("foreign_keys", "1"),
    ("busy_timeout", "5000"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("secure_delete", "1"),
    ("journal_size_limit", "67108864"),
];
/// The number of the lock that is held while the schema changes.
const MIGRATING: i64 = 0x0042_616e_6475_6e67;
const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 10;

impl Store {
    /// Opens the database; does not migrate it.
    ///
    /// # Errors
    /// [`StorageError::Unusable`] with a sentence that says what to do: another process uses it, it is damaged, or a
    /// setting that keeps data safe does not hold.
    pub async fn open(database: &Database) -> Result<Self, StorageError> {
        match database {
            Database::Sqlite(path) => open_sqlite(path).await,
            Database::Postgres(url) => open_postgres(url).await,
        }
    }

    /// How the schema relates to this program.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub async fn schema_state(&self) -> Result<SchemaState, StorageError> {
        let known: Vec<String> = Migrator::migrations()
            .iter()
            .map(|migration| migration.name().to_owned())
            .collect();
        let applied = self.applied_migrations().await?;
        Ok(match applied.iter().find(|name| !known.contains(name)) {
            Some(newer) => SchemaState::Newer(newer.clone()),
            None if applied.len() == known.len() => SchemaState::Current,
            None => SchemaState::Older(known.len() - applied.len()),
        })
    }

    async fn applied_migrations(&self) -> Result<Vec<String>, StorageError> {
        let question = if self.is_sqlite() {
            "SELECT COUNT(*) AS n FROM sqlite_master WHERE name = 'seaql_migrations'"
        } else {
            "SELECT COUNT(*) AS n FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_name = 'seaql_migrations'"
        };
        let there = Db::from(self)
            .row(question, [])
            .await?
            .map(|row| row.get::<i64>("n"))
            .transpose()?;
        if there.unwrap_or_default() == 0 {
            return Ok(Vec::new());
        }
        let rows = Db::from(self)
            .rows("SELECT version FROM seaql_migrations ORDER BY version", [])
            .await?;
        rows.iter().map(|row| row.get("version")).collect()
    }

    /// Runs all migrations that are missing. Of several processes that start at once one does, the others wait for it.
    ///
    /// # Errors
    /// [`StorageError`]; each migration is one transaction, so the schema is that of a whole number of them.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        // On SQLite the folder is locked, and one connection writes.
        let alone = if self.is_sqlite() {
            None
        } else {
            Some(self.begin().await?)
        };
        if let Some(alone) = &alone {
            let lock = format!("SELECT pg_advisory_xact_lock({MIGRATING})::text AS held");
            Db::from(alone).rows(&lock, []).await?;
        }
        Migrator::up(&self.write, None).await?;
        match alone {
            Some(alone) => alone.commit().await,
            None => Ok(()),
        }
    }

    /// Takes back the last `steps` migrations.
    ///
    /// # Errors
    /// As [`Store::migrate`].
    pub async fn migrate_down(&self, steps: u32) -> Result<(), StorageError> {
        Ok(Migrator::down(&self.write, Some(steps)).await?)
    }

    /// The names of all migrations of this program, and whether each was run.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub async fn migrations(&self) -> Result<Vec<(String, bool)>, StorageError> {
        let applied = self.applied_migrations().await?;
        let names = Migrator::migrations()
            .into_iter()
            .map(|migration| migration.name().to_owned());
        Ok(names
            .map(|name| (applied.contains(&name), name))
            .map(|(run, name)| (name, run))
            .collect())
    }

    /// Whether the database file is whole; the first fault otherwise. Always fine on PostgreSQL, which checks itself.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub async fn integrity(&self) -> Result<Option<String>, StorageError> {
        if !self.is_sqlite() {
            return Ok(None);
        }
        let row = Db::from(self).row("PRAGMA integrity_check(1)", []).await?;
        let text: Option<String> = row.map(|row| row.get("integrity_check")).transpose()?;
        // The first fault may take several lines.
        let text = text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        Ok(text.filter(|text| text != "ok"))
    }
}

async fn open_sqlite(path: &Path) -> Result<Store, StorageError> {
    let lock = lock(&path.with_extension("lock"))?;
    let write = sqlite(path, 1).await?;
    let read = sqlite(path, READERS).await?;
    let heads = crate::heads::open_sqlite(path).await?;
    Ok(Store {
        write,
        read,
        heads,
        lock: Some(lock),
    })
}

/// Connections to a SQLite file, with all settings read back.
pub(crate) async fn sqlite(path: &Path, connections: u32) -> Result<DatabaseConnection, StorageError> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display()));
    options
        .max_connections(connections)
        .min_connections(1)
        .sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|options| {
        SQLITE_PRAGMAS
            .iter()
            .fold(options, |options, (name, value)| options.pragma(*name, *value))
    });
    let connection = sea_orm::Database::connect(options)
        .await
        .map_err(|error| damaged(path, &error))?;
    for (name, value) in SQLITE_PRAGMAS {
        let found = pragma(&connection, name).await.map_err(|error| damaged(path, &error))?;
        if found != value {
            return Err(StorageError::Unusable(format!(
                "{}: the database setting {name} is {found} and must be {value}. This file system may not be fit for \
                 a database: put the data folder on a local disk.",
                path.display()
            )));
        }
    }
    Ok(connection)
}

fn damaged(path: &Path, error: &sea_orm::DbErr) -> StorageError {
    StorageError::Unusable(format!(
        "{}: the database cannot be opened ({error}). Nothing was changed. Check that the folder can be written and \
         that the disk is not full; if the file is damaged, restore the newest backup.",
        path.display()
    ))
}

async fn pragma(connection: &DatabaseConnection, name: &str) -> Result<String, sea_orm::DbErr> {
    let statement = Statement::from_string(connection.get_database_backend(), format!("PRAGMA {name}"));
    let row = connection
        .query_one_raw(statement)
        .await?
        .ok_or(sea_orm::DbErr::RecordNotFound(name.to_owned()))?;
    row.try_get_by_index::<String>(0)
        .or_else(|_| row.try_get_by_index::<i64>(0).map(|number| number.to_string()))
}

fn lock(path: &Path) -> Result<File, StorageError> {
    let file = |cause| StorageError::File {
        path: path.display().to_string(),
        cause,
    };
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(file)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StorageError::Unusable(format!(
            "{}: another process uses this data folder. Stop it first, or name another folder with --data-dir.",
            path.display()
        ))),
        Err(TryLockError::Error(cause)) => Err(file(cause)),
    }
}

async fn open_postgres(url: &str) -> Result<Store, StorageError> {
    let unusable = |error: sea_orm::DbErr| {
        StorageError::Unusable(format!(
            "the PostgreSQL server cannot be used ({error}). Check database.url."
        ))
    };
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(POSTGRES_CONNECTIONS)
        .sqlx_logging(false)
        .connect_timeout(Duration::from_secs(5));
    let pool = sea_orm::Database::connect(options.clone()).await.map_err(unusable)?;
    for name in ["synchronous_commit", "fsync"] {
        let statement = Statement::from_string(pool.get_database_backend(), format!("SHOW {name}"));
        let row = pool.query_one_raw(statement).await.map_err(unusable)?;
        let found: String = row.and_then(|row| row.try_get_by_index(0).ok()).unwrap_or_default();
        if found != "on" {
            return Err(StorageError::Unusable(format!(
                "the PostgreSQL setting {name} is {found} and must be on, or a power cut may lose what was acknowledged"
            )));
        }
    }
    // Readers have connections of their own: a transaction that reads beside itself would else wait for a connection that
    // those hold who wait for the transaction.
    let read = sea_orm::Database::connect(options).await.map_err(unusable)?;
    let heads = crate::heads::open_postgres(url).await?;
    Ok(Store {
        write: pool,
        read,
        heads,
        lock: None,
    })
}
