//! The figures that everybody gets who counts.

use std::collections::BTreeMap;

use serde::Serialize;

/// What a log gives for one text. Hidden signers are in it by kind; what a host says about their countries is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// Organisations.
    pub organisations: u64,
    /// Representatives and individuals.
    pub persons: u64,
    /// Countries.
    pub countries: u64,
    /// Signatories by country (ISO 3166-1 alpha-2).
    pub by_country: BTreeMap<String, u64>,
    /// By keys of their own.
    pub own_key: u64,
    /// Recorded by the owner.
    pub recorded: u64,
    /// Live, but not opened.
    pub undisclosed: u64,
    /// Withdrawals.
    pub withdrawn: u64,
    /// Revocations.
    pub revoked: u64,
    /// Erasures.
    pub erased: u64,
}

impl Totals {
    /// All that are counted.
    #[must_use]
    pub const fn all(&self) -> u64 {
        self.organisations + self.persons + self.undisclosed
    }
}
