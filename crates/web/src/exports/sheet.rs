//! Tables for spreadsheets: CSV and XLSX. No cell is ever taken for a formula (SECURITY CO8).

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Text of any kind.
    Text(String),
    /// A number that a spreadsheet may add up.
    Number(u64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

/// A table with a head.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// Name of its tab, at most 31 characters.
    pub(crate) name: String,
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe before it. Our own
/// import takes it off again.
fn safe(text: &str) -> String {
    let risky = text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ]);
    // A text that begins with an apostrophe and a sign keeps its own apostrophe on the way back.
    let quoted = text
        .strip_prefix('\'')
        .is_some_and(|rest| rest.starts_with(['=', '+', '-', '@', '\'']));
    if risky || quoted {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A table as CSV (RFC 4180): every cell quoted, UTF-8, with a byte order mark for spreadsheets that need one.
pub(crate) fn csv(sheet: &Sheet, mark: bool) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(if mark {
            "\u{FEFF}".as_bytes().to_vec()
        } else {
            Vec::new()
        });
    // Writing to memory cannot fail.
    let _ = writer.write_record(sheet.head.iter().map(|name| safe(name)));
    for row in &sheet.rows {
        let _ = writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) => safe(text),
            Cell::Number(number) => number.to_string(),
        }));
    }
    writer.into_inner().unwrap_or_default()
}

/// Tables as the sheets of one workbook. Texts are written as texts, never as formulas or links.
pub(crate) fn xlsx(sheets: &[Sheet], right_to_left: bool) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(tab(&sheet.name))?;
        page.set_right_to_left(right_to_left);
        page.set_freeze_panes(1, 0)?;
        for (column, name) in (0_u16..).zip(&sheet.head) {
            page.write_string_with_format(0, column, safe(name), &bold)?;
            page.set_column_width(column, if column == 0 { 32.0 } else { 18.0 })?;
        }
        for (line, row) in (1_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    // A number of more than 15 digits would be rounded by a spreadsheet.
                    Cell::Number(number) if *number < 1_000_000_000_000_000 => {
                        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
                        page.write_number(line, column, *number as f64)?;
                    }
                    Cell::Number(number) => {
                        page.write_string(line, column, number.to_string())?;
                    }
                    Cell::Text(text) => {
                        page.write_string(line, column, shortened(&safe(text)))?;
                    }
                }
            }
        }
    }
    book.save_to_buffer()
}

/// A name that a tab may have.
fn tab(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control())
        .take(31)
        .collect();
    if plain.trim().is_empty() { "1".to_owned() } else { plain }
}

/// A cell holds 32,767 characters.
fn shortened(text: &str) -> String {
    text.chars().take(32_000).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(names: &[&str]) -> Sheet {
        Sheet {
            name: "Names: all [1/2]".to_owned(),
            head: vec!["organisation".to_owned(), "total".to_owned()],
            rows: names
                .iter()
                .map(|name| vec![Cell::from(*name), Cell::Number(3)])
                .collect(),
        }
    }

    const RISKY: [&str; 8] = ["=1+1", "+cmd|x", "-2", "@SUM(A1)", "\tx", "\rx", "'=1", "''x"];

    #[test]
    fn co8_no_cell_begins_like_a_formula_and_reading_back_gives_the_same() {
        let mut plain = vec!["Water \"Forum\"", "a,b;c", "line\nbreak", "'quoted'", "مؤسسة", ""];
        plain.extend(RISKY);
        let written = csv(&sheet(&plain), true);
        let text = String::from_utf8(written).unwrap();
        assert!(text.starts_with("\u{FEFF}\"organisation\",\"total\"\r\n"));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let cells: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
        for (cell, name) in cells.iter().zip(&plain) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            // The rule of the import: one apostrophe before a sign or another apostrophe is taken off.
            let back = cell
                .strip_prefix('\'')
                .filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']))
                .unwrap_or(cell);
            assert_eq!(back, *name);
        }
    }

    #[test]
    fn co8_a_workbook_has_no_formula() {
        let bytes = xlsx(&[sheet(&RISKY), sheet(&[])], true);
        // Two tabs of one name are refused by the writer, and told.
        assert!(bytes.is_err());
        let bytes = xlsx(&[sheet(&RISKY)], true).unwrap();
        assert!(bytes.starts_with(b"PK"));
    }

    #[test]
    fn a_tab_has_a_name_that_spreadsheets_take() {
        assert_eq!(tab("Names: all [1/2]"), "Names all 12");
        assert_eq!(tab("///"), "1");
        assert_eq!(tab(&"x".repeat(50)).len(), 31);
    }
}
