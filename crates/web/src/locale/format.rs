//! Numbers, sizes and dates as people of a language write them.

use std::fmt::Display;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use domain::time::Month;

use super::{Locale, without_isolates};

impl Locale {
    fn group(self) -> char {
        match self {
            Self::En | Self::Ar => ',',
            Self::Es | Self::Pt | Self::Az => '.',
            Self::Fr => '\u{202F}',
            Self::Ru => '\u{A0}',
        }
    }

    fn decimal(self) -> char {
        if matches!(self, Self::En | Self::Ar) { '.' } else { ',' }
    }

    /// A whole number with its groups: 1,023 or 1 023.
    pub fn number(self, number: impl super::Count) -> String {
        self.digits(&number.count().to_string())
    }

    fn digits(self, digits: &str) -> String {
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.group());
            }
            text.push(digit);
        }
        text
    }

    /// A quantity of the form `-12.5`, with groups and the decimal sign of the language.
    pub fn quantity(self, quantity: impl Display) -> String {
        let quantity = quantity.to_string();
        let (sign, digits) = quantity
            .strip_prefix('-')
            .map_or(("", quantity.as_str()), |rest| ("\u{2212}", rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let point = if fraction.is_empty() {
            String::new()
        } else {
            format!("{}{fraction}", self.decimal())
        };
        format!("{sign}{}{point}", self.digits(whole))
    }

    /// Bytes as kilobytes with one digit after the sign: 9.2.
    pub fn kilobytes(self, bytes: impl super::Count) -> String {
        let tenths = bytes.count().div_ceil(100);
        format!("{}{}{}", self.number(tenths / 10), self.decimal(), tenths % 10)
    }

    /// A day: 24 November 2026.
    pub fn date(self, moment: &DateTime<Utc>) -> String {
        self.day(&moment.date_naive())
    }

    /// A day: 24 November 2026.
    pub fn day(self, day: &NaiveDate) -> String {
        self.plain_ww(
            "date-day",
            day.day(),
            self.year_and_month(day.year(), day.month(), "month-of-day"),
        )
    }

    /// A month: November 2026.
    pub fn month(self, month: &Month) -> String {
        self.year_and_month(month.year(), month.month(), "month")
    }

    /// One isolate around a date is enough: inside of it, more of them would hide in which direction the script runs.
    pub(crate) fn plain_ww(self, key: &str, it: impl Display, other: impl Display) -> String {
        without_isolates(&self.ww(key, it, other))
    }

    fn year_and_month(self, year: i32, month: u32, names: &str) -> String {
        self.plain_ww("date-month", self.t(format!("{names}-{month}")), year)
    }

    /// A moment to the minute, in UTC.
    pub fn moment(self, moment: &DateTime<Utc>) -> String {
        let clock = format!("{:02}:{:02}", moment.hour(), moment.minute());
        self.plain_ww("date-moment", self.date(moment), clock)
    }
}
