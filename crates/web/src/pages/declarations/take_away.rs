//! What people take away from a tally: tables, JSON, the card. Every one of them is made from the same figures as the
//! page, after the rule of small cells.

use std::fmt::Write;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderValue},
    web,
};
use askama::Template;
use operations::{
    OperationError, Operations,
    view::declarations::{EndorsementRow, NamesFilter, TallyPage},
};
use serde_json::json;

use super::{direction, figures, tally::sentence};
use crate::{
    answer::Answer,
    error::WebError,
    exports::{
        sheet::{self, Sheet},
        tally::{self as tables, NameRow},
    },
    frame::Frame,
    limits::Costly,
    locale::{Locale, without_isolates},
    pictures::{
        self,
        card::{self, Card},
    },
    visit::Visit,
};

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Above this a workbook names nobody: the names are in the CSV then.
const MOST_ROWS: usize = 100_000;

/// A file that is saved, not shown.
pub(crate) fn file(visit: &Visit, media_type: &'static str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    let mut response = Answer::ok(media_type, bytes).send(&visit.request);
    // Slugs are a-z, 0-9 and hyphens.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn wants_mark(visit: &Visit) -> bool {
    visit.parameter("bom") == Some("1")
}

/// What can be taken away as a file, without a page around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeAway {
    /// The figures as JSON.
    Tally,
    /// The table of countries as CSV.
    Countries,
    /// The public names as CSV.
    Names,
}

/// One of the files that the page of a tally offers, in English, as the command line gives it.
///
/// # Errors
/// [`OperationError::NotFound`].
pub async fn take_away(operations: &Operations, slug: &str, what: TakeAway) -> Result<Vec<u8>, OperationError> {
    let frame = Frame::plain_of(Locale::En, operations.node().await?);
    match what {
        TakeAway::Tally => {
            let tally = operations.declaration_tally(slug).await?;
            Ok(document(&frame, &tally).to_string().into_bytes())
        }
        TakeAway::Countries => {
            let tally = operations.declaration_tally(slug).await?;
            Ok(sheet::csv(&tables::countries(&frame, &tally.figures), false))
        }
        TakeAway::Names => {
            let names = all_names(operations, slug, usize::MAX).await?.unwrap_or_default();
            Ok(sheet::csv(&names_sheet(&frame, names), false))
        }
    }
}

/// All public names of a declaration, page after page; nothing when there are more than `most`.
pub(crate) async fn all_names(
    operations: &Operations,
    slug: &str,
    most: usize,
) -> Result<Option<Vec<EndorsementRow>>, OperationError> {
    let mut rows = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let filter = NamesFilter {
            many: true,
            ..NamesFilter::default()
        };
        let found = operations.declaration_names(slug, &filter, after.as_deref()).await?;
        rows.extend(found.items);
        if rows.len() > most {
            return Ok(None);
        }
        match found.next {
            Some(next) => after = Some(next),
            None => return Ok(Some(rows)),
        }
    }
}

fn name_row(v: &Frame, row: EndorsementRow) -> NameRow {
    let signatory = row.signatory;
    NameRow {
        kind: signatory.kind.as_str(),
        organisation: signatory.organisation.unwrap_or_default(),
        country: signatory.country,
        person: signatory.person.unwrap_or_default(),
        role: signatory.role.unwrap_or_default(),
        visibility: signatory.visibility.as_str(),
        channel: row.channel.as_str(),
        check: row.check.as_str(),
        stance: row.stance.as_str(),
        reservation: row.reservation.unwrap_or_default(),
        signed_at: v.machine(&row.hour),
        address: v.full(format!("/endorsements/{}", row.id)),
    }
}

/// `/declarations/{slug}/tally.csv`: the table of countries.
pub(crate) async fn csv(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let tally = visit.operations().declaration_tally(&slug).await?;
    let bytes = sheet::csv(&tables::countries(&visit.frame, &tally.figures), wants_mark(&visit));
    Ok(file(&visit, CSV, &format!("{}-tally.csv", tally.card.slug), bytes))
}

/// `/declarations/{slug}/endorsements.csv`: the public names.
pub(crate) async fn names_csv(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    visit.take(Costly::File)?;
    let names = all_names(visit.operations(), &slug, usize::MAX)
        .await?
        .unwrap_or_default();
    let table = names_sheet(&visit.frame, names);
    let bytes = sheet::csv(&table, wants_mark(&visit));
    Ok(file(&visit, CSV, &format!("{slug}-endorsements.csv"), bytes))
}

fn names_sheet(v: &Frame, names: Vec<EndorsementRow>) -> Sheet {
    tables::names(v, names.into_iter().map(|row| name_row(v, row)))
}

