//! Who must have signed (C2SP `tlog-policy`): logs, witnesses, groups of witnesses, and a quorum.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    LogFault,
    checkpoint::SignedCheckpoint,
    cosignature::Cosignature,
    verifier_key::{KeyUse, VerifierKey},
};

/// A text is not a policy; the number is that of the first bad line, from 1, or 0 for the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a policy: line {0}")]
pub struct PolicyMalformed(pub usize);

/// The longest policy, in bytes, and the most names that it defines.
const LONGEST: usize = 64 * 1024;
const MOST_NAMES: usize = 1024;

/// A log of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLog {
    /// Its key; the name is the origin.
    pub key: VerifierKey,
    /// Where it is.
    pub url: Option<String>,
}

/// A witness of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyWitness {
    /// Its name inside the policy.
    pub name: String,
    /// Its key.
    pub key: VerifierKey,
    /// Where it takes checkpoints.
    pub url: Option<String>,
}

/// A policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<PolicyLog>,
    witnesses: Vec<PolicyWitness>,
    /// Groups in order of definition: name, threshold, members that stand before it.
    groups: Vec<(String, usize, Vec<String>)>,
    /// The name that must have signed; nothing for `none`.
    quorum: Option<String>,
}

#[derive(Default)]
struct Reading {
    logs: Vec<PolicyLog>,
    witnesses: Vec<PolicyWitness>,
    groups: Vec<(String, usize, Vec<String>)>,
    quorum: Option<Option<String>>,
    names: BTreeSet<String>,
    /// Names that are already members of a group: each counts in one way only.
    used: BTreeSet<String>,
}

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// [`PolicyMalformed`].
    pub fn parse(text: &str) -> Result<Self, PolicyMalformed> {
        if text.len() > LONGEST || !(text.is_empty() || text.ends_with('\n')) {
            return Err(PolicyMalformed(0));
        }
        let mut reading = Reading::default();
        for (number, line) in (1..).zip(text.split_terminator('\n')) {
            reading.line(line).ok_or(PolicyMalformed(number))?;
        }
        Ok(Self {
            quorum: reading.quorum.ok_or(PolicyMalformed(0))?,
            logs: reading.logs,
            witnesses: reading.witnesses,
            groups: reading.groups,
        })
    }

    /// The text of a policy for one log and the witnesses of a network: floor(2n/3) + 1 of them for n of at least 4,
    /// else nobody (PL17). `witnesses` are keys with the address where they take checkpoints.
    #[must_use]
    pub fn for_network(log: &VerifierKey, prefix: &str, witnesses: &[(VerifierKey, String)]) -> String {
        use std::fmt::Write as _;
        let mut text = format!("log {log} {prefix}\n");
        let mut names = String::new();
        for (number, (key, url)) in (1..).zip(witnesses) {
            let _ = writeln!(text, "witness w{number} {key} {url}");
            let _ = write!(names, " w{number}");
        }
        match threshold(witnesses.len()) {
            Some(needed) => {
                let _ = writeln!(text, "group members {needed}{names}\nquorum members");
            }
            None => text.push_str("quorum none\n"),
        }
        text
    }

    /// The logs.
    #[must_use]
    pub fn logs(&self) -> &[PolicyLog] {
        &self.logs
    }

    /// The witnesses.
    #[must_use]
    pub fn witnesses(&self) -> &[PolicyWitness] {
        &self.witnesses
    }

    /// Whether any witness is asked for. Without, pages say "not yet witnessed" (PL17).
    #[must_use]
    pub fn asks_for_witnesses(&self) -> bool {
        self.quorum.is_some()
    }

    /// Checks the log's signature, all lines by known witnesses, and the quorum; gives the cosignatures.
    ///
    /// # Errors
    /// [`LogFault::UnknownLog`], [`LogFault::CheckpointSignature`], [`LogFault::CosignatureInvalid`], and
    /// [`LogFault::Quorum`], which says "undecidable", not "false".
    pub fn check(&self, checkpoint: &SignedCheckpoint) -> Result<Vec<Cosignature>, LogFault> {
        let log = self
            .logs
            .iter()
            .find(|log| log.key.name() == checkpoint.checkpoint().origin)
            .ok_or(LogFault::UnknownLog)?;
        checkpoint.verify(&log.key)?;
        let keys = self.witnesses.iter().map(|witness| &witness.key);
        let cosignatures = checkpoint.cosignatures(keys)?;
        let signed = |key: &VerifierKey| cosignatures.iter().any(|found| key.made(found.line()));
        if self.is_met(signed) {
            Ok(cosignatures)
        } else {
            Err(LogFault::Quorum)
        }
    }

    /// Whether the quorum is met when `signed` says which witnesses have signed.
    fn is_met(&self, signed: impl Fn(&VerifierKey) -> bool) -> bool {
        let Some(quorum) = &self.quorum else {
            return true;
        };
        let mut met: BTreeMap<&str, bool> = self
            .witnesses
            .iter()
            .map(|witness| (witness.name.as_str(), signed(&witness.key)))
            .collect();
        for (name, needed, members) in &self.groups {
            let count = members
                .iter()
                .filter(|member| met.get(member.as_str()) == Some(&true))
                .count();
            met.insert(name, count >= *needed);
        }
        met.get(quorum.as_str()) == Some(&true)
    }
}

