//! Files that anybody can check without this node: bundles, receipts, its policy, and what it counted (PROTOCOL 14.1).

use actix_web::{HttpResponse, http::header, web};
use operations::OperationError;
use serde::Deserialize;
use tokio::sync::mpsc;

use super::log::{not_found, refused};
use crate::Federation;

#[derive(Deserialize)]
pub(super) struct AskedBundle {
    declaration: String,
}

#[derive(Deserialize)]
pub(super) struct AskedReceipt {
    endorsement: String,
}

pub(super) async fn bundle(asked: web::Query<AskedBundle>, federation: web::Data<Federation>) -> HttpResponse {
    write(&federation, &asked.declaration).await
}

pub(super) async fn bundle_of_page(slug: web::Path<String>, federation: web::Data<Federation>) -> HttpResponse {
    match federation.operations().declaration_of_slug(&slug).await {
        Ok(object) => write(&federation, &object).await,
        Err(error) => refused(&federation, &error),
    }
}

async fn write(federation: &Federation, object: &str) -> HttpResponse {
    let source = match federation.operations().declaration_bundle(object).await {
        Ok(source) => source,
        Err(error) => return refused(federation, &error),
    };
    let (sender, receiver) = mpsc::channel(2);
    let operations = federation.operations().clone();
    tokio::spawn(async move {
        if let Err(cause) = operations.write_bundle(source, &sender).await {
            tracing::error!(%cause, "A bundle could not be written to its end");
        }
    });
    let pieces = futures::stream::unfold(receiver, |mut receiver| async move {
        let piece = receiver.recv().await?;
        Some((Ok::<_, std::convert::Infallible>(piece), receiver))
    });
    json_file("bundle.json").streaming(pieces)
}

pub(super) async fn receipt(asked: web::Query<AskedReceipt>, federation: web::Data<Federation>) -> HttpResponse {
    match federation
        .operations()
        .endorsement_receipt_file(&asked.endorsement)
        .await
    {
        Ok(receipt) => json_file("receipt.json").body(receipt.to_string()),
        Err(error) => refused(&federation, &error),
    }
}

pub(super) async fn policy(federation: web::Data<Federation>) -> HttpResponse {
    match federation.operations().own_policy().await {
        Ok(text) => HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
            .insert_header((header::CACHE_CONTROL, "max-age=60"))
            .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .body(text),
        Err(error) => refused(&federation, &error),
    }
}

pub(super) async fn recounts(federation: web::Data<Federation>) -> HttpResponse {
    match federation.operations().own_recounts().await {
        Ok(told) => HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "application/json"))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .body(serde_json::Value::Array(told).to_string()),
        Err(OperationError::NotSetUp) => not_found(&federation),
        Err(error) => refused(&federation, &error),
    }
}

fn json_file(name: &str) -> actix_web::HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
    response
}
