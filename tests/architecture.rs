//! The shape of the code: invariants I1 to I9 of the architecture guide, from `cargo metadata` and the source text.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Which of our crates each of our crates may use. A new edge is a decision: it begins with an edit of this table.
const EDGES: [(&str, &[&str]); 11] = [
    ("domain", &[]),
    ("evidence", &["domain"]),
    ("protocol", &["domain", "evidence"]),
    ("migrations", &[]),
    ("storage", &["domain", "migrations"]),
    ("operations", &["domain", "evidence", "protocol", "storage"]),
    ("federation", &["domain", "evidence", "protocol", "operations"]),
    ("web", &["domain", "operations"]),
    (
        "bandung",
        &[
            "domain",
            "evidence",
            "protocol",
            "storage",
            "operations",
            "federation",
            "web",
        ],
    ),
    // `operations` for the ports that a test brings and for what its calls give, `web` for the role table, `storage` for
    // the migrated database that each node begins with.
    (
        "tests",
        &[
            "bandung",
            "domain",
            "evidence",
            "protocol",
            "storage",
            "operations",
            "web",
        ],
    ),
    ("benches", &["bandung", "domain", "evidence", "protocol", "operations"]),
];

/// Crates with which a pure crate could reach the outside.
const OUTSIDE: [&str; 14] = [
    "actix-web",
    "activitypub_federation",
    "async-trait",
    "futures",
    "governor",
    "moka",
    "reqwest",
    "reqwest-middleware",
    "rustix",
    "sea-orm",
    "sqlx",
    "tempfile",
    "tokio",
    "tracing",
];

const MOST_LINES: usize = 600;

/// A source file of ours.
struct Source {
    /// From the root of the project.
    path: String,
    text: String,
}

impl Source {
    /// Without comments and without the tests at its end.
    fn code(&self) -> String {
        let end = self.text.find("#[cfg(test)]\nmod ").unwrap_or(self.text.len());
        let lines = self.text.get(..end).unwrap_or_default().lines();
        lines
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| [line, "\n"])
            .collect()
    }

    fn is_test(&self) -> bool {
        let tests = ["/tests/", "/benches/", "/examples/"];
        tests.iter().any(|folder| self.path.contains(folder))
            || ["/tests.rs", "/testing.rs", "build.rs"]
                .iter()
                .any(|end| self.path.ends_with(end))
            || self.path.starts_with("tests/")
    }

    fn is_below(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Our files with one of these endings, without what is built or installed.
fn files(endings: &[&str]) -> Vec<PathBuf> {
    let (root, mut found, mut folders) = (root(), Vec::new(), Vec::new());
    folders.extend(["crates", "migrations", "tests"].map(|folder| root.join(folder)));
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | "node_modules") {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let root = root();
    let read = |path: PathBuf| Source {
        path: path.strip_prefix(&root).unwrap().to_string_lossy().into_owned(),
        text: fs::read_to_string(&path).unwrap(),
    };
    files(&[".rs"]).into_iter().map(read).collect()
}

/// The code that runs in a node, without tests.
fn program() -> Vec<Source> {
    let sources = sources().into_iter().filter(|source| !source.is_test());
    let sources: Vec<Source> = sources.collect();
    assert!(sources.len() > 100, "the sources were not found");
    sources
}

/// Normal dependencies of each of our crates.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let packages = metadata["packages"].as_array().unwrap();
    let of = |package: &Value| {
        let all = package["dependencies"].as_array().unwrap();
        all.iter().filter(|edge| edge["kind"].is_null()).map(name).collect()
    };
    packages.iter().map(|package| (name(package), of(package))).collect()
}

/// Fails with every place where a name stands and may not.
fn assert_named_only_in(names: &[&str], allowed: &[&str]) {
    let mut wrong = Vec::new();
    for source in program().iter().filter(|source| !source.is_below(allowed)) {
        let code = source.code();
        wrong.extend(
            names
                .iter()
                .filter(|name| code.contains(*name))
                .map(|name| format!("{}: {name}", source.path)),
        );
    }
    assert!(
        wrong.is_empty(),
        "allowed only in {allowed:?}, but found in\n{}",
        wrong.join("\n")
    );
}

#[test]
fn i1_our_crates_use_each_other_as_the_table_says() {
    let dependencies = dependencies();
    let ours: BTreeSet<&str> = dependencies.keys().map(String::as_str).collect();
    let listed: BTreeSet<&str> = EDGES.iter().map(|(name, _)| *name).collect();
    assert_eq!(ours, listed, "every crate of ours has a line in the table");
    for (name, allowed) in EDGES {
        for edge in dependencies[name].iter().filter(|edge| ours.contains(edge.as_str())) {
            assert!(
                allowed.contains(&edge.as_str()),
                "{name} uses {edge}, which the table does not allow"
            );
        }
    }
}

