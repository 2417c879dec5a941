//! Settings of a person and of the organisation that they act for.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use domain::{
    account::Role,
    field_error::FieldError,
    ids::{OrganisationId, PersonId},
    permissions::Action,
};
use operations::{
    OperationError,
    view::{LinkView, LoginView, PersonView, TokenView},
};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::PostForm,
    form_page::{FormPage, Menu},
    frame::{Frame, FrameOrganisation},
    pages::sign_in::{new_password, new_password_field},
    profile_form::{NAMES, TypedProfile},
    secret_page,
    step_up::FIELD,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "settings/profile.html")]
struct ProfilePage<'a> {
    v: &'a Frame,
    fields: Vec<Field>,
    faults: Vec<FieldError>,
    organisations: Vec<FrameOrganisation>,
    /// The person may say where the organisation goes on.
    moves: bool,
}

/// `GET /settings/profile`.
pub(crate) async fn profile(visit: Visit) -> Result<HttpResponse, WebError> {
    let typed = match visit.session()?.acting_for() {
        Some(id) => TypedProfile::from(&visit.operations().organisation_by_id(id).await?.profile),
        None => TypedProfile::default(),
    };
    show_profile(&visit, &typed, Vec::new()).await
}

async fn show_profile(visit: &Visit, typed: &TypedProfile, faults: Vec<FieldError>) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let mut fields = typed.fields(v);
    fields.push(Field::new(v, "logo", Kind::Photo).optional());
    let mut organisations = Vec::new();
    for (id, _) in &visit.session()?.person().roles {
        let organisation = visit.operations().organisation_by_id(*id).await?;
        organisations.push(FrameOrganisation {
            id: *id,
            handle: organisation.handle.to_string(),
            name: organisation.profile.name,
        });
    }
    let (session, acting) = (visit.session()?, visit.session()?.acting_for());
    visit.page(&ProfilePage {
        v,
        moves: acting.is_some_and(|organisation| session.may(Action::Represent(organisation))),
        fields: fields.into_iter().map(|field| field.judged(v, &faults)).collect(),
        faults,
        organisations,
    })
}

/// `POST /settings/profile`.
pub(crate) async fn save_profile(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, mut fields } = form;
    fields.only(&NAMES, &[])?;
    let (operations, session, organisation) = (visit.operations(), visit.session()?, visit.organisation()?);
    let mut logo = operations.organisation_by_id(organisation).await?.profile.logo;
    let typed = TypedProfile::read(&fields, logo);
    if let Err(faults) = typed.check() {
        return show_profile(&visit, &typed, faults).await;
    }
    if let Some(bytes) = fields.take_file("logo") {
        logo = Some(operations.set_logo(session, organisation, bytes).await?);
    }
    match TypedProfile::read(&fields, logo).check() {
        Ok(profile) => operations.change_profile(session, organisation, profile).await?,
        Err(faults) => return show_profile(&visit, &typed, faults).await,
    }
    Ok(see_other("/settings/profile?done=saved"))
}

/// `POST /settings/organisation`: the person acts for another of their organisations.
pub(crate) async fn act_for(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&["organisation"], &[])?;
    let organisation: OrganisationId = form.fields.id("organisation")?;
    let visit = form.visit;
    visit.operations().act_for(visit.session()?, organisation).await?;
    Ok(see_other("/settings/profile?done=acting"))
}

