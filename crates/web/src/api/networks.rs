//! Networks by API for everybody and for organisations: reading, applying, answering, commenting.

use actix_web::{HttpResponse, http::StatusCode, web};
use domain::{
    ids::{MembershipId, NetworkId},
    membership::{Answer, ApplicationDraft, Matter, Tier},
    text::Language,
    vocabulary::Country,
};
use operations::{Ballot, MemberFilter, OperationError, StepUp, Subject, Voice};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::{
    api::{
        caller::{ApiCaller, JsonCall},
        done, json,
        practices::read_id,
    },
    error::WebError,
    limits::Costly,
    pages::networks::hidden,
};

pub(super) fn value<'a>(query: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = query.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
}

/// A network of this node by its handle.
pub(super) async fn network(api: &ApiCaller, slug: &str) -> Result<NetworkId, WebError> {
    Ok(api.operations().network_id(slug).await?)
}

/// Who the person is, once more (SECURITY AC5).
pub(super) async fn step_up(api: &ApiCaller, password: &str) -> Result<StepUp, WebError> {
    let password = SecretString::from(password.to_owned());
    Ok(api.operations().step_up(api.session()?, Some(password)).await?)
}

/// `GET networks`.
pub(crate) async fn list(api: ApiCaller) -> Result<HttpResponse, WebError> {
    json(&api.request, StatusCode::OK, &api.operations().networks().await?)
}

/// `GET networks/{slug}`.
pub(crate) async fn one(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id = network(&api, &slug).await?;
    let page = api.operations().network_page(&api.caller, id).await?;
    json(&api.request, StatusCode::OK, &page)
}

/// Which members are asked for.
pub(super) fn filter(query: &[(String, String)]) -> Result<MemberFilter, WebError> {
    let wrong = |what: &str| WebError::BadRequest(format!("{what} is not in the list"));
    let country = value(query, "country").map(|code| Country::parse(code).ok_or_else(|| wrong("the country")));
    let tier = value(query, "tier").map(|slug| Tier::parse(slug).ok_or_else(|| wrong("the tier")));
    Ok(MemberFilter {
        country: country.transpose()?,
        tier: tier.transpose()?,
    })
}

/// `GET networks/{slug}/members`.
pub(crate) async fn members(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let query = api.query(&["country", "tier", "after"])?;
    let id = network(&api, &slug).await?;
    let after = value(&query, "after");
    let found = api.operations().members(id, filter(&query)?, after).await?;
    json(&api.request, StatusCode::OK, &found)
}

/// `GET networks/{slug}/members/{id}`.
pub(crate) async fn member(api: ApiCaller, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let id = network(&api, &path.0).await?;
    let page = api.operations().member_page(&api.caller, id, read_id(&path.1)?).await?;
    json(&api.request, StatusCode::OK, &page)
}

/// `GET networks/{slug}/roster`.
pub(crate) async fn roster(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let query = api.query(&["since"])?;
    let since = value(&query, "since").map(str::parse::<u64>).transpose();
    let since = since.map_err(|_| WebError::BadRequest("since is a number of the roster".to_owned()))?;
    let id = network(&api, &slug).await?;
    let view = api.operations().roster_view(id, since).await?;
    json(&api.request, StatusCode::OK, &view)
}

/// `GET networks/{slug}/posts`.
pub(crate) async fn posts(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let query = api.query(&["after"])?;
    let id = network(&api, &slug).await?;
    let found = api.operations().network_posts(id, value(&query, "after")).await?;
    json(&api.request, StatusCode::OK, &found)
}

// ---- applying without an account ----

/// An application of somebody without an account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Applying {
    application: ApplicationDraft,
    /// BCP 47: in which the applicant is spoken to.
    language: String,
    /// At once; else it is kept behind its link.
    send: bool,
}

/// The link of an application, shown once.
#[derive(Serialize)]
struct Applied {
    token: String,
    page: String,
    sent: bool,
}

