//! Maps of the world (UX 7): shapes of Natural Earth in Equal Earth projection, and a dot for every place that the shapes
//! lack. The shapes are made by `assets/world/make.py`.

use std::{collections::BTreeMap, fmt::Write, sync::LazyLock};

use domain::vocabulary::Country;

use super::{begin, escape};
use crate::frame::Frame;

const WIDTH: u32 = 800;
const HEIGHT: u32 = 374;

/// A place on the map.
struct Area {
    country: Country,
    /// Where its dot is drawn.
    x: &'static str,
    y: &'static str,
    /// Its shape; empty where there is none, or only a speck.
    path: &'static str,
}

static WORLD: LazyLock<Vec<Area>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        let country = Country::parse(cells.next()?)?;
        let (x, y, path) = (cells.next()?, cells.next()?, cells.next()?);
        Some(Area { country, x, y, path })
    };
    include_str!("../../assets/world/world.tsv")
        .lines()
        .filter_map(line)
        .collect()
});

impl Area {
    /// Its shape, or its dot.
    fn draw(&self, svg: &mut String, class: &str) {
        // Writing to a text cannot fail.
        let _ = if self.path.is_empty() {
            write!(
                svg,
                "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>",
                self.x, self.y
            )
        } else {
            write!(svg, "<path class=\"{class}\" d=\"{}\"/>", self.path)
        };
    }

    /// Drawn even where nothing is counted: member states, and places with a shape.
    fn always(&self) -> bool {
        !self.path.is_empty()
            || self.country.place().is_some_and(|place| place.un_member)
            || self.country.code() == "VA"
    }
}

/// Where the five classes begin, so that the largest number lies in the last one and not far above.
fn classes(most: u64) -> [u64; 5] {
    let mut classes = [1, 2, 5, 10, 25];
    while classes[4] * 5 < most {
        let next = if classes[4].to_string().starts_with('2') {
            classes[4] * 2
        } else {
            classes[4] * 5
        };
        classes = [1, classes[2], classes[3], classes[4], next];
    }
    classes
}

/// The map of a tally: a class of tint and pattern for each number, a link to the row of each country.
///
/// `counts` are the numbers of the table. `row` makes the address of the row of a country.
pub(crate) fn tally(v: &Frame, counts: &BTreeMap<Country, u64>, row: impl Fn(Country) -> String) -> String {
    let classes = classes(counts.values().copied().max().unwrap_or(0));
    let mut svg = begin(WIDTH, HEIGHT, &v.plain("tally-map-title"));
    svg.push_str(PATTERNS);
    let _ = write!(
        svg,
        "<rect class=\"g\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/><g class=\"e\">"
    );
    // Dots lie above the shapes of their neighbours.
    let (dots, shapes): (Vec<&Area>, Vec<&Area>) = WORLD.iter().partition(|area| area.path.is_empty());
    for area in shapes.into_iter().chain(dots) {
        let count = counts.get(&area.country).copied().unwrap_or(0);
        if count == 0 && !area.always() {
            continue;
        }
        let name = area.country.name(v.lang());
        let title = if count == 0 {
            name.to_owned()
        } else {
            v.locale.plain_ww("tally-map-country", name, v.number(count))
        };
        let link = escape(&row(area.country));
        let _ = write!(svg, "<a href=\"{link}\"><title>{}</title>", escape(&title));
        area.draw(&mut svg, CLASSES[classes.iter().filter(|from| count >= **from).count()]);
        svg.push_str("</a>");
    }
    svg.push_str("</g>");
    legend(v, &mut svg, &classes);
    svg.push_str("</svg>");
    svg
}

/// Patterns from the third class on, so that the classes differ for those who do not tell the tints apart.
const PATTERNS: &str = "<defs><pattern id=\"p3\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">\
<path class=\"f3\" d=\"M0 0h5v5H0z\"/><circle class=\"g\" cx=\"2\" cy=\"2\" r=\".8\"/></pattern>\
<pattern id=\"p4\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">\
<path class=\"f4\" d=\"M0 0h4v4H0z\"/><path class=\"h\" d=\"M0 4 4 0\"/></pattern>\
<pattern id=\"p5\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">\
<path class=\"f5\" d=\"M0 0h5v5H0z\"/><path class=\"h\" d=\"M0 2h5M2 0v5\"/></pattern></defs>";

const CLASSES: [&str; 6] = ["n", "a1", "a2", "a3", "a4", "a5"];

