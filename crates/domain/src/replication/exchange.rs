//! Replication reports as files, in the same manner as practices.

use serde::{Deserialize, Serialize};

use super::{Report, ReportDraft};
use crate::practice::{EvidenceExchange, NumberExchange};

/// A report as a file. `id` and `organisation` say where it came from and are not read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "each field has the meaning of the same field of Report")]
pub struct ReportExchange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Address of the practice.
    pub of: String,
    /// Its version, from 1.
    pub of_version: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    pub language: String,
    pub country: String,
    pub place: Option<String>,
    pub place_precision: Option<String>,
    pub setting: Vec<String>,
    pub started: String,
    pub ended: Option<String>,
    pub what_we_changed: Option<String>,
    pub outcome: String,
    pub result_numbers: Vec<NumberExchange>,
    pub barriers: Vec<String>,
    pub cost_band_usd: Option<String>,
    pub evidence: Option<EvidenceExchange>,
    pub visibility: Option<String>,
}

impl ReportExchange {
    /// The form filled in with this, still unchecked.
    #[must_use]
    pub fn into_draft(self) -> ReportDraft {
        let evidence = self.evidence.unwrap_or_default();
        ReportDraft {
            replicates: self.of,
            replicates_revision: self.of_version.map(|version| version.to_string()).unwrap_or_default(),
            outcome: self.outcome,
            country: self.country,
            place: self.place.unwrap_or_default(),
            place_precision: self.place_precision.unwrap_or_default(),
            setting: self.setting,
            started: self.started,
            ended: self.ended.unwrap_or_default(),
            what_we_changed: self.what_we_changed.unwrap_or_default(),
            barriers: self.barriers,
            cost_band_usd: self.cost_band_usd.unwrap_or_default(),
            result_numbers: self
                .result_numbers
                .into_iter()
                .map(NumberExchange::into_draft)
                .collect(),
            evidence_type: evidence.kind.unwrap_or_default(),
            evidence_link: evidence.link.unwrap_or_default(),
            language: self.language,
            visibility: self.visibility.unwrap_or_default(),
        }
    }
}

impl From<&Report> for ReportExchange {
    fn from(report: &Report) -> Self {
        let draft = ReportDraft::from(report);
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            id: None,
            of: draft.replicates,
            of_version: Some(report.replicates_revision.into()),
            organisation: None,
            language: draft.language,
            country: draft.country,
            place: some(draft.place),
            place_precision: some(draft.place_precision),
            setting: draft.setting,
            started: draft.started,
            ended: some(draft.ended),
            what_we_changed: some(draft.what_we_changed),
            outcome: draft.outcome,
            result_numbers: report.result_numbers.iter().map(NumberExchange::from).collect(),
            barriers: draft.barriers,
            cost_band_usd: some(draft.cost_band_usd),
            evidence: report.evidence.as_ref().map(EvidenceExchange::from),
            visibility: some(draft.visibility),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::*;
    use crate::replication::sum_up;

    fn file() -> Value {
        serde_json::from_str(include_str!("../../data/practices_sample.json")).unwrap()
    }

    /// The reports by practice; each with its author. The samples name practices by a short name.
    fn checked(file: &Value) -> BTreeMap<String, Vec<(String, Report)>> {
        let samples: Vec<ReportExchange> = serde_json::from_value(file["reports"].clone()).unwrap();
        assert_eq!(samples.len(), 30);
        let mut reports: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for mut sample in samples {
            let (practice, author) = (sample.of.clone(), sample.organisation.clone().unwrap());
            sample.of = format!("https://a.example/practices/{practice}");
            let report = sample
                .into_draft()
                .check()
                .unwrap_or_else(|faults| panic!("{author}: {faults:?}"));
            reports.entry(practice).or_default().push((author, report));
        }
        reports
    }

    #[test]
    fn the_public_reports_of_the_samples_sum_up_to_what_is_expected() {
        let file = file();
        let mut found = serde_json::Map::new();
        for (practice, reports) in checked(&file) {
            let public = reports
                .iter()
                .filter(|(_, report)| report.visibility.as_str() == "public");
            let summary = sum_up(
                public
                    .zip(0..)
                    .map(|((author, report), order)| (author.as_str(), order, report)),
            );
            let outcomes: BTreeMap<_, _> = summary
                .outcomes
                .iter()
                .map(|(outcome, n)| (outcome.as_str(), n))
                .collect();
            if summary.reports > 0 {
                found.insert(
                    practice,
                    json!({"reports": summary.reports, "countries": summary.countries.len(), "outcomes": outcomes}),
                );
            }
        }
        assert_eq!(Value::Object(found), file["expected"]["replication_public"]);
    }

    #[test]
    fn a_report_survives_the_way_to_a_file_and_back() {
        for (_, report) in checked(&file()).into_values().flatten() {
            let text = serde_json::to_string(&ReportExchange::from(&report)).unwrap();
            let read: ReportExchange = serde_json::from_str(&text).unwrap();
            assert_eq!(read.into_draft().check().unwrap(), report);
        }
    }

    #[test]
    fn an_unknown_member_is_refused() {
        assert!(serde_json::from_str::<ReportExchange>(r#"{"of_revision": 1}"#).is_err());
    }
}
