//! The facts of a replication report (PROTOCOL 2.5).

use domain::{
    replication::Report,
    vocabulary::{Barrier, Outcome, ReplicationVisibility, Setting},
};
use serde_json::{Map, Value, json};

use crate::{
    article::{Degraded, Facts, UnknownSlug, decode_numbers, encode_numbers},
    audience::{Audience, Visibility},
    lenient,
    names::concept,
};

/// A report of another node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedReport {
    /// The fields. Of the audience only "public" is known here; see [`ReceivedReport::for_audience`].
    pub report: Report,
    /// Values that were dropped.
    pub unknown: Vec<UnknownSlug>,
}

/// Reads the facts of a `Note`. `Ok(None)`: it does not say to be a report.
///
/// # Errors
/// [`Degraded`] with the first member that is wrong or missing.
pub fn read_report(note: &Value) -> Result<Option<ReceivedReport>, Degraded> {
    if lenient::text(note, "type") != Some("Note")
        || lenient::one_id(note.get("bandung:documentKind")) != Some(&concept("ReplicationReport"))
    {
        return Ok(None);
    }
    let mut facts = Facts::new(note);
    let replicates = facts
        .get("replicates")
        .and_then(lenient::id_of)
        .ok_or(Degraded("replicates"))?;
    if lenient::one_id(note.get("inReplyTo")) != Some(replicates) {
        return Err(Degraded("inReplyTo"));
    }
    let (place, place_precision) = facts.place()?;
    let (started, ended) = facts.period()?;
    let report = Report {
        replicates: replicates.to_owned(),
        replicates_revision: facts.revision("replicatesRevision")?,
        outcome: facts.slug("outcome", Outcome::parse)?.ok_or(Degraded("outcome"))?,
        country: facts.country()?,
        place,
        place_precision,
        setting: facts.slugs("setting", 0, 2, Setting::parse)?,
        started,
        ended,
        what_we_changed: facts.optional("whatWeChanged", 400)?,
        barriers: facts.slugs("barriers", 0, 3, Barrier::parse)?,
        cost_band_usd: facts.cost()?,
        result_numbers: decode_numbers(facts.get("resultNumbers"), 1).ok_or(Degraded("resultNumbers"))?,
        evidence: facts.evidence()?,
        language: facts.language()?,
        visibility: visibility(&Audience::read(note), None).ok_or(Degraded("to"))?,
    };
    Ok(Some(ReceivedReport {
        report,
        unknown: facts.unknown,
    }))
}

impl ReceivedReport {
    /// Sets who may read it, once the collections are known that make it a report for members: the author's
    /// `followers`, or a network's members.
    #[must_use]
    pub fn for_audience(mut self, audience: &Audience, members: Option<&str>) -> Self {
        self.report.visibility = visibility(audience, members).unwrap_or(self.report.visibility);
        self
    }
}

/// Ids are never taken apart for meaning, so a collection that is not known is as narrow as a name.
fn visibility(audience: &Audience, members: Option<&str>) -> Option<ReplicationVisibility> {
    ReplicationVisibility::parse(match audience.visibility(members) {
        Visibility::Public | Visibility::Unlisted => "public",
        Visibility::Followers => "members",
        Visibility::Named => "author-only",
    })
}

/// Members with facts. What is unknown is absent.
pub(super) fn encode(report: &Report) -> Map<String, Value> {
    let mut facts = Map::new();
    let mut set = |name: &str, value: Value| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            facts.insert(format!("bandung:{name}"), value);
        }
    };
    set("documentKind", json!(concept("ReplicationReport")));
    set("replicates", json!(report.replicates));
    set("replicatesRevision", json!(report.replicates_revision));
    set("language", json!(report.language));
    set("outcome", json!(report.outcome));
    set("country", json!(report.country));
    set("place", json!(report.place));
    set("placePrecision", json!(report.place_precision));
    set("setting", json!(report.setting));
    set("started", json!(report.started));
    set("ended", json!(report.ended));
    set("whatWeChanged", json!(report.what_we_changed));
    set("barriers", json!(report.barriers));
    set("costBandUsd", json!(report.cost_band_usd));
    set("resultNumbers", encode_numbers(&report.result_numbers));
    set(
        "evidenceType",
        json!(report.evidence.as_ref().map(|evidence| evidence.kind)),
    );
    set(
        "evidenceLink",
        json!(report.evidence.as_ref().and_then(|evidence| evidence.link.as_deref())),
    );
    facts
}
