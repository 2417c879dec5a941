//! The PDF of a declaration and its signatories, set by typst (feature `pdf`). All words are handed over as data, so
//! that no name is read as markup; a character that no font has stops the PDF and names the row.

mod fonts;
mod markup;
mod setting;

use serde::Serialize;

pub(crate) use fonts::Fonts;
pub(crate) use markup::{Node, nodes};

/// All that the PDF says.
#[derive(Serialize)]
pub(crate) struct Document {
    pub(crate) lang: &'static str,
    pub(crate) dir: &'static str,
    pub(crate) node: String,
    pub(crate) title: String,
    pub(crate) lead: Vec<String>,
    pub(crate) counts: Vec<Count>,
    pub(crate) below: Vec<String>,
    pub(crate) check: Check,
    pub(crate) text: Text,
    pub(crate) tables: Vec<Table>,
    pub(crate) map: Captioned,
    pub(crate) growth: Captioned,
    pub(crate) method: Method,
    pub(crate) names: Names,
    pub(crate) footer: String,
    /// `@` stands for the page, `#` for the number of pages.
    pub(crate) page_of: String,
    #[serde(skip)]
    pub(crate) pictures: Pictures,
}

/// Pictures (SVG).
pub(crate) struct Pictures {
    pub(crate) map: String,
    pub(crate) growth: String,
    pub(crate) code: String,
}

/// A large number and what was counted.
#[derive(Serialize)]
pub(crate) struct Count {
    pub(crate) number: String,
    pub(crate) what: String,
}

/// Where the count can be checked.
#[derive(Serialize)]
pub(crate) struct Check {
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) link: String,
    pub(crate) digest: String,
}

/// The frozen text in one language.
#[derive(Serialize)]
pub(crate) struct Text {
    pub(crate) lang: String,
    pub(crate) dir: &'static str,
    pub(crate) title: String,
    pub(crate) nodes: Vec<Node>,
}

/// A table.
#[derive(Serialize)]
pub(crate) struct Table {
    pub(crate) title: String,
    pub(crate) note: String,
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Serialize)]
pub(crate) struct Row {
    pub(crate) cells: Vec<String>,
    /// A sum over the rows that follow.
    pub(crate) strong: bool,
}

/// A picture's title and what stands below it.
#[derive(Serialize)]
pub(crate) struct Captioned {
    pub(crate) title: String,
    pub(crate) note: String,
}

/// How it was counted.
#[derive(Serialize)]
pub(crate) struct Method {
    pub(crate) title: String,
    pub(crate) lines: Vec<String>,
}

/// Who endorsed.
#[derive(Serialize)]
pub(crate) struct Names {
    pub(crate) title: String,
    pub(crate) note: String,
    pub(crate) groups: Vec<Group>,
}

/// The names of one country.
#[derive(Serialize)]
pub(crate) struct Group {
    pub(crate) title: String,
    pub(crate) names: Vec<Name>,
}

/// A name, and what is said behind it.
#[derive(Serialize)]
pub(crate) struct Name {
    pub(crate) first: Words,
    pub(crate) second: Option<Words>,
}

/// Words in their own direction.
#[derive(Serialize)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) dir: &'static str,
}

impl Words {
    /// Finds out the direction.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            dir: direction(&text),
            text,
        }
    }
}

/// The direction of the first letter that has one.
fn direction(text: &str) -> &'static str {
    let strong = text.chars().find(|c| c.is_alphabetic());
    match strong {
        Some('\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}') => "rtl",
        _ => "ltr",
    }
}

/// Why there is no PDF.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum PdfFault {
    /// No font of this machine has a character of this row.
    Glyph {
        /// The name or line that cannot be set.
        row: String,
        /// The character.
        character: char,
    },
    /// The machine has no fonts at all.
    NoFonts,
    /// Our template is wrong.
    Template(String),
}

/// Sets the document. Takes seconds for a thousand names: call it where waiting does no harm.
///
/// # Errors
/// A missing character, with its row.
pub(crate) fn set(document: &Document, fonts: &'static Fonts) -> Result<Vec<u8>, PdfFault> {
    if fonts.is_empty() {
        return Err(PdfFault::NoFonts);
    }
    for line in lines(document) {
        if let Some(character) = fonts.missing(line) {
            return Err(PdfFault::Glyph {
                row: line.to_owned(),
                character,
            });
        }
    }
    setting::compile(document, fonts)
}

/// Everything that people wrote or chose; our own texts are in scripts that the fonts of the language have as well.
fn lines(document: &Document) -> impl Iterator<Item = &str> {
    let names = document.names.groups.iter().flat_map(|group| &group.names);
    let words = names.flat_map(|name| std::iter::once(&name.first).chain(&name.second));
    let rows = document.tables.iter().flat_map(|table| &table.rows);
    let cells = rows.flat_map(|row| &row.cells).map(String::as_str);
    let own = document
        .lead
        .iter()
        .chain(&document.below)
        .chain(&document.method.lines);
    let titles = [
        document.title.as_str(),
        document.node.as_str(),
        document.text.title.as_str(),
    ];
    titles
        .into_iter()
        .chain(own.map(String::as_str))
        .chain(document.text.nodes.iter().flat_map(Node::texts))
        .chain(cells)
        .chain(words.map(|words| words.text.as_str()))
}

#[cfg(test)]
mod tests;
