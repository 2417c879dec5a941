//! What a person reads when logged in: the posts of those whom the organisation follows, and what answers its own.

use actix_web::HttpResponse;
use askama::Template;
use domain::permissions::Action;
use operations::view::{PostView, declarations::DeclarationNotice};

use crate::{answer::see_other, error::WebError, frame::Frame, pages::next_page, visit::Visit};

/// Lines about declarations above the timeline.
const TO_DO: usize = 5;

#[derive(Template)]
#[template(path = "pages/timeline.html")]
struct TimelinePage<'a> {
    v: &'a Frame,
    title: String,
    nothing: String,
    posts: Vec<PostView>,
    next_page: Option<String>,
    timeline: bool,
    /// What waits about declarations, and where it is done.
    work: Vec<(String, String)>,
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
        work: declarations_to_do(&visit).await?,
        waiting: visit.operations().waiting_answers(visit.session()?).await?,
        notices: visit.operations().unread_notices(visit.session()?).await?,
    })
}

/// Declarations to answer, newer texts of what was endorsed, and what waits in the own queues: the first ones.
async fn declarations_to_do(visit: &Visit) -> Result<Vec<(String, String)>, WebError> {
    let (v, session) = (&visit.frame, visit.session()?);
    let endorses = session.acting_for().is_some_and(|id| session.may(Action::Endorse(id)));
    let notices = visit.operations().declaration_notices(session).await?;
    let line = |notice: &DeclarationNotice| match notice {
        DeclarationNotice::ToEndorse { declaration } => {
            let form = format!("/endorse?declaration={}", declaration.slug);
            let link = if endorses { form } else { declaration.page.clone() };
            (v.w("notice-to-endorse", &declaration.title), link)
        }
        DeclarationNotice::Revised { endorsed } => {
            let newer = endorsed.revised_by.as_ref().and_then(|newer| newer.page.clone());
            let link = newer.unwrap_or_else(|| "/endorse".to_owned());
            (v.w("notice-revised", &endorsed.declaration.title), link)
        }
        DeclarationNotice::Queue { declaration, .. } => {
            let link = format!("/admin/declarations/{}/endorsements", declaration.slug);
            (v.w("queue-of", &declaration.title), link)
        }
    };
    Ok(notices.iter().take(TO_DO).map(line).collect())
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
        work: Vec::new(),
        waiting: visit.operations().waiting_answers(visit.session()?).await?,
        notices: visit.operations().unread_notices(visit.session()?).await?,
    })
}
