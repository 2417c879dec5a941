//! The numbers of tallies as counters: the page costs the same with a million endorsements as with a hundred.

use std::collections::BTreeMap;

use domain::{
    figures::{Counter, Counts},
    ids::DeclarationId,
};

use crate::{Db, StorageError, Tx, sql::unreadable};

/// Changes counters: what each is raised or lowered by. One that reaches zero goes.
///
/// # Errors
/// [`StorageError`].
pub async fn shift(tx: &Tx, declaration: DeclarationId, by: &BTreeMap<Counter, i64>) -> Result<(), StorageError> {
    let id = declaration.to_string();
    for (counter, by) in by.iter().filter(|(_, by)| **by != 0) {
        let counter = counter.to_string();
        tx.run(
            "INSERT INTO tally_counters (declaration, counter, number) VALUES ($1, $2, $3)
             ON CONFLICT (declaration, counter) DO UPDATE SET number = tally_counters.number + excluded.number",
            [id.as_str().into(), counter.as_str().into(), (*by).into()],
        )
        .await?;
        if *by < 0 {
            tx.run(
                "DELETE FROM tally_counters WHERE declaration = $1 AND counter = $2 AND number <= 0",
                [id.as_str().into(), counter.as_str().into()],
            )
            .await?;
        }
    }
    if by.values().any(|by| *by != 0) {
        count_entry(tx, declaration, VERSION, 1).await?;
    }
    Ok(())
}

/// The word under which it is counted how often the numbers changed.
const VERSION: &str = "version";

/// Grows with each change of the numbers of a declaration.
///
/// # Errors
/// [`StorageError`].
pub async fn version(db: &Db<'_>, declaration: DeclarationId) -> Result<u64, StorageError> {
    entries(db, declaration, VERSION).await
}

/// All numbers of a declaration, with what is hidden: for the host alone.
///
/// # Errors
/// [`StorageError`].
pub async fn counts(db: &Db<'_>, declaration: DeclarationId) -> Result<Counts, StorageError> {
    read(
        db,
        "SELECT counter, number FROM tally_counters WHERE declaration = $1",
        declaration,
    )
    .await
}

/// Counters of entries of the log stand beside those of rows under this word.
const ENTRY: &str = "entry ";

/// Counts entries of the log about a declaration, by their kind.
///
/// # Errors
/// [`StorageError`].
pub async fn count_entry(tx: &Tx, declaration: DeclarationId, kind: &str, by: i64) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO tally_counters (declaration, counter, number) VALUES ($1, $2, $3)
         ON CONFLICT (declaration, counter) DO UPDATE SET number = tally_counters.number + excluded.number",
        [
            declaration.to_string().into(),
            format!("{ENTRY}{kind}").into(),
            by.into(),
        ],
    )
    .await?;
    Ok(())
}

/// How many entries of the log about a declaration are of a kind.
///
/// # Errors
/// [`StorageError`].
pub async fn entries(db: &Db<'_>, declaration: DeclarationId, kind: &str) -> Result<u64, StorageError> {
    let row = db
        .row(
            "SELECT number FROM tally_counters WHERE declaration = $1 AND counter = $2",
            [declaration.to_string().into(), format!("{ENTRY}{kind}").into()],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i64>("number")?.unsigned_abs()))
}

/// Only the numbers by country and kind: enough for a list.
///
/// # Errors
/// [`StorageError`].
pub async fn country_counts(db: &Db<'_>, declaration: DeclarationId) -> Result<Counts, StorageError> {
    read(
        db,
        "SELECT counter, number FROM tally_counters WHERE declaration = $1 AND counter LIKE 'country %'",
        declaration,
    )
    .await
}

async fn read(db: &Db<'_>, sql: &str, declaration: DeclarationId) -> Result<Counts, StorageError> {
    let mut counts = Counts::default();
    for row in db.rows(sql, [declaration.to_string().into()]).await? {
        let text: String = row.get("counter")?;
        if let Ok(counter) = text.parse::<Counter>() {
            counts.set(counter, row.get::<i64>("number")?.unsigned_abs());
        } else if !text.starts_with(ENTRY) {
            return Err(unreadable("counter"));
        }
    }
    Ok(counts)
}
