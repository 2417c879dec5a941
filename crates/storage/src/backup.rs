//! A copy of the whole database in a file of its own, made while it is used (SECURITY 6.5).

use std::{
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use sea_orm::{ConnectOptions, ConnectionTrait, Statement};

use crate::{Db, StorageError, Store};

impl Store {
    /// Copies the database into a new file: written under another name, on the disk, opened and looked through, and only
    /// then under its own. SQLite only.
    ///
    /// # Errors
    /// [`StorageError::Unusable`] on PostgreSQL, which has `pg_dump`; [`StorageError`] when the copy could not be made or
    /// is not whole. Nothing is left behind then.
    pub async fn back_up(&self, to: &Path) -> Result<(), StorageError> {
        if !self.is_sqlite() {
            return Err(StorageError::Unusable(
                "this program makes no copy of a PostgreSQL database; use pg_dump".to_owned(),
            ));
        }
        let beside = to.with_extension("part");
        let made = self.copy_and_check(&beside).await;
        if let Err(error) = made {
            let _nothing_there = fs::remove_file(&beside);
            return Err(error);
        }
        let named = fs::rename(&beside, to).and_then(|()| sync_folder(to));
        named.map_err(|cause| at(to, cause))
    }

    async fn copy_and_check(&self, path: &Path) -> Result<(), StorageError> {
        let _left_by_a_crash = fs::remove_file(path);
        // Made first, so that it is closed to others; SQLite fills an empty file.
        let empty = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        drop(empty.map_err(|cause| at(path, cause))?);
        let name = path.display().to_string();
        let copy = Statement::from_sql_and_values(self.write.get_database_backend(), "VACUUM INTO $1", [name.into()]);
        self.write.execute_raw(copy).await?;
        File::open(path)
            .and_then(|file| file.sync_all())
            .map_err(|cause| at(path, cause))?;
        let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro", path.display()));
        options.max_connections(1).sqlx_logging(false);
        let copied = sea_orm::Database::connect(options).await?;
        let whole = check(&copied, self).await;
        copied.close().await?;
        whole
    }
}

/// The copy is whole and of the same schema.
async fn check(copied: &sea_orm::DatabaseConnection, store: &Store) -> Result<(), StorageError> {
    let text = async |question: &str| -> Result<String, StorageError> {
        let statement = Statement::from_string(copied.get_database_backend(), question.to_owned());
        let row = copied.query_one_raw(statement).await?;
        Ok(row.map_or(Ok(String::new()), |row| row.try_get_by_index(0))?)
    };
    let fault = text("PRAGMA integrity_check(1)").await?;
    if fault != "ok" {
        return Err(StorageError::Unusable(format!(
            "the copy of the database is damaged ({fault})"
        )));
    }
    let last = "SELECT version FROM seaql_migrations ORDER BY version DESC LIMIT 1";
    let ours: Option<String> = match Db::from(store).row(last, []).await? {
        Some(row) => Some(row.get("version")?),
        None => None,
    };
    if ours.is_some_and(|ours| !ours.is_empty()) && text(last).await? == String::new() {
        return Err(StorageError::Unusable("the copy of the database is empty".to_owned()));
    }
    Ok(())
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    File::open(folder)?.sync_all()
}

fn at(path: &Path, cause: io::Error) -> StorageError {
    StorageError::File {
        path: path.display().to_string(),
        cause,
    }
}
