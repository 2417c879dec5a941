//! A JSON reader that refuses what other readers accept (SECURITY JS1, JS2).

use serde_json::Value;

/// How strictly to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Levels of nesting: 32, or 16 in a document with a proof.
    pub depth: usize,
    /// Members per object: 512.
    pub members: usize,
    /// Values in all: 20,000.
    pub values: usize,
}

impl Limits {
    /// The limits for anything from the network.
    pub const NETWORK: Self = Self {
        depth: 32,
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
pub fn read(_bytes: &[u8], _limits: Limits) -> Result<Value, JsonError> {
    todo!()
}

/// Whether every number below `value` is an integer within ±(2^53 - 1), written without fraction or exponent.
#[must_use]
pub fn has_only_safe_integers(_value: &Value) -> bool {
    todo!()
}
