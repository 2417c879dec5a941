//! The real program: settings, refusals, exit codes.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
};

/// The program with nothing in its environment and a folder of its own.
fn bandung(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bandung"));
    command.env_clear().current_dir(folder);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    bandung(folder).args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What a person sees must be short and without a trace of the program's inside.
fn assert_one_clear_sentence(output: &Output, says: &str) {
    let text = errors(output);
    assert!(text.contains(says), "{text}");
    assert!(!text.contains("panicked") && text.lines().count() <= 3, "{text}");
}

#[test]
fn the_settings_are_shown_with_their_origin() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("b.toml"),
        "[server]\ntrusted_proxies = [\"127.0.0.1\"]\n",
    )
    .unwrap();
    let output = bandung(folder.path())
        .args([
            "config",
            "show",
            "--origin",
            "--config",
            "b.toml",
            "--data-dir",
            "there",
        ])
        .env("BANDUNG__NODE__DOMAIN", "water.example.org")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<Vec<String>> = out(&output)
        .lines()
        .map(|line| line.split_whitespace().map(str::to_owned).collect())
        .collect();
    for expected in [
        "node.domain water.example.org environment BANDUNG__NODE__DOMAIN",
        "server.trusted_proxies [127.0.0.1] b.toml:2",
        "node.data_dir there flag --data-dir",
        "log.level info default",
    ] {
        let words: Vec<String> = expected.split(' ').map(str::to_owned).collect();
        assert!(lines.contains(&words), "{expected} is missing in {lines:?}");
    }
}

#[test]
fn the_settings_are_shown_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["config", "show", "--json", "--set", "log.level=debug"]);
    let shown: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(shown["log.level"]["value"], "debug");
    assert_eq!(shown["log.level"]["origin"], "flag --set");
}

#[test]
fn wrong_settings_end_with_78_and_all_their_places() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("b.toml"), "[server]\nlistn = \"127.0.0.1:80\"\n").unwrap();
    for command in [vec!["config", "check"], vec!["serve"], vec!["org", "list"]] {
        let output = bandung(folder.path())
            .args(&command)
            .env("BANDUNG_CONFIG", "b.toml")
            .env("BANDUNG__HEALTH__LEAST_FREE", "5 GiBs")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(78), "{command:?}");
        let text = errors(&output);
        for part in [
            "2 problems",
            "did you mean server.listen?",
            "b.toml:2",
            "environment BANDUNG__HEALTH__LEAST_FREE",
        ] {
            assert!(text.contains(part), "{command:?}: {text}");
        }
    }
}

#[test]
fn a_settings_file_that_is_not_there_is_never_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["serve", "--config", "missing.toml"]);
    assert_eq!(output.status.code(), Some(78));
    assert!(errors(&output).contains("missing.toml"));
}

#[test]
fn a_node_does_not_start_with_variables_that_a_library_would_obey() {
    let folder = tempfile::tempdir().unwrap();
    for variable in [
        "HTTP_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "SSLKEYLOGFILE",
    ] {
        let output = bandung(folder.path())
            .arg("serve")
            .env(variable, "/x")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(78), "{variable}");
        assert!(errors(&output).contains(variable));
        assert!(!folder.path().join("bandung-data").exists());
    }
}

#[test]
fn a_development_network_that_could_be_a_real_node_ends_with_78() {
    let folder = tempfile::tempdir().unwrap();
    let peer = "development.peers=beta.test=127.0.0.1:1";
    for settings in [
        ["node.domain=water.example.org", "server.listen=127.0.0.1:0", peer],
        ["node.domain=alpha.test", "server.listen=0.0.0.0:0", peer],
        [
            "node.domain=alpha.test",
            "server.listen=127.0.0.1:0",
            "development.peers=beta.test=10.0.0.1:1",
        ],
        [
            "node.domain=alpha.test",
            "server.listen=127.0.0.1:0",
            "development.peers=beta.example=127.0.0.1:1",
        ],
    ] {
        let mut command = bandung(folder.path());
        command.arg("serve");
        for setting in settings {
            command.args(["--set", setting]);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(78), "{settings:?}");
        assert!(!folder.path().join("bandung-data").exists());
    }
}