#[test]
fn i2_the_pure_crates_do_no_input_or_output() {
    const PURE: [&str; 3] = ["domain", "evidence", "protocol"];
    let dependencies = dependencies();
    for name in PURE {
        let outside: Vec<_> = dependencies[name]
            .iter()
            .filter(|edge| OUTSIDE.contains(&edge.as_str()))
            .collect();
        assert!(outside.is_empty(), "{name} uses {outside:?}");
    }
    let forbidden = [
        "async fn",
        "async move",
        ".await",
        "std::fs",
        "std::io",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "println!",
        "SystemTime",
        "Instant",
    ];
    for source in program() {
        if PURE
            .iter()
            .any(|name| source.path.starts_with(&format!("crates/{name}/")))
        {
            let code = source.code();
            for word in forbidden {
                assert!(!code.contains(word), "{} is pure, but has {word}", source.path);
            }
        }
    }
}

#[test]
fn i3_the_database_library_is_named_only_in_storage_and_migrations() {
    assert_named_only_in(&["sea_orm", "sqlx::"], &["crates/storage/", "migrations/"]);
    let models: Vec<_> = program()
        .into_iter()
        .filter(|source| source.path == "crates/storage/src/lib.rs" && source.code().contains("pub mod entity"))
        .map(|source| source.path)
        .collect();
    assert!(models.is_empty(), "models never leave storage");
}

#[test]
fn i4_the_federation_library_is_named_only_in_its_adapter() {
    let adapter = ["crates/federation/src/adapter.rs", "crates/federation/src/adapter/"];
    assert_named_only_in(&["activitypub_federation"], &adapter);
}

#[test]
fn i5_everything_goes_out_through_one_client() {
    // The library's middleware for signing takes and gives types of the client's library.
    let allowed = [
        "crates/federation/src/http_out.rs",
        "crates/federation/src/http_out/",
        "crates/federation/src/adapter.rs",
        "crates/federation/src/adapter/",
    ];
    assert_named_only_in(&["reqwest::", "reqwest_middleware"], &allowed);
    let connecting = ["TcpStream", "UdpSocket", "hyper::"];
    // The health check and the doctor ask this very node, at the address of the settings.
    let allowed = [
        "crates/federation/src/http_out/",
        "crates/bandung/src/cli/healthcheck.rs",
        "crates/bandung/src/doctor/port.rs",
    ];
    assert_named_only_in(&connecting, &allowed);
}

#[test]
fn i5_private_keys_are_used_in_one_module() {
    let keys = [
        "Ed25519KeyPair",
        "RsaKeyPair",
        "EcdsaKeyPair",
        "ed25519_dalek",
        "use rsa",
        "rsa::",
    ];
    assert_named_only_in(&keys, &["crates/evidence/src/keys"]);
}

#[test]
fn i6_no_value_that_changes_is_global() {
    let (mut statics, changing) = (
        0,
        [
            "Mutex",
            "RwLock",
            "OnceLock",
            "OnceCell",
            "Atomic",
            "RefCell",
            "static mut",
        ],
    );
    for source in program() {
        let code = source.code();
        assert!(!code.contains("thread_local!"), "{}", source.path);
        for line in code
            .lines()
            .filter(|line| line.contains("static ") && line.contains(": "))
        {
            let declared = line
                .trim_start()
                .trim_start_matches("pub")
                .trim_start_matches("(crate)")
                .trim_start();
            if declared.starts_with("static ") {
                statics += 1;
                assert!(
                    !changing.iter().any(|word| declared.contains(word)),
                    "{}: {declared}",
                    source.path
                );
            }
        }
    }
    assert!(statics > 0, "the tables that never change were not found");
}

#[test]
fn i7_the_clock_is_read_and_randomness_is_drawn_in_one_place_each() {
    let clock = ["Utc::now", "Local::now", "SystemTime::now", "tokio::time::sleep"];
    assert_named_only_in(&clock, &["crates/operations/src/clock.rs"]);
    let random = [
        "rand::fill",
        "rand::random",
        "thread_rng",
        "OsRng",
        "getrandom::",
        "getrandom(",
        "Uuid::new_v4",
        "now_v7",
    ];
    assert_named_only_in(&random, &["crates/operations/src/entropy.rs"]);
    // RSA draws its own.
    assert_named_only_in(&["SystemRandom"], &["crates/evidence/src/keys"]);
}

#[test]
fn i8_routes_are_declared_in_the_tables_and_nowhere_else() {
    let allowed = [
        "crates/web/src/routes.rs",
        "crates/federation/src/routes.rs",
        // Health and numbers of a process that serves nothing else.
        "crates/bandung/src/node/",
    ];
    let declares = [
        "#[get(",
        "#[post(",
        "#[put(",
        "#[delete(",
        "#[route(",
        "web::resource(",
        ".route(\"",
    ];
    assert_named_only_in(&declares, &allowed);
}

#[test]
fn i9_files_stay_small_enough_to_be_read_at_once() {
    for source in program() {
        let lines = source.text.lines().count();
        assert!(
            lines <= MOST_LINES,
            "{} has {lines} lines; the most is {MOST_LINES}",
            source.path
        );
    }
}

#[test]
fn no_module_is_a_place_for_everything() {
    let vague = [
        "util", "utils", "helper", "helpers", "common", "misc", "manager", "shared", "stuff",
    ];
    for path in files(&[".rs"]) {
        let below = path.strip_prefix(root()).unwrap();
        for part in below.components() {
            let part = part.as_os_str().to_string_lossy();
            let name = part.split('.').next().unwrap_or_default();
            assert!(!vague.contains(&name), "{}: a name that says nothing", below.display());
        }
    }
}
