//! `/admin/applications`: what waits, the oldest first, with what stands out and what comes next.

use actix_web::HttpResponse;
use askama::Template;
use chrono::{DateTime, Utc};
use operations::view::networks::{Hint, NextStep, PastApplication, QueueItem};

use super::{Chosen, chosen};
use crate::{
    error::WebError,
    frame::Frame,
    pages::{
        networks::{hidden, standing},
        next_page,
    },
    visit::Visit,
};

/// An application in the list.
struct Line {
    id: String,
    name: String,
    country: String,
    age: String,
    next: String,
    hints: Vec<String>,
}

impl Line {
    fn new(v: &Frame, item: &QueueItem, now: DateTime<Utc>) -> Self {
        Self {
            id: item.membership.to_string(),
            name: item.name.clone(),
            country: item.country.name(v.lang()).to_owned(),
            age: age(v, item.applied_at, now),
            next: if item.own_case {
                v.t("application_next-own")
            } else {
                next_step(v, item.next, item.comments_end)
            },
            hints: item
                .hints
                .iter()
                .map(|hint| v.label("application_hint", hint_slug(*hint)))
                .collect(),
        }
    }
}

/// How long ago it came.
pub(super) fn age(v: &Frame, applied_at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let days = u64::try_from((now - applied_at).num_days()).unwrap_or(0);
    v.n("application-age", days)
}

/// What comes next, in words.
pub(super) fn next_step(v: &Frame, step: NextStep, comments_end: DateTime<Utc>) -> String {
    match step {
        NextStep::Answer => v.t("application_next-answer"),
        NextStep::Comments => v.w("application_next-comments", v.date(&comments_end)),
        NextStep::Decide => v.t("application_next-decide"),
        NextStep::SecondPerson => v.t("application_next-second-person"),
        NextStep::WaitsForTime => v.w("application_next-waits-for-time", v.date(&comments_end)),
    }
}

fn hint_slug(hint: Hint) -> &'static str {
    match hint {
        Hint::LooksAlike => "looks-alike",
        Hint::Shares => "shares",
        Hint::CheckFailed => "check-failed",
        Hint::RefereeSaysNo => "referee-says-no",
        Hint::FewRecommendations => "few-recommendations",
        Hint::Objection => "objection",
        Hint::CannotRegister => "cannot-register",
        Hint::NeedsHosting => "needs-hosting",
    }
}

#[derive(Template)]
#[template(path = "admin/applications.html")]
struct ListPage<'a> {
    v: &'a Frame,
    slug: &'a str,
    name: &'a str,
    choices: Vec<(String, String)>,
    lines: Vec<Line>,
    /// Changes of the network that wait for another admin.
    proposals: usize,
}

/// `GET /admin/applications`.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let Chosen { network, choices } = chosen(&visit).await?;
    let queue = visit.operations().applications(visit.session()?, network.id).await;
    let now = visit.state.clock.now();
    let proposals = visit.operations().network_proposals(visit.session()?, network.id).await;
    visit.page(&ListPage {
        proposals: proposals.map_err(hidden)?.len(),
        v,
        slug: &network.handle,
        name: &network.name,
        choices,
        lines: queue
            .map_err(hidden)?
            .iter()
            .map(|item| Line::new(v, item, now))
            .collect(),
    })
}

/// An application that was declined or taken back.
struct PastLine {
    id: String,
    name: String,
    country: String,
    stage: String,
    times: String,
    reason: Option<String>,
}

impl PastLine {
    fn new(v: &Frame, it: PastApplication) -> Self {
        Self {
            id: it.membership.to_string(),
            country: it.country.name(v.lang()).to_owned(),
            stage: standing(v, it.stage),
            times: v.ww("applications-past-times", v.date(&it.applied_at), v.date(&it.ended_at)),
            name: it.name,
            reason: it.reason,
        }
    }
}

#[derive(Template)]
#[template(path = "admin/applications_past.html")]
struct PastPage<'a> {
    v: &'a Frame,
    slug: &'a str,
    name: &'a str,
    choices: Vec<(String, String)>,
    lines: Vec<PastLine>,
    next_page: Option<String>,
}

/// `GET /admin/applications-past`: what was declined or taken back, the newest first.
pub(crate) async fn past(visit: Visit) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let Chosen { network, choices } = chosen(&visit).await?;
    let found = visit
        .operations()
        .past_applications(visit.session()?, network.id, visit.after())
        .await
        .map_err(hidden)?;
    visit.page(&PastPage {
        v,
        slug: &network.handle,
        name: &network.name,
        choices,
        next_page: next_page(&v.here, found.next.as_deref()),
        lines: found.items.into_iter().map(|it| PastLine::new(v, it)).collect(),
    })
}
