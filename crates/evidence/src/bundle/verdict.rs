//! What comes out of a check.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{
    documents::Reason,
    tally::{Apart, Fault, Signatory, Totals},
};

/// The result of a check: true, false, or neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<T> {
    /// Everything holds.
    Verified(T),
    /// Something is wrong.
    False(Fault),
    /// Nothing is wrong, but something is missing.
    Undecidable(Fault),
}

impl<T> Verdict<T> {
    /// The exit code of `bandung verify`: 0, 1, 2.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Verified(_) => 0,
            Self::False(_) => 1,
            Self::Undecidable(_) => 2,
        }
    }

    /// With another report.
    #[must_use]
    pub fn map<R>(self, report: impl FnOnce(T) -> R) -> Verdict<R> {
        match self {
            Self::Verified(verified) => Verdict::Verified(report(verified)),
            Self::False(fault) => Verdict::False(fault),
            Self::Undecidable(fault) => Verdict::Undecidable(fault),
        }
    }

    /// What is wrong or missing.
    #[must_use]
    pub const fn fault(&self) -> Option<Fault> {
        match self {
            Self::Verified(_) => None,
            Self::False(fault) | Self::Undecidable(fault) => Some(*fault),
        }
    }
}

impl<T> From<Fault> for Verdict<T> {
    fn from(fault: Fault) -> Self {
        if fault.reason.is_undecidable() {
            Self::Undecidable(fault)
        } else {
            Self::False(fault)
        }
    }
}

impl<T> From<Reason> for Verdict<T> {
    fn from(reason: Reason) -> Self {
        Fault::of_all(reason).into()
    }
}

/// What a bundle says that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleReport {
    /// The declaration.
    pub declaration: String,
    /// Its title in the first authentic language.
    pub title: String,
    /// Its owner.
    pub owner: String,
    /// The digest of the text.
    pub canonical_digest: String,
    /// The revision of the text.
    pub revision: u64,
    /// Since when it can be endorsed.
    pub opens_at: DateTime<Utc>,
    /// The log.
    pub origin: String,
    /// The size of the tree.
    pub tree_size: u64,
    /// The figures of that tree.
    pub totals: Totals,
    /// What is apart.
    pub apart: Apart,
    /// Countries that occur only among hidden signers, as the owner says.
    pub undisclosed_countries: u64,
    /// The tree that the signed tally counted, and when.
    pub signed_tally: (u64, DateTime<Utc>),
    /// The witnesses that saw the tree, by their names in the policy, with the time.
    pub witnesses: BTreeMap<String, DateTime<Utc>>,
    /// Whether the policy asks for witnesses; it has enough of them.
    pub witnessed: bool,
    /// Whether a network has pinned keys; else they are those that the bundle gives.
    pub pinned_keys: bool,
    /// Accounts that say that they moved to another one, where both are counted: the owner should take the later one back.
    pub moved_twice: Vec<(String, String)>,
    /// Who is counted and not hidden.
    pub signatories: Vec<Signatory>,
}

impl BundleReport {
    /// As `bandung verify --json` prints it, without `result` and `exit`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut document = json!({
            "declaration": self.declaration,
            "canonicalDigest": self.canonical_digest,
            "treeSize": self.tree_size,
            "organisations": self.totals.organisations,
            "persons": self.totals.persons,
            "countries": self.totals.countries,
            "byCountry": self.totals.by_country,
            "ownKey": self.totals.own_key,
            "recorded": self.totals.recorded,
            "undisclosed": self.totals.undisclosed,
            "withdrawn": self.totals.withdrawn,
            "revoked": self.totals.revoked,
            "erased": self.totals.erased,
            "witnesses": self.witnesses.keys().collect::<Vec<_>>(),
            "quorum": self.witnessed,
        });
        if !self.moved_twice.is_empty() {
            document["movedTwice"] = json!(self.moved_twice);
        }
        document
    }
}

impl<T> Verdict<T> {
    /// The whole answer of `bandung verify --json`.
    #[must_use]
    pub fn to_json(&self, report: impl Fn(&T) -> Value) -> Value {
        let mut answer = match self {
            Self::Verified(verified) => report(verified),
            Self::False(fault) | Self::Undecidable(fault) => {
                json!({"reason": fault.reason.as_str(), "index": fault.index})
            }
        };
        answer["result"] = json!(match self {
            Self::Verified(_) => "verified",
            Self::False(_) => "false",
            Self::Undecidable(_) => "undecidable",
        });
        answer["exit"] = json!(self.exit_code());
        answer
    }
}
