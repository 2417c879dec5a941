//! A secret that is shown once: a link for somebody, or an access token; as text, and as a QR code for a phone.

use actix_web::HttpResponse;
use askama::Template;

use crate::{error::WebError, frame::Frame, pictures::qr::squares, visit::Visit};

#[derive(Template)]
#[template(path = "secret.html")]
struct SecretPage<'a> {
    v: &'a Frame,
    title: String,
    lead: String,
    secret: &'a str,
    code: Option<(usize, String)>,
    back: &'a str,
}

/// Shows a secret. A link gets a QR code, a token does not.
pub(crate) fn show(visit: &Visit, kind: &str, secret: &str, back: &str) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    visit.page(&SecretPage {
        v,
        title: v.t(format!("{kind}-title")),
        lead: v.t(format!("{kind}-lead")),
        secret,
        code: secret.starts_with("http").then(|| squares(secret)).flatten(),
        back,
    })
}
