//! The form of an endorsement without an account: five fields, under two minutes, no script (UX 5.3).

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{
    endorsement::{Kind as SignerKind, Reservation, Signatory, SignatureDraft, Visibility},
    field_error::{Fault, FieldError},
};
use operations::{OperationError, view::declarations::DeclarationPage};
use secrecy::ExposeSecret;

use super::text::text_in;
use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::{Fields, PostForm},
    frame::Frame,
    pages::search::countries,
    visit::Visit,
};

/// Fields of a signature and their names in this form, whose words differ from those of other forms.
const FIELDS: [(&str, &str); 8] = [
    ("kind", "signatory_kind"),
    ("organisation", "signatory_organisation"),
    ("country", "signatory_country"),
    ("person", "signatory_person"),
    ("role", "signatory_role"),
    ("mail", "signatory_mail"),
    ("visibility", "signatory_visibility"),
    ("reservation", "reservation"),
];

#[derive(Template)]
#[template(path = "declarations/no.html")]
struct NoPage<'a> {
    v: &'a Frame,
    slug: &'a str,
}

/// `GET /declarations/{slug}/endorse`.
pub(crate) async fn form(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    if visit.parameter("stance") == Some("none") {
        return visit.page(&NoPage {
            v: &visit.frame,
            slug: &slug,
        });
    }
    let page = visit.operations().declaration_page(&visit.caller, &slug).await?;
    if !page.form_open {
        return closed(&visit, &page);
    }
    let draft = SignatureDraft {
        kind: page.may_endorse.first().map_or("", |kind| kind.as_str()).to_owned(),
        visibility: Visibility::Public.as_str().to_owned(),
        ..SignatureDraft::default()
    };
    let reserved = visit.parameter("stance") == Some("with-reservations");
    let typed = Typed {
        draft,
        reserved,
        consent: false,
        key: visit.state.idempotency_key(),
        hall: visit.parameter("hall").unwrap_or_default().to_owned(),
    };
    show(&visit, &page, &typed, Vec::new()).await
}

/// What was typed, and what came with it.
struct Typed {
    draft: SignatureDraft,
    reserved: bool,
    consent: bool,
    key: String,
    hall: String,
}

fn closed(visit: &Visit, page: &DeclarationPage) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    visit.page_with(
        actix_web::http::StatusCode::CONFLICT,
        &ClosedPage {
            v,
            title: v.w("endorse-title", &page.card.title),
            slug: &page.card.slug,
        },
    )
}

#[derive(Template)]
#[template(path = "declarations/closed.html")]
struct ClosedPage<'a> {
    v: &'a Frame,
    title: String,
    slug: &'a str,
}

#[derive(Template)]
#[template(path = "declarations/endorse.html")]
struct EndorsePage<'a> {
    v: &'a Frame,
    page: &'a DeclarationPage,
    language: &'a str,
    title: &'a str,
    fields: Vec<Field>,
    faults: Vec<FieldError>,
    key: &'a str,
    hall: &'a str,
    hall_open: bool,
}

