//! Declarations of an organisation of this node: write, look at what will be frozen, open, extend, close, revise. What a
//! person may do is decided by the operations.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{declaration::DeclarationDraft, ids::DeclarationId, permissions::Action};
use operations::{
    OperationError,
    view::declarations::{
        DeclarationDraftView, DeclarationNotice, DeclarationPage, DeclarationTextView, DiffPart, FrozenPreview,
    },
};

use super::declaration_form::{self, TextPart};
use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::PostForm,
    frame::Frame,
    pages::{
        declarations::{Head, direction, kinds, language_name, numbers, text::TextChanges},
        next_page,
    },
    secret_page,
    visit::Visit,
};

/// A declaration in the list.
struct Line {
    key: String,
    slug: String,
    title: String,
    when: String,
    numbers: Option<Vec<(String, String)>>,
    open: bool,
    waiting: u64,
}

#[derive(Template)]
#[template(path = "admin/declarations.html")]
struct ListPage<'a> {
    v: &'a Frame,
    lines: Vec<Line>,
    /// The caller decides about what waits.
    decides: bool,
    next_page: Option<String>,
}

/// `GET /admin/declarations`.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, WebError> {
    let (v, operations) = (&visit.frame, visit.operations());
    let session = visit.session()?;
    let now = visit.state.clock.now();
    let waiting: Vec<_> = operations.declaration_notices(session).await?;
    let waits = |id: DeclarationId| {
        let found = waiting.iter().find_map(|notice| match notice {
            DeclarationNotice::Queue { declaration, waiting } if declaration.id == id => Some(*waiting),
            _ => None,
        });
        found.unwrap_or(0)
    };
    let mut lines = Vec::new();
    if visit.after().is_none() {
        for draft in operations.declaration_drafts(session).await? {
            lines.push(Line {
                key: draft.id.to_string(),
                slug: String::new(),
                title: if draft.title.is_empty() {
                    v.t("declaration-draft")
                } else {
                    draft.title
                },
                when: format!("{} · {}", v.t("declaration-draft"), v.moment(&draft.updated)),
                numbers: None,
                open: false,
                waiting: 0,
            });
        }
    }
    let opened = operations
        .declarations(Some(visit.organisation()?), visit.after())
        .await?;
    for card in &opened.items {
        let head = Head::new(v, card, now);
        lines.push(Line {
            key: head.slug.clone(),
            title: head.title,
            when: head.when,
            numbers: numbers(v, card),
            open: true,
            waiting: waits(card.id),
            slug: head.slug,
        });
    }
    visit.page(&ListPage {
        v,
        lines,
        decides: session.may(Action::HostDeclarations(visit.organisation()?)),
        next_page: next_page(&v.here, opened.next.as_deref()),
    })
}

/// `POST /admin/declarations`: begins a draft.
pub(crate) async fn start(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let visit = form.visit;
    let draft = DeclarationDraft {
        texts: vec![declaration_form::empty_text(&visit.frame.node.language)],
        ..DeclarationDraft::default()
    };
    let organisation = visit.organisation()?;
    let begun = visit
        .operations()
        .start_declaration(visit.session()?, organisation, draft)
        .await?;
    Ok(see_other(&format!("/admin/declarations/{}", begun.id)))
}

#[derive(Template)]
#[template(path = "admin/declaration_write.html")]
struct WritePage<'a> {
    v: &'a Frame,
    id: DeclarationId,
    version: u32,
    texts: Vec<TextPart>,
    more: Vec<(String, String)>,
    fields: Vec<Field>,
    /// Id of the field, its name, what is wrong.
    faults: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "admin/declaration.html")]
struct ManagePage<'a> {
    v: &'a Frame,
    head: Head,
    fields: Vec<Field>,
    closing: Vec<Field>,
    wrong: &'a str,
}

/// `GET /admin/declarations/{id}`: the form of a draft, or what can be done with a declaration that was opened.
pub(crate) async fn one(visit: Visit, key: web::Path<String>) -> Result<HttpResponse, WebError> {
    match key.parse::<DeclarationId>() {
        Ok(id) => {
            // An opened one has a page by its name; its id leads there.
            if let Some(slug) = slug_of(&visit, id).await? {
                return Ok(see_other(&format!("/admin/declarations/{slug}")));
            }
            let draft = visit.operations().declaration_draft(visit.session()?, id).await?;
            write(&visit, &draft, visit.parameter("check").is_some()).await
        }
        Err(_) => manage(&visit, &opened(&visit, &key).await?, ""),
    }
}

