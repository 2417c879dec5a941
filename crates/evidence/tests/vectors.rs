//! The protocol's signed documents and forged copies, as far as proofs, numbers and contexts decide.

use std::{collections::BTreeMap, fs, path::PathBuf};

use evidence::{context, keys::PublicKey, proof, strict_json};
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
    for row in rows().iter().filter(|row| row["expect"] == "accept") {
        let file = row["file"].as_str().unwrap();
        if !file.ends_with(".json")
            || file.starts_with("log/")
            || file.starts_with("bundle/")
            || file.starts_with("http/")
        {
            continue;
        }
        let document = read(file).unwrap();
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

#[test]
fn p03_changing_any_member_of_a_signed_document_breaks_its_proof() {
    let keys = keys();
    for row in rows().iter().filter(|row| row["expect"] == "accept") {
        let file = row["file"].as_str().unwrap();
        let Ok(document) = (if file.ends_with(".json") { read(file) } else { continue }) else {
            continue;
        };
        if document.get("proof").is_none() {
            continue;
        }
        for name in document.as_object().unwrap().keys().filter(|name| *name != "proof") {
            let mut changed = document.clone();
            changed[name] = Value::String("changed".into());
            assert!(verify(&changed, &keys).is_err(), "{file} holds with another {name}");
        }
    }
}
