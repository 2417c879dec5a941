//! The queue of the host: what is not confirmed, what may be a duplicate, side by side; each decision is written down
//! with who decided (UX 6).

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{
    endorsement::{Check, Signatory, Status, Visibility},
    ids::EndorsementId,
};
use operations::view::declarations::{QueueRow, SimilarRow};

use super::declarations::opened;
use crate::{
    answer::see_other,
    error::WebError,
    form::PostForm,
    frame::Frame,
    pages::{
        declarations::{Head, language_name, name_of, name_or_sealed},
        next_page,
    },
    visit::Visit,
};

/// What can be looked at, the queue first.
const STATES: [Status; 9] = [
    Status::Pending,
    Status::InReview,
    Status::Offered,
    Status::Recorded,
    Status::Stamped,
    Status::Duplicate,
    Status::Withdrawn,
    Status::Refused,
    Status::Revoked,
];
/// Why something is refused or no longer accepted (PROTOCOL 12.2).
const REASONS: [&str; 4] = ["unverified", "not-eligible", "duplicate", "spam"];

/// An endorsement as the host sees it.
struct Line {
    id: EndorsementId,
    name: String,
    status: String,
    facts: Vec<(String, String)>,
    others: Vec<Other>,
    /// What may be said to have been checked; nothing where its own key signed it.
    checks: Vec<(&'static str, String)>,
    check: &'static str,
    waiting: bool,
    counted: bool,
    recorded: bool,
    duplicate: bool,
}

impl Line {
    /// Where its buttons lead.
    fn path(&self, slug: &str) -> String {
        format!("/admin/declarations/{slug}/endorsements/{}", self.id)
    }
}

/// One that may be the same.
struct Other {
    id: EndorsementId,
    name: String,
    reason: String,
    facts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "admin/endorsements.html")]
