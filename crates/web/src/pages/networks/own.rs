//! `/settings/networks`: where the organisation of somebody who is logged in stands, and joining a network by its address.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use domain::{
    field_error::FieldError,
    ids::NetworkId,
    membership::{ApplicationDraft, Stage},
};
use operations::{JoinedView, LetterView, OperationError, RemoteError, Subject, view::networks::OwnMembershipCard};

use super::{
    application::{self, KNOWN, perform},
    application_form::{self, renamed},
    join::{JoinPage, empty},
    membership_id, standing,
};
use crate::{
    action::Attempt, answer::see_other, error::WebError, field::Field, form::PostForm, frame::Frame,
    pages::follows::remote_code, visit::Visit,
};

/// A membership in the list.
struct Line {
    page: String,
    network: String,
    handle: String,
    standing: String,
    since: String,
    notes: Vec<String>,
    /// Where applications can be commented on.
    voice: String,
}

impl Line {
    fn new(v: &Frame, card: &OwnMembershipCard) -> Self {
        let mut notes = Vec::new();
        if card.answer_wanted {
            notes.push(v.t("my-networks-answer-wanted"));
        }
        if let (Some(until), Stage::Admitted { .. } | Stage::Lapsed { .. }) = (card.renewal_due, card.stage) {
            notes.push(v.w("my-networks-renew-due", v.date(&until)));
        }
        let speaks = matches!(card.stage, Stage::Admitted { tier } if tier.is_in_members_policy());
        Self {
            page: format!("/settings/networks/{}", card.membership),
            network: card.network.name.clone(),
            handle: card.network.address.clone(),
            standing: standing(v, card.stage),
            since: v.w("network-since", v.date(&card.since)),
            notes,
            voice: if speaks {
                format!("/settings/networks/{}/applications", card.network.handle)
            } else {
                String::new()
            },
        }
    }
}

impl Line {
    /// A membership in a network of another node.
    fn elsewhere(v: &Frame, joined: &JoinedView, letters: &[LetterView]) -> Self {
        let state = joined.state.as_str();
        let standing = match joined.tier.filter(|_| state == "member") {
            Some(tier) => v.label("membership_tier", tier.as_str()),
            None => v.label("joined_state", state),
        };
        let newest = letters.iter().find(|letter| letter.network == joined.network);
        let notes = [
            joined.reason.as_ref().map(|reason| v.w("joined-reason", reason)),
            newest.map(|letter| v.w("joined-wrote", v.date(&letter.at))),
        ];
        Self {
            page: format!("/settings/networks/elsewhere?network={}", v.escaped(&joined.network)),
            network: joined.name.clone(),
            handle: String::new(),
            standing,
            since: v.w("network-since", v.date(&joined.at)),
            notes: notes.into_iter().flatten().collect(),
            voice: String::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "settings/networks.html")]
struct ListPage<'a> {
    v: &'a Frame,
    name: String,
    lines: Vec<Line>,
    typed: &'a str,
    wrong: Option<&'static str>,
}

/// `GET /settings/networks`.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, WebError> {
    show_list(&visit, "", None).await
}

async fn show_list(visit: &Visit, typed: &str, wrong: Option<&'static str>) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let mut lines = Vec::new();
    if let Some(acting) = v.acting() {
        let own = visit.operations().own_memberships(visit.session()?, acting.id).await?;
        lines.extend(own.iter().map(|card| Line::new(v, card)));
        let joined = visit.operations().joined_networks(visit.session()?, acting.id).await?;
        let letters = visit.operations().network_letters(visit.session()?, acting.id).await?;
        lines.extend(joined.iter().map(|joined| Line::elsewhere(v, joined, &letters)));
    }
    let status = if wrong.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    visit.page_with(
        status,
        &ListPage {
            v,
            name: v.acting().map_or_else(String::new, |acting| acting.name.clone()),
            lines,
            typed,
            wrong,
        },
    )
}

/// `GET /settings/networks/{id}`.
pub(crate) async fn one(visit: Visit, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let subject = Subject::Owner(visit.session()?, membership_id(&id)?);
    let own = visit
        .operations()
        .own_membership(subject)
        .await
        .map_err(super::hidden)?;
    application::show(&visit, &own, None, None)
}

/// `POST /settings/networks/{id}`.
pub(crate) async fn act(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let attempt = Attempt::read(&fields, &KNOWN)?;
    let membership = membership_id(&id)?;
    match perform(&visit, Subject::Owner(visit.session()?, membership), &attempt).await {
        Ok("application-withdrawn") => Ok(see_other("/settings/networks?done=left")),
        Ok(done) => Ok(see_other(&format!("/settings/networks/{membership}?done={done}"))),
        Err(error) => {
            let attempt = attempt.refused(&visit.frame, error)?;
            let subject = Subject::Owner(visit.session()?, membership);
            let own = visit.operations().own_membership(subject).await?;
            application::show(&visit, &own, None, Some(&attempt))
        }
    }
}

/// A network to which an organisation of this node applies.
struct Target {
    place: Place,
    name: String,
    address: String,
    page: String,
    conduct: String,
}

/// Where the network lives.
enum Place {
    Here(NetworkId),
    /// The id of its actor.
    Elsewhere(String),
}

