//! Why something did not happen, with the exit code of the program.

use domain::field_error::{Fault, FieldError};
use operations::{OperationError, RemoteError};
use serde::{Deserialize, Serialize};
use storage::StorageError;

use crate::config::Problems;

/// A sentence for the person and the exit code of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What happened and what to do.
    pub message: String,
    /// 1 failed, 2 usage, 75 try later, 78 settings.
    pub code: u8,
}

impl Failure {
    /// It failed.
    pub fn failed(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            code: 1,
        }
    }
    /// It was asked wrongly.
    pub fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            code: 2,
        }
    }
    /// It may go later.
    pub fn later(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            code: 75,
        }
    }
    /// The settings forbid it.
    pub fn settings(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            code: 78,
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::failed(error.to_string())
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::settings(problems.to_string())
    }
}

impl From<OperationError> for Failure {
    fn from(error: OperationError) -> Self {
        match error {
            OperationError::Invalid(faults) => Self::failed(in_words(&faults)),
            OperationError::TooMany { .. } => Self::later(error.to_string()),
            OperationError::Remote {
                cause: RemoteError::Unreachable(_),
                ..
            } => Self::later(error.to_string()),
            other => Self::failed(other.to_string()),
        }
    }
}

impl From<RemoteError> for Failure {
    fn from(error: RemoteError) -> Self {
        match error {
            RemoteError::Unreachable(_) => Self::later(error.to_string()),
            other => Self::failed(other.to_string()),
        }
    }
}

/// One line per fault.
pub(crate) fn in_words(faults: &[FieldError]) -> String {
    let lines: Vec<String> = faults
        .iter()
        .map(|error| format!("  {}: {}", error.field, fault_in_words(&error.fault)))
        .collect();
    format!("some fields are not valid:\n{}", lines.join("\n"))
}

/// A fault, as the end of a sentence.
pub(crate) fn fault_in_words(fault: &Fault) -> String {
    fault.to_string()
}
