//! federation.
