//! Real payloads of other software: each is understood, or refused for a reason that stands in `corpus/outcomes.tsv`.
//!
//! The payloads are not part of the project (some name real accounts). They are looked for in `$BANDUNG_CORPUS`, then
//! in `../shared/protocol/corpus` beside the workspace; where they are not, the test says so.
//!
//! After a change of the readers, `BANDUNG_CORPUS_WRITE=1` writes the table anew; each changed row is looked at.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use evidence::{
    origin::{Id, IdPolicy},
    strict_json::{self, JsonError, Limits},
};
use protocol::{
    activity::{Activity, Body, Content},
    actor::{ActorKind, RemoteActor},
    collection::ReadPage,
    content,
    note::ReceivedPost,
    refusal::Refusal,
    webfinger::Found,
};
use serde_json::Value;

const OUTCOMES: &str = include_str!("corpus/outcomes.tsv");

fn corpus() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/protocol/corpus");
    let folder = std::env::var_os("BANDUNG_CORPUS").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn understood(what: &str, read: Result<(), Refusal>) -> String {
    read.map_or_else(
        |refusal| format!("{} {}", refusal.status, refusal.reason),
        |()| what.to_owned(),
    )
}

fn activity(document: &Value, policy: &IdPolicy) -> String {
    let what = |content: &Content| match content {
        Content::Post(_) => "post",
        Content::Actor(_) => "actor",
        Content::Reference(_) => "reference",
        Content::Other(_) => "other object",
    };
    let read = Activity::read(document, policy);
    let name = read.as_ref().map_or_else(
        |_| String::new(),
        |activity| match &activity.body {
            Body::Create(content) | Body::Update(content) => what(content).to_owned(),
            Body::Unsupported(_) => "ignored".to_owned(),
            _ => "understood".to_owned(),
        },
    );
    understood(&name, read.map(|_| ()))
}

/// Reads a document as what it is by its type, as the inbox or a fetch would.
fn outcome(kind: &str, document: &Value, policy: &IdPolicy) -> String {
    let type_name = document.get("type").and_then(Value::as_str).unwrap_or("");
    if kind == "discovery" {
        return understood("links", Found::read(document, "a.example", policy).map(|_| ()));
    }
    if kind == "collection" || type_name.contains("Collection") {
        let asked = document
            .get("id")
            .and_then(Value::as_str)
            .and_then(|id| Id::parse(id, policy).ok());
        let asked = asked.unwrap_or_else(|| Id::parse("https://a.example/c", policy).unwrap());
        return understood("collection", ReadPage::read(document, &asked, policy).map(|_| ()));
    }
    if ActorKind::parse(type_name).is_some() || kind == "actor" {
        return understood("actor", RemoteActor::read(document, policy).map(|_| ()));
    }
    if kind == "activity" || kind == "signed-requests" || document.get("actor").is_some() {
        return activity(document, policy);
    }
    match ReceivedPost::read(document, policy) {
        Ok(None) => "other object".to_owned(),
        Ok(Some(_)) => "post".to_owned(),
        Err(refusal) => understood("", Err(refusal)),
    }
}

/// A file of `signed-requests` holds a whole request; its body is the document.
fn bytes_of(software: &str, kind: &str, file: &Path) -> Vec<u8> {
    let bytes = std::fs::read(file).unwrap();
    // This collection of edge cases names its actor by a plain address without path, which is no id in normal form and
    // would hide everything else that is in it.
    if software == "pasture-inputs" {
        let text = String::from_utf8(bytes).unwrap();
        let text = text.replace("\"http://actor.example\"", "\"https://actor.example/\"");
        return text
            .replace("http://actor.example/", "https://actor.example/")
            .into_bytes();
    }
    if kind != "signed-requests" {
        return bytes;
    }
    let request: Value = serde_json::from_slice(&bytes).unwrap();
    // A signed GET has no body.
    request["body"].as_str().unwrap_or("null").as_bytes().to_vec()
}

fn json_error(error: &JsonError) -> String {
    let name = match error {
        JsonError::Encoding => "encoding",
        JsonError::Syntax { .. } => "syntax",
        JsonError::DuplicateMember { .. } => "duplicate member",
        JsonError::ForbiddenCharacter => "forbidden character",
        JsonError::TooLarge { .. } => "too large",
        JsonError::Number => "number",
    };
    format!("400 json: {name}")
}

#[test]
fn every_payload_is_understood_or_refused_for_a_known_reason() {
    let Some(folder) = corpus() else {
        eprintln!("NOT RUN: the corpus of payloads is missing; set BANDUNG_CORPUS to its folder");
        return;
    };
    let policy = IdPolicy::default();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in files(&folder) {
        let path = file.strip_prefix(&folder).unwrap();
        let mut parts = path.iter().map(|part| part.to_str().unwrap());
        let (software, kind) = (parts.next().unwrap(), parts.next().unwrap());
        let (type_name, outcome) = match strict_json::read(&bytes_of(software, kind, &file), Limits::NETWORK) {
            Err(error) => ("-".to_owned(), json_error(&error)),
            Ok(document) => {
                let type_name = match document.get("type") {
                    Some(Value::String(name)) => name.clone(),
                    Some(Value::Array(_)) => "[]".to_owned(),
                    _ => "-".to_owned(),
                };
                (type_name, outcome(kind, &document, &policy))
            }
        };
        let row = counts
            .entry(format!("{software}\t{kind}\t{type_name}\t{outcome}"))
            .or_default();
        *row += 1;
    }
    let given: Vec<String> = counts.iter().map(|(row, count)| format!("{row}\t{count}")).collect();
    let expected: Vec<&str> = OUTCOMES.lines().skip(1).collect();
    if std::env::var_os("BANDUNG_CORPUS_WRITE").is_some() {
        let table = format!("software\tkind\ttype\toutcome\tfiles\n{}\n", given.join("\n"));
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/outcomes.tsv"), table).unwrap();
    }
    let missing: Vec<&&str> = expected
        .iter()
        .filter(|row| !given.iter().any(|g| g == **row))
        .collect();
    let more: Vec<&String> = given.iter().filter(|row| !expected.contains(&row.as_str())).collect();
    assert!(
        missing.is_empty() && more.is_empty(),
        "expected {missing:#?}\nbut found {more:#?}"
    );
}

#[test]
fn all_html_of_the_payloads_is_clean_after_one_time() {
    let Some(folder) = corpus() else {
        eprintln!("NOT RUN: the corpus of payloads is missing; set BANDUNG_CORPUS to its folder");
        return;
    };
    let mut seen = 0_usize;
    for file in files(&folder) {
        let Ok(document) = strict_json::read(&std::fs::read(&file).unwrap(), Limits::NETWORK) else {
            continue;
        };
        each_html(&document, &mut |html| {
            let once = content::clean_html(html);
            assert_eq!(content::clean_html(&once), once, "{}", file.display());
            for never in ["<script", "<style", "<img", "<iframe", "<svg", " on", "javascript:"] {
                let in_a_tag = once
                    .split('<')
                    .skip(1)
                    .any(|tag| format!("<{}", tag.split('>').next().unwrap_or("")).contains(never));
                assert!(!in_a_tag, "{never} in {once:?} of {}", file.display());
            }
            seen += 1;
        });
    }
    assert!(seen > 300, "only {seen} texts with HTML");
}

fn each_html(value: &Value, look: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) if text.contains('<') => look(text),
        Value::Array(items) => items.iter().for_each(|item| each_html(item, look)),
        Value::Object(members) => members.values().for_each(|member| each_html(member, look)),
        _ => {}
    }
}
