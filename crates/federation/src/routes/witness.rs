//! This node as a witness (C2SP `tlog-witness`, PROTOCOL 14.4), and what it mirrors.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use operations::{LogFile, OperationError, WitnessAnswer};
use protocol::refusal::Refusal;

use super::{log, refuse};
use crate::Federation;

/// The largest body: 63 hashes and a note.
const LARGEST: usize = 72 * 1024;

pub(super) async fn add_checkpoint(body: web::Payload, federation: web::Data<Federation>) -> HttpResponse {
    let Some(body) = read(body).await else {
        return refuse(&federation, "", Refusal::new(413, "too-large"));
    };
    let operations = federation.operations();
    let mut answer = operations.add_checkpoint(&body).await;
    if let Ok(WitnessAnswer::Unknown(host)) = &answer {
        // A node that was not met yet: its instance actor says by which key it signs.
        if federation.meet_related(host).await {
            answer = operations.add_checkpoint(&body).await;
        }
    }
    match answer {
        Ok(WitnessAnswer::Cosigned(lines)) => {
            federation.mirror_soon();
            text("text/plain; charset=utf-8", 200, lines)
        }
        Ok(WitnessAnswer::Malformed) => refuse(&federation, "", Refusal::new(400, "bad-request")),
        Ok(WitnessAnswer::NotSigned) => refuse(&federation, "", Refusal::new(403, "checkpoint-signature")),
        Ok(WitnessAnswer::Unknown(_)) => refuse(&federation, "", Refusal::new(404, "unknown-log")),
        Ok(WitnessAnswer::Conflict(size)) => text("text/x.tlog.size", 409, format!("{size}\n")),
        Ok(WitnessAnswer::Inconsistent) => refuse(&federation, "", Refusal::new(422, "consistency-invalid")),
        Err(error) => log::refused(&federation, &error),
    }
}

/// A node shows that a log contradicts itself. The proof stands for itself, so nobody has to sign the request.
pub(super) async fn contradiction(
    request: HttpRequest,
    body: web::Payload,
    federation: web::Data<Federation>,
) -> HttpResponse {
    let Some(body) = read(body).await else {
        return refuse(&federation, "", Refusal::new(413, "too-large"));
    };
    let from = request
        .headers()
        .get("bandung-from")
        .and_then(|host| host.to_str().ok());
    let from = from.filter(|host| host.len() <= 253).unwrap_or("unknown").to_owned();
    match federation.operations().take_contradiction(&from, &body).await {
        Ok(true) => HttpResponse::Accepted().finish(),
        Ok(false) => refuse(&federation, "", Refusal::new(422, "not-proven")),
        Err(error) => log::refused(&federation, &error),
    }
}

pub(super) async fn checkpoint(hash: web::Path<String>, federation: web::Data<Federation>) -> HttpResponse {
    let note = federation.operations().witnessed_checkpoint(&hash).await;
    log::serve(&federation, note.map(LogFile::Checkpoint))
}

pub(super) async fn tile(path: web::Path<(String, String)>, federation: web::Data<Federation>) -> HttpResponse {
    let (hash, path) = path.into_inner();
    let operations = federation.operations();
    let file = async {
        let origin = operations.origin_of_hash(&hash).await?;
        operations.log_file(&origin, &path).await
    };
    log::serve(&federation, file.await)
}

pub(super) async fn events(
    hash: web::Path<String>,
    asked: web::Query<log::Asked>,
    federation: web::Data<Federation>,
) -> HttpResponse {
    match federation.operations().origin_of_hash(&hash).await {
        Ok(origin) => log::events_of(&federation, &origin, &asked).await,
        Err(OperationError::NotFound { .. }) => log::not_found(&federation),
        Err(error) => log::refused(&federation, &error),
    }
}

fn text(kind: &str, status: u16, body: String) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).unwrap_or(actix_web::http::StatusCode::OK);
    HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(body)
}

async fn read(body: web::Payload) -> Option<web::Bytes> {
    body.to_bytes_limited(LARGEST).await.ok()?.ok()
}
