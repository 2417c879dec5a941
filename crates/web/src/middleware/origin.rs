//! Changes come from our own pages only (SECURITY AC6), and under our own name (W08).

use actix_web::{
    Error, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header, uri::Authority},
    middleware::Next,
    web,
};

use crate::{error::WebError, state::WebState, visit::header_text};

/// Refuses changes that another site's page sends, and requests under another name than ours.
pub(crate) async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match check(request.request()) {
        Ok(()) => Ok(next.call(request).await?.map_into_boxed_body()),
        Err(error) => Ok(request.error_response(error)),
    }
}

fn check(request: &HttpRequest) -> Result<(), WebError> {
    let authority = request.uri().authority().map(Authority::as_str);
    let host = header_text(request, header::HOST).or(authority);
    let state = request.app_data::<web::Data<WebState>>();
    let ours = state.and_then(|state| state.operations.urls());
    let probe = matches!(request.path(), "/livez" | "/readyz");
    let development = state.is_some_and(|state| state.development);
    if let (Some(ours), Some(host), false) = (&ours, host, probe)
        && !host.eq_ignore_ascii_case(ours.host())
        && !(development && is_loopback_name(host))
    {
        return Err(WebError::WrongHost);
    }
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !safe && state.is_some_and(|state| state.operations.disk_is_low()) && !takes_back(request) {
        return Err(WebError::NoRoom);
    }
    // The API reads no cookies: only a token that no other site has lets anybody in there.
    let api = request.path().starts_with("/api/");
    if safe || api || comes_from_us(request, host.unwrap_or_default()) {
        Ok(())
    } else {
        Err(WebError::FormNotOurs)
    }
}

/// What goes on when the disk is nearly full: logging in and out, and taking something back.
fn takes_back(request: &HttpRequest) -> bool {
    let last = request.path().rsplit('/').next().unwrap_or_default();
    *request.method() == Method::DELETE || matches!(last, "login" | "logout" | "withdraw" | "erase" | "delete" | "end")
}

/// A name that browsers lead to this machine without asking anybody, with or without a port (decision 26).
fn is_loopback_name(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    let name = authority.host();
    if host.contains('@') {
        return false;
    }
    name == "localhost" || name.ends_with(".localhost") || name.trim_matches(['[', ']']).parse().is_ok_and(is_loopback)
}

fn is_loopback(address: std::net::IpAddr) -> bool {
    address.is_loopback()
}

/// Without both headers the token of the form decides. Browsers send `Origin: null` from pages that tell their address to
/// nobody; it counts as ours only where `Sec-Fetch-Site`, which no page can set, says so.
fn comes_from_us(request: &HttpRequest, host: &str) -> bool {
    let text = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = text("sec-fetch-site");
    let site_ok = site.is_none_or(|site| matches!(site, "same-origin" | "none"));
    let origin_ok = text("origin").is_none_or(|origin| {
        let authority = origin
            .strip_prefix("https://")
            .or_else(|| origin.strip_prefix("http://"));
        match authority {
            Some(authority) => authority.eq_ignore_ascii_case(host),
            None => origin == "null" && site == Some("same-origin"),
        }
    });
    site_ok && origin_ok
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn post(headers: &[(&'static str, &'static str)]) -> bool {
        let request = headers
            .iter()
            .fold(TestRequest::post().uri("/write"), |request, header| {
                request.insert_header(*header)
            })
            .insert_header(("host", "water.example"))
            .to_http_request();
        check(&request).is_ok()
    }

    #[test]
    fn w01_a_change_from_another_site_is_refused() {
        assert!(!post(&[("origin", "https://evil.example")]));
        assert!(!post(&[("origin", "null")]));
        assert!(!post(&[("origin", "https://water.example.evil.example")]));
        assert!(!post(&[("sec-fetch-site", "cross-site")]));
        assert!(!post(&[("sec-fetch-site", "same-site")]));
        assert!(!post(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "https://evil.example")
        ]));
    }

    #[test]
    fn only_names_of_this_machine_are_loopback_names() {
        for host in ["localhost", "alpha.localhost:8081", "127.0.0.1:8080", "[::1]:8080"] {
            assert!(is_loopback_name(host), "{host}");
        }
        for host in [
            "localhost.evil.example",
            "evil.example",
            "10.0.0.1",
            "notlocalhost",
            "a@localhost:x",
            "",
        ] {
            assert!(!is_loopback_name(host), "{host}");
        }
    }

    #[test]
    fn a_change_from_our_own_page_goes_on_to_the_token() {
        assert!(post(&[
            ("origin", "https://water.example"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(post(&[("origin", "null"), ("sec-fetch-site", "same-origin")]));
        assert!(post(&[]));
    }
}
