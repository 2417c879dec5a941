//! `/applications/{token}`: the private page of an applicant, later of a member without an account. Opening it changes
//! nothing; each change is a button (SECURITY PR5). An organisation of this node has the same page in its settings.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::membership::{Stage, Tier};
use operations::{
    OperationError, Subject,
    view::networks::{DraftOfApplication, OwnMembership},
};

use super::{
    Said,
    application_form::{self, renamed},
    join::JoinPage,
    standing,
};
use crate::{
    action::{Action, Attempt},
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::{Fields, PostForm},
    frame::Frame,
    pictures::qr::squares,
    visit::Visit,
};

/// Longest text that is typed here.
const TEXT: usize = 2_000;
/// What can be done, and the fields of each.
pub(super) const KNOWN: [(&str, &[&str]); 6] = [
    ("reply", &["answer"]),
    ("hearing", &["hearing_answer"]),
    ("renew", &[]),
    ("appeal", &["appeal_grounds"]),
    ("contacts", &["applicant_contact", "second_contact"]),
    ("withdraw", &[]),
];

#[derive(Template)]
#[template(path = "networks/application.html")]
struct ApplicationPage<'a> {
    v: &'a Frame,
    title: String,
    network: &'a str,
    network_page: &'a str,
    name: &'a str,
    settings: bool,
    welcome: bool,
    entry: Option<&'a str>,
    standing: String,
    facts: Vec<(String, String)>,
    lines: Vec<String>,
    path: String,
    actions: Vec<Action>,
    talk: Vec<Said>,
    referees: Vec<(String, String)>,
    link: Option<String>,
    code: Option<(usize, String)>,
    again: bool,
}

/// `GET /applications/{token}`: where it stands, or the form while it was not sent.
pub(crate) async fn page(visit: Visit, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    match visit.operations().own_membership(Subject::Link(&token)).await {
        Ok(own) => show(&visit, &own, Some(&token), None),
        Err(OperationError::NotFound { .. }) => {
            let draft = visit.operations().application_draft(&token).await?;
            show_draft(&visit, &token, &draft, Vec::new())
        }
        Err(other) => Err(other.into()),
    }
}

fn show_draft(
    visit: &Visit,
    token: &str,
    draft: &DraftOfApplication,
    faults: Vec<domain::field_error::FieldError>,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    JoinPage {
        v,
        network_page: draft.network.page.clone(),
        conduct: format!("{}/conduct", draft.network.page),
        name: &draft.network.name,
        handle: &draft.network.address,
        own_node: None,
        parts: application_form::parts(v, &draft.draft, &faults, false),
        faults,
        wrong: String::new(),
        action: format!("/applications/{token}"),
        hidden: Vec::new(),
        saves: true,
    }
    .show(visit)
}

/// The page of a membership: with its private link, or in the settings of its organisation.
pub(super) fn show(
    visit: &Visit,
    own: &OwnMembership,
    token: Option<&str>,
    attempt: Option<&Attempt<'_>>,
) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let now = visit.state.clock.now();
    let link = token.map(|token| v.full(format!("/applications/{token}")));
    let waiting = matches!(own.stage, Stage::Waiting { .. });
    let path = match token {
        Some(token) => format!("/applications/{token}"),
        None => format!("/settings/networks/{}", own.membership),
    };
    let mut lines = Vec::new();
    if waiting && now < own.comments_end {
        lines.push(v.w("application-comments-until", v.date(&own.comments_end)));
    } else if waiting {
        lines.push(v.t("application-comments-over"));
    }
    if !own.on_roster && matches!(own.stage, Stage::Admitted { .. } | Stage::Waiting { .. }) {
        lines.push(v.t("application-host-wanted"));
    }
    let page = ApplicationPage {
        v,
        title: v.w(
            if waiting { "application-title" } else { "my-networks-of" },
            &own.network.name,
        ),
        network: &own.network.name,
        network_page: &own.network.page,
        name: &own.name,
        settings: token.is_none(),
        welcome: matches!(own.stage, Stage::Admitted { .. }),
        entry: own.page.as_deref(),
        standing: standing(v, own.stage),
        facts: facts(v, own),
        lines,
        path,
        actions: actions(v, own)
            .into_iter()
            .map(|action| action.again(v, attempt))
            .collect(),
        talk: own
            .history
            .iter()
            .filter(|line| line.text.is_some())
            .map(|line| Said::new(v, line))
            .collect(),
        referees: own
            .referees
            .iter()
            .map(|(name, answered)| {
                (
                    name.clone(),
                    v.t(if *answered {
                        "application-referee-answered"
                    } else {
                        "application-referee-waiting"
                    }),
                )
            })
            .collect(),
        code: link.as_deref().and_then(squares),
        link,
        again: own.stage.is_end(),
    };
    let refused = attempt.is_some();
    let status = if refused {
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY
    } else {
        actix_web::http::StatusCode::OK
    };
    visit.page_with(status, &page)
}

fn facts(v: &Frame, own: &OwnMembership) -> Vec<(String, String)> {
    let probation = own.stage
        == (Stage::Admitted {
            tier: Tier::Probationary,
        });
    let all = [
        ("application-sent", Some(v.date(&own.applied_at))),
        (
            "application-decided",
            (!matches!(own.stage, Stage::Waiting { .. })).then(|| v.date(&own.since)),
        ),
        ("application-reason", own.reason.clone()),
        ("member-renewal-due", own.renewal_due.map(|day| v.date(&day))),
        (
            "member-probation-ends",
            own.probation_ends.filter(|_| probation).map(|day| v.date(&day)),
        ),
        ("field-listed", Some(v.t(if own.listed { "yes" } else { "no" }))),
    ];
    all.into_iter()
        .filter_map(|(key, value)| Some((v.t(key), value?)))
        .collect()
}

