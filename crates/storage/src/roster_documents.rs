//! Rosters as their networks signed them, byte for byte: one line for each number, and the pages of a snapshot. Of our own
//! networks and of those that are trusted, so that any member can give them out (PM5).

use chrono::{DateTime, Utc};
use domain::{ids::NetworkId, membership::Tier};

use crate::{
    Db, StorageError, Tx,
    sql::{Row, micros, unreadable},
};

/// A signed line: one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of the roster that it makes.
    pub number: u64,
    /// The id of the activity.
    pub activity: String,
    /// Its exact bytes.
    pub body: Vec<u8>,
}

/// A signed page of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPage {
    /// Which page, from 1.
    pub page: u32,
    /// The number of the roster.
    pub number: u64,
    /// Its exact bytes.
    pub body: Vec<u8>,
    /// When it was stored.
    pub at: DateTime<Utc>,
}

/// Keeps a line. One number has one line: another one under it changes nothing.
///
/// # Errors
/// [`StorageError`].
pub async fn add_line(tx: &Tx, network: &str, line: &Line, at: DateTime<Utc>) -> Result<(), StorageError> {
    tx.run(
        "INSERT INTO roster_lines (network, number, activity, body, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (network, number) DO NOTHING",
        [
            network.into(),
            line.number.cast_signed().into(),
            line.activity.as_str().into(),
            line.body.clone().into(),
            micros(at),
        ],
    )
    .await?;
    Ok(())
}

/// The line with a number.
///
/// # Errors
/// [`StorageError`].
pub async fn line(db: &Db<'_>, network: &str, number: u64) -> Result<Option<Line>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM roster_lines WHERE network = $1 AND number = $2",
            [network.into(), number.cast_signed().into()],
        )
        .await?;
    row.as_ref().map(read_line).transpose()
}

/// Lines after a number, in order.
///
/// # Errors
/// [`StorageError`].
pub async fn lines(db: &Db<'_>, network: &str, after: u64, most: u32) -> Result<Vec<Line>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM roster_lines WHERE network = $1 AND number > $2 ORDER BY number LIMIT $3",
            [network.into(), after.cast_signed().into(), i64::from(most).into()],
        )
        .await?;
    rows.iter().map(read_line).collect()
}

/// The number of the newest line; 0 where there is none.
///
/// # Errors
/// [`StorageError`].
pub async fn newest(db: &Db<'_>, network: &str) -> Result<u64, StorageError> {
    let sql = "SELECT MAX(number) AS n FROM roster_lines WHERE network = $1";
    let row = db.row(sql, [network.into()]).await?;
    let newest = row.map(|row| row.get::<Option<i64>>("n")).transpose()?.flatten();
    Ok(newest.unwrap_or_default().cast_unsigned())
}

/// Replaces the pages of a snapshot.
///
/// # Errors
/// [`StorageError`].
pub async fn put_pages(tx: &Tx, network: &str, pages: &[SignedPage]) -> Result<(), StorageError> {
    tx.run("DELETE FROM roster_pages WHERE network = $1", [network.into()])
        .await?;
    for page in pages {
        tx.run(
            "INSERT INTO roster_pages (network, page, number, body, at) VALUES ($1, $2, $3, $4, $5)",
            [
                network.into(),
                i64::from(page.page).into(),
                page.number.cast_signed().into(),
                page.body.clone().into(),
                micros(page.at),
            ],
        )
        .await?;
    }
    Ok(())
}

/// A page of the snapshot.
///
/// # Errors
/// [`StorageError`].
pub async fn page(db: &Db<'_>, network: &str, page: u32) -> Result<Option<SignedPage>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM roster_pages WHERE network = $1 AND page = $2",
            [network.into(), i64::from(page).into()],
        )
        .await?;
    row.map(|row| {
        Ok(SignedPage {
            page,
            number: row.get::<i64>("number")?.cast_unsigned(),
            body: row.get("body")?,
            at: row.time("at")?,
        })
    })
    .transpose()
}

/// The tiers of those members of a network of ours whose actors are on one origin, which ends in `/`.
///
/// # Errors
/// [`StorageError`].
pub async fn tiers_at(db: &Db<'_>, network: NetworkId, origin: &str) -> Result<Vec<Tier>, StorageError> {
    // What follows the origin comes before the sign after `/`.
    let end = format!("{}0", origin.trim_end_matches('/'));
    let rows = db
        .rows(
            "SELECT DISTINCT tier FROM memberships WHERE network = $1 AND subject >= $2 AND subject < $3 AND tier IS NOT NULL",
            [network.to_string().into(), origin.into(), end.into()],
        )
        .await?;
    rows.iter()
        .map(|row| Tier::parse(&row.get::<String>("tier")?).ok_or_else(|| unreadable("tier")))
        .collect()
}

/// Forgets the lines and pages of a network.
///
/// # Errors
/// [`StorageError`].
pub async fn forget(tx: &Tx, network: &str) -> Result<(), StorageError> {
    tx.run("DELETE FROM roster_lines WHERE network = $1", [network.into()])
        .await?;
    tx.run("DELETE FROM roster_pages WHERE network = $1", [network.into()])
        .await?;
    Ok(())
}

fn read_line(row: &Row) -> Result<Line, StorageError> {
    Ok(Line {
        number: row.get::<i64>("number")?.cast_unsigned(),
        activity: row.get("activity")?,
        body: row.get("body")?,
    })
}
