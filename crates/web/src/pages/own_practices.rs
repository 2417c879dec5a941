//! What an organisation does with its published practices: revise, confirm, show first, withdraw.

use actix_web::{HttpResponse, web};
use domain::field_error::{Fault, FieldError};
use operations::{OperationError, view::PracticePage};

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::PostForm,
    form_page::FormPage,
    visit::Visit,
};

async fn own(visit: &Visit, slug: &str) -> Result<PracticePage, WebError> {
    let page = visit.operations().practice_page(&visit.caller, slug).await?;
    // Foreign and missing are one answer (SECURITY RO2).
    if page.may_edit {
        Ok(page)
    } else {
        Err(WebError::NotFound)
    }
}

/// `POST /practices/{slug}/revise`.
pub(crate) async fn revise(form: PostForm, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let visit = form.visit;
    let page = own(&visit, &slug).await?;
    let draft = visit
        .operations()
        .start_revision(visit.session()?, page.card.id)
        .await?;
    Ok(see_other(&format!("/write/{}", draft.card.id)))
}

/// `POST /practices/{slug}/confirm`.
pub(crate) async fn confirm(form: PostForm, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let visit = form.visit;
    let page = own(&visit, &slug).await?;
    visit
        .operations()
        .confirm_practice(visit.session()?, page.card.id)
        .await?;
    Ok(see_other(&format!("/practices/{}?done=confirmed", page.card.slug)))
}

/// `POST /practices/{slug}/feature`.
pub(crate) async fn feature(form: PostForm, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    form.fields.only(&["featured"], &[])?;
    let featured = form.fields.get("featured") == "yes";
    let visit = form.visit;
    let page = own(&visit, &slug).await?;
    visit
        .operations()
        .feature(visit.session()?, page.card.id, featured)
        .await?;
    let notice = if featured { "featured" } else { "unfeatured" };
    Ok(see_other(&format!("/practices/{}?done={notice}", page.card.slug)))
}

fn withdrawal(visit: &Visit, page: &PracticePage, reason: &str, faults: Vec<FieldError>) -> FormPage {
    let v = &visit.frame;
    FormPage {
        title: v.w("withdraw-title", &page.card.title),
        lead: v.t("withdraw-lead"),
        action: format!("/practices/{}/withdraw", page.card.slug),
        fields: vec![Field::new(v, "reason", Kind::Area).value(reason).most(400)],
        faults,
        button: v.t("withdraw"),
        ..FormPage::default()
    }
}

/// `GET /practices/{slug}/withdraw`.
pub(crate) async fn withdraw_form(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let page = own(&visit, &slug).await?;
    withdrawal(&visit, &page, "", Vec::new()).show(&visit)
}

/// `POST /practices/{slug}/withdraw`.
pub(crate) async fn withdraw(form: PostForm, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["reason"], &[])?;
    let page = own(&visit, &slug).await?;
    let reason = fields.get("reason").trim();
    if reason.is_empty() {
        let missing = vec![FieldError::new("reason", Fault::Missing)];
        return withdrawal(&visit, &page, reason, missing).show(&visit);
    }
    match visit
        .operations()
        .withdraw_practice(visit.session()?, page.card.id, reason)
        .await
    {
        Ok(()) => Ok(see_other(&format!("/practices/{}?done=withdrawn", page.card.slug))),
        Err(OperationError::Invalid(faults)) => withdrawal(&visit, &page, reason, faults).show(&visit),
        Err(other) => Err(other.into()),
    }
}
