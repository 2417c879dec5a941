//! The digest of a declaration's text, profile `declaration-1` (PROTOCOL 9.2, rules PD1 to PD7).
//!
//! Every reader computes it; what the document says about its own digest is only a claim. Nothing is normalised.

mod characters;
mod markup;

use serde_json::{Map, Value};

pub use crate::multibase::document_digest;
pub use characters::is_plain;
pub use markup::{is_frozen_markup, is_teaser};

/// Why a text is refused; the texts are the reasons of PROTOCOL 12.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// A member is missing or not what PROTOCOL 2.6 says.
    #[error("field-invalid")]
    FieldInvalid,
    /// A text is missing in an official language, or there is one too many.
    #[error("language-set")]
    LanguageSet,
    /// The main text is not that of the first authentic language.
    #[error("language-main")]
    LanguageMain,
    /// Not in normalisation form C, a character that nobody sees, or markup outside the list.
    #[error("text-form")]
    TextForm,
}

/// The members that are in the digest (PD1).
pub const DIGEST_MEMBERS: [&str; 15] = [
    "attributedTo",
    "bandung:authenticLanguages",
    "bandung:digestProfile",
    "bandung:documentKind",
    "bandung:officialLanguages",
    "bandung:revises",
    "bandung:revision",
    "content",
    "contentMap",
    "id",
    "name",
    "nameMap",
    "summary",
    "summaryMap",
    "type",
];

/// The longest title in any language, in characters (PD3).
pub const NAME_MOST: usize = 300;

/// The concept that says that an article is a declaration.
pub const DECLARATION: &str = "https://w3id.org/bandung#Declaration";

/// The pairs of a main text and its texts by language.
const TEXTS: [(&str, &str); 3] = [
    ("name", "nameMap"),
    ("summary", "summaryMap"),
    ("content", "contentMap"),
];

/// Checks the text of a declaration (PD3) and computes its digest (PD1, PD2).
///
/// # Errors
/// See [`TextFault`]; the first in the order of PROTOCOL 12.2.
pub fn text_digest(article: &Value) -> Result<String, TextFault> {
    check_fields(article)?;
    check_languages(article)?;
    check_main(article)?;
    check_form(article)?;
    Ok(document_digest(&digest_input(article)))
}

/// The members of an article that are in the digest; absent ones are left out.
#[must_use]
pub fn digest_input(article: &Value) -> Value {
    let members = DIGEST_MEMBERS
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), article.get(name)?.clone())));
    Value::Object(members.collect())
}

/// The official languages of a declaration, in its order; none when the member is not a list of texts.
#[must_use]
pub fn official_languages(article: &Value) -> Vec<&str> {
    languages(article, "bandung:officialLanguages").unwrap_or_default()
}

fn text<'a>(article: &'a Value, name: &str) -> Result<&'a str, TextFault> {
    article.get(name).and_then(Value::as_str).ok_or(TextFault::FieldInvalid)
}

fn map<'a>(article: &'a Value, name: &str) -> Result<&'a Map<String, Value>, TextFault> {
    article
        .get(name)
        .and_then(Value::as_object)
        .ok_or(TextFault::FieldInvalid)
}

/// A list of one or more different language tags.
fn languages<'a>(article: &'a Value, name: &str) -> Result<Vec<&'a str>, TextFault> {
    let list = article
        .get(name)
        .and_then(Value::as_array)
        .ok_or(TextFault::FieldInvalid)?;
    let tags: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
    let distinct = tags
        .iter()
        .enumerate()
        .all(|(index, tag)| !tags.iter().take(index).any(|earlier| earlier == tag));
    if tags.is_empty() || tags.len() != list.len() || !distinct || !tags.iter().all(|tag| is_language_tag(tag)) {
        return Err(TextFault::FieldInvalid);
    }
    Ok(tags)
}

/// Whether a text has the form of a BCP 47 tag: letters and digits in parts of at most 8, the first of letters.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    tag.len() <= 35
        && tag.split('-').enumerate().all(|(index, part)| {
            (1..=8).contains(&part.len())
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphabetic() || index > 0 && byte.is_ascii_digit())
        })
        && tag.split('-').next().is_some_and(|first| first.len() >= 2)
}

fn check_fields(article: &Value) -> Result<(), TextFault> {
    let right_kind = text(article, "type")? == "Article"
        && text(article, "bandung:documentKind")? == DECLARATION
        && text(article, "bandung:digestProfile")? == "declaration-1";
    let revision = article
        .get("bandung:revision")
        .and_then(Value::as_u64)
        .ok_or(TextFault::FieldInvalid)?;
    let revises = match article.get("bandung:revises") {
        None => revision == 1,
        Some(Value::String(_)) => revision > 1,
        Some(_) => false,
    };
    text(article, "id")?;
    text(article, "attributedTo")?;
    languages(article, "bandung:officialLanguages")?;
    languages(article, "bandung:authenticLanguages")?;
    let names = all_texts(article, TEXTS[0])?;
    let teasers = all_texts(article, TEXTS[1])?;
    all_texts(article, TEXTS[2])?;
    let right_texts = names.iter().all(|name| is_title(name)) && teasers.iter().all(|teaser| is_teaser(teaser));
    if right_kind && revises && right_texts {
        Ok(())
    } else {
        Err(TextFault::FieldInvalid)
    }
}

fn is_title(name: &str) -> bool {
    (1..=NAME_MOST).contains(&name.chars().count()) && !name.contains(['<', '>'])
}

/// The main text and that of each language.
fn all_texts<'a>(article: &'a Value, (main, by_language): (&str, &str)) -> Result<Vec<&'a str>, TextFault> {
    let mut texts = vec![text(article, main)?];
    for value in map(article, by_language)?.values() {
        texts.push(value.as_str().ok_or(TextFault::FieldInvalid)?);
    }
    Ok(texts)
}

fn check_languages(article: &Value) -> Result<(), TextFault> {
    let official = languages(article, "bandung:officialLanguages")?;
    let authentic = languages(article, "bandung:authenticLanguages")?;
    let mut complete = authentic.iter().all(|tag| official.contains(tag));
    for (_, by_language) in TEXTS {
        let texts = map(article, by_language)?;
        complete &= texts.len() == official.len() && official.iter().all(|tag| texts.contains_key(*tag));
    }
    if complete { Ok(()) } else { Err(TextFault::LanguageSet) }
}

fn check_main(article: &Value) -> Result<(), TextFault> {
    let authentic = languages(article, "bandung:authenticLanguages")?;
    let first = authentic.first().ok_or(TextFault::FieldInvalid)?;
    for (main, by_language) in TEXTS {
        if Some(text(article, main)?) != map(article, by_language)?.get(*first).and_then(Value::as_str) {
            return Err(TextFault::LanguageMain);
        }
    }
    Ok(())
}

fn check_form(article: &Value) -> Result<(), TextFault> {
    for pair in TEXTS {
        for text in all_texts(article, pair)? {
            if !is_plain(text) || pair.0 == "content" && !is_frozen_markup(text) {
                return Err(TextFault::TextForm);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
