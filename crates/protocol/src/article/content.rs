//! The content of a practice, made from its fields (PB2).

use domain::practice::{Media, Practice};

use super::PublishedPractice;
use crate::{
    content::{clean_html, escape, link, paragraphs},
    wording,
};

/// Sections of simple HTML: readers without Bandung lose nothing but the structure.
pub(super) fn html(published: &PublishedPractice<'_>) -> String {
    let practice = published.practice;
    let words = wording::headings(&practice.language);
    let section = |heading: &str, body: &str| format!("<h2>{heading}</h2>{body}");
    let mut html = section(words.problem, &paragraphs(&practice.problem));
    html += &section(
        words.steps,
        &format!("<ol>{}</ol>", items(practice.what_we_did.iter().map(String::as_str))),
    );
    html += &section(words.result, &paragraphs(&practice.result));
    if !practice.result_numbers.is_empty() {
        let numbers: Vec<String> = practice.result_numbers.iter().map(wording::number).collect();
        html += &format!("<ul>{}</ul>", items(numbers.iter().map(String::as_str)));
    }
    html += &section(words.wrong, &paragraphs(&practice.what_went_wrong));
    if let Some(need) = &practice.you_need {
        html += &section(words.need, &paragraphs(need));
    }
    html += &links(published);
    clean_html(&html)
}

/// The plain teaser in exactly one paragraph (PC1).
pub(super) fn teaser(practice: &Practice) -> String {
    format!("<p>{}</p>", escape(practice.summary.as_str()))
}

/// What software that knows no articles may show (PC8).
pub(super) fn preview(practice: &Practice, page: &str) -> String {
    clean_html(&format!(
        "<p><strong>{}</strong></p>{}<p>{}</p>",
        escape(practice.title.as_str()),
        teaser(practice),
        link(page)
    ))
}

fn items<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts
        .map(|text| format!("<li>{}</li>", escape(text).replace('\n', "<br>")))
        .collect()
}

/// Photos, sound, film, documents and evidence as links: many servers drop pictures from a content (PC3, PC5).
fn links(published: &PublishedPractice<'_>) -> String {
    let named = |url: &str, title: &str| {
        let title = if title.is_empty() { url } else { title };
        format!("<p><a href=\"{}\">{}</a></p>", escape(url), escape(title))
    };
    let media = published.practice.media.iter().filter_map(|media| match media {
        Media::Photo { id, alt, .. } => published.photos.get(id).map(|photo| named(&photo.url, alt)),
        Media::Link { url, title } => Some(named(url, title)),
    });
    let evidence = published
        .practice
        .evidence
        .as_ref()
        .and_then(|evidence| evidence.link.as_deref());
    media.chain(evidence.map(|url| named(url, ""))).collect()
}
