//! Why an operation did not happen.

use domain::field_error::{Fault, FieldError};

use crate::Refusal;

/// Why an operation did not happen. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum OperationError {
    /// Missing, private or not the caller's: one answer for all (SECURITY RO2).
    #[error("{what} was not found")]
    NotFound {
        /// What was looked for.
        what: &'static str,
    },
    /// The caller is known, and may not.
    #[error("{0}")]
    Forbidden(Refusal),
    /// Nobody is logged in, or the login has ended.
    #[error("please log in")]
    NotSignedIn,
    /// The person has no second factor, and without one this does not go on.
    #[error("set up a second factor first: a passkey, or an app that shows codes (Settings, Security)")]
    SecondFactorMissing,
    /// A rule says no; the text says which and what to do.
    #[error("{0}")]
    Refused(Refusal),
    /// A file is no picture that is taken; the text says why.
    #[error("{0}")]
    NoPicture(Refusal),
    /// Some fields are not valid.
    #[error("some fields are not valid")]
    Invalid(Vec<FieldError>),
    /// It was there and its author withdrew it; what may still be said of it.
    #[error("this practice was withdrawn by its author")]
    Withdrawn(Box<crate::view::Withdrawn>),
    /// Somebody else changed this in the meantime.
    #[error("somebody else changed this in the meantime")]
    Conflict,
    /// Too many tries; wait.
    #[error("too many tries; wait {seconds} s")]
    TooMany {
        /// How long.
        seconds: u64,
    },
    /// The node has no domain yet.
    #[error("this node is not set up yet: run `bandung setup` and open the link")]
    NotSetUp,
    /// The log of this node cannot go on now: it is shorter than what was signed, or not compared with it yet.
    #[error("{0}")]
    LogHeld(Refusal),
    /// A protocol rule refused a message.
    #[error(transparent)]
    Protocol(#[from] protocol::refusal::Refusal),
    /// The database could not answer.
    #[error("the database did not answer")]
    Storage(#[from] storage::StorageError),
    /// Another server could not be reached or answered nonsense.
    #[error("{host} could not be asked: {cause}")]
    Remote {
        /// Which server.
        host: String,
        /// Why.
        cause: crate::RemoteError,
    },
}

impl OperationError {
    /// One field with one fault.
    pub(crate) fn invalid(field: &'static str, fault: Fault) -> Self {
        Self::Invalid(vec![FieldError::new(field, fault)])
    }

    /// A name that somebody else has.
    pub(crate) fn taken(field: &'static str) -> Self {
        Self::invalid(field, Fault::Taken)
    }
}
