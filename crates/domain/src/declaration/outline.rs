//! The parts of a text, counted: so that a language in which a paragraph is missing is noticed before it is frozen.

use serde::Serialize;

/// How many parts of each sort a Markdown text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outline {
    /// Headings.
    pub headings: usize,
    /// Paragraphs, quoted ones too.
    pub paragraphs: usize,
    /// Items of lists.
    pub items: usize,
}

/// A language whose text has other parts than the main one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The language.
    pub language: String,
    /// What the main text has.
    pub main: Outline,
    /// What this one has.
    pub this: Outline,
    /// The first heading (from 1) below which the number of paragraphs or items differs; 0 = before any heading.
    pub section: usize,
}

impl Outline {
    /// The outline of a Markdown text.
    #[must_use]
    pub fn of(source: &str) -> Self {
        sections(source).into_iter().fold(Self::default(), |sum, part| Self {
            headings: sum.headings + part.headings,
            paragraphs: sum.paragraphs + part.paragraphs,
            items: sum.items + part.items,
        })
    }
}

pub(super) fn difference(language: &str, main: &str, this: &str) -> Option<Difference> {
    let (expected, given) = (sections(main), sections(this));
    if expected == given {
        return None;
    }
    let same = expected.iter().zip(&given).take_while(|(a, b)| a == b).count();
    Some(Difference {
        language: language.to_owned(),
        main: Outline::of(main),
        this: Outline::of(this),
        section: same,
    })
}

/// One outline for what stands before the first heading and one for each heading.
fn sections(source: &str) -> Vec<Outline> {
    let mut sections = vec![Outline::default()];
    let mut in_block = false;
    for line in source.lines() {
        let text = line.trim_start().trim_start_matches(['>', ' ']);
        if text.is_empty() {
            in_block = false;
        } else if is_heading(text) {
            sections.push(Outline {
                headings: 1,
                ..Outline::default()
            });
            in_block = false;
        } else if let Some(last) = sections.last_mut() {
            if is_item(text) {
                last.items += 1;
            } else if !in_block {
                last.paragraphs += 1;
            }
            in_block = true;
        }
    }
    sections
}

fn is_heading(text: &str) -> bool {
    let signs = text.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&signs) && text[signs..].starts_with([' ', '\t'])
}

fn is_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = &text[digits..];
    let begins = |signs: &[&str]| signs.iter().any(|mark| sign.starts_with(mark));
    if digits == 0 {
        begins(&["- ", "* ", "+ "])
    } else {
        digits <= 9 && begins(&[". ", ") "])
    }
}
