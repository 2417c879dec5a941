//! A declaration as it is being written: everything may be missing or wrong; nothing that was typed is lost.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::{Approval, Declaration, DeclarationText, Difference, check, outline};
use crate::field_error::{Fault, FieldError};

/// The fields of the form as typed. Unknown members are refused (SECURITY JS7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeclarationDraft {
    /// Part of the address; empty = made from the main title.
    pub slug: String,
    /// One for each official language, in their order.
    pub texts: Vec<DraftText>,
    /// Languages of equal standing; empty = all.
    pub authentic: Vec<String>,
    /// `YYYY-MM-DD` or RFC 3339; empty = at opening.
    pub opens_at: String,
    /// `YYYY-MM-DD` (until the end of that day, UTC) or RFC 3339; empty = no date.
    pub closes_at: String,
    /// Slug; empty = `refused`.
    pub late: String,
    /// Slugs of kinds; empty = all three.
    pub may_endorse: Vec<String>,
    /// Who is accepted at once, who after a look.
    pub approval: Approval,
    /// One a line or entry.
    pub recipients: Vec<String>,
    /// With or without `#`.
    pub hashtags: Vec<String>,
}

/// One language of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DraftText {
    /// BCP 47.
    pub language: String,
    /// As typed.
    pub title: String,
    /// Teaser, as typed.
    pub summary: String,
    /// Markdown, as typed.
    pub source: String,
}

/// One fault of a draft; the language says in which of the texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeclarationFault {
    /// The language as typed; nothing for fields that have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Field and fault. Fields: `slug`, `texts`, `language`, `title`, `summary`, `source`, `authentic`, `opens_at`,
    /// `closes_at`, `late`, `may_endorse`, `approval`, `recipients`, `hashtags`.
    #[serde(flatten)]
    pub error: FieldError,
}

impl DeclarationFault {
    /// A fault of a field.
    #[must_use]
    pub fn new(language: Option<&str>, field: &'static str, fault: Fault) -> Self {
        Self {
            language: language.map(str::to_owned),
            error: FieldError::new(field, fault),
        }
    }
}

impl DeclarationDraft {
    /// The declaration, or all faults at once in the order of the form.
    ///
    /// # Errors
    /// The faults; never an empty list.
    pub fn check(&self) -> Result<Declaration, Vec<DeclarationFault>> {
        check::declaration(self)
    }

    /// In which languages the text has other parts than in the first: a paragraph is missing, a list is longer. A
    /// notice for people, no fault: languages may need other paragraphs (UX 4.3).
    #[must_use]
    pub fn differences(&self) -> Vec<Difference> {
        let mut texts = self.texts.iter().filter(|text| !text.source.trim().is_empty());
        let main = self
            .authentic
            .first()
            .and_then(|main| self.texts.iter().find(|text| text.language == *main));
        let Some(first) = main.or_else(|| texts.next()) else {
            return Vec::new();
        };
        self.texts
            .iter()
            .filter(|text| text.language != first.language && !text.source.trim().is_empty())
            .filter_map(|text| outline::difference(&text.language, &first.source, &text.source))
            .collect()
    }
}

impl From<&Declaration> for DeclarationDraft {
    fn from(declaration: &Declaration) -> Self {
        let moment = |at: &Option<DateTime<Utc>>| {
            at.map_or_else(String::new, |at| at.to_rfc3339_opts(SecondsFormat::Secs, true))
        };
        Self {
            slug: declaration.slug.clone(),
            texts: declaration.texts.iter().map(DraftText::from).collect(),
            authentic: declaration
                .authentic
                .iter()
                .map(|language| language.as_str().to_owned())
                .collect(),
            opens_at: moment(&declaration.opens_at),
            closes_at: moment(&declaration.closes_at),
            late: declaration.late.as_str().to_owned(),
            may_endorse: declaration
                .may_endorse
                .iter()
                .map(|kind| kind.as_str().to_owned())
                .collect(),
            approval: declaration.approval.clone(),
            recipients: declaration.recipients.clone(),
            hashtags: declaration.hashtags.clone(),
        }
    }
}

impl From<&DeclarationText> for DraftText {
    fn from(text: &DeclarationText) -> Self {
        Self {
            language: text.language.as_str().to_owned(),
            title: text.title.clone(),
            summary: text.summary.as_str().to_owned(),
            source: text.source.clone(),
        }
    }
}
