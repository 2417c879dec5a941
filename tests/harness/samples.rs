//! The sample practices and reports, and a small practice for tests that need just one.

use std::path::Path;

use domain::{
    practice::{Practice, PracticeDraft, PracticeExchange},
    replication::{Report, ReportDraft, ReportExchange},
};
use serde_json::{Map, Value};

fn samples() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/domain/data/practices_sample.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Members that say where a sample belongs; the rest are the fields of the form.
fn fields(sample: &Value, without: &[&str]) -> Value {
    let members = sample.as_object().unwrap().clone();
    let kept = members
        .into_iter()
        .filter(|(name, _)| !without.contains(&name.as_str()));
    Value::Object(kept.collect::<Map<String, Value>>())
}

/// All sample practices, with their ids.
///
/// # Panics
/// When a sample does not pass the checks of the form.
#[must_use]
pub fn sample_practices() -> Vec<(String, Practice)> {
    let samples = samples();
    let read = |sample: &Value| {
        let fields = fields(sample, &["id", "organisation"]);
        let mut exchange: PracticeExchange = serde_json::from_value(fields).unwrap();
        // The samples name each other by their ids.
        let grown_from = exchange.adapted_from.take();
        exchange.adapted_from = grown_from.map(|id| format!("https://practices.example/{id}"));
        let id = sample["id"].as_str().unwrap().to_owned();
        (id, exchange.into_draft().check().unwrap())
    };
    samples["practices"].as_array().unwrap().iter().map(read).collect()
}

/// All sample reports as typed, with the id of their practice; the address of the practice is still missing.
///
/// # Panics
/// When a sample cannot be read.
#[must_use]
pub fn sample_reports() -> Vec<(String, ReportDraft)> {
    let samples = samples();
    let read = |sample: &Value| {
        let fields = fields(sample, &["id", "of", "of_version", "organisation"]);
        let exchange: ReportExchange = serde_json::from_value(fields).unwrap();
        let mut draft = exchange.into_draft();
        draft.replicates_revision = sample["of_version"].to_string();
        (sample["of"].as_str().unwrap().to_owned(), draft)
    };
    samples["reports"].as_array().unwrap().iter().map(read).collect()
}

/// A small practice as typed.
#[must_use]
pub fn practice_draft(title: &str) -> PracticeDraft {
    let text = str::to_owned;
    PracticeDraft {
        title: text(title),
        problem: text("The well is dry from March to May, and women walk three hours for water."),
        what_we_did: vec![
            text("Asked the oldest people where water stood in their youth."),
            text("Built a sand dam with twelve families."),
        ],
        result: text("Sixty families have water in all months."),
        what_went_wrong: text("The first wall was too thin and broke in the first flood."),
        country: text("KE"),
        place: text("Makueni"),
        setting: vec![text("rural")],
        sectors: vec![text("water")],
        hazards: vec![text("drought")],
        sdgs: vec![text("6")],
        started: text("2023-02"),
        cost_band_usd: text("500-5k"),
        summary: text("A sand dam keeps the water of the rains for a whole dry season."),
        language: text("en"),
        contact: text("via-node"),
        ..PracticeDraft::default()
    }
}

/// A small practice.
///
/// # Panics
/// When it does not pass the checks of the form.
#[must_use]
pub fn practice(title: &str) -> Practice {
    practice_draft(title).check().unwrap()
}

/// A report that it worked, about an address.
///
/// # Panics
/// When it does not pass the checks of the form.
#[must_use]
pub fn report(practice: &str, revision: u32) -> Report {
    let text = str::to_owned;
    let draft = ReportDraft {
        replicates: text(practice),
        replicates_revision: revision.to_string(),
        outcome: text("worked-with-changes"),
        country: text("TZ"),
        place: text("Dodoma"),
        started: text("2024-06"),
        what_we_changed: text("We used stones in place of concrete."),
        barriers: vec![text("materials")],
        cost_band_usd: text("under-500"),
        evidence_type: text("own-observation"),
        language: text("en"),
        ..ReportDraft::default()
    };
    draft.check().unwrap()
}
