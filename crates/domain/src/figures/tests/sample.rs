//! The list of 1,084 signatures and the numbers that must come out: once by what the list says of each row, once by
//! what can be found without that.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{Counts, Figures, Row, figures};
use crate::{
    declaration::Period,
    duplicates::{Index, Likeness, Marks, normal_name},
    endorsement::{Channel, Check, Kind, Signatory, Status},
    figures::Counter,
    signature_file::{SignatureFile, SignatureRow},
    small_cells::Cell,
    vocabulary::Country,
};

fn sample() -> SignatureFile {
    SignatureFile::read(include_bytes!("../../../data/signatures_sample.csv")).unwrap()
}

fn expected() -> Value {
    serde_json::from_str(include_str!("../../../data/signatures_expected.json")).unwrap()
}

/// A row as the import counts it.
fn counted(row: &SignatureRow, status: Status) -> Row {
    let signer = &row.signature.signatory;
    Row {
        status,
        late: false,
        replaced: false,
        kind: signer.kind,
        visibility: signer.visibility,
        country: signer.country,
        language: row.signature.language.clone(),
        channel: row.channel.unwrap_or(Channel::CsvImport),
        check: row.check.unwrap_or(Check::Nothing),
        organisation_type: signer.organisation_type,
        stance: row.signature.stance,
        day: signed(row).date_naive(),
    }
}

/// When it was signed; the sample dates all rows.
fn signed(row: &SignatureRow) -> DateTime<Utc> {
    let always = Period {
        opens_at: None,
        closes_at: None,
    };
    row.signed_at.unwrap().at(always, DateTime::<Utc>::MAX_UTC)
}

fn good(file: &SignatureFile) -> impl Iterator<Item = &SignatureRow> {
    file.rows.iter().filter_map(|row| row.outcome.as_ref().ok())
}

pub(super) fn trusted(file: &SignatureFile) -> Vec<Row> {
    good(file).map(|row| counted(row, row.status.unwrap())).collect()
}

/// Numbers by one property, hidden signers included: what the host knows.
fn all<T: Ord>(counts: &Counts, pick: impl Fn(&Counter) -> Option<(Option<T>, bool)>) -> BTreeMap<Option<T>, u64> {
    counts
        .by(pick)
        .into_iter()
        .map(|(of, cell): (_, Cell)| (of, cell.total()))
        .collect()
}

fn object<T>(numbers: &BTreeMap<Option<T>, u64>, name: impl Fn(&T) -> String) -> Value {
    let named = numbers
        .iter()
        .map(|(of, number)| (of.as_ref().map_or_else(|| "-".to_owned(), &name), json!(number)));
    Value::Object(named.collect())
}

#[test]
fn acceptance_the_sample_gives_every_expected_number() {
    let (file, expected) = (sample(), expected());
    let rows = trusted(&file);
    let faulty = file.rows.len() - rows.len();
    let counts = Counts::of(&rows);
    let figures = Figures::of(&counts);
    let number = |key: &str| expected[key].as_u64().unwrap();
    assert_eq!(file.rows.len() as u64, number("raw"));
    let apart = figures.apart;
    assert_eq!(
        json!({
            "valid": figures.counted.total(),
            "duplicate": apart.duplicates,
            "pending-confirmation": apart.not_confirmed,
            "withdrawn": apart.withdrawn,
            "rejected": apart.refused + faulty as u64,
        }),
        expected["by_status"]
    );
    assert_eq!(figures.counted.total(), number("valid"));
    assert_eq!(figures.countries.counted, number("countries"));
    assert_eq!(figures.countries.un_members, number("un_member_countries"));
    assert_eq!(figures.countries.un_members_in_all, number("un_members"));
    assert_eq!(
        figures.countries.other_places,
        expected["places_not_in_un_list"].as_array().unwrap().len() as u64
    );
    assert_eq!(
        figures.un_share_per_mille() as f64 / 10.0,
        expected["share_pct_1dp"].as_f64().unwrap()
    );
    assert_eq!((figures.un_share_per_mille() + 5) / 10, number("share_pct_0dp"));
    assert_eq!(figures.counted.organisations, number("organisations"));
    assert_eq!(figures.counted.persons(), number("persons"));
    assert_eq!(figures.countries.nam_members, number("nam_member_countries"));
    assert_eq!(figures.countries.nam_observers, number("nam_observer_countries"));
    assert_eq!(figures.countries.g77, number("g77_countries"));
    assert_eq!(
        json!({
            "organisation": figures.counted.organisations,
            "representative": figures.counted.representatives,
            "individual": figures.counted.individuals,
        }),
        expected["by_kind"]
    );
    let mut months: BTreeMap<String, u64> = BTreeMap::new();
    for day in &figures.days {
        *months.entry(day.day.format("%Y-%m").to_string()).or_default() += day.counted;
    }
    assert_eq!(json!(months), expected["by_month"]);
    assert_eq!(
        object(
            &all(&counts, |counter| match counter {
                Counter::Visibility(of) => Some((Some(*of), false)),
                _ => None,
            }),
            |of| of.as_str().to_owned()
        ),
        expected["by_visibility"]
    );
    assert_eq!(
        object(
            &all(&counts, |counter| match counter {
                Counter::Language(of, hidden) => Some((of.clone(), *hidden)),
                _ => None,
            }),
            |of| of.as_str().to_owned()
        ),
        expected["by_lang"]
    );
    assert_eq!(
        object(
            &all(&counts, |counter| match counter {
                Counter::Channel(of, hidden) => Some((Some(*of), *hidden)),
                _ => None,
            }),
            |of| of.as_str().to_owned()
        ),
        expected["by_channel"]
    );
    assert_eq!(
        object(
            &all(&counts, |counter| match counter {
                Counter::OrganisationType(of, hidden) => Some((*of, *hidden)),
                _ => None,
            }),
            |of| of.as_str().to_owned()
        ),
        expected["by_org_type"]
    );
}