async fn show(
    visit: &Visit,
    page: &DeclarationPage,
    typed: &Typed,
    faults: Vec<FieldError>,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let text = text_in(page, visit.parameter("text"), v.lang()).ok_or(WebError::NotFound)?;
    let fields = fields(v, page, typed);
    // In the order of the form.
    let mut faults = faults;
    faults.sort_by_key(|fault| fields.iter().position(|field| field.name == fault.field));
    let status = if faults.is_empty() {
        actix_web::http::StatusCode::OK
    } else {
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_with(
        status,
        &EndorsePage {
            v,
            page,
            language: &text.language,
            title: &text.title,
            fields: fields.into_iter().map(|field| field.judged(v, &faults)).collect(),
            faults,
            key: &typed.key,
            hall: &typed.hall,
            hall_open: visit
                .state
                .halls
                .is_open(&page.card.slug, &typed.hall, visit.state.clock.now()),
        },
    )
}

fn fields(v: &Frame, page: &DeclarationPage, typed: &Typed) -> Vec<Field> {
    let draft = &typed.draft;
    let kinds = page
        .may_endorse
        .iter()
        .map(|kind| (kind.as_str().to_owned(), v.label("endorse-kind", kind.as_str())));
    let shown = Visibility::all().map(|how| (how.as_str().to_owned(), v.label("signatory_visibility", how.as_str())));
    let mut places = countries(v.locale);
    places.insert(0, (String::new(), String::new()));
    let persons_only = page.may_endorse == [SignerKind::Individual];
    let mut fields = Vec::new();
    if page.may_endorse.len() > 1 {
        fields.push(Field::new(v, "signatory_kind", Kind::Radio(kinds.collect())).value(&draft.kind));
    }
    if !persons_only {
        fields.push(
            Field::new(v, "signatory_organisation", Kind::Line)
                .value(&draft.organisation)
                .most(Signatory::LONGEST_ORGANISATION)
                .autocomplete("organization"),
        );
    }
    fields.push(Field::new(v, "signatory_country", Kind::Select(places)).value(&draft.country));
    fields.push(
        Field::new(v, "signatory_person", Kind::Line)
            .value(&draft.person)
            .most(Signatory::LONGEST_PERSON)
            .autocomplete("name"),
    );
    if !persons_only {
        fields.push(
            Field::new(v, "signatory_role", Kind::Line)
                .value(&draft.role)
                .most(Signatory::LONGEST_ROLE)
                .autocomplete("organization-title")
                .optional(),
        );
    }
    fields.push(
        Field::new(v, "signatory_mail", Kind::Mail)
            .value(&draft.mail)
            .autocomplete("email")
            .optional(),
    );
    fields.push(Field::new(v, "signatory_visibility", Kind::Radio(shown.collect())).value(&draft.visibility));
    let reservation = Field::new(v, "reservation", Kind::Area)
        .value(&draft.reservation)
        .most(Reservation::MOST);
    fields.push(if typed.reserved {
        reservation
    } else {
        reservation.folded()
    });
    let mut consent = Field::new(v, "consent", Kind::Tick);
    consent.label = v.w("endorse-consent", page.card.revision);
    fields.push(if typed.consent { consent.value("yes") } else { consent });
    fields
}

fn read(fields: &Fields, page: &DeclarationPage) -> Result<Typed, WebError> {
    let mut singles: Vec<&str> = FIELDS.iter().map(|(_, name)| *name).collect();
    singles.extend(["consent", "key", "hall", "digest", "language"]);
    fields.only(&singles, &[])?;
    let text = |name: &str| fields.get(name).trim().to_owned();
    let only_kind = match page.may_endorse.as_slice() {
        [only] => only.as_str(),
        _ => "",
    };
    let kind = text("signatory_kind");
    Ok(Typed {
        draft: SignatureDraft {
            kind: if kind.is_empty() { only_kind.to_owned() } else { kind },
            organisation: text("signatory_organisation"),
            organisation_type: String::new(),
            country: text("signatory_country"),
            person: text("signatory_person"),
            role: text("signatory_role"),
            mail: text("signatory_mail"),
            language: fields.get("language").to_owned(),
            visibility: text("signatory_visibility"),
            reservation: text("reservation"),
        },
        reserved: !fields.get("reservation").is_empty(),
        consent: fields.get("consent") == "yes",
        key: fields.get("key").to_owned(),
        hall: fields.get("hall").to_owned(),
    })
}

/// `POST /declarations/{slug}/endorse`: sent twice, it is one endorsement and one receipt.
pub(crate) async fn send(form: PostForm, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let page = visit.operations().declaration_page(&visit.caller, &slug).await?;
    if !page.form_open {
        return closed(&visit, &page);
    }
    let typed = read(&fields, &page)?;
    let turn = visit.state.sent.turn(&typed.key);
    let mut sent = turn.lock().await;
    if let Some(receipt) = sent.as_deref() {
        return Ok(see_other(receipt));
    }
    let mut faults: Vec<FieldError> = match typed.draft.check() {
        Ok(_) => Vec::new(),
        Err(faults) => faults,
    };
    if !typed.consent {
        faults.push(FieldError::new("consent", Fault::Missing));
    }
    if !faults.is_empty() {
        return show(&visit, &page, &typed, renamed(faults)).await;
    }
    let now = visit.state.clock.now();
    if !visit.state.halls.is_open(&page.card.slug, &typed.hall, now) {
        visit.take(crate::limits::Costly::Endorsement)?;
    }
    let signed = visit
        .operations()
        .sign_declaration(&slug, fields.get("digest"), &typed.draft, &visit.client())
        .await;
    match signed {
        Ok((secret, _)) => {
            let receipt = format!("/e/{}?new=1", secret.0.expose_secret());
            *sent = Some(receipt.clone());
            Ok(see_other(&receipt))
        }
        Err(OperationError::Invalid(faults)) => show(&visit, &page, &typed, renamed(faults)).await,
        Err(other) => Err(other.into()),
    }
}

/// Faults under the names of the form.
fn renamed(faults: Vec<FieldError>) -> Vec<FieldError> {
    let name = |field: &'static str| {
        FIELDS
            .iter()
            .find(|(own, _)| *own == field)
            .map_or(field, |(_, name)| name)
    };
    faults
        .into_iter()
        .map(|fault| FieldError::new(name(fault.field), fault.fault))
        .collect()
}
