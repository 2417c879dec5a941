//! The figures of a tally in the words of a language: nothing is counted here.

use std::collections::BTreeMap;

use domain::{
    figures::{CountryRow, Figures, Kinds, RegionFigures},
    small_cells::Breakdown,
    vocabulary::Country,
};

use crate::{field::languages, frame::Frame, pages::search::sort_key};

/// When the lists of states were made (`docs/data.md`).
const LISTS: (i32, u32, u32) = (2026, 11, 24);
/// As many days as the page shows; of a longer time every second, third … day.
const MOST_DAYS: usize = 90;

/// Which countries the table shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum List {
    /// All.
    #[default]
    All,
    /// Members of the Non-Aligned Movement.
    Nam,
    /// Members of the Group of 77.
    G77,
}

impl List {
    /// As it stands in an address.
    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "nam" => Self::Nam,
            "g77" => Self::G77,
            _ => Self::All,
        }
    }

    fn has(self, country: Country) -> bool {
        let place = country.place();
        match self {
            Self::All => true,
            Self::Nam => place.is_some_and(|place| place.nam_member),
            Self::G77 => place.is_some_and(|place| place.g77_member),
        }
    }
}

/// A region of the table.
pub(crate) struct RegionLine {
    pub(crate) name: String,
    pub(crate) organisations: String,
    pub(crate) people: String,
    pub(crate) total: String,
    pub(crate) rows: Vec<CountryLine>,
    pub(crate) undisclosed: Option<(String, String, String)>,
}

/// A country of the table.
pub(crate) struct CountryLine {
    pub(crate) code: String,
    pub(crate) name: &'static str,
    pub(crate) organisations: String,
    pub(crate) people: String,
    pub(crate) total: String,
    pub(crate) first: String,
    pub(crate) last: String,
}

/// The three counts: number and what was counted.
pub(crate) fn numbers(v: &Frame, figures: &Figures) -> Vec<(String, String)> {
    let (counted, countries) = (figures.counted, figures.countries.counted);
    vec![
        (
            v.number(counted.organisations),
            v.n("count-organisations", counted.organisations),
        ),
        (v.number(counted.persons()), v.n("count-people", counted.persons())),
        (v.number(countries), v.n("count-countries", countries)),
    ]
}

/// Representatives and individuals, and how many all endorsements are.
pub(crate) fn people(v: &Frame, figures: &Figures) -> String {
    let counted = figures.counted;
    [
        v.n("count-representatives", counted.representatives),
        v.n("count-individuals", counted.individuals),
        v.n("count-endorsements", counted.total()),
    ]
    .join(" · ")
}

/// "137 of 193 UN member states (71.0 %)".
pub(crate) fn share(v: &Frame, figures: &Figures) -> String {
    let countries = &figures.countries;
    v.locale.www(
        "tally-un-share",
        v.number(countries.un_members),
        v.number(countries.un_members_in_all),
        percent(v, figures),
    )
}

/// The share of the member states with one digit after the sign.
pub(crate) fn percent(v: &Frame, figures: &Figures) -> String {
    let per_mille = figures.un_share_per_mille();
    v.quantity(format!("{}.{}", per_mille / 10, per_mille % 10))
}

/// Places that are no member states.
pub(crate) fn other_places(v: &Frame, figures: &Figures) -> Option<String> {
    let places = figures.countries.other_places;
    (places > 0).then(|| v.n("tally-other-places", places))
}

/// Countries that are counted and not named.
pub(crate) fn not_named(v: &Frame, figures: &Figures) -> Option<String> {
    let not_named = figures.countries.not_named;
    (not_named > 0).then(|| v.n("tally-not-named", not_named))
}

/// What is not in the count: words and numbers, without those that are nothing.
pub(crate) fn apart(v: &Frame, figures: &Figures) -> Vec<(String, String)> {
    let apart = figures.apart;
    let lines = [
        ("not-confirmed", apart.not_confirmed),
        ("in-review", apart.in_review),
        ("duplicates", apart.duplicates),
        ("withdrawn", apart.withdrawn),
        ("refused", apart.refused),
        ("revoked", apart.revoked),
        ("erased", apart.erased),
        ("late", apart.late),
    ];
    let some = lines.into_iter().filter(|(_, number)| *number > 0);
    some.map(|(name, number)| (v.label("tally-beside", name), v.number(number)))
        .collect()
}

