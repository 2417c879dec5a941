//! Lists of endorsements: the names of a tally, the queue of the host, likely duplicates.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    endorsement::{Kind, Status},
    ids::{DeclarationId, EndorsementId, OrganisationId},
    vocabulary::Country,
};

use super::{Endorsement, read};
use crate::{
    Db, StorageError, Tx,
    sql::{micros, unreadable},
};

/// Which of the counted ones are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of this country or place.
    pub country: Option<Country>,
    /// Folded words; each must begin a word of the name.
    pub words: Vec<String>,
    /// Those that came after closing, instead of the counted ones.
    pub late: bool,
    /// Countries in the order in which their names are wanted; all others come last.
    pub order: Vec<Country>,
    /// Skip this many.
    pub offset: u32,
    /// At most this many.
    pub most: u32,
}

/// Counted ones whose name or organisation may be shown, by country in the order wanted, then in the order in which they came; and how many
/// there are in all. Who is counted only is in no list.
///
/// # Errors
/// [`StorageError`].
pub async fn named(
    db: &Db<'_>,
    declaration: DeclarationId,
    wanted: &Wanted,
) -> Result<(Vec<Endorsement>, u64), StorageError> {
    let mut values: Vec<sea_orm::Value> = vec![declaration.to_string().into(), wanted.late.into()];
    let mut conditions = String::new();
    if let Some(country) = wanted.country {
        values.push(country.code().into());
        conditions += &format!(" AND country = ${}", values.len());
    }
    for word in &wanted.words {
        values.push(word.as_str().into());
        let from = values.len();
        values.push(format!("{word}\u{10FFFF}").into());
        conditions += &format!(
            " AND id IN (SELECT endorsement FROM endorsement_words WHERE token >= ${from} AND token < ${})",
            values.len()
        );
    }
    let matching = format!(
        "FROM endorsements WHERE declaration = $1 AND status IN ('stamped', 'recorded') AND late = $2
           AND visibility <> 'fully-hidden'{conditions}"
    );
    let sql = format!("SELECT country, COUNT(*) AS n {matching} GROUP BY country");
    let mut countries = Vec::new();
    for row in db.rows_with(&sql, values.clone()).await? {
        let number = row.get::<i64>("n")?.unsigned_abs();
        countries.push((row.get::<Option<String>>("country")?, number));
    }
    countries.sort_by_cached_key(|(country, _)| {
        let place = |code: &String| wanted.order.iter().position(|it| it.code() == code);
        let place = country.as_ref().and_then(place).unwrap_or(usize::MAX);
        (country.is_none(), place, country.clone())
    });
    let total = countries.iter().map(|(_, number)| number).sum();
    let (on_page, skip) = spanned(&countries, wanted);
    if on_page.is_empty() {
        return Ok((Vec::new(), total));
    }
    // Only the countries of this page are read and sorted.
    let (mut among, mut ranks) = (Vec::new(), String::new());
    for (rank, country) in on_page.iter().enumerate() {
        match country {
            Some(code) => {
                values.push(code.as_str().into());
                among.push(format!("country = ${}", values.len()));
                ranks += &format!(" WHEN country = ${} THEN {rank}", values.len());
            }
            None => among.push("country IS NULL".to_owned()),
        }
    }
    let ranked = if ranks.is_empty() {
        String::new()
    } else {
        format!("CASE{ranks} ELSE {} END, ", on_page.len())
    };
    values.push(i64::from(wanted.most).into());
    let most = values.len();
    values.push(i64::try_from(skip).unwrap_or(i64::MAX).into());
    let sql = format!(
        "SELECT * {matching} AND ({}) ORDER BY {ranked}id LIMIT ${most} OFFSET ${}",
        among.join(" OR "),
        values.len()
    );
    let rows = db.rows_with(&sql, values).await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// The countries that a page is of, and how many rows of the first one are on pages before.
fn spanned<'a>(countries: &'a [(Option<String>, u64)], wanted: &Wanted) -> (Vec<&'a Option<String>>, u64) {
    let (from, most) = (u64::from(wanted.offset), u64::from(wanted.most));
    let (mut before, mut skip, mut found) = (0, 0, Vec::new());
    for (country, number) in countries {
        let after = before + number;
        if after > from && before < from + most {
            if found.is_empty() {
                skip = from.saturating_sub(before);
            }
            found.push(country);
        }
        before = after;
    }
    (found, skip)
}

/// Those of a declaration that stand in some way, oldest first; and how many there are in all.
///
/// # Errors
/// [`StorageError`].
pub async fn by_status(
    db: &Db<'_>,
    declaration: DeclarationId,
    status: Status,
    offset: u32,
    most: u32,
) -> Result<(Vec<Endorsement>, u64), StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM endorsements WHERE declaration = $1 AND status = $2 ORDER BY received_at, id LIMIT $3 OFFSET $4",
            [
                declaration.to_string().into(),
                status.as_str().into(),
                i64::from(most).into(),
                i64::from(offset).into(),
            ],
        )
        .await?;
    let count = db
        .row(
            "SELECT COUNT(*) AS n FROM endorsements WHERE declaration = $1 AND status = $2",
            [declaration.to_string().into(), status.as_str().into()],
        )
        .await?;
    let total = count.map_or(Ok(0), |row| row.get::<i64>("n"))?.unsigned_abs();
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
}

