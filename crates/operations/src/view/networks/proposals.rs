//! What one admin of a network proposed and another one confirms.

use chrono::{DateTime, Utc};
use domain::{ids::ProposalId, network::Difference};
use serde::Serialize;

/// A change of a network that waits for another admin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposalView {
    /// Identifier.
    pub id: ProposalId,
    /// Who proposes it, name and login.
    pub by: String,
    /// The reader does.
    pub own: bool,
    /// The network was changed since: it can only be dropped.
    pub outdated: bool,
    /// Since when.
    pub at: DateTime<Utc>,
    /// What is to change.
    pub change: ProposedChange,
}

/// What is to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ProposedChange {
    /// Texts and rules.
    Rules {
        /// Field by field.
        fields: Vec<Difference>,
    },
    /// Another admin.
    AddAdmin {
        /// Name and login.
        who: String,
    },
    /// An admin goes.
    RemoveAdmin {
        /// Name and login.
        who: String,
    },
}
