//! Fields of forms as plain data: label, help, what was typed, what is wrong. One template shows them all, so that every
//! form has labels above, errors at the field, and nothing that was typed is lost (UX 5).

use chrono::{DateTime, Datelike, Utc};
use domain::{field_error::FieldError, vocabulary::Sdg};

use crate::{
    form::fault_text,
    frame::Frame,
    locale::{Locale, has_text},
};

/// How a field is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One line.
    Line,
    /// Several lines.
    Area,
    /// Digits.
    Number,
    /// An address of a page.
    Address,
    /// A mail address.
    Mail,
    /// A password; never filled in again.
    Password,
    /// One of a list, closed up.
    Select(Vec<(String, String)>),
    /// One of a list, all visible.
    Radio(Vec<(String, String)>),
    /// Several of a list.
    Picks(Vec<(String, String)>),
    /// A box to tick.
    Tick,
    /// A month as two lists.
    Month(Vec<String>),
    /// A picture.
    Photo,
    /// A file with a table.
    Table,
    /// Who it is, once more; nothing where the person proved it minutes ago.
    StepUp,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) help: String,
    pub(crate) kind: Kind,
    pub(crate) values: Vec<String>,
    pub(crate) required: bool,
    pub(crate) most: usize,
    /// Language of what is typed, when it is the language of the post.
    pub(crate) lang: String,
    pub(crate) autocomplete: &'static str,
    pub(crate) faults: Vec<String>,
    /// Folded away until somebody wants it.
    pub(crate) folded: bool,
}

impl Field {
    /// A required field. Its texts are `field-{name}` and, where it exists, `help-{name}`.
    pub(crate) fn new(v: &Frame, name: &str, kind: Kind) -> Self {
        let help = format!("help-{name}");
        Self {
            name: name.to_owned(),
            label: v.t(format!("field-{name}")),
            help: if has_text(Locale::En, &help) {
                v.t(help)
            } else {
                String::new()
            },
            kind,
            values: Vec::new(),
            required: true,
            most: 0,
            lang: String::new(),
            autocomplete: "",
            faults: Vec::new(),
            folded: false,
        }
    }

    /// Asks once more who it is. Its handler calls [`crate::visit::Visit::step_up`].
    pub(crate) fn step_up(v: &Frame) -> Self {
        Self::new(v, crate::step_up::FIELD, Kind::StepUp)
    }

    /// Another name in the form, for fields that come several times.
    pub(crate) fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// May stay empty.
    pub(crate) fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// May stay empty, and is folded away.
    pub(crate) fn folded(mut self) -> Self {
        self.folded = true;
        self.optional()
    }

    /// What was typed.
    pub(crate) fn value(mut self, value: impl Into<String>) -> Self {
        self.values = vec![value.into()];
        self
    }

    /// What was picked.
    pub(crate) fn picked(mut self, values: &[String]) -> Self {
        self.values = values.to_vec();
        self
    }

    /// At most this many characters.
    pub(crate) fn most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// Typed in this language.
    pub(crate) fn lang(mut self, lang: &str) -> Self {
        lang.clone_into(&mut self.lang);
        self
    }

    /// For password managers and browsers.
    pub(crate) fn autocomplete(mut self, value: &'static str) -> Self {
        self.autocomplete = value;
        self
    }

    /// Adds what is wrong with it.
    pub(crate) fn judged(mut self, v: &Frame, faults: &[FieldError]) -> Self {
        let mine = faults.iter().filter(|fault| fault.field == self.name);
        self.faults = mine.map(|fault| fault_text(v.locale, fault)).collect();
        self
    }

    /// It asks once more who it is.
    pub(crate) fn is_step_up(&self) -> bool {
        self.kind == Kind::StepUp
    }

    /// The only value.
    pub(crate) fn text(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    /// Whether a value is chosen.
    pub(crate) fn has(&self, value: &str) -> bool {
        self.values.iter().any(|chosen| chosen == value)
    }

    /// Rows of a field of several lines.
    pub(crate) fn rows(&self) -> usize {
        (self.most / 80).clamp(3, 9)
    }

    /// What describes the field, for `aria-describedby`.
    pub(crate) fn described(&self) -> String {
        let help = (!self.help.is_empty()).then(|| format!("{}-help", self.name));
        let wrong = (!self.faults.is_empty()).then(|| format!("{}-wrong", self.name));
        help.into_iter().chain(wrong).collect::<Vec<_>>().join(" ")
    }

    /// Year of a month field.
    pub(crate) fn year(&self) -> &str {
        self.text().split_once('-').map_or("", |(year, _)| year)
    }

    /// Month of a month field, two digits.
    pub(crate) fn month(&self) -> &str {
        self.text().split_once('-').map_or("", |(_, month)| month)
    }
}

/// Slugs of a list with their labels.
pub(crate) fn options<'a>(v: &Frame, list: &str, slugs: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    slugs.map(|slug| (slug.to_owned(), v.label(list, slug))).collect()
}

/// The goals with their numbers.
pub(crate) fn goals(v: &Frame) -> Vec<(String, String)> {
    Sdg::all()
        .map(|goal| {
            let number = goal.number();
            (number.to_string(), v.ww("numbered", number, v.label("sdg", number)))
        })
        .collect()
}

/// A list that may stay unanswered.
pub(crate) fn or_nothing(v: &Frame, mut options: Vec<(String, String)>) -> Vec<(String, String)> {
    options.insert(0, (String::new(), v.t("not-said")));
    options
}

/// Years to choose from, this year first.
pub(crate) fn years(now: DateTime<Utc>) -> Vec<String> {
    (1970..=now.year()).rev().map(|year| year.to_string()).collect()
}

/// The two lists of a month field as `YYYY-MM`; empty when nothing was chosen.
pub(crate) fn read_month(year: &str, month: &str) -> String {
    if year.is_empty() && month.is_empty() {
        String::new()
    } else {
        format!("{year}-{month}")
    }
}

/// Languages in which people write, by their own names; a language that is not among them is kept.
pub(crate) fn languages(current: &str) -> Vec<(String, String)> {
    const OTHERS: [(&str, &str); 16] = [
        ("id", "Bahasa Indonesia"),
        ("fa", "فارسی"),
        ("bn", "বাংলা"),
        ("hi", "हिन्दी"),
        ("sw", "Kiswahili"),
        ("am", "አማርኛ"),
        ("tr", "Türkçe"),
        ("vi", "Tiếng Việt"),
        ("ur", "اردو"),
        ("zh", "中文"),
        ("ne", "नेपाली"),
        ("si", "සිංහල"),
        ("my", "မြန်မာ"),
        ("th", "ไทย"),
        ("so", "Soomaali"),
        ("ha", "Hausa"),
    ];
    let ours = Locale::ALL
        .iter()
        .map(|locale| (locale.tag().to_owned(), locale.own_name().to_owned()));
    let others = OTHERS.iter().map(|(tag, name)| ((*tag).to_owned(), (*name).to_owned()));
    let mut all: Vec<_> = ours.chain(others).collect();
    if !current.is_empty() && !all.iter().any(|(tag, _)| tag == current) {
        all.push((current.to_owned(), current.to_owned()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_that_is_half_chosen_is_not_lost() {
        assert_eq!(read_month("2024", "05"), "2024-05");
        assert_eq!(read_month("2024", ""), "2024-");
        assert_eq!(read_month("", ""), "");
    }

    #[test]
    fn a_language_that_is_not_in_the_list_stays_chosen() {
        assert!(languages("mfe").iter().any(|(tag, _)| tag == "mfe"));
        assert_eq!(languages("fr").len(), 23);
    }
}
