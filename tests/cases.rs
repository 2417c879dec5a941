//! The page of cases says which tests hold which case: it is compared with the tests that there are.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// How many cases each letter has.
const CASES: [(char, u32); 8] = [
    ('S', 18),
    ('I', 22),
    ('F', 15),
    ('H', 9),
    ('W', 25),
    ('E', 20),
    ('M', 8),
    ('R', 14),
];
const PAGE: &str = "docs/cases.md";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn all_cases() -> BTreeSet<String> {
    let ids = |(letter, most)| (1..=most).map(move |number| format!("{letter}{number:02}"));
    CASES.into_iter().flat_map(ids).collect()
}

/// Names of all tests below a folder, as they are declared.
fn tests_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "node_modules" | "target" | ".venv" | "vectors") {
                tests_in(&path, found);
            }
            continue;
        }
        let read: fn(&str) -> Vec<String> = match path.extension().and_then(|end| end.to_str()) {
            Some("rs") => rust_tests,
            Some("mjs") => script_tests,
            Some("py") => python_tests,
            _ => continue,
        };
        found.extend(read(&fs::read_to_string(&path).unwrap()));
    }
}

/// Functions with an attribute that makes them tests, and none that switches them off.
fn rust_tests(text: &str) -> Vec<String> {
    let (mut is_test, mut found) = (false, Vec::new());
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") || line.starts_with("#[actix_web::test") {
            is_test = true;
        } else if line.starts_with("#[ignore") {
            is_test = false;
        } else if let Some((_, rest)) = line.split_once("fn ").filter(|_| is_test) {
            found.push(rest.split('(').next().unwrap_or_default().to_owned());
            is_test = false;
        }
    }
    found
}

/// The first string after `test(`.
fn script_tests(text: &str) -> Vec<String> {
    let calls = text.lines().filter_map(|line| line.trim().strip_prefix("test(\""));
    calls
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect()
}

fn python_tests(text: &str) -> Vec<String> {
    let functions = text.lines().filter_map(|line| line.trim().strip_prefix("def test_"));
    functions
        .filter_map(|rest| Some(rest.split_once('(')?.0.to_owned()))
        .collect()
}

/// The cases that a name begins with: `w18_f12_bombs_…` is a test of two.
fn cases_of(name: &str, all: &BTreeSet<String>) -> Vec<String> {
    let words = name.split(['_', ' ']).map(str::to_uppercase);
    // Numbers of other lists (of the protocol, of pages) may stand among them.
    let numbers = words.take_while(|word| {
        let digits = word.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        digits.len() < word.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    numbers.filter(|word| all.contains(word)).collect()
}

fn tests_by_case() -> BTreeMap<String, BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for folder in ["crates", "tests", "benches"] {
        tests_in(&root().join(folder), &mut names);
    }
    assert!(names.len() > 500, "the tests are not where they were");
    let all = all_cases();
    let mut by_case: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in names {
        for case in cases_of(&name, &all) {
            by_case.entry(case).or_default().insert(name.clone());
        }
    }
    by_case
}

/// The cells of a row of the page.
fn cells(line: &str) -> Option<[&str; 5]> {
    let row = line.strip_prefix("| ")?.strip_suffix('|')?;
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    cells.try_into().ok().filter(|row: &[&str; 5]| row[0].len() == 3)
}

/// The page with the column of tests as it must be.
fn written_anew(page: &str, tests: &BTreeMap<String, BTreeSet<String>>) -> String {
    let lines = page.lines().map(|line| {
        let Some([id, case, expected, _, missing]) = cells(line) else {
            return line.to_owned();
        };
        let names = tests.get(id).into_iter().flatten();
        let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        format!("| {id} | {case} | {expected} | {} | {missing} |", names.join(" "))
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn every_case_has_its_row_and_the_tests_of_the_page_are_those_that_there_are() {
    let path = root().join(PAGE);
    let page = fs::read_to_string(&path).unwrap();
    let ids: Vec<&str> = page.lines().filter_map(cells).map(|row| row[0]).collect();
    let once: BTreeSet<String> = ids.iter().map(|&id| id.to_owned()).collect();
    assert_eq!(ids.len(), once.len(), "a case stands twice in {PAGE}");
    assert_eq!(once, all_cases(), "the cases of {PAGE}");

    let anew = written_anew(&page, &tests_by_case());
    if std::env::var_os("WRITE_CASES").is_some() {
        fs::write(&path, &anew).unwrap();
        return;
    }
    for (told, there) in page.lines().zip(anew.lines()) {
        assert_eq!(
            told, there,
            "{PAGE} is behind: WRITE_CASES=1 cargo test -p tests --test cases"
        );
    }
}

#[test]
fn a_case_without_a_test_says_why() {
    let page = fs::read_to_string(root().join(PAGE)).unwrap();
    let silent: Vec<&str> = page
        .lines()
        .filter_map(cells)
        .filter(|row| row[3].is_empty() && row[4].is_empty())
        .map(|row| row[0])
        .collect();
    assert!(silent.is_empty(), "neither a test nor a reason in {PAGE}: {silent:?}");
}

#[test]
fn tests_are_told_from_what_only_looks_like_them() {
    let text = "#[test]\nfn s01_a() {\n#[test]\n#[ignore = \"slow\"]\nfn s02_b() {\nfn s03_c() {\n#[tokio::test(flavor = \"x\")]\nasync fn s04_d() {";
    assert_eq!(rust_tests(text), ["s01_a", "s04_d"]);
    let all = all_cases();
    assert_eq!(cases_of("w18_f12_bombs", &all), ["W18", "F12"]);
    assert_eq!(cases_of("e12_p06_proofs", &all), ["E12"]);
    assert_eq!(cases_of("architecture_i16_the_cursor", &all), [""; 0]);
    assert_eq!(cases_of("r01 kill -9 at random moments", &all), ["R01"]);
}
