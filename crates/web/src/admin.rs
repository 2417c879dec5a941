//! Pages of the operator.
