//! The routes for servers. They take the raw payload and headers as a list, so that repeats stay visible.

mod bundle;
mod documents;
mod inbox;
mod log;
mod outbox;
mod rosters;
mod well_known;
mod witness;

use actix_web::{
    HttpRequest, HttpResponse,
    guard::{self, GuardContext},
    http::header,
    web,
};
use protocol::{envelope::RawRequest, names::ACTIVITY_JSON, refusal::Refusal};

use crate::Federation;

/// Pages for people whose address also answers servers, told apart by `Accept`.
const SHARED: [&str; 5] = [
    "/@{handle}",
    "/practices/{slug}",
    "/declarations/{slug}",
    "/posts/{id}",
    "/networks/{handle}",
];

pub(crate) fn configure(federation: &Federation, config: &mut web::ServiceConfig) {
    config
        .app_data(web::Data::new(federation.clone()))
        .route("/.well-known/webfinger", web::get().to(well_known::webfinger))
        .route("/.well-known/host-meta", web::get().to(well_known::host_meta))
        .route("/.well-known/nodeinfo", web::get().to(well_known::nodeinfo_index))
        .route("/nodeinfo/{version}", web::get().to(well_known::nodeinfo))
        .route("/ap/inbox", web::post().to(inbox::receive))
        .route("/ap/orgs/{id}/inbox", web::post().to(inbox::receive))
        .route("/ap/networks/{id}/inbox", web::post().to(inbox::receive))
        .route(
            "/ap/networks/{id}/witness-policy",
            web::get().to(rosters::witness_policy),
        )
        .route("/ap/rosters", web::get().to(rosters::get))
        .route("/ap/actor/inbox", web::post().to(inbox::receive))
        .route("/ap/outbox", web::get().to(outbox::get))
        .route("/declarations/{slug}/bundle", web::get().to(bundle::bundle_of_page))
        .route("/ap/recounts", web::get().to(bundle::recounts))
        .route("/ap/log/{number}/bundle", web::get().to(bundle::bundle))
        .route("/ap/log/{number}/receipt", web::get().to(bundle::receipt))
        .route("/ap/log/{number}/policy", web::get().to(bundle::policy))
        .route("/ap/log/{number}/events", web::get().to(log::events))
        .route("/ap/log/{number}/{path:checkpoint|tile/.*}", web::get().to(log::file))
        .route("/ap/witness/add-checkpoint", web::post().to(witness::add_checkpoint))
        .route("/ap/witness/contradiction", web::post().to(witness::contradiction))
        .route("/ap/witness/{hash}/checkpoint", web::get().to(witness::checkpoint))
        .route("/ap/witness/{hash}/events", web::get().to(witness::events))
        .route("/ap/witness/{hash}/{path:tile/.*}", web::get().to(witness::tile))
        .route("/ap/{tail:.*}", web::get().to(documents::by_id));
    for path in SHARED {
        config.service(
            web::resource(path)
                .guard(guard::Get())
                .guard(guard::fn_guard(asks_for_activity))
                .route(web::get().to(documents::by_page)),
        );
    }
}

/// Whether the client prefers an ActivityPub document to a page.
fn asks_for_activity(context: &GuardContext<'_>) -> bool {
    let mut activity = 0.0_f32;
    let mut page = 0.0_f32;
    for value in context
        .head()
        .headers()
        .get_all(header::ACCEPT)
        .filter_map(|value| value.to_str().ok())
    {
        for part in value.split(',') {
            let mut parameters = part.split(';').map(str::trim);
            let kind = parameters.next().unwrap_or_default().to_ascii_lowercase();
            let quality = parameters
                .find_map(|parameter| parameter.strip_prefix("q="))
                .and_then(|q| q.parse().ok())
                .unwrap_or(1.0_f32);
            match kind.as_str() {
                "application/activity+json" | "application/ld+json" => activity = activity.max(quality),
                "text/html" | "application/xhtml+xml" => page = page.max(quality),
                _ => {}
            }
        }
    }
    activity > 0.0 && activity >= page
}

/// The headers as a list, in the order of arrival for equal names.
fn header_list(request: &HttpRequest) -> Vec<(&str, &[u8])> {
    request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .collect()
}

/// Path and query as on the request line.
fn target(request: &HttpRequest) -> &str {
    request
        .head()
        .uri
        .path_and_query()
        .map_or("/", |target| target.as_str())
}

fn raw<'a>(request: &'a HttpRequest, headers: &'a [(&'a str, &'a [u8])], body: &'a [u8]) -> RawRequest<'a> {
    RawRequest {
        method: request.method().as_str(),
        target: target(request),
        headers,
        body,
    }
}

/// One short body per status; it never repeats what was sent. Each is counted, under the host that the request names.
fn refuse(federation: &Federation, host: &str, refusal: Refusal) -> HttpResponse {
    federation.operations().note_refusal(host, refusal.reason);
    let status = actix_web::http::StatusCode::from_u16(refusal.status)
        .unwrap_or(actix_web::http::StatusCode::SERVICE_UNAVAILABLE);
    let mut response = HttpResponse::build(status);
    if matches!(refusal.status, 429 | 503) {
        response.insert_header((header::RETRY_AFTER, "60"));
    }
    tracing::debug!(
        status = refusal.status,
        reason = refusal.reason,
        "Refused a request of a server"
    );
    let title = status.canonical_reason().unwrap_or("Refused");
    response
        .insert_header((header::CONTENT_TYPE, "application/problem+json"))
        .body(
            serde_json::json!({
                "type": format!("/problems/{}", refusal.reason), "title": title, "status": refusal.status,
            })
            .to_string(),
        )
}

/// An ActivityPub document (PV9), or that it is still the one which the asker has.
fn activity(request: &HttpRequest, bytes: Vec<u8>, gone: bool) -> HttpResponse {
    let tag = format!("\"{}\"", &evidence::keys::sha256_base64(&bytes)[..22]);
    let held = request.headers().get(header::IF_NONE_MATCH);
    let held = held.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = held.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    let mut response = match (gone, known) {
        (true, _) => HttpResponse::Gone(),
        (false, true) => HttpResponse::NotModified(),
        (false, false) => HttpResponse::Ok(),
    };
    let bytes = if known && !gone { Vec::new() } else { bytes };
    response
        .insert_header((header::ETAG, tag))
        .insert_header((header::CONTENT_TYPE, ACTIVITY_JSON))
        .insert_header((header::VARY, "Accept, Signature"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(bytes)
}
