//! The lines of memberships: appended, never changed.

use domain::{ids::MembershipId, membership::Entry};

use crate::{
    Db, StorageError, Tx,
    sql::{micros, unreadable},
};

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1, without gaps.
    pub number: u32,
    /// The version of the network's rules by which it was judged.
    pub rules: u32,
    /// The name of who did it, as it is shown.
    pub who: String,
    /// What happened.
    pub entry: Entry,
}

/// Appends a line; gives its number.
///
/// # Errors
/// [`StorageError`].
pub async fn append(
    tx: &Tx,
    membership: MembershipId,
    rules: u32,
    who: &str,
    entry: &Entry,
) -> Result<u32, StorageError> {
    let text = serde_json::to_string(entry).map_err(|_| unreadable("entry"))?;
    let row = Db::from(tx)
        .row(
            "INSERT INTO membership_entries (membership, number, at, rules, who, entry)
             SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5 FROM membership_entries WHERE membership = $1
             RETURNING number",
            [
                membership.to_string().into(),
                micros(entry.at),
                i64::from(rules).into(),
                who.into(),
                text.into(),
            ],
        )
        .await?;
    row.map_or(Ok(0), |row| Ok(row.get::<i32>("number")?.cast_unsigned()))
}

/// All lines of a membership, in order.
///
/// # Errors
/// [`StorageError`].
pub async fn lines(db: &Db<'_>, membership: MembershipId) -> Result<Vec<Line>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM membership_entries WHERE membership = $1 ORDER BY number",
            [membership.to_string().into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Line {
                number: row.get::<i32>("number")?.cast_unsigned(),
                rules: row.get::<i32>("rules")?.cast_unsigned(),
                who: row.get("who")?,
                entry: serde_json::from_str(&row.get::<String>("entry")?).map_err(|_| unreadable("entry"))?,
            })
        })
        .collect()
}
