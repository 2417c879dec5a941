//! Importing a list of signatures: upload, look at the first rows and all problems, import, take the rest home (UX 5.3).
//! One address shows how far it is, so that it works without script.

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    http::header::{HeaderName, HeaderValue},
    web,
};
use askama::Template;
use domain::{endorsement::Channel, ids::DeclarationId};
use operations::{ImportOrder, ImportProblem, ImportProgress, ImportReport, OperationError, Session};

use super::declarations::opened;
use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::PostForm,
    form_page::FormPage,
    frame::Frame,
    imports::{ImportState, Imports, Upload},
    pages::declarations::{Head, take_away::file},
    visit::Visit,
};

/// The ways in that a list may have.
const CHANNELS: [Channel; 2] = [Channel::Paper, Channel::CsvImport];

/// `GET /admin/declarations/{id}/import`.
pub(crate) async fn form(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    opened(&visit, &slug).await?;
    upload_form(&visit.frame, &slug, "", String::new()).show(&visit)
}

fn upload_form(v: &Frame, slug: &str, channel: &str, wrong: String) -> FormPage {
    let channels = CHANNELS.map(|channel| {
        let slug = channel.as_str();
        (slug.to_owned(), v.label("signature_channel", slug))
    });
    let chosen = if channel.is_empty() {
        CHANNELS[0].as_str()
    } else {
        channel
    };
    FormPage {
        title: v.t("import-title"),
        up: Some((format!("/admin/declarations/{slug}"), v.t("declaration-manage"))),
        lead: v.t("import-lead"),
        wrong,
        action: format!("/admin/declarations/{slug}/import"),
        multipart: true,
        fields: vec![
            Field::new(v, "file", Kind::Table),
            Field::new(v, "channel", Kind::Radio(channels.to_vec())).value(chosen),
        ],
        button: v.t("import-preview-do"),
        ..FormPage::default()
    }
}

/// `POST /admin/declarations/{id}/import`: judges the file, records nothing.
pub(crate) async fn look(form: PostForm, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, mut fields } = form;
    fields.only(&["channel"], &[])?;
    let page = opened(&visit, &slug).await?;
    let (v, session) = (&visit.frame, visit.session()?);
    let channel = Channel::parse(fields.get("channel"))
        .filter(|channel| CHANNELS.contains(channel))
        .ok_or(WebError::NotFound)?;
    let again = |wrong: String| upload_form(v, &slug, channel.as_str(), wrong).show(&visit);
    let Some(bytes) = fields.take_file("file") else {
        return again(v.t("import-no-file"));
    };
    let bytes = Arc::new(bytes);
    let order = order(&bytes, channel, true);
    let seen = visit
        .operations()
        .import_endorsements(session, page.card.id, order, &|_| {})
        .await;
    let report = match seen {
        Ok(report) => report,
        Err(OperationError::Refused(refusal)) => return again(v.refusal(&refusal)),
        Err(other) => return Err(other.into()),
    };
    let key = visit.state.idempotency_key();
    visit.state.imports.put(Upload {
        key: key.clone(),
        person: session.person().id,
        declaration: page.card.id,
        bytes,
        channel,
        state: ImportState::Seen(Arc::new(report)),
        at: visit.state.clock.now(),
    });
    Ok(see_other(&format!(
        "/admin/declarations/{}/import/{key}",
        page.card.slug
    )))
}

fn order(bytes: &Arc<Vec<u8>>, channel: Channel, dry_run: bool) -> ImportOrder {
    ImportOrder {
        bytes: bytes.to_vec(),
        name: "an uploaded list".to_owned(),
        channel,
        check: None,
        dry_run,
    }
}

/// The declaration's slug, and the list of this person behind a key.
async fn uploaded(visit: &Visit, path: (String, String)) -> Result<(Head, DeclarationId, Upload), WebError> {
    let (slug, key) = path;
    let page = opened(visit, &slug).await?;
    let person = visit.session()?.person().id;
    let found = visit.state.imports.get(&key, person, page.card.id);
    let head = Head::new(&visit.frame, &page.card, visit.state.clock.now());
    Ok((head, page.card.id, found.ok_or(WebError::NotFound)?))
}

/// A name and a number.
type Line = (String, String);

#[derive(Template)]
#[template(path = "admin/import_preview.html")]
struct PreviewPage<'a> {
    v: &'a Frame,
    head: Head,
    path: String,
    report: &'a ImportReport,
    lines: Vec<Line>,
    columns: String,
    left_out: String,
    problems: Vec<Line>,
    can_import: bool,
}

#[derive(Template)]
#[template(path = "admin/import_running.html")]
struct RunningPage<'a> {
    v: &'a Frame,
    head: Head,
    path: String,
    done: usize,
    of: usize,
}

#[derive(Template)]
#[template(path = "admin/import_done.html")]
struct DonePage<'a> {
    v: &'a Frame,
    head: Head,
    stopped: Option<String>,
    lines: Vec<Line>,
    rest: Option<String>,
}