/// `POST networks/{slug}/applications`.
pub(crate) async fn apply(call: JsonCall<Applying>, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = network(&api, &slug).await?;
    let language = Language::parse(&body.language)
        .ok_or_else(|| WebError::BadRequest("language is a tag such as fr (BCP 47)".to_owned()))?;
    if body.send {
        body.application.check().map_err(OperationError::Invalid)?;
    }
    api.take(Costly::Endorsement)?;
    let secret = api
        .operations()
        .begin_application(id, &body.application, &language)
        .await?;
    let token = secret.0.expose_secret().to_owned();
    if body.send {
        api.operations().send_application(&token).await?;
    }
    let page = format!("/applications/{token}");
    let applied = Applied {
        token,
        page,
        sent: body.send,
    };
    json(&api.request, StatusCode::CREATED, &applied)
}

/// `GET applications/{token}`: where it stands, or the draft.
pub(crate) async fn application(api: ApiCaller, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    match api.operations().own_membership(Subject::Link(&token)).await {
        Ok(own) => json(&api.request, StatusCode::OK, &own),
        Err(OperationError::NotFound { .. }) => {
            let draft = api.operations().application_draft(&token).await?;
            json(&api.request, StatusCode::OK, &draft)
        }
        Err(other) => Err(other.into()),
    }
}

/// `PUT applications/{token}`: saves a draft.
pub(crate) async fn save(call: JsonCall<ApplicationDraft>, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    api.operations().save_application(&token, &body).await?;
    Ok(done())
}

/// What an organisation does in its own membership.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "do")]
pub(crate) enum OwnWish {
    /// Sends the draft.
    Send {},
    /// Answers a question.
    Reply { text: String },
    /// Answers the grounds of an expulsion.
    AnswerHearing { text: String },
    /// Stays for another term.
    Renew {},
    /// Appeals.
    Appeal { text: String },
    /// Other mailboxes.
    Contacts { contact: String, second: String },
    /// Takes the application back, or leaves.
    Withdraw {},
}

async fn perform(api: &ApiCaller, subject: Subject<'_>, wish: OwnWish) -> Result<(), OperationError> {
    let operations = api.operations();
    match wish {
        OwnWish::Send {} => match subject {
            Subject::Link(token) => operations.send_application(token).await.map(|_| ()),
            Subject::Owner(..) => Err(operations::refused!("application-sent", "this application was sent")),
        },
        OwnWish::Reply { text } => operations.answer_question(subject, &text).await,
        OwnWish::AnswerHearing { text } => operations.answer_hearing(subject, &text).await,
        OwnWish::Renew {} => operations.renew_membership(subject).await,
        OwnWish::Appeal { text } => operations.appeal(subject, &text).await,
        OwnWish::Contacts { contact, second } => operations.set_contacts(subject, &contact, &second).await,
        OwnWish::Withdraw {} => operations.withdraw_membership(subject).await,
    }
}

/// `POST applications/{token}`.
pub(crate) async fn act(call: JsonCall<OwnWish>, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    perform(&api, Subject::Link(&token), body).await?;
    Ok(done())
}

/// `GET referee/{token}`.
pub(crate) async fn referee(api: ApiCaller, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    json(
        &api.request,
        StatusCode::OK,
        &api.operations().referee_page(&token).await?,
    )
}

/// What a referee says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reference {
    answer: Answer,
    #[serde(default)]
    note: String,
}

/// `POST referee/{token}`.
pub(crate) async fn answer(call: JsonCall<Reference>, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    api.operations()
        .answer_as_referee(&token, body.answer, &body.note)
        .await?;
    Ok(done())
}

// ---- an organisation of this node ----

/// `GET memberships`.
pub(crate) async fn memberships(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let own = api
        .operations()
        .own_memberships(api.session()?, api.organisation()?)
        .await?;
    json(&api.request, StatusCode::OK, &own)
}

/// An application of the organisation of the token to a network of this node.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Joining {
    /// Its handle.
    network: String,
    application: ApplicationDraft,
    password: String,
}

