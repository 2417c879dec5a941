//! Who may write to this node: blocks win over everything (ARCHITECTURE I21).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How hard a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// The severity for an actor on a host.
    #[must_use]
    pub fn severity(&self, _host: &str, _actor: &str) -> Option<Severity> {
        todo!()
    }

    /// Whether nothing may be exchanged with a host at all.
    #[must_use]
    pub fn is_suspended(&self, _host: &str) -> bool {
        todo!()
    }
}
