//! The closed lists of the forms, with their data: countries (UN M49), sectors, hazards, SDGs and the small lists.

mod countries;
mod lists;

pub use countries::{Country, Place, Region};
pub use lists::{
    Barrier, BeneficiaryGroup, CostBand, EvidenceType, Hazard, Licence, Maturity, OrganisationType, Outcome,
    PlacePrecision, PracticeScale, ReplicationVisibility, ResultUnit, Sdg, Sector, Setting, TimeToResults,
};
