//! `/admin/members`: everybody who was admitted, hidden ones too, with what waits for people.

use actix_web::HttpResponse;
use askama::Template;
use operations::{
    MemberFilter,
    view::networks::{Duty, Heard, MemberRow},
};

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

/// A row of the table.
struct Line {
    id: String,
    name: String,
    hidden: bool,
    due: Vec<String>,
    cells: Vec<String>,
}

impl Line {
    fn new(v: &Frame, row: &MemberRow) -> Self {
        let day = |moment: Option<chrono::DateTime<chrono::Utc>>| {
            moment.map_or_else(|| "–".to_owned(), |moment| v.date(&moment))
        };
        Self {
            id: row.member.membership.to_string(),
            name: row.member.name.clone(),
            hidden: row.hidden,
            due: row
                .due
                .iter()
                .map(|due| v.label("membership_due", duty_slug(*due)))
                .collect(),
            cells: vec![
                row.member.country.name(v.lang()).to_owned(),
                standing(v, row.stage),
                v.date(&row.member.since),
                day(row.renewed_at),
                day(row.renewal_due),
                match row.last_heard {
                    Some(Heard::Here) => v.t("members-heard-here"),
                    Some(Heard::At(moment)) => v.date(&moment),
                    None => v.t("members-heard-never"),
                },
                day(row.key_since),
            ],
        }
    }
}

/// The slug of what waits for people.
pub(super) fn duty_slug(duty: Duty) -> &'static str {
    match duty {
        Duty::Decision => "decision",
        Duty::ProbationReview => "probation-review",
        Duty::HearingDecision => "hearing-decision",
        Duty::AppealDecision => "appeal-decision",
        Duty::Reminder => "reminder",
        Duty::NoActor => "no-actor",
    }
}

#[derive(Template)]
#[template(path = "admin/members.html")]
struct ListPage<'a> {
    v: &'a Frame,
    slug: &'a str,
    name: &'a str,
    choices: Vec<(String, String)>,
    heads: Vec<String>,
    lines: Vec<Line>,
    next_page: Option<String>,
}

/// `GET /admin/members`.
pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let Chosen { network, choices } = chosen(&visit).await?;
    let members = visit
        .operations()
        .member_list(visit.session()?, network.id, MemberFilter::default(), visit.after())
        .await
        .map_err(hidden)?;
    let heads = [
        "field-legal_name",
        "member-country",
        "members-tier",
        "members-since",
        "members-renewed",
        "member-renewal-due",
        "members-heard",
        "members-key-since",
    ];
    visit.page(&ListPage {
        v,
        slug: &network.handle,
        name: &network.name,
        choices,
        heads: heads.iter().map(|key| v.t(key)).collect(),
        lines: members.items.iter().map(|row| Line::new(v, row)).collect(),
        next_page: next_page(&v.here, members.next.as_deref()),
    })
}
