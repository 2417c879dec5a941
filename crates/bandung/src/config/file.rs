//! A settings file in TOML as a flat list of keys, each with its line.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

/// A value as it was written, before anybody knows what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Raw {
    /// A text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// Names with texts.
    Pairs(BTreeMap<String, String>),
    /// Something else; the name of its type.
    Other(&'static str),
}

/// A key of a file.
pub(super) struct Entry {
    /// `section.key`.
    pub(super) key: String,
    /// Line, from 1.
    pub(super) line: usize,
    /// Its value.
    pub(super) value: Raw,
}

/// Reads a file; a fault of the syntax comes back with its line.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, (usize, String)> {
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        (line, error.message().to_owned())
    })?;
    let mut entries = Vec::new();
    for (section, value) in table.get_ref() {
        let line = line_of(text, section.span().start);
        match value.get_ref() {
            DeValue::Table(keys) => {
                for (key, value) in keys {
                    entries.push(Entry {
                        key: format!("{}.{}", section.get_ref(), key.get_ref()),
                        line: line_of(text, key.span().start),
                        value: raw(value.get_ref()),
                    });
                }
            }
            other => entries.push(Entry {
                key: section.get_ref().to_string(),
                line,
                value: raw(other),
            }),
        }
    }
    Ok(entries)
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

fn raw(value: &DeValue<'_>) -> Raw {
    let as_text = |value: &DeValue<'_>| value.as_str().map(str::to_owned);
    match value {
        DeValue::String(text) => Raw::Text(text.to_string()),
        DeValue::Array(items) => items
            .iter()
            .map(|item| as_text(item.get_ref()))
            .collect::<Option<Vec<_>>>()
            .map_or(Raw::Other("a list with something else than texts"), Raw::List),
        DeValue::Table(items) => items
            .iter()
            .map(|(name, item)| Some((name.get_ref().to_string(), as_text(item.get_ref())?)))
            .collect::<Option<BTreeMap<_, _>>>()
            .map_or(Raw::Other("a table with something else than texts"), Raw::Pairs),
        DeValue::Integer(_) | DeValue::Float(_) => Raw::Other("a number without quotation marks"),
        DeValue::Boolean(_) => Raw::Other("true or false"),
        DeValue::Datetime(_) => Raw::Other("a date"),
    }
}
