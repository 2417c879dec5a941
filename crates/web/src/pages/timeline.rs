//! What a person reads when logged in: the posts of those whom the organisation follows, and what answers its own.

use actix_web::HttpResponse;
use askama::Template;
use operations::view::PostView;

use crate::{answer::see_other, error::WebError, frame::Frame, pages::next_page, visit::Visit};

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
///
/// Who acts for no organisation has no timeline: the page of their own work comes instead.
pub(crate) async fn home(visit: Visit) -> Result<HttpResponse, WebError> {
    if let Some(work) = work_of(&visit) {
        return Ok(see_other(work));
    }
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

/// Where the work of somebody without an organisation is.
fn work_of(visit: &Visit) -> Option<&'static str> {
    let v = &visit.frame;
    if v.acting().is_some() {
        None
    } else if v.network_admin() {
        Some("/admin/applications")
    } else if v.operator() {
        Some("/admin")
    } else if v.moderator() {
        Some("/admin/reports")
    } else {
        None
    }
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