#[test]
fn acceptance_regions_countries_and_names_of_the_sample() {
    let (file, expected) = (sample(), expected());
    let counts = Counts::of(&trusted(&file));
    let mut all: BTreeMap<Country, u64> = BTreeMap::new();
    for (country, kinds) in counts.by_country(false).into_iter().chain(counts.by_country(true)) {
        *all.entry(country.unwrap()).or_default() += kinds.total();
    }
    let region = |country: &Country| country.place().unwrap().region.name("en");
    let (mut people, mut countries) = (BTreeMap::new(), BTreeMap::new());
    for (country, number) in &all {
        *people.entry(region(country)).or_insert(0) += number;
        *countries.entry(region(country)).or_insert(0) += 1;
    }
    assert_eq!(json!(people), expected["by_region"]);
    assert_eq!(json!(countries), expected["countries_by_region"]);
    let under_three = all.values().filter(|number| **number < 3).count();
    assert_eq!(json!(under_three), expected["countries_with_under_3_valid"]);
    let single = all.values().filter(|number| **number == 1).count();
    assert_eq!(json!(single), expected["single_signatory_countries"]);
    let mut top: Vec<_> = all
        .iter()
        .map(|(country, number)| json!([country.code(), number]))
        .collect();
    top.sort_by_key(|pair| {
        (
            std::cmp::Reverse(pair[1].as_u64()),
            pair[0].as_str().unwrap().to_owned(),
        )
    });
    assert_eq!(json!(top[..10]), expected["top10"]);
    let valid = || {
        good(&file)
            .filter(|row| row.status == Some(Status::Recorded))
            .map(|row| &row.signature.signatory)
    };
    let named: BTreeSet<_> = valid()
        .filter_map(|signer| Some((signer.country, normal_name(signer.organisation.as_ref()?))))
        .collect();
    assert_eq!(json!(named.len()), expected["organisations_named_by_any_signature"]);
    let public: Vec<_> = valid()
        .filter(|signer| !signer.visibility.is_hidden())
        .map(Signatory::shown)
        .collect();
    assert_eq!(json!(public.len()), expected["public_list"]["rows"]);
    let withheld = public.iter().filter(|signer| signer.person.is_none()).count();
    assert_eq!(json!(withheld), expected["public_list"]["rows_without_person_name"]);
}

