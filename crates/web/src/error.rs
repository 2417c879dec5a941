//! From what went wrong to an answer: a page for a person, a problem document (RFC 9457) for a program. One place.

use std::fmt;

use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use domain::field_error::FieldError;
use operations::{OperationError, Refusal, RemoteError};
use serde::Serialize;

use crate::{frame::Frame, locale::Locale};

/// What a handler answers when it cannot do what was asked.
#[derive(Debug)]
pub(crate) enum WebError {
    /// There is no such page, or the caller may not know of it.
    NotFound,
    /// The method does not exist here.
    MethodNotAllowed,
    /// The caller may not.
    Forbidden,
    /// The form is not from us, or too old.
    FormNotOurs,
    /// The request cannot be understood; why, for programs.
    BadRequest(String),
    /// The page was asked for under another name than ours.
    WrongHost,
    /// Too much was sent.
    TooLarge,
    /// What was sent did not come in time.
    TooSlow,
    /// The disk is nearly full, and this writes.
    NoRoom,
    /// Not a type that is read here.
    UnsupportedType,
    /// Wait.
    TooMany {
        /// How long.
        seconds: u64,
    },
    /// Who it is was asked once more, and the answer was not right, on a page that does not come back to the form.
    StepUpWrong,
    /// An operation said no.
    Operation(OperationError),
    /// Another server could not be asked.
    Remote(RemoteError),
    /// A template failed: our fault.
    Rendering(String),
}

impl From<OperationError> for WebError {
    fn from(error: OperationError) -> Self {
        match error {
            OperationError::NotFound { .. } => Self::NotFound,
            OperationError::TooMany { seconds } => Self::TooMany { seconds },
            other => Self::Operation(other),
        }
    }
}

impl From<RemoteError> for WebError {
    fn from(error: RemoteError) -> Self {
        Self::Remote(error)
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::Rendering(error.to_string())
    }
}

impl fmt::Display for WebError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rendering(cause) => write!(f, "{}: {cause}", self.code()),
            Self::Operation(error) => write!(f, "{}: {error}", self.code()),
            _ => f.write_str(self.code()),
        }
    }
}

impl WebError {
    /// Its name: the last part of `type` in a problem document, and of the texts `error-…` of the page.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::Forbidden | Self::Operation(OperationError::Forbidden(_)) => "forbidden",
            Self::FormNotOurs => "form-not-ours",
            Self::BadRequest(_) => "bad-request",
            Self::WrongHost => "wrong-host",
            Self::TooLarge => "too-large",
            Self::TooSlow => "too-slow",
            Self::UnsupportedType => "unsupported-type",
            Self::NoRoom => "no-room",
            Self::TooMany { .. } => "too-many",
            Self::StepUpWrong => "refused",
            Self::Remote(error) => error.code(),
            Self::Rendering(_) => "unavailable",
            Self::Operation(error) => match error {
                OperationError::NotSignedIn => "not-signed-in",
                OperationError::SecondFactorMissing => "second-factor-missing",
                OperationError::Refused(_) => "refused",
                OperationError::NoPicture(_) => "unsupported-type",
                OperationError::Invalid(_) => "invalid",
                OperationError::Conflict => "conflict",
                OperationError::NotSetUp => "not-set-up",
                OperationError::Withdrawn(_) => "withdrawn",
                OperationError::Protocol(_) => "refused",
                OperationError::Remote { .. } => "remote-unreachable",
                _ => "unavailable",
            },
        }
    }

    /// A sentence of the operation itself that helps: rules that say no name what to do.
    pub(crate) fn detail(&self) -> Option<String> {
        match self {
            Self::BadRequest(text) => Some(text.clone()),
            Self::Operation(error @ OperationError::Protocol(_)) => Some(error.to_string()),
            Self::StepUpWrong => self.said(Locale::En),
            _ if self.refusal().is_some() => self.refusal().map(ToString::to_string),
            Self::Remote(error) => Some(error.to_string()),
            _ => None,
        }
    }

    /// What a rule said.
    fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Operation(
                OperationError::Refused(refusal)
                | OperationError::Forbidden(refusal)
                | OperationError::NoPicture(refusal)
                | OperationError::LogHeld(refusal),
            ) => Some(refusal),
            _ => None,
        }
    }

    /// The rule that said no, as a word for programs.
    pub(crate) fn reason(&self) -> Option<&'static str> {
        match self {
            Self::StepUpWrong => Some("step-up-wrong"),
            _ => self.refusal().map(Refusal::key),
        }
    }

    /// The sentence of the rule that said no, in a language.
    pub(crate) fn said(&self, locale: Locale) -> Option<String> {
        match self {
            Self::StepUpWrong => Some(locale.t("step-up-wrong")),
            _ => self.refusal().map(|refusal| locale.refusal(refusal)),
        }
    }

    /// In the language of the visitor, why it did not happen, for a page that goes on.
    pub(crate) fn why(&self, v: &Frame) -> String {
        self.said(v.locale).unwrap_or_else(|| v.label("error", self.code()))
    }

    /// The fields that are not valid.
    pub(crate) fn faults(&self) -> &[FieldError] {
        match self {
            Self::Operation(OperationError::Invalid(faults)) => faults,
            _ => &[],
        }
    }

    /// Seconds to wait before trying again, for `Retry-After`.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany { seconds } => Some(*seconds),
            _ if self.status_code() == StatusCode::SERVICE_UNAVAILABLE => Some(30),
            _ => None,
        }
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self.code() {
            "not-found" => StatusCode::NOT_FOUND,
            "withdrawn" => StatusCode::GONE,
            "method-not-allowed" => StatusCode::METHOD_NOT_ALLOWED,
            "forbidden" | "form-not-ours" | "second-factor-missing" => StatusCode::FORBIDDEN,
            "bad-request" => StatusCode::BAD_REQUEST,
            "wrong-host" => StatusCode::MISDIRECTED_REQUEST,
            "too-large" => StatusCode::PAYLOAD_TOO_LARGE,
            "too-slow" => StatusCode::REQUEST_TIMEOUT,
            "unsupported-type" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "too-many" => StatusCode::TOO_MANY_REQUESTS,
            "not-signed-in" => StatusCode::UNAUTHORIZED,
            "refused" | "remote-not-allowed" => StatusCode::CONFLICT,
            "invalid" | "remote-not-found" | "remote-unusable" => StatusCode::UNPROCESSABLE_ENTITY,
            "conflict" => StatusCode::PRECONDITION_FAILED,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// An empty answer; the middleware `failures` gives it a body in the form that the caller reads.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// A problem document (RFC 9457).
#[derive(Serialize)]
pub(crate) struct Problem<'a> {
    /// `/problems/…`.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// What happened, in English.
    pub(crate) title: String,
    /// The status again.
    pub(crate) status: u16,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
    /// Which rule said no, as a word for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<&'static str>,
    /// Field by field.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) errors: &'a [FieldError],
}

impl Problem<'_> {
    /// The media type.
    pub(crate) const TYPE: &'static str = "application/problem+json";
}
