//! Reports to the moderators, and blocks of hosts.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::policy::Severity;
use operations::view::FlagView;

use crate::{answer::see_other, error::WebError, form::PostForm, frame::Frame, visit::Visit};

#[derive(Template)]
#[template(path = "admin/flags.html")]
struct FlagsPage<'a> {
    v: &'a Frame,
    flags: Vec<FlagView>,
}

/// `/admin/reports`.
pub(crate) async fn flags(visit: Visit) -> Result<HttpResponse, WebError> {
    let flags = visit.operations().flags(visit.session()?).await?;
    visit.page(&FlagsPage { v: &visit.frame, flags })
}

/// `POST /admin/reports/{id}/resolve`.
pub(crate) async fn resolve(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let visit = form.visit;
    visit.operations().resolve_flag(visit.session()?, id).await?;
    Ok(see_other("/admin/reports?done=resolved"))
}

#[derive(Template)]
#[template(path = "admin/blocks.html")]
struct BlocksPage<'a> {
    v: &'a Frame,
    blocks: Vec<(String, &'static str, String)>,
}

/// `/admin/domains`.
pub(crate) async fn blocks(visit: Visit) -> Result<HttpResponse, WebError> {
    let blocks = visit.operations().blocked_hosts(visit.session()?).await?;
    let named = blocks.into_iter().map(|(host, severity, reason)| {
        let name = match severity {
            Severity::Silence => "silence",
            Severity::Suspend => "suspend",
        };
        (host, name, reason)
    });
    let blocks = named.collect();
    visit.page(&BlocksPage {
        v: &visit.frame,
        blocks,
    })
}

/// `POST /admin/domains`: blocks a host, or lifts the block.
pub(crate) async fn block(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["host", "severity", "reason"], &[])?;
    let severity = match fields.get("severity") {
        "silence" => Some(Severity::Silence),
        "suspend" => Some(Severity::Suspend),
        "none" => None,
        _ => {
            return Err(WebError::BadRequest(
                "the severity is silence, suspend or none".to_owned(),
            ));
        }
    };
    let host = fields.get("host").trim().to_lowercase();
    visit
        .operations()
        .block_host(visit.session()?, &host, severity, fields.get("reason").trim())
        .await?;
    Ok(see_other(if severity.is_some() {
        "/admin/domains?done=blocked"
    } else {
        "/admin/domains?done=lifted"
    }))
}
