//! The page of an error: what happened, what is safe, what to do.

use actix_web::{HttpResponse, ResponseError};
use askama::Template;
use domain::field_error::FieldError;

use crate::{error::WebError, frame::Frame, visit::Visit};

#[derive(Template)]
#[template(path = "pages/problem.html")]
struct ProblemPage<'a> {
    v: &'a Frame,
    code: &'static str,
    said: Option<String>,
    detail: Option<String>,
    faults: &'a [FieldError],
}

/// The page of an error.
pub(crate) fn page(visit: &Visit, error: &WebError) -> Result<HttpResponse, WebError> {
    let said = error.said(visit.frame.locale);
    let page = ProblemPage {
        v: &visit.frame,
        code: error.code(),
        detail: error.detail().filter(|_| said.is_none()),
        said,
        faults: error.faults(),
    };
    visit.page_with(error.status_code(), &page)
}
