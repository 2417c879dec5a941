//! `/admin/networks`: the networks of this node, founding one, its rules and its admins.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use domain::{
    field_error::FieldError,
    ids::PersonId,
    network::{Difference, NetworkDraft, Rules},
    permissions::Action as Permission,
};
use operations::{
    OperationError, Settled,
    view::networks::{NetworkForEditing, ProposalView, ProposedChange},
};

use super::network_form::{self, renamed};
use crate::{
    action::{Action, Attempt},
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::{Fields, PostForm},
    frame::Frame,
    pages::networks::{NetworkLine, hidden, network_id},
    visit::Visit,
};

const KNOWN: [(&str, &[&str]); 4] = [
    ("add", &["admin_login"]),
    ("remove", &["admin"]),
    ("confirm", &["proposal"]),
    ("drop", &["proposal"]),
];

#[derive(Template)]
#[template(path = "admin/networks.html")]
struct ListPage<'a> {
    v: &'a Frame,
    lines: Vec<NetworkLine>,
    may_found: bool,
}

/// Whether the reader may found a network for the organisation that it acts for.
fn may_found(visit: &Visit) -> bool {
    let acting = visit.frame.acting().map(|acting| acting.id);
    acting.is_some_and(|id| visit.caller.may(Permission::CreateNetwork(id)))
}

/// `GET /admin/networks`; for those who can do nothing here there is no such page.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let may_found = may_found(&visit);
    if !may_found && !v.network_admin() {
        return Err(WebError::NotFound);
    }
    let networks = visit.operations().networks().await?;
    visit.page(&ListPage {
        v,
        lines: networks.iter().map(|card| NetworkLine::new(v, card)).collect(),
        may_found,
    })
}

#[derive(Template)]
#[template(path = "admin/network.html")]
struct NetworkPage<'a> {
    v: &'a Frame,
    title: String,
    path: String,
    version: u32,
    faults: Vec<FieldError>,
    wrong: String,
    fields: Vec<Field>,
    button: String,
    /// Name and since when.
    admins: Vec<(String, String)>,
    too_few: Option<String>,
    actions: Vec<Action>,
    proposals: Vec<ProposalLine>,
}

/// A change that waits for another admin.
struct ProposalLine {
    id: String,
    what: String,
    by: String,
    own: bool,
    outdated: bool,
    /// Field, before, after.
    fields: Vec<(String, String, String)>,
}

impl ProposalLine {
    fn new(v: &Frame, it: &ProposalView) -> Self {
        let (what, fields) = match &it.change {
            ProposedChange::Rules { fields } => (v.t("proposal-rules"), fields.as_slice()),
            ProposedChange::AddAdmin { who } => (v.w("proposal-add-admin", who), &[][..]),
            ProposedChange::RemoveAdmin { who } => (v.w("proposal-remove-admin", who), &[][..]),
        };
        let value = |field: &str, value: &str| match (field, value) {
            (_, "yes" | "no") => v.t(value),
            ("deciding", way) => v.label("network_rule", way),
            _ => value.to_owned(),
        };
        let line = |one: &Difference| {
            let name = v.t(format!("field-{}", network_form::name_of(one.field)));
            (name, value(one.field, &one.before), value(one.field, &one.after))
        };
        Self {
            id: it.id.to_string(),
            what,
            by: v.ww("proposal-by", &it.by, v.moment(&it.at)),
            own: it.own,
            outdated: it.outdated,
            fields: fields.iter().map(line).collect(),
        }
    }
}

/// The usual rules, as the form shows them.
fn usual() -> NetworkDraft {
    let rules = Rules::default();
    NetworkDraft {
        comment_days: rules.comment_days.to_string(),
        referees: rules.referees.to_string(),
        probation_months: rules.probation_months.to_string(),
        renewal_months: rules.renewal_months.to_string(),
        answer_days: rules.answer_days.to_string(),
        appeal_days: rules.appeal_days.to_string(),
        tiers: rules.tiers.iter().map(|tier| tier.as_str().to_owned()).collect(),
        ..NetworkDraft::default()
    }
}

