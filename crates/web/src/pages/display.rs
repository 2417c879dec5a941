//! Language, data saver and text size of this device; no login. The cookies are set only because the reader asked.

use actix_web::{
    HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
};

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::PostForm,
    form_page::FormPage,
    locale::Locale,
    visit::Visit,
};

/// `GET /settings/display`.
pub(crate) async fn form(visit: Visit) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let languages = Locale::ALL
        .iter()
        .map(|l| (l.tag().to_owned(), l.own_name().to_owned()))
        .collect();
    let tick = |name: &str, on: bool| Field::new(v, name, Kind::Tick).value(if on { "yes" } else { "" });
    FormPage {
        title: v.t("display-title"),
        lead: v.t("display-lead"),
        action: "/settings/display".to_owned(),
        fields: vec![
            Field::new(v, "page_language", Kind::Radio(languages)).value(v.lang()),
            tick("saver", v.saver),
            tick("large", v.large),
        ],
        button: v.t("save"),
        ..FormPage::default()
    }
    .show(&visit)
}

/// `POST /settings/display`.
pub(crate) async fn save(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["page_language", "saver", "large"], &[])?;
    let language = Locale::parse(fields.get("page_language")).unwrap_or(visit.frame.locale);
    let mut response = see_other("/settings/display?done=saved");
    let values = [
        ("lang", Some(language.tag())),
        ("saver", fields.has("saver").then_some("1")),
        ("text", fields.has("large").then_some("large")),
    ];
    for (name, value) in values {
        let cookie = Cookie::build(name, value.unwrap_or_default())
            .path("/")
            .http_only(true)
            .secure(!visit.state.development)
            .same_site(SameSite::Lax)
            .max_age(if value.is_some() {
                Duration::days(365)
            } else {
                Duration::ZERO
            })
            .finish();
        response
            .add_cookie(&cookie)
            .map_err(|error| WebError::Rendering(error.to_string()))?;
    }
    Ok(response)
}
