//! What the program adds to the answers of the web: it is not ready while it stops or when the disk is nearly full, and
//! numbers for operators.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    get,
    http::header,
    middleware::Next,
    web,
};
use operations::Operations;
use protocol::http_signature::imf_fixdate;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::{folder::DataFolder, hops::Hops, unread::Body};

/// Shared by all workers of a node.
#[derive(Clone)]
pub(super) struct Gate(Arc<Inner>);

struct Inner {
    stopping: AtomicBool,
    folder: DataFolder,
    least_free: u64,
    hops: Arc<Hops>,
    metrics_token: Option<SecretString>,
    operations: Operations,
    answers: Mutex<BTreeMap<u16, u64>>,
}

impl Gate {
    pub(super) fn new(
        operations: Operations,
        folder: DataFolder,
        (least_free, hops): (u64, Arc<Hops>),
        metrics_token: Option<SecretString>,
    ) -> Self {
        Self(Arc::new(Inner {
            stopping: AtomicBool::new(false),
            folder,
            least_free,
            hops,
            metrics_token,
            operations,
            answers: Mutex::default(),
        }))
    }

    /// From now on `/readyz` says no.
    pub(super) fn stop(&self) {
        self.0.stopping.store(true, Ordering::SeqCst);
    }

    /// Little room stops what writes; what is said on pages about it is for everybody.
    fn look_at_the_disk(&self) {
        if let Some(free) = self.0.folder.free_space() {
            self.0.operations.set_disk_low(free < self.0.least_free);
            self.0.folder.keep_reserve(free, self.0.least_free);
        }
    }

    fn reason(&self) -> Option<String> {
        if self.0.stopping.load(Ordering::SeqCst) {
            return Some("the node is stopping".to_owned());
        }
        let free = self.0.folder.free_space()?;
        let full = free < self.0.least_free;
        full.then(|| format!("only {} MB are free on the disk of the data folder", free / 1_000_000))
    }

    fn count(&self, status: u16) {
        if let Ok(mut answers) = self.0.answers.lock() {
            *answers.entry(status).or_default() += 1;
        }
    }
}

/// Turns `/readyz` away when the node should get no requests, and counts answers.
pub(super) async fn pass(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(gate) = request.app_data::<web::Data<Gate>>().map(|gate| gate.get_ref().clone()) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    gate.look_at_the_disk();
    gate.0.hops.note(&request);
    // No address of ours has the character U+0000, and PostgreSQL takes no text with it.
    if request.path().contains("%00") || request.query_string().contains("%00") {
        gate.count(400);
        let answer = HttpResponse::BadRequest().body("The address has a character that no address of this node has.\n");
        return Ok(request.into_response(answer));
    }
    if request.path() == "/readyz"
        && let Some(reason) = gate.reason()
    {
        return Ok(request.into_response(not_ready(&[reason])));
    }
    let body = Body::share(&mut request);
    let mut response = next.call(request).await?.map_into_boxed_body();
    gate.count(response.status().as_u16());
    // The time of the port, as everywhere; the web server would read the system's.
    if let Ok(date) = header::HeaderValue::from_str(&imf_fixdate(gate.0.operations.time())) {
        response.headers_mut().insert(header::DATE, date);
    }
    Ok(match body {
        Some(body) => response.map_body(|_, answer| body.keep_with(answer)),
        None => response,
    })
}

fn not_ready(reasons: &[String]) -> HttpResponse {
    HttpResponse::ServiceUnavailable()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(json!({ "ready": false, "reasons": reasons }))
}

/// `/livez` of a worker: the process answers.
#[get("/livez")]
pub(super) async fn livez() -> &'static str {
    "ok"
}

/// `/readyz` of a worker.
#[get("/readyz")]
pub(super) async fn readyz(gate: web::Data<Gate>) -> HttpResponse {
    match gate.0.operations.ready().await {
        Ok(()) => HttpResponse::Ok().json(json!({ "ready": true })),
        Err(reasons) => not_ready(&reasons),
    }
}

/// Numbers for Prometheus, for whoever has the token; without one the address does not exist.
#[get("/metrics")]
pub(super) async fn metrics(request: HttpRequest, gate: web::Data<Gate>) -> HttpResponse {
    let Some(token) = &gate.0.metrics_token else {
        return HttpResponse::NotFound().finish();
    };
    let given = request
        .headers()
        .get(header::AUTHORIZATION)
        .map(header::HeaderValue::as_bytes);
    let given = given
        .and_then(|value| value.strip_prefix(b"Bearer "))
        .unwrap_or_default();
    // Hashes are compared, so that the time tells nothing about the token.
    if evidence::keys::sha256(given) != evidence::keys::sha256(token.expose_secret().as_bytes()) {
        return HttpResponse::Unauthorized()
            .insert_header((header::WWW_AUTHENTICATE, "Bearer"))
            .finish();
    }
    match numbers(&gate).await {
        Ok(text) => HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

async fn numbers(gate: &Gate) -> Result<String, operations::OperationError> {
    let operations = &gate.0.operations;
    let node = operations.node().await?;
    let session = operations.local_operator(None, None).await?;
    let peers = operations.peers(&session).await?;
    let mut text = String::new();
    let mut gauge = |name: &str, labels: &str, value: u64| {
        // Writing to a text does not fail.
        let _never = writeln!(text, "bandung_{name}{labels} {value}");
    };
    gauge(
        "build_info",
        &format!("{{version=\"{}\"}}", env!("CARGO_PKG_VERSION")),
        1,
    );
    gauge("organisations", "", node.organisations);
    gauge("practices", "", node.practices);
    let count = |test: &dyn Fn(&operations::PeerView) -> bool| peers.iter().filter(|peer| test(peer)).count() as u64;
    gauge("peers", "", peers.len() as u64);
    gauge("peers_waiting", "", count(&|peer| peer.waiting > 0));
    gauge("peers_failing", "", count(&|peer| peer.failures > 0));
    gauge("peers_paused", "", count(&|peer| peer.paused));
    gauge("deliveries_waiting", "", peers.iter().map(|peer| peer.waiting).sum());
    gauge(
        "deliveries_parked",
        "",
        peers.iter().map(|peer| peer.parked.len() as u64).sum(),
    );
    if let Some(oldest) = peers.iter().filter_map(|peer| peer.waiting_since).min() {
        let at = u64::try_from(oldest.timestamp()).unwrap_or_default();
        gauge("deliveries_oldest_waiting_timestamp_seconds", "", at);
    }
    if let Some(free) = gate.0.folder.free_space() {
        gauge("disk_free_bytes", "", free);
    }
    if let Ok(answers) = gate.0.answers.lock() {
        for (status, count) in answers.iter() {
            gauge("answers_total", &format!("{{status=\"{status}\"}}"), *count);
        }
    }
    Ok(text)
}