/// The table: regions by their names, countries by name or by number.
pub(crate) fn regions(v: &Frame, figures: &Figures, list: List, by_total: bool) -> Vec<RegionLine> {
    let mut regions: Vec<RegionLine> = figures
        .regions
        .iter()
        .filter_map(|region| region_line(v, region, list, by_total))
        .collect();
    regions.sort_by_cached_key(|region| sort_key(&region.name));
    regions
}

fn region_line(v: &Frame, region: &RegionFigures, list: List, by_total: bool) -> Option<RegionLine> {
    let mut rows: Vec<&CountryRow> = region.rows.iter().filter(|row| list.has(row.country)).collect();
    rows.sort_by_cached_key(|row| {
        let first = if by_total { u64::MAX - row.counted.total() } else { 0 };
        (first, sort_key(row.country.name(v.lang())))
    });
    let (total, undisclosed) = if list == List::All {
        (region.total, region.undisclosed)
    } else {
        let mut total = Kinds::default();
        for row in &rows {
            total += row.counted;
        }
        (total, Kinds::default())
    };
    if total == Kinds::default() {
        return None;
    }
    let name = region.region.name(v.lang());
    let (organisations, people, all) = three(v, total);
    Some(RegionLine {
        name: if name.is_empty() {
            v.t("tally-region-none")
        } else {
            name.to_owned()
        },
        organisations,
        people,
        total: all,
        rows: rows.into_iter().map(|row| country_line(v, row)).collect(),
        undisclosed: some(v, undisclosed),
    })
}

/// Organisations, people and all.
fn three(v: &Frame, kinds: Kinds) -> (String, String, String) {
    (
        v.number(kinds.organisations),
        v.number(kinds.persons()),
        v.number(kinds.total()),
    )
}

/// The same, where there are any.
pub(crate) fn some(v: &Frame, kinds: Kinds) -> Option<(String, String, String)> {
    (kinds.total() > 0).then(|| three(v, kinds))
}

fn country_line(v: &Frame, row: &CountryRow) -> CountryLine {
    let (organisations, people, total) = three(v, row.counted);
    let day = |day: &Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    CountryLine {
        code: row.country.code().to_owned(),
        name: row.country.name(v.lang()),
        organisations,
        people,
        total,
        first: day(&row.first),
        last: day(&row.last),
    }
}

/// The numbers of the map.
pub(crate) fn on_map(figures: &Figures) -> BTreeMap<Country, u64> {
    figures.rows().map(|row| (row.country, row.counted.total())).collect()
}

/// The small tables beside the large one: title, then lines.
pub(crate) fn breakdowns(v: &Frame, figures: &Figures) -> Vec<(String, Vec<(String, String)>)> {
    let counted = figures.counted;
    let kind = |slug: &str| v.label("signatory_kind", slug);
    let own = languages("");
    let language = |tag: &str| {
        let name = own.iter().find(|(other, _)| other == tag);
        name.map_or_else(|| tag.to_owned(), |(_, name)| name.clone())
    };
    vec![
        (
            v.t("tally-by-kind"),
            vec![
                (kind("organisation"), v.number(counted.organisations)),
                (kind("representative"), v.number(counted.representatives)),
                (kind("individual"), v.number(counted.individuals)),
            ],
        ),
        (
            v.t("tally-by-channel"),
            lines(v, &figures.by_channel, |channel| {
                v.label("signature_channel", channel.as_str())
            }),
        ),
        (
            v.t("tally-by-check"),
            lines(v, &figures.by_check, |check| v.label("signature_check", check.as_str())),
        ),
        (
            v.t("tally-by-visibility"),
            lines(v, &figures.by_visibility, |shown| {
                v.label("signatory_visibility", shown.as_str())
            }),
        ),
        (
            v.t("tally-by-stance"),
            lines(v, &figures.by_stance, |stance| {
                v.label("endorsement_stance", stance.as_str())
            }),
        ),
        (
            v.t("tally-by-organisation-type"),
            lines(v, &figures.by_organisation_type, |kind| {
                v.label("org_type", kind.as_str())
            }),
        ),
        (
            v.t("tally-by-language"),
            lines(v, &figures.by_language, |tag| language(tag.as_str())),
        ),
    ]
}

