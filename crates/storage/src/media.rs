//! Pictures: rows, and files named after what is in them.

use std::{
    fs::{self, File},
    io::Write,
    path::PathBuf,
};

use chrono::{DateTime, Utc};
use domain::ids::{MediaId, OrganisationId};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// A picture in two sizes.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Identifier.
    pub id: MediaId,
    /// Whose.
    pub organisation: OrganisationId,
    /// File name of the small version.
    pub small: String,
    /// File name of the large version.
    pub large: String,
    /// Of the small version, in pixels.
    pub width: u32,
    /// Of the small version, in pixels.
    pub height: u32,
    /// Of the large version, in pixels.
    pub large_width: u32,
    /// Of the large version, in pixels.
    pub large_height: u32,
    /// Size of the large file.
    pub large_bytes: u64,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Stores the row of a picture whose files are stored.
///
/// # Errors
/// [`StorageError`].
pub async fn insert(tx: &Tx, picture: &Picture) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO media (id, organisation, small, large, width, height, large_width, large_height, large_bytes,
           created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            picture.id.to_string().into(),
            picture.organisation.to_string().into(),
            picture.small.as_str().into(),
            picture.large.as_str().into(),
            i64::from(picture.width).into(),
            i64::from(picture.height).into(),
            i64::from(picture.large_width).into(),
            i64::from(picture.large_height).into(),
            i64::try_from(picture.large_bytes).unwrap_or(i64::MAX).into(),
            micros(picture.created_at),
        ],
    )
    .await?;
    Ok(())
}

/// One.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, id: MediaId) -> Result<Option<Picture>, StorageError> {
    let row = db
        .row("SELECT * FROM media WHERE id = $1", [id.to_string().into()])
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Picture, StorageError> {
    let pixels = |name: &'static str| -> Result<u32, StorageError> {
        row.get::<i32>(name)?.try_into().map_err(|_| unreadable(name))
    };
    Ok(Picture {
        id: row.parsed("id")?,
        organisation: row.parsed("organisation")?,
        small: row.get("small")?,
        large: row.get("large")?,
        width: pixels("width")?,
        height: pixels("height")?,
        large_width: pixels("large_width")?,
        large_height: pixels("large_height")?,
        large_bytes: row.get::<i64>("large_bytes")?.unsigned_abs(),
        created_at: row.time("created_at")?,
    })
}

/// The folder with the files of pictures.
#[derive(Clone, Debug)]
pub struct MediaFolder(PathBuf);

impl MediaFolder {
    /// Uses a folder; makes it when it is missing.
    ///
    /// # Errors
    /// [`StorageError::File`].
    pub fn open(folder: PathBuf) -> Result<Self, StorageError> {
        fs::create_dir_all(&folder).map_err(|cause| file_error(&folder, cause))?;
        Ok(Self(folder))
    }

    /// Stores a file durably under a name of letters, digits, `.` and `-`: written beside, synced, renamed, folder synced.
    ///
    /// # Errors
    /// [`StorageError::File`].
    pub fn store(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        let path = self
            .path(name)
            .ok_or_else(|| StorageError::Unusable("not a name of ours".to_owned()))?;
        if path.exists() {
            return Ok(());
        }
        let beside = path.with_extension("part");
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&beside)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&beside, &path)?;
            File::open(&self.0)?.sync_all()
        };
        write().map_err(|cause| file_error(&path, cause))
    }

    /// Reads a file; nothing when there is none or the name is none of ours.
    ///
    /// # Errors
    /// [`StorageError::File`].
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let Some(path) = self.path(name) else { return Ok(None) };
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(file_error(&path, cause)),
        }
    }

    /// Only names that we give: no separators, no dots but one (W16).
    fn path(&self, name: &str) -> Option<PathBuf> {
        let (stem, extension) = name.split_once('.')?;
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (plain(stem) && plain(extension) && name.len() <= 80).then(|| self.0.join(name))
    }
}

fn file_error(path: &std::path::Path, cause: std::io::Error) -> StorageError {
    StorageError::File {
        path: path.display().to_string(),
        cause,
    }
}
