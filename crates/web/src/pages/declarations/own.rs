//! `/e/{token}`: the page of whoever endorsed without an account. Opening it changes nothing; each change is a button
//! (SECURITY PR5).

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::endorsement::{Check, Status, Visibility};
use operations::{OperationError, view::declarations::Receipt};

use super::{name_or_sealed, numbers, take_away::message};
use crate::{
    answer::see_other, error::WebError, form::PostForm, frame::Frame, limits::Costly, pictures::qr::squares,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "declarations/receipt.html")]
struct ReceiptPage<'a> {
    v: &'a Frame,
    title: String,
    language: &'a str,
    declaration: &'a str,
    lines: Vec<String>,
    text: String,
    link: String,
    code: Option<(usize, String)>,
    share: String,
    tally: String,
}

#[derive(Template)]
#[template(path = "declarations/mine.html")]
struct MyPage<'a> {
    v: &'a Frame,
    path: String,
    slug: &'a str,
    language: &'a str,
    declaration: &'a str,
    confirmable: bool,
    status: String,
    facts: Vec<(String, String)>,
    active: bool,
    /// What the buttons do, and their words.
    choices: Vec<(&'static str, String)>,
    erasable: bool,
    again: bool,
}

/// `GET /e/{token}`; with `new` the receipt that is shown after the form.
pub(crate) async fn page(visit: Visit, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let receipt = visit.operations().endorsement_receipt(&token).await?;
    if visit.parameter("new").is_some() {
        return show_receipt(&visit, &token, &receipt);
    }
    let v = &visit.frame;
    visit.page(&MyPage {
        v,
        path: format!("/e/{}", token.as_str()),
        slug: &receipt.declaration.slug,
        language: &receipt.declaration.language,
        declaration: &receipt.declaration.title,
        confirmable: receipt.status == Status::Pending && receipt.confirms_by_mail,
        status: v.label("endorsement_status", receipt.status.as_str()),
        facts: facts(v, &receipt),
        active: receipt.can_change,
        choices: choices(v, receipt.signatory.visibility),
        erasable: receipt.status != Status::Erased,
        again: receipt.status == Status::Withdrawn,
    })
}

fn facts(v: &Frame, receipt: &Receipt) -> Vec<(String, String)> {
    let signatory = &receipt.signatory;
    let country = signatory.country.map(|country| country.name(v.lang()).to_owned());
    let check = (receipt.check != Check::Nothing).then(|| v.label("signature_check", receipt.check.as_str()));
    let number = receipt.number.map(|number| v.number(number));
    let all = [
        ("my-since", Some(v.moment(&receipt.signed_at))),
        ("tally-number", number),
        ("my-kind", Some(v.label("signatory_kind", signatory.kind.as_str()))),
        ("my-organisation", signatory.organisation.clone()),
        ("tally-country", country),
        ("my-name", name_or_sealed(v, signatory, receipt.sealed)),
        ("my-role", signatory.role.clone()),
        (
            "field-signatory_visibility",
            Some(v.label("signatory_visibility", signatory.visibility.as_str())),
        ),
        ("field-reservation", receipt.reservation.clone()),
        ("my-check", check),
        ("declaration-digest", Some(receipt.digest.clone())),
    ];
    let some = all.into_iter().filter_map(|(key, value)| Some((key, value?)));
    some.map(|(key, value)| (v.t(key), value)).collect()
}

fn choices(v: &Frame, now: Visibility) -> Vec<(&'static str, String)> {
    let all = [
        ("public", Visibility::Public, "my-show"),
        ("name-hidden", Visibility::NameHidden, "my-hide-name"),
        ("fully-hidden", Visibility::FullyHidden, "my-hide-all"),
    ];
    all.into_iter()
        .filter(|(_, visibility, _)| *visibility != now)
        .map(|(action, _, words)| (action, v.t(words)))
        .collect()
}

fn show_receipt(visit: &Visit, token: &str, receipt: &Receipt) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let card = &receipt.declaration;
    let link = visit.link(format!("/e/{token}"));
    let counted = receipt.status.is_counted();
    let title = match receipt.number {
        Some(number) if counted => v.w("receipt-counted", v.number(number)),
        _ => v.t("receipt-kept"),
    };
    let waits = if receipt.confirms_by_mail {
        "receipt-mail"
    } else {
        "receipt-no-mail"
    };
    let counts = numbers(v, card).unwrap_or_default();
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    visit.page(&ReceiptPage {
        v,
        title,
        language: &card.language,
        declaration: &card.title,
        lines: if counted { Vec::new() } else { vec![v.t(waits)] },
        text: v.ww("endorse-text", card.revision, &receipt.digest),
        code: squares(&link),
        link,
        share: message(v, &card.title, &counts.join(" · "), &card.page),
        tally: format!("/declarations/{}/tally", card.slug),
    })
}

/// `POST /e/{token}`: one button.
pub(crate) async fn act(form: PostForm, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    visit.take(Costly::Confirmation)?;
    fields.only(&["do"], &[])?;
    let operations = visit.operations();
    let page = |done: &str| see_other(&format!("/e/{}?done={done}", token.as_str()));
    match fields.get("do") {
        "confirm" => {
            operations.confirm_by_link(&token).await?;
            Ok(page("endorsement-confirmed"))
        }
        "withdraw" => {
            operations.withdraw_by_link(&token).await?;
            Ok(page("endorsement-withdrawn"))
        }
        "not-me" => gone(&visit, &token, "not-me").await,
        "erase" => gone(&visit, &token, "erased").await,
        other => {
            let visibility = Visibility::parse(other).ok_or(WebError::NotFound)?;
            operations.show_by_link(&token, visibility).await?;
            Ok(page("visibility"))
        }
    }
}

/// Erases it; pressed twice it is still gone.
async fn gone(visit: &Visit, token: &str, done: &str) -> Result<HttpResponse, WebError> {
    match visit.operations().erase_by_link(token).await {
        Ok(()) | Err(OperationError::NotFound { .. }) => Ok(see_other(&format!("/declarations?done={done}"))),
        Err(other) => Err(other.into()),
    }
}