/// What the classes mean, below the map.
fn legend(v: &Frame, svg: &mut String, classes: &[u64; 5]) {
    let numbers = classes.iter().enumerate().map(|(index, from)| {
        let to = classes.get(index + 1).map(|next| next - 1);
        match to {
            Some(to) if to == *from => v.number(*from),
            Some(to) => format!("{}\u{2013}{}", v.number(*from), v.number(to)),
            None => format!("{}+", v.number(*from)),
        }
    });
    let labels = std::iter::once("0".to_owned()).chain(numbers);
    for (index, label) in labels.enumerate() {
        let x = 150 + index * 90;
        let _ = write!(
            svg,
            "<path class=\"{}\" d=\"M{x} 352h22v14h-22z\"/><text x=\"{}\" y=\"363\">{label}</text>",
            CLASSES[index],
            x + 28
        );
    }
}

/// The map of one practice: where it comes from and where it was tried. The list beside it says the same in words.
pub(crate) fn tried_in(v: &Frame, origin: Country, tried: &[Country]) -> String {
    let mut svg = begin(WIDTH, 345, &v.plain("tried-map-title"));
    svg.push_str("<path class=\"n e\" d=\"");
    for area in WORLD.iter() {
        // Each shape begins at the corner of the picture, wherever the one before it ended.
        let _ = write!(svg, "M0 0{}", area.path);
    }
    svg.push_str("\"/>");
    let mut dot = |country: Country, class: &str, radius: &str| {
        if let Some(area) = WORLD.iter().find(|area| area.country == country) {
            let _ = write!(
                svg,
                "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\"><title>{}</title></circle>",
                area.x,
                area.y,
                escape(country.name(v.lang()))
            );
        }
    };
    for country in tried {
        dot(*country, "t", "7");
    }
    dot(origin, "b", "10");
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{answer::gzip, frame::tests::frame, locale::Locale};

    fn everywhere(count: u64) -> BTreeMap<Country, u64> {
        Country::all()
            .enumerate()
            .map(|(index, country)| (country, count + index as u64))
            .collect()
    }

    #[test]
    fn u08_every_member_state_is_on_the_map_and_can_be_reached_by_keyboard() {
        for counts in [BTreeMap::new(), everywhere(1)] {
            let svg = tally(&frame(Locale::En), &counts, |country| format!("#{country}"));
            let members = Country::all().filter(|c| c.place().is_some_and(|place| place.un_member));
            let mut shown = 0;
            for member in members {
                let start = format!("<a href=\"#{member}\"><title>");
                let rest = svg
                    .split(&start)
                    .nth(1)
                    .unwrap_or_else(|| panic!("{member} is not on the map"));
                let drawn = rest.split("</a>").next().unwrap();
                assert!(
                    drawn.contains("<path") || drawn.contains("<circle"),
                    "{member}: {drawn}"
                );
                shown += 1;
            }
            assert_eq!(shown, 193);
        }
    }

    #[test]
    fn u08_every_point_lies_inside_the_picture() {
        assert_eq!(WORLD.len(), Country::all().count() - 1, "all places but Antarctica");
        for area in WORLD.iter() {
            let (x, y): (f64, f64) = (area.x.parse().unwrap(), area.y.parse().unwrap());
            assert!(
                (4.0..=796.0).contains(&x) && (0.0..=345.0).contains(&y),
                "{} is at {x}, {y}",
                area.country
            );
        }
    }

    #[test]
    fn u01_the_map_keeps_to_its_budget_with_every_country_in_every_language() {
        for locale in Locale::ALL {
            let svg = tally(&frame(locale), &everywhere(900), |country| {
                format!("../tally#{country}")
            });
            let weight = gzip(svg.as_bytes()).len();
            assert!(weight <= 12_000, "{}: {weight}", locale.tag());
        }
    }

    #[test]
    fn no_shape_crosses_the_map_at_180_degrees() {
        for area in WORLD.iter() {
            let mut x: i32 = 0;
            for part in area.path.split(['m', 'z']).filter(|part| !part.is_empty()) {
                let spaced = part.replace('-', " -");
                let numbers: Vec<i32> = spaced.split_whitespace().map(|n| n.parse().unwrap()).collect();
                for (index, step) in numbers.iter().step_by(2).enumerate() {
                    assert!(index == 0 || step.abs() < 150, "{} has a stripe", area.country);
                    x += step;
                }
                // The next part begins where this one began.
                x -= numbers.iter().step_by(2).skip(1).sum::<i32>();
            }
            assert!((0..=800).contains(&x));
        }
    }

    #[test]
    fn the_largest_number_lies_in_the_last_class() {
        for most in [1, 7, 96, 126, 1_000, 5_000, 1_000_000] {
            let classes = classes(most);
            assert!(classes.is_sorted() && classes[0] == 1, "{classes:?}");
            assert!(most <= classes[4] * 5, "{most}: {classes:?}");
        }
    }

    #[test]
    fn a_place_without_a_number_has_no_number_in_its_title() {
        let svg = tally(&frame(Locale::En), &BTreeMap::new(), |country| format!("#{country}"));
        assert!(svg.contains("<title>Tuvalu</title>"));
    }
}
