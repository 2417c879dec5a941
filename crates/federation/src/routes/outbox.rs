//! The outbox of the node: an ordinary collection, and with `after` the pages of catch-up (PROTOCOL 13.4).

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use operations::CatchUpPage;
use protocol::refusal::Refusal;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{documents, refuse};
use crate::Federation;

#[derive(Deserialize)]
pub(super) struct Asked {
    after: Option<i64>,
    limit: Option<usize>,
}

pub(super) async fn get(
    request: HttpRequest,
    asked: web::Query<Asked>,
    federation: web::Data<Federation>,
) -> HttpResponse {
    let Some(after) = asked.after else {
        return documents::by_id(request, federation).await;
    };
    let Some(reader) = federation.reader(&request).await.filter(|reader| reader.query_covered) else {
        return refuse(&federation, "", Refusal::new(401, "http-signature"));
    };
    let limit = asked.limit.unwrap_or(100).clamp(1, 100);
    match federation
        .operations()
        .catch_up_page(reader.actor.host(), after.max(0), limit)
        .await
    {
        Ok(page) => HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "application/json"))
            .insert_header((header::VARY, "Signature"))
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .body(document(&page).to_string()),
        Err(_) => refuse(&federation, "", Refusal::new(503, "not-now")),
    }
}

fn document(page: &CatchUpPage) -> Value {
    let items: Vec<Value> = page
        .items
        .iter()
        .map(|item| json!({"seq": item.seq, "prev": item.prev, "activity": item.activity}))
        .collect();
    let mut document =
        json!({"origin": page.origin, "after": page.after, "last": page.last, "head": page.head, "items": items});
    if let Some(checkpoint) = &page.checkpoint {
        document["checkpoint"] = json!(checkpoint);
    }
    document
}
