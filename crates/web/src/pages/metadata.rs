//! What search engines and other servers read about a page (PROTOCOL PC15, UX 11).

use operations::view::PracticePage;
use serde_json::json;

use crate::frame::Frame;

/// A practice as schema.org JSON-LD, safe inside a script element.
pub(crate) fn article(v: &Frame, page: &PracticePage) -> String {
    let practice = &page.practice;
    let about: Vec<String> = practice
        .sectors
        .iter()
        .map(|s| v.locale.plain(format!("sector-{}", s.as_str())))
        .collect();
    let mut article = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.card.title,
        "description": page.card.summary,
        "inLanguage": page.card.language,
        "datePublished": v.machine(&page.card.published),
        "author": {"@type": "NGO", "name": page.card.author.name, "url": v.full(&page.card.author.page)},
        "about": about,
        "spatialCoverage": practice.country.name("en"),
    });
    if let Some(updated) = &page.card.updated {
        article["dateModified"] = json!(v.machine(updated));
    }
    if let Some(licence) = licence_link(practice.licence.as_str()) {
        article["license"] = json!(licence);
    }
    if let Some(origin) = &practice.adapted_from {
        article["isBasedOn"] = json!(origin);
    }
    in_script(&article.to_string())
}

fn licence_link(slug: &str) -> Option<&'static str> {
    match slug {
        "CC-BY-4.0" => Some("https://creativecommons.org/licenses/by/4.0/"),
        "CC-BY-SA-4.0" => Some("https://creativecommons.org/licenses/by-sa/4.0/"),
        "CC0-1.0" => Some("https://creativecommons.org/publicdomain/zero/1.0/"),
        _ => None,
    }
}

/// No text in the JSON can end the script element (SECURITY CO5).
pub(crate) fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h06_a_title_cannot_end_the_data_block() {
        let json = in_script(&json!({"headline": "</script><script>alert(1)</script>"}).to_string());
        assert!(!json.contains('<') && json.contains("\\u003c/script"));
    }
}
