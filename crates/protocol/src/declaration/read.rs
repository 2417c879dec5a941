//! The texts of a frozen article, as pages show them. They were checked before they were stored (PD3, PD4).

use evidence::text_digest::official_languages;
use serde_json::Value;

use crate::content::plain_text;

/// The text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// BCP 47.
    pub language: String,
    /// One of the authentic ones.
    pub authentic: bool,
    /// Title.
    pub title: String,
    /// Teaser, plain text.
    pub summary: String,
    /// The frozen HTML, byte for byte.
    pub content: String,
}

/// The texts of an article, in the order of its official languages.
#[must_use]
pub fn texts(article: &Value) -> Vec<Text> {
    let text = |member: &str, language: &str| {
        let text = article
            .get(member)
            .and_then(|map| map.get(language))
            .and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let authentic = article.get("bandung:authenticLanguages").and_then(Value::as_array);
    let is_authentic = |language: &str| {
        authentic
            .into_iter()
            .flatten()
            .any(|tag| tag.as_str() == Some(language))
    };
    official_languages(article)
        .into_iter()
        .map(|language| Text {
            language: language.to_owned(),
            authentic: is_authentic(language),
            title: text("nameMap", language),
            summary: plain_text(&text("summaryMap", language)),
            content: text("contentMap", language),
        })
        .collect()
}
