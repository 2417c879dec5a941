//! Lists of signatures as files: paper lists typed in, and exports of other systems (UX 5.3, last paragraph).
//!
//! Columns are recognised by their names in any of the seven languages, in any order; cells are text, whatever a
//! spreadsheet would make of them. A file is read whole, with all faults of each row: nothing is dropped silently.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    declaration::{LatePolicy, Moment, Period},
    endorsement::{Channel, Check, Kind, Signature, SignatureDraft, Status},
    field_error::{Fault, FieldError},
    form,
};

mod dates;
mod signed_at;
mod words;
pub use signed_at::SignedAt;
pub use words::Column;

/// The largest file, in bytes: 5 MiB.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// More than [`LARGEST_FILE`].
    #[error("the file has {0} bytes, at most 5 MiB are read: split it")]
    TooLarge(usize),
    /// Not in UTF-8 (or UTF-16 with its mark).
    #[error("line {line} is not in UTF-8: save the file as \"CSV UTF-8\"")]
    NotUtf8 {
        /// The line, from 1.
        line: usize,
    },
    /// Nothing in it.
    #[error("the file has no rows")]
    Empty,
    /// No column of names, or none of countries.
    #[error("no column for {} was recognised in the first line; it has: {}", .missing.as_str(), .header.join(", "))]
    ColumnMissing {
        /// The column that is needed.
        missing: Column,
        /// What the first line has.
        header: Vec<String>,
    },
    /// Two columns have names of the same meaning.
    #[error("two columns are for {}: rename or remove one", .0.as_str())]
    ColumnTwice(Column),
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureFile {
    /// The first line as it stands.
    pub header: Vec<String>,
    /// What each column means; nothing = not used.
    pub columns: Vec<Option<Column>>,
    /// The rows below it, in their order. Empty lines are left out.
    pub rows: Vec<FileRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// The line in the file on which it begins; the first line is 1.
    pub line: u64,
    /// Its cells as they stand.
    pub cells: Vec<String>,
    /// The form filled in with them.
    pub draft: SignatureDraft,
    /// What it says, or all its faults.
    pub outcome: Result<SignatureRow, Vec<FieldError>>,
    /// A cell begins like a formula; it is kept as text.
    pub formula: bool,
}

/// A row that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureRow {
    /// What the file says about where it stands; nothing = to be found out.
    pub status: Option<Status>,
    /// The signature.
    pub signature: Signature,
    /// The way in; nothing = that of the whole file.
    pub channel: Option<Channel>,
    /// What was checked; nothing = that of the whole file.
    pub check: Option<Check>,
    /// When; nothing = at the time of the import.
    pub signed_at: Option<SignedAt>,
}

/// How many rows have which fault, for a preview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Rows.
    pub rows: usize,
    /// Rows that can be taken.
    pub good: usize,
    /// Rows with faults.
    pub faulty: usize,
    /// Rows with a cell that begins like a formula.
    pub formulas: usize,
}

impl SignatureFile {
    /// Reads a file.
    ///
    /// # Errors
    /// [`FileFault`] when nothing of it can be read.
    pub fn read(bytes: &[u8]) -> Result<Self, FileFault> {
        if bytes.len() > LARGEST_FILE {
            return Err(FileFault::TooLarge(bytes.len()));
        }
        let text = decode(bytes)?;
        let mut records = records(&text);
        let (_, header) = records.next().ok_or(FileFault::Empty)?;
        let columns = columns(&header)?;
        let records: Vec<_> = records.collect();
        let order = dates::Order::of(
            records
                .iter()
                .filter_map(|(_, cells)| cell(&columns, cells, Column::SignedAt)),
        );
        let rows: Vec<_> = records
            .into_iter()
            .map(|(line, cells)| row(line, cells, &columns, order))
            .collect();
        if rows.is_empty() {
            return Err(FileFault::Empty);
        }
        Ok(Self { header, columns, rows })
    }

    /// What is in it, counted.
    #[must_use]
    pub fn preview(&self) -> Preview {
        let good = self.rows.iter().filter(|row| row.outcome.is_ok()).count();
        Preview {
            rows: self.rows.len(),
            good,
            faulty: self.rows.len() - good,
            formulas: self.rows.iter().filter(|row| row.formula).count(),
        }
    }
}

impl SignatureRow {
    /// Whether it was signed while the text could be endorsed; without a date, `now` is taken.
    #[must_use]
    pub fn moment(&self, period: Period, late: LatePolicy, now: DateTime<Utc>) -> Moment {
        self.signed_at.unwrap_or(SignedAt::Moment(now)).judge(period, late, now)
    }
}

/// UTF-8 with or without its mark; UTF-16 with its mark, as spreadsheets save "Unicode text".
fn decode(bytes: &[u8]) -> Result<String, FileFault> {
    let wide = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let units = rest.chunks(2).map(|pair| match pair {
            [a, b] => read([*a, *b]),
            _ => 0xFFFD,
        });
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.map_err(|_| FileFault::NotUtf8 { line: 1 })
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] | rest => {
            std::str::from_utf8(rest)
                .map(str::to_owned)
                .map_err(|error| FileFault::NotUtf8 {
                    line: 1 + rest[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count(),
                })
        }
    }
}

