//! The documents say what the code does: tables are compared with it, examples are run through it, links lead somewhere.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use domain::{declaration::DeclarationExchange, practice::PracticeExchange, replication::ReportExchange};
use evidence::origin::IdPolicy;
use protocol::{
    activity::{Activity, Body},
    note::PostKind,
};
use serde_json::json;
use web::routes::ROUTES;

/// Types of activities that other servers are known to send.
const KNOWN_ACTIVITIES: &str = "Accept Add Announce Arrive Block Create Delete Dislike EmojiReact Flag Follow Ignore Invite \
     Join Leave Like Listen Move Offer Question QuoteRequest FeatureRequest Read Reject Remove TentativeAccept \
     TentativeReject Travel Undo Update View ChatMessage";
/// Types of objects that other servers are known to send.
const KNOWN_OBJECTS: &str = "Article Audio Document Event Image Note Page Place Profile Question Relationship Tombstone Video \
     Album Track Library ChatMessage Commit Ticket Application Group Organization Person Service";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The first cells of the table under a heading.
fn cells<'a>(document: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, after) = document
        .split_once(heading)
        .unwrap_or_else(|| panic!("no heading {heading:?}"));
    let table = after.lines().skip_while(|line| !line.starts_with('|'));
    let rows = table.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

/// The words in backquotes of a cell.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn first_column(document: &str, heading: &str) -> BTreeSet<String> {
    cells(document, heading).iter().flat_map(|row| quoted(row[0])).collect()
}

/// Source files below a folder that are not tests.
fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            sources(&path, found);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            found.push(code.split_whitespace().collect());
        }
    }
}

fn code_of(crates: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for name in crates {
        sources(&root().join("crates").join(name).join("src"), &mut found);
    }
    assert!(found.len() > 10, "the sources are not where they were");
    found
}

#[test]
fn the_activities_received_are_those_of_the_table() {
    let policy = IdPolicy::default();
    let understood: BTreeSet<String> = KNOWN_ACTIVITIES
        .split_whitespace()
        .filter(|kind| {
            let activity =
                json!({"id": "https://a.example/1", "type": kind, "actor": "https://a.example/u", "object": 1});
            // What is understood finds fault with this object; what is not takes anything.
            !matches!(
                Activity::read(&activity, &policy).map(|activity| activity.body),
                Ok(Body::Unsupported(_))
            )
        })
        .map(str::to_owned)
        .collect();
    let told = first_column(&read("FEDERATION.md"), "### Received (tested)");
    assert_eq!(told, understood);
}

#[test]
fn the_activities_sent_are_those_of_the_table() {
    let builders = code_of(&["protocol"]).concat();
    let mut sent = BTreeSet::new();
    for code in code_of(&["operations"]) {
        if code.contains("feature_request(&") {
            sent.insert("FeatureRequest".to_owned());
        }
        let modules = ["activity::", "membership::", "network::"];
        let calls = modules.iter().flat_map(|module| {
            let starts = code.match_indices(module);
            starts.map(|(at, _)| &code[at + module.len()..]).collect::<Vec<_>>()
        });
        for call in calls {
            if let Some((name, _)) = call.split_once("(header,")
                && name.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '#' | '_'))
            {
                sent.extend(types_made_by(name, &builders));
            }
        }
    }
    let told = first_column(&read("FEDERATION.md"), "### Sent (tested)");
    assert_eq!(told, sent);
}

/// The types of activities that a builder makes, from its source.
fn types_made_by(builder: &str, code: &str) -> BTreeSet<String> {
    let (_, body) = code
        .split_once(&format!("pubfn{builder}(header:"))
        .unwrap_or_else(|| panic!("no builder {builder}"));
    let body = body.split("pubfn").next().unwrap_or_default();
    let calls = body.replace("header.with(", "header.activity(");
    let made = calls.split("header.activity(").skip(1).flat_map(|call| {
        let first = call.split(',').next().unwrap_or_default();
        first.split('"').skip(1).step_by(2).map(str::to_owned)
    });
    let made: BTreeSet<String> = made.collect();
    assert!(!made.is_empty(), "{builder} makes no activity");
    made
}

#[test]
fn the_objects_received_are_those_of_the_table() {
    let shown: BTreeSet<String> = KNOWN_OBJECTS
        .split_whitespace()
        .filter(|kind| PostKind::parse(kind).is_some())
        .map(str::to_owned)
        .collect();
    let told = first_column(&read("FEDERATION.md"), "### Received as posts (tested)");
    assert_eq!(told, shown);
}

