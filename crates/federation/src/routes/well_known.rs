//! WebFinger, host-meta and NodeInfo (PROTOCOL 4).

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use protocol::refusal::Refusal;
use serde::Deserialize;
use serde_json::Value;

use super::refuse;
use crate::Federation;

#[derive(Deserialize)]
pub(super) struct Resource {
    resource: Option<String>,
}

fn json(kind: &str, document: &Value) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind.to_owned()))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::CACHE_CONTROL, "max-age=3600"))
        .body(document.to_string())
}

pub(super) async fn webfinger(asked: web::Query<Resource>, federation: web::Data<Federation>) -> HttpResponse {
    let Some(resource) = &asked.resource else {
        return refuse(&federation, "", Refusal::new(400, "resource-missing"));
    };
    match federation.operations().webfinger(resource).await {
        Ok(document) => json("application/jrd+json", &document),
        Err(operations::OperationError::Storage(_)) => refuse(&federation, "", Refusal::new(503, "not-now")),
        Err(_) => refuse(&federation, "", Refusal::new(404, "not-found")),
    }
}

pub(super) async fn host_meta(federation: web::Data<Federation>) -> HttpResponse {
    let Some(urls) = federation.operations().urls() else {
        return refuse(&federation, "", Refusal::new(404, "not-found"));
    };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/xrd+xml; charset=utf-8"))
        .body(protocol::host_meta::document(&urls))
}

pub(super) async fn nodeinfo_index(federation: web::Data<Federation>) -> HttpResponse {
    let Some(urls) = federation.operations().urls() else {
        return refuse(&federation, "", Refusal::new(404, "not-found"));
    };
    json("application/json", &protocol::nodeinfo::index(&urls))
}

pub(super) async fn nodeinfo(request: HttpRequest, federation: web::Data<Federation>) -> HttpResponse {
    let version = request.match_info().query("version").to_owned();
    match federation.operations().nodeinfo(&version).await {
        Ok(document) => {
            let kind = format!(
                "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/{version}#\"; charset=utf-8"
            );
            json(&kind, &document)
        }
        Err(_) => refuse(&federation, "", Refusal::new(404, "not-found")),
    }
}
