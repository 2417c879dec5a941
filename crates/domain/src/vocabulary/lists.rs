//! Closed lists of slugs. A value can only be made from a slug of its list.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

static SMALL: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in include_str!("../../data/vocab_small.csv").lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(list), Some(_position), Some(slug)) = (cells.next(), cells.next(), cells.next()) {
            lists.entry(list).or_default().push(slug);
        }
    }
    lists
});

fn first_column(csv: &'static str) -> Vec<&'static str> {
    csv.lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .filter(|slug| !slug.is_empty())
        .collect()
}

static SECTORS: LazyLock<Vec<&'static str>> = LazyLock::new(|| first_column(include_str!("../../data/sectors.csv")));
static HAZARDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| first_column(include_str!("../../data/hazards.csv")));

fn small(list: &str) -> &'static [&'static str] {
    SMALL.get(list).map_or(&[], Vec::as_slice)
}

macro_rules! closed_list {
    ($($(#[$doc:meta])* $name:ident = $slugs:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(&'static str);

        impl $name {
            /// All values, in the order in which forms show them.
            pub fn all() -> impl Iterator<Item = Self> {
                $slugs.iter().map(|slug| Self(slug))
            }

            /// The value with this slug.
            #[must_use]
            pub fn parse(slug: &str) -> Option<Self> {
                Self::all().find(|value| value.0 == slug)
            }

            /// The slug, as in the API and on the wire.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let slug = String::deserialize(deserializer)?;
                Self::parse(&slug).ok_or_else(|| {
                    serde::de::Error::custom(format!("{slug:?} is not in the list {}", stringify!($name)))
                })
            }
        }
    )+};
}

closed_list! {
    /// What a practice is about.
    Sector = SECTORS;
    /// What it protects from.
    Hazard = HAZARDS;
    /// Where people live there.
    Setting = small("setting");
    /// How large.
    PracticeScale = small("practice_scale");
    /// Cost in US dollars, cheapest first; `unknown` last.
    CostBand = small("cost_band_usd");
    /// For whom.
    BeneficiaryGroup = small("beneficiary_group");
    /// How proven.
    Maturity = small("practice_maturity");
    /// How long until it showed.
    TimeToResults = small("time_to_results");
    /// What the claims rest on.
    EvidenceType = small("evidence_type");
    /// Licence of the text (SPDX identifiers and one of our own).
    Licence = small("licence");
    /// Unit of a result.
    ResultUnit = small("result_unit");
    /// How exactly the place is told.
    PlacePrecision = small("place_precision");
    /// Kind of organisation.
    OrganisationType = small("org_type");
    /// How a replication went.
    Outcome = small("replication_outcome");
    /// What stood in the way.
    Barrier = small("replication_barrier");
    /// Who may read a report.
    ReplicationVisibility = small("replication_visibility");
}

impl CostBand {
    /// The position in the list, cheapest first; nothing for `unknown`.
    #[must_use]
    pub fn rank(self) -> Option<u8> {
        if self.0 == "unknown" {
            None
        } else {
            Self::all()
                .zip(0u8..)
                .find(|(band, _)| *band == self)
                .map(|(_, rank)| rank)
        }
    }
}

/// A Sustainable Development Goal, 1 to 17.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Sdg(u8);

impl Sdg {
    /// The goal with this number.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (1..=17).contains(&number).then_some(Self(number))
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// All goals.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=17).map(Self)
    }
}

impl TryFrom<u8> for Sdg {
    type Error = String;
    fn try_from(number: u8) -> Result<Self, String> {
        Self::new(number).ok_or_else(|| format!("{number} is not an SDG (1 to 17)"))
    }
}

impl From<Sdg> for u8 {
    fn from(goal: Sdg) -> Self {
        goal.0
    }
}
