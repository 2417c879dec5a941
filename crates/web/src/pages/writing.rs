//! Writing a practice: drafts, four steps, review, publish. Works without script; each step is saved when it is left.

mod steps;

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use domain::{
    field_error::FieldError,
    ids::DraftId,
    practice::{DraftMedia, PracticeDraft},
};
use operations::{
    OperationError,
    view::{DraftCard, DraftView, PreviewView},
};

pub(crate) use steps::{NUMBER_NAMES, number_fields, read_numbers};

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind, years},
    form::PostForm,
    frame::Frame,
    pages::changes::{self, Change, Piece},
    visit::Visit,
};

#[derive(Template)]
#[template(path = "write/drafts.html")]
struct DraftsPage<'a> {
    v: &'a Frame,
    drafts: Vec<DraftCard>,
}

/// `GET /drafts` and `GET /write`.
pub(crate) async fn drafts(visit: Visit) -> Result<HttpResponse, WebError> {
    let drafts = visit.operations().drafts(visit.session()?).await?;
    visit.page(&DraftsPage {
        v: &visit.frame,
        drafts,
    })
}

/// `POST /write`: a new draft for the organisation that the person acts for.
pub(crate) async fn start(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let visit = form.visit;
    let draft = visit
        .operations()
        .start_draft(visit.session()?, visit.organisation()?)
        .await?;
    Ok(see_other(&format!("/write/{}", draft.card.id)))
}

#[derive(Template)]
#[template(path = "write/step.html")]
struct StepPage<'a> {
    v: &'a Frame,
    draft: &'a DraftView,
    step: u8,
    fields: Vec<Field>,
    faults: Vec<FieldError>,
    conflict: Vec<Change>,
}

/// `GET /write/{id}?step=`.
pub(crate) async fn step(visit: Visit, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let draft = visit.operations().draft(visit.session()?, read_id(&id)?).await?;
    let step = number(&visit);
    let faults = if visit.parameter("check").is_some() {
        faults_of(&draft.draft, step)
    } else {
        Vec::new()
    };
    show(&visit, StatusCode::OK, &draft, step, faults, Vec::new())
}

fn show(
    visit: &Visit,
    status: StatusCode,
    draft: &DraftView,
    step: u8,
    faults: Vec<FieldError>,
    conflict: Vec<Change>,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let fields = steps::fields(v, step, &draft.draft, &years(visit.state.clock.now()));
    visit.page_with(
        status,
        &StepPage {
            v,
            draft,
            step,
            fields: fields.into_iter().map(|field| field.judged(v, &faults)).collect(),
            faults,
            conflict,
        },
    )
}

fn faults_of(draft: &PracticeDraft, step: u8) -> Vec<FieldError> {
    let faults = draft.check().err().unwrap_or_default();
    faults
        .into_iter()
        .filter(|fault| steps::step_of(fault.field) == step)
        .collect()
}

fn read_id(text: &str) -> Result<DraftId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

fn number(visit: &Visit) -> u8 {
    let step = visit.parameter("step").and_then(|step| step.parse().ok());
    step.filter(|step| (1..=steps::STEPS).contains(step)).unwrap_or(1)
}

/// `POST /write/{id}?step=`: saves what was typed, then goes where the button says.
pub(crate) async fn save(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, mut fields } = form;
    let id = read_id(&id)?;
    let (operations, session) = (visit.operations(), visit.session()?);
    let step = number(&visit);
    let stored = operations.draft(session, id).await?;
    let mut mine = stored.draft.clone();
    steps::read(step, &fields, &mut mine, &["version", "go"])?;
    let mut notice = "saved";
    if let Some(bytes) = fields.take_file("photo") {
        let (photo, position_removed) = operations
            .store_photo(session, stored.card.organisation, Some(id), bytes)
            .await?;
        mine.media.push(DraftMedia {
            kind: "photo".to_owned(),
            id: photo.to_string(),
            ..DraftMedia::default()
        });
        notice = if position_removed {
            "photo-position-removed"
        } else {
            "photo-saved"
        };
    }
    let version = fields.get("version").parse().map_err(|_| WebError::NotFound)?;
    match operations.save_draft(session, id, version, mine.clone()).await {
        Ok(_) => {}
        Err(OperationError::Conflict) => {
            // What was typed stays in the form; the other version stands beside it. The next save is a decision.
            let theirs = operations.draft(session, id).await?;
            let differences = changes::between_drafts(&visit.frame, &theirs.draft, &mine);
            let shown = DraftView { draft: mine, ..theirs };
            return show(
                &visit,
                StatusCode::PRECONDITION_FAILED,
                &shown,
                step,
                Vec::new(),
                differences,
            );
        }
        Err(other) => return Err(other.into()),
    }
    let photo = notice != "saved";
    Ok(see_other(&match fields.get("go") {
        "next" if step < steps::STEPS && !photo => format!("/write/{id}?step={}", step + 1),
        "next" if !photo => format!("/write/{id}/review"),
        "back" if step > 1 => format!("/write/{id}?step={}", step - 1),
        _ => format!("/write/{id}?step={step}&done={notice}"),
    }))
}

#[derive(Template)]
#[template(path = "write/review.html")]
struct ReviewPage<'a> {
    v: &'a Frame,
    draft: &'a DraftView,
    preview: &'a PreviewView,
    faults: Vec<(u8, &'a FieldError)>,
    seconds: u64,
}

/// `GET /write/{id}/review`.
pub(crate) async fn review(visit: Visit, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id = read_id(&id)?;
    let (operations, session) = (visit.operations(), visit.session()?);
    let draft = operations.draft(session, id).await?;
    let preview = operations.preview(session, id).await?;
    visit.page(&ReviewPage {
        v: &visit.frame,
        draft: &draft,
        faults: preview
            .faults
            .iter()
            .map(|fault| (steps::step_of(fault.field), fault))
            .collect(),
        // At 40 kbit/s, as on 2G.
        seconds: preview.bytes.div_ceil(5_000).max(1),
        preview: &preview,
    })
}

/// `POST /write/{id}/publish`.
pub(crate) async fn publish(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let (visit, id) = (form.visit, read_id(&id)?);
    match visit.operations().publish_draft(visit.session()?, id).await {
        Ok(published) => Ok(see_other(&format!("{}?done=published", published.page))),
        Err(OperationError::Invalid(_)) => Ok(see_other(&format!("/write/{id}/review#faults"))),
        Err(other) => Err(other.into()),
    }
}

/// `POST /write/{id}/delete`.
pub(crate) async fn delete(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let visit = form.visit;
    visit.operations().delete_draft(visit.session()?, read_id(&id)?).await?;
    Ok(see_other("/drafts?done=draft-deleted"))
}
