//! The logs of this node as files (C2SP `tlog-tiles`, PROTOCOL 14.1).

use actix_web::{HttpResponse, http::header, web};
use operations::{LogFile, OperationError};
use protocol::refusal::Refusal;
use serde::Deserialize;

use super::refuse;
use crate::Federation;

/// Tiles never change.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Checkpoints do.
const FOR_SECONDS: &str = "max-age=5";

#[derive(Deserialize)]
pub(super) struct Asked {
    declaration: Option<String>,
    after: Option<u64>,
}

pub(super) async fn file(path: web::Path<(u32, String)>, federation: web::Data<Federation>) -> HttpResponse {
    let (number, path) = path.into_inner();
    let Some(origin) = origin(&federation, number) else {
        return not_found(&federation);
    };
    serve(&federation, federation.operations().own_log_file(&origin, &path).await)
}

pub(super) async fn events(
    number: web::Path<u32>,
    asked: web::Query<Asked>,
    federation: web::Data<Federation>,
) -> HttpResponse {
    let Some(origin) = origin(&federation, *number) else {
        return not_found(&federation);
    };
    events_of(&federation, &origin, &asked).await
}

pub(super) async fn events_of(federation: &Federation, origin: &str, asked: &Asked) -> HttpResponse {
    let from = asked.after.map_or(0, |after| after.saturating_add(1));
    let page = federation
        .operations()
        .log_events(origin, asked.declaration.as_deref(), from)
        .await;
    match page {
        Ok(page) => HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "application/json"))
            .insert_header((header::CACHE_CONTROL, FOR_SECONDS))
            .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .body(page.to_string()),
        Err(error) => refused(federation, &error),
    }
}

pub(super) fn serve(federation: &Federation, file: Result<LogFile, OperationError>) -> HttpResponse {
    let (kind, cache, body) = match file {
        Ok(LogFile::Checkpoint(note)) => ("text/plain; charset=utf-8", FOR_SECONDS, note.into_bytes()),
        Ok(LogFile::Tile(bytes)) => ("application/octet-stream", FOR_EVER, bytes),
        Err(error) => return refused(federation, &error),
    };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, cache))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(body)
}

pub(super) fn refused(federation: &Federation, error: &OperationError) -> HttpResponse {
    match error {
        OperationError::NotFound { .. } | OperationError::NotSetUp => not_found(federation),
        _ => refuse(federation, "", Refusal::new(503, "not-now")),
    }
}

pub(super) fn not_found(federation: &Federation) -> HttpResponse {
    refuse(federation, "", Refusal::new(404, "not-found"))
}

fn origin(federation: &Federation, number: u32) -> Option<String> {
    federation.operations().urls().map(|urls| urls.log_origin(number))
}
