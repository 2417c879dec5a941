//! Countries and other places (ISO 3166-1 alpha-2) with their UN M49 regions and names in many languages.

use std::{collections::BTreeMap, fmt, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::{Table, rows, table, text_in};

/// A country or other place of the list, by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

/// What the lists say about a place.
#[derive(Clone, Debug)]
pub struct Place {
    /// The code.
    pub country: Country,
    /// ISO 3166-1 alpha-3.
    pub three_letters: String,
    /// Its English name in the United Nations, empty for other places.
    pub un_name: String,
    /// M49 code of the region, empty for Antarctica.
    pub region: Region,
    /// M49 code of the sub-region, empty for Antarctica.
    pub subregion: Region,
    /// A member state of the United Nations.
    pub un_member: bool,
    /// A member of the Non-Aligned Movement (observers are not).
    pub nam_member: bool,
    /// An observer of the Non-Aligned Movement.
    pub nam_observer: bool,
    /// A member of the Group of 77.
    pub g77_member: bool,
}

/// The month of the lists of UN members, of the Non-Aligned Movement and of the Group of 77, shown beside their numbers.
pub const LISTS_AS_OF: &str = "2026-11";

/// An M49 region code such as `002`, or the empty text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Region(pub String);

static PLACES: LazyLock<BTreeMap<Country, Place>> = LazyLock::new(|| {
    let mut places = BTreeMap::new();
    let sources = [
        (true, include_str!("../../data/un_members.csv")),
        (false, include_str!("../../data/other_places.csv")),
    ];
    for (un_member, text) in sources {
        for row in rows(text) {
            let cell = |name: &str| row.get(name).map_or("", String::as_str);
            let Some(country) = Country::from_code(cell("iso2")) else {
                continue;
            };
            places.insert(
                country,
                Place {
                    country,
                    three_letters: cell("iso3").to_owned(),
                    un_name: cell("un_name_en").to_owned(),
                    region: Region(cell("region_m49").to_owned()),
                    subregion: Region(cell("subregion_m49").to_owned()),
                    un_member,
                    nam_member: cell("nam") == "member",
                    nam_observer: cell("nam") == "observer",
                    g77_member: cell("g77") == "yes",
                },
            );
        }
    }
    places
});

static COUNTRY_NAMES: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../data/country_names.csv"), "iso2"));
static REGION_NAMES: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../data/region_names.csv"), "m49"));

impl Country {
    fn from_code(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// The place with this code, in upper case.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::from_code(code).filter(|country| PLACES.contains_key(country))
    }

    /// All places of the list, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        PLACES.keys().copied()
    }

    /// The place with this code of three letters, in upper case.
    #[must_use]
    pub fn by_three_letters(code: &str) -> Option<Self> {
        PLACES
            .values()
            .find(|place| place.three_letters == code)
            .map(|place| place.country)
    }

    /// Every name of every place of the list, in all languages of the table, and its name in the UN.
    pub fn all_names() -> impl Iterator<Item = (Self, &'static str)> {
        PLACES.values().flat_map(|place| {
            let names = COUNTRY_NAMES
                .get(place.country.code())
                .into_iter()
                .flat_map(BTreeMap::values);
            names
                .map(String::as_str)
                .chain([place.un_name.as_str()])
                .filter(|name| !name.is_empty())
                .map(|name| (place.country, name))
        })
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// What the lists say about it.
    #[must_use]
    pub fn place(self) -> Option<&'static Place> {
        PLACES.get(&self)
    }

    /// Its name in a language (BCP 47), English where there is none.
    #[must_use]
    pub fn name(&self, language: &str) -> &'static str {
        text_in(&COUNTRY_NAMES, self.code(), "", language).unwrap_or("")
    }
}

impl Region {
    /// Its name in a language (BCP 47), English where there is none.
    #[must_use]
    pub fn name(&self, language: &str) -> &'static str {
        text_in(&REGION_NAMES, &self.0, "", language).unwrap_or("")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = String;
    fn try_from(code: String) -> Result<Self, String> {
        Self::parse(&code).ok_or_else(|| format!("{code:?} is not a country code of the list (ISO 3166-1 alpha-2)"))
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}
