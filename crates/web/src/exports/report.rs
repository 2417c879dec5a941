//! What the PDF of a declaration says: from the figures and names of a tally to plain words (feature `pdf`).

use domain::figures::Figures;

use super::pdf::{
    Captioned, Check, Count, Document, Group, Method, Name, Names, Pictures, Row, Table, Text, Words, nodes,
};
use crate::{
    frame::Frame,
    locale::without_isolates,
    pages::declarations::figures::{self, List},
    pictures::{growth, qr, world},
};

/// Above this the names stand in the tables only.
pub(crate) const MOST_NAMES: usize = 5_000;

/// A country, and its names, each with what is said behind it.
pub(crate) type NamesOfCountry = (String, Vec<(String, String)>);

/// What the PDF is made of.
pub(crate) struct Source<'a> {
    pub(crate) title: &'a str,
    pub(crate) language: &'a str,
    pub(crate) dir: &'static str,
    pub(crate) content_html: &'a str,
    /// By whom, and until when it is open.
    pub(crate) lead: Vec<String>,
    /// Text and log entry that were counted, moment.
    pub(crate) below: Vec<String>,
    pub(crate) digest: String,
    /// Address of the tally.
    pub(crate) address: String,
    pub(crate) figures: &'a Figures,
    /// Names by country; nothing when they are too many.
    pub(crate) names: Option<Vec<NamesOfCountry>>,
}

/// Puts the document together.
pub(crate) fn document(v: &Frame, source: &Source<'_>) -> Document {
    let figures = source.figures;
    let code = qr::squares(&source.address).map_or_else(String::new, |(size, path)| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\"><path d=\"{path}\"/></svg>")
    });
    let days: Vec<_> = figures.days.iter().map(|day| (day.day, day.total)).collect();
    let plain = |lines: &[String]| lines.iter().map(|line| without_isolates(line)).collect::<Vec<_>>();
    let mut below = vec![figures::share(v, figures)];
    below.extend(figures::other_places(v, figures));
    below.extend(figures::not_named(v, figures));
    below.push(figures::people(v, figures));
    below.extend(source.below.iter().cloned());
    Document {
        lang: v.lang(),
        dir: v.dir(),
        node: v.node.name.clone(),
        title: source.title.to_owned(),
        lead: plain(&source.lead),
        counts: figures::numbers(v, figures)
            .into_iter()
            .map(|(number, what)| Count { number, what })
            .collect(),
        below: plain(&below),
        check: Check {
            title: v.plain("pdf-check-title"),
            lead: v.plain("pdf-check-lead"),
            link: source.address.clone(),
            digest: format!("{} {}", v.plain("declaration-digest"), source.digest),
        },
        text: Text {
            lang: source.language.to_owned(),
            dir: source.dir,
            title: source.title.to_owned(),
            nodes: nodes(source.content_html),
        },
        tables: tables(v, figures),
        map: Captioned {
            title: v.plain("tally-map-title"),
            note: v.plain("tally-map-note"),
        },
        growth: Captioned {
            title: v.plain("tally-growth-title"),
            note: String::new(),
        },
        method: Method {
            title: v.plain("tally-how"),
            lines: plain(&figures::how(v)),
        },
        names: names(v, source),
        footer: source.title.chars().take(90).collect(),
        page_of: without_isolates(&v.ww("pdf-page", "@", "#")),
        pictures: Pictures {
            map: world::tally(v, &figures::on_map(figures), |_| source.address.clone()),
            growth: growth::line(v, &days),
            code,
        },
    }
}

fn tables(v: &Frame, figures: &Figures) -> Vec<Table> {
    let head = ["tally-country", "tally-organisations", "tally-people", "tally-total"];
    let row = |cells: [&str; 4], strong| Row {
        cells: cells.map(without_isolates).to_vec(),
        strong,
    };
    let undisclosed = v.plain("tally-undisclosed");
    let mut rows = Vec::new();
    for region in figures::regions(v, figures, List::All, false) {
        rows.push(row(
            [&region.name, &region.organisations, &region.people, &region.total],
            true,
        ));
        for line in &region.rows {
            rows.push(row([line.name, &line.organisations, &line.people, &line.total], false));
        }
        if let Some((organisations, people, total)) = &region.undisclosed {
            rows.push(row([&undisclosed, organisations, people, total], false));
        }
    }
    if let Some((organisations, people, total)) = figures::some(v, figures.undisclosed) {
        rows.push(row([&undisclosed, &organisations, &people, &total], true));
    }
    let mut tables = vec![Table {
        title: v.plain("tally-table"),
        note: format!("{} {}", v.plain("tally-table-note"), v.plain("tally-undisclosed-note")),
        head: head.map(|key| v.plain(key)).to_vec(),
        rows,
    }];
    let apart = figures::apart(v, figures);
    let two = |title: String, lines: Vec<(String, String)>| Table {
        head: vec![title.clone(), v.plain("tally-number")],
        title,
        note: String::new(),
        rows: lines
            .into_iter()
            .map(|(name, number)| Row {
                cells: vec![without_isolates(&name), number],
                strong: false,
            })
            .collect(),
    };
    if !apart.is_empty() {
        tables.push(two(v.plain("tally-beside"), apart));
    }
    for (title, lines) in figures::breakdowns(v, figures) {
        if !lines.is_empty() {
            tables.push(two(title, lines));
        }
    }
    tables
}

fn names(v: &Frame, source: &Source<'_>) -> Names {
    let group = |(country, names): &NamesOfCountry| Group {
        title: country.clone(),
        names: names
            .iter()
            .map(|(first, second)| Name {
                first: Words::new(without_isolates(first)),
                second: (!second.is_empty()).then(|| Words::new(without_isolates(second))),
            })
            .collect(),
    };
    Names {
        title: v.plain("tally-names-title"),
        note: match source.names {
            Some(_) => v.plain("pdf-names-note"),
            None => v.plain("pdf-names-too-many"),
        },
        groups: source.names.iter().flatten().map(group).collect(),
    }
}
