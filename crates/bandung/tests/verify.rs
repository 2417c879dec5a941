//! `bandung verify`, as a person and a script meet it: exit 0, 1, 2 and 64, without a network and without a node (EN8).
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::{Value, json};

fn vectors(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/vectors")
        .join(file)
}

fn vector(file: &str) -> Value {
    serde_json::from_slice(&fs::read(vectors(file)).unwrap()).unwrap()
}

/// Runs it with nothing in its environment, in an empty folder.
fn verify(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bandung"));
    command.env_clear().current_dir(folder.path());
    command.arg("verify").args(arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{errors}");
    output.status.code().unwrap()
}

/// Checks a file made of a value, with the policy of the vectors.
fn judge(file: &Value) -> (i32, Value) {
    judge_with(file, &vectors("log/policy.txt"))
}

fn judge_with(file: &Value, policy: &Path) -> (i32, Value) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bundle.json");
    fs::write(&path, file.to_string()).unwrap();
    let output = verify(&[path.to_str().unwrap(), "--policy", policy.to_str().unwrap(), "--json"]);
    (
        code(&output),
        serde_json::from_slice(&output.stdout).unwrap_or_default(),
    )
}

/// The file with one byte of a text, or a number, changed.
fn changed(file: &Value, pointer: &str) -> Value {
    let mut file = file.clone();
    let value = file.pointer_mut(pointer).unwrap();
    *value = match value {
        Value::Number(number) => json!(number.as_u64().unwrap() + 1),
        Value::Bool(yes) => json!(!*yes),
        Value::String(text) => {
            let at = text.char_indices().nth(text.chars().count() / 2).unwrap().0;
            let old = text[at..].chars().next().unwrap();
            let new = if old == 'a' { 'b' } else { 'a' };
            json!(format!("{}{new}{}", &text[..at], &text[at + old.len_utf8()..]))
        }
        other => panic!("{pointer}: {other}"),
    };
    file
}

