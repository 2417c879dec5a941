//! People and organisations of the node.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{
    account::{NodeRole, Role},
    field_error::{Fault, FieldError},
    ids::PersonId,
};
use operations::{
    NewPerson, OperationError,
    view::{ActorCard, PersonView},
};
use secrecy::ExposeSecret;

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::{Fields, PostForm},
    frame::Frame,
    pages::sign_in::person_field,
    profile_form::{NAMES, TypedProfile},
    secret_page,
    step_up::FIELD,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "admin/people.html")]
struct PeoplePage<'a> {
    v: &'a Frame,
    people: Vec<(PersonView, String)>,
    fields: Vec<Field>,
    faults: Vec<FieldError>,
}

/// `GET /admin/people`.
pub(crate) async fn people(visit: Visit) -> Result<HttpResponse, WebError> {
    show(&visit, None, Vec::new()).await
}

async fn show(visit: &Visit, typed: Option<&Fields>, faults: Vec<FieldError>) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let operations = visit.operations();
    let people = operations.people(visit.session()?, None).await?;
    let organisations = operations.organisations().await?;
    let value = |name: &str| typed.map_or("", |fields| fields.get(name)).to_owned();
    let fields = vec![
        Field::new(v, "login", Kind::Line).value(value("login")),
        Field::new(v, "person_name", Kind::Line).value(value("person_name")),
        Field::new(v, "node_role", Kind::Select(node_roles(v))).value(value("node_role")),
        Field::new(v, "organisation", Kind::Select(handles(v, &organisations)))
            .value(value("organisation"))
            .optional(),
        Field::new(v, "organisation_role", Kind::Select(roles(v))).value(value("organisation_role")),
        Field::step_up(v),
    ];
    visit.page(&PeoplePage {
        v,
        people: people
            .into_iter()
            .map(|person| (roles_in_words(v, &person), person))
            .map(|(w, p)| (p, w))
            .collect(),
        fields: fields.into_iter().map(|field| field.judged(v, &faults)).collect(),
        faults,
    })
}

fn roles_in_words(v: &Frame, person: &PersonView) -> String {
    let node = person.node_role.map(|role| v.label("node-role", node_role_slug(role)));
    let others = person
        .roles
        .iter()
        .map(|(handle, role)| format!("@{handle} {}", v.label("role", role.as_str())));
    node.into_iter().chain(others).collect::<Vec<_>>().join(" · ")
}

fn node_role_slug(role: NodeRole) -> &'static str {
    match role {
        NodeRole::Operator => "operator",
        NodeRole::Moderator => "moderator",
    }
}

fn node_roles(v: &Frame) -> Vec<(String, String)> {
    ["none", "moderator", "operator"]
        .map(|slug| (slug.to_owned(), v.label("node-role", slug)))
        .to_vec()
}

fn roles(v: &Frame) -> Vec<(String, String)> {
    ["editor", "contributor", "viewer", "owner"]
        .map(|slug| (slug.to_owned(), v.label("role", slug)))
        .to_vec()
}

fn handles(v: &Frame, organisations: &[ActorCard]) -> Vec<(String, String)> {
    let all = organisations.iter().filter_map(|card| {
        let handle = card.page.strip_prefix("/@")?;
        Some((handle.to_owned(), card.name.clone()))
    });
    std::iter::once((String::new(), v.t("not-said"))).chain(all).collect()
}

/// `POST /admin/people`: a new person; shows the link with which they choose a password.
pub(crate) async fn add(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(
        &[
            "login",
            "person_name",
            "node_role",
            "organisation",
            "organisation_role",
            FIELD,
        ],
        &[],
    )?;
    let operations = visit.operations();
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show(&visit, Some(&fields), vec![FieldError::new(FIELD, Fault::Missing)]).await;
    };
    let roles = match fields.get("organisation") {
        "" => Vec::new(),
        handle => {
            let role = Role::parse(fields.get("organisation_role")).ok_or(WebError::NotFound)?;
            vec![(operations.organisation(handle).await?.id, role)]
        }
    };
    let person = NewPerson {
        login: fields.get("login").to_owned(),
        name: fields.get("person_name").to_owned(),
        node_role: match fields.get("node_role") {
            "operator" => Some(NodeRole::Operator),
            "moderator" => Some(NodeRole::Moderator),
            _ => None,
        },
        roles,
    };
    match operations.add_person(visit.session()?, &step_up, person).await {
        Ok(secret) => show_link(&visit, secret.0.expose_secret()),
        Err(OperationError::Invalid(faults)) => {
            show(&visit, Some(&fields), faults.into_iter().map(person_field).collect()).await
        }
        Err(other) => Err(other.into()),
    }
}

