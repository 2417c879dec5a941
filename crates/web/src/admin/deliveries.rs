//! Deliveries: a promise made visible. Per peer what waits, since when, why, and what can be done.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use operations::PeerView;

use crate::{answer::see_other, error::WebError, form::PostForm, frame::Frame, visit::Visit};

#[derive(Template)]
#[template(path = "admin/deliveries.html")]
struct DeliveriesPage<'a> {
    v: &'a Frame,
    peers: Vec<PeerView>,
}

/// `/admin/deliveries`.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, WebError> {
    let peers = visit.operations().peers(visit.session()?).await?;
    visit.page(&DeliveriesPage { v: &visit.frame, peers })
}

#[derive(Template)]
#[template(path = "admin/peer.html")]
struct PeerPage<'a> {
    v: &'a Frame,
    peer: PeerView,
    answers: Vec<(DateTime<Utc>, String)>,
}

/// `/admin/deliveries/{host}`.
pub(crate) async fn peer(visit: Visit, host: web::Path<String>) -> Result<HttpResponse, WebError> {
    let (peer, answers) = visit.operations().peer(visit.session()?, &host).await?;
    visit.page(&PeerPage {
        v: &visit.frame,
        peer,
        answers,
    })
}

/// `POST /admin/deliveries/{host}/{action}`.
pub(crate) async fn act(form: PostForm, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let (host, action) = path.into_inner();
    let visit = form.visit;
    let (operations, session) = (visit.operations(), visit.session()?);
    // Also for the actions of the directory: only a peer that we know is asked.
    operations.peer(session, &host).await?;
    let notice = match action.as_str() {
        "try" => {
            operations.retry_peer(session, &host).await?;
            visit.state.directory.try_now(&host).await;
            "peer-tried"
        }
        "pause" => operations
            .pause_peer(session, &host, true)
            .await
            .map(|()| "peer-paused")?,
        "resume" => operations
            .pause_peer(session, &host, false)
            .await
            .map(|()| "peer-resumed")?,
        "drop" => operations.drop_parked(session, &host).await.map(|_| "peer-dropped")?,
        "catch-up" => visit.state.directory.catch_up(&host).await.map(|_| "peer-caught-up")?,
        _ => return Err(WebError::NotFound),
    };
    Ok(see_other(&format!("/admin/deliveries/{host}?done={notice}")))
}