#[derive(Template)]
#[template(path = "settings/team.html")]
struct TeamPage<'a> {
    v: &'a Frame,
    people: Vec<(PersonView, &'static str)>,
    invitations: Vec<LinkView>,
    roles: [&'static str; 5],
    two_people: bool,
    wrong: bool,
}

/// `GET /settings/team`.
pub(crate) async fn team(visit: Visit) -> Result<HttpResponse, WebError> {
    show_team(&visit, false).await
}

async fn show_team(visit: &Visit, wrong: bool) -> Result<HttpResponse, WebError> {
    let (operations, session, organisation) = (visit.operations(), visit.session()?, visit.organisation()?);
    let handle = visit.frame.acting().map_or("", |acting| acting.handle.as_str());
    let people = operations
        .people(session, Some(organisation))
        .await?
        .into_iter()
        .map(|person| {
            let role = person
                .roles
                .iter()
                .find(|(of, _)| of == handle)
                .map_or("", |(_, role)| role.as_str());
            (person, role)
        });
    let people = people.collect();
    let status = if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = TeamPage {
        v: &visit.frame,
        people,
        invitations: operations.invitations(session, organisation).await?,
        roles: Role::ALL.map(Role::as_str),
        two_people: operations.asks_two_people(organisation).await?,
        wrong,
    };
    visit.page_with(status, &page)
}

/// The organisation whose team the person manages; nobody else is asked who they are.
fn managed(visit: &Visit) -> Result<OrganisationId, WebError> {
    let organisation = visit.organisation()?;
    if visit.session()?.may(Action::ManageTeam(organisation)) {
        Ok(organisation)
    } else {
        Err(WebError::Forbidden)
    }
}

/// `POST /settings/team/two-people`: switches the two-person rule.
pub(crate) async fn two_people(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["on", FIELD], &[])?;
    let (session, organisation) = (visit.session()?, managed(&visit)?);
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show_team(&visit, true).await;
    };
    let on = fields.get("on") == "yes";
    visit
        .operations()
        .set_two_people(session, &step_up, organisation, on)
        .await?;
    Ok(see_other("/settings/team?done=saved"))
}

/// `POST /settings/team/invite`: shows the link once.
pub(crate) async fn invite(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["role", FIELD], &[])?;
    let organisation = managed(&visit)?;
    let role = Role::parse(fields.get("role")).ok_or(WebError::NotFound)?;
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show_team(&visit, true).await;
    };
    let (operations, session) = (visit.operations(), visit.session()?);
    let secret = operations.invite(session, &step_up, organisation, role).await?;
    let link = visit.link(format!("/invite/{}", secret.0.expose_secret()));
    secret_page::show(&visit, "invite-link", &link, "/settings/team")
}

fn hand_over_page(v: &Frame) -> FormPage {
    FormPage {
        title: v.t("hand-over-title"),
        menu: Menu::Settings,
        lead: v.t("hand-over-lead"),
        action: "/settings/team/hand-over".to_owned(),
        fields: vec![Field::step_up(v)],
        button: v.t("hand-over-do"),
        ..FormPage::default()
    }
}

/// `GET /settings/team/hand-over`: for an owner.
pub(crate) async fn hand_over_form(visit: Visit) -> Result<HttpResponse, WebError> {
    let organisation = visit.organisation()?;
    // Whoever may not see the team may not hand it over either.
    visit.operations().people(visit.session()?, Some(organisation)).await?;
    hand_over_page(&visit.frame).show(&visit)
}

/// `POST /settings/team/hand-over`: shows the link once, after the password.
pub(crate) async fn hand_over(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&[FIELD], &[])?;
    let (operations, session, organisation) = (visit.operations(), visit.session()?, managed(&visit)?);
    let Some(step_up) = visit.step_up(&fields).await? else {
        let page = FormPage {
            wrong: visit.frame.t("step-up-wrong"),
            ..hand_over_page(&visit.frame)
        };
        return page.show(&visit);
    };
    let secret = operations.hand_over(session, &step_up, organisation).await?;
    let link = visit.link(format!("/invite/{}", secret.0.expose_secret()));
    secret_page::show(&visit, "hand-over-link", &link, "/settings/team")
}

/// `POST /settings/team/revoke`: takes an invitation back.
pub(crate) async fn revoke_invitation(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&["link"], &[])?;
    let link = form.fields.id("link")?;
    let visit = form.visit;
    visit.operations().revoke_link(visit.session()?, link).await?;
    Ok(see_other("/settings/team?done=revoked"))
}