fn lines<T>(v: &Frame, part: &Breakdown<T>, label: impl Fn(&T) -> String) -> Vec<(String, String)> {
    let mut lines: Vec<_> = part
        .rows
        .iter()
        .map(|row| {
            let name = row.of.as_ref().map_or_else(|| v.t("unknown"), &label);
            (name, v.number(row.count))
        })
        .collect();
    if part.undisclosed > 0 {
        lines.push((v.t("tally-undisclosed"), v.number(part.undisclosed)));
    }
    lines
}

/// The filters and the order of the table: address, words, chosen, the first of another choice.
pub(crate) fn links(v: &Frame, figures: &Figures, list: List, by_total: bool) -> Vec<(String, String, bool, bool)> {
    let address = |list: &str, by_total: bool| {
        let mut query = Vec::new();
        if !list.is_empty() {
            query.push(format!("list={list}"));
        }
        if by_total {
            query.push("sort=total".to_owned());
        }
        if query.is_empty() {
            "tally".to_owned()
        } else {
            format!("tally?{}", query.join("&"))
        }
    };
    let slug = match list {
        List::All => "",
        List::Nam => "nam",
        List::G77 => "g77",
    };
    let counted = |name: String, number: u64| v.locale.ww("tally-list-count", name, v.number(number));
    let countries = &figures.countries;
    vec![
        (
            address("", by_total),
            counted(v.t("tally-filter-all"), countries.counted),
            list == List::All,
            false,
        ),
        (
            address("nam", by_total),
            counted(v.t("tally-filter-nam"), countries.nam_members),
            list == List::Nam,
            false,
        ),
        (
            address("g77", by_total),
            counted(v.t("tally-filter-g77"), countries.g77),
            list == List::G77,
            false,
        ),
        (address(slug, false), v.t("tally-sort-name"), !by_total, true),
        (address(slug, true), v.t("tally-sort-total"), by_total, false),
    ]
}

/// The caption of the table: which list, of which day; none where all countries are listed.
pub(crate) fn caption(v: &Frame, list: List) -> Option<String> {
    let day = chrono::NaiveDate::from_ymd_opt(LISTS.0, LISTS.1, LISTS.2).map_or_else(String::new, |day| v.day(&day));
    match list {
        List::All => None,
        List::Nam => Some(v.ww("tally-list-dated", v.t("tally-filter-nam"), day)),
        List::G77 => Some(v.ww("tally-list-dated", v.t("tally-filter-g77"), day)),
    }
}

/// The days of the growth with their totals; of a long time only some, and always the last one.
pub(crate) fn days(v: &Frame, figures: &Figures) -> Vec<(String, String)> {
    let step = figures.days.len().div_ceil(MOST_DAYS).max(1);
    let last = figures.days.len().saturating_sub(1);
    let some = figures.days.iter().enumerate();
    some.filter(|(index, _)| index % step == 0 || *index == last)
        .map(|(_, day)| (v.day(&day.day), v.number(day.total)))
        .collect()
}

/// When round numbers were reached.
pub(crate) fn milestones(v: &Frame, figures: &Figures) -> Vec<(String, String)> {
    let mut reached = Vec::new();
    let mut next = 100_u64;
    for day in &figures.days {
        let mut highest = None;
        while day.total >= next {
            highest = Some(next);
            next = match next.to_string().starts_with('1') {
                true => next.saturating_mul(5),
                false => next.saturating_mul(2),
            };
        }
        if let Some(number) = highest {
            reached.push((v.number(number), v.day(&day.day)));
        }
    }
    reached
}

/// How it is counted, in sentences.
pub(crate) fn how(v: &Frame) -> Vec<String> {
    ["how-one", "how-representatives", "how-share", "how-log", "how-check"]
        .map(|key| v.t(key))
        .to_vec()
}

#[cfg(test)]
mod tests;
