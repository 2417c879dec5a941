//! The Markdown of a declaration as the HTML that is frozen (PROTOCOL PD3): only what a frozen text may have. Anything
//! else is refused and named, never dropped or changed.

use std::fmt::Write;

use evidence::text_digest::is_frozen_markup;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::escape;

/// What a declaration's text may not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct NotFrozen {
    /// Line of the source, from 1.
    pub line: usize,
    /// What stands there, in words.
    pub what: &'static str,
}

/// The HTML of a text.
///
/// # Errors
/// [`NotFrozen`] with the first thing that it may not have.
pub fn frozen(source: &str) -> Result<String, NotFrozen> {
    let mut html = String::with_capacity(source.len().saturating_mul(2));
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, at) in Parser::new_ext(source, options).into_offset_iter() {
        write(&mut html, event).map_err(|what| NotFrozen {
            line: source.get(..at.start).unwrap_or_default().matches('\n').count() + 1,
            what,
        })?;
    }
    let html = html.trim_end().to_owned();
    if is_frozen_markup(&html) {
        Ok(html)
    } else {
        Err(NotFrozen {
            line: 1,
            what: "a link to no web address, or lists and quotes nested too deep",
        })
    }
}

fn write(html: &mut String, event: Event<'_>) -> Result<(), &'static str> {
    match event {
        Event::Start(tag) => start(html, &tag)?,
        Event::End(tag) => end(html, tag),
        Event::Text(text) => html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")),
        Event::SoftBreak => html.push('\n'),
        Event::HardBreak => html.push_str("<br>"),
        Event::Code(_) => return Err("code"),
        Event::Html(_) | Event::InlineHtml(_) => return Err("HTML"),
        Event::Rule => return Err("a horizontal rule"),
        Event::FootnoteReference(_) => return Err("a footnote"),
        Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => return Err("a mark"),
    }
    Ok(())
}

fn start(html: &mut String, tag: &Tag<'_>) -> Result<(), &'static str> {
    let element = match tag {
        Tag::Paragraph => "<p>",
        Tag::Heading {
            level: HeadingLevel::H2,
            ..
        } => "<h2>",
        Tag::Heading {
            level: HeadingLevel::H3,
            ..
        } => "<h3>",
        Tag::Heading { .. } => return Err("a heading that is not of level 2 (##) or 3 (###)"),
        Tag::BlockQuote(_) => "<blockquote>",
        Tag::List(None) => "<ul>",
        Tag::List(Some(1)) => "<ol>",
        Tag::List(Some(_)) => return Err("a list that does not begin with 1"),
        Tag::Item => "<li>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        Tag::Link {
            link_type, dest_url, ..
        } => {
            if *link_type == LinkType::Email || !dest_url.starts_with("https://") {
                return Err("a link that does not begin with https://");
            }
            let _ = write!(html, "<a href=\"{}\">", escape(dest_url));
            return Ok(());
        }
        Tag::HtmlBlock => return Err("HTML"),
        Tag::CodeBlock(_) => return Err("code, or a line that begins with four blanks"),
        Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => return Err("a table"),
        Tag::Image { .. } => return Err("a picture"),
        Tag::FootnoteDefinition(_) => return Err("a footnote"),
        _ => return Err("something that only web pages have"),
    };
    html.push_str(element);
    Ok(())
}

fn end(html: &mut String, tag: TagEnd) {
    html.push_str(match tag {
        TagEnd::Paragraph => "</p>",
        TagEnd::Heading(HeadingLevel::H2) => "</h2>",
        TagEnd::Heading(_) => "</h3>",
        TagEnd::BlockQuote(_) => "</blockquote>",
        TagEnd::List(false) => "</ul>",
        TagEnd::List(true) => "</ol>",
        TagEnd::Item => "</li>",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Link => "</a>",
        _ => "",
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_declaration_may_have_becomes_html_that_can_be_frozen() {
        let source = "## We ask\n\nThat *all* **plans** begin\nwith [water](https://a.example/?x=1&y=2).\n\n- one\n- two\n\n\
                      1. first & last\n\n> quoted";
        let html = frozen(source).unwrap();
        assert_eq!(
            html,
            "<h2>We ask</h2><p>That <em>all</em> <strong>plans</strong> begin\nwith <a \
             href=\"https://a.example/?x=1&amp;y=2\">water</a>.</p><ul><li>one</li><li>two</li></ul><ol><li>first &amp; \
             last</li></ol><blockquote><p>quoted</p></blockquote>"
        );
    }

    #[test]
    fn e03_what_it_may_not_have_is_named_with_its_line() {
        for (source, line, what) in [
            ("Text\n\n# Title", 3, "a heading that is not of level 2 (##) or 3 (###)"),
            ("a\n\n| a | b |\n|---|---|\n| 1 | 2 |", 3, "a table"),
            ("![x](https://a.example/x.png)", 1, "a picture"),
            ("[x](http://a.example)", 1, "a link that does not begin with https://"),
            (
                "[x](javascript:alert(1))",
                1,
                "a link that does not begin with https://",
            ),
            ("<b>x</b>", 1, "HTML"),
            ("`x`", 1, "code"),
            ("3. x", 1, "a list that does not begin with 1"),
        ] {
            assert_eq!(frozen(source).unwrap_err(), NotFrozen { line, what }, "{source}");
        }
    }

    #[test]
    fn whatever_is_taken_can_be_frozen() {
        bolero::check!().with_type::<String>().for_each(|source: &String| {
            if let Ok(html) = frozen(source) {
                assert!(is_frozen_markup(&html), "{html}");
            }
        });
    }
}
