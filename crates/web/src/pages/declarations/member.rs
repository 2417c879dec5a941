//! `/endorse`: declarations that the organisation of a member can answer, and its own endorsements (UX 4.3.1).

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{
    endorsement::{Reservation, Signatory, Stance, Visibility},
    field_error::{Fault, FieldError},
    ids::EndorsementId,
    permissions::Action,
};
use operations::{
    EndorseForm, OperationError,
    view::declarations::{DeclarationNotice, DeclarationPage, MyEndorsement},
};

use super::{CardLine, language_name, own_node::slug_here};
use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::{Fields, PostForm},
    form_page::FormPage,
    frame::Frame,
    pages::next_page,
    visit::Visit,
};

/// An own endorsement in the list.
struct OwnLine {
    id: String,
    slug: String,
    title: String,
    language: String,
    status: String,
    at: String,
    reason: Option<String>,
    newer: Option<String>,
    can_withdraw: bool,
}

#[derive(Template)]
#[template(path = "declarations/member.html")]
struct MemberPage<'a> {
    v: &'a Frame,
    name: String,
    cards: Vec<CardLine>,
    own: Vec<OwnLine>,
    next_page: Option<String>,
}

/// `GET /endorse`; with `declaration` the form for one of them.
pub(crate) async fn page(visit: Visit) -> Result<HttpResponse, WebError> {
    if let Some(given) = visit.parameter("declaration") {
        let slug = slug_here(&visit, given).await?;
        let page = visit.operations().declaration_page(&visit.caller, &slug).await?;
        if let Some(mine) = &page.mine {
            return Ok(see_other(&format!("/endorse#e-{}", mine.id)));
        }
        // Nobody writes into a form that they may not send.
        visit.session()?.require(Action::Endorse(visit.organisation()?))?;
        let stance = visit.parameter("stance").unwrap_or("full").to_owned();
        let typed = Typed {
            stance,
            ..Typed::default()
        };
        return show(&visit, &page, &typed, Vec::new(), "");
    }
    list(&visit).await
}

async fn list(visit: &Visit) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let session = visit.session()?;
    let organisation = visit.organisation()?;
    let notices = visit.operations().declaration_notices(session).await?;
    let given = visit
        .operations()
        .endorsements_given(session, organisation, visit.after())
        .await?;
    let now = visit.state.clock.now();
    let open = notices.iter().filter_map(|notice| match notice {
        DeclarationNotice::ToEndorse { declaration } => Some(CardLine::new(v, declaration, now)),
        _ => None,
    });
    visit.page(&MemberPage {
        v,
        name: v.acting().map_or_else(String::new, |acting| acting.name.clone()),
        cards: open.collect(),
        own: given.items.iter().map(|mine| own_line(v, mine)).collect(),
        next_page: next_page(&v.here, given.next.as_deref()),
    })
}

fn own_line(v: &Frame, mine: &MyEndorsement) -> OwnLine {
    OwnLine {
        id: mine.id.to_string(),
        slug: mine.declaration.slug.clone(),
        title: mine.declaration.title.clone(),
        language: mine.declaration.language.clone(),
        status: v.label("endorsement_status", mine.status.as_str()),
        at: v.date(&mine.signed_at),
        reason: mine.reason.clone(),
        newer: mine.revised_by.as_ref().and_then(|newer| newer.page.clone()),
        can_withdraw: !mine.status.is_end(),
    }
}

/// What was typed.
#[derive(Default)]
struct Typed {
    stance: String,
    reservation: String,
    person: String,
    role: String,
    visibility: String,
    language: String,
}

fn show(
    visit: &Visit,
    page: &DeclarationPage,
    typed: &Typed,
    faults: Vec<FieldError>,
    wrong: &str,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let name = v.acting().map_or("", |acting| acting.name.as_str());
    let options = |list: &str, slugs: &[&str]| -> Vec<(String, String)> {
        slugs
            .iter()
            .map(|slug| ((*slug).to_owned(), v.label(list, slug)))
            .collect()
    };
    let stances = vec![
        ("full".to_owned(), v.t("choice-endorse")),
        ("with-reservations".to_owned(), v.t("choice-reservations")),
        ("none".to_owned(), v.t("choice-not")),
    ];
    let languages = page
        .texts
        .iter()
        .map(|text| (text.language.clone(), language_name(&text.language)));
    let or = |value: &str, preset: &str| {
        if value.is_empty() {
            preset.to_owned()
        } else {
            value.to_owned()
        }
    };
    let fields = vec![
        Field::new(v, "stance", Kind::Radio(stances)).value(or(&typed.stance, "full")),
        Field::new(v, "reservation", Kind::Area)
            .value(&typed.reservation)
            .most(Reservation::MOST)
            .optional(),
        Field::new(v, "signatory_person", Kind::Line)
            .value(&typed.person)
            .most(Signatory::LONGEST_PERSON)
            .optional(),
        Field::new(v, "signatory_role", Kind::Line)
            .value(&typed.role)
            .most(Signatory::LONGEST_ROLE)
            .optional(),
        Field::new(
            v,
            "signatory_visibility",
            Kind::Radio(options("signatory_visibility", &["public", "name-hidden"])),
        )
        .value(or(&typed.visibility, "public")),
        Field::new(v, "language_read", Kind::Select(languages.collect())).value(or(
            &typed.language,
            page.texts
                .iter()
                .find(|text| text.language == v.lang())
                .map_or(page.card.language.as_str(), |text| text.language.as_str()),
        )),
        Field::step_up(v),
    ];
    FormPage {
        title: v.w("member-endorse-title", name),
        lead: page.card.title.clone(),
        wrong: wrong.to_owned(),
        action: "/endorse".to_owned(),
        hidden: vec![("declaration", page.card.slug.clone()), ("digest", page.digest.clone())],
        fields,
        faults,
        button: v.w("choice-answer-as", name),
        below: v.t("member-endorse-not-allowed"),
        ..FormPage::default()
    }
    .show(visit)
}

