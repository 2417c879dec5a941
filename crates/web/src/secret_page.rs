//! A secret that is shown once: a link for somebody, or an access token; as text, and as a QR code for a phone.

use std::fmt::Write;

use actix_web::HttpResponse;
use askama::Template;
use qrcode::{Color, QrCode};

use crate::{error::WebError, frame::Frame, visit::Visit};

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

/// The code as a path in units of one square, with the quiet zone around it.
fn squares(text: &str) -> Option<(usize, String)> {
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            // Writing to a text cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", index % width + 4, index / width + 4);
        }
    }
    Some((width + 8, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_squares_with_a_quiet_zone() {
        let (size, path) = squares("https://water.example/invite/abc").unwrap();
        assert!(size > 28 && path.starts_with("M4 4h1v1h-1z"));
    }
}