fn show_link(visit: &Visit, secret: &str) -> Result<HttpResponse, WebError> {
    let link = visit.link(format!("/reset/{secret}"));
    secret_page::show(visit, "password-link", &link, "/admin/people")
}

/// `POST /admin/people/{id}/{action}`.
pub(crate) async fn act(form: PostForm, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&[FIELD], &[])?;
    let (id, action) = path.into_inner();
    let person: PersonId = id.parse().map_err(|_| WebError::NotFound)?;
    let (operations, session) = (visit.operations(), visit.session()?);
    match action.as_str() {
        "disable" => operations.disable_person(session, person, true).await?,
        "enable" => operations.disable_person(session, person, false).await?,
        "end-logins" => operations.end_all_logins(session, person).await?,
        "forget-second-factor" => {
            let Some(step_up) = visit.step_up(&fields).await? else {
                return Err(WebError::StepUpWrong);
            };
            operations.forget_second_factor(session, &step_up, person).await?;
        }
        "password" => {
            let secret = operations.reset_link(session, person).await?;
            return show_link(&visit, secret.0.expose_secret());
        }
        _ => return Err(WebError::NotFound),
    }
    Ok(see_other("/admin/people?done=saved"))
}

#[derive(Template)]
#[template(path = "admin/organisations.html")]
struct OrganisationsPage<'a> {
    v: &'a Frame,
    organisations: Vec<ActorCard>,
    fields: Vec<Field>,
    faults: Vec<FieldError>,
}

async fn show_organisations(
    visit: &Visit,
    handle: &str,
    typed: &TypedProfile,
    faults: Vec<FieldError>,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let mut fields = vec![Field::new(v, "handle", Kind::Line).value(handle)];
    fields.extend(typed.fields(v));
    visit.page(&OrganisationsPage {
        v,
        organisations: visit.operations().organisations().await?,
        fields: fields.into_iter().map(|field| field.judged(v, &faults)).collect(),
        faults,
    })
}

/// `GET /admin/organisations`.
pub(crate) async fn organisations(visit: Visit) -> Result<HttpResponse, WebError> {
    show_organisations(&visit, "", &TypedProfile::default(), Vec::new()).await
}

/// `POST /admin/organisations/hand-over`: for an organisation whose owners are all gone; shows the link once.
pub(crate) async fn hand_over(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&["organisation", FIELD], &[])?;
    let visit = form.visit;
    let (operations, session) = (visit.operations(), visit.session()?);
    let organisation = operations.organisation(form.fields.get("organisation")).await?;
    let Some(step_up) = visit.step_up(&form.fields).await? else {
        return Err(WebError::StepUpWrong);
    };
    let secret = operations.hand_over(session, &step_up, organisation.id).await?;
    let link = visit.link(format!("/invite/{}", secret.0.expose_secret()));
    secret_page::show(&visit, "hand-over-link", &link, "/admin/organisations")
}

/// `POST /admin/organisations`: founds one.
pub(crate) async fn found(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let names: Vec<&str> = NAMES.iter().copied().chain(["handle"]).collect();
    fields.only(&names, &[])?;
    let handle = fields.get("handle").trim();
    let typed = TypedProfile::read(&fields, None);
    let profile = match (typed.check(), handle) {
        (Ok(_), "") => {
            return show_organisations(&visit, handle, &typed, vec![FieldError::new("handle", Fault::Missing)]).await;
        }
        (Ok(profile), _) => profile,
        (Err(faults), _) => return show_organisations(&visit, handle, &typed, faults).await,
    };
    match visit
        .operations()
        .found_organisation(visit.session()?, handle, profile)
        .await
    {
        Ok(_) => Ok(see_other("/admin/organisations?done=founded")),
        Err(OperationError::Invalid(faults)) => show_organisations(&visit, handle, &typed, faults).await,
        Err(other) => Err(other.into()),
    }
}