/// By what one is known again when a list comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// Identifier.
    pub id: EndorsementId,
    /// As whom.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// Mark of the mailbox.
    pub mail_key: Option<String>,
    /// Mark of the name.
    pub folded: Option<String>,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
}

/// The keys of all of a declaration, oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn keys(db: &Db<'_>, declaration: DeclarationId) -> Result<Vec<Keys>, StorageError> {
    let rows = db
        .rows(
            "SELECT id, kind, status, mail_key, folded, signed_at FROM endorsements WHERE declaration = $1
             ORDER BY received_at, id",
            [declaration.to_string().into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Keys {
                id: row.parsed("id")?,
                kind: Kind::parse(&row.get::<String>("kind")?).ok_or_else(|| unreadable("kind"))?,
                status: Status::parse(&row.get::<String>("status")?).ok_or_else(|| unreadable("status"))?,
                mail_key: row.get("mail_key")?,
                folded: row.get("folded")?,
                signed_at: row.time("signed_at")?,
            })
        })
        .collect()
}

/// Those of a declaration with the mark of this mailbox or this name, oldest first: the same person or organisation, perhaps.
///
/// # Errors
/// [`StorageError`].
pub async fn by_mail(
    db: &Db<'_>,
    declaration: DeclarationId,
    mail_key: Option<&str>,
    folded: Option<&str>,
) -> Result<Vec<Endorsement>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM endorsements WHERE declaration = $1
               AND (mail_key IS NOT NULL AND mail_key = $2 OR folded IS NOT NULL AND folded = $3)
             ORDER BY received_at, id LIMIT 50",
            [
                declaration.to_string().into(),
                mail_key.map(str::to_owned).into(),
                folded.map(str::to_owned).into(),
            ],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Rows in which something stands as plain text that is sealed by now.
