//! Following others, and those who follow us.

use actix_web::{HttpResponse, http::StatusCode, web};
use askama::Template;
use domain::{follow::FollowState, ids::FollowId};
use operations::{OperationError, RemoteError, view::FollowView};

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::PostForm,
    form_page::FormPage,
    frame::Frame,
    limits::Costly,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "pages/following.html")]
struct FollowingPage<'a> {
    v: &'a Frame,
    follows: Vec<FollowView>,
    typed: &'a str,
    wrong: Option<&'static str>,
}

/// `GET /following`.
pub(crate) async fn following(visit: Visit) -> Result<HttpResponse, WebError> {
    show_following(&visit, visit.parameter("actor").unwrap_or_default(), None).await
}

async fn show_following(visit: &Visit, typed: &str, wrong: Option<&'static str>) -> Result<HttpResponse, WebError> {
    let follows = visit
        .operations()
        .following(visit.session()?, visit.organisation()?)
        .await?;
    let status = if wrong.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = FollowingPage {
        v: &visit.frame,
        follows,
        typed,
        wrong,
    };
    visit.page_with(status, &page)
}

/// `POST /following`: looks the address up first, then asks to follow.
pub(crate) async fn follow(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["actor"], &[])?;
    let typed = fields.get("actor").trim();
    let actor = match visit.state.directory.look_up(typed).await {
        Ok(actor) => actor,
        Err(error) => return show_following(&visit, typed, Some(remote_code(&error))).await,
    };
    match visit
        .operations()
        .follow(visit.session()?, visit.organisation()?, &actor)
        .await
    {
        Ok(follow) if follow.state == FollowState::Active => Ok(see_other("/following?done=following")),
        Ok(_) => Ok(see_other("/following?done=asked-to-follow")),
        Err(OperationError::Remote { .. }) => show_following(&visit, typed, Some("remote-unreachable")).await,
        Err(other) => Err(other.into()),
    }
}

pub(crate) fn remote_code(error: &RemoteError) -> &'static str {
    match error {
        RemoteError::NotAllowed(_) => "remote-not-allowed",
        RemoteError::Unreachable(_) => "remote-unreachable",
        RemoteError::NotFound => "remote-not-found",
        RemoteError::Unusable(_) => "remote-unusable",
    }
}

fn read_id(text: &str) -> Result<FollowId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

/// `POST /following/{id}/end`.
pub(crate) async fn unfollow(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let visit = form.visit;
    visit.operations().unfollow(visit.session()?, read_id(&id)?).await?;
    Ok(see_other("/following?done=unfollowed"))
}

#[derive(Template)]
#[template(path = "pages/followers.html")]
struct FollowersPage<'a> {
    v: &'a Frame,
    waiting: Vec<FollowView>,
    active: Vec<FollowView>,
}

/// `GET /followers`.
pub(crate) async fn followers(visit: Visit) -> Result<HttpResponse, WebError> {
    let all = visit
        .operations()
        .followers(visit.session()?, visit.organisation()?)
        .await?;
    let (waiting, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|f| f.state == FollowState::Pending);
    visit.page(&FollowersPage {
        v: &visit.frame,
        waiting,
        active: rest.into_iter().filter(|f| f.state == FollowState::Active).collect(),
    })
}

/// `POST /followers/{id}/{action}`: accept or refuse.
pub(crate) async fn decide(form: PostForm, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    form.fields.only(&[], &[])?;
    let (id, action) = path.into_inner();
    let (visit, id) = (form.visit, read_id(&id)?);
    let session = visit.session()?;
    match action.as_str() {
        "accept" => visit.operations().accept_follower(session, id).await?,
        "refuse" => visit.operations().refuse_follower(session, id).await?,
        _ => return Err(WebError::NotFound),
    }
    Ok(see_other(if action == "accept" {
        "/followers?done=accepted"
    } else {
        "/followers?done=refused"
    }))
}

/// `GET /follow?uri=`: "follow from your server" for people who have an account elsewhere.
pub(crate) async fn remote_form(visit: Visit) -> Result<HttpResponse, WebError> {
    let uri = visit.parameter("uri").unwrap_or_default().to_owned();
    remote_page(&visit, &uri, "", None).show(&visit)
}

fn remote_page(visit: &Visit, uri: &str, handle: &str, wrong: Option<&'static str>) -> FormPage {
    let v = &visit.frame;
    FormPage {
        title: v.t("remote-follow-title"),
        lead: v.t("remote-follow-lead"),
        wrong: wrong.map_or_else(String::new, |code| v.label("error", code)),
        action: "/follow".to_owned(),
        hidden: vec![("uri", uri.to_owned())],
        fields: vec![
            Field::new(v, "your_handle", Kind::Line)
                .value(handle)
                .autocomplete("username"),
        ],
        button: v.t("remote-follow-do"),
        below: v.w("remote-follow-by-hand", uri),
        ..FormPage::default()
    }
}

/// The last step is a link: the policy of our pages lets forms lead to ourselves only.
#[derive(Template)]
#[template(path = "pages/go.html")]
struct GoPage<'a> {
    v: &'a Frame,
    address: &'a str,
}

/// `POST /follow`: sends the visitor to their own server.
pub(crate) async fn remote(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["uri", "your_handle"], &[])?;
    visit.take(Costly::Form)?;
    let (uri, handle) = (fields.get("uri"), fields.get("your_handle").trim());
    let base = visit.frame.node.base.as_deref().unwrap_or_default();
    let of_ours = !base.is_empty() && uri.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
    if !of_ours {
        return Err(WebError::BadRequest("the address is not one of this node".to_owned()));
    }
    match visit
        .state
        .directory
        .remote_follow(handle.trim_start_matches('@'), uri)
        .await
    {
        Ok(address) if address.starts_with("https://") || visit.state.development => visit.page(&GoPage {
            v: &visit.frame,
            address: &address,
        }),
        Ok(_) => remote_page(&visit, uri, handle, Some("remote-unusable")).show(&visit),
        Err(error) => remote_page(&visit, uri, handle, Some(remote_code(&error))).show(&visit),
    }
}