/// `GET /admin/networks/new`.
pub(crate) async fn new(visit: Visit) -> Result<HttpResponse, WebError> {
    if !may_found(&visit) {
        return Err(WebError::NotFound);
    }
    show_new(&visit, &usual(), Vec::new(), String::new())
}

fn show_new(
    visit: &Visit,
    draft: &NetworkDraft,
    faults: Vec<FieldError>,
    wrong: String,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let page = NetworkPage {
        v,
        title: v.t("network-new"),
        path: "/admin/networks/new".to_owned(),
        version: 0,
        fields: network_form::fields(v, draft, &faults, true),
        button: v.t("network-new"),
        admins: Vec::new(),
        too_few: None,
        actions: Vec::new(),
        proposals: Vec::new(),
        faults,
        wrong,
    };
    visit.page_with(status(&page), &page)
}

fn status(page: &NetworkPage<'_>) -> StatusCode {
    let tried = page.actions.iter().any(|action| action.open);
    if page.faults.is_empty() && page.wrong.is_empty() && !tried {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// `POST /admin/networks/new`.
pub(crate) async fn found(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let draft = network_form::read(&fields, None)?;
    if !may_found(&visit) {
        return Err(WebError::NotFound);
    }
    if fields.get("go") == "more" {
        return show_new(&visit, &draft, Vec::new(), String::new());
    }
    if let Err(faults) = draft.check() {
        return show_new(&visit, &draft, renamed(faults), String::new());
    }
    let Some(step_up) = visit.step_up(&fields).await? else {
        return show_new(&visit, &draft, Vec::new(), visit.frame.t("step-up-wrong"));
    };
    let (session, owner) = (visit.session()?, visit.organisation()?);
    match visit
        .operations()
        .create_network(session, &step_up, owner, &draft)
        .await
    {
        Ok(_) => Ok(see_other(&format!(
            "/admin/networks/{}?done=network-founded",
            draft.handle
        ))),
        Err(OperationError::Invalid(faults)) => show_new(&visit, &draft, renamed(faults), String::new()),
        Err(other) => Err(other.into()),
    }
}

/// What is typed in the form of a network, where it was not saved.
struct Typed {
    draft: NetworkDraft,
    version: u32,
    faults: Vec<FieldError>,
    wrong: String,
}

impl From<NetworkForEditing> for Typed {
    fn from(saved: NetworkForEditing) -> Self {
        Self {
            draft: saved.draft,
            version: saved.version,
            faults: Vec::new(),
            wrong: String::new(),
        }
    }
}

/// `GET /admin/networks/{slug}`.
pub(crate) async fn page(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id = network_id(&visit, &slug).await?;
    let saved = visit
        .operations()
        .network_draft(visit.session()?, id)
        .await
        .map_err(hidden)?;
    show(&visit, &slug, saved.into(), None).await
}

async fn show(
    visit: &Visit,
    slug: &str,
    typed: Typed,
    attempt: Option<&Attempt<'_>>,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let (operations, session) = (visit.operations(), visit.session()?);
    let id = network_id(visit, slug).await?;
    let admins = operations.network_admins(session, id).await.map_err(hidden)?;
    let proposals = operations.network_proposals(session, id).await.map_err(hidden)?;
    let rules = operations.network_page(&visit.caller, id).await?.rules;
    let needed = rules.admins_needed();
    let me = session.person().id;
    let names = admins.iter().map(|admin| {
        let name = if admin.person == me {
            format!("{} ({})", admin.name, v.t("network-you"))
        } else {
            admin.name.clone()
        };
        (name, v.w("network-since", v.date(&admin.since)))
    });
    let choices = admins
        .iter()
        .map(|admin| (admin.person.to_string(), admin.name.clone()));
    let actions = [
        Action::new("add", v.t("network-admin-add"), v.t("network-admin-add"))
            .field(Field::new(v, "admin_login", Kind::Line))
            .step_up(v),
        Action::new("remove", v.t("network-admin-remove"), v.t("network-admin-remove"))
            .field(Field::new(v, "admin", Kind::Select(choices.collect())))
            .step_up(v)
            .danger(),
    ];
    let page = NetworkPage {
        v,
        title: v.w("network-edit-of", &typed.draft.name),
        path: format!("/admin/networks/{slug}"),
        version: typed.version,
        fields: network_form::fields(v, &typed.draft, &typed.faults, false),
        button: v.t("save"),
        admins: names.collect(),
        too_few: (admins.len() < needed).then(|| v.n("network-too-few-admins", needed)),
        actions: actions.into_iter().map(|action| action.again(v, attempt)).collect(),
        proposals: proposals.iter().map(|it| ProposalLine::new(v, it)).collect(),
        faults: typed.faults,
        wrong: typed.wrong,
    };
    visit.page_with(status(&page), &page)
}

/// `POST /admin/networks/{slug}`: saves the rules, or changes the admins.
pub(crate) async fn save(form: PostForm, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    if fields.has("do") {
        return admins(&visit, &fields, &slug).await;
    }
    let operations = visit.operations();
    let id = network_id(&visit, &slug).await?;
    let draft = network_form::read(&fields, Some(&slug))?;
    let version = fields.get("version").parse().map_err(|_| WebError::NotFound)?;
    let typed = |draft, faults, wrong| Typed {
        draft,
        version,
        faults,
        wrong,
    };
    if fields.get("go") == "more" {
        return show(&visit, &slug, typed(draft, Vec::new(), String::new()), None).await;
    }
    if let Err(faults) = draft.check() {
        return show(&visit, &slug, typed(draft, renamed(faults), String::new()), None).await;
    }
    let Some(step_up) = visit.step_up(&fields).await? else {
        let wrong = visit.frame.t("step-up-wrong");
        return show(&visit, &slug, typed(draft, Vec::new(), wrong), None).await;
    };
    match operations
        .edit_network(visit.session()?, &step_up, id, version, &draft)
        .await
    {
        Ok(settled) => {
            let done = done(settled, "network-saved");
            Ok(see_other(&format!("/admin/networks/{}?done={done}", slug.as_str())))
        }
        Err(OperationError::Invalid(faults)) => {
            show(&visit, &slug, typed(draft, renamed(faults), String::new()), None).await
        }
        Err(other) => Err(hidden(other)),
    }
}

/// The notice for a change that holds, or waits for another admin.
fn done(settled: Settled, holds: &'static str) -> &'static str {
    match settled {
        Settled::Done => holds,
        Settled::Proposed => "proposed",
    }
}

async fn admins(visit: &Visit, fields: &Fields, slug: &str) -> Result<HttpResponse, WebError> {
    let (operations, session) = (visit.operations(), visit.session()?);
    let id = network_id(visit, slug).await?;
    let attempt = Attempt::read(fields, &KNOWN)?;
    let saved = operations.network_draft(session, id).await.map_err(hidden)?;
    let proposal = || attempt.get("proposal").parse().map_err(|_| WebError::NotFound);
    if attempt.key == "drop" {
        let dropped = operations.drop_proposal(session, id, proposal()?).await;
        dropped.map_err(hidden)?;
        return Ok(see_other(&format!("/admin/networks/{slug}?done=proposal-dropped")));
    }
    let Some(step_up) = attempt.step_up(visit).await? else {
        let wrong = attempt.wrong(visit.frame.t("step-up-wrong"));
        return show(visit, slug, saved.into(), Some(&wrong)).await;
    };
    let changed = match attempt.key.as_str() {
        "confirm" => {
            let confirmed = operations.confirm_proposal(session, &step_up, id, proposal()?).await;
            confirmed.map(|()| "proposal-confirmed")
        }
        "add" => {
            let login = attempt.get("admin_login");
            let added = operations.add_network_admin(session, &step_up, id, login).await;
            added.map(|settled| done(settled, "admin-added"))
        }
        _ => {
            let person: PersonId = attempt.get("admin").parse().map_err(|_| WebError::NotFound)?;
            let removed = operations.remove_network_admin(session, &step_up, id, person).await;
            removed.map(|settled| done(settled, "admin-removed"))
        }
    };
    match changed {
        Ok(done) => Ok(see_other(&format!("/admin/networks?done={done}"))),
        Err(error) => {
            let attempt = attempt.refused(&visit.frame, error)?;
            show(visit, slug, saved.into(), Some(&attempt)).await
        }
    }
}