/// `GET /admin/declarations/{id}/import/{upload}`: what would be imported, how far it is, what became of it.
pub(crate) async fn show(visit: Visit, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let (head, _, upload) = uploaded(&visit, path.into_inner()).await?;
    let v = &visit.frame;
    let path = format!("/admin/declarations/{}/import/{}", head.slug, upload.key);
    match &upload.state {
        ImportState::Seen(report) => visit.page(&preview(v, head, path, report)),
        ImportState::Running(ImportProgress { done, of }) => {
            let mut response = visit.page(&RunningPage {
                v,
                head,
                path,
                done: *done,
                of: *of,
            })?;
            // Looks again by itself, without script.
            let name = HeaderName::from_static("refresh");
            response.headers_mut().insert(name, HeaderValue::from_static("1"));
            Ok(response)
        }
        ImportState::Done(report) => visit.page(&DonePage {
            v,
            head,
            stopped: None,
            lines: lines(v, report),
            rest: report.not_taken.is_some().then(|| format!("{path}/not-taken.csv")),
        }),
        ImportState::Stopped(why) => visit.page(&DonePage {
            v,
            head,
            stopped: Some(why.why(v)),
            lines: Vec::new(),
            rest: None,
        }),
    }
}

fn preview<'a>(v: &'a Frame, head: Head, path: String, report: &'a ImportReport) -> PreviewPage<'a> {
    let named = |used: bool| -> String {
        let names = report.header.iter().zip(&report.columns);
        let names = names.filter(|(_, column)| column.is_some() == used);
        names.map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    };
    PreviewPage {
        v,
        head,
        path,
        lines: lines(v, report),
        columns: named(true),
        left_out: named(false),
        problems: report
            .problems
            .iter()
            .map(|one| (v.number(one.line), problem(v, report, one)))
            .collect(),
        can_import: report.takes_something(),
        report,
    }
}

/// What becomes of the rows, without what is nothing.
fn lines(v: &Frame, report: &ImportReport) -> Vec<Line> {
    let all = [
        ("counted", report.counted),
        ("not-confirmed", report.not_confirmed),
        ("in-review", report.in_review),
        ("duplicates", report.duplicates),
        ("withdrawn", report.withdrawn),
        ("refused", report.refused),
        ("already", report.already),
        ("formulas", report.formulas),
    ];
    let some = all.into_iter().filter(|(_, number)| *number > 0);
    some.map(|(name, number)| (v.label("import", name), v.number(number)))
        .collect()
}

/// A column as the file names it; of a row in which nobody is named, what is missing.
fn named_in_file(v: &Frame, report: &ImportReport, field: &str) -> String {
    let at = report.columns.iter().position(|column| *column == Some(field));
    match at.and_then(|at| report.header.get(at)) {
        Some(name) => name.clone(),
        None if field == "kind" => format!("{} / {}", v.t("my-organisation"), v.t("my-name")),
        None => field.to_owned(),
    }
}

/// A problem in words: the column as the file names it, and what is wrong.
fn problem(v: &Frame, report: &ImportReport, problem: &ImportProblem) -> String {
    let mut words: Vec<String> = problem
        .faults
        .iter()
        .map(|fault| format!("{}: {}", named_in_file(v, report, fault.field), v.fault(fault)))
        .collect();
    words.extend(problem.reason.map(|reason| match (reason, problem.like_line) {
        ("closed" | "not-open", _) => v.t("import-fault-dates"),
        ("duplicate", Some(line)) => v.w("import-fault-duplicate-of", v.number(line)),
        ("duplicate", None) => v.t("import-fault-duplicate"),
        ("perhaps-duplicate", Some(line)) => v.w("import-fault-like", v.number(line)),
        ("perhaps-duplicate", None) => v.t("import-fault-perhaps"),
        ("not-eligible", _) => v.t("refusal-not-eligible"),
        _ => v.t("import-fault-other"),
    }));
    words.join("; ")
}

/// `POST /admin/declarations/{id}/import/{upload}`: begins to record it.
pub(crate) async fn begin(form: PostForm, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&[], &[])?;
    let (head, id, upload) = uploaded(&visit, path.into_inner()).await?;
    if let Some(upload) = visit.state.imports.start(&upload.key) {
        let operations = visit.operations().clone();
        let session: Session = visit.session()?.clone();
        let imports = visit.state.imports.clone();
        actix_web::rt::spawn(async move {
            let progress = progress_of(&imports, &upload.key);
            let order = order(&upload.bytes, upload.channel, false);
            let state = match operations.import_endorsements(&session, id, order, &progress).await {
                Ok(report) => ImportState::Done(Arc::new(report)),
                Err(error) => {
                    tracing::warn!(%error, "An import stopped");
                    ImportState::Stopped(Arc::new(error.into()))
                }
            };
            imports.set(&upload.key, state);
        });
    }
    Ok(see_other(&format!(
        "/admin/declarations/{}/import/{}",
        head.slug, upload.key
    )))
}

fn progress_of(imports: &Imports, key: &str) -> impl Fn(ImportProgress) + Send + Sync + use<> {
    let (imports, key) = (imports.clone(), key.to_owned());
    move |at| imports.set(&key, ImportState::Running(at))
}

/// `GET /admin/declarations/{id}/import/{upload}/not-taken.csv`.
pub(crate) async fn not_taken(visit: Visit, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let (head, _, upload) = uploaded(&visit, path.into_inner()).await?;
    let rest = match &upload.state {
        ImportState::Seen(report) | ImportState::Done(report) => report.not_taken.clone(),
        ImportState::Running(_) | ImportState::Stopped(_) => None,
    };
    let rest = rest.ok_or(WebError::NotFound)?;
    let name = format!("{}-not-taken.csv", head.slug);
    Ok(file(&visit, "text/csv; charset=utf-8", &name, rest.into_bytes()))
}
