//! The node, the organisation and timelines by API.

use actix_web::{HttpResponse, http::StatusCode};
use domain::organisation::Profile;
use serde::Serialize;
use serde_json::json;

use crate::{
    api::{caller::ApiCaller, json},
    error::WebError,
};

fn after(query: &[(String, String)]) -> Option<&str> {
    query
        .first()
        .map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
}

/// `GET node`.
pub(crate) async fn node(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let node = api.operations().node().await?;
    json(&api.request, StatusCode::OK, &node)
}

/// An organisation as the API shows it.
#[derive(Serialize)]
struct OrganisationDocument {
    id: String,
    handle: String,
    profile: Profile,
}

/// `GET organisation`: the one that the token acts for.
pub(crate) async fn organisation(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let organisation = api.operations().organisation_by_id(api.organisation()?).await?;
    let document = OrganisationDocument {
        id: organisation.id.to_string(),
        handle: organisation.handle.to_string(),
        profile: organisation.profile,
    };
    json(&api.request, StatusCode::OK, &document)
}

/// `GET tokens/self`: who the token stands for, and what it may do.
pub(crate) async fn token(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let session = api.session()?;
    let scopes: &[&str] = if api.may_write { &["read", "write"] } else { &["read"] };
    let answer = json!({
        "login": session.person().login.as_str(),
        "name": session.person().name,
        "organisation": session.acting_for(),
        "scopes": scopes,
    });
    json(&api.request, StatusCode::OK, &answer)
}

/// `GET timeline`.
pub(crate) async fn timeline(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let query = api.query(&["after"])?;
    let posts = api.operations().home_timeline(api.session()?, after(&query)).await?;
    json(&api.request, StatusCode::OK, &posts)
}

/// `GET incoming`: replies and reports on the organisation's posts.
pub(crate) async fn incoming(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let query = api.query(&["after"])?;
    let posts = api.operations().incoming(api.session()?, after(&query)).await?;
    json(&api.request, StatusCode::OK, &posts)
}
