//! A declaration: one text in several official languages that is frozen when it opens (PROTOCOL 2.6 and 9, UX 4.3).
//!
//! A draft may be anything; [`DeclarationDraft::check`] gives a [`Declaration`] or all faults at once. From opening on
//! only the closing date, the recipients and the link to the next revision can change.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    endorsement::Kind,
    text::{Language, Teaser},
};

mod approval;
mod check;
mod draft;
mod exchange;
mod outline;
mod state;
pub use approval::{Approval, Approver, Decision};
pub use check::closing_date;
pub use draft::{DeclarationDraft, DeclarationFault, DraftText};
pub use exchange::{DeclarationExchange, TextExchange};
pub use outline::{Difference, Outline};
pub use state::{Change, ChangeFault, Moment, Period, State};

/// The text in one official language, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarationText {
    /// Its language.
    pub language: Language,
    /// Title, at most [`DeclarationText::LONGEST_TITLE`] graphemes, without `<` and `>` (PD3).
    pub title: String,
    /// Teaser (decision 6).
    pub summary: Teaser,
    /// Body in Markdown, NFC, LF; limited to headings of level 2 and 3, paragraphs, lists, quotes, emphasis and links.
    pub source: String,
}

impl DeclarationText {
    /// The longest title, in characters (PD3).
    pub const LONGEST_TITLE: usize = 300;
    /// The longest body, in characters.
    pub const LONGEST_SOURCE: usize = 60_000;
}

/// What happens to endorsements that come after closing (`bandung:lateEndorsements`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LatePolicy {
    /// They are refused with `closed`.
    #[default]
    Refused,
    /// They are kept and shown apart, never counted with the others.
    ShownSeparately,
}

impl LatePolicy {
    /// The slug, as on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::ShownSeparately => "shown-separately",
        }
    }

    /// The policy with this slug.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        [Self::Refused, Self::ShownSeparately]
            .into_iter()
            .find(|policy| policy.as_str() == slug)
    }
}

/// A declaration that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// The readable part of its address: a-z, 0-9 and `-`, at most 60 characters.
    pub slug: String,
    /// Its texts, one for each official language, in the order of the official languages; at least one.
    pub texts: Vec<DeclarationText>,
    /// The languages whose texts have equal standing, a part of the official ones; the first is the main one.
    pub authentic: Vec<Language>,
    /// From when it can be endorsed; nothing = from the moment of opening.
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when; nothing = until somebody closes it.
    pub closes_at: Option<DateTime<Utc>>,
    /// What happens after closing.
    pub late: LatePolicy,
    /// Who may endorse, by kind; at least one.
    pub may_endorse: Vec<Kind>,
    /// Who is accepted at once, who after a look.
    pub approval: Approval,
    /// To whom it is addressed, each at most 200 characters, at most 20.
    pub recipients: Vec<String>,
    /// Hashtags of its announcement, without `#`, at most 5.
    pub hashtags: Vec<String>,
}

impl Declaration {
    /// The official languages, in their order.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.texts.iter().map(|text| &text.language)
    }

    /// The text in a language, or in the main one.
    #[must_use]
    pub fn text(&self, language: &str) -> Option<&DeclarationText> {
        let exact = self.texts.iter().find(|text| text.language.as_str() == language);
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        exact
            .or_else(|| {
                self.texts
                    .iter()
                    .find(|text| primary(text.language.as_str()) == primary(language))
            })
            .or_else(|| self.main())
    }

    /// The text of the first authentic language, which gives `name`, `summary` and `content`.
    #[must_use]
    pub fn main(&self) -> Option<&DeclarationText> {
        let main = self.authentic.first()?;
        self.texts.iter().find(|text| text.language == *main)
    }
}

#[cfg(test)]
mod tests;