/// Statuses with their reasons, as the code makes them.
fn reasons() -> BTreeMap<u16, BTreeSet<String>> {
    const MAKERS: [(&str, Option<u16>); 4] = [
        ("Refusal::new(", None),
        ("Refusal::invalid(", Some(400)),
        ("Refusal::unestablished(", Some(401)),
        ("forbidden(", Some(403)),
    ];
    let mut all: BTreeMap<u16, BTreeSet<String>> = BTreeMap::new();
    for code in code_of(&["protocol", "federation", "operations"]) {
        for (maker, status) in MAKERS {
            for (at, _) in code.match_indices(maker) {
                let rest = &code[at + maker.len()..];
                let (status, rest) = match status {
                    Some(status) => (status, rest),
                    None => match rest.split_once(',').map(|(number, rest)| (number.parse(), rest)) {
                        Some((Ok(number), rest)) => (number, rest),
                        _ => continue,
                    },
                };
                if let Some((reason, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                    all.entry(status).or_default().insert(reason.to_owned());
                }
            }
        }
    }
    all
}

#[test]
fn the_reasons_of_refusals_are_those_of_the_table() {
    let document = read("FEDERATION.md");
    let told: BTreeMap<u16, BTreeSet<String>> = cells(&document, "one of these reasons (tested)")
        .iter()
        .map(|row| (row[0].parse().unwrap(), quoted(row[1]).into_iter().collect()))
        .collect();
    assert_eq!(told, reasons());
}

#[test]
fn the_calls_of_the_api_are_those_of_its_document() {
    const BASE: &str = "/api/bandung/v1";
    let document = read("docs/api.md");
    let told: BTreeSet<String> = cells(&document, "## All calls (tested)")
        .iter()
        .map(|row| quoted(row[0]).concat())
        .collect();
    let served: BTreeSet<String> = ROUTES
        .iter()
        .filter_map(|route| Some(format!("{} {}", route.method, route.path.strip_prefix(BASE)?)))
        .collect();
    assert_eq!(told, served);
}

#[test]
fn the_examples_are_valid() {
    let practice: PracticeExchange = serde_json::from_str(&read("docs/examples/practice.json")).unwrap();
    let report: ReportExchange = serde_json::from_str(&read("docs/examples/report.json")).unwrap();
    assert_eq!(practice.into_draft().check().err(), None);
    assert_eq!(report.into_draft().check().err(), None);
    let declaration: DeclarationExchange = serde_json::from_str(&read("docs/examples/declaration.json")).unwrap();
    assert_eq!(declaration.into_draft().check().err(), None);
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut documents: Vec<PathBuf> = ["", "docs", "docs/decisions"]
        .iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    documents.sort();
    assert!(documents.len() > 10, "{documents:?}");
    for path in documents {
        let text = fs::read_to_string(&path).unwrap();
        // What stands in backquotes is quoted, and no link.
        let text: String = text.split('`').step_by(2).collect();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let aimed = path.parent().unwrap().join(target);
            assert!(aimed.exists(), "{}: {link}", path.display());
        }
    }
}

/// Two capitals and a number, as rules are named.
fn rules_in(text: &str) -> BTreeSet<(String, u32)> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(|word| {
            let (group, number) = word.split_at_checked(2)?;
            let named = group.chars().all(|c| c.is_ascii_uppercase());
            let number = number.parse().ok().filter(|_| named)?;
            Some((group.to_owned(), number))
        })
        .collect()
}

#[test]
fn every_rule_that_a_comment_names_is_written_down() {
    let document = read("docs/rules.md");
    let mut told = rules_in(&document);
    for range in document.split_whitespace().filter(|word| word.contains('–')) {
        let ends: Vec<(String, u32)> = rules_in(range).into_iter().collect();
        if let [(group, first), (_, last)] = ends.as_slice() {
            told.extend((*first..=*last).map(|number| (group.clone(), number)));
        }
    }
    let groups: BTreeSet<String> = told.iter().map(|(group, _)| group.clone()).collect();
    let crates = fs::read_dir(root().join("crates")).unwrap();
    let mut missing = BTreeSet::new();
    for entry in crates {
        let mut code = Vec::new();
        comments(&entry.unwrap().path().join("src"), &mut code);
        let named = code.iter().flat_map(|line| rules_in(line));
        missing.extend(named.filter(|rule| groups.contains(&rule.0) && !told.contains(rule)));
    }
    assert!(missing.is_empty(), "docs/rules.md says nothing of {missing:?}");
}

/// All comments below a folder.
fn comments(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            comments(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let lines = text
                .lines()
                .filter_map(|line| Some(line.split_once("//")?.1.to_owned()));
            found.extend(lines);
        }
    }
}
