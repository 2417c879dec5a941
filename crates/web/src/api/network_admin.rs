//! Networks by API for their admins: the queue, one case, members, rules, admins. For others there is nothing here
//! (SECURITY RO2).

use actix_web::{HttpResponse, http::StatusCode, web};
use domain::{
    ids::{MembershipId, NetworkId},
    membership::Matter,
    network::NetworkDraft,
};
use operations::{Ballot, LinkShown, Settled, Voice};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use super::networks::{filter, network, step_up, value};
use crate::{
    api::{
        caller::{ApiCaller, JsonCall},
        done, json,
        practices::read_id,
    },
    error::WebError,
    pages::networks::hidden,
    visit::header_text,
};

/// `GET networks/{slug}/applications`: the queue, the oldest first.
pub(crate) async fn queue(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id = network(&api, &slug).await?;
    let queue = api
        .operations()
        .applications(api.session()?, id)
        .await
        .map_err(hidden)?;
    json(&api.request, StatusCode::OK, &queue)
}

/// `GET networks/{slug}/member-list`: all members, hidden ones too.
pub(crate) async fn members(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let query = api.query(&["country", "tier", "after"])?;
    let id = network(&api, &slug).await?;
    let (filter, after) = (filter(&query)?, value(&query, "after"));
    let found = api.operations().member_list(api.session()?, id, filter, after).await;
    json(&api.request, StatusCode::OK, &found.map_err(hidden)?)
}

/// `GET networks/{slug}/cases/{id}`.
pub(crate) async fn case(api: ApiCaller, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let id = network(&api, &path.0).await?;
    let case = api.operations().case(api.session()?, id, read_id(&path.1)?).await;
    json(&api.request, StatusCode::OK, &case.map_err(hidden)?)
}

/// What an admin does in a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "do")]
pub(crate) enum CaseWish {
    /// Votes; the vote that completes the number decides.
    Vote {
        matter: Matter,
        yes: bool,
        reason: Option<String>,
        password: String,
    },
    /// Asks the applicant.
    Ask { text: String },
    /// Comments.
    Comment { text: String },
    /// Begins an expulsion.
    OpenHearing { text: String, password: String },
    /// Drops it.
    CloseHearing { password: String },
    /// Renews for a member.
    Renew {},
    /// Reminds it to renew.
    Remind {},
    /// Makes a link for a referee.
    RefereeLink { referee: String },
    /// Makes a link for somebody who speaks for the member.
    VoiceLink { name: String, mail: String },
    /// Ends these links.
    EndVoices {},
    /// Makes a new private link.
    PrivateLink { password: String },
}

/// A link that is shown once.
#[derive(Serialize)]
struct NewLink {
    page: String,
    mailed: bool,
}

fn link(api: &ApiCaller, start: &str, made: &LinkShown) -> Result<HttpResponse, WebError> {
    let page = format!("/{start}/{}", made.secret.0.expose_secret());
    let mailed = made.mailed;
    json(&api.request, StatusCode::CREATED, &NewLink { page, mailed })
}

/// `POST networks/{slug}/cases/{id}`.
pub(crate) async fn act(call: JsonCall<CaseWish>, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let network = network(&api, &path.0).await?;
    let id: MembershipId = read_id(&path.1)?;
    // Whoever may not see the case is told nothing about it, whatever they want to do.
    api.operations()
        .case(api.session()?, network, id)
        .await
        .map_err(hidden)?;
    perform(&api, network, id, body).await
}

async fn perform(
    api: &ApiCaller,
    network: NetworkId,
    id: MembershipId,
    wish: CaseWish,
) -> Result<HttpResponse, WebError> {
    let (operations, session) = (api.operations(), api.session()?);
    match wish {
        CaseWish::Vote {
            matter,
            yes,
            reason,
            password,
        } => {
            let step_up = step_up(api, &password).await?;
            let ballot = Ballot { matter, yes, reason };
            let stage = operations
                .decide_membership(session, &step_up, network, id, &ballot)
                .await?;
            return json(&api.request, StatusCode::OK, &stage);
        }
        CaseWish::Ask { text } => operations.ask_applicant(session, network, id, &text).await?,
        CaseWish::Comment { text } => operations.comment(Voice::Person(session), network, id, &text).await?,
        CaseWish::OpenHearing { text, password } => {
            let step_up = step_up(api, &password).await?;
            operations.open_hearing(session, &step_up, network, id, &text).await?;
        }
        CaseWish::CloseHearing { password } => {
            let step_up = step_up(api, &password).await?;
            operations.close_hearing(session, &step_up, network, id).await?;
        }
        CaseWish::Renew {} => operations.renew_for(session, network, id).await?,
        CaseWish::Remind {} => operations.remind(session, network, id).await?,
        CaseWish::EndVoices {} => operations.end_voices(session, network, id).await?,
        CaseWish::RefereeLink { referee } => {
            let made = operations.referee_link(session, network, id, &referee).await?;
            return link(api, "referee", &made);
        }
        CaseWish::VoiceLink { name, mail } => {
            let made = operations.voice_link(session, network, id, &name, &mail).await?;
            return link(api, "voice", &made);
        }
        CaseWish::PrivateLink { password } => {
            let step_up = step_up(api, &password).await?;
            let made = operations.private_link(session, &step_up, network, id).await?;
            return link(api, "applications", &made);
        }
    }
    Ok(done())
}

