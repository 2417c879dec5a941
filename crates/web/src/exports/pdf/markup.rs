//! The frozen text of a declaration as a tree. It uses a handful of elements (PROTOCOL 9.2, PD3); anything else is shown
//! as what stands in it.

use serde::Serialize;

/// An element or a piece of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Node {
    /// `text`, or the name of the element.
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) href: String,
    pub(crate) children: Vec<Node>,
}

impl Node {
    fn text(text: &str) -> Self {
        Self {
            kind: "text".to_owned(),
            text: unescaped(text),
            ..Self::default()
        }
    }

    /// All texts below it.
    pub(crate) fn texts(&self) -> Vec<&str> {
        let below = self.children.iter().flat_map(Node::texts);
        std::iter::once(self.text.as_str()).chain(below).collect()
    }
}

/// Reads the text of a declaration.
pub(crate) fn nodes(html: &str) -> Vec<Node> {
    let mut open: Vec<Node> = vec![Node::default()];
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        put(&mut open, Node::text(&rest[..at]));
        let Some(end) = rest[at..].find('>') else {
            break;
        };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            close(&mut open, name.trim());
        } else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let name = name.trim_end_matches('/');
            let href = attributes
                .split("href=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            let node = Node {
                kind: name.to_owned(),
                href: unescaped(href.unwrap_or_default()),
                ..Node::default()
            };
            if name == "br" {
                put(&mut open, node);
            } else {
                open.push(node);
            }
        }
    }
    put(&mut open, Node::text(rest));
    while open.len() > 1 {
        let name = open.last().map_or(String::new(), |node| node.kind.clone());
        close(&mut open, &name);
    }
    open.pop().map_or_else(Vec::new, |root| root.children)
}

fn put(open: &mut [Node], node: Node) {
    let blank = node.kind == "text" && node.text.trim_matches('\n').is_empty();
    if let Some(parent) = open.last_mut().filter(|_| !blank) {
        parent.children.push(node);
    }
}

/// Ends the innermost element with this name; without one there is nothing to end.
fn close(open: &mut Vec<Node>, name: &str) {
    if !open.iter().skip(1).any(|node| node.kind == name) {
        return;
    }
    while open.len() > 1 {
        let Some(node) = open.pop() else { return };
        let found = node.kind == name;
        put(open, node);
        if found {
            return;
        }
    }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 10);
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, character)) => {
                plain.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{A0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_becomes_a_tree() {
        let tree = nodes(
            "<h2>What</h2>\n<p>We &amp; <strong>you</strong><br>here</p><ol><li>One</li><li><p>Two</p></li></ol>",
        );
        assert_eq!(tree.len(), 3);
        assert_eq!(tree[1].children[0].text, "We & ");
        assert_eq!(tree[1].children[1].kind, "strong");
        assert_eq!(tree[1].children[2].kind, "br");
        assert_eq!(tree[2].children.len(), 2);
        let link = nodes("<p><a href=\"https://a.example/?x=1&amp;y=2\">there</a></p>");
        assert_eq!(link[0].children[0].href, "https://a.example/?x=1&y=2");
    }

    #[test]
    fn what_is_broken_is_shown_as_far_as_it_goes() {
        for broken in [
            "<p>never closed",
            "</p>text",
            "<p",
            "<",
            "&",
            "&#xFFFFFFFF;",
            "<li><ul></li></ul>",
            "a & b; c",
        ] {
            let _ = nodes(broken);
        }
        assert_eq!(nodes("a & b; c")[0].text, "a & b; c");
    }
}
