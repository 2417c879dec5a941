//! Pages of those who run the node: what is the state, since when, what should I do.

pub(crate) mod audit;
pub(crate) mod blocks;
pub(super) mod declaration_form;
pub(crate) mod declarations;
pub(crate) mod deliveries;
pub(crate) mod endorsements;
pub(crate) mod imports;
pub(crate) mod networks;
pub(crate) mod node;
pub(crate) mod panic;
pub(crate) mod people;
pub(crate) mod reports;
pub(crate) mod setup;
pub(crate) mod trust;