/// What can be done now, the most pressing first.
fn actions(v: &Frame, own: &OwnMembership) -> Vec<Action> {
    let area = |name: &str| Field::new(v, name, Kind::Area).most(TEXT / 4);
    let mut actions = Vec::new();
    if let Some(question) = &own.question {
        let reply = Action::new("reply", v.t("application-question"), v.t("application-answer-send"));
        actions.push(reply.quote(question).field(area("answer")).first());
    }
    if let Some(hearing) = own.hearing.as_ref().filter(|hearing| hearing.answer.is_none()) {
        let answer = Action::new("hearing", v.t("my-networks-answer"), v.t("application-answer-send"));
        let lead = v.w("my-networks-answer-lead", v.date(&hearing.answer_until));
        actions.push(
            answer
                .quote(&hearing.grounds)
                .lead(lead)
                .field(area("hearing_answer"))
                .first(),
        );
    }
    if let (Some(until), Stage::Admitted { .. } | Stage::Lapsed { .. }) = (own.renewal_due, own.stage) {
        let renew = Action::new("renew", v.t("my-networks-renew"), v.t("my-networks-renew"));
        let renew = renew.lead(v.w("my-networks-renew-due", v.date(&until)));
        actions.push(if matches!(own.stage, Stage::Lapsed { .. }) {
            renew.first()
        } else {
            renew
        });
    }
    if let Some(until) = own.appeal_until.filter(|_| own.appeal.is_none()) {
        let appeal = Action::new("appeal", v.t("my-networks-appeal"), v.t("my-networks-appeal"));
        actions.push(
            appeal
                .lead(v.w("my-networks-appeal-lead", v.date(&until)))
                .field(area("appeal_grounds")),
        );
    }
    if !own.stage.is_end() {
        let mail = |name: &str, value: &Option<String>| {
            Field::new(v, name, Kind::Mail)
                .value(value.clone().unwrap_or_default())
                .optional()
        };
        actions.push(
            Action::new("contacts", v.t("my-networks-contacts"), v.t("save"))
                .field(mail("applicant_contact", &own.contact))
                .field(mail("second_contact", &own.second_contact)),
        );
        let (title, lead) = match own.stage {
            Stage::Waiting { .. } => ("application-withdraw", "application-withdraw-lead"),
            _ => ("my-networks-leave", "my-networks-leave-lead"),
        };
        actions.push(Action::new("withdraw", v.t(title), v.t(title)).lead(v.t(lead)).danger());
    }
    actions
}

/// `POST /applications/{token}`.
pub(crate) async fn act(form: PostForm, token: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    if fields.has("go") {
        return save(&visit, &fields, &token).await;
    }
    let attempt = Attempt::read(&fields, &KNOWN)?;
    match perform(&visit, Subject::Link(&token), &attempt).await {
        Ok(done) => Ok(see_other(&format!("/applications/{}?done={done}", token.as_str()))),
        Err(error) => {
            let attempt = attempt.refused(&visit.frame, error)?;
            let own = visit.operations().own_membership(Subject::Link(&token)).await?;
            show(&visit, &own, Some(&token), Some(&attempt))
        }
    }
}

/// Keeps or sends an application that was not sent yet.
async fn save(visit: &Visit, fields: &Fields, token: &str) -> Result<HttpResponse, WebError> {
    let operations = visit.operations();
    let draft = application_form::read(fields, &[])?;
    operations.save_application(token, &draft).await?;
    let page = |done: &str| see_other(&format!("/applications/{token}?done={done}"));
    if fields.get("go") == "save" {
        return Ok(page("application-saved"));
    }
    match operations.send_application(token).await {
        Ok(_) => Ok(page("application-sent")),
        Err(OperationError::Invalid(faults)) => {
            let draft = operations.application_draft(token).await?;
            show_draft(visit, token, &draft, renamed(faults))
        }
        Err(other) => Err(other.into()),
    }
}

/// Does what the button says; gives the notice.
pub(super) async fn perform(
    visit: &Visit,
    subject: Subject<'_>,
    attempt: &Attempt<'_>,
) -> Result<&'static str, OperationError> {
    let operations = visit.operations();
    Ok(match attempt.key.as_str() {
        "reply" => {
            operations.answer_question(subject, attempt.get("answer")).await?;
            "application-answered"
        }
        "hearing" => {
            operations
                .answer_hearing(subject, attempt.get("hearing_answer"))
                .await?;
            "hearing-answered"
        }
        "renew" => {
            operations.renew_membership(subject).await?;
            "renewed"
        }
        "appeal" => {
            operations.appeal(subject, attempt.get("appeal_grounds")).await?;
            "appeal-sent"
        }
        "contacts" => {
            let (first, second) = (attempt.get("applicant_contact"), attempt.get("second_contact"));
            operations.set_contacts(subject, first, second).await?;
            "saved"
        }
        _ => {
            operations.withdraw_membership(subject).await?;
            "application-withdrawn"
        }
    })
}
