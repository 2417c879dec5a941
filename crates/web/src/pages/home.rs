//! The front page.

use actix_web::HttpResponse;
use askama::Template;
use domain::vocabulary::Sector;
use operations::{PracticeFilter, view::PracticeCard};

use crate::{error::WebError, frame::Frame, visit::Visit};

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage<'a> {
    v: &'a Frame,
    cards: Vec<PracticeCard>,
    sectors: Vec<Sector>,
}

/// `/`.
pub(crate) async fn home(visit: Visit) -> Result<HttpResponse, WebError> {
    let newest = visit.operations().practices(&PracticeFilter::default(), None).await?;
    visit.page(&HomePage {
        v: &visit.frame,
        cards: newest.items.into_iter().take(8).collect(),
        sectors: Sector::all().collect(),
    })
}
