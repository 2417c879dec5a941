//! The second factor of the person who is logged in: app, passkeys, recovery codes (SECURITY AC2).

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use operations::{CodeAppOffer, EndedFactor, Enrolled, OperationError, SecondFactorView};

use crate::{
    answer::{Answer, Keep, see_other},
    error::WebError,
    form::PostForm,
    frame::Frame,
    pictures::qr::squares,
    step_up::{self, FIELD},
    visit::Visit,
};

const PAGE: &str = "/settings/second-factor";

#[derive(Template)]
#[template(path = "settings/second_factor.html")]
struct SecondFactorPage<'a> {
    v: &'a Frame,
    has: SecondFactorView,
    /// Nothing else goes on before there is one.
    needed: bool,
    offer: Option<CodeAppOffer>,
    code: Option<(usize, String)>,
    wrong: &'a str,
}

#[derive(Template)]
#[template(path = "settings/recovery_codes.html")]
struct RecoveryCodesPage<'a> {
    v: &'a Frame,
    codes: &'a [String],
}

/// `GET /settings/second-factor`.
pub(crate) async fn page(visit: Visit) -> Result<HttpResponse, WebError> {
    show(visit, "").await
}

async fn show(mut visit: Visit, wrong: &str) -> Result<HttpResponse, WebError> {
    let session = visit.session()?.clone();
    let operations = visit.operations().clone();
    visit.frame.ask = operations.ask_for_factors(&session);
    let has = operations.second_factor(&session).await?;
    let offer = match has.code_app {
        Some(_) if visit.parameter("app").is_none() => None,
        _ => Some(operations.offer_code_app(&session)?),
    };
    let page = SecondFactorPage {
        v: &visit.frame,
        needed: operations.lacks_second_factor(&session),
        code: offer.as_ref().and_then(|offer| squares(&offer.address)),
        has,
        offer,
        wrong,
    };
    let status = if wrong.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_with(status, &page)
}

/// Shows the recovery codes that came with the first factor, once.
fn added(visit: &Visit, enrolled: &Enrolled) -> Result<HttpResponse, WebError> {
    visit.renew_login(enrolled.cookie.as_ref());
    if enrolled.recovery_codes.is_empty() {
        return Ok(see_other("/settings/second-factor?done=factor-added"));
    }
    show_codes(visit, &enrolled.recovery_codes)
}

fn show_codes(visit: &Visit, codes: &[String]) -> Result<HttpResponse, WebError> {
    visit.page(&RecoveryCodesPage { v: &visit.frame, codes })
}

/// `POST /settings/second-factor/app`: the code that the app shows.
pub(crate) async fn add_app(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["app_code", FIELD], &[])?;
    let (session, proof) = (visit.session()?, step_up::proof(&fields));
    match visit
        .operations()
        .confirm_code_app(session, proof, fields.get("app_code"))
        .await
    {
        Ok(enrolled) => added(&visit, &enrolled),
        Err(OperationError::NotSignedIn) => show(visit, "step-up-wrong").await,
        Err(OperationError::NotFound { .. }) => show(visit, "code-wrong").await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/second-factor/passkey/options`: what the browser needs to make a passkey.
pub(crate) async fn passkey_options(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let visit = form.visit;
    let options = visit.operations().offer_passkey(visit.session()?, visit.host()).await?;
    Ok(json(&visit, options))
}

/// `POST /settings/second-factor/passkey`: the passkey that the browser made.
pub(crate) async fn add_passkey(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["passkey", "passkey_name", FIELD], &[])?;
    let (session, proof) = (visit.session()?, step_up::proof(&fields));
    match visit
        .operations()
        .add_passkey(session, proof, fields.get("passkey_name"), fields.get("passkey"))
        .await
    {
        Ok(enrolled) => added(&visit, &enrolled),
        Err(OperationError::NotSignedIn) => show(visit, "step-up-wrong").await,
        Err(OperationError::NotFound { .. }) => show(visit, "passkey-wrong").await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/second-factor/challenge`: what the browser asks the passkeys before a step-up.
pub(crate) async fn challenge(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let visit = form.visit;
    let question = visit
        .operations()
        .challenge_passkey(visit.session()?, visit.host())
        .await?;
    Ok(json(&visit, question))
}

/// `POST /settings/second-factor/codes`: new recovery codes.
pub(crate) async fn new_codes(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&[FIELD], &[])?;
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show(visit, "step-up-wrong").await;
    };
    let codes = visit
        .operations()
        .new_recovery_codes(visit.session()?, &step_up)
        .await?;
    show_codes(&visit, &codes)
}

/// `POST /settings/second-factor/end`: the app, or a passkey.
pub(crate) async fn end(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["which", FIELD], &[])?;
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show(visit, "step-up-wrong").await;
    };
    let factor = match fields.get("which") {
        "app" => EndedFactor::CodeApp,
        id => EndedFactor::Passkey(id.to_owned()),
    };
    visit
        .operations()
        .end_factor(visit.session()?, &step_up, &factor)
        .await?;
    Ok(see_other(&format!("{PAGE}?done=factor-ended")))
}

fn json(visit: &Visit, body: String) -> HttpResponse {
    Answer::ok("application/json", body)
        .keep(Keep::Never)
        .send(&visit.request)
}
