//! Answers with a body: compressed where that is read, with an `ETag` and 304 where nobody is logged in.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
};
use flate2::{Compression, write::GzEncoder};

/// Whether a copy may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Not at all: a login or a secret was used.
    Never,
    /// Yes, but ask each time whether it changed.
    Ask,
    /// For ever: the name changes with the content.
    Forever,
}

/// A body and what is said about it.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) media_type: &'static str,
    pub(crate) body: Vec<u8>,
    pub(crate) keep: Keep,
}

impl Answer {
    /// An answer with 200 that is asked for again each time.
    pub(crate) fn ok(media_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: StatusCode::OK,
            media_type,
            body: body.into(),
            keep: Keep::Ask,
        }
    }

    /// With another rule for copies.
    pub(crate) fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// With another status.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The answer to this request.
    pub(crate) fn send(self, request: &HttpRequest) -> HttpResponse {
        let mut builder = HttpResponse::build(self.status);
        builder.insert_header((header::CACHE_CONTROL, cache_control(self.keep)));
        if self.keep == Keep::Ask && self.status == StatusCode::OK {
            let tag = entity_tag(&self.body);
            builder.insert_header((header::ETAG, tag.as_str()));
            if matches_tag(request, &tag) {
                return builder.status(StatusCode::NOT_MODIFIED).finish();
            }
        }
        builder.insert_header((header::CONTENT_TYPE, self.media_type));
        if accepts_gzip(request) && is_text(self.media_type) && self.body.len() > 200 {
            builder.insert_header((header::CONTENT_ENCODING, "gzip"));
            builder.body(gzip(&self.body))
        } else {
            builder.body(self.body)
        }
    }
}

fn cache_control(keep: Keep) -> &'static str {
    match keep {
        Keep::Never => "no-store",
        Keep::Ask => "no-cache",
        Keep::Forever => "public, max-age=31536000, immutable",
    }
}

fn entity_tag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}

fn matches_tag(request: &HttpRequest, tag: &str) -> bool {
    let header = request.headers().get(header::IF_NONE_MATCH);
    header
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|one| one.trim() == tag || one.trim() == "*"))
}

fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/") || media_type.contains("json") || media_type.contains("xml")
}

/// Whether the client reads gzip.
pub(crate) fn accepts_gzip(request: &HttpRequest) -> bool {
    let header = request.headers().get(header::ACCEPT_ENCODING);
    header.and_then(|value| value.to_str().ok()).is_some_and(|encodings| {
        encodings.split(',').any(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, ""));
            matches!(name.trim(), "gzip" | "*") && !matches!(weight.trim(), "q=0" | "q=0.0")
        })
    })
}

/// A body as it travels.
pub(crate) fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(7));
    // Writing to memory cannot fail; the plain body is a right answer if it did.
    match encoder.write_all(body).and_then(|()| encoder.finish()) {
        Ok(packed) => packed,
        Err(_) => body.to_vec(),
    }
}

/// "See other": after a form was sent.
pub(crate) fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn an_unchanged_page_is_answered_with_304() {
        let first = Answer::ok("text/html", "hello").send(&TestRequest::default().to_http_request());
        let tag = first.headers().get(header::ETAG).unwrap().clone();
        let again = TestRequest::default()
            .insert_header((header::IF_NONE_MATCH, tag))
            .to_http_request();
        assert_eq!(
            Answer::ok("text/html", "hello").send(&again).status(),
            StatusCode::NOT_MODIFIED
        );
        assert_eq!(Answer::ok("text/html", "other").send(&again).status(), StatusCode::OK);
    }

    #[test]
    fn gzip_is_sent_only_to_those_who_read_it() {
        let long = "abc ".repeat(200);
        let plain = TestRequest::default()
            .insert_header((header::ACCEPT_ENCODING, "gzip;q=0, br"))
            .to_http_request();
        assert!(
            !Answer::ok("text/html", long.clone())
                .send(&plain)
                .headers()
                .contains_key(header::CONTENT_ENCODING)
        );
        let reader = TestRequest::default()
            .insert_header((header::ACCEPT_ENCODING, "br, gzip"))
            .to_http_request();
        assert!(
            Answer::ok("text/html", long)
                .send(&reader)
                .headers()
                .contains_key(header::CONTENT_ENCODING)
        );
    }
}
