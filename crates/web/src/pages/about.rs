//! Pages about the node: who runs it, its rules, what it keeps, how to stay safe, what does not work yet.

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::{error::WebError, frame::Frame, visit::Visit};

#[derive(Template)]
#[template(path = "pages/about.html")]
struct AboutPage<'a> {
    v: &'a Frame,
    title: String,
    /// What the operator wrote.
    own: &'a str,
    paragraphs: Vec<String>,
    version: Option<&'static str>,
}

/// `/about`, `/rules`, `/privacy`, `/safety`, `/accessibility`, `/source`: keys `{page}-1`, `{page}-2` ….
pub(crate) async fn page(visit: Visit, request: HttpRequest) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let (name, count, own) = match request.path() {
        "/about" => ("about", 3, v.node.about.as_str()),
        "/rules" => ("rules", 1, v.node.rules.as_str()),
        "/privacy" => ("privacy", 5, ""),
        "/safety" => ("safety", 5, ""),
        "/accessibility" => ("accessibility", 3, ""),
        _ => ("source", 2, ""),
    };
    visit.page(&AboutPage {
        v,
        title: v.t(format!("{name}-title")),
        own,
        paragraphs: (1..=count).map(|number| v.t(format!("{name}-{number}"))).collect(),
        version: (name == "source").then_some(env!("CARGO_PKG_VERSION")),
    })
}
