//! Replication reports: "we tried this here" (PROTOCOL 2.5, 8.2; UX 5.2).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    field_error::{Fault, FieldError},
    form::{self, Faults},
    practice::{Evidence, ResultNumber},
    text::Language,
    time::Month,
    vocabulary::{Barrier, CostBand, Country, Outcome, PlacePrecision, ReplicationVisibility, Setting},
};

mod exchange;
pub use exchange::ReportExchange;

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
        let mut faults = Faults::default();
        let replicates = faults.take("replicates", form::link(&self.replicates));
        let revision = faults.take("replicates_revision", revision(&self.replicates_revision));
        let outcome = faults.take("outcome", form::choice(&self.outcome, Outcome::parse));
        let country = faults.take("country", form::country(&self.country));
        let (place, place_precision) = form::place(&mut faults, &self.place, &self.place_precision);
        let setting = form::choices(&mut faults, "setting", &self.setting, (0, 2), Setting::parse);
        let (started, ended) = form::period(&mut faults, &self.started, &self.ended);
        let changed = faults.take("what_we_changed", form::optional_paragraphs(&self.what_we_changed, 400));
        let barriers = form::choices(&mut faults, "barriers", &self.barriers, (0, 3), Barrier::parse);
        let cost = faults.take(
            "cost_band_usd",
            form::choice_or(&self.cost_band_usd, "unknown", CostBand::parse),
        );
        let result_numbers = form::numbers(&mut faults, &self.result_numbers, 1);
        let evidence = form::evidence(&mut faults, &self.evidence_type, &self.evidence_link);
        let language = faults.take("language", form::language(&self.language));
        let visibility = faults.take(
            "visibility",
            form::choice_or(&self.visibility, "public", ReplicationVisibility::parse),
        );
        let report = || {
            Some(Report {
                replicates: replicates?,
                replicates_revision: revision?,
                outcome: outcome?,
                country: country?,
                place,
                place_precision: place_precision?,
                setting,
                started: started?,
                ended,
                what_we_changed: changed?,
                barriers,
                cost_band_usd: cost?,
                result_numbers,
                evidence,
                language: language?,
                visibility: visibility?,
            })
        };
        faults.end(report())
    }
}

fn revision(raw: &str) -> Result<u32, Fault> {
    match raw.trim() {
        "" => Err(Fault::Missing),
        text => form::whole_number(text)?
            .try_into()
            .ok()
            .filter(|number| *number > 0)
            .ok_or(Fault::Malformed { expected: "1" }),
    }
}

impl From<&Report> for ReportDraft {
    fn from(report: &Report) -> Self {
        Self {
            replicates: report.replicates.clone(),
            replicates_revision: report.replicates_revision.to_string(),
            outcome: report.outcome.as_str().to_owned(),
            country: report.country.to_string(),
            place: report.place.clone().unwrap_or_default(),
            place_precision: report.place_precision.as_str().to_owned(),
            setting: report.setting.iter().map(|value| value.as_str().to_owned()).collect(),
            started: report.started.to_string(),
            ended: report.ended.map(|month| month.to_string()).unwrap_or_default(),
            what_we_changed: report.what_we_changed.clone().unwrap_or_default(),
            barriers: report.barriers.iter().map(|value| value.as_str().to_owned()).collect(),
            cost_band_usd: report.cost_band_usd.as_str().to_owned(),
            result_numbers: report.result_numbers.iter().map(Into::into).collect(),
            evidence_type: report
                .evidence
                .as_ref()
                .map(|evidence| evidence.kind.as_str().to_owned())
                .unwrap_or_default(),
            evidence_link: report
                .evidence
                .as_ref()
                .and_then(|evidence| evidence.link.clone())
                .unwrap_or_default(),
            language: report.language.as_str().to_owned(),
            visibility: report.visibility.as_str().to_owned(),
        }
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

/// Sums the reports of one practice up. `reports` are (author, order, report); of one author and country the one with
/// the highest order counts.
#[must_use]
pub fn sum_up<'a>(reports: impl IntoIterator<Item = (&'a str, i64, &'a Report)>) -> OutcomeSummary {
    let mut latest: BTreeMap<(&str, Country), (i64, Outcome)> = BTreeMap::new();
    for (author, order, report) in reports {
        let kept = latest
            .entry((author, report.country))
            .or_insert((order, report.outcome));
        if order >= kept.0 {
            *kept = (order, report.outcome);
        }
    }
    let countries: BTreeSet<Country> = latest.keys().map(|(_, country)| *country).collect();
    OutcomeSummary {
        outcomes: Outcome::all()
            .map(|outcome| (outcome, latest.values().filter(|(_, given)| *given == outcome).count()))
            .filter(|(_, times)| *times > 0)
            .collect(),
        reports: latest.len(),
        countries: countries.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
