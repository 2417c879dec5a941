//! Everything that a tally shows, as a pure function of plain rows (UX 7).
//!
//! [`Row`] says of one endorsement what is counted, [`Counts`] adds rows up (the same numbers can be kept as counters
//! in a database, so that the tally costs the same with a million rows), and [`Figures::of`] makes from them what may
//! be shown. [`Counts`] knows what is hidden and is for the host alone; [`Figures`] is public.

use std::ops::{AddAssign, SubAssign};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    endorsement::{Channel, Check, Kind, Stance, Visibility},
    small_cells::Breakdown,
    text::Language,
    vocabulary::{Country, OrganisationType, Region},
};

mod counts;
mod shown;
pub use counts::{Counter, Counts, Hidden, Row};

/// Numbers by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kinds {
    /// Organisations.
    pub organisations: u64,
    /// Persons of organisations.
    pub representatives: u64,
    /// Persons for themselves.
    pub individuals: u64,
}

impl Kinds {
    /// One of a kind.
    #[must_use]
    pub fn one(kind: Kind) -> Self {
        let mut kinds = Self::default();
        kinds.add(kind, 1);
        kinds
    }

    /// Adds a number of a kind.
    pub fn add(&mut self, kind: Kind, number: u64) {
        match kind {
            Kind::Organisation => self.organisations += number,
            Kind::Representative => self.representatives += number,
            Kind::Individual => self.individuals += number,
        }
    }

    /// Representatives and individuals.
    #[must_use]
    pub fn persons(self) -> u64 {
        self.representatives + self.individuals
    }

    /// All.
    #[must_use]
    pub fn total(self) -> u64 {
        self.organisations + self.persons()
    }
}

impl AddAssign for Kinds {
    fn add_assign(&mut self, other: Self) {
        self.organisations += other.organisations;
        self.representatives += other.representatives;
        self.individuals += other.individuals;
    }
}

impl SubAssign for Kinds {
    fn sub_assign(&mut self, other: Self) {
        self.organisations = self.organisations.saturating_sub(other.organisations);
        self.representatives = self.representatives.saturating_sub(other.representatives);
        self.individuals = self.individuals.saturating_sub(other.individuals);
    }
}

/// Everything that the tally of one text shows, after the rule of small cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// All counted endorsements by kind.
    pub counted: Kinds,
    /// Countries and places.
    pub countries: CountryFigures,
    /// The table: regions in the order of their codes, their rows by code of the country.
    pub regions: Vec<RegionFigures>,
    /// Counted, in no region: hidden in cells too small, or no country known.
    pub undisclosed: Kinds,
    /// By what is shown of the signer.
    pub by_visibility: Breakdown<Visibility>,
    /// By way in.
    pub by_channel: Breakdown<Channel>,
    /// By what was checked.
    pub by_check: Breakdown<Check>,
    /// By how sure we are, 0 to 3; nothing = not checked.
    pub by_level: Breakdown<u8>,
    /// By language of the text that was read.
    pub by_language: Breakdown<Language>,
    /// By sort of organisation.
    pub by_organisation_type: Breakdown<OrganisationType>,
    /// Full or with reservations.
    pub by_stance: Breakdown<Stance>,
    /// Those that are not counted.
    pub apart: Apart,
    /// Growth: each day (UTC) on which something was counted that still is, in order.
    pub days: Vec<DayFigures>,
}

/// Numbers of countries and places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CountryFigures {
    /// Countries and places with at least one counted endorsement, those not named included.
    pub counted: u64,
    /// Among them those in which there are only hidden signers, too few to name the country.
    pub not_named: u64,
    /// Member states of the United Nations among `counted`.
    pub un_members: u64,
    /// Member states of the United Nations in all: 193.
    pub un_members_in_all: u64,
    /// Other places among `counted`.
    pub other_places: u64,
    /// Named members of the Non-Aligned Movement.
    pub nam_members: u64,
    /// Named observers of the Non-Aligned Movement.
    pub nam_observers: u64,
    /// Named members of the Group of 77.
    pub g77: u64,
}

/// One region of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionFigures {
    /// M49 code; empty for places without a region (Antarctica).
    pub region: Region,
    /// Its countries, by code.
    pub rows: Vec<CountryRow>,
    /// Hidden signers of countries with too few of them.
    pub undisclosed: Kinds,
    /// Rows and undisclosed together.
    pub total: Kinds,
}

/// One country of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountryRow {
    /// Which.
    pub country: Country,
    /// What is shown in its row.
    pub counted: Kinds,
    /// The first day on which one that is not hidden was counted.
    pub first: Option<NaiveDate>,
    /// The last such day.
    pub last: Option<NaiveDate>,
}

/// Numbers of what is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// Waiting: not confirmed by its signer.
    pub not_confirmed: u64,
    /// Waiting: offered or held for a person of the host.
    pub in_review: u64,
    /// Merged into another one.
    pub duplicates: u64,
    /// Taken back by the signer.
    pub withdrawn: u64,
    /// Refused.
    pub refused: u64,
    /// No longer accepted, or replaced.
    pub revoked: u64,
    /// Erased.
    pub erased: u64,
    /// Came after closing and shown separately.
    pub late: u64,
}

/// One day of growth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DayFigures {
    /// The day, UTC.
    pub day: NaiveDate,
    /// Counted that day.
    pub counted: u64,
    /// Counted up to the end of that day.
    pub total: u64,
}

impl Figures {
    /// The share of the UN member states in per mille, rounded half up: 710 for 137 of 193.
    #[must_use]
    pub fn un_share_per_mille(&self) -> u64 {
        let all = self.countries.un_members_in_all;
        (self.countries.un_members * 2_000 + all)
            .checked_div(2 * all)
            .unwrap_or_default()
    }

    /// The rows of all countries, in the order of the table.
    pub fn rows(&self) -> impl Iterator<Item = &CountryRow> {
        self.regions.iter().flat_map(|region| &region.rows)
    }

    /// The row of a country, when it is named.
    #[must_use]
    pub fn row(&self, country: Country) -> Option<&CountryRow> {
        self.rows().find(|row| row.country == country)
    }
}

#[cfg(test)]
mod tests;
