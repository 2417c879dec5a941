//! A practice as it is being written: everything may be missing or wrong; nothing that was typed is lost.

use serde::{Deserialize, Serialize};

use super::Practice;
use crate::field_error::FieldError;

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
        todo!()
    }
}

impl From<&Practice> for PracticeDraft {
    fn from(_practice: &Practice) -> Self {
        todo!()
    }
}