/// The records with the line on which each begins. The separator is the one that the first line has most of.
fn records(text: &str) -> impl Iterator<Item = (u64, Vec<String>)> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|b| *b == sign).count();
    let delimiter = [b';', b'\t']
        .into_iter()
        .fold(b',', |best, sign| if count(sign) > count(best) { sign } else { best });
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(VecDeque::from(text.replace("\r\n", "\n").into_bytes()))
        .into_records()
        .filter_map(Result::ok)
        .map(|record| {
            let line = record.position().map_or(0, csv::Position::line);
            (line, record.iter().map(str::to_owned).collect())
        })
        .filter(|(_, cells): &(u64, Vec<String>)| cells.iter().any(|cell| !cell.trim().is_empty()))
}

fn columns(header: &[String]) -> Result<Vec<Option<Column>>, FileFault> {
    let columns: Vec<Option<Column>> = header.iter().map(|name| words::column(name)).collect();
    for (at, column) in columns.iter().enumerate() {
        if let Some(column) = column
            && columns[..at].contains(&Some(*column))
        {
            return Err(FileFault::ColumnTwice(*column));
        }
    }
    let has = |column: Column| columns.contains(&Some(column));
    let missing = if !has(Column::Country) {
        Column::Country
    } else if !has(Column::Organisation) && !has(Column::Person) {
        Column::Organisation
    } else {
        return Ok(columns);
    };
    Err(FileFault::ColumnMissing {
        missing,
        header: header
            .iter()
            .take(30)
            .map(|name| name.chars().take(40).collect())
            .collect(),
    })
}

fn cell<'a>(columns: &[Option<Column>], cells: &'a [String], wanted: Column) -> Option<&'a str> {
    let at = columns.iter().position(|column| *column == Some(wanted))?;
    cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}

fn row(line: u64, cells: Vec<String>, columns: &[Option<Column>], order: dates::Order) -> FileRow {
    let text = |column: Column| as_written(cell(columns, &cells, column).unwrap_or_default()).to_owned();
    let (organisation, person) = (text(Column::Organisation), text(Column::Person));
    let draft = SignatureDraft {
        kind: words::kind(&text(Column::Kind), !organisation.is_empty(), !person.is_empty()),
        organisation,
        organisation_type: text(Column::OrganisationType),
        country: words::country(&text(Column::Country)),
        person,
        role: text(Column::Role),
        mail: text(Column::Mail),
        language: text(Column::Language),
        visibility: words::visibility(&text(Column::Visibility)),
        reservation: text(Column::Reservation),
    };
    let mut faults = Vec::new();
    let mut take = |field: &'static str, fault: Fault| faults.push(FieldError::new(field, fault));
    let surplus = cells
        .get(columns.len()..)
        .is_some_and(|rest| rest.iter().any(|cell| !cell.trim().is_empty()));
    if surplus {
        take("cells", Fault::TooMany { most: columns.len() });
    }
    let status = form::optional(&text(Column::Status), |raw| form::choice(raw, words::status))
        .map_err(|fault| take("status", fault))
        .ok();
    let channel = form::optional(&text(Column::Channel), |raw| form::choice(raw, Channel::parse))
        .map_err(|fault| take("channel", fault))
        .ok();
    let check = form::optional(&text(Column::Check), |raw| form::choice(raw, Check::parse))
        .map_err(|fault| take("check", fault))
        .ok();
    let signed_at = form::optional(&text(Column::SignedAt), |raw| dates::read(raw, order))
        .map_err(|fault| take("signed_at", fault))
        .ok();
    let outcome = match draft.check() {
        Ok(signature) if faults.is_empty() => Ok(SignatureRow {
            status: status.flatten(),
            signature,
            channel: channel.flatten(),
            check: check.flatten(),
            signed_at: signed_at.flatten(),
        }),
        Ok(_) => Err(faults),
        Err(mut found) => {
            found.extend(faults);
            Err(found)
        }
    };
    FileRow {
        line,
        formula: cells.iter().any(|cell| begins_like_a_formula(cell)),
        draft,
        outcome,
        cells,
    }
}

/// A cell without the sign that our own files put before what looks like a formula.
fn as_written(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| begins_like_a_formula(rest))
        .unwrap_or(cell)
}

/// Whether a spreadsheet would calculate a cell (SECURITY CO8). Numbers and signs alone are none.
#[must_use]
pub fn begins_like_a_formula(cell: &str) -> bool {
    let formula = cell.starts_with(['=', '@', '\t', '\r'])
        || (cell.starts_with(['+', '-']) && cell.chars().any(char::is_alphabetic));
    formula && cell.chars().count() > 1
}

impl FileRow {
    /// As whom the row signs, for a row with faults as far as it says.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.draft.kind)
    }
}

#[cfg(test)]
mod tests;
