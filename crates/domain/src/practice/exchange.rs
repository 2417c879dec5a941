//! Practices as files: what people write by hand, programs send to our API and others export.
//!
//! Numbers are JSON numbers and what is not known is `null`. The same keys as the form, but `evidence` and `contact`
//! are objects.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use super::{Contact, DraftMedia, DraftNumber, Evidence, Media, Practice, PracticeDraft, ResultNumber};

/// A practice as a file. `id`, `organisation` and `translations` say where it came from and are not read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "each field has the meaning of the same field of Practice")]
pub struct PracticeExchange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    pub language: String,
    pub title: String,
    pub summary: String,
    pub problem: String,
    pub what_we_did: Vec<String>,
    pub result: String,
    pub result_numbers: Vec<NumberExchange>,
    pub what_went_wrong: String,
    pub you_need: Option<String>,
    pub country: String,
    pub place: Option<String>,
    pub place_precision: Option<String>,
    pub setting: Vec<String>,
    pub scale: Option<String>,
    pub sectors: Vec<String>,
    pub hazards: Vec<String>,
    pub sdgs: Vec<u64>,
    pub started: String,
    pub ended: Option<String>,
    pub cost_band_usd: String,
    pub people_reached: Option<u64>,
    pub beneficiary_groups: Vec<String>,
    pub maturity: Option<String>,
    pub time_to_results: Option<String>,
    pub evidence: Option<EvidenceExchange>,
    pub media: Vec<MediaExchange>,
    pub contact: Option<ContactExchange>,
    pub licence: Option<String>,
    pub adapted_from: Option<String>,
    pub last_confirmed: Option<String>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub translations: Map<String, Value>,
}

/// A result number in a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NumberExchange {
    /// What was measured.
    pub what: String,
    /// Slug.
    pub unit: String,
    /// Nothing = unknown.
    pub before: Option<DecimalExchange>,
    /// After.
    pub after: Option<DecimalExchange>,
}

/// A decimal: a JSON number, or a text where a number would lose digits (`"41.60"`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum DecimalExchange {
    /// A JSON number.
    Number(Number),
    /// Its digits.
    Text(String),
}

/// What the claims rest on, in a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EvidenceExchange {
    /// Slug.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Address.
    pub link: Option<String>,
}

/// A photo or link in a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MediaExchange {
    /// `photo` or `link`; empty says what has an `id` is a photo, and what has a `url` a link.
    pub kind: String,
    /// Photo: a picture that was uploaded before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Photo: alternative text. Link: title.
    pub alt: Option<String>,
    /// Photo: the alternative text is empty on purpose.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub decorative: bool,
    /// Photo: the people shown agreed; nothing when nobody can be recognised.
    pub people_agreed: Option<bool>,
    /// Link: address.
    pub url: Option<String>,
}

/// How to reach the author, in a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContactExchange {
    /// `via-node` or `mailbox`.
    pub kind: String,
    /// Mail address of the mailbox.
    pub value: Option<String>,
}

impl PracticeExchange {
    /// How many photos name no picture of ours. They are described only: [`Self::into_draft`] leaves them out.
    #[must_use]
    pub fn photos_without_picture(&self) -> usize {
        self.media.iter().filter(|entry| entry.is_without_picture()).count()
    }

    /// The form filled in with this, still unchecked.
    #[must_use]
    pub fn into_draft(self) -> PracticeDraft {
        let evidence = self.evidence.unwrap_or_default();
        PracticeDraft {
            title: self.title,
            problem: self.problem,
            what_we_did: self.what_we_did,
            result: self.result,
            result_numbers: self
                .result_numbers
                .into_iter()
                .map(NumberExchange::into_draft)
                .collect(),
            what_went_wrong: self.what_went_wrong,
            you_need: self.you_need.unwrap_or_default(),
            country: self.country,
            place: self.place.unwrap_or_default(),
            place_precision: self.place_precision.unwrap_or_default(),
            setting: self.setting,
            scale: self.scale.unwrap_or_default(),
            sectors: self.sectors,
            hazards: self.hazards,
            sdgs: self.sdgs.iter().map(u64::to_string).collect(),
            started: self.started,
            ended: self.ended.unwrap_or_default(),
            cost_band_usd: self.cost_band_usd,
            people_reached: self.people_reached.map(|number| number.to_string()).unwrap_or_default(),
            beneficiary_groups: self.beneficiary_groups,
            maturity: self.maturity.unwrap_or_default(),
            time_to_results: self.time_to_results.unwrap_or_default(),
            evidence_type: evidence.kind.unwrap_or_default(),
            evidence_link: evidence.link.unwrap_or_default(),
            summary: self.summary,
            language: self.language,
            media: self
                .media
                .into_iter()
                .filter(|entry| !entry.is_without_picture())
                .map(MediaExchange::into_draft)
                .collect(),
            contact: self.contact.map(ContactExchange::into_draft).unwrap_or_default(),
            licence: self.licence.unwrap_or_default(),
            adapted_from: self.adapted_from.unwrap_or_default(),
            last_confirmed: self.last_confirmed.unwrap_or_default(),
        }
    }
}

