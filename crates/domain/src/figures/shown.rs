//! From the numbers of the host to what may be shown.

use std::collections::{BTreeMap, BTreeSet};

use super::{Counter, CountryFigures, CountryRow, Counts, DayFigures, Figures, Kinds, RegionFigures};
use crate::{
    small_cells::{self, Breakdown, Placed},
    vocabulary::{Country, Region},
};

impl Figures {
    /// What may be shown of these counts.
    #[must_use]
    pub fn of(counts: &Counts) -> Self {
        let named = counts.by_country(false);
        let hidden = counts.by_country(true);
        let placed = small_cells::place(&hidden);
        let mut counted = Kinds::default();
        for kinds in named.values().chain(hidden.values()) {
            counted += *kinds;
        }
        let rows = rows(counts, &named, &placed);
        let mut undisclosed = placed.apart;
        undisclosed += named.get(&None).copied().unwrap_or_default();
        Self {
            counted,
            countries: countries(&rows, named.keys().chain(hidden.keys())),
            regions: regions(rows, &placed),
            undisclosed,
            by_visibility: Breakdown::new(&counts.by(|counter| match counter {
                Counter::Visibility(visibility) => Some((Some(*visibility), false)),
                _ => None,
            })),
            by_channel: Breakdown::new(&counts.by(|counter| match counter {
                Counter::Channel(channel, hidden) => Some((Some(*channel), *hidden)),
                _ => None,
            })),
            by_check: Breakdown::new(&counts.by(|counter| match counter {
                Counter::Check(check, hidden) => Some((Some(*check), *hidden)),
                _ => None,
            })),
            by_level: Breakdown::new(&counts.by(|counter| match counter {
                Counter::Check(check, hidden) => Some((check.level(), *hidden)),
                _ => None,
            })),
            by_language: Breakdown::new(&counts.by(|counter| match counter {
                Counter::Language(language, hidden) => Some((language.clone(), *hidden)),
                _ => None,
            })),
            by_organisation_type: Breakdown::new(&counts.by(|counter| match counter {
                Counter::OrganisationType(kind, hidden) => Some((*kind, *hidden)),
                _ => None,
            })),
            by_stance: Breakdown::new(&counts.by(|counter| match counter {
                Counter::Stance(stance, hidden) => Some((Some(*stance), *hidden)),
                _ => None,
            })),
            apart: counts.apart(),
            days: days(counts),
        }
    }
}

fn rows(counts: &Counts, named: &BTreeMap<Option<Country>, Kinds>, placed: &Placed) -> Vec<CountryRow> {
    let days = counts.first_and_last();
    let countries: BTreeSet<Country> = named
        .keys()
        .copied()
        .flatten()
        .chain(placed.in_rows.keys().copied())
        .collect();
    countries
        .into_iter()
        .map(|country| {
            let mut counted = named.get(&Some(country)).copied().unwrap_or_default();
            counted += placed.in_rows.get(&country).copied().unwrap_or_default();
            let ends = days.get(&country);
            CountryRow {
                country,
                counted,
                first: ends.map(|(first, _)| *first),
                last: ends.map(|(_, last)| *last),
            }
        })
        .collect()
}

fn regions(rows: Vec<CountryRow>, placed: &Placed) -> Vec<RegionFigures> {
    let empty = |region: &Region| RegionFigures {
        region: region.clone(),
        rows: Vec::new(),
        undisclosed: Kinds::default(),
        total: Kinds::default(),
    };
    let mut regions: BTreeMap<Region, RegionFigures> = BTreeMap::new();
    for row in rows {
        let region = row
            .country
            .place()
            .map_or_else(|| Region(String::new()), |place| place.region.clone());
        let figures = regions.entry(region.clone()).or_insert_with(|| empty(&region));
        figures.total += row.counted;
        figures.rows.push(row);
    }
    for (region, kinds) in &placed.in_regions {
        let figures = regions.entry(region.clone()).or_insert_with(|| empty(region));
        figures.undisclosed = *kinds;
        figures.total += *kinds;
    }
    regions.into_values().collect()
}

fn countries<'a>(rows: &[CountryRow], all: impl Iterator<Item = &'a Option<Country>>) -> CountryFigures {
    let all: BTreeSet<Country> = all.copied().flatten().collect();
    let un_member = |country: &Country| country.place().is_some_and(|place| place.un_member);
    let number = |of: usize| u64::try_from(of).unwrap_or(u64::MAX);
    let counted = number(all.len());
    let un_members = number(all.iter().filter(|country| un_member(country)).count());
    let among_rows = |test: fn(&crate::vocabulary::Place) -> bool| {
        number(rows.iter().filter(|row| row.country.place().is_some_and(test)).count())
    };
    CountryFigures {
        counted,
        not_named: counted - number(rows.len()),
        un_members,
        un_members_in_all: number(Country::all().filter(un_member).count()),
        other_places: counted - un_members,
        nam_members: among_rows(|place| place.nam_member),
        nam_observers: among_rows(|place| place.nam_observer),
        g77: among_rows(|place| place.g77_member),
    }
}

fn days(counts: &Counts) -> Vec<DayFigures> {
    let mut total = 0;
    counts
        .by_day()
        .map(|(day, counted)| {
            total += counted;
            DayFigures { day, counted, total }
        })
        .collect()
}
