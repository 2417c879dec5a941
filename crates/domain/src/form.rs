//! Reading the fields of a form: each function gives a value or one fault; [`Faults`] gathers all faults of a form.

use chrono::NaiveDate;
use unicode_segmentation::UnicodeSegmentation;
use url::Url;

use crate::{
    field_error::{Fault, FieldError},
    practice::{DraftNumber, Evidence, Quantity, ResultNumber},
    text::{Language, one_line, paragraphs},
    time::Month,
    vocabulary::{Country, EvidenceType, PlacePrecision, ResultUnit},
};

/// The longest address that we keep.
pub(crate) const LONGEST_LINK: usize = 2_000;

/// The faults of a form, in the order of its fields.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FieldError>);

impl Faults {
    /// The value, or nothing and its fault written down.
    pub(crate) fn take<T>(&mut self, field: &'static str, value: Result<T, Fault>) -> Option<T> {
        value.map_err(|fault| self.add(field, fault)).ok()
    }

    /// Writes a fault down, the same one of one field only once.
    pub(crate) fn add(&mut self, field: &'static str, fault: Fault) {
        let error = FieldError::new(field, fault);
        if !self.0.contains(&error) {
            self.0.push(error);
        }
    }

    /// The faults, once all fields are read; a value that is missing without a fault cannot occur.
    pub(crate) fn end<T>(self, value: Option<T>) -> Result<T, Vec<FieldError>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }
}

/// Nothing for an empty field, else what `read` makes of it.
pub(crate) fn optional<T>(raw: &str, read: impl FnOnce(&str) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
    match raw.trim() {
        "" => Ok(None),
        text => read(text).map(Some),
    }
}

/// A required value of a closed list.
pub(crate) fn choice<T>(raw: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
    match raw.trim() {
        "" => Err(Fault::Missing),
        slug => parse(slug).ok_or_else(|| not_in_list(slug)),
    }
}

/// A value of a closed list, with the one that an empty field means.
pub(crate) fn choice_or<T>(raw: &str, preset: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
    match raw.trim() {
        "" => choice(preset, parse),
        slug => choice(slug, parse),
    }
}

/// Some values of a closed list, each once, in the order in which they were chosen.
pub(crate) fn choices<T: PartialEq>(
    faults: &mut Faults,
    field: &'static str,
    raw: &[String],
    (least, most): (usize, usize),
    parse: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    let mut chosen = Vec::new();
    let mut faulty = false;
    for slug in raw.iter().map(|slug| slug.trim()).filter(|slug| !slug.is_empty()) {
        match parse(slug) {
            Some(value) if chosen.contains(&value) => {}
            Some(value) => chosen.push(value),
            None => {
                faulty = true;
                faults.add(field, not_in_list(slug));
            }
        }
    }
    if chosen.len() > most {
        faults.add(field, Fault::TooMany { most });
    }
    if chosen.len() < least && !faulty {
        faults.add(field, Fault::Missing);
    }
    chosen
}

pub(crate) fn not_in_list(given: &str) -> Fault {
    Fault::NotInList {
        given: given.graphemes(true).take(80).collect(),
    }
}

/// An address of the web, http or https, without a password in it.
pub(crate) fn link(raw: &str) -> Result<String, Fault> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Fault::Missing);
    }
    let malformed = Fault::Malformed {
        expected: "https://…"
    };
    if raw.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(malformed);
    }
    let url = Url::parse(raw).map_err(|_| malformed.clone())?;
    let of_the_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    let without_secret = url.username().is_empty() && url.password().is_none();
    let text = String::from(url);
    match text.chars().count() {
        given if given > LONGEST_LINK => Err(Fault::TooLong {
            most: LONGEST_LINK,
            given,
        }),
        _ if of_the_web && without_secret => Ok(text),
        _ => Err(malformed),
    }
}

/// A country of the list; lower case is taken too.
pub(crate) fn country(raw: &str) -> Result<Country, Fault> {
    choice(raw, |code| Country::parse(&code.to_ascii_uppercase()))
}

/// A place and how exactly it is told. A hidden place is not kept, whatever was typed.
pub(crate) fn place(faults: &mut Faults, place: &str, precision: &str) -> (Option<String>, Option<PlacePrecision>) {
    let place = faults
        .take("place", optional(place, |text| one_line(text, 80)))
        .flatten();
    let precision = faults.take(
        "place_precision",
        choice_or(precision, "district", PlacePrecision::parse),
    );
    let hidden = precision.is_none_or(|precision| precision.as_str() == "hidden");
    (place.filter(|_| !hidden), precision)
}

/// A month.
pub(crate) fn month(raw: &str) -> Result<Month, Fault> {
    match raw.trim() {
        "" => Err(Fault::Missing),
        text => Month::parse(&ascii_digits(text)).ok_or(Fault::Malformed { expected: "YYYY-MM" }),
    }
}

/// The two ends of a period; the end may be open.
pub(crate) fn period(faults: &mut Faults, started: &str, ended: &str) -> (Option<Month>, Option<Month>) {
    let started = faults.take("started", month(started));
    let ended = faults.take("ended", optional(ended, month)).flatten();
    if let (Some(start), Some(end)) = (started, ended)
        && end < start
    {
        faults.add("ended", Fault::EndBeforeStart);
    }
    (started, ended)
}

/// A day.
pub(crate) fn day(raw: &str) -> Result<NaiveDate, Fault> {
    let malformed = Fault::Malformed { expected: "YYYY-MM-DD" };
    let text = ascii_digits(raw);
    let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_err(|_| malformed.clone())?;
    // One spelling only, and years of four digits.
    if day.format("%Y-%m-%d").to_string() == text {
        Ok(day)
    } else {
        Err(malformed)
    }
}

