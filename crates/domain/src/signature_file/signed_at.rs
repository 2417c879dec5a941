//! When a row says that it was signed: a moment, or a day of which nobody wrote down where on earth it was.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::declaration::{LatePolicy, Moment, Period, State};

/// The earliest clocks are 14 hours before UTC.
const FIRST: TimeDelta = TimeDelta::hours(-14);
/// The latest ones are 12 hours behind it: there, a day ends 36 hours after it began in UTC.
const LAST: TimeDelta = TimeDelta::hours(36);

/// When a row was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedAt {
    /// A moment.
    Moment(DateTime<Utc>),
    /// A day alone.
    Day(NaiveDate),
}

impl SignedAt {
    /// Whether it could be endorsed then. A day is in time when it touches the open time anywhere on earth.
    #[must_use]
    pub fn judge(self, period: Period, late: LatePolicy, now: DateTime<Utc>) -> Moment {
        let future = match self {
            // Clocks may be a little wrong.
            Self::Moment(at) => at > now + TimeDelta::hours(1),
            Self::Day(day) => begin(day) > now,
        };
        if future {
            return Moment::Early;
        }
        // A list may be typed in after closing: what counts is when it was signed.
        State::Open.moment(period, late, self.at(period, now))
    }

    /// The moment to be kept: of a day its noon, UTC, so that it is that day in nearly every place; earlier when that is
    /// still to come, and within the open time where the day touches it.
    #[must_use]
    pub fn at(self, period: Period, now: DateTime<Utc>) -> DateTime<Utc> {
        let all = self.all(period);
        all.iter().copied().find(|at| *at <= now).unwrap_or(all[2])
    }

    /// All that [`Self::at`] may have given, whenever it was asked: by these a row is known again.
    #[must_use]
    pub fn all(self, period: Period) -> [DateTime<Utc>; 3] {
        match self {
            Self::Moment(at) => [at; 3],
            Self::Day(day) => {
                let midnight = midnight(day);
                let within = |at: DateTime<Utc>| {
                    let end = period.closes_at.filter(|end| *end >= begin(day));
                    let start = period.opens_at.filter(|start| *start < midnight + LAST);
                    let at = end.map_or(at, |end| at.min(end));
                    start.map_or(at, |start| at.max(start))
                };
                [midnight + TimeDelta::hours(12), midnight, begin(day)].map(within)
            }
        }
    }
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// When a day begins, where it begins first.
fn begin(day: NaiveDate) -> DateTime<Utc> {
    midnight(day) + FIRST
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::*;

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn day(text: &str) -> SignedAt {
        SignedAt::Day(text.parse().unwrap())
    }

    fn period(from: &str, to: &str) -> Period {
        Period {
            opens_at: Some(moment(from)),
            closes_at: Some(moment(to)),
        }
    }

    fn judged(signed: &str, now: &str) -> Moment {
        let open = period("2026-12-01T15:00:00Z", "2026-12-31T09:00:00Z");
        day(signed).judge(open, LatePolicy::Refused, moment(now))
    }

    #[test]
    fn a_list_of_today_is_in_time_in_the_morning_too() {
        let open = period("2026-12-01T03:00:00Z", "2026-12-31T23:59:59Z");
        let now = moment("2026-12-01T04:18:00Z");
        let today = day("2026-12-01");
        assert_eq!(today.judge(open, LatePolicy::Refused, now), Moment::InTime);
        assert!(today.at(open, now) <= now, "nothing is kept that is still to come");
    }

    #[test]
    fn the_opening_day_is_in_time_whatever_hour_it_was_opened() {
        assert_eq!(judged("2026-12-01", "2026-12-01T15:30:00Z"), Moment::InTime);
        assert_eq!(judged("2026-12-01", "2026-12-20T12:00:00Z"), Moment::InTime);
        assert_eq!(
            judged("2026-11-30", "2026-12-20T12:00:00Z"),
            Moment::Early,
            "over on the whole earth"
        );
    }

    #[test]
    fn the_closing_day_is_in_time_and_the_day_after_where_it_has_begun() {
        let later = "2027-01-10T12:00:00Z";
        assert_eq!(judged("2026-12-31", later), Moment::InTime);
        assert_eq!(judged("2027-01-01", later), Moment::Late);
        let to_the_end = period("2026-12-01T15:00:00Z", "2026-12-31T23:59:59Z");
        let in_kiribati = day("2027-01-01").judge(to_the_end, LatePolicy::Refused, moment(later));
        assert_eq!(in_kiribati, Moment::InTime);
    }

    #[test]
    fn a_day_that_has_not_begun_anywhere_is_refused() {
        assert_eq!(judged("2026-12-11", "2026-12-10T09:59:59Z"), Moment::Early);
        assert_eq!(judged("2026-12-11", "2026-12-10T10:00:00Z"), Moment::InTime);
    }

    proptest! {
        #[test]
        fn what_was_kept_is_known_again_whenever_it_is_read(hours in -60_i64..60, opened in -60_i64..60) {
            let noon = moment("2026-12-01T12:00:00Z");
            let open = Period { opens_at: Some(noon + TimeDelta::hours(opened)), closes_at: None };
            let signed = day("2026-12-01");
            let kept = signed.at(open, noon + TimeDelta::hours(hours));
            prop_assert!(signed.all(open).contains(&kept));
        }
    }
}
