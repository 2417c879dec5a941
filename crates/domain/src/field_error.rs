//! What is wrong with a field of a form, in a form that pages can translate and programs can read.

use serde::Serialize;

/// One fault of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The name of the field as in the form and the API, for example `what_we_did`.
    pub field: &'static str,
    /// What is wrong.
    pub fault: Fault,
}

/// The kinds of fault. Each has a text in the locale files, key `fault-…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum Fault {
    /// A required field is empty.
    Missing,
    /// More characters (graphemes) than allowed.
    TooLong {
        /// The most that is allowed.
        most: usize,
        /// What was given.
        given: usize,
    },
    /// More entries than allowed.
    TooMany {
        /// The most that is allowed.
        most: usize,
    },
    /// Not one of the closed list.
    NotInList {
        /// What was given, cut to 80 characters.
        given: String,
    },
    /// Not a value of the right form; `expected` names the form, for example `YYYY-MM`.
    Malformed {
        /// The form that is expected.
        expected: &'static str,
    },
    /// Control, bidi-control or other characters that a text may not contain.
    ForbiddenCharacter,
    /// The end is before the start.
    EndBeforeStart,
    /// "Nothing went wrong" helps nobody: write what was hard, or `unknown`.
    NothingWentWrong,
    /// A photo without alternative text.
    AltTextMissing,
    /// A photo on which people can be recognised and did not agree.
    PeopleDidNotAgree,
    /// Already in use.
    Taken,
    /// Shorter than allowed.
    TooShort {
        /// The least that is allowed.
        least: usize,
    },
    /// Too easy to guess.
    TooCommon,
    /// Characters that look the same are written in two ways (not in NFC, SECURITY EN1); the place is marked.
    NotNormalised {
        /// The line of the text, from 1.
        line: usize,
        /// The character in that line, from 1.
        column: usize,
    },
    /// A declaration's text has something in this line that cannot be frozen (PROTOCOL PD3).
    NotFreezable {
        /// The line of the text, from 1.
        line: usize,
    },
    /// A language that is listed has no text, or a text has no listed language.
    LanguageWithoutText {
        /// The language (BCP 47).
        language: String,
    },
}

/// As the end of a sentence that begins with the field.
impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => f.write_str("must be filled in"),
            Self::TooLong { most, given } => write!(f, "has {given} characters, at most {most} are allowed"),
            Self::TooMany { most } => write!(f, "may have at most {most} entries"),
            Self::NotInList { given } => write!(f, "{given:?} is not in the list"),
            Self::Malformed { expected } => write!(f, "must be {expected}"),
            Self::ForbiddenCharacter => f.write_str("contains a character that may not be there"),
            Self::EndBeforeStart => f.write_str("ends before it starts"),
            Self::NothingWentWrong => f.write_str("write what was hard, or \"unknown\""),
            Self::AltTextMissing => f.write_str("needs a description of the photo"),
            Self::PeopleDidNotAgree => f.write_str("shows people who did not agree"),
            Self::Taken => f.write_str("is already in use"),
            Self::TooShort { least } => write!(f, "must have at least {least} characters"),
            Self::TooCommon => f.write_str("is too easy to guess"),
            Self::NotNormalised { line, column } => {
                write!(
                    f,
                    "has a character in another form than NFC in line {line}, character {column}: type it anew"
                )
            }
            Self::NotFreezable { line } => write!(f, "has something in line {line} that a frozen text may not have"),
            Self::LanguageWithoutText { language } => write!(f, "{language} has no text"),
        }
    }
}

impl FieldError {
    /// A fault of a field.
    #[must_use]
    pub fn new(field: &'static str, fault: Fault) -> Self {
        Self { field, fault }
    }
}
