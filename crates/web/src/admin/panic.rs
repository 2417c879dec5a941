//! Sealing the node: what it will do, in order, one button with a typed word, and unlocking (SECURITY PR4).

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use operations::{SealPreview, Sealed};

use crate::{answer::see_other, error::WebError, form::PostForm, frame::Frame, step_up::FIELD, visit::Visit};

/// What is typed so that nobody presses the button by mistake; the same in every language.
const WORD: &str = "SEAL";

#[derive(Template)]
#[template(path = "admin/panic.html")]
struct PanicPage<'a> {
    v: &'a Frame,
    preview: SealPreview,
    wrong: Option<&'static str>,
}

/// `GET /admin/panic`.
pub(crate) async fn page(visit: Visit) -> Result<HttpResponse, WebError> {
    show(&visit, None).await
}

async fn show(visit: &Visit, wrong: Option<&'static str>) -> Result<HttpResponse, WebError> {
    let status = if wrong.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    visit.page_with(
        status,
        &PanicPage {
            v: &visit.frame,
            preview: visit.operations().seal_preview(visit.session()?).await?,
            wrong,
        },
    )
}

#[derive(Template)]
#[template(path = "admin/panic_done.html")]
struct DonePage<'a> {
    v: &'a Frame,
    done: Sealed,
}

/// `POST /admin/panic`.
pub(crate) async fn seal(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { mut visit, fields } = form;
    fields.only(&["panic_word", FIELD], &[])?;
    if fields.get("panic_word").trim() != WORD {
        return show(&visit, Some("panic-word-wrong")).await;
    }
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show(&visit, Some("step-up-wrong")).await;
    };
    let done = visit.operations().seal(visit.session()?, &step_up).await?;
    // The login has ended: the page shows nothing of it.
    visit.frame.person = None;
    visit.page(&DonePage { v: &visit.frame, done })
}

/// `POST /admin/panic/unlock`.
pub(crate) async fn unlock(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&[FIELD], &[])?;
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show(&visit, Some("step-up-wrong")).await;
    };
    visit.operations().unseal(visit.session()?, &step_up).await?;
    Ok(see_other("/admin/panic?done=unlocked"))
}
