//! Declarations and endorsements by API: everything that the pages do.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use domain::{
    declaration::DeclarationExchange,
    endorsement::{Channel, Check, SignatureDraft, Stance, Status, Visibility},
    ids::{DeclarationId, EndorsementId},
};
use operations::{
    EndorseForm, ImportOrder, OperationError, StepUp,
    view::declarations::{DeclarationPage, NamesFilter, Receipt},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::{
    api::{
        caller::{ApiCaller, JsonCall, TableCall},
        done, json,
        practices::read_id,
    },
    client,
    error::WebError,
    frame::Frame,
    limits::Costly,
    locale::Locale,
    pages::declarations::take_away,
    visit::header_text,
};

fn value<'a>(query: &'a [(String, String)], name: &str) -> &'a str {
    query
        .iter()
        .find(|(key, _)| key == name)
        .map_or("", |(_, value)| value.as_str())
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// `GET declarations`.
pub(crate) async fn list(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let query = api.query(&["after"])?;
    let found = api
        .operations()
        .declarations(None, some(value(&query, "after")))
        .await?;
    json(&api.request, StatusCode::OK, &found)
}

async fn page_of(api: &ApiCaller, slug: &str) -> Result<DeclarationPage, WebError> {
    Ok(api.operations().declaration_page(&api.caller, slug).await?)
}

/// `GET declarations/{slug}`.
pub(crate) async fn one(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    json(&api.request, StatusCode::OK, &page_of(&api, &slug).await?)
}

/// `GET declarations/{slug}/tally`.
pub(crate) async fn tally(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let tally = api.operations().declaration_tally(&slug).await?;
    let node = api.operations().node().await?;
    let frame = Frame::plain_of(Locale::En, node);
    json(&api.request, StatusCode::OK, &take_away::document(&frame, &tally))
}

/// `GET declarations/{slug}/endorsements`.
pub(crate) async fn names(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let query = api.query(&["country", "q", "late", "after"])?;
    let filter = NamesFilter {
        country: value(&query, "country").to_owned(),
        words: value(&query, "q").to_owned(),
        late: value(&query, "late") == "true",
        ..NamesFilter::default()
    };
    if !filter.words.is_empty() {
        api.take(Costly::Search)?;
    }
    let after = some(value(&query, "after"));
    let found = api.operations().declaration_names(&slug, &filter, after).await?;
    json(&api.request, StatusCode::OK, &found)
}

// ---- drafts ----

/// `GET declaration-drafts`.
pub(crate) async fn drafts(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let drafts = api.operations().declaration_drafts(api.session()?).await?;
    json(&api.request, StatusCode::OK, &drafts)
}

/// `POST declaration-drafts`.
pub(crate) async fn start(call: JsonCall<DeclarationExchange>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let (session, organisation) = (api.session()?, api.organisation()?);
    let draft = api
        .operations()
        .start_declaration(session, organisation, body.into_draft())
        .await?;
    json(&api.request, StatusCode::CREATED, &draft)
}

/// `GET declaration-drafts/{id}`.
pub(crate) async fn draft(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let draft = api
        .operations()
        .declaration_draft(api.session()?, read_id(&id)?)
        .await?;
    json(&api.request, StatusCode::OK, &draft)
}

/// `PUT declaration-drafts/{id}` with `If-Match: "{version}"`.
pub(crate) async fn save(call: JsonCall<DeclarationExchange>, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let version = header_text(&api.request, actix_web::http::header::IF_MATCH)
        .and_then(|tag| tag.trim_matches('"').parse().ok())
        .ok_or_else(|| {
            WebError::BadRequest("If-Match names the version that was read, for example \"3\"".to_owned())
        })?;
    let id: DeclarationId = read_id(&id)?;
    let saved = api
        .operations()
        .save_declaration(api.session()?, id, version, body.into_draft())
        .await?;
    json(&api.request, StatusCode::OK, &saved)
}

/// `DELETE declaration-drafts/{id}`.
pub(crate) async fn discard(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    api.operations()
        .discard_declaration(api.session()?, read_id(&id)?)
        .await?;
    Ok(done())
}

/// `GET declaration-drafts/{id}/preview`.
pub(crate) async fn preview(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let preview = api
        .operations()
        .preview_declaration(api.session()?, read_id(&id)?)
        .await?;
    json(&api.request, StatusCode::OK, &preview)
}

async fn step_up(api: &ApiCaller, password: String) -> Result<StepUp, WebError> {
    Ok(api
        .operations()
        .step_up(api.session()?, Some(SecretString::from(password)))
        .await?)
}

/// What opening asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Opening {
    title: String,
    digest: String,
    password: String,
}

