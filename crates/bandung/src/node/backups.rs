//! Copies of the database from before its schema changed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, TimeDelta, Utc};
use operations::{Clock, SystemClock};
use storage::Store;

use super::folder::DataFolder;
use crate::Failure;

/// Whether a backup is made before the schema is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Backup {
    /// It is; without one nothing is changed.
    Made,
    /// The operator has one.
    Waived,
}

/// So many backups of this kind are kept,
const KEPT: usize = 3;
/// and none for longer.
const LONGEST: TimeDelta = TimeDelta::days(30);
/// How their names say when they were made.
const DATE: &str = "%Y-%m-%dT%H%M%S%3f";

/// Copies the database into `backups/pre-NN-date.sqlite`, NN being the number of the schema that follows. An empty
/// database needs none.
pub(crate) async fn back_up_before_migration(
    store: &Store,
    folder: &DataFolder,
    backup: Backup,
) -> Result<(), Failure> {
    let migrations = store.migrations().await?;
    if backup == Backup::Waived || !migrations.iter().any(|(_, run)| *run) {
        return Ok(());
    }
    if !store.is_sqlite() {
        return Err(Failure::failed(
            "the schema of the PostgreSQL database must change, and this program makes no copy of it. Nothing was \
             changed: make one with pg_dump, then run  bandung migrate up --without-backup",
        ));
    }
    let backups = folder.backups()?;
    let date = SystemClock.now().format(DATE);
    let file = backups.join(format!("pre-{:02}-{date}.sqlite", migrations.len()));
    tracing::info!(file = %file.display(), "backing the database up before its schema changes");
    store.back_up(&file).await.map_err(|error| {
        Failure::failed(format!(
            "the database could not be copied before its schema changes ({error}). Nothing was changed: make room on the \
             disk, or make a backup in another way and run  bandung migrate up --without-backup"
        ))
    })?;
    drop_old(&backups)
}

/// Those of before a change of the schema, oldest first.
fn copies(backups: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files: Vec<_> = fs::read_dir(backups)
        .map_err(|error| unreadable(backups, &error))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| date_of(path).is_some())
        .collect();
    files.sort_by_key(|path| date_of(path));
    Ok(files)
}

/// `2026-11-02T101500123` of `pre-14-2026-11-02T101500123.sqlite`.
fn date_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.strip_prefix("pre-")?;
    let (_, date) = name.strip_suffix(".sqlite")?.split_once('-')?;
    Some(date.to_owned())
}

fn drop_old(backups: &Path) -> Result<(), Failure> {
    let files = copies(backups)?;
    let old = files.len().saturating_sub(KEPT);
    remove(backups, &files[..old])
}

/// Removes copies that are older than thirty days: what was erased meanwhile is gone from them too (EN9).
pub(crate) fn drop_expired(folder: &DataFolder, now: DateTime<Utc>) -> Result<(), Failure> {
    let backups = folder.backups()?;
    let oldest = (now - LONGEST).format(DATE).to_string();
    let mut files = copies(&backups)?;
    files.retain(|path| date_of(path).is_some_and(|date| date < oldest));
    remove(&backups, &files)
}

fn remove(backups: &Path, files: &[PathBuf]) -> Result<(), Failure> {
    files
        .iter()
        .try_for_each(|path| fs::remove_file(path).map_err(|error| unreadable(backups, &error)))
}

fn unreadable(backups: &Path, error: &std::io::Error) -> Failure {
    Failure::failed(format!("{}: {error}", backups.display()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use chrono::DateTime;

    use super::{DataFolder, drop_expired};

    #[test]
    fn e16_no_copy_that_is_older_than_thirty_days_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(folder.path()).unwrap();
        let backups = folder.backups().unwrap();
        let files = [
            "pre-12-2026-10-31T115959999.sqlite",
            "pre-13-2026-10-31T120000001.sqlite",
            "pre-14-2026-11-30T120000000.sqlite",
            "of-the-operator.sqlite",
        ];
        for file in files {
            fs::write(backups.join(file), "").unwrap();
        }
        let now = DateTime::parse_from_rfc3339("2026-11-30T12:00:00Z").unwrap().to_utc();
        drop_expired(&folder, now).unwrap();
        let kept = files.map(|file| backups.join(file).exists());
        assert_eq!(kept, [false, true, true, true]);
    }
}
