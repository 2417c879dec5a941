//! `/networks/{slug}/join`: the application of an organisation without an account, saved behind a private link (UX 5.4).

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use domain::{field_error::FieldError, membership::ApplicationDraft, text::Language};
use operations::view::networks::NetworkCard;
use secrecy::ExposeSecret;

use super::{
    application_form::{self, Part, renamed},
    network_id,
};
use crate::{
    answer::see_other, error::WebError, field::Kind, form::PostForm, frame::Frame, limits::Costly, locale::Locale,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "networks/join.html")]
pub(super) struct JoinPage<'a> {
    pub(super) v: &'a Frame,
    /// The network's page.
    pub(super) network_page: String,
    /// The page of the code of conduct.
    pub(super) conduct: String,
    pub(super) name: &'a str,
    /// `handle@host`.
    pub(super) handle: &'a str,
    /// What is said to those who have a node, and where they go when it is this one.
    pub(super) own_node: Option<(String, Option<String>)>,
    pub(super) faults: Vec<FieldError>,
    pub(super) wrong: String,
    pub(super) action: String,
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) parts: Vec<Part>,
    /// It can be saved and gone on with later.
    pub(super) saves: bool,
}

impl JoinPage<'_> {
    /// The page; 422 when something is wrong with what was typed.
    pub(super) fn show(&self, visit: &Visit) -> Result<HttpResponse, WebError> {
        let refused = !self.faults.is_empty() || !self.wrong.is_empty();
        let status = if refused {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        };
        visit.page_with(status, self)
    }
}

/// What applies to a form that is empty: listed, until somebody says otherwise.
pub(super) fn empty() -> ApplicationDraft {
    ApplicationDraft {
        listed: true,
        ..ApplicationDraft::default()
    }
}

/// The language in which an applicant reads the pages, and is answered: that of the form, else of this page.
fn reading(v: &Frame, form: &str) -> Result<Language, WebError> {
    let ours = Locale::parse(form).map_or(v.lang(), Locale::tag);
    Language::parse(ours).ok_or_else(|| WebError::Rendering("the language of the page has no tag".to_owned()))
}

/// `GET /networks/{slug}/join`.
pub(crate) async fn form(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id = network_id(&visit, &slug).await?;
    let page = visit.operations().network_page(&visit.caller, id).await?;
    let key = visit.state.idempotency_key();
    show(&visit, &page.network, &empty(), Vec::new(), key)
}

fn show(
    visit: &Visit,
    network: &NetworkCard,
    draft: &ApplicationDraft,
    faults: Vec<FieldError>,
    key: String,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let own_node = match v.acting() {
        Some(acting) => (
            v.w("join-own-node-here", &acting.name),
            Some(format!("/settings/networks/join?network=@{}", network.address)),
        ),
        None => (v.t("join-own-node-lead"), None),
    };
    JoinPage {
        v,
        network_page: network.page.clone(),
        conduct: format!("{}/conduct", network.page),
        name: &network.name,
        handle: &network.address,
        own_node: Some(own_node),
        parts: application_form::parts(v, draft, &faults, false),
        faults,
        wrong: String::new(),
        action: format!("{}/join", network.page),
        hidden: vec![("key", key), ("language", v.lang().to_owned())],
        saves: true,
    }
    .show(visit)
}

/// `POST /networks/{slug}/join`: keeps it for later, or sends it. Sent twice, it is one application and one link.
pub(crate) async fn send(form: PostForm, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let operations = visit.operations();
    let id = network_id(&visit, &slug).await?;
    let draft = application_form::read(&fields, &["key"])?;
    let sends = fields.get("go") != "save";
    let key = fields.get("key").to_owned();
    let turn = visit.state.sent.turn(&key);
    let mut sent = turn.lock().await;
    if let Some(page) = sent.as_deref() {
        return Ok(see_other(page));
    }
    if let (true, Err(faults)) = (sends, draft.check()) {
        let page = operations.network_page(&visit.caller, id).await?;
        return show(&visit, &page.network, &draft, renamed(faults), key);
    }
    visit.take(Costly::Endorsement)?;
    let secret = operations
        .begin_application(id, &draft, &reading(&visit.frame, fields.get("language"))?)
        .await?;
    let link = format!("/applications/{}", secret.0.expose_secret());
    let done = if sends {
        operations.send_application(secret.0.expose_secret()).await?;
        "application-sent"
    } else {
        "application-saved"
    };
    let page = format!("{link}?done={done}");
    *sent = Some(page.clone());
    Ok(see_other(&page))
}
