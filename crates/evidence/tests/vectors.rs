//! The protocol's signed documents and forged copies, as far as proofs, numbers and contexts decide.

#![expect(clippy::unwrap_used, reason = "a vector that cannot be read fails the test")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use evidence::{context, keys::PublicKey, multibase, proof, strict_json, text_digest};
use serde_json::Value;

fn vectors() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

fn rows() -> Vec<Value> {
    let manifest: Value = serde_json::from_slice(&fs::read(vectors().join("manifest.json")).unwrap()).unwrap();
    manifest["files"].as_array().unwrap().clone()
}

fn read(file: &str) -> Result<Value, strict_json::JsonError> {
    let limits = strict_json::Limits {
        values: 100_000,
        depth: 64,
        members: 2_000,
    };
    strict_json::read(&fs::read(vectors().join(file)).unwrap(), limits)
}

/// All Multikeys that actors of the vectors ever listed, by key id.
fn keys() -> BTreeMap<String, PublicKey> {
    let mut keys = BTreeMap::new();
    let files = [
        "actors/organization-a.json",
        "actors/organization-b.json",
        "actors/organization-c.json",
        "actors/instance-a.json",
        "actors/instance-b.json",
        "actors/group.json",
        "keys/organization-b-after-rotation.json",
    ];
    for file in files {
        for method in read(file).unwrap()["assertionMethod"].as_array().into_iter().flatten() {
            let text = |name: &str| method[name].as_str().unwrap().to_owned();
            keys.insert(
                text("id"),
                PublicKey::from_multikey(&text("publicKeyMultibase")).unwrap(),
            );
        }
    }
    keys
}

/// The documents that are taken. Logs, bundles and HTTP requests have other readers.
fn accepted() -> Vec<String> {
    rows()
        .iter()
        .filter(|row| row["expect"] == "accept")
        .map(|row| row["file"].as_str().unwrap().to_owned())
        .filter(|file| file.ends_with(".json"))
        .filter(|file| {
            !["log/", "bundle/", "http/"]
                .iter()
                .any(|folder| file.starts_with(folder))
        })
        .collect()
}

/// The document and everything in it that has a proof of its own.
fn signed_parts(value: &Value) -> Vec<&Value> {
    match value {
        Value::Object(members) => {
            let own = members.contains_key("proof").then_some(value);
            own.into_iter().chain(members.values().flat_map(signed_parts)).collect()
        }
        Value::Array(items) => items.iter().flat_map(signed_parts).collect(),
        _ => Vec::new(),
    }
}

fn verify(part: &Value, keys: &BTreeMap<String, PublicKey>) -> Result<(), String> {
    let facts = proof::facts(part, true).map_err(|e| e.to_string())?;
    let key = keys.get(&facts.verification_method).ok_or("key-unknown")?;
    proof::verify(part, key, true).map(|_| ()).map_err(|e| e.to_string())
}

#[test]
fn p01_every_proof_of_an_accepted_document_holds() {
    let keys = keys();
    let mut checked = 0;
    for file in accepted() {
        let document = read(&file).unwrap();
        for part in signed_parts(&document) {
            verify(part, &keys).unwrap_or_else(|reason| panic!("{file}: {reason}"));
            checked += 1;
        }
    }
    assert!(checked >= 36, "only {checked} proofs found");
}

#[test]
fn p02_forged_proofs_numbers_members_and_contexts_are_refused_for_their_reason() {
    let keys = keys();
    let mut checked = 0;
    for row in rows() {
        let (file, reason) = (
            row["file"].as_str().unwrap(),
            row["reason"].as_str().unwrap_or_default(),
        );
        let decided_here = reason.starts_with("proof-")
            || reason.starts_with("context-")
            || ["duplicate-member", "number-range"].contains(&reason);
        if !decided_here || !file.ends_with(".json") {
            continue;
        }
        checked += 1;
        let found = match read(file) {
            Err(strict_json::JsonError::DuplicateMember { .. }) => "duplicate-member".to_owned(),
            Err(other) => panic!("{file}: {other}"),
            Ok(document) => context::check(&document, true)
                .map_err(|fault| fault.to_string())
                .and_then(|()| {
                    let parts = signed_parts(&document);
                    if parts.is_empty() {
                        Err("proof-missing".to_owned())
                    } else {
                        Ok(parts)
                    }
                })
                .and_then(|parts| parts.into_iter().try_for_each(|part| verify(part, &keys)))
                .err()
                .unwrap_or_default(),
        };
        if reason == "proof-invalid" {
            assert!(!found.is_empty(), "{file} was taken");
        } else {
            assert_eq!(found, reason, "{file}");
        }
    }
    assert!(checked > 80, "only {checked} forged documents found");
}