/// A network to found, or its changed rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Founding {
    network: NetworkDraft,
    password: String,
}

/// `POST networks`.
pub(crate) async fn found(call: JsonCall<Founding>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let step_up = step_up(&api, &body.password).await?;
    let owner = api.organisation()?;
    let (operations, session) = (api.operations(), api.session()?);
    let id = operations
        .create_network(session, &step_up, owner, &body.network)
        .await?;
    let page = operations.network_page(&api.caller, id).await?;
    json(&api.request, StatusCode::CREATED, &page)
}

/// `GET networks/{slug}/settings`.
pub(crate) async fn settings(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id = network(&api, &slug).await?;
    let draft = api
        .operations()
        .network_draft(api.session()?, id)
        .await
        .map_err(hidden)?;
    json(&api.request, StatusCode::OK, &draft)
}

/// `PUT networks/{slug}/settings` with `If-Match: "{version}"`.
pub(crate) async fn save(call: JsonCall<Founding>, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = network(&api, &slug).await?;
    let operations = api.operations();
    operations.network_draft(api.session()?, id).await.map_err(hidden)?;
    let version = header_text(&api.request, actix_web::http::header::IF_MATCH)
        .and_then(|tag| tag.trim_matches('"').parse().ok())
        .ok_or_else(|| WebError::BadRequest("If-Match names the version that was read, such as \"3\"".to_owned()))?;
    let step_up = step_up(&api, &body.password).await?;
    let settled = operations
        .edit_network(api.session()?, &step_up, id, version, &body.network)
        .await?;
    let draft = operations.network_draft(api.session()?, id).await?;
    json(&api.request, status(settled), &draft)
}

/// 202: another admin must confirm it, on the page of the network.
fn status(settled: Settled) -> StatusCode {
    match settled {
        Settled::Done => StatusCode::OK,
        Settled::Proposed => StatusCode::ACCEPTED,
    }
}

fn settled_answer(settled: Settled) -> HttpResponse {
    match settled {
        Settled::Done => done(),
        Settled::Proposed => HttpResponse::Accepted().finish(),
    }
}

/// `GET networks/{slug}/admins`.
pub(crate) async fn admins(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id = network(&api, &slug).await?;
    let admins = api
        .operations()
        .network_admins(api.session()?, id)
        .await
        .map_err(hidden)?;
    json(&api.request, StatusCode::OK, &admins)
}

/// A new admin.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAdmin {
    login: String,
    password: String,
}

/// `POST networks/{slug}/admins`.
pub(crate) async fn add_admin(call: JsonCall<NewAdmin>, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = network(&api, &slug).await?;
    api.operations()
        .network_admins(api.session()?, id)
        .await
        .map_err(hidden)?;
    let step_up = step_up(&api, &body.password).await?;
    let (operations, session) = (api.operations(), api.session()?);
    let settled = operations.add_network_admin(session, &step_up, id, &body.login).await?;
    Ok(settled_answer(settled))
}

/// The password once more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Again {
    password: String,
}

/// `POST networks/{slug}/admins/{id}/remove`.
pub(crate) async fn remove_admin(
    call: JsonCall<Again>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = network(&api, &path.0).await?;
    api.operations()
        .network_admins(api.session()?, id)
        .await
        .map_err(hidden)?;
    let step_up = step_up(&api, &body.password).await?;
    let (operations, session) = (api.operations(), api.session()?);
    let settled = operations
        .remove_network_admin(session, &step_up, id, read_id(&path.1)?)
        .await?;
    Ok(settled_answer(settled))
}
