//! Organisations: the list, and the page of one.

use actix_web::{HttpResponse, web};
use askama::Template;
use operations::{
    OperationError,
    view::{ActorCard, OrganisationPage},
};

use crate::{answer::see_other, error::WebError, frame::Frame, pages::next_page, visit::Visit};

#[derive(Template)]
#[template(path = "pages/organisations.html")]
struct ListPage<'a> {
    v: &'a Frame,
    ours: Vec<ActorCard>,
    others: Vec<ActorCard>,
    next_page: Option<String>,
}

/// `/organisations`.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, WebError> {
    let ours = match visit.after() {
        None => visit.operations().organisations().await?,
        Some(_) => Vec::new(),
    };
    let known = visit.operations().authors(visit.after()).await?;
    visit.page(&ListPage {
        v: &visit.frame,
        ours,
        others: known.items.into_iter().filter(|card| !card.local).collect(),
        next_page: next_page(&visit.frame.here, known.next.as_deref()),
    })
}

#[derive(Template)]
#[template(path = "pages/organisation.html")]
struct OnePage<'a> {
    v: &'a Frame,
    page: &'a OrganisationPage,
    next_page: Option<String>,
}

/// `/@{handle}`.
pub(crate) async fn page(visit: Visit, handle: web::Path<String>) -> Result<HttpResponse, WebError> {
    let found = visit
        .operations()
        .organisation_page(&visit.caller, &handle, visit.after())
        .await;
    let page = match found {
        // Handles are shared with networks, whose page has another address.
        Err(OperationError::NotFound { .. }) if visit.operations().network_id(&handle).await.is_ok() => {
            return Ok(see_other(&format!("/networks/{}", handle.as_str())));
        }
        other => other?,
    };
    visit.page(&OnePage {
        v: &visit.frame,
        next_page: next_page(&visit.frame.here, page.posts.next.as_deref()),
        page: &page,
    })
}
