//! Dates as people write them. A day that could be read in two ways is never guessed.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};

use super::SignedAt;
use crate::{field_error::Fault, form::ascii_digits};

/// In which order `3/4/2026` is meant, from all dates of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Some row can only be day, month.
    DayFirst,
    /// Some row can only be month, day.
    MonthFirst,
    /// Not clear: only dates that can be read in one way are read.
    Unclear,
}

impl Order {
    pub(super) fn of<'a>(dates: impl Iterator<Item = &'a str>) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for date in dates {
            if let Some((a, b, _)) = slashed(&ascii_digits(date)) {
                day_first |= a > 12;
                month_first |= b > 12;
            }
        }
        match (day_first, month_first) {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            _ => Self::Unclear,
        }
    }
}

/// A moment: RFC 3339, `2026-03-02 14:30`; or a day: `2026-03-02`, `02.03.2026`, `2/3/2026`.
pub(super) fn read(raw: &str, order: Order) -> Result<SignedAt, Fault> {
    let text = ascii_digits(raw.trim());
    let year = |signed: &SignedAt| match signed {
        SignedAt::Moment(at) => at.year(),
        SignedAt::Day(day) => day.year(),
    };
    exact(&text)
        .map(SignedAt::Moment)
        .or_else(|| day(&text, order).map(SignedAt::Day))
        .filter(|signed| (2000..=2199).contains(&year(signed)))
        .ok_or(Fault::Malformed { expected: "2026-03-02" })
}

fn exact(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.with_timezone(&Utc));
    }
    [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
    ]
    .into_iter()
    .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
    .map(|at| at.and_utc())
}

fn day(text: &str, order: Order) -> Option<NaiveDate> {
    for form in ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y"] {
        if let Ok(day) = NaiveDate::parse_from_str(text, form) {
            return Some(day);
        }
    }
    let (a, b, year) = slashed(text)?;
    match order {
        Order::DayFirst => NaiveDate::from_ymd_opt(year, b, a),
        Order::MonthFirst => NaiveDate::from_ymd_opt(year, a, b),
        Order::Unclear if a > 12 || a == b => NaiveDate::from_ymd_opt(year, b, a),
        Order::Unclear if b > 12 => NaiveDate::from_ymd_opt(year, a, b),
        Order::Unclear => None,
    }
}

fn slashed(text: &str) -> Option<(u32, u32, i32)> {
    let mut parts = text.split(['/', '-']);
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = parts.next().is_none() && (1..=2).contains(&a.len()) && (1..=2).contains(&b.len()) && year.len() == 4;
    if fits {
        Some((a.parse().ok()?, b.parse().ok()?, year.parse().ok()?))
    } else {
        None
    }
}
