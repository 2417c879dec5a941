//! `bandung declaration tally URL --recount`, as somebody without a node meets it: what the exit codes say (EN8).
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::Path,
    process::Command,
    thread,
};

use serde_json::{Value, json};

fn vector(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/vectors")
        .join(file);
    fs::read_to_string(path).unwrap()
}

/// A node that publishes these numbers beside the log of the vectors; ends with the test.
fn node(published: &Value) -> String {
    let published = published.to_string();
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let asked = lines.next().unwrap().unwrap();
            while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            let body = match asked.split(' ').nth(1).unwrap() {
                "/declarations/water/tally.json" => published.clone(),
                "/declarations/water/bundle" => vector("bundle/declaration-bundle.json"),
                path if path.ends_with("/policy") => vector("log/policy.txt"),
                path if path.starts_with("/declarations/fire/") => String::new(),
                path => panic!("{path} is not asked for"),
            };
            let status = if body.is_empty() { "404 Not Found" } else { "200 OK" };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all((head + &body).as_bytes()).unwrap();
        }
    });
    format!("http://{address}/declarations/water")
}

fn recount(published: &Value) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bandung"));
    command.env_clear().current_dir(folder.path());
    let output = command
        .args(["declaration", "tally", &node(published), "--recount"])
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

/// What the log of the vectors gives, as a node publishes it.
fn right() -> Value {
    let bundle: Value = serde_json::from_str(&vector("bundle/declaration-bundle.json")).unwrap();
    let expected: Value = serde_json::from_str(&vector("bundle/expected.json")).unwrap();
    let expected = &expected["declaration-bundle.json"];
    json!({
        "declaration": bundle["declaration"]["id"],
        "digest": expected["canonicalDigest"],
        "log": {"origin": bundle["log"]["origin"], "entries": bundle["log"]["entries"].as_array().unwrap().len()},
        "figures": {
            "counted": {
                "organisations": expected["organisations"],
                "representatives": expected["persons"],
            },
            "countries": {"counted": expected["countries"]},
        },
    })
}

#[test]
fn numbers_that_the_log_gives_are_true() {
    let (code, text) = recount(&right());
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("THE NUMBERS AGREE"), "{text}");
}

#[test]
fn e08_numbers_that_the_log_does_not_give_are_false() {
    let mut wrong = right();
    wrong["figures"]["counted"]["organisations"] = json!(1_000);
    let (code, text) = recount(&wrong);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("THE NUMBERS DIFFER"), "{text}");
}

#[test]
fn numbers_and_a_log_of_different_moments_decide_nothing() {
    let mut later = right();
    later["figures"]["counted"]["organisations"] = json!(1_000);
    later["log"]["entries"] = json!(later["log"]["entries"].as_u64().unwrap() + 1);
    let (code, text) = recount(&later);
    assert_eq!(code, 2, "{text}");
    assert!(
        text.contains("CANNOT BE DECIDED") && text.contains("ask again in a minute"),
        "{text}"
    );
    assert!(!text.contains("THE NUMBERS DIFFER"), "{text}");

    later["digest"] = json!("zQmAnother");
    let (code, text) = recount(&later);
    assert_eq!(code, 1, "another text is another text at any moment: {text}");
}

#[test]
fn an_address_that_gives_nothing_decides_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // A page of another place, and an address that nobody fetches without TLS.
    let missing = node(&json!({})).replace("/water", "/fire");
    for address in [missing.as_str(), "http://a.example/declarations/water"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bandung"));
        command.env_clear().current_dir(folder.path());
        let output = command
            .args(["declaration", "tally", address, "--recount"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{address}: {said}");
        assert!(said.contains(address), "{said}");
    }
}
