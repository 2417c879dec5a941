//! Texts that people write: length in graphemes, no control or bidi-control characters, one line or many.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::field_error::Fault;

/// Reads one line: trimmed, NFC, tabs as blanks, 1 to `most` graphemes.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::TooLong`] or [`Fault::ForbiddenCharacter`].
pub fn one_line(raw: &str, most: usize) -> Result<String, Fault> {
    let text: String = raw.trim().replace('\t', " ").nfc().collect();
    if text.chars().any(|c| c.is_control() || is_line_break(c)) {
        return Err(Fault::ForbiddenCharacter);
    }
    checked(text, most)
}

/// Reads a text of several lines: trimmed, NFC, LF as line break, 1 to `most` graphemes.
///
/// # Errors
/// As [`one_line`].
pub fn paragraphs(raw: &str, most: usize) -> Result<String, Fault> {
    let text: String = raw.replace("\r\n", "\n").replace('\t', " ").trim().nfc().collect();
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Fault::ForbiddenCharacter);
    }
    checked(text, most)
}

/// The line and paragraph separators of Unicode, which are no control characters.
fn is_line_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

fn checked(text: String, most: usize) -> Result<String, Fault> {
    if text.chars().any(is_bidi_or_tag) {
        return Err(Fault::ForbiddenCharacter);
    }
    let given = text.graphemes(true).count();
    match given {
        0 => Err(Fault::Missing),
        _ if given > most => Err(Fault::TooLong { most, given }),
        _ => Ok(text),
    }
}

/// Bidi controls, tag characters and other invisible characters that change how a text is read.
#[must_use]
pub fn is_bidi_or_tag(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{E0000}'..='\u{E007F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Cuts a text to at most `most` graphemes, at a sentence end where one is near.
#[must_use]
pub fn shorten(text: &str, most: usize) -> String {
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    if graphemes.len() <= most {
        return text.to_owned();
    }
    let head: String = graphemes[..most.saturating_sub(1)].concat();
    let sentence = head
        .rfind(['.', '!', '?', '。', '؟', '।'])
        .filter(|at| *at * 2 > head.len());
    sentence.map_or_else(
        || format!("{}…", head.rsplit_once(' ').map_or(head.as_str(), |(start, _)| start)),
        |at| {
            head.chars()
                .scan(0, |seen, c| {
                    *seen += c.len_utf8();
                    Some((*seen, c))
                })
                .take_while(|(end, c)| end - c.len_utf8() <= at)
                .map(|(_, c)| c)
                .collect()
        },
    )
}

/// The title of a practice or post: one line, 1 to 90 graphemes, without `<` and `>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Title(String);

impl Title {
    /// The longest title, in graphemes.
    pub const MOST: usize = 90;

    /// Reads a title.
    ///
    /// # Errors
    /// As [`one_line`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let text = one_line(raw, Self::MOST)?;
        if text.contains(['<', '>']) {
            Err(Fault::ForbiddenCharacter)
        } else {
            Ok(Self(text))
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The plain teaser of an article, 1 to 500 graphemes: what people on other servers see first (decision 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Teaser(String);

impl Teaser {
    /// The longest teaser, in graphemes.
    pub const MOST: usize = 500;

    /// Reads a teaser; line breaks become blanks.
    ///
    /// # Errors
    /// As [`one_line`].
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        one_line(&raw.split_whitespace().collect::<Vec<_>>().join(" "), Self::MOST).map(Self)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A language tag (BCP 47): `en`, `ar`, `zh-Hans`. Lower-case primary language of 2 or 3 letters, then subtags.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Reads a tag.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let primary = parts.next()?;
        let primary_ok = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
        let rest_ok =
            parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        (primary_ok && rest_ok && tag.len() <= 35).then(|| Self(tag.to_owned()))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether its usual script runs from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        matches!(
            self.0.split('-').next(),
            Some("ar" | "fa" | "he" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb")
        )
    }
}

impl TryFrom<String> for Language {
    type Error = String;
    fn try_from(tag: String) -> Result<Self, String> {
        Self::parse(&tag).ok_or_else(|| format!("{tag:?} is not a language tag (BCP 47)"))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

#[cfg(test)]
mod tests;