/// What changes when one bit of a member does: a letter of a text, a number, a truth value, something inside.
fn change(value: &mut Value) {
    match value {
        Value::Null => *value = Value::Bool(false),
        Value::Bool(truth) => *truth = !*truth,
        Value::Number(number) => *value = Value::from(number.as_i64().unwrap() ^ 1),
        Value::String(text) => match text.pop() {
            Some('a') => text.push('b'),
            _ => text.push('a'),
        },
        Value::Array(items) => match items.first_mut() {
            Some(first) => change(first),
            None => items.push(Value::Null),
        },
        Value::Object(members) => match members.values_mut().next() {
            Some(first) => change(first),
            None => {
                members.insert("a".into(), Value::Null);
            }
        },
    }
}

/// Pointers to all members and items of a document, at every depth.
fn pointers(value: &Value, at: &str, out: &mut Vec<String>) {
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(n, item)| (n.to_string(), item))
            .collect(),
        _ => Vec::new(),
    };
    for (name, value) in inside {
        let pointer = format!("{at}/{name}");
        pointers(value, &pointer, out);
        out.push(pointer);
    }
}

#[test]
fn p03_changing_any_member_of_a_signed_document_breaks_its_proof() {
    let keys = keys();
    let (mut documents, mut changes) = (0, 0);
    for file in accepted() {
        let file = file.as_str();
        let document = read(file).unwrap();
        if document.get("proof").is_none() {
            continue;
        }
        documents += 1;
        let mut all = Vec::new();
        pointers(&document, "", &mut all);
        for pointer in all {
            let mut changed = document.clone();
            change(changed.pointer_mut(&pointer).unwrap());
            assert!(verify(&changed, &keys).is_err(), "{file} holds with another {pointer}");
            changes += 1;
        }
        let names: Vec<&String> = document.as_object().unwrap().keys().collect();
        for name in names {
            let mut without = document.clone();
            without.as_object_mut().unwrap().remove(name);
            assert!(verify(&without, &keys).is_err(), "{file} holds without {name}");
        }
        let mut more = document.clone();
        more["bandung:more"] = Value::Bool(true);
        assert!(verify(&more, &keys).is_err(), "{file} holds with a further member");
    }
    assert!(
        documents >= 30 && changes > 1_000,
        "{documents} documents, {changes} changes"
    );
}

#[test]
fn p05_the_digest_of_the_worked_endorsement_comes_out() {
    let example = read("digest-example.json").unwrap();
    let endorsement = read(example["endorsement"]["document"].as_str().unwrap()).unwrap();

    assert_eq!(
        multibase::document_digest(&endorsement),
        example["endorsement"]["digest"]
    );
}

#[test]
fn p02_texts_of_declarations_are_refused_for_their_reason() {
    let mut checked = 0;
    for row in rows().iter().filter(|row| row["kind"] == "declaration") {
        let (file, reason) = (
            row["file"].as_str().unwrap(),
            row["reason"].as_str().unwrap_or_default(),
        );
        let found = text_digest::text_digest(&read(file).unwrap()).map_err(|fault| fault.to_string());
        if ["field-invalid", "language-set", "language-main", "text-form"].contains(&reason) {
            assert_eq!(found, Err(reason.to_owned()), "{file}");
            checked += 1;
        } else if !["proof-invalid", "frozen"].contains(&reason) {
            let claim = read(file).unwrap()["bandung:canonicalDigest"]
                .as_str()
                .unwrap()
                .to_owned();
            assert_eq!(found == Ok(claim), reason != "digest-mismatch", "{file}");
        }
    }
    assert!(checked >= 6, "only {checked} texts were refused");
}

#[test]
fn p05_the_digest_example_of_the_vectors_comes_out_step_by_step() {
    let example = read("digest-example.json").unwrap();
    let input = text_digest::digest_input(&read("declarations/declaration.json").unwrap());

    assert_eq!(example["members"], serde_json::json!(text_digest::DIGEST_MEMBERS));
    assert_eq!(input, example["input"]);
    assert_eq!(text_digest::text_digest(&input).unwrap(), example["digest"]);
}

#[test]
fn i11_contexts_of_accepted_documents_are_taken_and_redefined_terms_are_refused_everywhere() {
    for file in accepted() {
        let document = read(&file).unwrap();
        assert_eq!(context::check(&document, false), Ok(()), "{file}");
        if document.get("proof").is_some() {
            assert_eq!(context::check(&document, true), Ok(()), "{file}");
        }
    }
    let mut checked = 0;
    for row in rows().iter().filter(|row| row["reason"] == "context-redefined") {
        let file = row["file"].as_str().unwrap();
        let found = context::check(&read(file).unwrap(), false);
        assert_eq!(found, Err(context::ContextFault::Redefined), "{file}");
        checked += 1;
    }
    assert_eq!(checked, 6);
}