///
/// # Errors
/// [`StorageError`].
pub async fn unsealed(db: &Db<'_>, most: u32) -> Result<Vec<Endorsement>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM endorsements WHERE hidden LIKE '{%' OR folded LIKE '%|%' OR mail_key LIKE '%@%'
              ORDER BY id LIMIT $1",
            [i64::from(most).into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Stores what of a row is sealed, and its marks.
///
/// # Errors
/// [`StorageError`].
pub async fn reseal(tx: &Tx, it: &Endorsement) -> Result<(), StorageError> {
    tx.run(
        "UPDATE endorsements SET hidden = $2, hidden_salt = $3, folded = $4, mail = $5, mail_key = $6, check_note = $7
          WHERE id = $1",
        [
            it.id.to_string().into(),
            it.hidden.clone().into(),
            it.hidden_salt.clone().into(),
            it.folded.clone().into(),
            it.mail.clone().into(),
            it.mail_key.clone().into(),
            it.check_note.clone().into(),
        ],
    )
    .await?;
    Ok(())
}

/// All of one subject for a declaration, oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn of_subject(
    db: &Db<'_>,
    declaration: DeclarationId,
    subject: &str,
) -> Result<Vec<Endorsement>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM endorsements WHERE subject = $2 AND declaration = $1 ORDER BY sequence, id",
            [declaration.to_string().into(), subject.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Those of an author that count for declarations of ours, by its own key, oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn stamped_here(db: &Db<'_>, author: &str) -> Result<Vec<Endorsement>, StorageError> {
    let rows = db
        .rows(
            "SELECT e.* FROM endorsements e JOIN declarations d ON d.id = e.declaration
              WHERE e.author = $1 AND e.subject = $1 AND e.status = 'stamped' AND d.organisation IS NOT NULL
              ORDER BY e.sequence, e.id",
            [author.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Who endorsed a declaration by its own key, and counts or waits: in the order of the log, those that wait last.
///
/// # Errors
/// [`StorageError`].
pub async fn by_own_key(db: &Db<'_>, declaration: DeclarationId) -> Result<Vec<(EndorsementId, String)>, StorageError> {
    let rows = db
        .rows(
            "SELECT id, subject FROM endorsements
              WHERE declaration = $1 AND author = subject AND status IN ('stamped', 'accepted', 'offered', 'in-review')
              ORDER BY CASE WHEN log_index IS NULL THEN 1 ELSE 0 END, log_index, id",
            [declaration.to_string().into()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.parsed("id")?, row.get("subject")?)))
        .collect()
}

/// Those of a declaration that were stamped, in the order of the log, after an index.
///
/// # Errors
/// [`StorageError`].
pub async fn stamped(
    db: &Db<'_>,
    declaration: DeclarationId,
    after: Option<u64>,
    most: u32,
) -> Result<Vec<Endorsement>, StorageError> {
    let after = after.map_or(-1, u64::cast_signed);
    let rows = db
        .rows(
            "SELECT * FROM endorsements WHERE declaration = $1 AND status = 'stamped' AND log_index > $2
              ORDER BY log_index LIMIT $3",
            [declaration.to_string().into(), after.into(), i64::from(most).into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// The one whose entry of the log has this index.
///
/// # Errors
/// [`StorageError`].
pub async fn by_log_index(
    db: &Db<'_>,
    declaration: DeclarationId,
    index: u64,
) -> Result<Option<Endorsement>, StorageError> {
    let row = db
        .row(
            "SELECT * FROM endorsements WHERE declaration = $1 AND log_index = $2",
            [declaration.to_string().into(), index.cast_signed().into()],
        )
        .await?;
    row.as_ref().map(read).transpose()
}

/// Those that an organisation of ours gave, newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn given(
    db: &Db<'_>,
    organisation: OrganisationId,
    offset: u32,
    most: u32,
) -> Result<Vec<Endorsement>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM endorsements WHERE organisation = $1 ORDER BY signed_at DESC, id DESC LIMIT $2 OFFSET $3",
            [
                organisation.to_string().into(),
                i64::from(most).into(),
                i64::from(offset).into(),
            ],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Who hosts the declarations of others that an organisation of ours endorses, or asks to: ids of actors.
///
/// # Errors
/// [`StorageError`].
pub async fn hosts(db: &Db<'_>, organisation: OrganisationId) -> Result<Vec<String>, StorageError> {
    let rows = db
        .rows(
            "SELECT DISTINCT d.owner FROM endorsements e JOIN declarations d ON d.id = e.declaration
              WHERE e.organisation = $1 AND e.status IN ('offered', 'accepted', 'stamped') AND d.organisation IS NULL",
            [organisation.to_string().into()],
        )
        .await?;
    rows.iter().map(|row| row.get("owner")).collect()
}

/// Ours that were offered before a time and are not answered yet.
///
/// # Errors
/// [`StorageError`].
pub async fn waiting_since(db: &Db<'_>, before: DateTime<Utc>) -> Result<Vec<Endorsement>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM endorsements WHERE organisation IS NOT NULL AND status = 'offered' AND received_at < $1
               AND reason IS NULL ORDER BY received_at, id LIMIT 100",
            [micros(before)],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Sets the words by which a name is found; none when it is hidden or erased.
///
/// # Errors
/// [`StorageError`].
pub async fn index(tx: &Tx, endorsement: EndorsementId, words: &BTreeSet<String>) -> Result<(), StorageError> {
    let id = endorsement.to_string();
    tx.run(
        "DELETE FROM endorsement_words WHERE endorsement = $1",
        [id.as_str().into()],
    )
    .await?;
    for word in words {
        tx.run(
            "INSERT INTO endorsement_words (token, endorsement) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            [word.as_str().into(), id.as_str().into()],
        )
        .await?;
    }
    Ok(())
}

/// Adds the words of a new one, in one statement.
///
/// # Errors
/// [`StorageError`].
pub async fn add_words(tx: &Tx, endorsement: EndorsementId, words: &BTreeSet<String>) -> Result<(), StorageError> {
    if words.is_empty() {
        return Ok(());
    }
    let id = endorsement.to_string();
    let mut values: Vec<sea_orm::Value> = vec![id.into()];
    let mut rows = Vec::with_capacity(words.len());
    for word in words {
        values.push(word.as_str().into());
        rows.push(format!("(${}, $1)", values.len()));
    }
    let sql = format!(
        "INSERT INTO endorsement_words (token, endorsement) VALUES {} ON CONFLICT DO NOTHING",
        rows.join(", ")
    );
    tx.run_with(&sql, values).await?;
    Ok(())
}

/// Counted ones without a node whose mail address is kept, in the order of the log, after an entry.
///
/// # Errors
/// [`StorageError`].
pub async fn with_mail(
    db: &Db<'_>,
    declaration: DeclarationId,
    after: Option<u64>,
    most: u32,
) -> Result<Vec<Endorsement>, StorageError> {
    let after = after.map_or(-1, u64::cast_signed);
    let rows = db
        .rows(
            "SELECT * FROM endorsements WHERE declaration = $1 AND status = 'recorded' AND mail IS NOT NULL
                AND log_index > $2 ORDER BY log_index LIMIT $3",
            [declaration.to_string().into(), after.into(), i64::from(most).into()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Counted ones in the order of the log.
///
/// # Errors
/// [`StorageError`].
pub async fn logged(
    db: &Db<'_>,
    declaration: DeclarationId,
    offset: i64,
    most: i64,
) -> Result<Vec<Endorsement>, StorageError> {
    let rows = db
        .rows(
            "SELECT * FROM endorsements WHERE declaration = $1 AND status IN ('stamped', 'recorded') AND late = $4
             ORDER BY log_index LIMIT $2 OFFSET $3",
            [declaration.to_string().into(), most.into(), offset.into(), false.into()],
        )
        .await?;
    rows.iter().map(read).collect()
}
