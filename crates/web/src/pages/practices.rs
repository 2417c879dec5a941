//! The list of practices, and the page of one.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use askama::Template;
use domain::practice::{Contact, Media};
use operations::{
    OperationError,
    view::{Page, PracticeCard, PracticePage, Withdrawn},
};

use crate::{
    error::WebError,
    frame::Frame,
    limits::Costly,
    pages::{
        changes::{self, Change, Piece},
        metadata, next_page,
        search::{self, Chosen, Select},
    },
    pictures,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "pages/practices.html")]
struct ListPage<'a> {
    v: &'a Frame,
    chosen: Chosen,
    selects: Vec<Select>,
    cards: Vec<PracticeCard>,
    total: Option<u64>,
    next_page: Option<String>,
}

/// `/practices` and `/search`.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, WebError> {
    let chosen = search::chosen(&visit);
    if !chosen.words.is_empty() {
        visit.take(Costly::Search)?;
    }
    let found = match search::filter(&chosen) {
        Some(filter) => visit.operations().practices(&filter, visit.after()).await?,
        None => Page {
            items: Vec::new(),
            next: None,
            total: Some(0),
        },
    };
    visit.page(&ListPage {
        v: &visit.frame,
        selects: search::selects(&visit.frame, &chosen),
        chosen,
        cards: found.items,
        total: found.total,
        next_page: next_page(&visit.frame.here, found.next.as_deref()),
    })
}

#[derive(Template)]
#[template(path = "pages/practice.html")]
struct OnePage<'a> {
    v: &'a Frame,
    page: &'a PracticePage,
    canonical: String,
    json_ld: String,
    settings: String,
    groups: String,
    mailbox: Option<&'a str>,
    links: Vec<(&'a str, &'a str)>,
    outcomes: Vec<(String, usize)>,
    countries: String,
    idempotency_key: String,
}

#[derive(Template)]
#[template(path = "pages/withdrawn.html")]
struct WithdrawnPage<'a> {
    v: &'a Frame,
    withdrawn: &'a Withdrawn,
}

/// `/practices/{slug}`.
pub(crate) async fn page(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let page = match visit.operations().practice_page(&visit.caller, &slug).await {
        Ok(page) => page,
        Err(OperationError::Withdrawn(withdrawn)) => {
            let page = WithdrawnPage {
                v: &visit.frame,
                withdrawn: &withdrawn,
            };
            return visit.page_with(StatusCode::GONE, &page);
        }
        Err(other) => return Err(other.into()),
    };
    let key = visit.state.idempotency_key();
    visit.page(&one(&visit.frame, &page, key))
}

fn one<'a>(v: &'a Frame, page: &'a PracticePage, idempotency_key: String) -> OnePage<'a> {
    let practice = &page.practice;
    let join = |labels: Vec<String>| labels.join(" · ");
    let labels = |list: &str, slugs: Vec<&str>| join(slugs.into_iter().map(|slug| v.label(list, slug)).collect());
    let links = practice.media.iter().filter_map(|media| match media {
        Media::Link { url, title } => Some((url.as_str(), title.as_str())),
        Media::Photo { .. } => None,
    });
    let names = page
        .outcomes
        .countries
        .iter()
        .map(|country| country.name(v.lang()).to_owned());
    OnePage {
        v,
        page,
        canonical: page
            .source
            .clone()
            .unwrap_or_else(|| v.full(format!("/practices/{}", page.card.slug))),
        json_ld: metadata::article(v, page),
        settings: labels("setting", practice.setting.iter().map(|s| s.as_str()).collect()),
        groups: labels(
            "beneficiary_group",
            practice.beneficiary_groups.iter().map(|g| g.as_str()).collect(),
        ),
        mailbox: match &practice.contact {
            Contact::Mailbox(mailbox) => Some(mailbox),
            Contact::ViaNode => None,
        },
        links: links.collect(),
        outcomes: outcomes(v, page),
        countries: join(names.collect()),
        idempotency_key,
    }
}

fn outcomes(v: &Frame, page: &PracticePage) -> Vec<(String, usize)> {
    let one = |(outcome, times): &(domain::vocabulary::Outcome, usize)| {
        (v.label("replication_outcome", outcome.as_str()), *times)
    };
    page.outcomes.outcomes.iter().map(one).collect()
}

/// `/practices/{slug}/map.svg`: where it was tried.
pub(crate) async fn world_map(
    visit: Visit,
    request: HttpRequest,
    slug: web::Path<String>,
) -> Result<HttpResponse, WebError> {
    let page = visit.operations().practice_page(&visit.caller, &slug).await?;
    let svg = pictures::world::tried_in(&visit.frame, page.card.country, &page.outcomes.countries);
    Ok(pictures::send(&request, svg))
}

struct VersionLine {
    revision: u32,
    at: chrono::DateTime<chrono::Utc>,
    by: Option<String>,
    first: bool,
    changes: Vec<Change>,
}

#[derive(Template)]
#[template(path = "pages/history.html")]
struct HistoryPage<'a> {
    v: &'a Frame,
    slug: &'a str,
    title: String,
    versions: Vec<VersionLine>,
}

/// `/practices/{slug}/history`: all versions, each with what changed.
pub(crate) async fn history(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let versions = visit.operations().practice_versions(&slug).await?;
    let newest = versions.first().ok_or(WebError::NotFound)?;
    let title = newest.practice.title.as_str().to_owned();
    let lines = versions.iter().enumerate().map(|(index, version)| {
        let before = versions.get(index + 1);
        VersionLine {
            revision: version.revision,
            at: version.at,
            by: version.by.clone().filter(|_| visit.frame.signed_in()),
            first: before.is_none(),
            changes: before.map_or_else(Vec::new, |before| {
                changes::between(&visit.frame, &before.practice, &version.practice)
            }),
        }
    });
    let versions = lines.collect();
    visit.page(&HistoryPage {
        v: &visit.frame,
        slug: &slug,
        title,
        versions,
    })
}
