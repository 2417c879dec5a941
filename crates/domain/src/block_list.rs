//! Lists of blocked servers as files: the table that Mastodon imports and exports
//! (`#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate`), and the plain form with one name on
//! each line. Read whole, with the fault of each line: nothing is dropped silently.

use std::collections::BTreeMap;

use crate::{
    policy::Severity,
    text::{is_bidi_or_tag, one_line},
};

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 2 * 1024 * 1024;
/// The most lines.
pub const MOST_LINES: usize = 20_000;
/// The longest public comment, in graphemes.
pub const LONGEST_COMMENT: usize = 400;

const HEAD: [&str; 6] = [
    "#domain",
    "#severity",
    "#reject_media",
    "#reject_reports",
    "#public_comment",
    "#obfuscate",
];

/// A block of a whole server, as lists know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedBlock {
    /// The host in its ASCII form; its subdomains are meant too.
    pub host: String,
    /// How hard.
    pub severity: Severity,
    /// Its pictures are not taken. This node shows no pictures of others; kept for the next reader of the list.
    pub reject_media: bool,
    /// Its reports are not taken.
    pub reject_reports: bool,
    /// What everybody may read.
    pub comment: String,
    /// The name is shown with stars.
    pub obfuscate: bool,
}

/// Why a line is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// No name of a server.
    #[error("this is no name of a server")]
    NotAHost,
    /// Its name is partly hidden by stars.
    #[error("the name is partly hidden")]
    Hidden,
    /// A severity of `noop`: nothing would be done.
    #[error("the severity is noop: nothing would be done")]
    Nothing,
    /// A severity that is none.
    #[error("{0:?} is no severity")]
    Severity(String),
    /// Neither true nor false in a column.
    #[error("{0:?} is neither true nor false")]
    NotABoolean(String),
    /// The comment is too long, or has characters that hide others.
    #[error("the comment is too long or has invisible characters")]
    Comment,
    /// The same server as on an earlier line.
    #[error("line {0} names the same server")]
    Twice(u64),
    /// Cells beyond the columns of the first line.
    #[error("there is more than a name on the line")]
    TooManyCells,
}

/// Why nothing of a file can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListFault {
    /// More than [`LARGEST_FILE`] or [`MOST_LINES`].
    #[error("the list is too long: at most 2 MiB and 20,000 lines are read; split it")]
    TooLarge,
    /// Not UTF-8.
    #[error("the list is not in UTF-8")]
    NotUtf8,
    /// No line in it.
    #[error("the list has no lines")]
    Empty,
}

/// A list that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockList {
    /// What can be taken, with its line.
    pub blocks: Vec<(u64, ListedBlock)>,
    /// Lines that cannot, as they stand (shortened), and why.
    pub faults: Vec<(u64, String, LineFault)>,
}

/// How a line compares with the blocks in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference<'a> {
    /// Not blocked here yet.
    New,
    /// Blocked here in another way.
    Changed(&'a ListedBlock),
    /// The same here.
    Already,
}

impl BlockList {
    /// Reads a file in either form.
    ///
    /// # Errors
    /// [`ListFault`] when nothing of it can be read.
    pub fn read(bytes: &[u8]) -> Result<Self, ListFault> {
        if bytes.len() > LARGEST_FILE {
            return Err(ListFault::TooLarge);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|_| ListFault::NotUtf8)?;
        let text = text.replace("\r\n", "\n");
        let mut records = records(&text).peekable();
        let columns = match records.peek() {
            None => return Err(ListFault::Empty),
            Some((_, first)) => columns(first),
        };
        if columns.is_some() {
            records.next();
        }
        let (mut list, mut lines) = (Self::default(), BTreeMap::new());
        for (count, (line, cells)) in records.enumerate() {
            if count >= MOST_LINES {
                return Err(ListFault::TooLarge);
            }
            let read = match &columns {
                Some(columns) => row(columns, &cells),
                None if cells.first().is_some_and(|cell| cell.trim_start().starts_with('#')) => continue,
                None => row(&PLAIN, &cells),
            };
            let block = read.and_then(|block| match lines.insert(block.host.clone(), line) {
                None => Ok(block),
                Some(earlier) => {
                    lines.insert(block.host, earlier);
                    Err(LineFault::Twice(earlier))
                }
            });
            match block {
                Ok(block) => list.blocks.push((line, block)),
                Err(fault) => list.faults.push((line, shown(&cells), fault)),
            }
        }
        if list.blocks.is_empty() && list.faults.is_empty() {
            return Err(ListFault::Empty);
        }
        Ok(list)
    }
}

/// Writes a list as Mastodon reads it: every cell quoted, no cell that a spreadsheet would calculate (SECURITY CO8).
#[must_use]
pub fn write<'a>(blocks: impl IntoIterator<Item = &'a ListedBlock>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(HEAD);
    for block in blocks {
        let truth = |it: bool| if it { "true" } else { "false" }.to_owned();
        let _ = writer.write_record([
            shielded(&block.host),
            block.severity.as_str().to_owned(),
            truth(block.reject_media),
            truth(block.reject_reports),
            shielded(&block.comment),
            truth(block.obfuscate),
        ]);
    }
    writer.into_inner().unwrap_or_default()
}

