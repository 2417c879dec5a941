//! A small map of the world: a dot for each country, larger where a practice was tried. Equal Earth projection, so that
//! no part of the world is made larger than it is.

use std::{collections::BTreeMap, fmt::Write, sync::LazyLock};

use domain::vocabulary::Country;

use crate::frame::Frame;

/// Where to draw the dot of a country, in whole degrees: good for dots on a world map and for nothing else.
static POINTS: LazyLock<BTreeMap<Country, (f64, f64)>> = LazyLock::new(|| {
    let line = |line: &str| {
        let mut cells = line.split(',');
        let country = Country::parse(cells.next()?)?;
        let longitude: f64 = cells.next()?.parse().ok()?;
        let latitude: f64 = cells.next()?.parse().ok()?;
        Some((country, (longitude, latitude)))
    };
    include_str!("../../assets/centroids.csv")
        .lines()
        .filter_map(line)
        .collect()
});

/// Equal Earth (Šavrič, Patterson, Jenny 2018), into a picture of 600 by 270 units without Antarctica.
fn place((longitude, latitude): (f64, f64)) -> (f64, f64) {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let theta = (f64::sqrt(3.0) / 2.0 * latitude.to_radians().sin()).asin();
    let (t2, t6) = (theta.powi(2), theta.powi(6));
    let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
    let x = 2.0 * f64::sqrt(3.0) * longitude.to_radians() * theta.cos() / (3.0 * slope);
    let y = theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
    (300.0 + x * 108.0, 138.0 - y * 105.0)
}

/// The map of one practice: where it comes from and where it was tried. The list beside it says the same in words.
pub(crate) fn tried_in(v: &Frame, origin: Country, tried: &[Country]) -> String {
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 270\" role=\"img\"><g fill=\"#8b95a7\" \
         fill-opacity=\".45\">",
    );
    let special = |country: &Country| *country == origin || tried.contains(country);
    for (_, point) in POINTS
        .iter()
        .filter(|(country, _)| !special(country) && country.code() != "AQ")
    {
        let (x, y) = place(*point);
        dot(&mut svg, x, y, "2", None);
    }
    svg.push_str("</g><g fill=\"#c77700\">");
    for country in tried {
        if let Some(point) = POINTS.get(country) {
            let (x, y) = place(*point);
            dot(&mut svg, x, y, "6", Some(country.name(v.lang())));
        }
    }
    svg.push_str("</g><g fill=\"none\" stroke=\"#5b79b5\" stroke-width=\"2.5\">");
    if let Some(point) = POINTS.get(&origin) {
        let (x, y) = place(*point);
        dot(&mut svg, x, y, "8.5", Some(origin.name(v.lang())));
    }
    svg.push_str("</g></svg>");
    svg
}

fn dot(svg: &mut String, x: f64, y: f64, radius: &str, name: Option<&str>) {
    let title = name.map_or_else(String::new, |name| format!("<title>{}</title>", escape(name)));
    // Writing to a text cannot fail.
    let _ = write!(
        svg,
        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\">{title}</circle>"
    );
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u08_every_place_of_the_list_has_a_dot_inside_the_picture() {
        for country in Country::all() {
            let point = POINTS.get(&country).unwrap_or_else(|| panic!("{country} has no dot"));
            let (x, y) = place(*point);
            let inside = (0.0..=600.0).contains(&x) && (0.0..=270.0).contains(&y);
            assert!(inside || country.code() == "AQ", "{country} is at {x}, {y}");
        }
    }

    #[test]
    fn north_is_up_and_east_is_on_the_far_side() {
        let (x_west, y_south) = place((-60.0, -30.0));
        let (x_east, y_north) = place((60.0, 30.0));
        assert!(x_west < x_east && y_north < y_south);
    }
}
