//! The layers, the types, the problems.

use std::{collections::BTreeSet, fs, path::Path};

use super::{Config, Origin, Settings, Sources, as_json, as_text, layers::DEFAULTS, template};

fn variable(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn problems(sources: &Sources) -> Vec<String> {
    Config::load(sources).map(|_| Vec::new()).unwrap_or_else(|problems| {
        problems
            .0
            .into_iter()
            .map(|p| format!("{} {}", p.what, p.text))
            .collect()
    })
}

#[test]
fn the_defaults_alone_are_a_whole_configuration() {
    let config = Config::load(&Sources::default()).unwrap();
    assert_eq!(config.domain, None);
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.scheme(), "https");
    assert!(config.development.is_none());
}

#[test]
fn the_last_layer_that_names_a_setting_wins_and_is_its_origin() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bandung.toml");
    fs::write(
        &path,
        "[node]\ndomain = \"file.example\"\n[log]\n\nlevel = \"warn\"\nformat = \"json\"\n",
    )
    .unwrap();
    let sources = Sources {
        file: Some(path.clone()),
        environment: vec![
            variable("BANDUNG__LOG__LEVEL", "debug"),
            variable("BANDUNG__NODE__DOMAIN", "environment.example"),
            variable("PATH", "/bin"),
        ],
        flags: vec![("--domain".into(), "node.domain".into(), "flag.example".into())],
    };
    let config = Config::load(&sources).unwrap();
    assert_eq!(config.domain.as_deref(), Some("flag.example"));
    assert_eq!(config.log.level, tracing::Level::DEBUG);
    assert!(config.log.json);
    let (settings, _) = Settings::merge(&sources);
    let origin = |key: &str| settings.get(key).unwrap().origin.clone();
    assert_eq!(origin("node.domain"), Origin::Flag("--domain".into()));
    assert_eq!(origin("log.level"), Origin::Environment("BANDUNG__LOG__LEVEL".into()));
    assert_eq!(origin("log.format"), Origin::File(path, 6));
    assert_eq!(origin("server.tls"), Origin::Default);
}

#[test]
fn all_problems_are_named_at_once_each_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bandung.toml");
    fs::write(
        &path,
        "[server]\nlistn = \"127.0.0.1:80\"\ntrusted_proxies = [\"proxy\"]\n",
    )
    .unwrap();
    let sources = Sources {
        file: Some(path.clone()),
        environment: vec![
            variable("BANDUNG__HEALTH__LEAST_FREE", "5 GiBs"),
            variable("BANDUNG_NODE_DOMAIN", "water.example"),
        ],
        flags: Vec::new(),
    };
    let shown = Config::load(&sources).unwrap_err().to_string();
    for line in [
        "4 problems",
        "unknown key (did you mean server.listen?)",
        "bandung.toml:2",
        "\"proxy\" is not an IP address",
        "bandung.toml:3",
        "\"5 GiBs\" is not a size",
        "environment BANDUNG__HEALTH__LEAST_FREE",
        "did you mean BANDUNG__NODE__DOMAIN?",
    ] {
        assert!(shown.contains(line), "{line} is missing in\n{shown}");
    }
}

#[test]
fn a_value_of_a_wrong_type_is_a_problem_never_a_guess() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bandung.toml");
    for (content, says) in [
        ("[node]\ndomain = 5\n", "a number without quotation marks"),
        ("[node]\ndomain = [\"a.example\"]\n", "is a list"),
        ("[server]\ntrusted_proxies = [1]\n", "is not a list of texts"),
        ("[log]\nlevel = \"loud\"\n", "is not one of"),
        ("[server]\nstop_within = \"9h\"\n", "at most"),
        ("[server]\ntls = \"files\"\n", "server.tls_key_file must be set"),
        ("[process]\nrole = \"worker\"\n", "need PostgreSQL"),
        ("[database]\nurl = \"mysql://x/y\"\n", "postgres://"),
        ("not toml", "not TOML"),
    ] {
        fs::write(&path, content).unwrap();
        let sources = Sources {
            file: Some(path.clone()),
            ..Sources::default()
        };
        let found = problems(&sources).join("\n");
        assert!(found.contains(says), "{content:?}: {found}");
    }
}