/// Compares a line with the block of the same host that is in force, if there is one.
#[must_use]
pub fn compare<'a>(listed: &ListedBlock, ours: Option<&'a ListedBlock>) -> Difference<'a> {
    match ours {
        None => Difference::New,
        Some(ours) if ours == listed => Difference::Already,
        Some(ours) => Difference::Changed(ours),
    }
}

/// The name of a host in its ASCII form in lower case; addresses and ports are no names.
#[must_use]
pub fn host_name(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.');
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || matches!(c, '*' | '/' | '@' | '?' | '#' | '\\'))
    {
        return None;
    }
    let url = url::Url::parse(&format!("https://{text}/")).ok()?;
    let host = url.host_str()?;
    let bare = url.path() == "/" && url.port().is_none() && url.username().is_empty() && url.query().is_none();
    (bare && matches!(url.host(), Some(url::Host::Domain(_)))).then(|| host.to_owned())
}

/// A name with stars in its middle, for a list that is shown: `ex*****.net`.
#[must_use]
pub fn obfuscated(host: &str) -> String {
    let letters = host.chars().count();
    let (from, to) = (letters / 4 + 1, letters.saturating_sub(letters / 4 + 1));
    host.chars()
        .enumerate()
        .map(|(at, letter)| {
            if (from..to).contains(&at) && letter != '.' {
                '*'
            } else {
                letter
            }
        })
        .collect()
}

/// The columns of the plain form.
const PLAIN: [Option<usize>; 6] = [Some(0), None, None, None, None, None];

/// For each of our columns where it is in the file; nothing when the first line is no head.
fn columns(first: &[String]) -> Option<[Option<usize>; 6]> {
    let names: Vec<String> = first.iter().map(|name| name.trim().to_lowercase()).collect();
    let at = |wanted: &str| {
        names
            .iter()
            .position(|name| name == wanted || name.as_str() == wanted.trim_start_matches('#'))
    };
    at(HEAD[0])?;
    Some(HEAD.map(at))
}

fn records(text: &str) -> impl Iterator<Item = (u64, Vec<String>)> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        .filter_map(Result::ok)
        .map(|record| {
            let line = record.position().map_or(0, csv::Position::line);
            (line, record.iter().map(str::to_owned).collect::<Vec<_>>())
        })
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()))
        .collect::<Vec<_>>()
        .into_iter()
}

fn row(columns: &[Option<usize>; 6], cells: &[String]) -> Result<ListedBlock, LineFault> {
    let most = columns.iter().flatten().max().map_or(0, |last| last + 1);
    // Other software adds columns of its own; without a head there is only one.
    if *columns == PLAIN && cells.iter().skip(most).any(|cell| !cell.trim().is_empty()) {
        return Err(LineFault::TooManyCells);
    }
    let cell = |column: usize| {
        columns[column]
            .and_then(|at| cells.get(at))
            .map_or("", |cell| cell.trim())
    };
    let host = as_written(cell(0));
    if host.contains('*') {
        return Err(LineFault::Hidden);
    }
    let host = host_name(host).ok_or(LineFault::NotAHost)?;
    let severity = match cell(1).to_lowercase().as_str() {
        "" | "suspend" => Severity::Suspend,
        "silence" | "limit" => Severity::Silence,
        "noop" => return Err(LineFault::Nothing),
        other => return Err(LineFault::Severity(other.chars().take(40).collect())),
    };
    let truth = |column: usize| match cell(column).to_lowercase().as_str() {
        "" | "false" | "0" => Ok(false),
        "true" | "1" => Ok(true),
        other => Err(LineFault::NotABoolean(other.chars().take(40).collect())),
    };
    let comment = match as_written(cell(4)) {
        "" => String::new(),
        text if text.chars().any(is_bidi_or_tag) => return Err(LineFault::Comment),
        text => {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            one_line(&line, LONGEST_COMMENT).map_err(|_| LineFault::Comment)?
        }
    };
    Ok(ListedBlock {
        host,
        severity,
        reject_media: truth(2)?,
        reject_reports: truth(3)?,
        comment,
        obfuscate: truth(5)?,
    })
}

fn shown(cells: &[String]) -> String {
    let text = cells.join(",");
    text.chars()
        .filter(|c| !c.is_control() && !is_bidi_or_tag(*c))
        .take(80)
        .collect()
}

fn is_risky(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}'
    )
}

/// A cell that no spreadsheet takes for a formula.
fn shielded(text: &str) -> String {
    if text.starts_with(|c| is_risky(c) || c == '\'') {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A cell without the sign that [`shielded`] puts before it.
fn as_written(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| rest.starts_with(|c| is_risky(c) || c == '\''))
        .unwrap_or(cell)
}

#[cfg(test)]
mod tests;
