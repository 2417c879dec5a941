//! The summary posts of a declaration (decision 23).

use domain::text::Language;

use crate::{content::escape, wording};

/// What is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// A round number of endorsements.
    Reached,
    /// It is closed.
    Closed,
}

/// The content of the post: `numbers` are endorsements and countries, `declaration` its title and page.
#[must_use]
pub fn milestone(what: Milestone, language: &Language, numbers: (u64, u64), declaration: (&str, &str)) -> String {
    let (title, page) = (escape(declaration.0), escape(declaration.1));
    let sentence = wording::milestone(what == Milestone::Closed, language)
        .replace("{n}", &numbers.0.to_string())
        .replace("{m}", &numbers.1.to_string())
        .replace("{what}", &format!("<a href=\"{page}\">{title}</a>"));
    format!("<p>{sentence}</p>")
}
