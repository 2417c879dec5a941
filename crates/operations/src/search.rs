//! What to look for.

use domain::{
    ids::OrganisationId,
    vocabulary::{CostBand, Country, Hazard, Sdg, Sector, Setting},
};

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
    /// Setting of the practice or of a public report on it.
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