#[test]
fn the_password_of_the_database_is_nowhere_to_be_seen() {
    let sources = Sources::default().with("database.url", "postgres://bandung:hunter2@db/bandung");
    let config = Config::load(&sources).unwrap();
    let (settings, _) = Settings::merge(&sources);
    for text in [
        format!("{config:?}"),
        as_text(&settings, true),
        as_json(&settings).to_string(),
    ] {
        assert!(!text.contains("hunter2"), "{text}");
    }
    assert!(as_text(&settings, false).contains("postgres://bandung:•••@db/bandung"));
}

fn development(domain: &str, listen: &str, peers: &str) -> Sources {
    Sources::default()
        .with("node.domain", domain)
        .with("server.listen", listen)
        .with("development.peers", peers)
}

#[test]
fn a_development_network_of_test_names_on_loopback_is_accepted() {
    let sources = development(
        "alpha.test",
        "127.0.0.1:8081",
        "beta.test=127.0.0.1:8082, gamma.test=[::1]:8083",
    );
    let config = Config::load(&sources).unwrap();
    assert_eq!(config.scheme(), "http");
    assert_eq!(config.peers().len(), 2);
}

#[test]
fn an_empty_list_of_peers_is_a_network_of_one_for_a_test_name_only() {
    assert!(
        Config::load(&development("alpha.test", "127.0.0.1:8081", ""))
            .unwrap()
            .development
            .is_some()
    );
    let real = Config::load(&development("water.example.org", "0.0.0.0:8081", "")).unwrap();
    assert!(real.development.is_none());
    let unasked = Config::load(&Sources::default().with("node.domain", "alpha.test")).unwrap();
    assert!(unasked.development.is_none());
}

#[test]
fn a_development_network_that_could_be_a_real_node_is_refused() {
    let peer = "beta.test=127.0.0.1:8082";
    for (domain, listen, peers) in [
        ("water.example.org", "127.0.0.1:8081", peer),
        ("", "127.0.0.1:8081", peer),
        ("alpha.test", "0.0.0.0:8081", peer),
        ("alpha.test", "192.168.1.2:8081", peer),
        ("alpha.test", "127.0.0.1:8081", "beta.test=192.168.1.2:8082"),
        (
            "alpha.test",
            "127.0.0.1:8081",
            "beta.test=127.0.0.1:8082,gamma.test=8.8.8.8:80",
        ),
        ("alpha.test", "127.0.0.1:8081", "water.example.org=127.0.0.1:8082"),
    ] {
        let sources = development(domain, listen, peers);
        assert!(Config::load(&sources).is_err(), "{domain} {listen} {peers}");
    }
    let authority_alone = Sources::default()
        .with("node.domain", "water.example.org")
        .with("development.extra_ca_file", "/tmp/ca.pem");
    assert!(Config::load(&authority_alone).is_err());
    let scheme_alone = Sources::default().with("development.scheme", "https");
    assert!(Config::load(&scheme_alone).is_err());
}

#[test]
fn every_known_key_is_read_by_the_program() {
    // The reader must name each key of the built-in file; a key that nobody reads would be a setting without effect.
    let source = include_str!("read.rs");
    for key in Settings::known_keys() {
        assert!(source.contains(&format!("{key:?}")), "{key} is not read");
    }
}

#[test]
fn every_file_in_the_folder_config_can_be_loaded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config");
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        names.insert(path.file_name().unwrap().to_string_lossy().into_owned());
        let sources = Sources {
            file: Some(path.clone()),
            ..Sources::default()
        };
        assert_eq!(problems(&sources), Vec::<String>::new(), "{}", path.display());
    }
    assert!(names.is_superset(&["default.toml", "docker.toml", "example.toml"].map(String::from).into()));
}

#[test]
fn the_template_is_the_defaults_switched_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bandung.toml");
    fs::write(&path, template()).unwrap();
    assert_eq!(
        problems(&Sources {
            file: Some(path),
            ..Sources::default()
        }),
        Vec::<String>::new()
    );
    assert_eq!(template().lines().count(), DEFAULTS.lines().count());
}

#[test]
fn a_node_that_gets_its_certificates_needs_its_name_and_listens_on_the_port_of_https() {
    let sources = Sources::default().with("server.tls", "acme");
    let problems = Config::load(&sources).unwrap_err().to_string();
    assert!(problems.contains("node.domain"), "{problems}");
    let sources = sources.with("node.domain", "water.example.org");
    let config = Config::load(&sources).unwrap();
    assert_eq!(config.server.listen.to_string(), "0.0.0.0:443");
    let config = Config::load(&sources.with("server.listen", "127.0.0.1:8443")).unwrap();
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:8443");
}
