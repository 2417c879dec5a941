//! The way from the host's page to one's own node, where an organisation endorses with its own key (UX 4.3.1).

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use url::Url;

use crate::{
    error::WebError,
    frame::{Frame, escaped},
    limits::Costly,
    visit::Visit,
};

/// The form, and as the last step a link: the policy of our pages lets forms lead to ourselves only.
#[derive(Template)]
#[template(path = "declarations/own_node.html")]
struct Page<'a> {
    v: &'a Frame,
    slug: &'a str,
    typed: &'a str,
    address: Option<String>,
}

/// `GET /declarations/{slug}/own-node?node=`: leads to the form of one's own node; asks again where that is no address.
pub(crate) async fn page(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let page = visit.operations().declaration_page(&visit.caller, &slug).await?;
    let (v, typed) = (&visit.frame, visit.parameter("node").unwrap_or_default());
    let base = base_of(typed, visit.state.development);
    let status = if base.is_none() && !typed.is_empty() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let declaration = page.source.unwrap_or_else(|| v.full(&page.card.page));
    visit.page_with(
        status,
        &Page {
            v,
            slug: &page.card.slug,
            typed,
            address: base.map(|base| format!("{base}/endorse?declaration={}", escaped(&declaration))),
        },
    )
}

/// The address of a node from what people know of it: its name, any of its pages, or the handle of an actor there.
fn base_of(typed: &str, development: bool) -> Option<String> {
    let typed = typed.trim();
    let address = match typed.split_once("://") {
        Some(("https", _)) => typed.to_owned(),
        Some(("http", _)) if development => typed.to_owned(),
        Some(_) => return None,
        None => {
            let before_path = typed.split('/').next().unwrap_or(typed);
            format!("https://{}", before_path.rsplit('@').next().unwrap_or(before_path))
        }
    };
    let url = Url::parse(&address).ok()?;
    let host = url.domain().filter(|host| host.contains('.'))?;
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    Some(format!("{}://{host}{port}", url.scheme()))
}

/// The last part of the address of our page of a declaration: from that part itself, from its id, or from the address
/// of its page on any node; one that is not known here yet is fetched.
pub(crate) async fn slug_here(visit: &Visit, given: &str) -> Result<String, WebError> {
    if !given.contains("://") {
        return Ok(given.to_owned());
    }
    let operations = visit.operations();
    if let Some(slug) = operations.declaration_slug(given).await? {
        return Ok(slug);
    }
    visit.session()?;
    visit.take(Costly::Form)?;
    let object = visit.state.directory.object(given).await?;
    operations.declaration_slug(&object).await?.ok_or(WebError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::base_of;

    #[test]
    fn a_node_is_known_by_its_name_a_page_of_it_or_a_handle() {
        for typed in [
            "beta.example",
            " https://beta.example/home?x=1 ",
            "@water@beta.example",
            "water@beta.example",
            "beta.example/@water",
        ] {
            assert_eq!(
                base_of(typed, false).as_deref(),
                Some("https://beta.example"),
                "{typed}"
            );
        }
        assert_eq!(
            base_of("http://beta.localhost:8081/", true).as_deref(),
            Some("http://beta.localhost:8081")
        );
        for typed in [
            "",
            "water",
            "http://beta.example",
            "javascript://x.example",
            "192.0.2.1",
            "a b",
        ] {
            assert_eq!(base_of(typed, false), None, "{typed}");
        }
    }
}
