//! The markup of a frozen text (PD3) and of its teaser (PC1), read strictly: what is not exactly so is refused.
//!
//! Of the character references only those that escape markup are allowed. Others could bring in by number what
//! [`super::is_plain`] refuses as a character.

use url::Url;

const ELEMENTS: [&str; 10] = ["p", "strong", "em", "ul", "ol", "li", "h2", "h3", "blockquote", "a"];
const REFERENCES: [&str; 6] = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&apos;"];
const DEEPEST: usize = 16;
const TEASER_MOST: usize = 500;

/// Whether a text uses only the elements that a declaration may have, well nested, without attributes except one https
/// `href` on links.
#[must_use]
pub fn is_frozen_markup(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag_on) = rest.split_at(at);
        let Some(end) = tag_on.find('>') else { return false };
        let (tag, after) = (&tag_on[1..end], &tag_on[end + 1..]);
        if !is_escaped(before) || !takes(tag, &mut open) {
            return false;
        }
        rest = after;
    }
    is_escaped(rest) && open.is_empty()
}

/// Whether the inside of a tag may stand where these elements are open; opens or closes.
fn takes<'a>(tag: &'a str, open: &mut Vec<&'a str>) -> bool {
    if matches!(tag, "br" | "br/" | "br /") {
        return true;
    }
    if let Some(name) = tag.strip_prefix('/') {
        return open.pop() == Some(name);
    }
    let name = if is_link(tag) { "a" } else { tag };
    let known = ELEMENTS.contains(&name) && tag != "a";
    let nested_link = name == "a" && open.contains(&"a");
    open.push(name);
    known && !nested_link && open.len() <= DEEPEST
}

fn is_link(tag: &str) -> bool {
    tag.strip_prefix("a href=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .is_some_and(|address| {
            let is_address = !address.contains(|c: char| c == '"' || c == '\\' || c.is_whitespace());
            is_address
                && is_escaped(address)
                && Url::parse(&address.replace("&amp;", "&"))
                    .is_ok_and(|url| url.scheme() == "https" && url.has_host() && url.username().is_empty())
                && address.starts_with("https://")
        })
}

/// Whether a text between tags has no bare `<`, `>` or `&`.
fn is_escaped(text: &str) -> bool {
    !text.contains(['<', '>'])
        && text
            .match_indices('&')
            .all(|(at, _)| REFERENCES.iter().any(|reference| text[at..].starts_with(reference)))
}

/// Whether a text is a teaser: one paragraph of 1 to 500 characters, escaped, without any element (PC1).
#[must_use]
pub fn is_teaser(html: &str) -> bool {
    html.strip_prefix("<p>")
        .and_then(|rest| rest.strip_suffix("</p>"))
        .is_some_and(|inside| {
            let mut read = inside.to_owned();
            for (reference, character) in REFERENCES.iter().skip(1).zip(["<", ">", "\"", "'", "'"]) {
                read = read.replace(reference, character);
            }
            let length = read.replace("&amp;", "&").chars().count();
            is_escaped(inside) && (1..=TEASER_MOST).contains(&length)
        })
}
