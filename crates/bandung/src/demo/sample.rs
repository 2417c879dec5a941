//! The sample content, spread over the nodes of the demonstration.

use domain::{
    declaration::DeclarationExchange,
    organisation::Profile,
    practice::PracticeExchange,
    replication::ReportExchange,
    text::Language,
    vocabulary::{Country, OrganisationType},
};
use serde::Deserialize;
use serde_json::Value;

use super::NAMES;
use crate::Failure;

/// Fictional organisations, their practices and reports.
#[derive(Clone, Debug, Deserialize)]
pub struct Sample {
    pub(super) organisations: Vec<SampleOrganisation>,
    pub(super) practices: Vec<PracticeExchange>,
    pub(super) reports: Vec<ReportExchange>,
    #[serde(rename = "note")]
    _note: Value,
    #[serde(skip)]
    pub(super) declaration: DeclarationExchange,
    /// A list of signatures of the declaration.
    #[serde(skip)]
    pub(super) signatures: String,
}

/// One organisation.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SampleOrganisation {
    pub(super) handle: String,
    pub(super) name: String,
    name_latin: Option<String>,
    country: String,
    language: String,
    org_type: String,
}

impl Sample {
    /// All of it.
    ///
    /// # Errors
    /// When the built-in file cannot be read.
    pub fn whole() -> Result<Self, Failure> {
        let unreadable =
            |error: serde_json::Error| Failure::failed(format!("the sample content cannot be read: {error}"));
        let practices = include_str!("../../../domain/data/practices_sample.json");
        let declaration = include_str!("../../../domain/data/declaration_sample.json");
        Ok(Self {
            declaration: serde_json::from_str(declaration).map_err(unreadable)?,
            signatures: include_str!("../../../domain/data/signatures_sample.csv").to_owned(),
            ..serde_json::from_str(practices).map_err(unreadable)?
        })
    }

    /// The first practices, with the reports on them and the organisations that wrote them, and as many signatures.
    #[must_use]
    pub fn first(mut self, practices: usize) -> Self {
        self.practices.truncate(practices);
        let kept: Vec<&str> = self
            .practices
            .iter()
            .filter_map(|practice| practice.id.as_deref())
            .collect();
        self.reports.retain(|report| kept.contains(&report.of.as_str()));
        let authors = self.practices.iter().map(|practice| &practice.organisation);
        let authors: Vec<String> = authors
            .chain(self.reports.iter().map(|report| &report.organisation))
            .flatten()
            .cloned()
            .collect();
        self.organisations
            .retain(|organisation| authors.contains(&organisation.handle));
        // One line is one row, after the line of names.
        self.signatures = self.signatures.split_inclusive('\n').take(practices + 1).collect();
        self
    }

    /// On which node an organisation is.
    pub(super) fn node_of(&self, organisation: &str) -> usize {
        let index = self.organisations.iter().position(|other| other.handle == organisation);
        index.unwrap_or_default() % NAMES.len()
    }
}

/// Who opens the declaration.
pub(super) fn secretariat() -> Result<Profile, Failure> {
    SampleOrganisation {
        handle: super::SECRETARIAT.to_owned(),
        name: "Secretariat of the Platform".to_owned(),
        name_latin: None,
        country: "AZ".to_owned(),
        language: "en".to_owned(),
        org_type: "network-coalition".to_owned(),
    }
    .profile()
}

impl SampleOrganisation {
    /// Its name in addresses.
    pub(super) fn handle(&self) -> String {
        handle(&self.handle)
    }

    pub(super) fn profile(&self) -> Result<Profile, Failure> {
        let unknown = |what: &str| Failure::failed(format!("the sample content has an unknown {what}"));
        Ok(Profile {
            name: self.name.clone(),
            name_latin: self.name_latin.clone().filter(|latin| *latin != self.name),
            country: Country::parse(&self.country).ok_or_else(|| unknown("country"))?,
            kind: OrganisationType::parse(&self.org_type).ok_or_else(|| unknown("type of organisation"))?,
            language: Language::parse(&self.language).ok_or_else(|| unknown("language"))?,
            about: String::new(),
            website: None,
            logo: None,
            approves_followers: false,
            shows_followers: true,
        })
    }
}

/// Handles have no hyphens.
pub(super) fn handle(name: &str) -> String {
    name.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::{NAMES, Sample};

    #[test]
    fn every_author_of_the_sample_is_one_of_its_organisations() {
        let sample = Sample::whole().unwrap();
        assert_eq!(sample.practices.len(), 24);
        let handles: Vec<&String> = sample
            .organisations
            .iter()
            .map(|organisation| &organisation.handle)
            .collect();
        let practices = sample
            .practices
            .iter()
            .map(|practice| practice.organisation.as_ref().unwrap());
        let reports = sample
            .reports
            .iter()
            .map(|report| report.organisation.as_ref().unwrap());
        for author in practices.chain(reports) {
            assert!(handles.contains(&author), "{author}");
        }
        assert!(
            sample
                .organisations
                .iter()
                .all(|organisation| organisation.profile().is_ok())
        );
    }

    #[test]
    fn every_node_has_authors() {
        let sample = Sample::whole().unwrap().first(3);
        let mut nodes: Vec<usize> = sample
            .practices
            .iter()
            .map(|practice| sample.node_of(practice.organisation.as_ref().unwrap()))
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        assert_eq!(nodes.len(), NAMES.len());
    }
}