struct QueuePage<'a> {
    v: &'a Frame,
    head: Head,
    states: Vec<(&'static str, String)>,
    chosen: &'static str,
    lines: Vec<Line>,
    reasons: Vec<(&'static str, String)>,
    /// Something waits under some heading.
    waits: bool,
    next_page: Option<String>,
}

/// `GET /admin/declarations/{id}/endorsements?status=`.
pub(crate) async fn queue(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let page = opened(&visit, &slug).await?;
    let session = visit.session()?;
    let numbers = visit
        .operations()
        .declaration_queue_numbers(session, page.card.id)
        .await?;
    let number = |status: Status| {
        let found = numbers.iter().find(|(of, _)| *of == status);
        found.map_or(0, |(_, number)| *number)
    };
    let waiting = STATES
        .into_iter()
        .find(|status| status.is_waiting() && number(*status) > 0);
    let status = match visit.parameter("status").map(Status::parse) {
        None => waiting.unwrap_or(Status::Pending),
        Some(Some(status)) => status,
        Some(None) => return Err(WebError::NotFound),
    };
    let found = visit
        .operations()
        .declaration_queue(session, page.card.id, status, visit.after())
        .await?;
    visit.page(&QueuePage {
        v,
        head: Head::new(v, &page.card, visit.state.clock.now()),
        states: STATES
            .map(|status| (status.as_str(), tab(v, status, number(status))))
            .to_vec(),
        chosen: status.as_str(),
        lines: found.items.iter().map(|row| line(v, row)).collect(),
        waits: waiting.is_some(),
        reasons: REASONS.map(|reason| (reason, v.label("refusal", reason))).to_vec(),
        next_page: next_page(&v.here, found.next.as_deref()),
    })
}

/// The name of a state among the others, with how many stand there: two of them count.
fn tab(v: &Frame, status: Status, number: u64) -> String {
    let label = v.label("endorsement_status", status.as_str());
    let label = match status {
        Status::Stamped => format!("{label}: {}", v.label("signature_channel", "remote-node")),
        _ => label,
    };
    if number == 0 {
        label
    } else {
        format!("{label} ({})", v.number(number))
    }
}

/// What may be said to have been checked. A mail address is confirmed by the link in the mail alone.
fn checks(v: &Frame, row: &QueueRow) -> Vec<(&'static str, String)> {
    if row.actor.is_some() {
        return Vec::new();
    }
    Check::all()
        .filter(|check| *check != Check::Mail || row.check == Check::Mail)
        .map(|check| (check.as_str(), v.label("signature_check", check.as_str())))
        .collect()
}

fn line(v: &Frame, row: &QueueRow) -> Line {
    let (first, second) = name_of(v, &row.signatory);
    let check = (row.check != Check::Nothing).then(|| v.label("signature_check", row.check.as_str()));
    let mut facts = who(v, &row.signatory, row.sealed);
    let more = [
        ("my-since", Some(v.moment(&row.signed_at))),
        ("field-signatory_mail", row.mail.clone()),
        (
            "field-channel",
            Some(v.label("signature_channel", row.channel.as_str())),
        ),
        (
            "field-signatory_visibility",
            Some(v.label("signatory_visibility", row.signatory.visibility.as_str())),
        ),
        ("field-language_read", row.language.as_deref().map(language_name)),
        ("field-reservation", row.reservation.clone()),
        ("my-check", check),
        ("field-note", row.check_note.clone().filter(|note| !note.is_empty())),
        ("queue-reason-code", row.reason.clone()),
        ("queue-by", row.checked_by.clone()),
    ];
    facts.extend(more.into_iter().filter_map(|(key, value)| Some((v.t(key), value?))));
    Line {
        id: row.id,
        name: if second.is_empty() {
            first
        } else {
            format!("{first} · {second}")
        },
        status: v.label("endorsement_status", row.status.as_str()),
        facts,
        others: row.similar.iter().map(|similar| other(v, similar)).collect(),
        checks: checks(v, row),
        check: row.check.as_str(),
        waiting: row.status.is_waiting(),
        counted: row.status.is_counted(),
        recorded: row.status == Status::Recorded,
        duplicate: row.status == Status::Duplicate,
    }
}

/// Everything that the host knows of a signer; where it is sealed, that it is.
fn who(v: &Frame, signatory: &Signatory, sealed: bool) -> Vec<(String, String)> {
    let country = signatory.country.map(|country| country.name(v.lang()).to_owned());
    let facts = [
        ("my-kind", Some(v.label("signatory_kind", signatory.kind.as_str()))),
        ("my-organisation", signatory.organisation.clone()),
        ("tally-country", country),
        ("my-name", name_or_sealed(v, signatory, sealed)),
        ("my-role", signatory.role.clone()),
    ];
    facts
        .into_iter()
        .filter_map(|(key, value)| Some((v.t(key), value?)))
        .collect()
}

fn other(v: &Frame, similar: &SimilarRow) -> Other {
    let (first, second) = name_of(v, &similar.signatory);
    let reasons = [
        ("queue-reason-mail", similar.same_mail),
        ("queue-reason-name", similar.same_name),
    ];
    let words = reasons.into_iter().filter(|(_, is)| *is).map(|(key, _)| v.t(key));
    let mut facts = who(v, &similar.signatory, similar.sealed);
    facts.push((v.t("my-status"), v.label("endorsement_status", similar.status.as_str())));
    Other {
        id: similar.id,
        name: if second.is_empty() {
            first
        } else {
            format!("{first} · {second}")
        },
        reason: words.collect::<Vec<_>>().join(", "),
        facts,
    }
}

/// `POST /admin/declarations/{id}/endorsements/{endorsement}/{action}`.
pub(crate) async fn act(form: PostForm, path: web::Path<(String, String, String)>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(
        &[
            "check",
            "note",
            "reason",
            "into",
            "status",
            "visibility",
            "password_again",
        ],
        &[],
    )?;
    let (slug, id, action) = path.into_inner();
    let id: EndorsementId = id.parse().map_err(|_| WebError::NotFound)?;
    let (operations, session) = (visit.operations(), visit.session()?);
    let reason = || {
        REASONS
            .into_iter()
            .find(|known| *known == fields.get("reason"))
            .ok_or(WebError::NotFound)
    };
    match action.as_str() {
        "confirm" => {
            let check = Check::parse(fields.get("check")).ok_or_else(|| {
                let missing = operations::refused!("endorsement-check-missing", "say how it was checked");
                WebError::Operation(missing)
            })?;
            operations
                .confirm_endorsement(session, id, check, fields.get("note").trim())
                .await?;
        }
        "separate" => {
            operations.separate_endorsement(session, id).await?;
        }
        "merge" => {
            operations.merge_endorsement(session, id, fields.id("into")?).await?;
        }
        "refuse" => {
            operations.refuse_endorsement(session, id, reason()?).await?;
        }
        "hide" => {
            let visibility = Visibility::parse(fields.get("visibility")).ok_or(WebError::NotFound)?;
            operations.hide_endorsement(session, id, visibility).await?;
        }
        "revoke" | "erase" | "withdraw" => {
            let Some(step_up) = visit.step_up(&fields).await? else {
                return Err(WebError::StepUpWrong);
            };
            match action.as_str() {
                "revoke" => {
                    operations.revoke_endorsement(session, &step_up, id, reason()?).await?;
                }
                "withdraw" => operations.withdraw_endorsement(session, &step_up, id).await?,
                _ => operations.erase_endorsement(session, &step_up, id).await?,
            }
        }
        _ => return Err(WebError::NotFound),
    }
    let status = Status::parse(fields.get("status")).unwrap_or(Status::Pending);
    Ok(see_other(&format!(
        "/admin/declarations/{slug}/endorsements?status={}&done=decided",
        status.as_str()
    )))
}
