//! The list of declarations, the page of one text, and what changed since the text before.

use actix_web::{HttpResponse, web};
use askama::Template;
use operations::{
    Caller,
    view::declarations::{DeclarationPage, DeclarationTextView, DiffPart},
};
use serde_json::json;

use super::{CardLine, direction, kinds, language_name, numbers, when};
use crate::{
    error::WebError,
    frame::Frame,
    pages::{metadata, next_page},
    visit::Visit,
};

#[derive(Template)]
#[template(path = "declarations/list.html")]
struct ListPage<'a> {
    v: &'a Frame,
    cards: Vec<CardLine>,
    next_page: Option<String>,
}

/// `/declarations`.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, WebError> {
    let found = visit.operations().declarations(None, visit.after()).await?;
    let now = visit.state.clock.now();
    visit.page(&ListPage {
        v: &visit.frame,
        cards: found
            .items
            .iter()
            .map(|card| CardLine::new(&visit.frame, card, now))
            .collect(),
        next_page: next_page(&visit.frame.here, found.next.as_deref()),
    })
}

#[derive(Template)]
#[template(path = "declarations/text.html")]
struct TextPage<'a> {
    v: &'a Frame,
    page: &'a DeclarationPage,
    text: &'a DeclarationTextView,
    dir: &'static str,
    /// Tags and own names.
    languages: Vec<(&'a str, String)>,
    /// There is no official text in the language of the page.
    other_language: Option<String>,
    when: String,
    may_endorse: String,
    authentic: String,
    numbers: Option<Vec<(String, String)>>,
    canonical: String,
    json_ld: String,
    frozen: Option<String>,
    mine: Option<String>,
    endorse_path: String,
    endorse_join: &'static str,
}

/// The text in the language that was asked for, of the page, or the main one.
pub(crate) fn text_in<'a>(
    page: &'a DeclarationPage,
    wanted: Option<&str>,
    of_page: &str,
) -> Option<&'a DeclarationTextView> {
    let find = |language: &str| page.texts.iter().find(|text| text.language == language);
    wanted
        .and_then(find)
        .or_else(|| find(of_page))
        .or_else(|| {
            page.texts
                .iter()
                .find(|text| text.language.split('-').next() == Some(of_page))
        })
        .or_else(|| find(&page.card.language))
        .or_else(|| page.texts.first())
}

/// `/declarations/{slug}`.
pub(crate) async fn page(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let page = visit.operations().declaration_page(&visit.caller, &slug).await?;
    let v = &visit.frame;
    let text = text_in(&page, visit.parameter("text"), v.lang()).ok_or(WebError::NotFound)?;
    let authentic = page.texts.iter().filter(|text| text.authentic);
    let canonical = page.source.clone().unwrap_or_else(|| v.full(&page.card.page));
    let member = matches!(visit.caller, Caller::SignedIn(_)) && v.acting().is_some();
    let endorsed = |mine: &operations::view::declarations::MyEndorsement| {
        let name = v.acting().map_or("", |acting| acting.name.as_str());
        let status = v.label("endorsement_status", mine.status.as_str());
        format!("{} ({status})", v.ww("member-endorsed", name, v.date(&mine.signed_at)))
    };
    visit.page(&TextPage {
        v,
        text,
        dir: direction(&text.language),
        languages: page
            .texts
            .iter()
            .map(|text| (text.language.as_str(), language_name(&text.language)))
            .collect(),
        other_language: (text.language.split('-').next() != Some(v.lang()) && visit.parameter("text").is_none())
            .then(|| language_name(&text.language)),
        when: when(v, &page.card, visit.state.clock.now()),
        may_endorse: kinds(v, &page.may_endorse),
        authentic: authentic
            .map(|text| language_name(&text.language))
            .collect::<Vec<_>>()
            .join(" · "),
        numbers: numbers(v, &page.card),
        json_ld: json_ld(v, &page, text),
        canonical,
        frozen: page.frozen_at.map(|at| v.date(&at)),
        mine: page.mine.as_ref().map(endorsed),
        endorse_path: if member {
            format!("/endorse?declaration={}", page.card.slug)
        } else {
            format!("/declarations/{}/endorse", page.card.slug)
        },
        endorse_join: if member { "&" } else { "?" },
        page: &page,
    })
}

/// The declaration as schema.org JSON-LD.
fn json_ld(v: &Frame, page: &DeclarationPage, text: &DeclarationTextView) -> String {
    let card = &page.card;
    let mut work = json!({
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": text.title,
        "abstract": text.summary,
        "inLanguage": text.language,
        "version": card.revision,
        "identifier": page.digest,
        "url": v.full(&card.page),
        "author": {"@type": "NGO", "name": card.owner.name, "url": v.full(&card.owner.page)},
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/EndorseAction",
            "userInteractionCount": card.counted,
        },
    });
    if let Some(opened) = &card.opens_at {
        work["datePublished"] = json!(v.machine(opened));
    }
    if let Some(closes) = &card.closes_at {
        work["expires"] = json!(v.machine(closes));
    }
    metadata::in_script(&work.to_string())
}

#[derive(Template)]
#[template(path = "declarations/changes.html")]
struct ChangesPage<'a> {
    v: &'a Frame,
    slug: &'a str,
    older: u32,
    changes: Vec<TextChanges>,
}

/// What a newer text changes in one language.
pub(crate) struct TextChanges {
    pub(crate) language: String,
    pub(crate) name: String,
    /// Nothing where it is the same.
    pub(crate) parts: Vec<DiffPart>,
}

impl TextChanges {
    pub(crate) fn new(language: &str, parts: Vec<DiffPart>) -> Self {
        let changed = parts.iter().any(|part| !matches!(part, DiffPart::Same(_)));
        Self {
            language: language.to_owned(),
            name: language_name(language),
            parts: if changed { parts } else { Vec::new() },
        }
    }
}

/// `/declarations/{slug}/changes`: the difference to the text before, in every language.
pub(crate) async fn changes(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let page = visit.operations().declaration_page(&visit.caller, &slug).await?;
    if page.revises.is_none() {
        return Err(WebError::NotFound);
    }
    let mut changes = Vec::new();
    for text in &page.texts {
        let parts = visit.operations().declaration_difference(&slug, &text.language).await?;
        changes.push(TextChanges::new(&text.language, parts));
    }
    visit.page(&ChangesPage {
        v: &visit.frame,
        slug: &slug,
        older: page.card.revision.saturating_sub(1),
        changes,
    })
}