async fn slug_of(visit: &Visit, id: DeclarationId) -> Result<Option<String>, WebError> {
    let operations = visit.operations();
    match operations.urls() {
        Some(urls) => Ok(operations.declaration_slug(&urls.declaration(id)).await?),
        None => Ok(None),
    }
}

async fn write(visit: &Visit, draft: &DeclarationDraftView, check: bool) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let known = visit.operations().trusted_networks().await?;
    let networks: Vec<_> = known.into_iter().map(|it| (it.network, it.name)).collect();
    let faults = if check { draft.faults.as_slice() } else { &[] };
    let page = WritePage {
        v,
        id: draft.id,
        version: draft.version,
        texts: declaration_form::texts(v, &draft.draft, faults),
        more: declaration_form::more_languages(&draft.draft),
        fields: declaration_form::fields(v, &draft.draft, faults, &networks),
        faults: declaration_form::faults(v, faults),
    };
    let status = if faults.is_empty() {
        actix_web::http::StatusCode::OK
    } else {
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_with(status, &page)
}

/// A declaration that the caller may manage; for others there is no such page.
pub(super) async fn opened(visit: &Visit, slug: &str) -> Result<DeclarationPage, WebError> {
    let page = visit.operations().declaration_page(&visit.caller, slug).await?;
    if page.can_manage {
        Ok(page)
    } else {
        Err(WebError::NotFound)
    }
}

fn manage(visit: &Visit, page: &DeclarationPage, wrong: &str) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let day = page
        .card
        .closes_at
        .map_or_else(String::new, |end| end.date_naive().to_string());
    visit.page(&ManagePage {
        v,
        head: Head::new(v, &page.card, visit.state.clock.now()),
        fields: vec![Field::new(v, "closes_at", Kind::Line).value(day)],
        closing: vec![Field::new(v, "anyway", Kind::Tick).optional(), Field::step_up(v)],
        wrong,
    })
}

/// `POST /admin/declarations/{id}`: saves a draft.
pub(crate) async fn save(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let id: DeclarationId = id.parse().map_err(|_| WebError::NotFound)?;
    let version = fields.get("version").parse().map_err(|_| WebError::NotFound)?;
    let draft = declaration_form::read(&fields)?;
    let saved = visit
        .operations()
        .save_declaration(visit.session()?, id, version, draft)
        .await?;
    Ok(see_other(&match fields.get("go") {
        "check" if saved.faults.is_empty() => format!("/admin/declarations/{id}/preview"),
        "check" => format!("/admin/declarations/{id}?check=1"),
        _ => format!("/admin/declarations/{id}?done=draft-saved"),
    }))
}

/// A frozen text as it will be shown.
struct PreviewText<'a> {
    text: &'a DeclarationTextView,
    dir: &'static str,
}

#[derive(Template)]
#[template(path = "admin/declaration_preview.html")]
struct PreviewPage<'a> {
    v: &'a Frame,
    id: DeclarationId,
    digest: &'a str,
    differences: Vec<String>,
    facts: Vec<(String, String)>,
    texts: Vec<PreviewText<'a>>,
    /// The number of the text that this one revises.
    older: u32,
    changes: Vec<TextChanges>,
    fields: Vec<Field>,
    title_differs: bool,
    wrong: String,
}

/// `GET /admin/declarations/{id}/preview`: exactly what will be frozen.
pub(crate) async fn preview(visit: Visit, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id: DeclarationId = id.parse().map_err(|_| WebError::NotFound)?;
    match visit.operations().preview_declaration(visit.session()?, id).await {
        Ok(preview) => show_preview(&visit, &preview, "", false, String::new()),
        Err(OperationError::Refused(_) | OperationError::Invalid(_)) => {
            Ok(see_other(&format!("/admin/declarations/{id}?check=1")))
        }
        Err(other) => Err(other.into()),
    }
}

