//! Blocks of servers and accounts: the list, setting and lifting them, lists of others with a preview, the export.

use actix_web::{HttpResponse, http::header};
use askama::Template;
use domain::{
    block_list::{LineFault, ListedBlock},
    field_error::FieldError,
    policy::Severity,
};
use operations::{
    BlockForm, OperationError,
    view::moderation::{BlockView, ListPreview, PreviewLine},
};

use crate::{
    answer::{Answer, Keep, see_other},
    error::WebError,
    form::{Fields, PostForm},
    frame::Frame,
    limits::Costly,
    step_up::FIELD,
    visit::Visit,
};

/// Lines of each kind that a preview shows; the rest is counted.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "admin/blocks.html")]
struct BlocksPage<'a> {
    v: &'a Frame,
    blocks: Vec<BlockView>,
    total: usize,
    typed: &'a str,
    target: &'a str,
    faults: Vec<FieldError>,
    unknown: bool,
    /// Who it is was not shown once more.
    wrong: bool,
}

/// `GET /admin/domains?q=`.
pub(crate) async fn blocks(visit: Visit) -> Result<HttpResponse, WebError> {
    let target = visit.parameter("target").unwrap_or_default();
    show(&visit, target, Vec::new(), false, false).await
}

async fn show(
    visit: &Visit,
    target: &str,
    faults: Vec<FieldError>,
    unknown: bool,
    wrong: bool,
) -> Result<HttpResponse, WebError> {
    let mut blocks = visit.operations().blocks(visit.session()?).await?;
    let total = blocks.len();
    let typed = visit.parameter("q").unwrap_or_default();
    let wanted = typed.to_lowercase();
    blocks.retain(|block| block.target.to_lowercase().contains(&wanted));
    blocks.truncate(SHOWN);
    let status = if faults.is_empty() && !unknown && !wrong {
        actix_web::http::StatusCode::OK
    } else {
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_with(
        status,
        &BlocksPage {
            v: &visit.frame,
            blocks,
            total,
            typed,
            target,
            faults,
            unknown,
            wrong,
        },
    )
}

/// `POST /admin/domains`: blocks a server or an account.
pub(crate) async fn block(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(
        &[
            "target",
            "severity",
            "reason",
            "note",
            "listed",
            "obfuscate",
            "reject_reports",
        ],
        &[],
    )?;
    let severity = Severity::parse(fields.get("severity"))
        .ok_or_else(|| WebError::BadRequest("the severity is silence or suspend".to_owned()))?;
    let order = BlockForm {
        target: fields.get("target").trim().to_owned(),
        severity,
        reason: fields.get("reason").trim().to_owned(),
        note: fields.get("note").trim().to_owned(),
        listed: fields.has("listed"),
        obfuscate: fields.has("obfuscate"),
        reject_reports: fields.has("reject_reports"),
    };
    match visit.operations().block(visit.session()?, &order).await {
        Ok(()) => Ok(see_other("/admin/domains?done=blocked")),
        Err(OperationError::Invalid(faults)) => show(&visit, &order.target, faults, false, false).await,
        Err(OperationError::NotFound { .. }) => show(&visit, &order.target, Vec::new(), true, false).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/domains/lift`.
pub(crate) async fn lift(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["target"], &[])?;
    visit
        .operations()
        .lift_block(visit.session()?, fields.get("target"))
        .await?;
    Ok(see_other("/admin/domains?done=lifted"))
}

/// `POST /admin/domains/export`: the table that Mastodon reads.
pub(crate) async fn export(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    visit.take(Costly::Export)?;
    fields.only(&[FIELD], &[])?;
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show(&visit, "", Vec::new(), false, true).await;
    };
    let file = visit.operations().export_blocks(visit.session()?, &step_up).await?;
    Ok(attachment(&visit, "text/csv; charset=utf-8", "domain-blocks.csv", file))
}

/// A file that is saved, not shown, and of which no copy is kept.
pub(super) fn attachment(visit: &Visit, media_type: &'static str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    let mut response = Answer::ok(media_type, bytes).keep(Keep::Never).send(&visit.request);
    if let Ok(value) = header::HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

#[derive(Template)]
#[template(path = "admin/block_import.html")]
struct ImportPage<'a> {
    v: &'a Frame,
    wrong: Option<String>,
    preview: Option<Preview>,
}

struct Preview {
    upload: String,
    new: Vec<Line>,
    changed: Vec<Line>,
    already: usize,
    faults: Vec<(String, String, String)>,
    count_new: usize,
    count_changed: usize,
    count_faults: usize,
}

struct Line {
    number: u64,
    host: String,
    now: String,
    before: String,
    comment: String,
}

/// `GET /admin/domains/import`.
pub(crate) async fn import_form(visit: Visit) -> Result<HttpResponse, WebError> {
    visit.page(&ImportPage {
        v: &visit.frame,
        wrong: None,
        preview: None,
    })
}

/// `POST /admin/domains/import`: shows what would change, or applies what was shown.
pub(crate) async fn import(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, mut fields } = form;
    fields.only(&["upload", "change"], &[])?;
    let (operations, session, v) = (visit.operations(), visit.session()?, &visit.frame);
    if fields.has("upload") {
        return apply(&visit, &fields).await;
    }
    let Some(file) = fields.take_file("file") else {
        return refused(&visit, v.t("blocks-import-no-file"));
    };
    match operations.preview_blocks(session, &file).await {
        Ok(preview) => visit.page(&ImportPage {
            v,
            wrong: None,
            preview: Some(shown(v, preview)),
        }),
        Err(OperationError::Refused(_)) => refused(&visit, v.t("blocks-import-unreadable")),
        Err(other) => Err(other.into()),
    }
}

async fn apply(visit: &Visit, fields: &Fields) -> Result<HttpResponse, WebError> {
    let change = fields.has("change");
    match visit
        .operations()
        .import_kept_blocks(visit.session()?, fields.get("upload"), change)
        .await
    {
        Ok(_) => Ok(see_other("/admin/domains?done=list-imported")),
        Err(OperationError::NotFound { .. }) => refused(visit, visit.frame.t("blocks-import-gone")),
        Err(other) => Err(other.into()),
    }
}

fn refused(visit: &Visit, wrong: String) -> Result<HttpResponse, WebError> {
    visit.page_with(
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY,
        &ImportPage {
            v: &visit.frame,
            wrong: Some(wrong),
            preview: None,
        },
    )
}

fn shown(v: &Frame, preview: ListPreview) -> Preview {
    let own = preview
        .own
        .iter()
        .map(|line| (v.number(*line), String::new(), v.t("line-own")));
    let faults = preview
        .faults
        .iter()
        .map(|(line, text, fault)| (v.number(*line), text.clone(), fault_text(v, fault)));
    Preview {
        count_new: preview.new.len(),
        count_changed: preview.changed.len(),
        count_faults: preview.faults.len() + preview.own.len(),
        new: lines(v, &preview.new),
        changed: lines(v, &preview.changed),
        already: preview.already,
        faults: own.chain(faults).take(SHOWN).collect(),
        upload: preview.upload,
    }
}

fn lines(v: &Frame, lines: &[PreviewLine]) -> Vec<Line> {
    let shown = lines.iter().take(SHOWN).map(|line| Line {
        number: line.line,
        host: line.block.host.clone(),
        now: in_words(v, &line.block),
        before: line
            .before
            .as_ref()
            .map(|before| in_words(v, before))
            .unwrap_or_default(),
        comment: line.block.comment.clone(),
    });
    shown.collect()
}

fn in_words(v: &Frame, block: &ListedBlock) -> String {
    let mut words = vec![v.label("severity-is", block.severity.as_str())];
    if block.reject_reports {
        words.push(v.t("block-reject-reports"));
    }
    if block.obfuscate {
        words.push(v.t("block-obfuscate"));
    }
    words.join(" · ")
}

fn fault_text(v: &Frame, fault: &LineFault) -> String {
    match fault {
        LineFault::NotAHost => v.t("line-no-host"),
        LineFault::Hidden => v.t("line-hidden"),
        LineFault::Nothing => v.t("line-noop"),
        LineFault::Severity(text) => v.w("line-severity", text),
        LineFault::NotABoolean(text) => v.w("line-boolean", text),
        LineFault::Comment => v.t("line-comment"),
        LineFault::Twice(line) => v.w("line-twice", v.number(*line)),
        LineFault::TooManyCells => v.t("line-cells"),
    }
}
