//! How a number grew, as one line. The days stand in a table beside it.

use std::fmt::Write;

use chrono::NaiveDate;

use super::{begin, escape};
use crate::frame::Frame;

const WIDTH: u32 = 600;
const HEIGHT: u32 = 230;
// The corner of the axes, and the far end of each.
const X0: f64 = 52.0;
const X1: f64 = 588.0;
const Y0: f64 = 196.0;
const Y1: f64 = 16.0;

/// The line: days, each with the number at its end, in order.
pub(crate) fn line(v: &Frame, days: &[(NaiveDate, u64)]) -> String {
    let mut svg = begin(WIDTH, HEIGHT, &v.plain("tally-growth-title"));
    let _ = write!(svg, "<rect class=\"g\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>");
    let most = days.last().map_or(0, |(_, count)| *count);
    let top = round_up(days.iter().map(|(_, count)| *count).max().unwrap_or(0));
    for step in 0..=2 {
        let value = top / 2 * step;
        let y = height(value, top);
        let _ = write!(
            svg,
            "<path class=\"r\" d=\"M{X0} {y:.0}H{X1}\"/><text class=\"q\" x=\"46\" y=\"{:.0}\" text-anchor=\"end\">{}</text>",
            y + 4.0,
            escape(&v.number(value))
        );
    }
    if let (Some((first, _)), Some((last, _))) = (days.first(), days.last()) {
        let span = (*last - *first).num_days().max(1);
        let mut path = format!("M{X0} {Y0}");
        for (day, count) in days {
            #[expect(clippy::cast_precision_loss, reason = "a picture is 600 units wide")]
            let x = X0 + (X1 - X0) * (*day - *first).num_days() as f64 / span as f64;
            let _ = write!(path, "L{x:.1} {:.1}", height(*count, top));
        }
        let _ = write!(svg, "<path class=\"l\" stroke-linejoin=\"round\" d=\"{path}\"/>");
        let label = |svg: &mut String, x: f64, anchor: &str, day: &NaiveDate| {
            let text = escape(&v.day(day));
            let _ = write!(
                svg,
                "<text class=\"q\" x=\"{x}\" y=\"216\" direction=\"{}\" text-anchor=\"{anchor}\">{text}</text>",
                v.dir()
            );
        };
        // An anchor follows the direction of its text.
        let (begin, end) = if v.dir() == "rtl" {
            ("end", "start")
        } else {
            ("start", "end")
        };
        label(&mut svg, X0, begin, first);
        if last != first {
            label(&mut svg, X1, end, last);
        }
        let _ = write!(
            svg,
            "<text class=\"m\" x=\"{X1}\" y=\"{:.0}\" text-anchor=\"end\" font-size=\"15\" font-weight=\"600\">{}</text>",
            (height(most, top) - 7.0).max(12.0),
            escape(&v.number(most))
        );
    }
    svg.push_str("</svg>");
    svg
}

fn height(value: u64, top: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a picture is 180 units high")]
    let share = value as f64 / top.max(1) as f64;
    Y0 - (Y0 - Y1) * share
}

/// The next round number: 2, 4, 10, 20, 40, 100 …
fn round_up(most: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        for step in [2, 4, 10] {
            let top = power.saturating_mul(step);
            if top >= most {
                return top;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{frame::tests::frame, locale::Locale};

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    #[test]
    fn the_line_ends_at_the_last_number() {
        let svg = line(&frame(Locale::Fr), &[(day(2), 500), (day(5), 700), (day(31), 1_023)]);
        assert!(svg.contains(">1\u{202F}023<") && svg.contains("L588.0"), "{svg}");
        assert!(svg.contains("2 mars 2026") && svg.contains("31 mars 2026"));
    }

    #[test]
    fn nothing_and_a_single_day_are_drawn_too() {
        assert!(line(&frame(Locale::En), &[]).ends_with("</svg>"));
        assert!(line(&frame(Locale::Ar), &[(day(1), 1)]).contains("class=\"l\""));
        assert!(line(&frame(Locale::En), &[(day(1), u64::MAX)]).contains("class=\"l\""));
    }

    #[test]
    fn the_axis_ends_at_a_round_number() {
        assert_eq!([0, 1, 3, 96, 1_023].map(round_up), [2, 2, 4, 100, 2_000]);
    }
}
