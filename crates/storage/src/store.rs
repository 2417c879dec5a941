//! The database of a node: one writer and several readers on SQLite, one pool on PostgreSQL.

use sea_orm::{
    DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

/// The database could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// It refused or failed; the text is for the log.
    #[error("{0}")]
    Database(String),
    /// A row with this key is there already.
    #[error("there is such a row already")]
    Exists,
    /// A file could not be read or written.
    #[error("{path}: {cause}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// The data folder or database cannot be used; the text says what to do.
    #[error("{0}")]
    Unusable(String),
}

impl From<sea_orm::DbErr> for StorageError {
    fn from(error: sea_orm::DbErr) -> Self {
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Self::Exists,
            _ => Self::Database(error.to_string()),
        }
    }
}

/// The database of a node.
#[derive(Debug)]
pub struct Store {
    pub(crate) write: DatabaseConnection,
    pub(crate) read: DatabaseConnection,
    /// What was signed about logs, apart from what a restore replaces.
    pub(crate) heads: DatabaseConnection,
    /// Held as long as the store is open: a second process is refused.
    pub(crate) lock: Option<std::fs::File>,
}

/// A transaction. Made only by [`Store::begin`]; rolled back when dropped.
pub struct Tx(pub(crate) DatabaseTransaction);

/// Something that can be read from: the store, or a transaction.
pub struct Db<'a>(pub(crate) DatabaseExecutor<'a>);

impl Store {
    /// Begins a transaction: the only way to write. On SQLite it takes the write lock at once.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub async fn begin(&self) -> Result<Tx, StorageError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx(self.write.begin_with_options(options).await?))
    }

    /// Folds SQLite's write-ahead log into the database and empties it, so that nothing stays there of what was
    /// destroyed. PostgreSQL has no such file of ours.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn fold_log(&self) -> Result<(), StorageError> {
        if self.is_sqlite() {
            Db(DatabaseExecutor::Connection(&self.write))
                .rows("PRAGMA wal_checkpoint(TRUNCATE)", [])
                .await?;
        }
        Ok(())
    }

    /// SQLite, or PostgreSQL.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Sqlite
    }

    /// Closes all connections and lets the next process in, whoever still holds this store; on SQLite the write-ahead
    /// log is folded into the database.
    ///
    /// # Errors
    /// [`StorageError`] when a connection could not be closed well.
    pub async fn close(&self) -> Result<(), StorageError> {
        self.heads.close_by_ref().await?;
        self.read.close_by_ref().await?;
        self.write.close_by_ref().await?;
        if let Some(lock) = &self.lock {
            lock.unlock()
                .map_err(|error| StorageError::Database(format!("the lock stays: {error}")))?;
        }
        Ok(())
    }
}

impl Tx {
    /// Makes everything in the transaction durable.
    ///
    /// # Errors
    /// [`StorageError`]; nothing was stored then.
    pub async fn commit(self) -> Result<(), StorageError> {
        Ok(self.0.commit().await?)
    }
}

impl<'a> From<&'a Store> for Db<'a> {
    fn from(store: &'a Store) -> Self {
        Db(DatabaseExecutor::Connection(&store.read))
    }
}

impl<'a> From<&'a Tx> for Db<'a> {
    fn from(tx: &'a Tx) -> Self {
        Db(DatabaseExecutor::Transaction(&tx.0))
    }
}
