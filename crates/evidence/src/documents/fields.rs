//! Members of a document, read strictly.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::Reason;
use crate::{log::Hash, proof::whole_seconds};

/// The longest plain text of a member, in bytes: far above a name.
const LONGEST: usize = 4_096;

pub(super) fn text<'a>(document: &'a Value, name: &str) -> Result<&'a str, Reason> {
    optional_text(document, name)?.ok_or(Reason::FieldInvalid)
}

/// A text that may be absent, but not empty.
pub(super) fn optional_text<'a>(document: &'a Value, name: &str) -> Result<Option<&'a str>, Reason> {
    match document.get(name) {
        None => Ok(None),
        Some(Value::String(text)) if !text.is_empty() && text.len() <= LONGEST => Ok(Some(text)),
        Some(_) => Err(Reason::FieldInvalid),
    }
}

pub(super) fn number(document: &Value, name: &str) -> Result<u64, Reason> {
    document.get(name).and_then(Value::as_u64).ok_or(Reason::FieldInvalid)
}

/// A whole number that counts from one.
pub(super) fn ordinal(document: &Value, name: &str) -> Result<u64, Reason> {
    number(document, name).and_then(|number| (number > 0).then_some(number).ok_or(Reason::FieldInvalid))
}

pub(super) fn time(document: &Value, name: &str) -> Result<DateTime<Utc>, Reason> {
    optional_time(document, name)?.ok_or(Reason::FieldInvalid)
}

pub(super) fn optional_time(document: &Value, name: &str) -> Result<Option<DateTime<Utc>>, Reason> {
    optional_text(document, name)?
        .map(|text| whole_seconds(text).ok_or(Reason::FieldInvalid))
        .transpose()
}

/// A value of a closed list.
pub(super) fn slug<T>(document: &Value, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Reason> {
    parse(text(document, name)?).ok_or(Reason::FieldInvalid)
}

/// 32 bytes in base64.
pub(super) fn hash(document: &Value, name: &str) -> Result<Hash, Reason> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD
        .decode(text(document, name)?)
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(Reason::FieldInvalid)
}

/// A list of texts; none when absent.
pub(super) fn texts<'a>(document: &'a Value, name: &str) -> Result<Vec<&'a str>, Reason> {
    match document.get(name) {
        None => Ok(Vec::new()),
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| item.as_str().ok_or(Reason::FieldInvalid))
            .collect(),
        Some(_) => Err(Reason::FieldInvalid),
    }
}
