//! What a node noted about what it refused (A of SECURITY 5): counters with reason codes, rows of the audit log.

use std::collections::BTreeMap;

use crate::TestNode;

/// What was noted up to a moment.
#[derive(Clone, Debug)]
pub struct Noted {
    /// (host, reason code) to how often.
    counters: BTreeMap<(String, String), u64>,
    /// Rows of the audit log.
    audit: u64,
}

impl Noted {
    /// How often something was refused for a reason, whoever it came from.
    #[must_use]
    pub fn times(&self, reason: &str) -> u64 {
        let counters = self.counters.iter().filter(|((_, known), _)| known == reason);
        counters.map(|(_, times)| times).sum()
    }

    /// The reasons that were counted for a host; the empty host is none.
    #[must_use]
    pub fn reasons_of(&self, host: &str) -> Vec<&str> {
        let counters = self.counters.keys().filter(|(known, _)| known == host);
        counters.map(|(_, reason)| reason.as_str()).collect()
    }

    fn all(&self) -> u64 {
        self.audit + self.counters.values().sum::<u64>()
    }

    /// Fails when nothing was noted since, or something was noted that is no host and no reason code.
    ///
    /// # Panics
    /// Then.
    pub fn assert_more_than(&self, before: &Self, what: &str) {
        assert!(self.all() > before.all(), "{what}: a refusal is noted");
        for (host, reason) in self.counters.keys() {
            let code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(
                !reason.is_empty() && reason.len() <= 40 && reason.bytes().all(code),
                "{what}: the reason {reason:?}"
            );
            let name = |byte: u8| code(byte) || byte == b'.';
            assert!(host.len() <= 253 && host.bytes().all(name), "{what}: the host {host:?}");
        }
    }
}

impl TestNode {
    /// What it has noted until now.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn noted(&self) -> Noted {
        let owner = self.owner().await;
        let refusals = self.operations().refusals(&owner).await.unwrap();
        let mut counters = BTreeMap::new();
        for refusal in refusals {
            *counters.entry((refusal.host, refusal.reason)).or_default() += refusal.times;
        }
        Noted {
            counters,
            audit: self.operations().verify_audit().await.unwrap(),
        }
    }
}
