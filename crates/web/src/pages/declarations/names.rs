//! Who endorsed, by country, 50 a page; one endorsement with its proof.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{endorsement::Stance, vocabulary::Country};
use operations::view::declarations::{EndorsementRow, NamesFilter};

use super::{Head, name_of};
use crate::{
    error::WebError,
    frame::Frame,
    limits::Costly,
    pages::{next_page, search::sort_key},
    visit::Visit,
};

/// A name in the list.
struct NameLine {
    id: String,
    first: String,
    second: String,
    kind: String,
    reservation: Option<String>,
    /// The day on which it ceased to be a member of the network.
    member_until: Option<String>,
}

#[derive(Template)]
#[template(path = "declarations/names.html")]
struct NamesPage<'a> {
    v: &'a Frame,
    head: Head,
    words: String,
    chosen: String,
    countries: Vec<(String, &'static str)>,
    /// The country that was chosen, and its numbers.
    country: Option<(&'static str, Vec<(String, String)>)>,
    total: Option<u64>,
    groups: Vec<(String, Vec<NameLine>)>,
    next_page: Option<String>,
}

/// `/declarations/{slug}/endorsements`.
pub(crate) async fn list(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let filter = NamesFilter {
        country: visit.parameter("country").unwrap_or_default().to_owned(),
        words: visit.parameter("q").unwrap_or_default().to_owned(),
        language: v.lang().to_owned(),
        ..NamesFilter::default()
    };
    if !filter.words.is_empty() {
        visit.take(Costly::Search)?;
    }
    let tally = visit.operations().declaration_tally(&slug).await?;
    let found = visit
        .operations()
        .declaration_names(&slug, &filter, visit.after())
        .await?;
    let mut countries: Vec<(String, &'static str)> = tally
        .figures
        .rows()
        .map(|row| (row.country.code().to_owned(), row.country.name(v.lang())))
        .collect();
    countries.sort_by_cached_key(|(_, name)| sort_key(name));
    let row = tally.figures.rows().find(|row| row.country.code() == filter.country);
    let country = row.map(|row| {
        let (organisations, people) = (row.counted.organisations, row.counted.persons());
        let numbers = vec![
            (v.number(organisations), v.n("count-organisations", organisations)),
            (v.number(people), v.n("count-people", people)),
        ];
        (row.country.name(v.lang()), numbers)
    });
    visit.page(&NamesPage {
        v,
        head: Head::new(v, &tally.card, visit.state.clock.now()).titled(v, &tally.titles),
        words: filter.words,
        chosen: filter.country,
        countries,
        country,
        total: found.total,
        groups: groups(v, &found.items),
        next_page: next_page(&v.here, found.next.as_deref()),
    })
}

/// Rows that follow each other from one country stand under its name.
fn groups(v: &Frame, rows: &[EndorsementRow]) -> Vec<(String, Vec<NameLine>)> {
    let mut groups: Vec<(Option<Country>, Vec<NameLine>)> = Vec::new();
    for row in rows {
        let line = line(v, row);
        match groups.last_mut() {
            Some((country, lines)) if *country == row.signatory.country => lines.push(line),
            _ => groups.push((row.signatory.country, vec![line])),
        }
    }
    let name = |country: Option<Country>| {
        country.map_or_else(|| v.t("tally-undisclosed"), |country| country.name(v.lang()).to_owned())
    };
    groups
        .into_iter()
        .map(|(country, lines)| (name(country), lines))
        .collect()
}

fn line(v: &Frame, row: &EndorsementRow) -> NameLine {
    let (first, second) = name_of(v, &row.signatory);
    NameLine {
        id: row.id.to_string(),
        first,
        second,
        kind: v.label("signatory_kind", row.signatory.kind.as_str()),
        reservation: row
            .reservation
            .clone()
            .filter(|_| row.stance == Stance::WithReservations),
        member_until: row.member_until.map(|until| v.date(&until)),
    }
}

/// Names by country, each with what is said behind it, without marks of direction.
#[cfg(feature = "pdf")]
pub(crate) fn plain_groups(v: &Frame, rows: &[EndorsementRow]) -> Vec<(String, Vec<(String, String)>)> {
    let lines = |lines: Vec<NameLine>| {
        let plain = |line: NameLine| (line.first, crate::locale::without_isolates(&line.second));
        lines.into_iter().map(plain).collect()
    };
    groups(v, rows)
        .into_iter()
        .map(|(country, names)| (country, lines(names)))
        .collect()
}
