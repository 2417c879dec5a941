//! A best practice: 18 questions, 9 of them to fill in (PROTOCOL 2.4, UX 5.1).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ids::MediaId,
    text::{Language, Teaser, Title},
    time::Month,
    vocabulary::{
        BeneficiaryGroup, CostBand, Country, EvidenceType, Hazard, Licence, Maturity, PlacePrecision, PracticeScale,
        ResultUnit, Sdg, Sector, Setting, TimeToResults,
    },
};

mod check;
mod draft;
mod exchange;
pub use draft::{DraftMedia, DraftNumber, PracticeDraft};
pub use exchange::{
    ContactExchange, DecimalExchange, EvidenceExchange, MediaExchange, NumberExchange, PracticeExchange,
};

/// A quantity: `^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$`, kept as text so that no digit is lost (PROTOCOL PV7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quantity(String);

impl Quantity {
    /// Reads a quantity.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits
            .split_once('.')
            .map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let whole_ok = all_digits(whole) && whole.len() <= 15 && (whole == "0" || !whole.starts_with('0'));
        let fraction_ok = fraction.is_none_or(|part| all_digits(part) && part.len() <= 6);
        (whole_ok && fraction_ok).then(|| Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Quantity {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is not a quantity"))
    }
}

impl From<Quantity> for String {
    fn from(quantity: Quantity) -> Self {
        quantity.0
    }
}

/// One measured change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultNumber {
    /// What was measured, at most 90 graphemes.
    pub what: String,
    /// In which unit.
    pub unit: ResultUnit,
    /// Before; nothing when unknown.
    pub before: Option<Quantity>,
    /// After.
    pub after: Quantity,
}

/// What the claims rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Kind.
    #[serde(rename = "type")]
    pub kind: EvidenceType,
    /// Where to read it, http or https.
    pub link: Option<String>,
}

/// How to reach the author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "value")]
pub enum Contact {
    /// By a reply; nothing is published.
    ViaNode,
    /// A role mailbox that the organisation chose to publish.
    Mailbox(String),
}

/// Something shown with the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Media {
    /// A photo that we store.
    Photo {
        /// Our picture.
        id: MediaId,
        /// Alternative text; empty means decorative.
        alt: String,
        /// The people shown agreed; nothing when nobody can be recognised.
        people_agreed: Option<bool>,
    },
    /// A link to audio, video or a document elsewhere.
    Link {
        /// http or https.
        url: String,
        /// What it is.
        title: String,
    },
}

/// All fields of a practice, checked. The order is that of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// What changed, for whom.
    pub title: Title,
    /// At most 400 graphemes.
    pub problem: String,
    /// 1 to 12 steps, together at most 1,500 graphemes.
    pub what_we_did: Vec<String>,
    /// At most 600.
    pub result: String,
    /// 0 to 3.
    pub result_numbers: Vec<ResultNumber>,
    /// At most 400; `unknown` is fine, "nothing" is not.
    pub what_went_wrong: String,
    /// At most 400.
    pub you_need: Option<String>,
    /// Where.
    pub country: Country,
    /// At most 80; absent when the precision is `hidden`.
    pub place: Option<String>,
    /// Default `district`.
    pub place_precision: PlacePrecision,
    /// 1 to 2.
    pub setting: Vec<Setting>,
    /// How large.
    pub scale: Option<PracticeScale>,
    /// 1 to 3.
    pub sectors: Vec<Sector>,
    /// 0 to 3.
    pub hazards: Vec<Hazard>,
    /// 0 to 3.
    pub sdgs: Vec<Sdg>,
    /// From when.
    pub started: Month,
    /// Until when; nothing = still running.
    pub ended: Option<Month>,
    /// Cost.
    pub cost_band_usd: CostBand,
    /// Nothing = unknown.
    pub people_reached: Option<u64>,
    /// 0 to 3.
    pub beneficiary_groups: Vec<BeneficiaryGroup>,
    /// How proven.
    pub maturity: Option<Maturity>,
    /// How long until it showed.
    pub time_to_results: Option<TimeToResults>,
    /// What the claims rest on.
    pub evidence: Option<Evidence>,
    /// Teaser.
    pub summary: Teaser,
    /// Language of all texts.
    pub language: Language,
    /// 0 to 4 photos, plus links.
    pub media: Vec<Media>,
    /// How to reach the author.
    pub contact: Contact,
    /// Licence of the text.
    pub licence: Licence,
    /// Address of the practice that it grew from.
    pub adapted_from: Option<String>,
    /// Last "still in use".
    #[serde(default)]
    pub last_confirmed: Option<NaiveDate>,
}
