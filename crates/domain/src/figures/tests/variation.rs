//! Other files of the same form, made at random, with their numbers counted in another way: nothing is tuned to the one
//! sample.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::{ProptestConfig, Strategy, prop_assert_eq, proptest};

use super::{
    Figures,
    sample::{find, trusted},
};
use crate::{figures::Counts, signature_file::SignatureFile, vocabulary::Country};

const COLUMNS: [&str; 14] = [
    "seq",
    "status",
    "kind",
    "org",
    "org_type",
    "country",
    "person",
    "role",
    "email",
    "lang",
    "visibility",
    "channel",
    "signed_at",
    "edge",
];
const NAMES: [&str; 6] = ["Rivière", "Sahil Birliyi", "Волна", "أمواج", "नदी", "Ngo’s “Own” Trust"];
const STATUS: [&str; 4] = ["valid", "withdrawn", "rejected", "pending-confirmation"];

/// Numbers from which one row is made.
type Seed = (usize, usize, usize, usize, usize, usize);

#[derive(Clone, Debug)]
struct Line {
    cells: BTreeMap<&'static str, String>,
}

impl Line {
    fn cell(&self, name: &str) -> &str {
        &self.cells[name]
    }

    fn with(&self, changes: &[(&'static str, String)]) -> Self {
        let mut line = self.clone();
        line.cells.extend(changes.iter().cloned());
        line
    }
}

fn line(number: usize, (country, kind, visibility, status, day, name): Seed) -> Line {
    let places: Vec<_> = Country::all().collect();
    let kind = ["organisation", "representative", "individual"][kind % 3];
    let cells = [
        ("seq", number.to_string()),
        // Two thirds are valid.
        ("status", STATUS[(status % 12).saturating_sub(8)].to_owned()),
        ("kind", kind.to_owned()),
        (
            "org",
            if kind == "individual" {
                String::new()
            } else {
                format!("{} {number}", NAMES[name % NAMES.len()])
            },
        ),
        ("org_type", ["academic", "youth-led", ""][name % 3].to_owned()),
        ("country", places[country % 12 * 7].code().to_owned()),
        ("person", format!("{} {number}", NAMES[day % NAMES.len()])),
        ("role", "Chair".to_owned()),
        ("email", format!("s{number}@mail.example")),
        ("lang", ["en", "ar", "vi"][day % 3].to_owned()),
        (
            "visibility",
            ["public", "public", "name-hidden", "fully-hidden"][visibility % 4].to_owned(),
        ),
        (
            "channel",
            ["web", "paper", "csv-import", "remote-node"][name % 4].to_owned(),
        ),
        ("signed_at", format!("2026-03-{:02}T10:00:00Z", 1 + day % 20)),
        ("edge", String::new()),
    ];
    Line {
        cells: cells.into_iter().collect(),
    }
}

fn file(lines: &[Line], shift: usize, separator: u8, mark: bool) -> Vec<u8> {
    let order: Vec<_> = (0..COLUMNS.len())
        .map(|at| COLUMNS[(at + shift) % COLUMNS.len()])
        .collect();
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(if mark {
        vec![0xEF, 0xBB, 0xBF]
    } else {
        Vec::new()
    });
    writer.write_record(&order).unwrap();
    for line in lines {
        writer.write_record(order.iter().map(|name| line.cell(name))).unwrap();
    }
    writer.into_inner().unwrap()
}

fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    let any = || 0..1_000_usize;
    proptest::collection::vec((any(), any(), any(), any(), any(), any()), 5..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn acceptance_any_file_of_the_form_gives_its_numbers(
        seeds in seeds(),
        shift in 0..COLUMNS.len(),
        separator in 0..3_usize,
        mark in proptest::bool::ANY,
    ) {
        let lines: Vec<_> = seeds.into_iter().enumerate().map(|(number, seed)| line(number, seed)).collect();
        let file = SignatureFile::read(&file(&lines, shift, [b',', b';', b'\t'][separator], mark)).unwrap();
        let figures = Figures::of(&Counts::of(&trusted(&file)));
        let valid: Vec<_> = lines.iter().filter(|line| line.cell("status") == "valid").collect();
        prop_assert_eq!(figures.counted.total(), valid.len() as u64);
        let of = |status: &str| lines.iter().filter(|line| line.cell("status") == status).count() as u64;
        prop_assert_eq!(
            (figures.apart.withdrawn, figures.apart.refused, figures.apart.not_confirmed),
            (of("withdrawn"), of("rejected"), of("pending-confirmation"))
        );
        let countries: BTreeSet<_> = valid.iter().map(|line| line.cell("country")).collect();
        prop_assert_eq!(figures.countries.counted, countries.len() as u64);
        let un = countries.iter().filter(|code| Country::parse(code).unwrap().place().unwrap().un_member).count();
        prop_assert_eq!(figures.countries.un_members, un as u64);
        prop_assert_eq!(format!("{:.0}", un as f64 * 1000.0 / 193.0), figures.un_share_per_mille().to_string());
        for code in countries {
            let here = || valid.iter().filter(|line| line.cell("country") == code);
            let hidden = here().filter(|line| line.cell("visibility") == "fully-hidden").count();
            let shown = (here().count() - if hidden < 3 { hidden } else { 0 }) as u64;
            let row = figures.row(Country::parse(code).unwrap());
            prop_assert_eq!(row.map_or(0, |row| row.counted.total()), shown);
            prop_assert_eq!(row.is_some(), shown > 0);
        }
        let organisations = valid.iter().filter(|line| line.cell("kind") == "organisation").count();
        prop_assert_eq!(figures.counted.organisations, organisations as u64);
    }

    #[test]
    fn acceptance_what_was_given_twice_is_found_in_any_file(seeds in seeds()) {
        let mut lines = Vec::new();
        let (mut same, mut perhaps, mut refused) = (0, 0, 0);
        for (number, seed) in seeds.into_iter().enumerate() {
            let first = line(number, seed);
            let later = ("signed_at", format!("2026-04-{:02}T10:00:00Z", 1 + number % 28));
            let other_mail = ("email", format!("other{number}@mail.example"));
            let named = if first.cell("kind") == "individual" { "person" } else { "org" };
            match seed.3 % 9 {
                0 => {
                    same += 1;
                    lines.push(first.with(&[later, ("email", first.cell("email").to_uppercase())]));
                }
                1 => {
                    same += 1;
                    let plus = first.cell("email").replace('@', "+list@");
                    lines.push(first.with(&[later, ("email", plus), ("org", "Another name".to_owned())]));
                }
                2 => {
                    perhaps += 1;
                    let name = format!("  The  {} ", first.cell(named).to_uppercase());
                    lines.push(first.with(&[later, other_mail, (named, name)]));
                }
                3 => {
                    refused += 1;
                    lines.push(first.with(&[later, other_mail, ("country", "XX".to_owned())]));
                }
                _ => {}
            }
            lines.push(first);
        }
        let file = SignatureFile::read(&file(&lines, 0, b',', false)).unwrap();
        let found = find(&file);
        prop_assert_eq!((found.same, found.perhaps, found.refused), (same, perhaps, refused));
        let statuses = file.rows.iter().filter_map(|row| row.outcome.as_ref().ok()).filter(|row| row.status.is_some());
        prop_assert_eq!(statuses.count() as u64 + refused, lines.len() as u64);
    }
}
