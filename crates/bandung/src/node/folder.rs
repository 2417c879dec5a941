//! The one folder that holds everything.

use std::{
    fs::{self, DirBuilder},
    io::ErrorKind,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use crate::Failure;

/// Bytes that are kept for a full disk.
const RESERVE: u64 = 16 * 1024 * 1024;

/// Where things are in the data folder.
#[derive(Clone, Debug)]
pub(crate) struct DataFolder(PathBuf);

impl DataFolder {
    /// Makes the folder when it is missing, closes it to others, and checks that it can be written.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|error| Failure::failed(format!("{shown}: the data folder cannot be made: {error}")))?;
        let facts = fs::metadata(path)
            .map_err(|error| Failure::failed(format!("{shown}: the data folder cannot be read: {error}")))?;
        let us = rustix::process::geteuid().as_raw();
        if facts.uid() != us {
            return Err(Failure::failed(format!(
                "{shown}: the data folder belongs to another user (number {}). Start the node as that user, or run  \
                 chown -R {us} {shown}",
                facts.uid()
            )));
        }
        if facts.mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o700))
                .map_err(|error| Failure::failed(format!("{shown}: cannot be closed to other users: {error}")))?;
        }
        let folder = Self(path.to_owned());
        folder.check_writable()?;
        Ok(folder)
    }

    fn check_writable(&self) -> Result<(), Failure> {
        let probe = self.0.join(".writable");
        fs::write(&probe, b"")
            .and_then(|()| fs::remove_file(&probe))
            .map_err(|error| {
                let shown = self.0.display();
                let advice = match error.kind() {
                    ErrorKind::StorageFull => "make room on the disk",
                    _ => "the node must be able to write there; check owner and mode of the folder, and the mount",
                };
                Failure::failed(format!(
                    "{shown}: the data folder cannot be written ({error}): {advice}"
                ))
            })
    }

    /// The folder itself.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The SQLite file.
    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("bandung.sqlite")
    }

    /// Pictures.
    pub(crate) fn media(&self) -> PathBuf {
        self.0.join("media")
    }

    /// Copies of the database; made when it is missing.
    pub(crate) fn backups(&self) -> Result<PathBuf, Failure> {
        self.closed_folder("backups")
    }

    /// The account at the certificate authority, certificates and their keys; made when it is missing.
    pub(crate) fn acme(&self) -> Result<PathBuf, Failure> {
        self.closed_folder("acme")
    }

    fn closed_folder(&self, name: &str) -> Result<PathBuf, Failure> {
        let path = self.0.join(name);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&path)
            .map_err(|error| Failure::failed(format!("{}: cannot be made: {error}", path.display())))?;
        Ok(path)
    }

    /// Room that is given back when the disk is full, so that reading and withdrawing go on (SECURITY 6.1).
    pub(crate) fn keep_reserve(&self, free: u64, least_free: u64) {
        let path = self.0.join("reserve");
        if free < RESERVE / 2 {
            if fs::remove_file(&path).is_ok() {
                tracing::warn!("the disk is full; the reserve of the data folder was given back");
            }
        } else if free > least_free.saturating_add(RESERVE) && !path.exists() {
            let made = fs::File::create(&path).and_then(|file| {
                rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, RESERVE).map_err(Into::into)
            });
            if let Err(error) = made {
                tracing::debug!("no reserve can be kept on this disk: {error}");
            }
        }
    }

    /// Where commands reach the running node.
    pub(crate) fn socket(&self) -> PathBuf {
        self.0.join("bandung.sock")
    }

    /// There while a node runs; found at start, it tells of an unclean stop.
    pub(crate) fn running_mark(&self) -> PathBuf {
        self.0.join("running")
    }

    /// Free bytes on its disk for us.
    pub(crate) fn free_space(&self) -> Option<u64> {
        self.space().map(|(free, _)| free)
    }

    /// Free bytes for us, and all bytes, of its disk.
    pub(crate) fn space(&self) -> Option<(u64, u64)> {
        let disk = rustix::fs::statvfs(&self.0).ok()?;
        let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
        Some((bytes(disk.f_bavail), bytes(disk.f_blocks)))
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::DataFolder;

    #[test]
    fn the_folder_is_made_and_closed_to_others() {
        let outer = tempfile::tempdir().unwrap();
        let path = outer.path().join("a/b");
        DataFolder::open(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let folder = DataFolder::open(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
        assert!(folder.free_space().is_some());
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_told() {
        let outer = tempfile::tempdir().unwrap();
        let path = outer.path().join("file");
        fs::write(&path, "x").unwrap();
        assert!(
            DataFolder::open(&path)
                .unwrap_err()
                .message
                .contains("the data folder cannot be made")
        );
    }
}
