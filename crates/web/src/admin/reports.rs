//! Reports to the moderators: the queue, one case, decisions, appeals.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{
    ids::{FlagId, HidingId},
    moderation::{AppealOutcome, Decision},
};
use operations::{
    DecisionForm, OperationError,
    view::{
        FlagView,
        moderation::{CaseView, HidingView},
    },
};

use crate::{answer::see_other, error::WebError, form::PostForm, frame::Frame, visit::Visit};

/// Reports that the queue shows.
const SHOWN: usize = 40;

#[derive(Template)]
#[template(path = "admin/flags.html")]
struct FlagsPage<'a> {
    v: &'a Frame,
    flags: Vec<FlagView>,
    appeals: Vec<HidingView>,
    open: usize,
    all: bool,
}

/// `GET /admin/reports`: open ones; with `?all=1` also those that were decided.
pub(crate) async fn flags(visit: Visit) -> Result<HttpResponse, WebError> {
    let (operations, session) = (visit.operations(), visit.session()?);
    let all = visit.parameter("all").is_some();
    let mut flags = operations.flags(session).await?;
    let open = flags.iter().filter(|flag| !flag.resolved).count();
    flags.retain(|flag| all || !flag.resolved);
    flags.truncate(SHOWN);
    visit.page(&FlagsPage {
        v: &visit.frame,
        appeals: operations.appeals(session).await?,
        flags,
        open,
        all,
    })
}

#[derive(Template)]
#[template(path = "admin/case.html")]
struct CasePage<'a> {
    v: &'a Frame,
    case: CaseView,
    decisions: &'static [Decision],
    wrong: Option<String>,
}

/// `GET /admin/reports/{id}`.
pub(crate) async fn case(visit: Visit, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id: FlagId = id.parse().map_err(|_| WebError::NotFound)?;
    show(&visit, id, None).await
}

async fn show(visit: &Visit, id: FlagId, wrong: Option<String>) -> Result<HttpResponse, WebError> {
    let mut case = visit.operations().flag_case(visit.session()?, id).await?;
    case.history.truncate(10);
    let status = if wrong.is_some() {
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY
    } else {
        actix_web::http::StatusCode::OK
    };
    visit.page_with(
        status,
        &CasePage {
            v: &visit.frame,
            case,
            decisions: Decision::ALL,
            wrong,
        },
    )
}

/// `POST /admin/reports/{id}/{action}`: decide, note, forward.
pub(crate) async fn act(form: PostForm, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["decision", "whole_server", "answer", "note"], &[])?;
    let (id, action) = path.into_inner();
    let id: FlagId = id.parse().map_err(|_| WebError::NotFound)?;
    let (operations, session) = (visit.operations(), visit.session()?);
    let (done, to) = match action.as_str() {
        "decide" => {
            let form = DecisionForm {
                decision: Decision::parse(fields.get("decision")).ok_or(WebError::NotFound)?,
                whole_server: fields.has("whole_server"),
                answer: fields.get("answer").to_owned(),
            };
            let decided = operations.decide_flag(session, id, &form).await;
            (decided, "/admin/reports?done=decided".to_owned())
        }
        "note" => {
            let noted = operations.note_flag(session, id, fields.get("note")).await;
            (noted, format!("/admin/reports/{id}?done=noted"))
        }
        "forward" => {
            let sent = operations.forward_flag(session, id).await;
            (sent, format!("/admin/reports/{id}?done=forwarded"))
        }
        _ => return Err(WebError::NotFound),
    };
    match done {
        Ok(()) => Ok(see_other(&to)),
        Err(OperationError::Refused(_)) => show(&visit, id, Some(visit.frame.t("decision-does-not-fit"))).await,
        Err(OperationError::Invalid(faults)) => {
            let words: Vec<String> = faults.iter().map(|fault| visit.frame.fault(fault)).collect();
            show(&visit, id, Some(words.join(" "))).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/appeals/{id}`.
pub(crate) async fn appeal(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["outcome", "answer"], &[])?;
    let id: HidingId = id.parse().map_err(|_| WebError::NotFound)?;
    let outcome = AppealOutcome::parse(fields.get("outcome")).ok_or(WebError::NotFound)?;
    visit
        .operations()
        .decide_appeal(visit.session()?, id, outcome, fields.get("answer"))
        .await?;
    Ok(see_other("/admin/reports?done=decided"))
}