#[test]
fn pr2_small_cells_of_the_sample_are_as_expected() {
    let (rows, expected) = (trusted(&sample()), expected());
    let cells = &expected["small_cells"];
    let counts = Counts::of(&rows);
    let shown = Figures::of(&counts);
    let hidden = counts.by_country(true);
    let fully: u64 = hidden.values().map(|kinds| kinds.total()).sum();
    assert_eq!(json!(fully), cells["fully_hidden"]);
    assert_eq!(json!(crate::small_cells::LEAST_HIDDEN), cells["min_hidden"]);
    let placed = crate::small_cells::place(&hidden);
    let in_rows: BTreeMap<_, _> = placed
        .in_rows
        .iter()
        .map(|(of, kinds)| (of.code(), kinds.total()))
        .collect();
    assert_eq!(json!(in_rows), cells["shown_in_country_rows"]);
    let named = |region: &crate::vocabulary::Region| region.name("en").to_owned();
    let in_regions: BTreeMap<_, _> = shown
        .regions
        .iter()
        .filter(|region| region.undisclosed.total() > 0)
        .map(|region| (named(&region.region), region.undisclosed.total()))
        .collect();
    assert_eq!(json!(in_regions), cells["undisclosed_by_region"]);
    assert_eq!(json!(shown.undisclosed.total()), cells["undisclosed_without_region"]);
    assert_eq!(json!(shown.countries.not_named), cells["countries_not_named"]);
    let mut regions: BTreeMap<_, _> = shown
        .regions
        .iter()
        .map(|region| (named(&region.region), region.total.total()))
        .collect();
    regions.insert("undisclosed".to_owned(), shown.undisclosed.total());
    assert_eq!(json!(regions), cells["regions_shown"]);
    let mut differing = BTreeMap::new();
    for (country, kinds) in &hidden {
        let country = country.unwrap();
        let open = counts
            .by_country(false)
            .get(&Some(country))
            .map_or(0, |kinds| kinds.total());
        let row = shown.row(country).unwrap().counted.total();
        if open + kinds.total() != row {
            differing.insert(
                country.code().to_owned(),
                json!({"counted": open + kinds.total(), "shown": row}),
            );
        }
    }
    assert_eq!(json!(differing), cells["country_rows_that_differ"]);
}

#[test]
fn acceptance_a_withdrawal_lowers_the_counts_that_it_must() {
    let (rows, expected) = (trusted(&sample()), expected());
    for (country, case) in ["AG", "AE"]
        .into_iter()
        .zip(expected["after_withdrawals"].as_array().unwrap())
    {
        let mut rows = rows.clone();
        let of_country = |row: &&mut Row| row.country == Country::parse(country) && row.status.is_counted();
        rows.iter_mut().find(of_country).unwrap().status = Status::Withdrawn;
        let figures = figures(&rows);
        assert_eq!(
            json!([
                figures.counted.total(),
                figures.countries.counted,
                figures.un_share_per_mille() as f64 / 10.0
            ]),
            json!([case["valid"], case["countries"], case["share_pct_1dp"]])
        );
        assert_eq!(figures.apart.withdrawn, 12);
    }
}

/// What can be found without the column `status`.
pub(super) struct Found {
    pub(super) same: u64,
    pub(super) perhaps: u64,
    pub(super) refused: u64,
}

pub(super) fn find(file: &SignatureFile) -> Found {
    let mut found = Found {
        same: 0,
        perhaps: 0,
        refused: (file.rows.len() - good(file).count()) as u64,
    };
    let mut index = Index::default();
    let mut rows: Vec<_> = good(file).collect();
    // The earlier signature stays.
    rows.sort_by_key(|row| signed(row));
    for (at, row) in rows.into_iter().enumerate() {
        let marks = Marks::of(&row.signature.signatory, row.signature.mail.as_ref(), None);
        match index.find(&marks).map(|find| find.likeness) {
            Some(Likeness::Same) => found.same += 1,
            Some(Likeness::Perhaps) => found.perhaps += 1,
            None => {}
        }
        index.insert(&marks, &at);
    }
    found
}

#[test]
fn acceptance_without_the_status_the_software_finds_what_can_be_found() {
    let (found, expected) = (find(&sample()), expected());
    assert_eq!(json!(found.same), expected["duplicates_caught_by_email"]);
    assert_eq!(json!(found.perhaps), expected["duplicates_needing_name_match"]);
    assert_eq!(json!(found.refused), expected["rejected_by_rule"]);
}

#[test]
fn nobody_of_the_sample_who_is_valid_is_taken_for_another() {
    let file = sample();
    let mut index = Index::default();
    for row in good(&file).filter(|row| row.status == Some(Status::Recorded)) {
        let marks = Marks::of(&row.signature.signatory, row.signature.mail.as_ref(), None);
        assert_eq!(
            index.find(&marks).map(|find| find.likeness),
            None,
            "{:?}",
            row.signature.signatory
        );
        index.insert(&marks, &());
    }
    assert!(good(&file).any(|row| row.signature.signatory.kind == Kind::Individual));
}
