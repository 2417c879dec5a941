//! Rosters for other nodes: signed lines after a number, signed pages of a snapshot, of networks of this node and of those
//! that it trusts (PM5); and the witnesses of a network.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use operations::OperationError;
use protocol::refusal::Refusal;
use serde::Deserialize;

use super::refuse;
use crate::Federation;

#[derive(Deserialize)]
pub(super) struct Asked {
    network: String,
    after: Option<u64>,
    page: Option<u32>,
}

pub(super) async fn get(
    request: HttpRequest,
    asked: web::Query<Asked>,
    federation: web::Data<Federation>,
) -> HttpResponse {
    let operations = federation.operations();
    let answer = match (asked.after, asked.page) {
        (None, page) => operations.roster_snapshot(&asked.network, page.unwrap_or(1)).await,
        (Some(after), _) => {
            // Whoever asks by name is told of changes from then on; reading is open to everybody.
            let reader = federation.reader(&request).await;
            let host = reader.as_ref().map(|reader| reader.actor.host());
            operations.roster_lines(&asked.network, after, host).await
        }
    };
    match answer {
        Ok(bytes) => HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "application/json"))
            .insert_header((header::CACHE_CONTROL, "no-cache"))
            .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .body(bytes),
        Err(OperationError::NotFound { .. } | OperationError::NotSetUp) => {
            refuse(&federation, "", Refusal::new(404, "not-found"))
        }
        Err(_) => refuse(&federation, "", Refusal::new(503, "not-now")),
    }
}

pub(super) async fn witness_policy(id: web::Path<String>, federation: web::Data<Federation>) -> HttpResponse {
    match federation.operations().network_witness_policy(&id).await {
        Ok(text) => HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
            .insert_header((header::CACHE_CONTROL, "max-age=60"))
            .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .body(text),
        Err(OperationError::Storage(_)) => refuse(&federation, "", Refusal::new(503, "not-now")),
        Err(_) => refuse(&federation, "", Refusal::new(404, "not-found")),
    }
}
