//! What a person reads when logged in: the posts of those whom the organisation follows, and what answers its own.

use actix_web::HttpResponse;
use askama::Template;
use operations::view::PostView;

use crate::{error::WebError, frame::Frame, pages::next_page, visit::Visit};

#[derive(Template)]
#[template(path = "pages/timeline.html")]
struct TimelinePage<'a> {
    v: &'a Frame,
    title: String,
    nothing: String,
    posts: Vec<PostView>,
    next_page: Option<String>,
    timeline: bool,
    /// Answers that wait for a first look.
    waiting: u64,
    /// Notices that nobody has seen.
    notices: u64,
}

/// `/home`.
pub(crate) async fn home(visit: Visit) -> Result<HttpResponse, WebError> {
    let posts = visit
        .operations()
        .home_timeline(visit.session()?, visit.after())
        .await?;
    let v = &visit.frame;
    visit.page(&TimelinePage {
        v,
        title: v.t("timeline-title"),
        nothing: v.t("timeline-none"),
        next_page: next_page(&v.here, posts.next.as_deref()),
        posts: posts.items,
        timeline: true,
        waiting: visit.operations().waiting_answers(visit.session()?).await?,
        notices: visit.operations().unread_notices(visit.session()?).await?,
    })
}

/// `/inbox`.
pub(crate) async fn incoming(visit: Visit) -> Result<HttpResponse, WebError> {
    let posts = visit.operations().incoming(visit.session()?, visit.after()).await?;
    let v = &visit.frame;
    visit.page(&TimelinePage {
        v,
        title: v.t("incoming-title"),
        nothing: v.t("incoming-none"),
        next_page: next_page(&v.here, posts.next.as_deref()),
        posts: posts.items,
        timeline: false,
        waiting: visit.operations().waiting_answers(visit.session()?).await?,
        notices: visit.operations().unread_notices(visit.session()?).await?,
    })
}
