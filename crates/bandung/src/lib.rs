//! bandung.
