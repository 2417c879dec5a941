//! A JSON reader that refuses what other readers accept (SECURITY JS1, JS2).
//!
//! Recursive descent with a bound on the depth, over the received bytes. Other readers keep the last of two equal
//! members and round large numbers; two texts could then share one digest.

mod parser;

use serde_json::Value;

/// How large a document may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Levels of nesting.
    pub depth: usize,
    /// Members per object.
    pub members: usize,
    /// Values in all.
    pub values: usize,
}

impl Limits {
    /// The limits for anything from the network.
    pub const NETWORK: Self = Self {
        depth: 32,
        members: 512,
        values: 20_000,
    };
    /// The limits for a document with a proof.
    pub const SIGNED: Self = Self {
        depth: 16,
        members: 512,
        values: 20_000,
    };
}

/// Why a text was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not UTF-8, or starts with a byte order mark.
    #[error("the text is not UTF-8 without byte order mark")]
    Encoding,
    /// Not JSON, or something follows the document.
    #[error("the text is not one JSON document (at byte {at})")]
    Syntax {
        /// Where.
        at: usize,
    },
    /// A member twice in one object, compared after unescaping.
    #[error("the member {name:?} occurs twice")]
    DuplicateMember {
        /// Which, cut to 80 characters.
        name: String,
    },
    /// U+0000 or a lone surrogate.
    #[error("a text contains a character that is not allowed")]
    ForbiddenCharacter,
    /// Too deep, too wide or too many values.
    #[error("the document has more than {limit} {what}")]
    TooLarge {
        /// Levels, members or values.
        what: &'static str,
        /// How many are allowed.
        limit: usize,
    },
    /// A number that is no finite value.
    #[error("a number is out of range")]
    Number,
}

/// Reads one JSON document.
///
/// # Errors
/// See [`JsonError`].
pub fn read(bytes: &[u8], limits: Limits) -> Result<Value, JsonError> {
    let text = std::str::from_utf8(bytes).map_err(|_| JsonError::Encoding)?;
    if text.starts_with('\u{FEFF}') {
        return Err(JsonError::Encoding);
    }
    parser::Parser::new(text, limits).document()
}

/// The largest integer that every reader keeps: 2^53 - 1.
pub const MAX_SAFE_INTEGER: i64 = 9_007_199_254_740_991;

/// Whether every number below `value` is an integer within ±(2^53 - 1), written without fraction or exponent.
#[must_use]
pub fn has_only_safe_integers(value: &Value) -> bool {
    match value {
        Value::Number(number) => number
            .as_i64()
            .is_some_and(|n| (-MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER).contains(&n)),
        Value::Array(items) => items.iter().all(has_only_safe_integers),
        Value::Object(members) => members.values().all(has_only_safe_integers),
        _ => true,
    }
}

/// Whether a value is nested more deeply than `depth` levels.
#[must_use]
pub fn is_deeper_than(value: &Value, depth: usize) -> bool {
    match value {
        Value::Array(items) => depth == 0 || items.iter().any(|item| is_deeper_than(item, depth - 1)),
        Value::Object(members) => depth == 0 || members.values().any(|item| is_deeper_than(item, depth - 1)),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
