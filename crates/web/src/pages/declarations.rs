//! Declarations for everybody: the text, the form, the count, the names, one's own endorsement.

pub(crate) mod endorse;
pub(crate) mod figures;
pub(crate) mod member;
pub(crate) mod names;
pub(crate) mod own;
pub(crate) mod own_node;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
pub(crate) mod proof;
pub(crate) mod take_away;
pub(crate) mod tally;
pub(crate) mod text;

use std::cmp::Ordering;

use chrono::{DateTime, Utc};
use domain::{
    declaration::State,
    endorsement::{Kind, Signatory},
};
use operations::view::declarations::DeclarationCard;

use crate::{field::languages, frame::Frame};

/// What stands at the head of the pages of one declaration.
pub(crate) struct Head {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) when: String,
    pub(crate) revision: u32,
    pub(crate) open: bool,
}

impl Head {
    /// From what lists show of it.
    pub(crate) fn new(v: &Frame, card: &DeclarationCard, now: DateTime<Utc>) -> Self {
        Self {
            slug: card.slug.clone(),
            title: card.title.clone(),
            language: card.language.clone(),
            when: when(v, card, now),
            revision: card.revision,
            open: card.state == State::Open,
        }
    }

    /// With the official title in the language of the page, where there is one.
    pub(crate) fn titled(mut self, v: &Frame, titles: &[(String, String)]) -> Self {
        let primary = |language: &str| language.split('-').next() == Some(v.lang());
        if !primary(&self.language)
            && let Some((language, title)) = titles.iter().find(|(language, _)| primary(language))
        {
            (self.language, self.title) = (language.clone(), title.clone());
        }
        self
    }
}

/// A declaration in a list, in words.
pub(crate) struct CardLine {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) summary: String,
    pub(crate) author: String,
    pub(crate) author_page: String,
    pub(crate) when: String,
    /// Of the text, from 1.
    pub(crate) revision: u32,
    /// Number and what was counted.
    pub(crate) numbers: Option<Vec<(String, String)>>,
}

impl CardLine {
    /// From what lists show of it.
    pub(crate) fn new(v: &Frame, card: &DeclarationCard, now: DateTime<Utc>) -> Self {
        Self {
            slug: card.slug.clone(),
            title: card.title.clone(),
            language: card.language.clone(),
            summary: card.summary.clone(),
            author: card.owner.name.clone(),
            author_page: card.owner.page.clone(),
            when: when(v, card, now),
            revision: card.revision,
            numbers: numbers(v, card),
        }
    }
}

/// Endorsements and countries of a declaration that was opened.
pub(crate) fn numbers(v: &Frame, card: &DeclarationCard) -> Option<Vec<(String, String)>> {
    (card.state != State::Draft).then(|| {
        vec![
            (v.number(card.counted), v.n("endorsements-of", card.counted)),
            (v.number(card.countries), v.n("count-countries", card.countries)),
        ]
    })
}

/// Whether it is open, and until when.
pub(crate) fn when(v: &Frame, card: &DeclarationCard, now: DateTime<Utc>) -> String {
    match (card.state, &card.opens_at, &card.closes_at) {
        (State::Draft, _, _) => v.t("declaration-draft"),
        (State::Open, Some(start), _) if start.cmp(&now) == Ordering::Greater => {
            v.w("declaration-opens-on", v.date(start))
        }
        (State::Open, _, Some(end)) => v.w("declaration-open-until", v.date(end)),
        (State::Open, _, None) => v.t("declaration-open"),
        (State::Closed, _, Some(end)) if *end <= now => v.w("declaration-closed-on", v.date(end)),
        (State::Closed, _, _) => v.t("declaration-closed"),
    }
}

/// The direction in which a language is written.
pub(crate) fn direction(language: &str) -> &'static str {
    let primary = language.split('-').next().unwrap_or_default();
    if ["ar", "fa", "ur", "he", "ps", "sd", "ug", "yi", "dv", "ckb", "ku"].contains(&primary) {
        "rtl"
    } else {
        "ltr"
    }
}

/// The own name of a language, or its tag.
pub(crate) fn language_name(language: &str) -> String {
    let known = languages("");
    let found = known.into_iter().find(|(tag, _)| tag == language);
    found.map_or_else(|| language.to_owned(), |(_, name)| name)
}

/// Kinds in words.
pub(crate) fn kinds(v: &Frame, kinds: &[Kind]) -> String {
    let words = kinds.iter().map(|kind| v.label("signatory_kind", kind.as_str()));
    words.collect::<Vec<_>>().join(" · ")
}

/// The name under which a signer is listed, and what is said behind it.
pub(crate) fn name_of(v: &Frame, signatory: &Signatory) -> (String, String) {
    let withheld = || v.t("names-withheld");
    let person = || joined(&[signatory.person.as_deref(), signatory.role.as_deref()]);
    match (&signatory.organisation, signatory.kind) {
        (Some(organisation), Kind::Organisation) => (organisation.clone(), person()),
        (Some(organisation), _) if signatory.person.is_some() => {
            let rest = joined(&[signatory.role.as_deref(), Some(organisation)]);
            (signatory.person.clone().unwrap_or_default(), rest)
        }
        (Some(organisation), _) => (withheld(), organisation.clone()),
        (None, _) => (
            signatory.person.clone().unwrap_or_else(withheld),
            signatory.role.clone().unwrap_or_default(),
        ),
    }
}

/// The name of a person for those who may see it; where it is sealed and cannot be opened, that.
pub(crate) fn name_or_sealed(v: &Frame, signatory: &Signatory, sealed: bool) -> Option<String> {
    match &signatory.person {
        Some(person) => Some(person.clone()),
        None => sealed.then(|| v.t("names-sealed")),
    }
}

/// Parts with commas between them; where one is written from right to left, each keeps to itself.
fn joined(parts: &[Option<&str>]) -> String {
    let parts: Vec<&str> = parts.iter().copied().flatten().collect();
    let right_to_left = |c: char| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FEFC}');
    if parts.iter().any(|part| part.contains(right_to_left)) {
        let apart = parts.iter().map(|part| format!("\u{2068}{part}\u{2069}"));
        return apart.collect::<Vec<_>>().join(", ");
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{frame::tests::frame, locale::Locale};
    use domain::endorsement::Visibility;

    #[test]
    fn pr1_a_withheld_name_is_said_to_be_withheld() {
        let v = frame(Locale::En);
        let signatory = Signatory {
            organisation: Some("Water Forum".to_owned()),
            person: Some("Amina".to_owned()),
            role: Some("Chair".to_owned()),
            ..Signatory::of_kind(Kind::Representative, Visibility::NameHidden)
        };
        assert_eq!(
            name_of(&v, &signatory.shown()),
            ("(name withheld)".to_owned(), "Water Forum".to_owned())
        );
        let public = Signatory {
            visibility: Visibility::Public,
            ..signatory
        };
        assert_eq!(
            name_of(&v, &public),
            ("Amina".to_owned(), "Chair, Water Forum".to_owned())
        );
    }

    #[test]
    fn languages_have_their_direction_and_name() {
        assert_eq!(direction("ar"), "rtl");
        assert_eq!(direction("fr-CA"), "ltr");
        assert_eq!(language_name("ar"), "العربية");
        assert_eq!(language_name("ne"), "नेपाली");
        assert_eq!(language_name("qaa"), "qaa");
    }
}