/// `/declarations/{slug}/tally.xlsx`: all tables and the names in one workbook.
pub(crate) async fn xlsx(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    visit.take(Costly::File)?;
    let tally = visit.operations().declaration_tally(&slug).await?;
    let names = all_names(visit.operations(), &slug, MOST_ROWS).await?;
    let v = &visit.frame;
    let facts = [
        ("declaration", tally.card.title.clone()),
        ("address", v.full(format!("/declarations/{}/tally", tally.card.slug))),
        ("text", tally.card.revision.to_string()),
        ("digest", tally.digest.clone()),
        ("as of", v.machine(&tally.as_of)),
        (
            "log entries",
            tally.log_size.map_or_else(String::new, |size| size.to_string()),
        ),
    ];
    let mut sheets = vec![
        tables::counts(v, &tally.figures, &facts),
        tables::countries(v, &tally.figures),
        tables::days(v, &tally.figures),
    ];
    sheets.extend(names.map(|names| names_sheet(v, names)));
    let rtl = v.dir() == "rtl";
    let made = web::block(move || sheet::xlsx(&sheets, rtl)).await;
    let bytes = made
        .map_err(|error| WebError::Rendering(error.to_string()))?
        .map_err(|error| WebError::Rendering(error.to_string()))?;
    Ok(file(&visit, XLSX, &format!("{}-tally.xlsx", tally.card.slug), bytes))
}

/// `/declarations/{slug}/tally.json`: the figures for programs, as `GET declarations/{slug}/tally` of the API.
pub(crate) async fn json(
    visit: Visit,
    request: HttpRequest,
    slug: web::Path<String>,
) -> Result<HttpResponse, WebError> {
    let tally = visit.operations().declaration_tally(&slug).await?;
    Ok(Answer::ok("application/json", document(&visit.frame, &tally).to_string()).send(&request))
}

/// The figures as JSON (`docs/api.md`).
pub(crate) fn document(v: &Frame, tally: &TallyPage) -> serde_json::Value {
    let card = &tally.card;
    json!({
        "declaration": card.object,
        "page": v.full(format!("/declarations/{}/tally", card.slug)),
        "title": card.title,
        "state": card.state,
        "opens_at": card.opens_at,
        "closes_at": card.closes_at,
        "revision": card.revision,
        "digest": tally.digest,
        "as_of": v.machine(&tally.as_of),
        "log": {"origin": tally.log_origin, "entries": tally.log_size},
        "country_list": "UN-193",
        "un_share_per_mille": tally.figures.un_share_per_mille(),
        "undisclosed_countries": tally.undisclosed_countries,
        "figures": tally.figures,
        "broken": tally.broken,
        "recounts": tally.recounts,
    })
}

/// `/declarations/{slug}/tally.pdf`; without the feature `pdf` there is none, and the page does not offer it.
#[cfg(not(feature = "pdf"))]
pub(crate) async fn pdf(_visit: Visit) -> Result<HttpResponse, WebError> {
    Err(WebError::NotFound)
}

#[cfg(feature = "pdf")]
pub(crate) use super::pdf::tally_pdf as pdf;

/// `/declarations/{slug}/tally.svg` and `/embed/tally/{slug}.svg`: the card.
pub(crate) async fn svg(visit: Visit, request: HttpRequest, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let tally = visit.operations().declaration_tally(&slug).await?;
    let v = &visit.frame;
    let counts = figures::numbers(v, &tally.figures);
    let lines = [
        without_isolates(&figures::share(v, &tally.figures)),
        without_isolates(&v.w("tally-as-of", v.moment(&tally.as_of))),
    ];
    let svg = card::draw(
        v,
        &Card {
            title: &tally.card.title,
            title_dir: direction(&tally.card.language),
            counts: &counts,
            lines: &lines,
        },
    );
    let mut response = pictures::send(&request, svg);
    // Other sites may show it.
    let open = HeaderValue::from_static("cross-origin");
    let name = header::HeaderName::from_static("cross-origin-resource-policy");
    response.headers_mut().insert(name, open);
    Ok(response)
}

#[derive(Template)]
#[template(path = "declarations/embed.html")]
struct EmbedPage<'a> {
    v: &'a Frame,
    title: &'a str,
    language: &'a str,
    sentence: String,
    slug: &'a str,
}

/// `/embed/tally/{slug}`: the card as a page that other sites may frame.
pub(crate) async fn embed(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let tally = visit.operations().declaration_tally(&slug).await?;
    let mut response = visit.page(&EmbedPage {
        v: &visit.frame,
        title: &tally.card.title,
        language: &tally.card.language,
        sentence: sentence(&visit.frame, &tally),
        slug: &tally.card.slug,
    })?;
    let policy = HeaderValue::from_static(
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
    );
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// A text for a messenger: title, numbers, link, under 1 kB.
pub(crate) fn message(v: &Frame, title: &str, numbers: &str, path: &str) -> String {
    let mut text = String::new();
    let short: String = title.chars().take(200).collect();
    // Writing to a text cannot fail.
    let _ = write!(text, "{short}\n{}\n{}", without_isolates(numbers), v.full(path));
    text
}
