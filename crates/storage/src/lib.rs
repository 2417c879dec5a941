//! How it is kept: rows and media; one module per aggregate; takes and returns domain types.

/// The database could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// It refused or failed.
    #[error("{0}")]
    Database(String),
}
