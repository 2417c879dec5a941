//! The card of a declaration: what other sites show of it.

use std::fmt::Write;

use super::{begin, escape};
use crate::frame::Frame;

const WIDTH: u32 = 600;
const HEIGHT: u32 = 315;
/// Wide enough for three lines of a title in large letters.
const LINE: usize = 38;

/// What the card says.
pub(crate) struct Card<'a> {
    /// Title of the declaration, in the language of the page where there is one.
    pub(crate) title: &'a str,
    /// Direction of the title.
    pub(crate) title_dir: &'a str,
    /// Large numbers, each with what was counted.
    pub(crate) counts: &'a [(String, String)],
    /// Lines below the numbers: share, moment.
    pub(crate) lines: &'a [String],
}

/// Draws the card; `v` gives language, direction and the name of the node.
pub(crate) fn draw(v: &Frame, card: &Card<'_>) -> String {
    let mut svg = begin(WIDTH, HEIGHT, card.title);
    let _ = write!(
        svg,
        "<rect class=\"g\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/><rect class=\"r\" fill=\"none\" x=\".5\" y=\".5\" \
         width=\"599\" height=\"314\"/>"
    );
    let mark = if v.dir() == "rtl" { 540 } else { 24 };
    let _ = write!(
        svg,
        "<g transform=\"translate({mark} 20)\" fill=\"none\" stroke-width=\"4\"><path class=\"s\" d=\"M12 2.5v27\" \
         stroke-linecap=\"round\"/><circle class=\"o\" cx=\"17.5\" cy=\"17.5\" r=\"9.5\"/><path class=\"s\" d=\"M12 6v11.5\"/></g>"
    );
    let start = |dir: &str| if dir == "rtl" { 576 } else { 24 };
    let text = |svg: &mut String, dir: &str, y: usize, look: &str, words: &str| {
        let x = start(dir);
        let _ = write!(
            svg,
            "<text x=\"{x}\" y=\"{y}\" direction=\"{dir}\" {look}>{}</text>",
            escape(words)
        );
    };
    let aside = if v.dir() == "rtl" { 532 } else { 68 };
    let _ = write!(
        svg,
        "<text class=\"q\" x=\"{aside}\" y=\"42\" direction=\"{}\" font-size=\"16\">{}</text>",
        v.dir(),
        escape(&v.node.name)
    );
    let title = lines(card.title);
    for (index, line) in title.iter().enumerate() {
        text(
            &mut svg,
            card.title_dir,
            92 + index * 30,
            "font-size=\"24\" font-weight=\"600\"",
            line,
        );
    }
    for (index, (number, what)) in card.counts.iter().enumerate() {
        let step = 186 * index;
        let x = if v.dir() == "rtl" { 576 - step } else { 24 + step };
        let _ = write!(
            svg,
            "<text class=\"m\" x=\"{x}\" y=\"222\" direction=\"{0}\" font-size=\"38\" font-weight=\"600\">{1}</text>\
             <text x=\"{x}\" y=\"244\" direction=\"{0}\" font-size=\"15\">{2}</text>",
            v.dir(),
            escape(number),
            escape(what)
        );
    }
    for (index, line) in card.lines.iter().enumerate() {
        text(
            &mut svg,
            v.dir(),
            272 + index * 22,
            "class=\"q\" font-size=\"15\"",
            line,
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A title in at most three lines; what does not fit is shown by an ellipsis.
fn lines(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > 3 {
        lines.truncate(3);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{frame::tests::frame, locale::Locale};

    #[test]
    fn a_long_title_ends_with_an_ellipsis_and_is_escaped() {
        let title = format!("<b>{}", "rivers and deltas of the world ".repeat(9));
        let counts = [("1,023".to_owned(), "organisations".to_owned())];
        let card = Card {
            title: &title,
            title_dir: "ltr",
            counts: &counts,
            lines: &["a & b".to_owned()],
        };
        let svg = draw(&frame(Locale::En), &card);
        assert!(
            svg.contains('…') && svg.contains("&lt;b&gt;rivers") && svg.contains("a &amp; b"),
            "{svg}"
        );
        assert_eq!(lines(&title).len(), 3);
    }

    #[test]
    fn an_arabic_card_begins_on_its_own_side() {
        let card = Card {
            title: "إعلان",
            title_dir: "rtl",
            counts: &[],
            lines: &[],
        };
        assert!(draw(&frame(Locale::Ar), &card).contains("x=\"576\""));
    }
}