/// How many of `n` witnesses a network asks for: floor(2n/3) + 1, or nothing below 4 (EN7, PL17).
fn threshold(n: usize) -> Option<usize> {
    (n >= 4).then(|| 2 * n / 3 + 1)
}

impl Reading {
    /// Takes one line; nothing when it is not one.
    fn line(&mut self, line: &str) -> Option<()> {
        if line
            .chars()
            .any(|letter| (letter < ' ' && letter != '\t') || letter == '\u{7F}')
        {
            return None;
        }
        let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
        match words[..] {
            [] => Some(()),
            [first, ..] if first.starts_with('#') => Some(()),
            ["log", key] => self.log(key, None),
            ["log", key, url] => self.log(key, Some(url)),
            ["witness", name, key] => self.witness(name, key, None),
            ["witness", name, key, url] => self.witness(name, key, Some(url)),
            ["group", name, needed, ref members @ ..] => self.group(name, needed, members),
            ["quorum", name] => self.quorum(name),
            _ => None,
        }
    }

    fn log(&mut self, key: &str, url: Option<&str>) -> Option<()> {
        let key = VerifierKey::parse(key).ok().filter(|key| key.usage() == KeyUse::Log)?;
        let new = !self.logs.iter().any(|log| log.key.same_key(&key)) && self.logs.len() < MOST_NAMES;
        self.logs.push(PolicyLog {
            key,
            url: url.map(ToOwned::to_owned),
        });
        new.then_some(())
    }

    fn witness(&mut self, name: &str, key: &str, url: Option<&str>) -> Option<()> {
        let key = VerifierKey::parse(key)
            .ok()
            .filter(|key| key.usage() == KeyUse::Witness)?;
        let new = !self.witnesses.iter().any(|known| known.key.same_key(&key));
        self.define(name)?;
        self.witnesses.push(PolicyWitness {
            name: name.to_owned(),
            key,
            url: url.map(ToOwned::to_owned),
        });
        new.then_some(())
    }

    fn group(&mut self, name: &str, needed: &str, members: &[&str]) -> Option<()> {
        let needed = match needed {
            "all" => members.len(),
            "any" => 1,
            number => usize::try_from(super::read_number(number)?).ok()?,
        };
        for member in members {
            let free = self.names.contains(*member) && self.used.insert((*member).to_owned());
            free.then_some(())?;
        }
        (1..=members.len()).contains(&needed).then_some(())?;
        self.define(name)?;
        let members = members.iter().map(|member| (*member).to_owned()).collect();
        self.groups.push((name.to_owned(), needed, members));
        Some(())
    }

    fn quorum(&mut self, name: &str) -> Option<()> {
        let known = name == "none" || self.names.contains(name);
        (known && self.quorum.is_none()).then_some(())?;
        self.quorum = Some((name != "none").then(|| name.to_owned()));
        Some(())
    }

    fn define(&mut self, name: &str) -> Option<()> {
        let new = name != "none" && self.names.len() < MOST_NAMES && self.names.insert(name.to_owned());
        new.then_some(())
    }
}
