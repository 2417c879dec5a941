//! Declarations as files: what `declaration draft FILE` reads and others export.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Approval, DeclarationDraft, DraftText};

/// A declaration as a file. `note`, `owner` and `revision` say where it came from and are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "each field has the meaning of the same field of DeclarationDraft"
)]
pub struct DeclarationExchange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    pub slug: String,
    pub opens_at: Option<String>,
    pub closes_at: Option<String>,
    pub late_endorsements: Option<String>,
    pub may_endorse: Vec<String>,
    pub can_endorse: Approval,
    /// The order of the texts; empty = the order of their tags.
    pub official_languages: Vec<String>,
    pub authentic_languages: Vec<String>,
    pub hashtags: Vec<String>,
    pub recipients: Vec<String>,
    pub languages: BTreeMap<String, TextExchange>,
}

/// One language in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "each field has the meaning of the same field of DraftText")]
pub struct TextExchange {
    pub title: String,
    pub summary: String,
    pub source: String,
}

impl DeclarationExchange {
    /// The form filled in with this, still unchecked. A language that is listed without a text, and a text whose
    /// language is not listed, both come into the form, so that the check names them.
    #[must_use]
    pub fn into_draft(self) -> DeclarationDraft {
        let mut languages = self.languages;
        let listed = self.official_languages.into_iter().map(|language| {
            let text = languages.remove(&language).unwrap_or_default();
            (language, text)
        });
        let mut texts: Vec<_> = listed.collect();
        texts.extend(languages);
        DeclarationDraft {
            slug: self.slug,
            texts: texts
                .into_iter()
                .map(|(language, text)| DraftText {
                    language,
                    title: text.title,
                    summary: text.summary,
                    source: text.source,
                })
                .collect(),
            authentic: self.authentic_languages,
            opens_at: self.opens_at.unwrap_or_default(),
            closes_at: self.closes_at.unwrap_or_default(),
            late: self.late_endorsements.unwrap_or_default(),
            may_endorse: self.may_endorse,
            approval: self.can_endorse,
            recipients: self.recipients,
            hashtags: self.hashtags,
        }
    }
}
