//! Drafts by API: the fields as typed; nothing needs to be valid before it is published.

use actix_web::{HttpResponse, http::StatusCode, web};
use domain::{ids::DraftId, practice::PracticeDraft};
use operations::view::DraftView;
use serde::{Deserialize, Serialize};

use crate::{
    api::{
        caller::{ApiCaller, JsonCall},
        done, json,
        practices::read_id,
    },
    error::WebError,
};

/// `GET drafts`.
pub(crate) async fn list(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let drafts = api.operations().drafts(api.session()?).await?;
    json(&api.request, StatusCode::OK, &drafts)
}

/// `POST drafts`.
pub(crate) async fn start(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let draft = api
        .operations()
        .start_draft(api.session()?, api.organisation()?)
        .await?;
    json(&api.request, StatusCode::CREATED, &draft)
}

/// `GET drafts/{id}`.
pub(crate) async fn one(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let draft = api.operations().draft(api.session()?, read_id(&id)?).await?;
    json(&api.request, StatusCode::OK, &draft)
}

/// All fields of a draft, with the number of the version that was read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Save {
    version: u32,
    draft: PracticeDraft,
}

/// `PUT drafts/{id}`.
pub(crate) async fn save(call: JsonCall<Save>, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let (id, body): (DraftId, Save) = (read_id(&id)?, body);
    let saved: DraftView = api
        .operations()
        .save_draft(api.session()?, id, body.version, body.draft)
        .await?;
    json(&api.request, StatusCode::OK, &saved)
}

/// `DELETE drafts/{id}`.
pub(crate) async fn delete(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    api.operations().delete_draft(api.session()?, read_id(&id)?).await?;
    Ok(done())
}

/// `POST drafts/{id}/publish`.
pub(crate) async fn publish(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let published = api.operations().publish_draft(api.session()?, read_id(&id)?).await?;
    json(&api.request, StatusCode::CREATED, &published)
}

/// `GET drafts/{id}/preview`.
pub(crate) async fn preview(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let preview = api.operations().preview(api.session()?, read_id(&id)?).await?;
    json(&api.request, StatusCode::OK, &ApiPreview::from(preview))
}

/// What is missing, and what will be seen.
#[derive(Serialize)]
struct ApiPreview {
    errors: Vec<domain::field_error::FieldError>,
    content_html: String,
    bytes: u64,
    servers: u64,
}

impl From<operations::view::PreviewView> for ApiPreview {
    fn from(preview: operations::view::PreviewView) -> Self {
        Self {
            errors: preview.faults,
            content_html: preview.content_html,
            bytes: preview.bytes,
            servers: preview.servers,
        }
    }
}
