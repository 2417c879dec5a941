//! The allow list (SECURITY CO1).

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};
use domain::text::Language;

use super::complexity;
use crate::limits;

/// Elements that stay.
pub(super) const ELEMENTS: [&str; 33] = [
    "p",
    "br",
    "hr",
    "a",
    "strong",
    "em",
    "b",
    "i",
    "u",
    "s",
    "del",
    "ins",
    "sub",
    "sup",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "h4",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "caption",
    "span",
    "bdi",
    "abbr",
];
/// Elements that go with all that is inside them.
const WITH_CONTENT: [&str; 15] = [
    "script",
    "style",
    "title",
    "textarea",
    "template",
    "noscript",
    "xmp",
    "iframe",
    "object",
    "noembed",
    "noframes",
    "plaintext",
    "svg",
    "math",
    "select",
];
const CLASSES: [&str; 5] = ["mention", "hashtag", "quote-inline", "invisible", "ellipsis"];

/// How often broken nesting is repaired before only the text is kept.
const ROUNDS: usize = 4;

static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    let cells: HashSet<&str> = HashSet::from(["colspan", "rowspan"]);
    let classes: HashSet<&str> = HashSet::from(CLASSES);
    builder
        .tags(HashSet::from(ELEMENTS))
        .clean_content_tags(HashSet::from(WITH_CONTENT))
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("th", cells.clone()),
            ("td", cells),
            ("ol", HashSet::from(["start"])),
        ]))
        .allowed_classes(HashMap::from([
            ("a", classes.clone()),
            ("span", classes.clone()),
            ("p", classes),
        ]))
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer ugc"))
        .strip_comments(true)
        .attribute_filter(attribute_value);
    builder
});

static TEXT_ONLY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder.clean_content_tags(HashSet::from(WITH_CONTENT));
    builder
});

fn attribute_value<'u>(_element: &str, attribute: &str, value: &'u str) -> Option<Cow<'u, str>> {
    let keep = match attribute {
        "lang" => Language::parse(value).is_some(),
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "colspan" | "rowspan" => value.parse::<u8>().is_ok_and(|n| (1..=100).contains(&n)),
        "start" => value.parse::<i32>().is_ok(),
        "href" => return without_credentials(value),
        _ => true,
    };
    keep.then_some(Cow::Borrowed(value))
}

/// User names and passwords in an address only serve to deceive (CO3).
fn without_credentials(address: &str) -> Option<Cow<'_, str>> {
    let mut url = url::Url::parse(address).ok()?;
    if url.username().is_empty() && url.password().is_none() {
        return Some(Cow::Borrowed(address));
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(Cow::Owned(url.into()))
}

/// Whether a text is within the limits of what is sanitised: size, 256 levels, bounded work (SECURITY 3.5).
#[must_use]
pub fn is_simple_enough(html: &str) -> bool {
    html.len() <= limits::CONTENT * 4 && complexity::is_bounded(html)
}

/// HTML with nothing in it but what the policy allows, and which parses to the same again. A text over the limits
/// becomes its own source as plain text, so that the work is bounded whoever calls; readers of received documents
/// refuse such a text before.
#[must_use]
pub fn clean_html(html: &str) -> String {
    if !is_simple_enough(html) {
        let head: String = html.chars().take(limits::CONTENT).collect();
        return POLICY.clean(&format!("<p>{}</p>", super::escape(&head))).to_string();
    }
    // Broken nesting (a link inside a link around a table) is repaired step by step: what a browser parses must be
    // what was judged, so it is cleaned until nothing changes.
    let mut clean = POLICY.clean(html).to_string();
    for _ in 0..ROUNDS {
        if !is_simple_enough(&clean) {
            break;
        }
        let again = POLICY.clean(&clean).to_string();
        if again == clean {
            return clean;
        }
        clean = again;
    }
    POLICY.clean(&super::paragraphs(&plain_text(html))).to_string()
}

/// The text of some HTML: no markup, no entities, one line break per paragraph or `<br>`.
#[must_use]
pub fn plain_text(html: &str) -> String {
    if !is_simple_enough(html) {
        return html.chars().take(limits::CONTENT).collect();
    }
    let mut broken = html.to_owned();
    for end in [
        "</p>",
        "<br>",
        "<br/>",
        "<br />",
        "</li>",
        "</h1>",
        "</h2>",
        "</h3>",
        "</h4>",
        "</tr>",
        "</blockquote>",
    ] {
        broken = broken.replace(end, &format!("{end}\n"));
    }
    let text = TEXT_ONLY.clean(&broken).to_string();
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{A0}")
        .replace("&amp;", "&");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
