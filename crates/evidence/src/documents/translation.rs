//! An unofficial translation: nobody's endorsed text (PROTOCOL 2.6).

use serde_json::Value;

use super::{Known, Reason, check_signed, fields};
use crate::text_digest::is_language_tag;

/// How good a translation is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranslationStatus {
    /// By a machine.
    Machine,
    /// Looked over by a person.
    Reviewed,
    /// By the owner of the declaration.
    Official,
}

/// A translation of a declaration's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Its id.
    pub id: String,
    /// Who made it.
    pub author: String,
    /// The declaration.
    pub of: String,
    /// The digest of the text that was translated.
    pub digest: String,
    /// Into which language.
    pub language: String,
    /// How good it is said to be.
    pub status: TranslationStatus,
}

impl Translation {
    /// Checks a translation. `digest_of` gives the digest of a declaration that is known.
    ///
    /// # Errors
    /// Reasons of steps 2 to 7.
    pub fn check(
        document: &Value,
        known: &Known<'_>,
        digest_of: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Reason> {
        let proven = check_signed(document, known)?;
        let is_translation = fields::text(document, "type")? == "Article"
            && fields::text(document, "bandung:documentKind")? == "https://w3id.org/bandung#Translation";
        if !is_translation {
            return Err(Reason::NotSupported);
        }
        let read = Self {
            id: proven.id.as_str().to_owned(),
            author: proven.author.as_str().to_owned(),
            of: fields::text(document, "bandung:translationOf")?.to_owned(),
            digest: fields::text(document, "bandung:translatedDigest")?.to_owned(),
            language: fields::text(document, "bandung:language")?.to_owned(),
            status: fields::slug(document, "bandung:translationStatus", |slug| match slug {
                "machine" => Some(TranslationStatus::Machine),
                "reviewed" => Some(TranslationStatus::Reviewed),
                "official" => Some(TranslationStatus::Official),
                _ => None,
            })?,
        };
        if !is_language_tag(&read.language) {
            return Err(Reason::FieldInvalid);
        }
        if digest_of(&read.of).is_some_and(|digest| digest != read.digest) {
            return Err(Reason::DigestMismatch);
        }
        Ok(read)
    }
}
