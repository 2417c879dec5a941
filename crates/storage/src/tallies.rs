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
    Ok(())
}

/// All numbers of a declaration, with what is hidden: for the host alone.
///
/// # Errors
/// [`StorageError`].
pub async fn counts(db: &Db<'_>, declaration: DeclarationId) -> Result<Counts, StorageError> {
    let rows = db
        .rows(
            "SELECT counter, number FROM tally_counters WHERE declaration = $1",
            [declaration.to_string().into()],
        )
        .await?;
    let mut counts = Counts::default();
    for row in rows {
        let counter: Counter = row
            .get::<String>("counter")?
            .parse()
            .map_err(|_| unreadable("counter"))?;
        counts.set(counter, row.get::<i64>("number")?.unsigned_abs());
    }
    Ok(counts)
}
