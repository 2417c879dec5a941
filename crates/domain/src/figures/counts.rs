//! Adding up: one endorsement raises a handful of counters, ending it lowers the same ones.

use std::{collections::BTreeMap, fmt, str::FromStr};

use chrono::NaiveDate;

use super::{Apart, Kinds};
use crate::{
    endorsement::{Channel, Check, Kind, Stance, Status, Visibility},
    small_cells::Cell,
    text::Language,
    vocabulary::{Country, OrganisationType},
};

/// What is counted of one endorsement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub status: Status,
    /// It came after closing and is shown separately: in no count but that of late ones.
    pub late: bool,
    /// Another record of the same signer took its place: in no count at all.
    pub replaced: bool,
    /// As whom.
    pub kind: Kind,
    /// What may be shown.
    pub visibility: Visibility,
    /// Country; nothing when it is not known here.
    pub country: Option<Country>,
    /// Language of the text that was read.
    pub language: Option<Language>,
    /// Way in.
    pub channel: Channel,
    /// What was checked.
    pub check: Check,
    /// Sort of organisation.
    pub organisation_type: Option<OrganisationType>,
    /// Full or with reservations.
    pub stance: Stance,
    /// The day (UTC) of the signature.
    pub day: NaiveDate,
}

/// One number that is kept; as text a stable key, for example `country AZ organisation named`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counter {
    /// All rows that stand like this, counted or not.
    Status(Status),
    /// Late ones.
    Late,
    /// Counted, by country and kind.
    Country(Option<Country>, Kind, Hidden),
    /// Counted on a day, in a country, not hidden.
    CountryDay(Country, NaiveDate),
    /// Counted on a day.
    Day(NaiveDate),
    /// Counted, by visibility.
    Visibility(Visibility),
    /// Counted, by way in.
    Channel(Channel, Hidden),
    /// Counted, by what was checked.
    Check(Check, Hidden),
    /// Counted, by language.
    Language(Option<Language>, Hidden),
    /// Counted, by sort of organisation.
    OrganisationType(Option<OrganisationType>, Hidden),
    /// Counted, by stance.
    Stance(Stance, Hidden),
}

/// Whether a counter is for hidden signers or for all others.
pub type Hidden = bool;

/// The text is no counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a counter of a tally")]
pub struct InvalidCounter;

impl Row {
    /// The counters that this row raises by one.
    #[must_use]
    pub fn counters(&self) -> Vec<Counter> {
        if self.replaced {
            return Vec::new();
        }
        if self.late && self.status.is_counted() {
            return vec![Counter::Late];
        }
        let mut counters = vec![Counter::Status(self.status)];
        if !self.status.is_counted() {
            return counters;
        }
        let hidden = self.visibility.is_hidden();
        counters.extend([
            Counter::Country(self.country, self.kind, hidden),
            Counter::Day(self.day),
            Counter::Visibility(self.visibility),
            Counter::Channel(self.channel, hidden),
            Counter::Check(self.check, hidden),
            Counter::Language(self.language.clone(), hidden),
            Counter::OrganisationType(self.organisation_type, hidden),
            Counter::Stance(self.stance, hidden),
        ]);
        if let (Some(country), false) = (self.country, hidden) {
            counters.push(Counter::CountryDay(country, self.day));
        }
        counters
    }
}

/// All numbers of one text, with what is hidden: for the host alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<Counter, u64>);

