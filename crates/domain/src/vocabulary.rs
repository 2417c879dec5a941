//! The closed lists of the forms, with their data: countries (UN M49), sectors, hazards, SDGs and the small lists.

use std::collections::BTreeMap;

mod countries;
mod labels;
mod lists;

pub use countries::{Country, LISTS_AS_OF, Place, Region};
pub use lists::{
    Barrier, BeneficiaryGroup, CostBand, EvidenceType, Hazard, Licence, Maturity, OrganisationType, Outcome,
    PlacePrecision, PracticeScale, ReplicationVisibility, ResultUnit, Sdg, Sector, Setting, TimeToResults,
};

/// Names or labels by code: column to text.
type Table = BTreeMap<String, BTreeMap<String, String>>;

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .filter_map(Result::ok)
        .collect()
}

fn table(text: &str, key: &str) -> Table {
    rows(text)
        .into_iter()
        .filter_map(|mut row| row.remove(key).map(|code| (code, row)))
        .collect()
}

/// The text of a row in a language (BCP 47) from the columns that begin with `prefix`, English where there is none.
fn text_in(table: &'static Table, code: &str, prefix: &str, language: &str) -> Option<&'static str> {
    let row = table.get(code)?;
    let filled = |column: &str| row.get(column).filter(|text| !text.is_empty());
    let primary = language.split('-').next().unwrap_or(language);
    filled(&format!("{prefix}{}", language.replace('-', "_")))
        .or_else(|| filled(&format!("{prefix}{primary}")))
        .or_else(|| filled(&format!("{prefix}en")))
        .map(String::as_str)
}

#[cfg(test)]
mod tests;
