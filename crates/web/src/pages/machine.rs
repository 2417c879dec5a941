//! What programs ask for: health, robots, sitemap, manifest, previews, pictures.

use std::fmt::Write;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use chrono::Duration;
use operations::PracticeFilter;
use serde_json::json;

use crate::{
    answer::{Answer, Keep},
    assets,
    error::WebError,
    state::WebState,
    visit::Visit,
};

/// `/livez`: the process answers.
pub(crate) async fn livez(request: HttpRequest) -> HttpResponse {
    Answer::ok("application/json", r#"{"status":"ok"}"#)
        .keep(Keep::Never)
        .send(&request)
}

/// `/readyz`: the node can write; else the reasons why not.
pub(crate) async fn readyz(request: HttpRequest, state: web::Data<WebState>) -> HttpResponse {
    let (status, body) = match state.operations.ready().await {
        Ok(()) => (StatusCode::OK, json!({"status": "ok"})),
        Err(reasons) => (
            StatusCode::SERVICE_UNAVAILABLE,
            json!({"status": "unavailable", "reasons": reasons}),
        ),
    };
    Answer::ok("application/json", body.to_string())
        .status(status)
        .keep(Keep::Never)
        .send(&request)
}

/// `/robots.txt`.
pub(crate) async fn robots(request: HttpRequest, state: web::Data<WebState>) -> HttpResponse {
    let mut text = String::from(
        "User-agent: *\nDisallow: /admin\nDisallow: /settings\nDisallow: /login\nDisallow: /invite\nDisallow: /reset\n\
         Disallow: /follow\nDisallow: /search\nDisallow: /api/\n",
    );
    if !state.crawlers_for_ai {
        for name in [
            "GPTBot",
            "ClaudeBot",
            "CCBot",
            "Google-Extended",
            "Bytespider",
            "Applebot-Extended",
            "meta-externalagent",
        ] {
            let _ = write!(text, "\nUser-agent: {name}\nDisallow: /\n");
        }
    }
    if let Some(urls) = state.operations.urls() {
        let _ = write!(text, "\nSitemap: {}/sitemap.xml\n", urls.base());
    }
    Answer::ok("text/plain; charset=utf-8", text).send(&request)
}

/// `/sitemap.xml`: organisations and practices of this node, at most 5,000.
pub(crate) async fn sitemap(visit: Visit) -> Result<HttpResponse, WebError> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
    );
    for path in ["/", "/practices", "/organisations", "/about"] {
        let _ = write!(xml, "<url><loc>{}</loc></url>", visit.frame.full(path));
    }
    for card in visit.operations().organisations().await? {
        let _ = write!(xml, "<url><loc>{}</loc></url>", visit.frame.full(&card.page));
    }
    let mut after: Option<String> = None;
    for _ in 0..100 {
        let found = visit
            .operations()
            .practices(&PracticeFilter::default(), after.as_deref())
            .await?;
        for card in found.items.iter().filter(|card| card.author.local) {
            let page = visit.frame.full(format!("/practices/{}", card.slug));
            let changed = card.updated.unwrap_or(card.published).format("%Y-%m-%d");
            let _ = write!(xml, "<url><loc>{page}</loc><lastmod>{changed}</lastmod></url>");
        }
        match found.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    xml.push_str("</urlset>");
    Ok(Answer::ok("application/xml; charset=utf-8", xml).send(&visit.request))
}

/// `/manifest.webmanifest`.
pub(crate) async fn manifest(request: HttpRequest, state: web::Data<WebState>) -> Result<HttpResponse, WebError> {
    let node = state.operations.node().await?;
    let manifest = json!({
        "name": node.name, "short_name": "Bandung", "start_url": "/", "display": "browser",
        "background_color": "#FFFFFF", "theme_color": "#24406E",
        "icons": [{"src": assets::path_of("mark.svg"), "type": "image/svg+xml", "sizes": "any"}],
    });
    Ok(Answer::ok("application/manifest+json", manifest.to_string()).send(&request))
}

/// `/.well-known/security.txt`, where the operator named a contact.
pub(crate) async fn security_txt(visit: Visit) -> Result<HttpResponse, WebError> {
    let contact = visit.state.security_contact.as_deref().ok_or(WebError::NotFound)?;
    let contact = if contact.contains(':') {
        contact.to_owned()
    } else {
        format!("mailto:{contact}")
    };
    let expires = (visit.state.clock.now() + Duration::days(180)).format("%Y-%m-%dT00:00:00Z");
    let canonical = visit.frame.full("/.well-known/security.txt");
    let text = format!("Contact: {contact}\nExpires: {expires}\nCanonical: {canonical}\n");
    Ok(Answer::ok("text/plain; charset=utf-8", text).send(&visit.request))
}

/// `/.well-known/change-password`.
pub(crate) async fn change_password() -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, "/settings/security"))
        .finish()
}

/// `/oembed?url=`: title and author of a practice or post, for previews.
pub(crate) async fn oembed(visit: Visit) -> Result<HttpResponse, WebError> {
    if visit.parameter("format").is_some_and(|format| format != "json") {
        return Err(WebError::NotFound);
    }
    let address = visit.parameter("url").ok_or(WebError::NotFound)?;
    let base = visit.frame.node.base.as_deref().ok_or(WebError::NotFound)?;
    let path = address.strip_prefix(base).ok_or(WebError::NotFound)?;
    let (title, author) = if let Some(slug) = path.strip_prefix("/practices/") {
        let page = visit.operations().practice_page(&visit.caller, slug).await?;
        (page.card.title, page.card.author)
    } else if let Some(id) = path.strip_prefix("/posts/") {
        let id = id.parse().map_err(|_| WebError::NotFound)?;
        let post = visit.operations().thread(&visit.caller, id).await?.post;
        let title = post
            .title
            .unwrap_or_else(|| visit.frame.plain_w("post-by", &post.author.name));
        (title, post.author)
    } else {
        return Err(WebError::NotFound);
    };
    let answer = json!({
        "version": "1.0", "type": "link", "title": title, "author_name": author.name,
        "author_url": visit.frame.full(&author.page), "provider_name": visit.frame.node.name,
        "provider_url": visit.frame.full("/"), "cache_age": 86_400,
    });
    Ok(Answer::ok("application/json", answer.to_string()).send(&visit.request))
}

/// `/media/{file}`: a stored picture. Its name is the hash of its content.
pub(crate) async fn media(
    request: HttpRequest,
    state: web::Data<WebState>,
    file: web::Path<String>,
) -> Result<HttpResponse, WebError> {
    let plain = file
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    if !plain || file.starts_with('.') || file.len() > 120 {
        return Err(WebError::NotFound);
    }
    let (media_type, bytes) = state.operations.media_file(&file).await?;
    let mut response = Answer::ok(media_type, bytes).keep(Keep::Forever).send(&request);
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        header::HeaderValue::from_static("sandbox; default-src 'none'"),
    );
    Ok(response)
}
