//! Follows and followers by API.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;

use crate::{
    api::{
        caller::{ApiCaller, JsonCall},
        done, json,
        practices::read_id,
    },
    error::WebError,
};

/// `GET follows`.
pub(crate) async fn follows(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let follows = api.operations().following(api.session()?, api.organisation()?).await?;
    json(&api.request, StatusCode::OK, &follows)
}

/// Whom to follow.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    /// `@name@host`, or the id of an actor.
    actor: String,
}

/// `POST follows`.
pub(crate) async fn follow(call: JsonCall<Wish>) -> Result<HttpResponse, WebError> {
    let JsonCall { api, body } = call;
    let actor = api.state.directory.look_up(&body.actor).await?;
    let follow = api
        .operations()
        .follow(api.session()?, api.organisation()?, &actor)
        .await?;
    json(&api.request, StatusCode::CREATED, &follow)
}

/// `DELETE follows/{id}`.
pub(crate) async fn unfollow(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    api.operations().unfollow(api.session()?, read_id(&id)?).await?;
    Ok(done())
}

/// `GET followers`.
pub(crate) async fn followers(api: ApiCaller) -> Result<HttpResponse, WebError> {
    let followers = api.operations().followers(api.session()?, api.organisation()?).await?;
    json(&api.request, StatusCode::OK, &followers)
}

/// `POST followers/{id}/accept`.
pub(crate) async fn accept(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    api.operations().accept_follower(api.session()?, read_id(&id)?).await?;
    Ok(done())
}

/// `DELETE followers/{id}`.
pub(crate) async fn refuse(api: ApiCaller, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    api.operations().refuse_follower(api.session()?, read_id(&id)?).await?;
    Ok(done())
}
