//! draft-cavage-http-signatures-12.
