//! What to look for.

use domain::{
    ids::OrganisationId,
    search_text,
    vocabulary::{CostBand, Country, Hazard, Sdg, Sector, Setting},
};
use storage::search::Wanted;

/// What to look for among practices; everything that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PracticeFilter {
    /// Words in any script; plain text, no query language (SECURITY CO9).
    pub words: String,
    /// Hazard.
    pub hazard: Option<Hazard>,
    /// Sector.
    pub sector: Option<Sector>,
    /// Setting of the practice.
    pub setting: Option<Setting>,
    /// Setting of a public report on it.
    pub tried_in_setting: Option<Setting>,
    /// Goal.
    pub sdg: Option<Sdg>,
    /// Country.
    pub country: Option<Country>,
    /// Language of the text (primary tag).
    pub language: Option<String>,
    /// Cost at most this band; unknown cost does not match.
    pub cost_at_most: Option<CostBand>,
    /// One of our organisations.
    pub organisation: Option<OrganisationId>,
}

/// More words than this are not looked at.
const WORDS: usize = 12;

impl PracticeFilter {
    pub(crate) fn wanted(&self, offset: u32, most: u32) -> Wanted {
        let mut terms = Vec::new();
        terms.extend(self.hazard.map(|hazard| ("hazard", hazard.as_str().to_owned())));
        terms.extend(self.sector.map(|sector| ("sector", sector.as_str().to_owned())));
        terms.extend(self.setting.map(|setting| ("setting", setting.as_str().to_owned())));
        terms.extend(self.sdg.map(|goal| ("sdg", goal.number().to_string())));
        Wanted {
            words: search_text::tokens(&self.words).into_iter().take(WORDS).collect(),
            terms,
            tried_in_setting: self.tried_in_setting.map(|setting| setting.as_str().to_owned()),
            country: self.country.map(|country| country.code().to_owned()),
            language: self.language.clone(),
            cost_at_most: self.cost_at_most.and_then(CostBand::rank),
            organisation: self.organisation,
            offset,
            most,
        }
    }
}
