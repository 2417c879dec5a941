//! The log and the witness of a node, as its instance actor shows them (PROTOCOL 2.3, 14).

use evidence::log::{KeyUse, VerifierKey};
use serde_json::{Value, json};

/// A log of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogService {
    /// Its key; the name is the origin.
    pub key: VerifierKey,
    /// Where it is read, ending in `/`.
    pub prefix: String,
}

/// The witness of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessService {
    /// Its key.
    pub key: VerifierKey,
    /// Where it takes checkpoints, ending in `/`.
    pub prefix: String,
}

/// What a node offers around logs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Services {
    /// The log to which it appends.
    pub log: Option<LogService>,
    /// Logs of it that ended, with the reason, newest first (PL1).
    pub ended: Vec<(LogService, String)>,
    /// Its witness.
    pub witness: Option<WitnessService>,
}

impl Services {
    /// Adds the members to an instance actor.
    pub fn write(&self, actor: &mut Value) {
        if let Some(log) = &self.log {
            actor["bandung:log"] = log.document();
            if !self.ended.is_empty() {
                let ended = self.ended.iter().map(|(log, why)| {
                    let mut document = log.document();
                    document["bandung:reason"] = json!(why);
                    document
                });
                actor["bandung:log"]["bandung:endedLogs"] = ended.collect();
            }
        }
        if let Some(witness) = &self.witness {
            actor["bandung:witness"] = json!({
                "bandung:witnessKey": witness.key.to_string(),
                "bandung:submissionPrefix": witness.prefix,
            });
        }
    }

    /// Reads them from the instance actor of `base` (`https://host`). What does not lie on that host, or has a key of
    /// another kind, is passed over.
    #[must_use]
    pub fn read(actor: &Value, base: &str) -> Self {
        let host = base.split_once("://").map_or(base, |(_, host)| host);
        let text = |pointer: &str| actor.pointer(pointer).and_then(Value::as_str);
        let key = |pointer: &str, usage: KeyUse| {
            let key = VerifierKey::parse(text(pointer)?).ok()?;
            let on_host = key.name().strip_prefix(host).is_some_and(|rest| rest.starts_with('/'));
            (on_host && key.usage() == usage).then_some(key)
        };
        let prefix = |pointer: &str| {
            let prefix = text(pointer)?;
            let on_host = prefix.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
            let plain = prefix.ends_with('/') && prefix.bytes().all(|byte| byte.is_ascii_graphic());
            (on_host && plain && !prefix.contains(['?', '#'])).then(|| prefix.to_owned())
        };
        let log = key("/bandung:log/bandung:logKey", KeyUse::Log)
            .filter(|key| text("/bandung:log/bandung:logOrigin") == Some(key.name()))
            .zip(prefix("/bandung:log/bandung:logPrefix"));
        let witness = key("/bandung:witness/bandung:witnessKey", KeyUse::Witness)
            .zip(prefix("/bandung:witness/bandung:submissionPrefix"));
        Self {
            log: log.map(|(key, prefix)| LogService { key, prefix }),
            ended: Vec::new(),
            witness: witness.map(|(key, prefix)| WitnessService { key, prefix }),
        }
    }
}

impl LogService {
    fn document(&self) -> Value {
        json!({
            "bandung:logOrigin": self.key.name(),
            "bandung:logKey": self.key.to_string(),
            "bandung:logPrefix": self.prefix,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(file: &str) -> Value {
        let path = format!("{}/../../tests/vectors/actors/{file}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    }

    #[test]
    fn log_and_witness_are_read_and_written_as_in_the_vectors() {
        for (file, base, has_log) in [
            ("instance-a.json", "https://alpha.example", true),
            ("instance-b.json", "https://beta.example", false),
        ] {
            let actor = vector(file);
            let services = Services::read(&actor, base);
            assert_eq!(services.log.is_some(), has_log);
            let mut without = actor.clone();
            for member in ["bandung:log", "bandung:witness"] {
                without.as_object_mut().unwrap().remove(member);
            }
            services.write(&mut without);
            assert_eq!(without, actor, "{file}");
        }
    }

    #[test]
    fn keys_and_addresses_of_other_hosts_are_passed_over() {
        let actor = vector("instance-a.json");
        for base in ["https://beta.example", "http://alpha.example", "https://alpha.exampl"] {
            assert_eq!(Services::read(&actor, base), Services::default(), "{base}");
        }
        for (pointer, value) in [
            ("/bandung:log/bandung:logOrigin", "alpha.example/ap/log/2"),
            ("/bandung:log/bandung:logPrefix", "https://alpha.example/ap/log/1"),
            ("/bandung:log/bandung:logPrefix", "https://alpha.example.evil.example/"),
            ("/bandung:log/bandung:logPrefix", "https://alpha.example/?x=/"),
        ] {
            let mut changed = actor.clone();
            *changed.pointer_mut(pointer).unwrap() = value.into();
            assert_eq!(Services::read(&changed, "https://alpha.example").log, None, "{value}");
        }
    }
}
