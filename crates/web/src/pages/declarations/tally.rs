//! The page of a tally (UX 7), its map and its line of growth.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use operations::view::declarations::TallyPage;

use super::{
    Head,
    figures::{self, List, RegionLine},
};
use crate::{
    answer::gzip,
    error::WebError,
    frame::Frame,
    locale::without_isolates,
    pictures::{self, growth, world},
    visit::Visit,
};

#[derive(Template)]
#[template(path = "declarations/tally.html")]
struct Page<'a> {
    v: &'a Frame,
    head: Head,
    digest: &'a str,
    canonical: String,
    sentence: String,
    numbers: Vec<(String, String)>,
    people: String,
    share: String,
    places: Option<String>,
    not_named: Option<String>,
    /// Countries that the host alone knows, on other nodes.
    unknown: Option<String>,
    /// Whom to trust: where the log and its witnesses are named.
    policy: Option<String>,
    command: &'static str,
    wrong: Option<String>,
    as_of: String,
    entry: Option<String>,
    same: Option<String>,
    apart: Vec<(String, String)>,
    /// Address, words, chosen, the first of another choice.
    links: Vec<(String, String, bool, bool)>,
    caption: Option<String>,
    regions: Vec<RegionLine>,
    undisclosed: Option<(String, String, String)>,
    breakdowns: Vec<(String, Vec<(String, String)>)>,
    map_weight: String,
    milestones: Vec<(String, String)>,
    days: Vec<(String, String)>,
    how: Vec<String>,
    embed: String,
    pdf: bool,
}

/// `/declarations/{slug}/tally`.
pub(crate) async fn page(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let tally = visit.operations().declaration_tally(&slug).await?;
    let list = List::parse(visit.parameter("list").unwrap_or_default());
    let by_total = visit.parameter("sort") == Some("total");
    let head = Head::new(&visit.frame, &tally.card, visit.state.clock.now()).titled(&visit.frame, &tally.titles);
    visit.page(&shown(&visit.frame, head, &tally, list, by_total))
}

fn shown<'a>(v: &'a Frame, head: Head, tally: &'a TallyPage, list: List, by_total: bool) -> Page<'a> {
    let figures = &tally.figures;
    Page {
        v,
        head,
        digest: &tally.digest,
        canonical: v.full(format!("/declarations/{}/tally", tally.card.slug)),
        sentence: sentence(v, tally),
        numbers: figures::numbers(v, figures),
        people: figures::people(v, figures),
        share: figures::share(v, figures),
        places: figures::other_places(v, figures),
        not_named: figures::not_named(v, figures),
        unknown: (!tally.card.hosted && tally.undisclosed_countries > 0)
            .then(|| v.n("tally-unknown-countries", tally.undisclosed_countries)),
        command: "bandung verify bundle.json --policy policy.txt",
        policy: tally
            .log_origin
            .as_deref()
            .map(|origin| policy(tally.card.hosted, origin)),
        wrong: tally.broken.as_ref().map(|reason| v.w("tally-not-verified", reason)),
        as_of: v.moment(&tally.as_of),
        entry: tally.log_size.map(|size| v.number(size)),
        same: recounted(v, tally),
        apart: figures::apart(v, figures),
        links: figures::links(v, figures, list, by_total),
        caption: figures::caption(v, list),
        regions: figures::regions(v, figures, list, by_total),
        undisclosed: figures::some(v, figures.undisclosed).filter(|_| list == List::All),
        breakdowns: figures::breakdowns(v, figures),
        map_weight: if v.saver {
            v.kilobytes(gzip(map_of(v, tally).as_bytes()).len())
        } else {
            String::new()
        },
        milestones: figures::milestones(v, figures),
        days: figures::days(v, figures),
        how: figures::how(v),
        embed: format!(
            "<iframe src=\"{}\" width=\"600\" height=\"315\" title=\"{}\"></iframe>",
            v.full(format!("/embed/tally/{}", tally.card.slug)),
            pictures::escape(&tally.card.title)
        ),
        pdf: cfg!(feature = "pdf"),
    }
}

/// The numbers as one line of text, for previews and messages.
pub(crate) fn sentence(v: &Frame, tally: &TallyPage) -> String {
    let numbers = figures::numbers(v, &tally.figures);
    let counts: Vec<String> = numbers
        .iter()
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    without_isolates(&format!(
        "{} · {}",
        counts.join(" · "),
        figures::share(v, &tally.figures)
    ))
}

fn recounted(v: &Frame, tally: &TallyPage) -> Option<String> {
    let all = tally.recounts.len();
    let same = tally.recounts.iter().filter(|recount| recount.same).count();
    (all > 0).then(|| v.ww("tally-counted-same", v.number(same), v.number(all)))
}

/// The address of the policy of a log, as the bundle is of its host.
fn policy(hosted: bool, origin: &str) -> String {
    match origin.split_once('/') {
        Some((_, path)) if hosted => format!("/{path}/policy"),
        _ => format!("https://{origin}/policy"),
    }
}

fn map_of(v: &Frame, tally: &TallyPage) -> String {
    let rows = figures::on_map(&tally.figures);
    world::tally(v, &rows, |country| {
        if rows.contains_key(&country) {
            format!("../tally#{country}")
        } else {
            format!("/countries/{country}")
        }
    })
}

/// `/declarations/{slug}/tally/map.svg`.
pub(crate) async fn map(visit: Visit, request: HttpRequest, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let tally = visit.operations().declaration_tally(&slug).await?;
    Ok(pictures::send(&request, map_of(&visit.frame, &tally)))
}

/// `/declarations/{slug}/tally/growth.svg`.
pub(crate) async fn growth(
    visit: Visit,
    request: HttpRequest,
    slug: web::Path<String>,
) -> Result<HttpResponse, WebError> {
    let tally = visit.operations().declaration_tally(&slug).await?;
    let days: Vec<_> = tally.figures.days.iter().map(|day| (day.day, day.total)).collect();
    Ok(pictures::send(&request, growth::line(&visit.frame, &days)))
}

#[cfg(test)]
mod tests;
