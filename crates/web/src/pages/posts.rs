//! The page of a post with its thread, and what people do with posts.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::ids::PostId;
use operations::{
    FirstLook,
    view::{PostKind, ThreadView},
};

use crate::{
    answer::see_other,
    error::WebError,
    form::PostForm,
    frame::Frame,
    pages::{own_path, with_notice},
    visit::Visit,
};

#[derive(Template)]
#[template(path = "pages/thread.html")]
struct ThreadPage<'a> {
    v: &'a Frame,
    thread: &'a ThreadView,
    canonical: String,
    description: String,
    own: bool,
    idempotency_key: String,
}

/// `/posts/{id}`.
pub(crate) async fn thread(visit: Visit, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let id: PostId = id.parse().map_err(|_| WebError::NotFound)?;
    let thread = visit.operations().thread(&visit.caller, id).await?;
    let post = &thread.post;
    if post.kind == PostKind::Practice {
        return Ok(see_other(&post.page));
    }
    let own = visit
        .frame
        .acting()
        .is_some_and(|acting| post.author.page == format!("/@{}", acting.handle));
    visit.page(&ThreadPage {
        v: &visit.frame,
        canonical: post.source.clone().unwrap_or_else(|| visit.frame.full(&post.page)),
        description: post.summary.clone().unwrap_or_else(|| beginning(&post.content_html)),
        own,
        idempotency_key: visit.state.idempotency_key(),
        thread: &thread,
    })
}

/// The first words of a text without its markup, for previews.
fn beginning(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    domain::text::shorten(&words.join(" "), 200)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// `POST /posts/{id}/{action}`: like, boost, reply, first look, delete.
pub(crate) async fn act(form: PostForm, path: web::Path<(String, String)>) -> Result<HttpResponse, WebError> {
    let (id, action) = path.into_inner();
    let id: PostId = id.parse().map_err(|_| WebError::NotFound)?;
    let PostForm { visit, fields } = form;
    let (operations, session) = (visit.operations(), visit.session()?);
    let back = own_path(fields.get("back")).unwrap_or("/home").to_owned();
    if action == "reply" {
        fields.only(&["back", "key", "language", "text"], &[])?;
        let key = Some(fields.get("key")).filter(|key| !key.is_empty());
        let reply = operations
            .reply(session, id, fields.get("text"), fields.get("language"), key)
            .await?;
        return Ok(see_other(&with_notice(&reply.page, "replied")));
    }
    fields.only(&["back"], &[])?;
    let notice = match action.as_str() {
        "like" => operations.like(session, id, true).await.map(|()| "liked"),
        "unlike" => operations.like(session, id, false).await.map(|()| "unliked"),
        "boost" => operations.boost(session, id, true).await.map(|()| "boosted"),
        "unboost" => operations.boost(session, id, false).await.map(|()| "unboosted"),
        "show" => operations.look(session, id, FirstLook::Trust).await.map(|()| "shown"),
        "show-once" => operations
            .look(session, id, FirstLook::ShowOnce)
            .await
            .map(|()| "shown-once"),
        "hide" => operations.look(session, id, FirstLook::Hide).await.map(|()| "hidden"),
        "refuse" => operations
            .look(session, id, FirstLook::Refuse)
            .await
            .map(|()| "contact-refused"),
        "delete-note" => operations.delete_note(session, id).await.map(|()| "deleted"),
        "delete-report" => operations.withdraw_report(session, id).await.map(|()| "deleted"),
        _ => return Err(WebError::NotFound),
    }?;
    Ok(see_other(&with_notice(&back, notice)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_has_no_markup() {
        assert_eq!(beginning("<p>Rain &amp; wells</p><p>dry</p>"), "Rain & wells dry");
    }
}
