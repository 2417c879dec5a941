//! `POST` to an inbox.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use futures::StreamExt;
use protocol::refusal::Refusal;

use super::{header_list, raw, refuse};
use crate::Federation;

/// The largest body, in bytes (SG6).
const LARGEST: usize = 256 * 1024;
/// A body must be complete within this time (SG6).
const WITHIN: TimeDelta = TimeDelta::seconds(30);

pub(super) async fn receive(
    request: HttpRequest,
    payload: web::Payload,
    federation: web::Data<Federation>,
) -> HttpResponse {
    let clock = &federation.inner().clock;
    let read = tokio::select! {
        read = read(payload) => read,
        () = clock.sleep_until(clock.now() + WITHIN) => Err(Refusal::new(408, "body-slow")),
    };
    let body = match read {
        Ok(body) => body,
        Err(refusal) => return refuse(&federation, "", refusal),
    };
    let headers = header_list(&request);
    match federation.receive(&raw(&request, &headers, &body)).await {
        Ok(_) => HttpResponse::Accepted().finish(),
        Err(refused) => refuse(&federation, refused.host(), refused.refusal),
    }
}

async fn read(mut payload: web::Payload) -> Result<Vec<u8>, Refusal> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Refusal::new(400, "body-broken"))?;
        if body.len() + chunk.len() > LARGEST {
            return Err(Refusal::new(413, "body-large"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
