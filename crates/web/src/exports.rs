//! What people take away: tables for spreadsheets, and the PDF.

#[cfg(feature = "pdf")]
pub(crate) mod pdf;
#[cfg(feature = "pdf")]
pub(crate) mod report;
pub(crate) mod sheet;
pub(crate) mod tally;