#[test]
fn a_wrong_command_ends_with_2() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["serv"][..],
        &["org", "add"],
        &["serve", "--listen"],
        &["--set", "x", "serve"],
    ] {
        assert_eq!(run(folder.path(), arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(run(folder.path(), &["--version"]).status.code(), Some(0));
}

#[test]
fn a_change_that_nobody_confirmed_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        run(folder.path(), &["migrate", "up", "--data-dir", "d"]).status.code(),
        Some(0)
    );
    let output = run(folder.path(), &["--data-dir", "d", "user", "add", "ana"]);
    assert_eq!(output.status.code(), Some(2));
    assert_one_clear_sentence(&output, "add --yes");
    let list = run(folder.path(), &["--data-dir", "d", "user", "list", "--json"]);
    assert_eq!(out(&list).trim(), "[]");
}

#[test]
fn people_are_managed_without_a_running_node() {
    let folder = tempfile::tempdir().unwrap();
    let here = |arguments: &[&str]| {
        run(
            folder.path(),
            &[&["--data-dir", "d", "--yes", "--json"], arguments].concat(),
        )
    };
    assert_eq!(
        here(&["user", "list"]).status.code(),
        Some(1),
        "there is no data folder yet"
    );
    assert_eq!(here(&["migrate", "up"]).status.code(), Some(0));
    let added = here(&["user", "add", "ana", "--name", "Ana", "--node-role", "operator"]);
    assert_eq!(added.status.code(), Some(0), "{}", errors(&added));
    assert!(out(&added).contains("/reset/"));
    let list: serde_json::Value = serde_json::from_str(&out(&here(&["user", "list"]))).unwrap();
    assert_eq!(
        (&list[0]["login"], &list[0]["node_role"]),
        (&"ana".into(), &"operator".into())
    );
    let twice = here(&["user", "add", "ana"]);
    assert_eq!(twice.status.code(), Some(1));
    assert!(errors(&twice).contains("already in use"), "{}", errors(&twice));
    assert_eq!(here(&["user", "add", "bea"]).status.code(), Some(0));
    assert_eq!(here(&["user", "disable", "bea"]).status.code(), Some(0));
    let list: serde_json::Value = serde_json::from_str(&out(&here(&["user", "list"]))).unwrap();
    assert_eq!(
        (&list[0]["disabled"], &list[1]["disabled"]),
        (&false.into(), &true.into())
    );
}

#[test]
fn a_port_in_use_is_told_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let output = run(
        folder.path(),
        &["serve", "--listen", &taken.local_addr().unwrap().to_string()],
    );
    assert_eq!(output.status.code(), Some(1));
    assert_one_clear_sentence(&output, "is in use by another program");
}

#[test]
fn a_damaged_database_is_told_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("d");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("bandung.sqlite"), "not a database".repeat(1_000)).unwrap();
    let output = run(folder.path(), &["serve", "--data-dir", "d", "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(1));
    assert_one_clear_sentence(&output, "Nothing was changed");
    assert_eq!(
        fs::read(data.join("bandung.sqlite")).unwrap(),
        "not a database".repeat(1_000).as_bytes()
    );
}

#[test]
fn a_data_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "x").unwrap();
    let output = run(
        folder.path(),
        &["serve", "--data-dir", "file/data", "--listen", "127.0.0.1:0"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert_one_clear_sentence(&output, "the data folder cannot be made");
}

#[test]
fn a_secret_that_others_can_read_ends_with_78() {
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    fs::write(&token, "secret").unwrap();
    fs::set_permissions(&token, fs::Permissions::from_mode(0o644)).unwrap();
    let output = run(folder.path(), &["serve", "--set", "metrics.token_file=token"]);
    assert_eq!(output.status.code(), Some(78));
    assert!(errors(&output).contains("chmod 600"));
}

#[test]
fn nobody_is_healthy_where_no_node_runs() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["healthcheck", "--set", "server.listen=127.0.0.1:1"]);
    assert_eq!(output.status.code(), Some(1));
    assert_one_clear_sentence(&output, "not ready");
}

#[test]
fn the_manual_and_the_completions_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let manual = out(&run(folder.path(), &["man"]));
    let completions = out(&run(folder.path(), &["completions", "bash"]));
    for command in [
        "serve",
        "demo",
        "setup",
        "doctor",
        "healthcheck",
        "config",
        "user",
        "token",
        "invite",
        "org",
        "practice",
        "replication",
        "follow",
        "unfollow",
        "following",
        "followers",
        "timeline",
        "peer",
        "keys",
        "migrate",
        "domain",
        "report",
        "audit",
    ] {
        assert!(manual.contains(command), "the manual lacks {command}");
        assert!(completions.contains(command), "the completions lack {command}");
    }
}
