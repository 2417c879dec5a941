//! What sectors, hazards and SDGs are called. The other small lists have their labels in the locale files.

use std::sync::LazyLock;

use super::{Hazard, Sdg, Sector, Table, table, text_in};

static SECTORS: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../data/sectors.csv"), "slug"));
static HAZARDS: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../data/hazards.csv"), "slug"));
static SDGS: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../data/sdgs.csv"), "goal"));

impl Sector {
    /// Its label in a language (BCP 47), English where there is none.
    #[must_use]
    pub fn label(self, language: &str) -> &'static str {
        text_in(&SECTORS, self.as_str(), "label_", language).unwrap_or(self.as_str())
    }
}

impl Hazard {
    /// Its label in a language (BCP 47), English where there is none.
    #[must_use]
    pub fn label(self, language: &str) -> &'static str {
        text_in(&HAZARDS, self.as_str(), "label_", language).unwrap_or(self.as_str())
    }
}

impl Sdg {
    /// Its short title in a language (BCP 47), English where there is none.
    #[must_use]
    pub fn label(self, language: &str) -> &'static str {
        text_in(&SDGS, &self.number().to_string(), "short_", language).unwrap_or("")
    }

    /// Its colour, such as `#E5243B`.
    #[must_use]
    pub fn colour(self) -> &'static str {
        self.cell("color").unwrap_or("#000000")
    }

    /// The colour of text on [`Sdg::colour`] that can be read: `white` or `black`.
    #[must_use]
    pub fn text_on_colour(self) -> &'static str {
        self.cell("text_on_color").unwrap_or("white")
    }

    fn cell(self, column: &str) -> Option<&'static str> {
        SDGS.get(&self.number().to_string())?.get(column).map(String::as_str)
    }
}
