//! Signed requests of other software, where the corpus is at hand (`BANDUNG_CORPUS`, else beside the project).

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Duration, Utc};
use evidence::{
    keys::PublicKey,
    origin::{Id, IdPolicy},
};
use protocol::{
    envelope::{Expect, RawRequest, RemoteKey, Verified, check_post},
    refusal::Refusal,
};
use serde_json::Value;

fn corpus() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/protocol/corpus");
    env::var_os("BANDUNG_CORPUS").map_or(beside, PathBuf::from)
}

fn files(folder: &Path) -> Vec<(PathBuf, Value)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let read = |path: PathBuf| {
        let value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        (path, value)
    };
    entries.map(|entry| read(entry.unwrap().path())).collect()
}

fn keys(software: &Path) -> BTreeMap<String, RemoteKey> {
    let id = |value: &Value| Id::parse_key(value.as_str().unwrap(), &IdPolicy::default()).unwrap();
    files(&software.join("actor"))
        .into_iter()
        .map(|(_, actor)| {
            let key = &actor["publicKey"];
            let public = PublicKey::from_pem(key["publicKeyPem"].as_str().unwrap()).unwrap();
            let remote = RemoteKey {
                id: id(&key["id"]),
                owner: id(&actor["id"]),
                key: public,
            };
            (remote.id.as_str().to_owned(), remote)
        })
        .collect()
}

fn judge(request: &Value, body: &[u8], keys: &BTreeMap<String, RemoteKey>) -> Result<Verified<Value>, Refusal> {
    let headers: Vec<(&str, &[u8])> = request["headers"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap().as_bytes()))
        .collect();
    let date = request["headers"]["date"].as_str().unwrap();
    let url = url::Url::parse(request["url"].as_str().unwrap()).unwrap();
    let expect = Expect {
        host: url.host_str().unwrap().to_owned(),
        scheme: "https".into(),
        now: DateTime::parse_from_rfc2822(date).unwrap().with_timezone(&Utc),
        clock_window: Duration::hours(1),
        ids: IdPolicy::default(),
    };
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let unverified = check_post(
        &RawRequest {
            method: "POST",
            target,
            headers: &headers,
            body,
        },
        &expect,
    )?;
    unverified.verify(&keys[unverified.key_id().as_str()])
}

#[test]
fn posts_signed_by_other_software_verify_and_no_longer_after_one_byte_has_changed() {
    let corpus = corpus();
    if !corpus.is_dir() {
        println!("MISSING: no corpus of real requests here; set BANDUNG_CORPUS to its folder. Nothing was checked.");
        return;
    }
    let mut verified = 0;
    for entry in fs::read_dir(&corpus).unwrap() {
        let software = entry.unwrap().path();
        let keys = keys_if_signed(&software);
        for (path, request) in files(&software.join("signed-requests")) {
            // The one signed GET in the corpus is by an actor that was not captured.
            if request["method"] != "POST" {
                continue;
            }
            let mut body = request["body"].as_str().unwrap().as_bytes().to_vec();
            let taken = judge(&request, &body, &keys).unwrap_or_else(|r| panic!("{}: {r}", path.display()));
            assert_eq!(taken.bytes(), body);
            let middle = body.len() / 2;
            body[middle] ^= 1;
            let refusal = judge(&request, &body, &keys).unwrap_err();
            assert_eq!(
                (refusal.status, refusal.reason),
                (401, "http-digest"),
                "{}",
                path.display()
            );
            verified += 1;
        }
    }
    assert!(
        verified >= 26,
        "only {verified} requests were found in {}",
        corpus.display()
    );
}

fn keys_if_signed(software: &Path) -> BTreeMap<String, RemoteKey> {
    if software.join("signed-requests").is_dir() {
        keys(software)
    } else {
        BTreeMap::new()
    }
}
