//! What people take away: tables for spreadsheets, and the PDF.

#[cfg(feature = "pdf")]
pub(crate) mod pdf;
pub(crate) mod sheet;
