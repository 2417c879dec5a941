//! The rule of small cells (SECURITY PR2): what is counted without a name must not be found by looking for the one cell
//! in which it is alone.
//!
//! Where a country has fewer than [`LEAST_HIDDEN`] hidden signers, they are left out of its row and stand in
//! "undisclosed" of its region; where that row would hold fewer, in "undisclosed" without a region. The same for every
//! other breakdown. All outputs (pages, maps, files, feeds, API) are made from [`crate::figures::Figures`], to which
//! this was applied: no two of them differ, and totals are totals of what is shown.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    figures::Kinds,
    vocabulary::{Country, Region},
};

/// The least number of hidden signers that may stand in a cell of their own.
pub const LEAST_HIDDEN: u64 = 3;

/// Where hidden signers are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// In the row of their country.
    pub in_rows: BTreeMap<Country, Kinds>,
    /// In "undisclosed" of a region.
    pub in_regions: BTreeMap<Region, Kinds>,
    /// In "undisclosed" without a region.
    pub apart: Kinds,
}

/// Places hidden signers, counted by country; those whose country is not known stand apart.
#[must_use]
pub fn place(hidden: &BTreeMap<Option<Country>, Kinds>) -> Placed {
    let mut placed = Placed::default();
    let mut regions: BTreeMap<Option<Region>, Kinds> = BTreeMap::new();
    for (country, kinds) in hidden {
        match country {
            Some(country) if kinds.total() >= LEAST_HIDDEN => {
                placed.in_rows.insert(*country, *kinds);
            }
            country => {
                let region = country.and_then(Country::place).map(|place| place.region.clone());
                *regions.entry(region.filter(|region| !region.0.is_empty())).or_default() += *kinds;
            }
        }
    }
    for (region, kinds) in regions {
        match region {
            Some(region) if kinds.total() >= LEAST_HIDDEN => {
                placed.in_regions.insert(region, kinds);
            }
            _ => placed.apart += kinds,
        }
    }
    placed
}

/// A total by one property, after the rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Breakdown<T> {
    /// Largest first.
    pub rows: Vec<BreakdownRow<T>>,
    /// Hidden signers in cells too small to show.
    pub undisclosed: u64,
}

/// One row of a [`Breakdown`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BreakdownRow<T> {
    /// The value; nothing = not known.
    pub of: Option<T>,
    /// How many.
    pub count: u64,
}

impl<T> Default for Breakdown<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            undisclosed: 0,
        }
    }
}

impl<T: Ord + Clone> Breakdown<T> {
    /// How many there are of a value, as shown.
    #[must_use]
    pub fn of(&self, value: &T) -> u64 {
        self.rows
            .iter()
            .find(|row| row.of.as_ref() == Some(value))
            .map_or(0, |row| row.count)
    }

    /// Applies the rule to numbers by value: those that are shown anyway, and those that are hidden.
    #[must_use]
    pub fn new(numbers: &BTreeMap<Option<T>, Cell>) -> Self {
        let mut undisclosed = 0;
        let mut rows: Vec<_> = numbers
            .iter()
            .filter_map(|(of, cell)| {
                let hidden = if cell.hidden >= LEAST_HIDDEN {
                    cell.hidden
                } else {
                    undisclosed += cell.hidden;
                    0
                };
                let count = cell.named + hidden;
                (count > 0).then(|| BreakdownRow { of: of.clone(), count })
            })
            .collect();
        rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.of.cmp(&b.of)));
        Self { rows, undisclosed }
    }
}

/// A number, hidden signers apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Those of whom at least the organisation or country may be shown.
    pub named: u64,
    /// Those who are counted only.
    pub hidden: u64,
}

impl Cell {
    /// Both together.
    #[must_use]
    pub fn total(self) -> u64 {
        self.named + self.hidden
    }
}
