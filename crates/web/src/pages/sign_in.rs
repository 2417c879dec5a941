//! Logging in and out, invitations, new passwords.

use actix_web::{
    HttpResponse,
    cookie::time::Duration,
    http::{StatusCode, header},
    web,
};
use askama::Template;
use domain::{account::NewPassword, field_error::FieldError};
use operations::{LogIn, OperationError, Secret};
use secrecy::SecretString;

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::{Fields, PostForm},
    form_page::FormPage,
    frame::Frame,
    limits::Costly,
    pages::own_path,
    step_up::{self, login_cookie},
    visit::{Visit, header_text},
};

fn login_page(v: &Frame, login: &str, next: &str) -> FormPage {
    FormPage {
        title: v.t("login-title"),
        action: "/login".to_owned(),
        hidden: vec![("next", next.to_owned())],
        fields: vec![
            Field::new(v, "login", Kind::Line).value(login).autocomplete("username"),
            Field::new(v, "password", Kind::Password).autocomplete("current-password"),
        ],
        button: v.t("nav-login"),
        below: v.t("login-forgotten"),
        ..FormPage::default()
    }
}

/// `GET /login`.
pub(crate) async fn login_form(visit: Visit) -> Result<HttpResponse, WebError> {
    let next = visit.parameter("next").and_then(own_path).unwrap_or("/home");
    if visit.frame.signed_in() {
        return Ok(see_other(next));
    }
    login_page(&visit.frame, "", next).show(&visit)
}

#[derive(Template)]
#[template(path = "second_step.html")]
struct SecondStepPage<'a> {
    v: &'a Frame,
    waiting: &'a str,
    next: &'a str,
    /// What the browser asks the passkeys.
    question: Option<String>,
    wrong: bool,
}

async fn second_step_page(visit: &Visit, waiting: &str, next: &str, wrong: bool) -> Result<HttpResponse, WebError> {
    let step = visit.operations().second_step(waiting, visit.host()).await?;
    let status = if wrong {
        StatusCode::UNAUTHORIZED
    } else {
        StatusCode::OK
    };
    let page = SecondStepPage {
        v: &visit.frame,
        waiting,
        next,
        question: step.passkey,
        wrong,
    };
    visit.page_with(status, &page)
}

/// `POST /login`: the password; then, for whoever has one, the second factor.
pub(crate) async fn log_in(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["login", "password", "next", "waiting", step_up::FIELD], &[])?;
    let next = own_path(fields.get("next")).unwrap_or("/home").to_owned();
    if fields.has("waiting") {
        return second_step(&visit, &fields, &next).await;
    }
    let password = SecretString::from(fields.get("password").to_owned());
    let entered = visit
        .operations()
        .log_in(fields.get("login"), password, &device(&visit), &visit.client())
        .await;
    match entered {
        Ok(LogIn::Done(secret)) => Ok(entered_with(&visit, &secret, &next)),
        Ok(LogIn::SecondFactor(waiting)) => second_step_page(&visit, waiting.expose(), &next, false).await,
        Err(OperationError::NotSignedIn) => {
            let page = FormPage {
                wrong: visit.frame.t("login-wrong"),
                ..login_page(&visit.frame, fields.get("login"), &next)
            };
            page.show_with(StatusCode::UNAUTHORIZED, &visit)
        }
        Err(other) => Err(other.into()),
    }
}

async fn second_step(visit: &Visit, fields: &Fields, next: &str) -> Result<HttpResponse, WebError> {
    let waiting = fields.get("waiting");
    let Some(proof) = step_up::proof(fields) else {
        return second_step_page(visit, waiting, next, true).await;
    };
    match visit.operations().finish_log_in(waiting, proof).await {
        Ok(secret) => Ok(entered_with(visit, &secret, next)),
        Err(OperationError::NotSignedIn) => second_step_page(visit, waiting, next, true).await,
        // Too late, or over: the password once more.
        Err(OperationError::NotFound { .. }) => Ok(see_other("/login?done=log-in-over")),
        Err(other) => Err(other.into()),
    }
}

fn entered_with(visit: &Visit, secret: &Secret, next: &str) -> HttpResponse {
    visit.renew_login(Some(secret));
    see_other(next)
}

/// What browser it was, for the list of logins: a few words, no version and nothing that would tell devices apart.
pub(crate) fn device(visit: &Visit) -> String {
    device_words(header_text(&visit.request, header::USER_AGENT).unwrap_or_default())
}

fn device_words(agent: &str) -> String {
    const BROWSERS: [(&str, &str); 7] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrom", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find = |words: &[(&str, &'static str)]| {
        words
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    let words: Vec<&str> = [find(&BROWSERS), find(&SYSTEMS)].into_iter().flatten().collect();
    words.join(", ")
}

/// `POST /logout`.
pub(crate) async fn log_out(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let visit = form.visit;
    visit.operations().log_out(visit.session()?).await?;
    let mut response = see_other("/");
    let mut cookie = login_cookie(&visit.state, "");
    cookie.set_max_age(Duration::ZERO);
    response
        .add_cookie(&cookie)
        .map_err(|error| WebError::Rendering(error.to_string()))?;
    let clear = header::HeaderValue::from_static("\"cache\", \"storage\"");
    response
        .headers_mut()
        .insert(header::HeaderName::from_static("clear-site-data"), clear);
    Ok(response)
}