/// A language tag.
pub(crate) fn language(raw: &str) -> Result<Language, Fault> {
    match raw.trim() {
        "" => Err(Fault::Missing),
        tag => Language::parse(tag).ok_or(Fault::Malformed {
            expected: "en, ar, zh-Hans …",
        }),
    }
}

/// A whole number of at least 0 that every JSON reader keeps exactly.
pub(crate) fn whole_number(raw: &str) -> Result<u64, Fault> {
    let text = ascii_digits(raw.trim());
    let digits = !text.is_empty() && text.len() <= 16 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|number| digits && *number < (1 << 53))
        .ok_or(Fault::Malformed { expected: "1480" })
}

/// A quantity; digits of other scripts and a decimal comma are taken, a comma that may part thousands is not.
pub(crate) fn quantity(raw: &str) -> Result<Quantity, Fault> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Fault::Missing);
    }
    let mut text = ascii_digits(raw).replace('−', "-").replace('٫', ".");
    if let Some((whole, fraction)) = text.split_once(',')
        && fraction.len() != 3
    {
        text = format!("{whole}.{fraction}");
    }
    Quantity::parse(&text).ok_or(Fault::Malformed { expected: "0.5" })
}

/// Result numbers; empty rows of the form do not count.
pub(crate) fn numbers(faults: &mut Faults, raw: &[DraftNumber], most: usize) -> Vec<ResultNumber> {
    const FIELD: &str = "result_numbers";
    let filled: Vec<_> = raw.iter().filter(|row| **row != DraftNumber::default()).collect();
    if filled.len() > most {
        faults.add(FIELD, Fault::TooMany { most });
    }
    filled
        .into_iter()
        .filter_map(|row| {
            let what = faults.take(FIELD, one_line(&row.what, 90));
            let unit = faults.take(FIELD, choice(&row.unit, ResultUnit::parse));
            let before = faults.take(FIELD, optional(&row.before, quantity));
            let after = faults.take(FIELD, quantity(&row.after));
            Some(ResultNumber {
                what: what?,
                unit: unit?,
                before: before?,
                after: after?,
            })
        })
        .collect()
}

/// What the claims rest on; a link needs a kind.
pub(crate) fn evidence(faults: &mut Faults, kind: &str, address: &str) -> Option<Evidence> {
    let kind = faults.take(
        "evidence_type",
        optional(kind, |slug| choice(slug, EvidenceType::parse)),
    );
    let address = faults.take("evidence_link", optional(address, link));
    if let (Some(None), Some(Some(_))) = (&kind, &address) {
        faults.add("evidence_type", Fault::Missing);
    }
    Some(Evidence {
        kind: kind??,
        link: address?,
    })
}

/// A text of several lines that may be left out.
pub(crate) fn optional_paragraphs(raw: &str, most: usize) -> Result<Option<String>, Fault> {
    optional(raw, |text| paragraphs(text, most))
}

/// The same text with the decimal digits of other scripts as ASCII digits.
pub(crate) fn ascii_digits(text: &str) -> String {
    // Zero of: Arabic, Persian and Urdu, Devanagari, Bengali, Thai, Lao, Myanmar, Khmer, full width.
    const ZEROS: [u32; 9] = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10];
    text.chars()
        .map(|c| {
            ZEROS
                .iter()
                .filter_map(|zero| u32::from(c).checked_sub(*zero))
                .find(|digit| *digit < 10)
                .and_then(|digit| char::from_digit(digit, 10))
                .unwrap_or(c)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(link(" https://a.example/b?c#d ").unwrap(), "https://a.example/b?c#d");
        assert_eq!(link("http://a.example").unwrap(), "http://a.example/");
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://a.example/",
            "a.example",
            "//a.example",
            "https://",
            "https://a.example/b c",
            "https://user:secret@a.example/",
            "java\nscript:alert(1)",
        ] {
            assert!(matches!(link(bad), Err(Fault::Malformed { .. })), "{bad}");
        }
        let long = format!("https://a.example/{}", "x".repeat(LONGEST_LINK));
        assert!(matches!(link(&long), Err(Fault::TooLong { most: LONGEST_LINK, .. })));
        assert_eq!(link("  "), Err(Fault::Missing));
    }

    #[test]
    fn quantities_are_read_as_people_write_them_and_keep_their_digits() {
        for (typed, kept) in [
            ("0.80", "0.80"),
            ("0,8", "0.8"),
            ("−3", "-3"),
            ("٤٠٫٢", "40.2"),
            ("১৪", "14"),
            ("1450000", "1450000"),
        ] {
            assert_eq!(quantity(typed).unwrap().as_str(), kept, "{typed}");
        }
        for bad in ["1,500", "1.500,2", "about 5", "1e3", ".5", "5.", "NaN", "00"] {
            assert!(quantity(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn whole_numbers_end_where_json_loses_digits() {
        assert_eq!(whole_number("0"), Ok(0));
        assert_eq!(whole_number("9007199254740991"), Ok(9_007_199_254_740_991));
        for bad in ["9007199254740992", "-1", "+1", "1.0", "", "99999999999999999999"] {
            assert!(whole_number(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_day_has_one_spelling() {
        assert!(day("2026-02-28").is_ok());
        for bad in ["2026-2-28", "2026-02-30", "28.02.2026", "12026-02-28", "2026-02-28 "] {
            assert!(day(bad).is_err(), "{bad}");
        }
    }
}
