//! Set-up in the browser: the name of the node (for ever), the first operator, the first organisation.

use actix_web::{HttpResponse, web};
use domain::field_error::{Fault, FieldError};
use operations::{LogIn, OperationError, SetupForm};
use secrecy::SecretString;

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::{Fields, PostForm},
    form_page::FormPage,
    frame::Frame,
    pages::sign_in::{self, new_password, new_password_field},
    profile_form::{NAMES, TypedProfile},
    visit::{Visit, header_text},
};

const OWN_NAMES: [&str; 6] = ["domain", "for_ever", "login", "person_name", "new_password", "handle"];

fn page(v: &Frame, secret: &str, host: &str, typed: Option<&Fields>) -> FormPage {
    let value = |name: &str| typed.map_or("", |fields| fields.get(name)).to_owned();
    let domain = typed.map_or_else(|| host.to_owned(), |fields| fields.get("domain").to_owned());
    let profile = typed.map(|fields| TypedProfile::read(fields, None)).unwrap_or_default();
    let mut fields = vec![
        Field::new(v, "domain", Kind::Line).value(domain),
        Field::new(v, "for_ever", Kind::Tick).value(value("for_ever")),
        Field::new(v, "login", Kind::Line)
            .value(value("login"))
            .autocomplete("username"),
        Field::new(v, "person_name", Kind::Line)
            .value(value("person_name"))
            .autocomplete("name"),
        new_password_field(v),
        Field::new(v, "handle", Kind::Line).value(value("handle")),
    ];
    fields.extend(profile.fields(v));
    FormPage {
        title: v.t("setup-title"),
        lead: v.t("setup-lead"),
        action: format!("/admin/setup/{secret}"),
        fields,
        button: v.t("setup-do"),
        ..FormPage::default()
    }
}

/// `GET /admin/setup/{token}`.
pub(crate) async fn form(visit: Visit, secret: web::Path<String>) -> Result<HttpResponse, WebError> {
    visit.operations().check_setup_link(&secret).await?;
    let host = header_text(&visit.request, actix_web::http::header::HOST).unwrap_or_default();
    page(&visit.frame, &secret, host, None).show(&visit)
}

/// `POST /admin/setup/{token}`.
pub(crate) async fn complete(form: PostForm, secret: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let names: Vec<&str> = NAMES.iter().chain(&OWN_NAMES).copied().collect();
    fields.only(&names, &[])?;
    visit.operations().check_setup_link(&secret).await?;
    let faults = match read(&fields) {
        Ok(setup) => match visit.operations().complete_setup(&secret, setup).await {
            Ok(()) => return welcome(&visit, &fields).await,
            Err(OperationError::Invalid(faults)) => faults,
            Err(other) => return Err(other.into()),
        },
        Err(faults) => faults,
    };
    let page = FormPage {
        faults,
        ..page(&visit.frame, &secret, "", Some(&fields))
    };
    page.show(&visit)
}

/// The operator is logged in, and goes on with the second factor. In a development network nobody needs one: they log in.
async fn welcome(visit: &Visit, fields: &Fields) -> Result<HttpResponse, WebError> {
    if visit.state.development {
        return Ok(see_other("/login?done=set-up"));
    }
    let password = SecretString::from(fields.get("new_password").to_owned());
    let (login, device) = (fields.get("login"), sign_in::device(visit));
    match visit
        .operations()
        .log_in(login, password, &device, &visit.client())
        .await?
    {
        LogIn::Done(cookie) => {
            visit.renew_login(Some(&cookie));
            Ok(see_other("/settings/second-factor"))
        }
        LogIn::SecondFactor(_) => Ok(see_other("/login?done=set-up")),
    }
}

fn read(fields: &Fields) -> Result<SetupForm, Vec<FieldError>> {
    let mut faults: Vec<FieldError> = ["domain", "for_ever", "login", "person_name", "handle"]
        .into_iter()
        .filter(|name| fields.get(name).trim().is_empty())
        .map(|name| FieldError::new(name, Fault::Missing))
        .collect();
    let password = new_password(fields).map_err(|fault| faults.push(fault)).ok();
    let profile = TypedProfile::read(fields, None)
        .check()
        .map_err(|more| faults.extend(more))
        .ok();
    match (password, profile) {
        (Some(password), Some(profile)) if faults.is_empty() => Ok(SetupForm {
            domain: fields.get("domain").trim().to_lowercase(),
            login: fields.get("login").to_owned(),
            name: fields.get("person_name").to_owned(),
            password,
            handle: fields.get("handle").trim().to_owned(),
            profile,
        }),
        _ => Err(faults),
    }
}