/// `POST memberships`.
pub(crate) async fn join(call: JsonCall<Joining>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, mut body } = call;
    let organisation = api.organisation()?;
    let urls = api.operations().urls().ok_or(OperationError::NotSetUp)?;
    body.application.actor = urls.organisation(organisation);
    let id = network(&api, &body.network).await?;
    let step_up = step_up(&api, &body.password).await?;
    let membership = api
        .operations()
        .apply_for(api.session()?, &step_up, id, organisation, &body.application)
        .await?;
    let own = api
        .operations()
        .own_membership(Subject::Owner(api.session()?, membership))
        .await?;
    json(&api.request, StatusCode::CREATED, &own)
}

/// `GET memberships/{id}`.
pub(crate) async fn membership(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let subject = Subject::Owner(api.session()?, read_id(&id)?);
    let own = api.operations().own_membership(subject).await.map_err(hidden)?;
    json(&api.request, StatusCode::OK, &own)
}

/// `POST memberships/{id}`.
pub(crate) async fn change(call: JsonCall<OwnWish>, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let subject = Subject::Owner(api.session()?, read_id(&id)?);
    perform(&api, subject, body).await?;
    Ok(done())
}

// ---- what members say ----

/// What a member says about an application.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "do")]
pub(crate) enum VoiceWish {
    /// A comment.
    Comment { membership: MembershipId, text: String },
    /// An objection.
    Object { membership: MembershipId, text: String },
    /// Takes it back.
    DropObjection { membership: MembershipId },
    /// A vote on admitting it.
    Vote {
        membership: MembershipId,
        tier: Tier,
        yes: bool,
        reason: Option<String>,
        /// For somebody with a token.
        password: Option<String>,
    },
}

async fn speak(api: &ApiCaller, voice: Voice<'_>, id: NetworkId, wish: VoiceWish) -> Result<(), WebError> {
    let operations = api.operations();
    let said = match wish {
        VoiceWish::Comment { membership, text } => operations.comment(voice, id, membership, &text).await,
        VoiceWish::Object { membership, text } => operations.object(voice, id, membership, &text).await,
        VoiceWish::DropObjection { membership } => operations.drop_objection(voice, id, membership).await,
        VoiceWish::Vote {
            membership,
            tier,
            yes,
            reason,
            password,
        } => {
            let matter = Matter::Admit(tier);
            let ballot = Ballot { matter, yes, reason };
            match voice {
                Voice::Link(secret) => operations.vote_by_link(secret, membership, &ballot).await.map(|_| ()),
                Voice::Person(session) => {
                    let step_up = step_up(api, password.as_deref().unwrap_or_default()).await?;
                    let stage = operations.decide_membership(session, &step_up, id, membership, &ballot);
                    stage.await.map(|_| ())
                }
            }
        }
    };
    said.map_err(hidden)
}

/// `GET voice/{token}`.
pub(crate) async fn voice(api: ApiCaller, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    json(
        &api.request,
        StatusCode::OK,
        &api.operations().voice_page(&token).await?,
    )
}

/// `POST voice/{token}`.
pub(crate) async fn speak_by_link(
    call: JsonCall<VoiceWish>,
    token: web::Path<String>,
) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = api.operations().voice_page(&token).await?.network.id;
    speak(&api, Voice::Link(&token), id, body).await?;
    Ok(done())
}

/// `GET networks/{slug}/comments`: what the organisation of the token may comment on.
pub(crate) async fn comments(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id = network(&api, &slug).await?;
    let cases = api
        .operations()
        .open_for_comment(Voice::Person(api.session()?), id)
        .await;
    json(&api.request, StatusCode::OK, &cases.map_err(hidden)?)
}

/// `POST networks/{slug}/comments`.
pub(crate) async fn comment(call: JsonCall<VoiceWish>, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = network(&api, &slug).await?;
    speak(&api, Voice::Person(api.session()?), id, body).await?;
    Ok(done())
}
