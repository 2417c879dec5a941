//! `/endorsements/{id}`: one endorsement with what anybody needs to check it.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{endorsement::Check, ids::EndorsementId};
use operations::view::declarations::EndorsementPage;

use super::name_of;
use crate::{
    error::WebError,
    frame::{Frame, escaped},
    visit::Visit,
};

#[derive(Template)]
#[template(path = "declarations/proof.html")]
struct ProofPage<'a> {
    v: &'a Frame,
    name: String,
    slug: &'a str,
    language: &'a str,
    declaration: &'a str,
    status: String,
    facts: Vec<(String, String)>,
    links: Vec<(String, String)>,
}

/// `GET /endorsements/{id}`.
pub(crate) async fn page(visit: Visit, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id: EndorsementId = id.parse().map_err(|_| WebError::NotFound)?;
    let page = visit.operations().endorsement_page(id).await?;
    let v = &visit.frame;
    let (first, second) = name_of(v, &page.row.signatory);
    visit.page(&ProofPage {
        v,
        name: if second.is_empty() {
            first
        } else {
            format!("{first}, {second}")
        },
        slug: &page.declaration.slug,
        language: &page.declaration.language,
        declaration: &page.declaration.title,
        status: v.label("endorsement_status", page.row.status.as_str()),
        facts: facts(v, &page),
        links: links(v, &page),
    })
}

fn facts(v: &Frame, page: &EndorsementPage) -> Vec<(String, String)> {
    let (row, signatory) = (&page.row, &page.row.signatory);
    let check = (row.check != Check::Nothing).then(|| v.label("signature_check", row.check.as_str()));
    let all = [
        ("my-kind", Some(v.label("signatory_kind", signatory.kind.as_str()))),
        (
            "tally-country",
            signatory.country.map(|country| country.name(v.lang()).to_owned()),
        ),
        ("my-since", Some(v.moment(&row.hour))),
        ("proof-member-until", row.member_until.map(|until| v.date(&until))),
        (
            "field-channel",
            Some(v.label("signature_channel", row.channel.as_str())),
        ),
        ("my-check", check),
        ("field-reservation", row.reservation.clone()),
        ("declaration-digest", Some(page.digest.clone())),
        ("proof-log-entry", row.log_index.map(|index| v.number(index))),
    ];
    all.into_iter()
        .filter_map(|(key, value)| Some((v.t(key), value?)))
        .collect()
}

fn links(v: &Frame, page: &EndorsementPage) -> Vec<(String, String)> {
    if !page.row.status.is_counted() {
        return Vec::new();
    }
    let mut links = vec![(page.object.clone(), v.t("proof-document"))];
    if let Some(number) = page.log_number {
        let receipt = format!("/ap/log/{number}/receipt?endorsement={}", escaped(&page.object));
        links.push((receipt, v.t("proof-receipt")));
    }
    links
}