/// `POST declaration-drafts/{id}/open`.
pub(crate) async fn open(call: JsonCall<Opening>, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = read_id(&id)?;
    let step_up = step_up(&api, body.password).await?;
    let card = api
        .operations()
        .open_declaration(api.session()?, &step_up, id, &body.title, &body.digest)
        .await?;
    json(&api.request, StatusCode::CREATED, &card)
}

// ---- life ----

/// A new closing date.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Extension {
    closes_at: DateTime<Utc>,
}

/// `POST declarations/{slug}/extend`.
pub(crate) async fn extend(call: JsonCall<Extension>, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = page_of(&api, &slug).await?.card.id;
    let card = api
        .operations()
        .extend_declaration(api.session()?, id, body.closes_at)
        .await?;
    json(&api.request, StatusCode::OK, &card)
}

/// A password, asked once more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Again {
    password: String,
}

/// The same, and whether to go on where endorsements wait to be looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Closing {
    password: String,
    #[serde(default)]
    anyway: bool,
}

/// `POST declarations/{slug}/close`.
pub(crate) async fn close(call: JsonCall<Closing>, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = page_of(&api, &slug).await?.card.id;
    let step_up = step_up(&api, body.password).await?;
    let card = api
        .operations()
        .close_declaration(api.session()?, &step_up, id, body.anyway)
        .await?;
    json(&api.request, StatusCode::OK, &card)
}

/// `POST declarations/{slug}/revise`.
pub(crate) async fn revise(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id = page_of(&api, &slug).await?.card.id;
    let draft = api.operations().revise_declaration(api.session()?, id).await?;
    json(&api.request, StatusCode::CREATED, &draft)
}

// ---- by one's own key ----

/// `GET declaration-notices`.
pub(crate) async fn notices(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let notices = api.operations().declaration_notices(api.session()?).await?;
    json(&api.request, StatusCode::OK, &notices)
}

/// How an organisation endorses.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Endorsing {
    digest: String,
    language: String,
    stance: Stance,
    #[serde(default)]
    reservation: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    role: String,
    visibility: Visibility,
    password: String,
}

/// `POST declarations/{slug}/endorse`.
pub(crate) async fn endorse(call: JsonCall<Endorsing>, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = page_of(&api, &slug).await?.card.id;
    let step_up = step_up(&api, body.password).await?;
    let form = EndorseForm {
        digest: body.digest,
        language: body.language,
        stance: body.stance,
        reservation: body.reservation,
        person: body.person,
        role: body.role,
        visibility: body.visibility,
    };
    let (session, organisation) = (api.session()?, api.organisation()?);
    let mine = api
        .operations()
        .endorse(session, &step_up, organisation, id, form)
        .await?;
    json(&api.request, StatusCode::CREATED, &mine)
}

/// `POST declarations/{slug}/decline`.
pub(crate) async fn decline(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id = page_of(&api, &slug).await?.card.id;
    api.operations()
        .decline_to_endorse(api.session()?, api.organisation()?, id)
        .await?;
    Ok(done())
}

/// `GET endorsements`: those of the organisation.
pub(crate) async fn given(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let query = api.query(&["after"])?;
    let after = some(value(&query, "after"));
    let given = api
        .operations()
        .endorsements_given(api.session()?, api.organisation()?, after)
        .await?;
    json(&api.request, StatusCode::OK, &given)
}

/// `POST endorsements/{id}/withdraw`.
pub(crate) async fn withdraw(call: JsonCall<Again>, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = read_id(&id)?;
    let step_up = step_up(&api, body.password).await?;
    api.operations()
        .withdraw_endorsement(api.session()?, &step_up, id)
        .await?;
    Ok(done())
}

/// `POST endorsements/{id}/erase`.
pub(crate) async fn erase(call: JsonCall<Again>, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = read_id(&id)?;
    let step_up = step_up(&api, body.password).await?;
    api.operations().erase_endorsement(api.session()?, &step_up, id).await?;
    Ok(done())
}

// ---- the queue of the host ----

/// `GET declarations/{slug}/queue?status=&after=`.
pub(crate) async fn queue(api: ApiCaller, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let query = api.query(&["status", "after"])?;
    let status = match value(&query, "status") {
        "" => Status::Pending,
        slug => Status::parse(slug).ok_or_else(|| WebError::BadRequest("there is no such status".to_owned()))?,
    };
    let id = page_of(&api, &slug).await?.card.id;
    let after = some(value(&query, "after"));
    let rows = api
        .operations()
        .declaration_queue(api.session()?, id, status, after)
        .await?;
    json(&api.request, StatusCode::OK, &rows)
}