#[test]
fn p08_what_the_vectors_call_true_is_exit_0_with_who_what_and_since_when() {
    let expected = vector("bundle/expected.json");
    for file in ["declaration-bundle.json", "endorsement-receipt.json"] {
        let (code, said) = judge(&vector(&format!("bundle/{file}")));
        assert_eq!((code, &said), (0, &expected[file]), "{file}");
    }
    let policy = vectors("log/policy.txt");
    let bundle = vectors("bundle/declaration-bundle.json");
    let output = verify(&[bundle.to_str().unwrap(), "--policy", policy.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(code(&output), 0);
    for part in ["TRUE", "Bwire Water Trust", "revision", "Witnesses", "by its own key"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn en8_each_changed_byte_that_changes_the_meaning_is_exit_1() {
    let bundle = vector("bundle/declaration-bundle.json");
    let mut pointers: Vec<String> = Vec::new();
    for member in ["content", "name", "bandung:canonicalDigest", "bandung:opensAt"] {
        pointers.push(format!("/declaration/{member}"));
    }
    for member in [
        "bandung:organisations",
        "bandung:persons",
        "bandung:countries",
        "bandung:treeSize",
        "bandung:asOf",
    ] {
        pointers.push(format!("/tally/{member}"));
    }
    for index in 0..bundle["log"]["entries"].as_array().unwrap().len() {
        pointers.push(format!("/log/entries/{index}"));
    }
    pointers.push("/log/checkpoint".to_owned());
    pointers.push("/log/origin".to_owned());
    for (place, event) in bundle["events"].as_array().unwrap().iter().enumerate() {
        if event.get("document").is_none() {
            continue;
        }
        pointers.push(format!("/events/{place}/document/id"));
        pointers.push(format!("/events/{place}/document/proof/proofValue"));
        for part in [
            "document/bandung:sequence",
            "document/bandung:signatory/bandung:kind",
            "stamp/bandung:endorsementDigest",
        ] {
            let pointer = format!("/events/{place}/{part}");
            if bundle.pointer(&pointer).is_some() {
                pointers.push(pointer);
            }
        }
    }
    assert!(pointers.len() > 35, "{}", pointers.len());
    for pointer in pointers {
        let (code, said) = judge(&changed(&bundle, &pointer));
        assert_eq!(code, 1, "{pointer}: {said}");
        assert_eq!(said["result"], "false", "{pointer}: {said}");
        assert!(said["reason"].is_string(), "{pointer}: {said}");
    }
}

#[test]
fn en8_what_is_missing_is_exit_2_and_said() {
    let bundle = vector("bundle/declaration-bundle.json");
    let without = |change: &dyn Fn(&mut Value)| {
        let mut fewer = bundle.clone();
        change(&mut fewer);
        fewer
    };
    let unwitnessed = fs::read_to_string(vectors("log/checkpoint-unwitnessed.txt")).unwrap();
    for (what, fewer, reason) in [
        (
            "the witnesses",
            without(&|file| file["log"]["checkpoint"] = json!(unwitnessed)),
            "quorum",
        ),
        (
            "a withdrawal",
            without(&|file| {
                let events = file["events"].as_array_mut().unwrap();
                events[7] = json!({"index": 7});
            }),
            "event-missing",
        ),
        (
            "the keys of an endorser",
            without(&|file| {
                file["actors"].as_array_mut().unwrap().pop();
            }),
            "key-unknown",
        ),
    ] {
        let (code, said) = judge(&fewer);
        assert_eq!(
            (code, said["reason"].as_str()),
            (2, Some(reason)),
            "without {what}: {said}"
        );
        assert_eq!(said["result"], "undecidable", "{what}");
    }
    let file = vectors("bundle/declaration-bundle.json");
    let output = verify(&[file.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(code(&output), 2, "without a policy nothing is trusted");
    assert!(said.contains("--policy"), "{said}");
    for part in [
        "NOT DECIDED: nobody vouches for this log",
        "Declaration on Safe Water",
        "Who endorsed, since when",
        "2026-11-24 10:00 Bwire Water Trust (organisation, KE)",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(
        !said.contains("TRUE") && !said.contains("Chaco"),
        "what ended is not listed: {said}"
    );
    let receipt = vectors("bundle/endorsement-receipt.json");
    let output = verify(&[receipt.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(code(&output), 2);
    assert!(
        said.contains("Who        Bwire Water Trust (organisation, KE)"),
        "{said}"
    );
}

#[test]
fn a_file_that_was_cut_off_is_no_bundle_and_not_false() {
    let bundle = fs::read(vectors("bundle/declaration-bundle.json")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let policy = vectors("log/policy.txt");
    for bytes in [
        &bundle[..bundle.len() / 2],
        b"",
        b"nonsense",
        b"{\"format\": \"other\"}",
    ] {
        let file = folder.path().join("cut.json");
        fs::write(&file, bytes).unwrap();
        let output = verify(&[file.to_str().unwrap(), "--policy", policy.to_str().unwrap()]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(code(&output), 2, "{said}");
        assert!(said.contains("THIS IS NO BUNDLE") && !said.contains("FALSE"), "{said}");
    }
}

#[test]
fn what_is_false_is_said_in_a_sentence_beside_its_code() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundle.json");
    let bundle = changed(
        &vector("bundle/declaration-bundle.json"),
        "/tally/bandung:organisations",
    );
    fs::write(&file, bundle.to_string()).unwrap();
    let output = verify(&[
        file.to_str().unwrap(),
        "--policy",
        vectors("log/policy.txt").to_str().unwrap(),
    ]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(code(&output), 1);
    assert!(said.starts_with("FALSE: ") && said.contains("(proof-invalid"), "{said}");
    assert!(said.contains("a signature is wrong"), "{said}");
}

#[test]
fn wrong_usage_is_exit_64() {
    let folder = tempfile::tempdir().unwrap();
    let nonsense = folder.path().join("nonsense");
    fs::write(&nonsense, "nonsense").unwrap();
    let nonsense = nonsense.to_str().unwrap();
    let bundle = vectors("bundle/declaration-bundle.json");
    let bundle = bundle.to_str().unwrap();
    for arguments in [
        &[][..],
        &["missing.json"],
        &[bundle, "--unknown"],
        &[bundle, bundle],
        &[bundle, "--policy"],
        &[bundle, "--policy", "missing.txt"],
        &[bundle, "--policy", nonsense],
    ] {
        let output = verify(arguments);
        assert_eq!(code(&output), 64, "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}: it says what is wrong");
    }
}
