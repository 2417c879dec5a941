//! What a command answers: text for people, a value for programs.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What is told while a command works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Told {
    /// How far it is, for the person at the terminal.
    Progress(String),
    /// The next piece of the file that it gives.
    Piece(String),
}

/// The answer of a command.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// For people.
    pub text: String,
    /// For programs (`--json`).
    pub value: Value,
    /// Exit code, when it is not 0.
    pub code: u8,
    /// A link that is worth a QR code on a terminal.
    pub link: Option<String>,
}

impl Reply {
    /// One sentence.
    pub(super) fn said(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            value: json!({ "message": text }),
            text,
            ..Self::default()
        }
    }

    /// A secret link that is shown once.
    pub(super) fn link(text: &str, link: String) -> Self {
        Self {
            text: format!("{text}\n  {link}"),
            value: json!({ "link": link }),
            link: Some(link),
            code: 0,
        }
    }

    /// A list, as a table and as it is.
    pub(super) fn list<T: Serialize, const N: usize>(
        items: &[T],
        head: [&str; N],
        row: impl Fn(&T) -> [String; N],
    ) -> Self {
        let rows: Vec<[String; N]> = items.iter().map(row).collect();
        Self {
            text: table(head, &rows),
            value: serde_json::to_value(items).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// One thing: a text, and the thing as it is.
    pub(crate) fn one(text: impl Into<String>, item: &impl Serialize) -> Self {
        Self {
            text: text.into(),
            value: serde_json::to_value(item).unwrap_or_default(),
            ..Self::default()
        }
    }
}

/// Columns with spaces between them; "nothing" when there are no rows.
fn table<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    if rows.is_empty() {
        return "nothing".to_owned();
    }
    let widths: [usize; N] = std::array::from_fn(|column| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or_default().max(head[column].chars().count())
    });
    let line = |cells: [&str; N]| {
        let padded: Vec<String> = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut lines = vec![line(head)];
    lines.extend(
        rows.iter()
            .map(|row| line(std::array::from_fn(|column| row[column].as_str()))),
    );
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["a".to_owned(), "1".to_owned()], ["longer".to_owned(), "2".to_owned()]];
        assert_eq!(table(["NAME", "N"], &rows), "NAME    N\na       1\nlonger  2");
        assert_eq!(table(["NAME"], &[]), "nothing");
    }
}
