//! A practice as it is being written: everything may be missing or wrong; nothing that was typed is lost.

use serde::{Deserialize, Serialize};

use super::{Contact, Media, Practice, ResultNumber, check};
use crate::{
    field_error::FieldError,
    vocabulary::{Maturity, PracticeScale, TimeToResults},
};

/// The fields of the form as typed. Unknown members are refused (SECURITY JS7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PracticeDraft {
    /// As typed; see [`Practice`] for the meaning of each field.
    pub title: String,
    /// As typed.
    pub problem: String,
    /// One step each.
    pub what_we_did: Vec<String>,
    /// As typed.
    pub result: String,
    /// As typed.
    pub result_numbers: Vec<DraftNumber>,
    /// As typed.
    pub what_went_wrong: String,
    /// As typed.
    pub you_need: String,
    /// Code.
    pub country: String,
    /// As typed.
    pub place: String,
    /// Slug; empty = `district`.
    pub place_precision: String,
    /// Slugs.
    pub setting: Vec<String>,
    /// Slug or empty.
    pub scale: String,
    /// Slugs.
    pub sectors: Vec<String>,
    /// Slugs.
    pub hazards: Vec<String>,
    /// Numbers as text.
    pub sdgs: Vec<String>,
    /// `YYYY-MM`.
    pub started: String,
    /// `YYYY-MM` or empty = still running.
    pub ended: String,
    /// Slug.
    pub cost_band_usd: String,
    /// Digits or empty.
    pub people_reached: String,
    /// Slugs.
    pub beneficiary_groups: Vec<String>,
    /// Slug or empty.
    pub maturity: String,
    /// Slug or empty.
    pub time_to_results: String,
    /// Slug or empty.
    pub evidence_type: String,
    /// Address or empty.
    pub evidence_link: String,
    /// As typed.
    pub summary: String,
    /// BCP 47.
    pub language: String,
    /// Photos and links.
    pub media: Vec<DraftMedia>,
    /// `via-node`, or a mail address.
    pub contact: String,
    /// Slug; empty = CC-BY-4.0.
    pub licence: String,
    /// Address or empty.
    pub adapted_from: String,
    /// `YYYY-MM-DD` or empty.
    pub last_confirmed: String,
}

/// A result number as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DraftNumber {
    /// What was measured.
    pub what: String,
    /// Slug.
    pub unit: String,
    /// Digits or empty = unknown.
    pub before: String,
    /// Digits.
    pub after: String,
}

/// A photo or link as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DraftMedia {
    /// `photo` or `link`.
    pub kind: String,
    /// Photo: our picture.
    pub id: String,
    /// Photo: alternative text.
    pub alt: String,
    /// Photo: the alternative text is empty on purpose.
    pub decorative: bool,
    /// Photo: `yes`, `no`, or empty when nobody can be recognised.
    pub people_agreed: String,
    /// Link: address.
    pub url: String,
    /// Link: title.
    pub title: String,
}

impl PracticeDraft {
    /// Checks all fields at once.
    ///
    /// # Errors
    /// Every fault of every field, in the order of the form.
    pub fn check(&self) -> Result<Practice, Vec<FieldError>> {
        check::practice(self)
    }
}

impl From<&Practice> for PracticeDraft {
    fn from(practice: &Practice) -> Self {
        let slugs = |value: Option<&'static str>| value.unwrap_or_default().to_owned();
        Self {
            title: practice.title.as_str().to_owned(),
            problem: practice.problem.clone(),
            what_we_did: practice.what_we_did.clone(),
            result: practice.result.clone(),
            result_numbers: practice.result_numbers.iter().map(DraftNumber::from).collect(),
            what_went_wrong: practice.what_went_wrong.clone(),
            you_need: practice.you_need.clone().unwrap_or_default(),
            country: practice.country.to_string(),
            place: practice.place.clone().unwrap_or_default(),
            place_precision: practice.place_precision.as_str().to_owned(),
            setting: practice.setting.iter().map(|value| value.as_str().to_owned()).collect(),
            scale: slugs(practice.scale.map(PracticeScale::as_str)),
            sectors: practice.sectors.iter().map(|value| value.as_str().to_owned()).collect(),
            hazards: practice.hazards.iter().map(|value| value.as_str().to_owned()).collect(),
            sdgs: practice.sdgs.iter().map(|goal| goal.number().to_string()).collect(),
            started: practice.started.to_string(),
            ended: practice.ended.map(|month| month.to_string()).unwrap_or_default(),
            cost_band_usd: practice.cost_band_usd.as_str().to_owned(),
            people_reached: practice
                .people_reached
                .map(|number| number.to_string())
                .unwrap_or_default(),
            beneficiary_groups: practice
                .beneficiary_groups
                .iter()
                .map(|value| value.as_str().to_owned())
                .collect(),
            maturity: slugs(practice.maturity.map(Maturity::as_str)),
            time_to_results: slugs(practice.time_to_results.map(TimeToResults::as_str)),
            evidence_type: slugs(practice.evidence.as_ref().map(|evidence| evidence.kind.as_str())),
            evidence_link: practice
                .evidence
                .as_ref()
                .and_then(|evidence| evidence.link.clone())
                .unwrap_or_default(),
            summary: practice.summary.as_str().to_owned(),
            language: practice.language.as_str().to_owned(),
            media: practice.media.iter().map(DraftMedia::from).collect(),
            contact: match &practice.contact {
                Contact::ViaNode => "via-node".to_owned(),
                Contact::Mailbox(address) => address.clone(),
            },
            licence: practice.licence.as_str().to_owned(),
            adapted_from: practice.adapted_from.clone().unwrap_or_default(),
            last_confirmed: practice.last_confirmed.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

impl From<&ResultNumber> for DraftNumber {
    fn from(number: &ResultNumber) -> Self {
        Self {
            what: number.what.clone(),
            unit: number.unit.as_str().to_owned(),
            before: number.before.clone().map(String::from).unwrap_or_default(),
            after: number.after.as_str().to_owned(),
        }
    }
}

impl From<&Media> for DraftMedia {
    fn from(media: &Media) -> Self {
        match media {
            Media::Photo { id, alt, people_agreed } => Self {
                kind: "photo".to_owned(),
                id: id.to_string(),
                alt: alt.clone(),
                decorative: alt.is_empty(),
                people_agreed: match people_agreed {
                    Some(true) => "yes".to_owned(),
                    Some(false) => "no".to_owned(),
                    None => String::new(),
                },
                ..Self::default()
            },
            Media::Link { url, title } => Self {
                kind: "link".to_owned(),
                url: url.clone(),
                title: title.clone(),
                ..Self::default()
            },
        }
    }
}