impl Counts {
    /// Adds rows up.
    #[must_use]
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut counts = Self::default();
        for row in rows {
            counts.add(row);
        }
        counts
    }

    /// Adds one row.
    pub fn add(&mut self, row: &Row) {
        for counter in row.counters() {
            *self.0.entry(counter).or_default() += 1;
        }
    }

    /// Takes one row away.
    pub fn remove(&mut self, row: &Row) {
        for counter in row.counters() {
            if let Some(number) = self.0.get_mut(&counter) {
                *number = number.saturating_sub(1);
                if *number == 0 {
                    self.0.remove(&counter);
                }
            }
        }
    }

    /// Sets one number, as it was kept.
    pub fn set(&mut self, counter: Counter, number: u64) {
        if number == 0 {
            self.0.remove(&counter);
        } else {
            self.0.insert(counter, number);
        }
    }

    /// One number.
    #[must_use]
    pub fn get(&self, counter: &Counter) -> u64 {
        self.0.get(counter).copied().unwrap_or_default()
    }

    /// All numbers above zero, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (&Counter, u64)> {
        self.0.iter().map(|(counter, number)| (counter, *number))
    }

    /// What is not counted.
    #[must_use]
    pub fn apart(&self) -> Apart {
        let of = |status| self.get(&Counter::Status(status));
        Apart {
            not_confirmed: of(Status::Pending),
            in_review: of(Status::InReview) + of(Status::Offered) + of(Status::Accepted),
            duplicates: of(Status::Duplicate),
            withdrawn: of(Status::Withdrawn),
            refused: of(Status::Refused),
            revoked: of(Status::Revoked),
            erased: of(Status::Erased),
            late: self.get(&Counter::Late),
        }
    }

    /// Counted by country and kind, those of one visibility: hidden, or all others.
    #[must_use]
    pub fn by_country(&self, hidden: Hidden) -> BTreeMap<Option<Country>, Kinds> {
        let mut countries: BTreeMap<_, Kinds> = BTreeMap::new();
        for (counter, number) in self.iter() {
            if let Counter::Country(country, kind, of) = counter
                && *of == hidden
            {
                countries.entry(*country).or_default().add(*kind, number);
            }
        }
        countries
    }

    /// Numbers by one property.
    #[must_use]
    pub fn by<T: Ord>(&self, pick: impl Fn(&Counter) -> Option<(Option<T>, Hidden)>) -> BTreeMap<Option<T>, Cell> {
        let mut numbers: BTreeMap<_, Cell> = BTreeMap::new();
        for (counter, number) in self.iter() {
            if let Some((value, hidden)) = pick(counter) {
                let cell = numbers.entry(value).or_default();
                if hidden {
                    cell.hidden += number;
                } else {
                    cell.named += number;
                }
            }
        }
        numbers
    }

    /// Counted by day.
    pub fn by_day(&self) -> impl Iterator<Item = (NaiveDate, u64)> {
        self.iter().filter_map(|(counter, number)| match counter {
            Counter::Day(day) => Some((*day, number)),
            _ => None,
        })
    }

    /// The first and last day of each country, hidden signers left out.
    #[must_use]
    pub fn first_and_last(&self) -> BTreeMap<Country, (NaiveDate, NaiveDate)> {
        let mut days: BTreeMap<Country, (NaiveDate, NaiveDate)> = BTreeMap::new();
        for (counter, _) in self.iter() {
            if let Counter::CountryDay(country, day) = counter {
                let ends = days.entry(*country).or_insert((*day, *day));
                *ends = (ends.0.min(*day), ends.1.max(*day));
            }
        }
        days
    }
}

const NONE: &str = "-";

impl fmt::Display for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seen = |hidden: &Hidden| if *hidden { "hidden" } else { "named" };
        match self {
            Self::Status(status) => write!(f, "status {}", status.as_str()),
            Self::Late => f.write_str("late"),
            Self::Country(country, kind, hidden) => write!(
                f,
                "country {} {} {}",
                country.as_ref().map_or(NONE, Country::code),
                kind.as_str(),
                seen(hidden)
            ),
            Self::CountryDay(country, day) => write!(f, "country-day {country} {day}"),
            Self::Day(day) => write!(f, "day {day}"),
            Self::Visibility(visibility) => write!(f, "visibility {}", visibility.as_str()),
            Self::Channel(channel, hidden) => write!(f, "channel {} {}", channel.as_str(), seen(hidden)),
            Self::Check(check, hidden) => write!(f, "check {} {}", check.as_str(), seen(hidden)),
            Self::Language(language, hidden) => write!(
                f,
                "language {} {}",
                language.as_ref().map_or(NONE, Language::as_str),
                seen(hidden)
            ),
            Self::OrganisationType(kind, hidden) => write!(
                f,
                "organisation-type {} {}",
                kind.map_or(NONE, OrganisationType::as_str),
                seen(hidden)
            ),
            Self::Stance(stance, hidden) => write!(f, "stance {} {}", stance.as_str(), seen(hidden)),
        }
    }
}

impl FromStr for Counter {
    type Err = InvalidCounter;

    fn from_str(text: &str) -> Result<Self, InvalidCounter> {
        let parts: Vec<&str> = text.split(' ').collect();
        read(&parts).ok_or(InvalidCounter)
    }
}

fn read(parts: &[&str]) -> Option<Counter> {
    fn known<T>(text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
        match text {
            NONE => Some(None),
            text => parse(text).map(Some),
        }
    }
    let seen = |text: &str| match text {
        "hidden" => Some(true),
        "named" => Some(false),
        _ => None,
    };
    Some(match *parts {
        ["status", status] => Counter::Status(Status::parse(status)?),
        ["late"] => Counter::Late,
        ["country", country, kind, hidden] => {
            Counter::Country(known(country, Country::parse)?, Kind::parse(kind)?, seen(hidden)?)
        }
        ["country-day", country, day] => Counter::CountryDay(Country::parse(country)?, day.parse().ok()?),
        ["day", day] => Counter::Day(day.parse().ok()?),
        ["visibility", visibility] => Counter::Visibility(Visibility::parse(visibility)?),
        ["channel", channel, hidden] => Counter::Channel(Channel::parse(channel)?, seen(hidden)?),
        ["check", check, hidden] => Counter::Check(Check::parse(check)?, seen(hidden)?),
        ["language", language, hidden] => Counter::Language(known(language, Language::parse)?, seen(hidden)?),
        ["organisation-type", kind, hidden] => {
            Counter::OrganisationType(known(kind, OrganisationType::parse)?, seen(hidden)?)
        }
        ["stance", stance, hidden] => Counter::Stance(Stance::parse(stance)?, seen(hidden)?),
        _ => return None,
    })
}
