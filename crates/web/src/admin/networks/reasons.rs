//! Sentences for applicants, chosen in the language of the one who decides and sent in the language of the one who reads.

use domain::field_error::{Fault, FieldError};

use crate::{
    field::{Field, Kind},
    frame::Frame,
    locale::Locale,
};

/// Why an application is declined.
pub(super) const DECLINE: (&str, &[&str]) = (
    "decline_template",
    &[
        "no-referee",
        "not-civil",
        "other-region",
        "cannot-verify",
        "duplicate",
        "objection",
        "conduct",
    ],
);
/// What an applicant is asked.
pub(super) const ASK: (&str, &[&str]) = ("ask_template", &["referee", "register", "website", "ties", "contact"]);

/// The list of sentences, in the language of the reader.
pub(super) fn field(v: &Frame, (list, slugs): (&str, &[&str])) -> Field {
    let mut options = vec![(String::new(), v.t("template-own"))];
    options.extend(slugs.iter().map(|slug| ((*slug).to_owned(), v.label(list, slug))));
    Field::new(v, "template", Kind::Select(options)).optional()
}

/// The language of the pages that an applicant reads best.
pub(super) fn language(tag: &str, node: &str) -> Locale {
    Locale::parse(tag).or_else(|| Locale::parse(node)).unwrap_or(Locale::En)
}

/// What is sent: the chosen sentence in the applicant's language, then the own words.
pub(super) fn text(
    reader: Locale,
    (list, slugs): (&str, &[&str]),
    chosen: &str,
    own: &str,
    field: &'static str,
) -> Result<String, Vec<FieldError>> {
    let sentence = slugs.contains(&chosen).then(|| reader.label(list, chosen));
    let own = Some(own.to_owned()).filter(|own| !own.is_empty());
    let parts: Vec<String> = sentence.into_iter().chain(own).collect();
    if parts.is_empty() {
        return Err(vec![FieldError::new(field, Fault::Missing)]);
    }
    Ok(parts.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_applicant_reads_the_sentence_in_its_own_language() {
        let reader = language("fr-CA", "en");
        let sent = text(reader, DECLINE, "other-region", "Merci.", "decline_reason").unwrap();
        assert_eq!(sent, "Ce réseau est pour une autre région.\nMerci.");
        assert!(text(reader, DECLINE, "", "", "decline_reason").is_err());
        assert!(
            text(reader, ASK, "other-region", "", "question").is_err(),
            "a sentence of another list"
        );
        assert_eq!(language("ne", "es"), Locale::Es);
    }
}
