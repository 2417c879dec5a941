//! The figures of a tally as tables. Columns have English names that stay, so that programs can rely on them; names of
//! countries are in the language of the page.

use domain::{
    figures::{Figures, Kinds},
    small_cells::Breakdown,
    vocabulary::{Country, Region},
};

use super::sheet::{Cell, Sheet};
use crate::frame::Frame;

fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn three(kinds: Kinds) -> [Cell; 3] {
    [kinds.organisations, kinds.persons(), kinds.total()].map(Cell::Number)
}

/// A row for each country of the table, and for what is undisclosed in a region or without one.
pub(crate) fn countries(v: &Frame, figures: &Figures) -> Sheet {
    let mut rows = Vec::new();
    let yes = |is: bool| Cell::from(if is { "yes" } else { "" });
    let region_name = |region: &Region| Cell::from(region.name(v.lang()));
    for region in &figures.regions {
        for row in &region.rows {
            let place = row.country.place();
            let day = |day: &Option<chrono::NaiveDate>| Cell::from(day.map_or_else(String::new, |d| d.to_string()));
            let mut cells = vec![
                Cell::from(row.country.code()),
                Cell::from(row.country.name(v.lang())),
                region_name(&region.region),
            ];
            cells.extend(three(row.counted));
            cells.extend([day(&row.first), day(&row.last)]);
            cells.extend([
                yes(place.is_some_and(|place| place.un_member)),
                yes(place.is_some_and(|place| place.nam_member)),
                yes(place.is_some_and(|place| place.g77_member)),
            ]);
            rows.push(cells);
        }
        rows.extend(undisclosed(v, region_name(&region.region), region.undisclosed));
    }
    rows.extend(undisclosed(v, Cell::from(""), figures.undisclosed));
    Sheet {
        name: v.plain("tally-table"),
        head: head(&[
            "iso2",
            "country",
            "region",
            "organisations",
            "people",
            "total",
            "first_day",
            "last_day",
            "un_member",
            "nam_member",
            "g77_member",
        ]),
        rows,
    }
}

fn undisclosed(v: &Frame, region: Cell, kinds: Kinds) -> Option<Vec<Cell>> {
    (kinds.total() > 0).then(|| {
        let mut cells = vec![Cell::from(""), Cell::from(v.plain("tally-undisclosed")), region];
        cells.extend(three(kinds));
        cells.extend(std::iter::repeat_n(Cell::from(""), 5));
        cells
    })
}

/// One number a row: what is counted, what is not, and how it is made up.
pub(crate) fn counts(v: &Frame, figures: &Figures, facts: &[(&str, String)]) -> Sheet {
    let mut rows: Vec<Vec<Cell>> = facts
        .iter()
        .map(|(name, value)| vec![Cell::from(*name), Cell::from(""), Cell::from(value.clone())])
        .collect();
    let mut put = |name: &str, of: &str, number: u64| {
        rows.push(vec![Cell::from(name), Cell::from(of), Cell::Number(number)]);
    };
    let (counted, countries, apart) = (figures.counted, &figures.countries, figures.apart);
    put("endorsements", "", counted.total());
    put("organisations", "", counted.organisations);
    put("people", "", counted.persons());
    put("representatives", "", counted.representatives);
    put("individuals", "", counted.individuals);
    put("countries", "", countries.counted);
    put("countries", "not named", countries.not_named);
    put("countries", "UN member states", countries.un_members);
    put("countries", "UN member states in all", countries.un_members_in_all);
    put("countries", "UN member states, per mille", figures.un_share_per_mille());
    put("countries", "other places", countries.other_places);
    put("countries", "NAM members", countries.nam_members);
    put("countries", "NAM observers", countries.nam_observers);
    put("countries", "G77", countries.g77);
    for (of, number) in [
        ("not confirmed", apart.not_confirmed),
        ("in review", apart.in_review),
        ("duplicates", apart.duplicates),
        ("withdrawn", apart.withdrawn),
        ("refused", apart.refused),
        ("revoked", apart.revoked),
        ("erased", apart.erased),
        ("late", apart.late),
    ] {
        put("not counted", of, number);
    }
    part(&mut put, "visibility", &figures.by_visibility, |of| {
        of.as_str().to_owned()
    });
    part(&mut put, "channel", &figures.by_channel, |of| of.as_str().to_owned());
    part(&mut put, "check", &figures.by_check, |of| of.as_str().to_owned());
    part(&mut put, "language", &figures.by_language, |of| of.as_str().to_owned());
    part(&mut put, "organisation type", &figures.by_organisation_type, |of| {
        of.as_str().to_owned()
    });
    part(&mut put, "stance", &figures.by_stance, |of| of.as_str().to_owned());
    Sheet {
        name: v.plain("tally-number"),
        head: head(&["what", "of", "number"]),
        rows,
    }
}

fn part<T>(put: &mut impl FnMut(&str, &str, u64), name: &str, part: &Breakdown<T>, slug: impl Fn(&T) -> String) {
    for row in &part.rows {
        let of = row.of.as_ref().map_or_else(|| "unknown".to_owned(), &slug);
        put(name, &of, row.count);
    }
    if part.undisclosed > 0 {
        put(name, "undisclosed", part.undisclosed);
    }
}

/// Each day with what was counted on it, and up to it.
pub(crate) fn days(v: &Frame, figures: &Figures) -> Sheet {
    let row = |day: &domain::figures::DayFigures| {
        vec![
            Cell::from(day.day.to_string()),
            Cell::Number(day.counted),
            Cell::Number(day.total),
        ]
    };
    Sheet {
        name: v.plain("tally-growth-title"),
        head: head(&["day", "counted", "total"]),
        rows: figures.days.iter().map(row).collect(),
    }
}

/// A public name as a row; columns as in the file of an import, so that one can be read back.
pub(crate) struct NameRow {
    pub(crate) kind: &'static str,
    pub(crate) organisation: String,
    pub(crate) country: Option<Country>,
    pub(crate) person: String,
    pub(crate) role: String,
    pub(crate) visibility: &'static str,
    pub(crate) channel: &'static str,
    pub(crate) check: &'static str,
    pub(crate) stance: &'static str,
    pub(crate) reservation: String,
    pub(crate) signed_at: String,
    pub(crate) address: String,
}

/// The public names. Whoever is only counted is in no row.
pub(crate) fn names(v: &Frame, rows: impl Iterator<Item = NameRow>) -> Sheet {
    let row = |name: NameRow| {
        let country = name.country;
        vec![
            Cell::from(name.kind),
            Cell::from(name.organisation),
            Cell::from(country.map_or_else(String::new, |country| country.code().to_owned())),
            Cell::from(country.map_or("", |country| country.name(v.lang()))),
            Cell::from(name.person),
            Cell::from(name.role),
            Cell::from(name.visibility),
            Cell::from(name.channel),
            Cell::from(name.check),
            Cell::from(name.stance),
            Cell::from(name.reservation),
            Cell::from(name.signed_at),
            Cell::from(name.address),
        ]
    };
    Sheet {
        name: v.plain("tally-names-title"),
        head: head(&[
            "kind",
            "organisation",
            "country",
            "country_name",
            "person",
            "role",
            "visibility",
            "channel",
            "check",
            "stance",
            "reservation",
            "signed_at",
            "address",
        ]),
        rows: rows.map(row).collect(),
    }
}
