//! Markdown, with raw HTML off (SECURITY CO4).

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::clean_html;

/// Markdown as clean HTML. HTML in it is shown as text, pictures become their alternative text.
#[must_use]
pub fn markdown(text: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(text, options).filter_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Heading {
            level, classes, attrs, ..
        }) => Some(Event::Start(Tag::Heading {
            level: shown(level),
            id: None,
            classes,
            attrs,
        })),
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(shown(level)))),
        other => Some(other),
    });
    let mut written = String::with_capacity(text.len().saturating_mul(2));
    html::push_html(&mut written, events);
    clean_html(&written)
}

/// The page has the only `h1`; there is nothing below `h4`.
fn shown(level: HeadingLevel) -> HeadingLevel {
    level.clamp(HeadingLevel::H2, HeadingLevel::H4)
}
