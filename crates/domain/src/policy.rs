//! Who may write to this node: blocks win over everything (ARCHITECTURE I21).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How hard a block is, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Its posts are kept and shown only to those who follow them.
    Silence,
    /// Nothing is taken from it and nothing is sent to it.
    Suspend,
}

/// A snapshot of all blocks, swapped as a whole when one changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Host to severity; a host blocks its subdomains too.
    pub hosts: BTreeMap<String, Severity>,
    /// Actor id to severity.
    pub actors: BTreeMap<String, Severity>,
}

impl Policy {
    /// The severity for an actor on a host: the harder one of the blocks of both.
    #[must_use]
    pub fn severity(&self, host: &str, actor: &str) -> Option<Severity> {
        self.of_host(host).max(self.actors.get(actor).copied())
    }

    /// Whether nothing may be exchanged with a host at all.
    #[must_use]
    pub fn is_suspended(&self, host: &str) -> bool {
        self.of_host(host) == Some(Severity::Suspend)
    }

    /// The hardest block of the host and of all domains above it.
    fn of_host(&self, host: &str) -> Option<Severity> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let above = host.match_indices('.').map(|(at, _)| &host[at + 1..]);
        std::iter::once(host.as_str())
            .chain(above)
            .filter_map(|name| self.hosts.get(name).copied())
            .max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        Policy {
            hosts: [("bad.example", Severity::Suspend), ("loud.example", Severity::Silence)]
                .map(|(host, severity)| (host.to_owned(), severity))
                .into(),
            actors: [("https://loud.example/u/worst".to_owned(), Severity::Suspend)].into(),
        }
    }

    #[test]
    fn a_blocked_host_blocks_its_subdomains_and_nothing_else() {
        let policy = policy();
        for host in [
            "bad.example",
            "a.bad.example",
            "a.b.bad.example",
            "BAD.example",
            "bad.example.",
        ] {
            assert!(policy.is_suspended(host), "{host}");
        }
        for host in ["notbad.example", "example", "bad.example.org", "", "loud.example"] {
            assert!(!policy.is_suspended(host), "{host}");
        }
    }

    #[test]
    fn the_harder_block_of_host_and_actor_holds() {
        let policy = policy();
        let severity = |host, actor| policy.severity(host, actor);
        assert_eq!(
            severity("loud.example", "https://loud.example/u/a"),
            Some(Severity::Silence)
        );
        assert_eq!(
            severity("loud.example", "https://loud.example/u/worst"),
            Some(Severity::Suspend)
        );
        assert_eq!(
            severity("bad.example", "https://bad.example/u/a"),
            Some(Severity::Suspend)
        );
        assert_eq!(severity("good.example", "https://good.example/u/a"), None);
    }

    #[test]
    fn a_mild_block_of_a_subdomain_does_not_soften_that_of_the_domain() {
        let mut policy = policy();
        policy.hosts.insert("a.bad.example".to_owned(), Severity::Silence);
        assert!(policy.is_suspended("a.bad.example"));
    }
}
