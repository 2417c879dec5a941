//! The audit log: found by person, action and object, checked, and taken away.

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use operations::{AuditFilter, OperationError, view::AuditView};

use super::blocks::attachment;
use crate::{
    error::WebError,
    exports::sheet::{self, Sheet},
    form::PostForm,
    frame::Frame,
    limits::Costly,
    pages::next_page,
    step_up::FIELD,
    visit::Visit,
};

/// What checking the chain gave.
enum Checked {
    Not,
    Whole(u64),
    Broken,
}

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct AuditPage<'a> {
    v: &'a Frame,
    wanted: AuditFilter,
    rows: Vec<AuditView>,
    next_page: Option<String>,
    checked: Checked,
    wrong: bool,
}

/// `GET /admin/audit?who=&action=&object=`.
pub(crate) async fn page(visit: Visit) -> Result<HttpResponse, WebError> {
    show(&visit, Checked::Not, false).await
}

async fn show(visit: &Visit, checked: Checked, wrong: bool) -> Result<HttpResponse, WebError> {
    let typed = |name: &str| visit.parameter(name).unwrap_or_default().to_owned();
    let wanted = AuditFilter {
        who: typed("who"),
        action: typed("action"),
        object: typed("object"),
    };
    let found = visit
        .operations()
        .find_audit(visit.session()?, &wanted, visit.after())
        .await?;
    let status = if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    visit.page_with(
        status,
        &AuditPage {
            v: &visit.frame,
            next_page: next_page(&visit.frame.here, found.next.as_deref()),
            rows: found.items,
            wanted,
            checked,
            wrong,
        },
    )
}

/// `POST /admin/audit/verify`.
pub(crate) async fn verify(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let visit = form.visit;
    visit.session()?;
    let checked = match visit.operations().verify_audit().await {
        Ok(entries) => Checked::Whole(entries),
        Err(OperationError::Refused(_)) => Checked::Broken,
        Err(other) => return Err(other.into()),
    };
    show(&visit, checked, false).await
}

/// `POST /admin/audit/export`: the whole log as CSV.
pub(crate) async fn export(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    visit.take(Costly::Export)?;
    fields.only(&[FIELD], &[])?;
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show(&visit, Checked::Not, true).await;
    };
    let rows = visit.operations().export_audit(visit.session()?, &step_up).await?;
    let head = ["number", "at", "person", "who", "action", "object", "reason", "hash"];
    let sheet = Sheet {
        name: "audit".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows
            .into_iter()
            .map(|row| {
                vec![
                    row.number.unsigned_abs().into(),
                    row.at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true).into(),
                    row.person.unwrap_or_default().into(),
                    row.who.into(),
                    row.action.into(),
                    row.object.into(),
                    row.reason.unwrap_or_default().into(),
                    row.hash.into(),
                ]
            })
            .collect(),
    };
    let file = sheet::csv(&sheet, false);
    Ok(attachment(&visit, "text/csv; charset=utf-8", "audit.csv", file))
}
