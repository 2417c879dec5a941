//! Practices by API. The JSON of a practice is the exchange form: the same file that the command line reads and writes.

use actix_web::{HttpResponse, http::StatusCode, http::header, web};
use chrono::{DateTime, Utc};
use domain::{
    ids::PostId,
    practice::{Practice, PracticeExchange},
    replication::OutcomeSummary,
};
use operations::{
    OperationError,
    view::{ActorCard, PhotoView, PracticePage},
};
use serde::{Deserialize, Serialize};

use crate::{
    api::{
        caller::{ApiCaller, JsonCall, PictureCall},
        done, json,
    },
    error::WebError,
    limits::Costly,
    pages::search::{self, FILTERS},
    visit::header_text,
};

/// A practice with what the node knows about it.
#[derive(Serialize)]
struct PracticeDocument {
    id: PostId,
    object: String,
    page: String,
    revision: u32,
    published: DateTime<Utc>,
    updated: Option<DateTime<Utc>>,
    author: ActorCard,
    practice: PracticeExchange,
    photos: Vec<PhotoView>,
    outcomes: OutcomeSummary,
    replies: usize,
    likes: u64,
    boosts: u64,
}

impl From<PracticePage> for PracticeDocument {
    fn from(page: PracticePage) -> Self {
        Self {
            id: page.card.id,
            page: format!("/practices/{}", page.card.slug),
            object: page.card.object,
            revision: page.revision,
            published: page.card.published,
            updated: page.card.updated,
            author: page.card.author,
            practice: PracticeExchange::from(&page.practice),
            photos: page.photos,
            outcomes: page.outcomes,
            replies: page.replies.len(),
            likes: page.likes,
            boosts: page.boosts,
        }
    }
}

/// An identifier in an address; anything else was never there.
pub(crate) fn read_id<T: std::str::FromStr>(text: &str) -> Result<T, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

fn checked(fields: PracticeExchange) -> Result<Practice, WebError> {
    let draft = fields.into_draft();
    draft.check().map_err(|faults| OperationError::Invalid(faults).into())
}

/// `GET practices`.
pub(crate) async fn list(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let names: Vec<&str> = FILTERS.into_iter().chain(["q", "after"]).collect();
    let query = api.query(&names)?;
    let value = |name: &str| {
        query
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.as_str())
    };
    let chosen = search::Chosen::new(value);
    if !chosen.words.is_empty() {
        api.take(Costly::Search)?;
    }
    let filter = search::filter(&chosen)
        .ok_or_else(|| WebError::BadRequest("a filter has a value that is not in its list".to_owned()))?;
    let after = Some(value("after")).filter(|after| !after.is_empty());
    let found = api.operations().practices(&filter, after).await?;
    json(&api.request, StatusCode::OK, &found)
}

/// `GET practices/{id}`.
pub(crate) async fn one(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let page = api.operations().practice_by_id(&api.caller, read_id(&id)?).await?;
    json(&api.request, StatusCode::OK, &PracticeDocument::from(page))
}

/// `POST practices`.
pub(crate) async fn publish(call: JsonCall<PracticeExchange>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let practice = checked(body)?;
    let key = api.idempotency_key()?;
    let published = api
        .operations()
        .publish_practice(api.session()?, api.organisation()?, practice, key)
        .await?;
    json(&api.request, StatusCode::CREATED, &published)
}

/// `PUT practices/{id}` with `If-Match: "{revision}"`.
pub(crate) async fn revise(call: JsonCall<PracticeExchange>, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let revision = header_text(&api.request, header::IF_MATCH)
        .and_then(|tag| tag.trim_matches('"').parse().ok())
        .ok_or_else(|| {
            WebError::BadRequest("If-Match names the revision that was read, for example \"3\"".to_owned())
        })?;
    let fields = checked(body)?;
    let published = api
        .operations()
        .revise_practice(api.session()?, read_id(&id)?, revision, fields)
        .await?;
    json(&api.request, StatusCode::OK, &published)
}

/// Why a practice is withdrawn.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Withdrawal {
    reason: String,
}

/// `DELETE practices/{id}`.
pub(crate) async fn withdraw(call: JsonCall<Withdrawal>, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    api.operations()
        .withdraw_practice(api.session()?, read_id(&id)?, &body.reason)
        .await?;
    Ok(done())
}

/// `POST practices/{id}/confirm`.
pub(crate) async fn confirm(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    api.operations().confirm_practice(api.session()?, read_id(&id)?).await?;
    Ok(done())
}

/// A stored picture.
#[derive(Serialize)]
struct Picture {
    id: String,
    position_removed: bool,
}

/// `POST media`: a picture for a practice that is published later.
pub(crate) async fn upload(call: PictureCall) -> Result<HttpResponse, WebError> {
    let PictureCall { api, picture } = call;
    let stored = api
        .operations()
        .store_photo(api.session()?, api.organisation()?, None, picture)
        .await?;
    let answer = Picture {
        id: stored.0.to_string(),
        position_removed: stored.1,
    };
    json(&api.request, StatusCode::CREATED, &answer)
}
