//! What people without a role for the node have to do with moderation: reporting, notices, appeals, first contact.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{
    first_contact::Openness,
    ids::{HidingId, PostId},
    moderation::Category,
};
use operations::{
    OperationError, ReportForm,
    view::moderation::{ContactsView, NoticeView},
};

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::{Fields, PostForm},
    form_page::FormPage,
    frame::Frame,
    visit::Visit,
};

/// Whom or what a report is about, from the address or the form.
fn about(post: &str, actor: &str) -> Result<(Option<PostId>, Option<String>), WebError> {
    match (post, actor) {
        ("", "") => Err(WebError::NotFound),
        ("", actor) => Ok((None, Some(actor.to_owned()))),
        (post, _) => Ok((Some(post.parse().map_err(|_| WebError::NotFound)?), None)),
    }
}

async fn report_page(visit: &Visit, form: &ReportForm) -> Result<FormPage, WebError> {
    let v = &visit.frame;
    let operations = visit.operations();
    let author = operations.reported(visit.session()?, form).await?;
    let local = v
        .node
        .base
        .as_deref()
        .is_some_and(|base| author.starts_with(&format!("{base}/")));
    let categories = Category::ALL
        .iter()
        .map(|category| (category.as_str().to_owned(), v.label("report", category.as_str())))
        .collect();
    let mut fields = vec![
        Field::new(v, "report_category", Kind::Radio(categories)).value(form.category.as_str()),
        Field::new(v, "report_words", Kind::Area)
            .value(form.words.clone())
            .most(2_000)
            .optional(),
    ];
    if !local {
        let field = Field::new(v, "report_forward", Kind::Tick).optional();
        fields.push(if form.forward { field.value("yes") } else { field });
    }
    let mut hidden = Vec::new();
    if let Some(post) = form.post {
        hidden.push(("post", post.to_string()));
    }
    if let Some(actor) = &form.actor {
        hidden.push(("actor", actor.clone()));
    }
    Ok(FormPage {
        title: v.t("flag-title"),
        lead: format!("{} {}", v.w("report-about", author), v.t("flag-lead")),
        action: "/report".to_owned(),
        hidden,
        fields,
        button: v.t("flag-do"),
        ..FormPage::default()
    })
}

/// `GET /report?post=` or `?actor=`.
pub(crate) async fn report_form(visit: Visit) -> Result<HttpResponse, WebError> {
    let (post, actor) = about(
        visit.parameter("post").unwrap_or_default(),
        visit.parameter("actor").unwrap_or_default(),
    )?;
    let form = ReportForm {
        post,
        actor,
        category: Category::Danger,
        words: String::new(),
        forward: false,
    };
    report_page(&visit, &form).await?.show(&visit)
}

fn read_report(fields: &Fields) -> Result<ReportForm, WebError> {
    fields.only(
        &["post", "actor", "report_category", "report_words", "report_forward"],
        &[],
    )?;
    let (post, actor) = about(fields.get("post"), fields.get("actor"))?;
    Ok(ReportForm {
        post,
        actor,
        category: Category::parse(fields.get("report_category")).ok_or(WebError::NotFound)?,
        words: fields.get("report_words").to_owned(),
        forward: fields.has("report_forward"),
    })
}

/// `POST /report`.
pub(crate) async fn report(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let report = read_report(&fields)?;
    match visit.operations().report(visit.session()?, &report).await {
        Ok(_) => Ok(see_other("/notices?done=flagged")),
        Err(OperationError::Invalid(mut faults)) => {
            for fault in &mut faults {
                fault.field = "report_words";
            }
            let page = report_page(&visit, &report).await?;
            FormPage { faults, ..page }.show(&visit)
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/notices.html")]
struct NoticesPage<'a> {
    v: &'a Frame,
    notices: Vec<NoticeView>,
    /// Some are new.
    unread: bool,
}

/// `GET /notices`.
pub(crate) async fn notices(visit: Visit) -> Result<HttpResponse, WebError> {
    let mut notices = visit.operations().notices(visit.session()?).await?;
    notices.truncate(40);
    visit.page(&NoticesPage {
        v: &visit.frame,
        unread: notices.iter().any(|notice| notice.new),
        notices,
    })
}

/// `POST /notices`: they have been read.
pub(crate) async fn notices_read(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    form.visit.operations().notices_read(form.visit.session()?).await?;
    Ok(see_other("/notices?done=notices-read"))
}

/// `POST /notices/{id}/appeal`.
pub(crate) async fn appeal(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["words"], &[])?;
    let id: HidingId = id.parse().map_err(|_| WebError::NotFound)?;
    visit
        .operations()
        .appeal_hiding(visit.session()?, id, fields.get("words"))
        .await?;
    Ok(see_other("/notices?done=appealed"))
}

#[derive(Template)]
#[template(path = "settings/contacts.html")]
struct ContactsPage<'a> {
    v: &'a Frame,
    contacts: ContactsView,
    rules: [Openness; 4],
}

/// `GET /settings/contacts`.
pub(crate) async fn contacts(visit: Visit) -> Result<HttpResponse, WebError> {
    let organisation = visit.organisation()?;
    let mut contacts = visit.operations().contacts(visit.session()?, organisation).await?;
    contacts.decided.truncate(100);
    visit.page(&ContactsPage {
        v: &visit.frame,
        contacts,
        rules: Openness::ALL,
    })
}

/// `POST /settings/contacts`: the rule, or a decision that is to be forgotten.
pub(crate) async fn save_contacts(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["replies_from", "forget"], &[])?;
    let (operations, session, organisation) = (visit.operations(), visit.session()?, visit.organisation()?);
    if fields.has("forget") {
        operations
            .forget_contact(session, organisation, fields.get("forget"))
            .await?;
    } else {
        let openness = Openness::parse(fields.get("replies_from")).ok_or(WebError::NotFound)?;
        operations.set_openness(session, organisation, openness).await?;
    }
    Ok(see_other("/settings/contacts?done=saved"))
}