/// Reads a new password, typed once: password managers and "show" make a second field a burden.
pub(crate) fn new_password(fields: &Fields) -> Result<NewPassword, FieldError> {
    NewPassword::parse(fields.get("new_password")).map_err(|fault| FieldError::new("new_password", fault))
}

/// The field for a new password.
pub(crate) fn new_password_field(v: &Frame) -> Field {
    Field::new(v, "new_password", Kind::Password).autocomplete("new-password")
}

fn invitation_page(v: &Frame, secret: &str, invitation: &operations::Invitation, fields: Option<&Fields>) -> FormPage {
    let typed = |name| fields.map_or("", |fields| fields.get(name));
    FormPage {
        title: v.w("invite-title", &invitation.organisation),
        lead: invitation_lead(v, invitation),
        action: format!("/invite/{secret}"),
        fields: vec![
            Field::new(v, "login", Kind::Line)
                .value(typed("login"))
                .autocomplete("username"),
            Field::new(v, "person_name", Kind::Line)
                .value(typed("person_name"))
                .autocomplete("name"),
            new_password_field(v),
        ],
        button: v.t("invite-accept"),
        ..FormPage::default()
    }
}

fn invitation_lead(v: &Frame, invitation: &operations::Invitation) -> String {
    let role = v.label("role", invitation.role.as_str());
    let lead = v.ww("invite-lead", role, &v.node.name);
    match &invitation.leaves {
        Some(giver) => format!("{} {lead}", v.w("invite-take-over-lead", giver)),
        None => lead,
    }
}

/// For somebody who is logged in: they accept as who they are.
fn accept_as_page(v: &Frame, secret: &str, invitation: &operations::Invitation, name: &str) -> FormPage {
    FormPage {
        title: v.w("invite-title", &invitation.organisation),
        lead: invitation_lead(v, invitation),
        action: format!("/invite/{secret}"),
        button: v.t("invite-as-accept"),
        below: v.w("invite-as-lead", name),
        ..FormPage::default()
    }
}

/// `GET /invite/{token}`.
pub(crate) async fn invitation(visit: Visit, secret: web::Path<String>) -> Result<HttpResponse, WebError> {
    let invitation = visit.operations().invitation(&secret).await?;
    match visit.caller.session() {
        Some(session) => accept_as_page(&visit.frame, &secret, &invitation, &session.person().name).show(&visit),
        None => invitation_page(&visit.frame, &secret, &invitation, None).show(&visit),
    }
}

/// `POST /invite/{token}`.
pub(crate) async fn accept_invitation(form: PostForm, secret: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    visit.take(Costly::Invitation)?;
    fields.only(&["login", "person_name", "new_password"], &[])?;
    let operations = visit.operations();
    if let Some(session) = visit.caller.session() {
        operations.accept_invitation_as(session, &secret).await?;
        return Ok(see_other("/home?done=joined"));
    }
    let faults = match new_password(&fields) {
        Ok(password) => {
            let (login, name) = (fields.get("login"), fields.get("person_name"));
            match operations.accept_invitation(&secret, login, name, password).await {
                Ok(()) => return Ok(see_other("/login?done=account-made")),
                Err(OperationError::Invalid(faults)) => faults.into_iter().map(person_field).collect(),
                Err(other) => return Err(other.into()),
            }
        }
        Err(fault) => vec![fault],
    };
    let invitation = operations.invitation(&secret).await?;
    let page = FormPage {
        faults,
        ..invitation_page(&visit.frame, &secret, &invitation, Some(&fields))
    };
    page.show(&visit)
}

/// The operation calls it `name`; on pages that is the name of an organisation.
pub(crate) fn person_field(mut fault: FieldError) -> FieldError {
    if fault.field == "name" {
        fault.field = "person_name";
    }
    fault
}

fn reset_page(v: &Frame, secret: &str, login: &str) -> FormPage {
    FormPage {
        title: v.t("reset-title"),
        lead: v.w("reset-lead", login),
        action: format!("/reset/{secret}"),
        fields: vec![new_password_field(v)],
        button: v.t("reset-do"),
        ..FormPage::default()
    }
}

/// `GET /reset/{token}`.
pub(crate) async fn reset_form(visit: Visit, secret: web::Path<String>) -> Result<HttpResponse, WebError> {
    let login = visit.operations().check_reset_link(&secret).await?;
    reset_page(&visit.frame, &secret, &login).show(&visit)
}

/// `POST /reset/{token}`.
pub(crate) async fn reset(form: PostForm, secret: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    visit.take(Costly::Reset)?;
    fields.only(&["new_password"], &[])?;
    let login = visit.operations().check_reset_link(&secret).await?;
    match new_password(&fields) {
        Ok(password) => {
            visit.operations().reset_password(&secret, password).await?;
            Ok(see_other("/login?done=password-set"))
        }
        Err(fault) => {
            let page = FormPage {
                faults: vec![fault],
                ..reset_page(&visit.frame, &secret, &login)
            };
            page.show(&visit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_in_words() {
        for (agent, words) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox, Linux",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            ("\u{1b}[31mcurl/8", ""),
            ("", ""),
        ] {
            assert_eq!(device_words(agent), words);
        }
    }
}
