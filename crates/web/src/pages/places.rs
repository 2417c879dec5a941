//! Posts by tag, practices by country.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::vocabulary::Country;
use operations::{
    PracticeFilter,
    view::{PostView, PracticeCard},
};

use crate::{error::WebError, frame::Frame, pages::next_page, visit::Visit};

#[derive(Template)]
#[template(path = "pages/tag.html")]
struct TagPage<'a> {
    v: &'a Frame,
    tag: String,
    posts: Vec<PostView>,
    next_page: Option<String>,
}

/// A tag as it stands in an address: lower case, letters and digits of any script.
pub(crate) fn read_tag(text: &str) -> Result<String, WebError> {
    let tag = text.to_lowercase();
    let valid = (1..=100).contains(&tag.chars().count()) && tag.chars().all(|c| c.is_alphanumeric() || c == '_');
    valid.then_some(tag).ok_or(WebError::NotFound)
}

/// `/tags/{tag}`.
pub(crate) async fn tag(visit: Visit, tag: web::Path<String>) -> Result<HttpResponse, WebError> {
    let tag = read_tag(&tag)?;
    let posts = visit.operations().tag_timeline(&tag, visit.after()).await?;
    visit.page(&TagPage {
        v: &visit.frame,
        tag,
        next_page: next_page(&visit.frame.here, posts.next.as_deref()),
        posts: posts.items,
    })
}

#[derive(Template)]
#[template(path = "pages/country.html")]
struct CountryPage<'a> {
    v: &'a Frame,
    country: Country,
    name: &'static str,
    region: &'static str,
    cards: Vec<PracticeCard>,
    next_page: Option<String>,
}

/// `/countries/{iso2}`.
pub(crate) async fn country(visit: Visit, code: web::Path<String>) -> Result<HttpResponse, WebError> {
    let country = Country::parse(&code).ok_or(WebError::NotFound)?;
    let filter = PracticeFilter {
        country: Some(country),
        ..PracticeFilter::default()
    };
    let found = visit.operations().practices(&filter, visit.after()).await?;
    let language = visit.frame.lang();
    visit.page(&CountryPage {
        v: &visit.frame,
        country,
        name: country.name(language),
        region: country.place().map_or("", |place| place.subregion.name(language)),
        next_page: next_page(&visit.frame.here, found.next.as_deref()),
        cards: found.items,
    })
}
