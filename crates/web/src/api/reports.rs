//! Replication reports by API.

use actix_web::{HttpResponse, http::StatusCode, web};
use domain::replication::ReportExchange;
use operations::OperationError;

use crate::{
    api::{
        caller::{ApiCaller, JsonCall},
        done, json,
        practices::read_id,
    },
    error::WebError,
};

/// `GET reports`: those of the organisation.
pub(crate) async fn list(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let reports = api.operations().reports_of(api.organisation()?).await?;
    json(&api.request, StatusCode::OK, &reports)
}

/// `POST reports`.
pub(crate) async fn publish(call: JsonCall<ReportExchange>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let report = body.into_draft().check().map_err(OperationError::Invalid)?;
    let key = api.idempotency_key()?;
    let published = api
        .operations()
        .publish_report(api.session()?, api.organisation()?, report, key)
        .await?;
    json(&api.request, StatusCode::CREATED, &published)
}

/// `DELETE reports/{id}`.
pub(crate) async fn withdraw(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    api.operations().withdraw_report(api.session()?, read_id(&id)?).await?;
    Ok(done())
}
