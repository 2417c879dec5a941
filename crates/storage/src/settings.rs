//! What is set once or in the admin pages: name and value.

use crate::{Db, StorageError, Tx};

/// One value.
///
/// # Errors
/// [`StorageError`].
pub async fn get(db: &Db<'_>, name: &str) -> Result<Option<String>, StorageError> {
    let row = db
        .row("SELECT value FROM settings WHERE name = $1", [name.into()])
        .await?;
    row.map(|row| row.get("value")).transpose()
}

/// Sets a value.
///
/// # Errors
/// [`StorageError`].
pub async fn set(tx: &Tx, name: &str, value: &str) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name.into(), value.into()],
    )
    .await?;
    Ok(())
}
