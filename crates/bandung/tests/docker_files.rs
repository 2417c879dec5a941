//! The files for containers and systemd, compared with what the program knows.
#![expect(clippy::unwrap_used, reason = "a test may fail where something is missing")]

use std::{fs, path::PathBuf};

use bandung::config::Settings;
use saphyr::{LoadableYamlNode, Yaml};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docker")
}

fn text(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// The variables of a service.
fn environment(compose: &Yaml<'_>, service: &str) -> Vec<(String, String)> {
    let variables = compose["services"][service]["environment"].as_mapping().unwrap();
    variables
        .iter()
        .map(|(name, value)| (name.as_str().unwrap().to_owned(), value.as_str().unwrap().to_owned()))
        .collect()
}

fn is_known(variable: &str) -> bool {
    let key = variable
        .trim_start_matches("BANDUNG__")
        .replace("__", ".")
        .to_lowercase();
    Settings::known_keys().contains(&key)
}

#[test]
fn every_setting_in_the_compose_files_is_known_to_the_program() {
    for name in ["compose.yaml", "compose.postgres.yaml"] {
        let text = text(name);
        let files = Yaml::load_from_str(&text).unwrap();
        let variables = environment(&files[0], "bandung");
        assert!(variables.len() >= 2, "{name}");
        for (variable, _) in variables {
            assert!(is_known(&variable), "{name}: {variable} is not a setting");
        }
    }
}

#[test]
fn the_proxy_that_is_trusted_is_the_proxy_that_is_there() {
    let text = text("compose.yaml");
    let files = Yaml::load_from_str(&text).unwrap();
    let trusted = environment(&files[0], "bandung")
        .into_iter()
        .find(|(name, _)| name == "BANDUNG__SERVER__TRUSTED_PROXIES")
        .unwrap()
        .1;
    let caddy = files[0]["services"]["caddy"]["networks"]["bandung"]["ipv4_address"]
        .as_str()
        .unwrap();
    assert_eq!(trusted, caddy);
}

#[test]
fn the_node_in_a_container_has_no_more_rights_than_it_needs() {
    let text_of_compose = text("compose.yaml");
    let files = Yaml::load_from_str(&text_of_compose).unwrap();
    let node = &files[0]["services"]["bandung"];
    assert_eq!(node["read_only"].as_bool(), Some(true));
    assert_eq!(node["cap_drop"][0].as_str(), Some("ALL"));
    assert_eq!(node["security_opt"][0].as_str(), Some("no-new-privileges:true"));
    let image = text("Dockerfile");
    assert_eq!(image.matches("USER 65532:65532").count(), 2);
    assert_eq!(image.matches(r#"CMD ["/bandung", "healthcheck"]"#).count(), 2);
    assert!(image.contains("docker/collect"));
    assert!(text("collect").contains("config/docker.toml"));
}

#[test]
fn no_password_is_written_in_a_file() {
    for name in ["compose.yaml", "compose.postgres.yaml"] {
        let text = text(name);
        let files = Yaml::load_from_str(&text).unwrap();
        for (service, _) in files[0]["services"].as_mapping().unwrap() {
            let service = service.as_str().unwrap();
            if !files[0]["services"][service].contains_mapping_key("environment") {
                continue;
            }
            for (variable, value) in environment(&files[0], service) {
                let secret = variable.contains("PASSWORD") || variable.contains("TOKEN");
                assert!(
                    !secret || (variable.ends_with("_FILE") && value.starts_with("/run/secrets/")),
                    "{variable}"
                );
                let user = value
                    .trim_start_matches("postgres://")
                    .split_once('@')
                    .map(|(user, _)| user);
                assert!(user.is_none_or(|user| !user.contains(':')), "{value}");
            }
        }
    }
    let postgres = text("compose.postgres.yaml");
    assert!(postgres.contains("condition: service_healthy"));
    assert!(text("setup.sh").contains("/dev/urandom"));
}

#[test]
fn every_setting_in_the_systemd_unit_is_known_to_the_program() {
    let unit = text("systemd/bandung.service");
    let settings: Vec<&str> = unit
        .lines()
        .filter_map(|line| line.strip_prefix("Environment=BANDUNG__"))
        .filter_map(|rest| rest.split('=').next())
        .collect();
    assert_eq!(settings, ["NODE__DATA_DIR"]);
    assert!(settings.iter().all(|setting| is_known(&format!("BANDUNG__{setting}"))));
}