/// `POST /settings/team/role`: another role, or none.
pub(crate) async fn set_role(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["person", "role", FIELD], &[])?;
    let organisation = managed(&visit)?;
    let person: PersonId = fields.id("person")?;
    let role = match fields.get("role") {
        "none" => None,
        slug => Some(Role::parse(slug).ok_or(WebError::NotFound)?),
    };
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show_team(&visit, true).await;
    };
    visit
        .operations()
        .set_role(visit.session()?, &step_up, person, organisation, role)
        .await?;
    Ok(see_other("/settings/team?done=saved"))
}

#[derive(Template)]
#[template(path = "settings/security.html")]
struct SecurityPage<'a> {
    v: &'a Frame,
    logins: Vec<LoginView>,
    fields: Vec<Field>,
    faults: Vec<FieldError>,
    wrong: bool,
}

/// `GET /settings/security`.
pub(crate) async fn security(visit: Visit) -> Result<HttpResponse, WebError> {
    show_security(&visit, Vec::new(), false).await
}

async fn show_security(visit: &Visit, faults: Vec<FieldError>, wrong: bool) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let fields = vec![
        Field::new(v, "old_password", Kind::Password).autocomplete("current-password"),
        new_password_field(v).judged(v, &faults),
    ];
    visit.page(&SecurityPage {
        v,
        logins: visit.operations().logins(visit.session()?).await?,
        fields,
        faults,
        wrong,
    })
}

/// `POST /settings/security/password`.
pub(crate) async fn change_password(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["old_password", "new_password"], &[])?;
    let new = match new_password(&fields) {
        Ok(new) => new,
        Err(fault) => return show_security(&visit, vec![fault], false).await,
    };
    let old = SecretString::from(fields.get("old_password").to_owned());
    match visit.operations().change_password(visit.session()?, old, new).await {
        Ok(()) => Ok(see_other("/settings/security?done=password-changed")),
        Err(OperationError::NotSignedIn) => show_security(&visit, Vec::new(), true).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/security/logins`: ends one login, or all others.
pub(crate) async fn end_logins(form: PostForm) -> Result<HttpResponse, WebError> {
    form.fields.only(&["login"], &[])?;
    let one = if form.fields.get("login").is_empty() {
        None
    } else {
        Some(form.fields.id("login")?)
    };
    let visit = form.visit;
    visit.operations().end_logins(visit.session()?, one).await?;
    Ok(see_other("/settings/security?done=login-ended"))
}

#[derive(Template)]
#[template(path = "settings/tokens.html")]
struct TokensPage<'a> {
    v: &'a Frame,
    tokens: Vec<TokenView>,
}

/// `GET /settings/tokens`.
pub(crate) async fn tokens(visit: Visit) -> Result<HttpResponse, WebError> {
    let tokens = visit.operations().tokens(visit.session()?).await?;
    visit.page(&TokensPage {
        v: &visit.frame,
        tokens,
    })
}

/// `POST /settings/tokens`: shows the token once.
pub(crate) async fn create_token(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["token_name", "scope"], &[])?;
    let scopes = match fields.get("scope") {
        "write" => vec!["read".to_owned(), "write".to_owned()],
        _ => vec!["read".to_owned()],
    };
    let (session, organisation) = (visit.session()?, visit.organisation()?);
    let secret = visit
        .operations()
        .create_token(session, fields.get("token_name"), organisation, &scopes)
        .await?;
    secret_page::show(&visit, "token", secret.0.expose_secret(), "/settings/tokens")
}

/// `POST /settings/tokens/{id}/end`.
pub(crate) async fn revoke_token(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let visit = form.visit;
    visit.operations().revoke_token(visit.session()?, id).await?;
    Ok(see_other("/settings/tokens?done=revoked"))
}
