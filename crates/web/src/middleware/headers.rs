//! The headers of all answers (SECURITY HD).

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
};

use crate::step_up::NewLogin;
use crate::visit::LoginUsed;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; \
                      font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'; require-trusted-types-for 'script'";
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), \
                           display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), \
                           gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), magnetometer=(), \
                           microphone=(), midi=(), payment=(), picture-in-picture=(), \
                           publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), \
                           xr-spatial-tracking=()";
/// Pages whose address is itself a secret, or of the operator: the address is told to nobody.
const QUIET: [&str; 7] = [
    "/admin",
    "/invite/",
    "/reset/",
    "/e/",
    "/applications/",
    "/referee/",
    "/voice/",
];

/// Sets the headers of every answer, where the handler has not set its own. Put it around the whole app.
///
/// # Errors
/// Those of the handler.
pub async fn answer_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let path = request.path().to_owned();
    let mut response = next.call(request).await?;
    let login_used = response.request().extensions().contains::<LoginUsed>();
    let new_login = response.request().extensions_mut().remove::<NewLogin>();
    if let Some(NewLogin(cookie)) = new_login
        && let Err(error) = response.response_mut().add_cookie(&cookie)
    {
        tracing::error!(%error, "the new value of a login cookie could not be sent");
    }
    let headers = response.headers_mut();
    set(headers, "content-security-policy", POLICY);
    set(headers, "strict-transport-security", "max-age=63072000");
    set(headers, "x-content-type-options", "nosniff");
    let quiet = QUIET.iter().any(|start| path.starts_with(start));
    set(
        headers,
        "referrer-policy",
        if quiet { "no-referrer" } else { "same-origin" },
    );
    set(headers, "cross-origin-opener-policy", "same-origin");
    let open = path.starts_with("/media/");
    set(
        headers,
        "cross-origin-resource-policy",
        if open { "cross-origin" } else { "same-origin" },
    );
    set(headers, "permissions-policy", PERMISSIONS);
    if path.starts_with("/api/") || open {
        set(headers, "access-control-allow-origin", "*");
    }
    if login_used {
        headers.insert(
            HeaderName::from_static("cache-control"),
            HeaderValue::from_static("no-store"),
        );
    }
    let constant = path.starts_with("/assets/") || open;
    set(
        headers,
        "vary",
        if constant {
            "Accept-Encoding"
        } else {
            "Accept, Accept-Encoding, Accept-Language, Cookie"
        },
    );
    Ok(response)
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    let name = HeaderName::from_static(name);
    if !headers.contains_key(&name) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