/// `POST declarations/{slug}/import?channel=&check=&dry_run=` with the list as body (`text/csv`).
pub(crate) async fn import(call: TableCall, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let TableCall { api, table } = call;
    let query = api.query(&["channel", "check", "dry_run"])?;
    let channel = match value(&query, "channel") {
        "" => Channel::CsvImport,
        text => Channel::parse(text)
            .filter(|channel| matches!(channel, Channel::Paper | Channel::CsvImport))
            .ok_or_else(|| WebError::BadRequest("channel is paper or csv-import".to_owned()))?,
    };
    let check = match some(value(&query, "check")) {
        None => None,
        Some(text) => {
            let check = Check::parse(text);
            Some(check.ok_or_else(|| WebError::BadRequest("there is no such check".to_owned()))?)
        }
    };
    let dry_run = match value(&query, "dry_run") {
        "" | "false" => false,
        "true" => true,
        _ => return Err(WebError::BadRequest("dry_run is true or false".to_owned())),
    };
    let id = page_of(&api, &slug).await?.card.id;
    let order = ImportOrder {
        bytes: table,
        name: "a list sent to the API".to_owned(),
        channel,
        check,
        dry_run,
    };
    let report = api
        .operations()
        .import_endorsements(api.session()?, id, order, &|_| {})
        .await?;
    json(&api.request, StatusCode::OK, &report)
}

/// What is decided about an endorsement in the queue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "do")]
pub(crate) enum Decision {
    /// Counts it.
    Confirm {
        check: Check,
        #[serde(default)]
        note: String,
    },
    /// It is no duplicate.
    Separate {},
    /// It is the same as another one.
    Merge { into: EndorsementId },
    /// Refuses it.
    Refuse { reason: String },
    /// Hides more of it.
    Hide { visibility: Visibility },
    /// No longer accepts it.
    Revoke { reason: String, password: String },
}

/// `POST endorsements/{id}/decide`.
pub(crate) async fn decide(call: JsonCall<Decision>, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let id = read_id(&id)?;
    let (operations, session) = (api.operations(), api.session()?);
    let row = match body {
        Decision::Confirm { check, note } => operations.confirm_endorsement(session, id, check, &note).await?,
        Decision::Separate {} => operations.separate_endorsement(session, id).await?,
        Decision::Merge { into } => operations.merge_endorsement(session, id, into).await?,
        Decision::Refuse { reason } => operations.refuse_endorsement(session, id, &reason).await?,
        Decision::Hide { visibility } => operations.hide_endorsement(session, id, visibility).await?,
        Decision::Revoke { reason, password } => {
            let step_up = step_up(&api, password).await?;
            operations.revoke_endorsement(session, &step_up, id, &reason).await?
        }
    };
    json(&api.request, StatusCode::OK, &row)
}

// ---- without an account ----

/// A signature and the text that was read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signing {
    digest: String,
    signature: SignatureDraft,
}

/// What the signer keeps: the secret of the private link, shown once.
#[derive(Serialize)]
struct Signed {
    token: String,
    page: String,
    receipt: Receipt,
}

/// `POST declarations/{slug}/signatures`: as the form for people without an account.
pub(crate) async fn sign(call: JsonCall<Signing>, slug: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    api.take(Costly::Endorsement)?;
    body.signature.check().map_err(OperationError::Invalid)?;
    let network = client::network(client::address(&api.request, &api.state.trusted_proxies));
    let (secret, receipt) = api
        .operations()
        .sign_declaration(&slug, &body.digest, &body.signature, &network)
        .await?;
    let token = secret.0.expose_secret().to_owned();
    let page = format!("/e/{token}");
    json(&api.request, StatusCode::CREATED, &Signed { token, page, receipt })
}

/// `GET signatures/{token}`.
pub(crate) async fn signature(api: ApiCaller, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let receipt = api.operations().endorsement_receipt(&token).await?;
    json(&api.request, StatusCode::OK, &receipt)
}

/// What a signer wants.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "do")]
pub(crate) enum Wish {
    /// Confirms it.
    Confirm {},
    /// Takes it back.
    Withdraw {},
    /// Hides or shows the name.
    Show { visibility: Visibility },
    /// Erases it; also "this was not me".
    Erase {},
}

/// `POST signatures/{token}`.
pub(crate) async fn change(call: JsonCall<Wish>, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    api.take(Costly::Confirmation)?;
    let operations = api.operations();
    let receipt = match body {
        Wish::Confirm {} => operations.confirm_by_link(&token).await?,
        Wish::Withdraw {} => operations.withdraw_by_link(&token).await?,
        Wish::Show { visibility } => operations.show_by_link(&token, visibility).await?,
        Wish::Erase {} => {
            operations.erase_by_link(&token).await?;
            return Ok(done());
        }
    };
    json(&api.request, StatusCode::OK, &receipt)
}