fn show_preview(
    visit: &Visit,
    preview: &FrozenPreview,
    typed: &str,
    title_differs: bool,
    wrong: String,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let day = |moment: &Option<chrono::DateTime<chrono::Utc>>| moment.as_ref().map(|at| v.moment(at));
    let authentic = preview.texts.iter().filter(|text| text.authentic);
    let authentic = authentic.map(|text| language_name(&text.language));
    let address = v.full(format!("/declarations/{}", preview.slug));
    let facts = [
        ("field-slug", Some(address)),
        ("field-opens_at", day(&preview.opens_at)),
        ("field-closes_at", day(&preview.closes_at)),
        ("declaration-authentic", Some(authentic.collect::<Vec<_>>().join(" · "))),
        ("declaration-may-endorse", Some(kinds(v, &preview.may_endorse))),
        ("field-late", Some(v.label("late", preview.late.as_str()))),
    ];
    visit.page(&PreviewPage {
        v,
        id: preview.id,
        digest: &preview.digest,
        differences: preview
            .differences
            .iter()
            .map(|one| declaration_form::difference(v, one))
            .collect(),
        facts: facts
            .into_iter()
            .filter_map(|(key, value)| Some((v.t(key), value?)))
            .collect(),
        texts: preview
            .texts
            .iter()
            .map(|text| PreviewText {
                dir: direction(&text.language),
                text,
            })
            .collect(),
        older: preview.revision.saturating_sub(1),
        changes: preview
            .changes
            .iter()
            .map(|(language, parts)| TextChanges::new(language, parts.clone()))
            .collect(),
        fields: vec![Field::new(v, "typed_title", Kind::Line).value(typed), Field::step_up(v)],
        title_differs,
        wrong,
    })
}

/// `POST /admin/declarations/{id}/open`.
pub(crate) async fn open(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["digest", "typed_title", "password_again"], &[])?;
    let id: DeclarationId = id.parse().map_err(|_| WebError::NotFound)?;
    let (operations, session) = (visit.operations(), visit.session()?);
    let typed = fields.get("typed_title").trim();
    let Some(step_up) = visit.step_up(&fields).await? else {
        let preview = operations.preview_declaration(session, id).await?;
        let wrong = visit.frame.t("step-up-wrong");
        return show_preview(&visit, &preview, typed, false, wrong);
    };
    match operations
        .open_declaration(session, &step_up, id, typed, fields.get("digest"))
        .await
    {
        Ok(card) => Ok(see_other(&format!("{}?done=opened", card.page))),
        Err(OperationError::Invalid(_)) => {
            let preview = operations.preview_declaration(session, id).await?;
            show_preview(&visit, &preview, typed, true, String::new())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/declarations/{id}/{action}`: `extend`, `close`, `revise`, `hall`, `discard`.
pub(crate) async fn act(form: PostForm, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["closes_at", "password_again", "hours", "anyway"], &[])?;
    let (key, action) = path.into_inner();
    let (operations, session) = (visit.operations(), visit.session()?);
    if action == "discard" {
        let id: DeclarationId = key.parse().map_err(|_| WebError::NotFound)?;
        operations.discard_declaration(session, id).await?;
        return Ok(see_other("/admin/declarations?done=deleted-draft"));
    }
    let page = opened(&visit, &key).await?;
    let id = page.card.id;
    match action.as_str() {
        "extend" => {
            let Some(to) = declaration_form::end_of_day(fields.get("closes_at")) else {
                return manage(&visit, &page, &visit.frame.w("fault-malformed", "2026-05-31"));
            };
            operations.extend_declaration(session, id, to).await?;
            Ok(see_other(&format!("/admin/declarations/{key}?done=extended")))
        }
        "close" => {
            let Some(step_up) = visit.step_up(&fields).await? else {
                return manage(&visit, &page, &visit.frame.t("step-up-wrong"));
            };
            let anyway = fields.has("anyway");
            match operations.close_declaration(session, &step_up, id, anyway).await {
                Err(OperationError::Refused(refusal)) => {
                    let wrong = visit.frame.w("action-refused", visit.frame.refusal(&refusal));
                    return manage(&visit, &page, &wrong);
                }
                done => done?,
            };
            Ok(see_other(&format!("/admin/declarations/{key}?done=closed")))
        }
        "revise" => {
            let draft = operations.revise_declaration(session, id).await?;
            Ok(see_other(&format!("/admin/declarations/{}", draft.id)))
        }
        "hall" => {
            let hours = fields.get("hours").parse().unwrap_or(6);
            let (now, entropy) = (visit.state.clock.now(), visit.state.entropy.as_ref());
            let code = visit.state.halls.open(&page.card.slug, hours, now, entropy);
            let link = visit.link(format!("{}/endorse?hall={code}", page.card.page));
            secret_page::show(&visit, "hall", &link, &format!("/admin/declarations/{key}"))
        }
        _ => Err(WebError::NotFound),
    }
}

/// The name of a language with its tag, for faults.
pub(super) fn named(language: &str) -> String {
    let name = language_name(language);
    if name == language {
        name
    } else {
        format!("{name} ({language})")
    }
}
