//! The words of lists in seven languages, from `data/signature_words.csv`, and the names of countries.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    endorsement::{Kind, Status, Visibility},
    search_text::{fold, words},
    vocabulary::Country,
};

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// What a column of a list means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Column {
            $($(#[$doc])* $name,)+
        }

        impl Column {
            /// Its name in our own files.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            fn all() -> impl Iterator<Item = Self> {
                [$(Self::$name),+].into_iter()
            }
        }
    };
}

columns! {
    /// Number of the row; not used.
    Number = "seq",
    /// Where it stands.
    Status = "status",
    /// As whom.
    Kind = "kind",
    /// Name of the organisation.
    Organisation = "organisation",
    /// Sort of organisation.
    OrganisationType = "organisation_type",
    /// Country: code or name.
    Country = "country",
    /// Name of the person.
    Person = "person",
    /// Role in the organisation.
    Role = "role",
    /// Mail address.
    Mail = "mail",
    /// Language of the text.
    Language = "language",
    /// What may be shown.
    Visibility = "visibility",
    /// Way in.
    Channel = "channel",
    /// When it was signed.
    SignedAt = "signed_at",
    /// What was checked.
    Check = "check",
    /// Reservation.
    Reservation = "reservation",
}

/// List, folded word → slug.
static WORDS: LazyLock<BTreeMap<(String, String), String>> = LazyLock::new(|| {
    csv::Reader::from_reader(include_str!("../../data/signature_words.csv").as_bytes())
        .records()
        .filter_map(Result::ok)
        .filter_map(|record| match record.iter().collect::<Vec<_>>()[..] {
            [list, slug, _, word] => Some(((list.to_owned(), plain(word)), slug.to_owned())),
            _ => None,
        })
        .collect()
});

/// Folded name → country, in all languages of the table; a name that two places share names neither.
static COUNTRIES: LazyLock<BTreeMap<String, Option<Country>>> = LazyLock::new(|| {
    let mut names: BTreeMap<String, Option<Country>> = BTreeMap::new();
    for (country, name) in Country::all_names() {
        names
            .entry(plain(name))
            .and_modify(|known| *known = known.filter(|known| *known == country))
            .or_insert(Some(country));
    }
    for ((list, word), code) in WORDS.iter() {
        if list == "country" {
            names.insert(word.clone(), Country::parse(code));
        }
    }
    names
});

fn plain(text: &str) -> String {
    let folded = fold(text);
    words(&folded).collect::<Vec<_>>().join(" ")
}

fn word(list: &str, text: &str) -> Option<&'static str> {
    WORDS.get(&(list.to_owned(), plain(text))).map(String::as_str)
}

/// What a name in the first line means.
pub(super) fn column(name: &str) -> Option<Column> {
    // A remark in brackets ("Name (as on the sheet)") does not matter.
    let name = name
        .split_once(['(', '['])
        .map_or(name, |(name, _)| name)
        .trim_end_matches(['*', ':', ' ']);
    let slug = word("column", name)
        .map(str::to_owned)
        .unwrap_or_else(|| plain(name).replace(' ', "_"));
    Column::all().find(|column| column.as_str() == slug)
}

/// The slug of a kind, the text itself when it is not known. Without a word the most careful reading: a person of an
/// organisation does not bind it.
pub(super) fn kind(text: &str, has_organisation: bool, has_person: bool) -> String {
    let kind = match (text, has_organisation, has_person) {
        ("", true, true) => Kind::Representative,
        ("", true, false) => Kind::Organisation,
        ("", false, true) => Kind::Individual,
        _ => return known("kind", text),
    };
    kind.as_str().to_owned()
}

/// The slug of a visibility, the text itself when it is not known.
pub(super) fn visibility(text: &str) -> String {
    if Visibility::parse(text).is_some() {
        return text.to_owned();
    }
    known("visibility", text)
}

fn known(list: &str, text: &str) -> String {
    word(list, text).unwrap_or(text).to_owned()
}

/// The code of a country, by its two or three letters or by a name; the text itself when it is not known.
pub(super) fn country(text: &str) -> String {
    let upper = text.to_ascii_uppercase();
    if Country::parse(&upper).is_some() {
        return upper;
    }
    Country::by_three_letters(&upper)
        .or_else(|| COUNTRIES.get(&plain(text)).copied().flatten())
        .map_or_else(|| text.to_owned(), |country| country.code().to_owned())
}

/// Where a row stands, by the slugs of the list `signature_status`.
pub(super) fn status(slug: &str) -> Option<Status> {
    match slug {
        "valid" => Some(Status::Recorded),
        "pending-confirmation" | "needs-reaffirmation" => Some(Status::Pending),
        "duplicate" => Some(Status::Duplicate),
        "withdrawn" => Some(Status::Withdrawn),
        "rejected" => Some(Status::Refused),
        _ => None,
    }
}
