//! Replication reports: "we tried this here" (PROTOCOL 2.5, 8.2; UX 5.2).

use serde::{Deserialize, Serialize};

use crate::{
    field_error::FieldError,
    practice::{Evidence, ResultNumber},
    text::Language,
    time::Month,
    vocabulary::{Barrier, CostBand, Country, Outcome, PlacePrecision, ReplicationVisibility, Setting},
};

/// All fields of a report, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Address (id) of the practice.
    pub replicates: String,
    /// The version of the practice that was tried, from 1.
    pub replicates_revision: u32,
    /// How it went.
    pub outcome: Outcome,
    /// Where.
    pub country: Country,
    /// At most 80; absent when the precision is `hidden`.
    pub place: Option<String>,
    /// How exactly.
    pub place_precision: PlacePrecision,
    /// 0 to 2.
    pub setting: Vec<Setting>,
    /// From when.
    pub started: Month,
    /// Until when; nothing = still running.
    pub ended: Option<Month>,
    /// At most 400.
    pub what_we_changed: Option<String>,
    /// 0 to 3.
    pub barriers: Vec<Barrier>,
    /// Cost; `unknown` allowed.
    pub cost_band_usd: CostBand,
    /// 0 or 1.
    pub result_numbers: Vec<ResultNumber>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
    /// Language of the texts.
    pub language: Language,
    /// Who may read it.
    pub visibility: ReplicationVisibility,
}

/// A report as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReportDraft {
    /// As typed; see [`Report`] for the meaning of each field.
    pub replicates: String,
    /// Digits.
    pub replicates_revision: String,
    /// Slug.
    pub outcome: String,
    /// Code.
    pub country: String,
    /// As typed.
    pub place: String,
    /// Slug; empty = `district`.
    pub place_precision: String,
    /// Slugs.
    pub setting: Vec<String>,
    /// `YYYY-MM`.
    pub started: String,
    /// `YYYY-MM` or empty.
    pub ended: String,
    /// As typed.
    pub what_we_changed: String,
    /// Slugs.
    pub barriers: Vec<String>,
    /// Slug.
    pub cost_band_usd: String,
    /// At most one.
    pub result_numbers: Vec<crate::practice::DraftNumber>,
    /// Slug or empty.
    pub evidence_type: String,
    /// Address or empty.
    pub evidence_link: String,
    /// BCP 47.
    pub language: String,
    /// Slug; empty = `public`.
    pub visibility: String,
}

impl ReportDraft {
    /// Checks all fields at once.
    ///
    /// # Errors
    /// Every fault of every field, in the order of the form.
    pub fn check(&self) -> Result<Report, Vec<FieldError>> {
        todo!()
    }
}

/// How often each outcome was reported: one organisation counts once per country, its latest report wins (PB8).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OutcomeSummary {
    /// In the order of the list of outcomes; only those that occur.
    pub outcomes: Vec<(Outcome, usize)>,
    /// Reports that count.
    pub reports: usize,
    /// Countries, by code.
    pub countries: Vec<Country>,
}

/// Sums reports up. `reports` are (author, order, report); of one author and country the one with the highest order
/// counts.
#[must_use]
pub fn sum_up<'a>(_reports: impl IntoIterator<Item = (&'a str, i64, &'a Report)>) -> OutcomeSummary {
    todo!()
}