impl From<&Practice> for PracticeExchange {
    fn from(practice: &Practice) -> Self {
        let draft = PracticeDraft::from(practice);
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            id: None,
            organisation: None,
            language: draft.language,
            title: draft.title,
            summary: draft.summary,
            problem: draft.problem,
            what_we_did: draft.what_we_did,
            result: draft.result,
            result_numbers: practice.result_numbers.iter().map(NumberExchange::from).collect(),
            what_went_wrong: draft.what_went_wrong,
            you_need: some(draft.you_need),
            country: draft.country,
            place: some(draft.place),
            place_precision: some(draft.place_precision),
            setting: draft.setting,
            scale: some(draft.scale),
            sectors: draft.sectors,
            hazards: draft.hazards,
            sdgs: practice.sdgs.iter().map(|goal| goal.number().into()).collect(),
            started: draft.started,
            ended: some(draft.ended),
            cost_band_usd: draft.cost_band_usd,
            people_reached: practice.people_reached,
            beneficiary_groups: draft.beneficiary_groups,
            maturity: some(draft.maturity),
            time_to_results: some(draft.time_to_results),
            evidence: practice.evidence.as_ref().map(EvidenceExchange::from),
            media: practice.media.iter().map(MediaExchange::from).collect(),
            contact: Some(ContactExchange::from(&practice.contact)),
            licence: some(draft.licence),
            adapted_from: some(draft.adapted_from),
            last_confirmed: some(draft.last_confirmed),
            translations: Map::new(),
        }
    }
}

impl NumberExchange {
    pub(crate) fn into_draft(self) -> DraftNumber {
        let text = |decimal: Option<DecimalExchange>| decimal.map(|decimal| decimal.text()).unwrap_or_default();
        DraftNumber {
            what: self.what,
            unit: self.unit,
            before: text(self.before),
            after: text(self.after),
        }
    }
}

impl From<&ResultNumber> for NumberExchange {
    fn from(number: &ResultNumber) -> Self {
        Self {
            what: number.what.clone(),
            unit: number.unit.as_str().to_owned(),
            before: number
                .before
                .as_ref()
                .map(|before| DecimalExchange::new(before.as_str())),
            after: Some(DecimalExchange::new(number.after.as_str())),
        }
    }
}

impl DecimalExchange {
    /// A number where that keeps every digit, else a text.
    fn new(digits: &str) -> Self {
        serde_json::from_str(digits)
            .ok()
            .map(Self::Number)
            .filter(|number| number.text() == digits)
            .unwrap_or_else(|| Self::Text(digits.to_owned()))
    }

    fn text(&self) -> String {
        match self {
            Self::Text(digits) => digits.clone(),
            Self::Number(number) => {
                let text = number.to_string();
                match number.as_f64() {
                    // Small and large numbers are printed with an exponent, which a quantity has not.
                    Some(value) if text.contains(['e', 'E']) => value.to_string(),
                    _ => text,
                }
            }
        }
    }
}

impl From<&Evidence> for EvidenceExchange {
    fn from(evidence: &Evidence) -> Self {
        Self {
            kind: Some(evidence.kind.as_str().to_owned()),
            link: evidence.link.clone(),
        }
    }
}

impl MediaExchange {
    fn is_without_picture(&self) -> bool {
        self.kind == "photo" && self.id.is_none()
    }

    fn into_draft(self) -> DraftMedia {
        let kind = match (self.kind.as_str(), &self.id, &self.url) {
            ("", Some(_), None) => "photo".to_owned(),
            ("", None, Some(_)) => "link".to_owned(),
            _ => self.kind,
        };
        let text = self.alt.unwrap_or_default();
        let (alt, title) = if kind == "link" {
            (String::new(), text)
        } else {
            (text, String::new())
        };
        DraftMedia {
            kind,
            id: self.id.unwrap_or_default(),
            alt,
            decorative: self.decorative,
            people_agreed: match self.people_agreed {
                Some(true) => "yes".to_owned(),
                Some(false) => "no".to_owned(),
                None => String::new(),
            },
            url: self.url.unwrap_or_default(),
            title,
        }
    }
}

impl From<&Media> for MediaExchange {
    fn from(media: &Media) -> Self {
        match media {
            Media::Photo { id, alt, people_agreed } => Self {
                kind: "photo".to_owned(),
                id: Some(id.to_string()),
                alt: Some(alt.clone()),
                decorative: alt.is_empty(),
                people_agreed: *people_agreed,
                url: None,
            },
            Media::Link { url, title } => Self {
                kind: "link".to_owned(),
                alt: Some(title.clone()),
                url: Some(url.clone()),
                ..Self::default()
            },
        }
    }
}

impl ContactExchange {
    fn into_draft(self) -> String {
        // A mailbox without an address must not silently become "through the node".
        match self.kind.as_str() {
            "mailbox" => self
                .value
                .filter(|address| !address.trim().is_empty())
                .unwrap_or(self.kind),
            _ => self.kind,
        }
    }
}

impl From<&Contact> for ContactExchange {
    fn from(contact: &Contact) -> Self {
        let (kind, value) = match contact {
            Contact::ViaNode => ("via-node", None),
            Contact::Mailbox(address) => ("mailbox", Some(address.clone())),
        };
        Self {
            kind: kind.to_owned(),
            value,
        }
    }
}

#[cfg(test)]
mod tests;
