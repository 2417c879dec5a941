//! Texts as HTML and back: one policy for all HTML, ours too (SECURITY CO1 to CO4).

mod complexity;
mod frozen;
mod markdown;
mod policy;

pub use frozen::{NotFrozen, frozen};
pub use markdown::markdown;
pub use policy::{clean_html, is_simple_enough, plain_text};

/// Escapes a text for HTML content and attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Plain text as paragraphs: an empty line ends a paragraph, a line break stays one.
#[must_use]
pub fn paragraphs(text: &str) -> String {
    text.split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| format!("<p>{}</p>", escape(part).replace('\n', "<br>")))
        .collect()
}

/// A link whose text is its address. The caller makes sure that it is a web address.
#[must_use]
pub fn link(url: &str) -> String {
    let url = escape(url);
    format!("<a href=\"{url}\" rel=\"nofollow noopener noreferrer ugc\">{url}</a>")
}

#[cfg(test)]
mod tests;