/// Finds a network by `@handle@host`, its page or its id; nothing of ours that does not exist goes out.
async fn target(visit: &Visit, typed: &str) -> Result<Target, WebError> {
    let v = &visit.frame;
    let typed = typed.trim();
    let host = v.node.domain.clone().unwrap_or_default();
    let base = v.full("/networks/");
    let local = match typed.strip_prefix(&base) {
        Some(slug) => Some(slug.split(['/', '?', '#']).next().unwrap_or_default()),
        None => {
            let (handle, at) = typed.trim_start_matches('@').split_once('@').unwrap_or((typed, ""));
            (at.eq_ignore_ascii_case(&host) || (at.is_empty() && !typed.contains("://")))
                .then_some(handle.trim_start_matches('@'))
        }
    };
    if let Some(handle) = local {
        let id = visit.operations().network_id(handle).await?;
        let network = visit.operations().network_page(&visit.caller, id).await?.network;
        return Ok(Target {
            place: Place::Here(id),
            conduct: format!("{}/conduct", network.page),
            page: network.page,
            name: network.name,
            address: network.address,
        });
    }
    let actor = visit.state.directory.look_up(typed).await?;
    Ok(Target {
        place: Place::Elsewhere(actor.id.as_str().to_owned()),
        address: actor.handle(),
        conduct: actor.url.clone(),
        page: actor.url,
        name: actor.name,
    })
}

/// What is known of the organisation already.
async fn prefilled(visit: &Visit) -> Result<ApplicationDraft, WebError> {
    let organisation = visit.operations().organisation_by_id(visit.organisation()?).await?;
    let profile = organisation.profile;
    Ok(ApplicationDraft {
        legal_name: profile.name,
        name_latin: profile.name_latin.unwrap_or_default(),
        country: profile.country.code().to_owned(),
        organisation_type: profile.kind.as_str().to_owned(),
        website: profile.website.unwrap_or_default(),
        languages: vec![profile.language.as_str().to_owned()],
        ..empty()
    })
}

/// `GET /settings/networks/join?network=`.
pub(crate) async fn join_form(visit: Visit) -> Result<HttpResponse, WebError> {
    let typed = visit.parameter("network").unwrap_or_default().to_owned();
    if typed.is_empty() {
        return Ok(see_other("/settings/networks"));
    }
    match target(&visit, &typed).await {
        Ok(target) => {
            let draft = prefilled(&visit).await?;
            show_form(&visit, &typed, &target, &draft, Vec::new(), String::new())
        }
        Err(WebError::Remote(error)) => show_list(&visit, &typed, Some(remote_code(&error))).await,
        Err(WebError::NotFound) => show_list(&visit, &typed, Some(remote_code(&RemoteError::NotFound))).await,
        Err(other) => Err(other),
    }
}

fn show_form(
    visit: &Visit,
    typed: &str,
    target: &Target,
    draft: &ApplicationDraft,
    faults: Vec<FieldError>,
    wrong: String,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let mut parts = application_form::parts(v, draft, &faults, true);
    if let Some((_, fields)) = parts.last_mut() {
        fields.push(Field::step_up(v));
    }
    JoinPage {
        v,
        network_page: target.page.clone(),
        conduct: target.conduct.clone(),
        name: &target.name,
        handle: &target.address,
        own_node: None,
        faults,
        wrong,
        action: "/settings/networks/join".to_owned(),
        hidden: vec![("network", typed.to_owned())],
        parts,
        saves: false,
    }
    .show(visit)
}

/// `POST /settings/networks/join`: signs the application and sends it.
pub(crate) async fn join(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let typed = fields.get("network").to_owned();
    let mut draft = application_form::read(&fields, &["network", "password_again"])?;
    let organisation = visit.organisation()?;
    let urls = visit.operations().urls().ok_or(OperationError::NotSetUp)?;
    draft.actor = urls.organisation(organisation);
    let target = target(&visit, &typed).await?;
    if let Err(faults) = draft.check() {
        return show_form(&visit, &typed, &target, &draft, renamed(faults), String::new());
    }
    let Some(step_up) = visit.step_up(&fields).await? else {
        let wrong = visit.frame.t("step-up-wrong");
        return show_form(&visit, &typed, &target, &draft, Vec::new(), wrong);
    };
    let (operations, session) = (visit.operations(), visit.session()?);
    let asked = match &target.place {
        Place::Here(network) => operations
            .apply_for(session, &step_up, *network, organisation, &draft)
            .await
            .map(|_| ()),
        Place::Elsewhere(id) => {
            let actor = visit.state.directory.actor(id).await?;
            let joined = operations
                .join_network(session, &step_up, organisation, &actor, &draft)
                .await;
            joined.map(|_| ())
        }
    };
    match asked {
        Ok(()) => Ok(see_other("/settings/networks?done=network-asked")),
        Err(OperationError::Invalid(faults)) => {
            show_form(&visit, &typed, &target, &draft, renamed(faults), String::new())
        }
        Err(OperationError::Refused(refusal)) => {
            let wrong = visit.frame.w("action-refused", visit.frame.refusal(&refusal));
            show_form(&visit, &typed, &target, &draft, Vec::new(), wrong)
        }
        Err(other) => Err(other.into()),
    }
}
