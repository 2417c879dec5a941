//! Our own API, `/api/bandung/v1`: the same operations as the pages, for programs with a token (`docs/api.md`).

pub(crate) mod caller;
pub(crate) mod declarations;
pub(crate) mod drafts;
pub(crate) mod follows;
pub(crate) mod network_admin;
pub(crate) mod networks;
pub(crate) mod node;
pub(crate) mod openapi;
pub(crate) mod practices;
pub(crate) mod reports;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
use serde::Serialize;

use crate::{
    answer::{Answer, Keep},
    error::WebError,
};

/// A JSON answer. Nothing of the API is kept by those in between.
pub(crate) fn json(
    request: &HttpRequest,
    status: StatusCode,
    value: &impl Serialize,
) -> Result<HttpResponse, WebError> {
    let body = serde_json::to_vec(value).map_err(|error| WebError::Rendering(error.to_string()))?;
    Ok(Answer::ok("application/json", body)
        .status(status)
        .keep(Keep::Never)
        .send(request))
}

/// An answer without a body.
pub(crate) fn done() -> HttpResponse {
    HttpResponse::NoContent().finish()
}
