//! Pictures that are drawn as text (SVG): map, line of growth, card, QR code. Small, sharp on every screen, made on the
//! node. A picture never says more than the table beside it.

pub(crate) mod card;
pub(crate) mod growth;
pub(crate) mod qr;
pub(crate) mod world;

use std::sync::LazyLock;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CONTENT_SECURITY_POLICY, HeaderValue},
};
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::answer::Answer;

/// Colours of all pictures, for light and dark (UX 13). One text, so that one digest in the policy allows it.
pub(crate) const STYLE: &str = "svg{font:11px system-ui,\"Noto Sans\",sans-serif;fill:#1b1d22}\
.g{fill:#fff}.n{fill:#e7e9ee}.e{stroke:#fff;stroke-width:.5}\
.a1{fill:#dde3ee}.a2{fill:#a9b7d1}.f3{fill:#7189b3}.f4{fill:#3f5c92}.f5{fill:#24406e}\
.a3{fill:url(#p3)}.a4{fill:url(#p4)}.a5{fill:url(#p5)}\
.a1,.a2,.a3,.a4,.a5{stroke:#50555f;stroke-width:.4}\
.h{stroke:#fff;stroke-width:1}.q{fill:#50555f}.r{stroke:#d9dce2}.l{stroke:#c77700;stroke-width:2.5;fill:none}\
.m{fill:#8a4b08}.s{stroke:#24406e}.o{stroke:#c77700}.t{fill:#c77700;stroke:#fff;stroke-width:.7}\
.b{fill:none;stroke:#24406e;stroke-width:2.5}\
a:focus path,a:focus circle,a:hover path,a:hover circle{stroke:#c77700;stroke-width:2}\
@media(prefers-color-scheme:dark){svg{fill:#e8e9ec}.g{fill:#14161a}.n{fill:#2b303a}.e{stroke:#14161a}\
.a1{fill:#24406e}.a2{fill:#3f5c92}.f3{fill:#7189b3}.f4{fill:#a9b7d1}.f5{fill:#dde3ee}\
.a1,.a2,.a3,.a4,.a5{stroke:#a6acb8}.h{stroke:#14161a}\
.q{fill:#a6acb8}.r{stroke:#343944}.l{stroke:#f0b35a}.m{fill:#f0b35a}.s{stroke:#b4c4ff}.o{stroke:#f0b35a}\
.t{fill:#f0b35a;stroke:#14161a}.b{stroke:#b4c4ff}}";

static POLICY: LazyLock<String> = LazyLock::new(|| {
    let allowed = STANDARD.encode(digest(&SHA256, STYLE.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; frame-ancestors 'none'")
});

/// The answer with a picture; its policy allows the one style and nothing else.
pub(crate) fn send(request: &HttpRequest, svg: String) -> HttpResponse {
    let mut response = Answer::ok("image/svg+xml", svg).send(request);
    if let Ok(policy) = HeaderValue::from_str(&POLICY) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The beginning of a picture of this size, with a title for those who do not see it.
pub(crate) fn begin(width: u32, height: u32, title: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><title>{}</title>\
         <style>{STYLE}</style>",
        escape(title)
    )
}

/// A text inside of an element or attribute.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h06_a_name_cannot_end_the_element_that_it_stands_in() {
        let svg = begin(10, 10, "a</title><script>alert(1)</script>\"");
        assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;"));
    }

    #[test]
    fn the_style_needs_no_escapes_and_loads_nothing() {
        for word in ["<", ">", "&", "@import"] {
            assert!(!STYLE.contains(word), "{word}");
        }
        assert_eq!(STYLE.matches("url(").count(), STYLE.matches("url(#").count());
    }
}