fn read(fields: &Fields) -> Result<Typed, WebError> {
    fields.only(
        &[
            "declaration",
            "digest",
            "stance",
            "reservation",
            "signatory_person",
            "signatory_role",
            "signatory_visibility",
            "language_read",
            "password_again",
        ],
        &[],
    )?;
    let text = |name: &str| fields.get(name).trim().to_owned();
    Ok(Typed {
        stance: text("stance"),
        reservation: text("reservation"),
        person: text("signatory_person"),
        role: text("signatory_role"),
        visibility: text("signatory_visibility"),
        language: text("language_read"),
    })
}

/// `POST /endorse`: endorses, or notes that the organisation does not.
pub(crate) async fn send(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let typed = read(&fields)?;
    let slug = fields.get("declaration");
    let operations = visit.operations();
    let page = operations.declaration_page(&visit.caller, slug).await?;
    let (session, organisation) = (visit.session()?, visit.organisation()?);
    if typed.stance == "none" {
        operations
            .decline_to_endorse(session, organisation, page.card.id)
            .await?;
        return Ok(see_other(&format!("/declarations/{slug}?done=declined")));
    }
    let stance = Stance::parse(&typed.stance).ok_or(WebError::NotFound)?;
    if stance == Stance::WithReservations && typed.reservation.is_empty() {
        return show(
            &visit,
            &page,
            &typed,
            vec![FieldError::new("reservation", Fault::Missing)],
            "",
        );
    }
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show(&visit, &page, &typed, Vec::new(), &visit.frame.t("step-up-wrong"));
    };
    let form = EndorseForm {
        digest: fields.get("digest").to_owned(),
        language: typed.language.clone(),
        stance,
        reservation: if stance == Stance::Full {
            String::new()
        } else {
            typed.reservation.clone()
        },
        person: typed.person.clone(),
        role: typed.role.clone(),
        visibility: Visibility::parse(&typed.visibility).ok_or(WebError::NotFound)?,
    };
    match operations
        .endorse(session, &step_up, organisation, page.card.id, form)
        .await
    {
        Ok(mine) => {
            let done = if mine.status.is_counted() {
                "endorsed"
            } else {
                "offered"
            };
            Ok(see_other(&format!("/declarations/{slug}?done={done}")))
        }
        Err(OperationError::Invalid(faults)) => show(&visit, &page, &typed, renamed(faults), ""),
        Err(other) => Err(other.into()),
    }
}

fn renamed(faults: Vec<FieldError>) -> Vec<FieldError> {
    let one = |fault: FieldError| match fault.field {
        "person" => FieldError::new("signatory_person", fault.fault),
        "role" => FieldError::new("signatory_role", fault.fault),
        "language" => FieldError::new("language_read", fault.fault),
        "visibility" => FieldError::new("signatory_visibility", fault.fault),
        _ => fault,
    };
    faults.into_iter().map(one).collect()
}

/// `GET /endorse/{id}/withdraw`: asks for the password once more.
pub(crate) async fn withdraw_form(visit: Visit, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    withdrawal(&visit, &id, "").show(&visit)
}

fn withdrawal(visit: &Visit, id: &str, wrong: &str) -> FormPage {
    let v = &visit.frame;
    FormPage {
        title: v.t("my-withdraw"),
        lead: v.t("my-withdraw-lead"),
        wrong: wrong.to_owned(),
        action: format!("/endorse/{id}/withdraw"),
        fields: vec![Field::step_up(v)],
        button: v.t("my-withdraw"),
        ..FormPage::default()
    }
}

/// `POST /endorse/{id}/withdraw`.
pub(crate) async fn withdraw(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["password_again"], &[])?;
    let endorsement: EndorsementId = id.parse().map_err(|_| WebError::NotFound)?;
    let session = visit.session()?;
    let Some(step_up) = visit.step_up(&fields).await? else {
        return withdrawal(&visit, &id, &visit.frame.t("step-up-wrong")).show(&visit);
    };
    visit
        .operations()
        .withdraw_endorsement(session, &step_up, endorsement)
        .await?;
    Ok(see_other("/endorse?done=endorsement-withdrawn"))
}
