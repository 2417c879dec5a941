//! `/admin/members/{id}`: the life of a member: tier, suspension, expulsion with a hearing, appeal, key, move, handover.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use domain::{
    field_error::{Fault, FieldError},
    membership::{Matter, Stage, Tier},
};
use operations::{
    Ballot, OperationError,
    view::networks::{Case, HearingView},
};
use secrecy::ExposeSecret;

use super::{case_of, facts, facts::Fact, members::duty_slug, votes};
use crate::{
    action::{Action, Attempt, status},
    admin::declaration_form::end_of_day,
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::PostForm,
    frame::Frame,
    pages::networks::{Said, membership_id, standing},
    secret_page,
    visit::Visit,
};

const TEXT: usize = 500;
/// What can be done, and the fields of each.
const KNOWN: [(&str, &[&str]); 16] = [
    ("set-tier", &["tier", "member_reason"]),
    ("renew", &[]),
    ("remind", &[]),
    ("suspend", &["until", "member_reason"]),
    ("lift", &[]),
    ("hearing", &["grounds"]),
    ("close", &[]),
    ("expel", &["member_reason"]),
    ("appeal-yes", &["member_reason"]),
    ("appeal-no", &["member_reason"]),
    ("move", &[]),
    ("key", &["member_key", "member_reason"]),
    ("place", &["member_account", "member_reason"]),
    ("handover", &[]),
    ("voice", &["voice_name", "voice_mail"]),
    ("end-voices", &[]),
];

#[derive(Template)]
#[template(path = "admin/member.html")]
struct MemberPage<'a> {
    v: &'a Frame,
    slug: &'a str,
    network: &'a str,
    name: &'a str,
    standing: String,
    hidden: bool,
    due: Vec<String>,
    facts: Vec<Fact>,
    own_case: bool,
    lines: Vec<String>,
    path: String,
    actions: Vec<Action>,
    votes: Vec<(String, String, String)>,
    talk: Vec<Said>,
}

/// `GET /admin/members/{id}`.
pub(crate) async fn page(visit: Visit, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let case = case_of(&visit, membership_id(&id)?).await?;
    if matches!(case.stage, Stage::Waiting { .. }) {
        return Ok(see_other(&format!("/admin/applications/{}", case.membership)));
    }
    show(&visit, &case, None)
}

fn show(visit: &Visit, case: &Case, attempt: Option<&Attempt<'_>>) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let now = visit.state.clock.now();
    let day = |key: &str, moment: Option<DateTime<Utc>>| Some((v.t(key), v.date(&moment?), String::new()));
    let mut all: Vec<Fact> = [
        day("application-sent", Some(case.applied_at)),
        day("member-since", case.admitted_at),
        day("member-renewal-due", case.renewal_due),
        day("member-probation-ends", case.probation_ends),
        case.reason
            .clone()
            .map(|reason| (v.t("application-reason"), reason, String::new())),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.extend(facts::of_application(v, &case.application));
    let page = MemberPage {
        v,
        slug: &case.network.handle,
        network: &case.network.name,
        name: &case.application.legal_name,
        standing: standing(v, case.stage),
        hidden: !case.application.listed,
        due: case
            .due
            .iter()
            .map(|due| v.label("membership_due", duty_slug(*due)))
            .collect(),
        facts: all,
        own_case: case.own_case,
        lines: lines(v, case),
        path: format!("/admin/members/{}", case.membership),
        actions: actions(v, case, now)
            .into_iter()
            .map(|action| action.again(v, attempt))
            .collect(),
        votes: votes(v, &case.votes),
        talk: case.history.iter().rev().map(|line| Said::new(v, line)).collect(),
    };
    let status = status(attempt);
    visit.page_with(status, &page)
}

fn lines(v: &Frame, case: &Case) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(hearing) = &case.hearing {
        lines.push(v.w("member-hearing-open", v.date(&hearing.answer_until)));
        if hearing.answer.is_none() {
            lines.push(v.t("member-hearing-no-answer"));
        }
    }
    lines
}

fn reason(v: &Frame) -> Field {
    Field::new(v, "member_reason", Kind::Area).most(TEXT)
}

/// What can be done now, the most pressing first.
fn actions(v: &Frame, case: &Case, now: DateTime<Utc>) -> Vec<Action> {
    if case.own_case {
        return Vec::new();
    }
    let mut actions = Vec::new();
    if let Some(appeal) = case.appeal.as_ref().filter(|appeal| appeal.granted.is_none()) {
        for (key, words) in [
            ("appeal-yes", "member-appeal-grant"),
            ("appeal-no", "member-appeal-refuse"),
        ] {
            let action = Action::new(key, v.t(words), v.t(words)).quote(&appeal.grounds);
            actions.push(action.field(reason(v)).step_up(v).shown());
        }
    }
    if let Some((actor, _)) = &case.wanted_move {
        let action = Action::new("move", v.t("member-move"), v.t("member-move-accept"));
        actions.push(action.lead(v.w("member-move-lead", actor)).step_up(v).shown());
    }
    if let Some(hearing) = &case.hearing {
        actions.extend(of_hearing(v, hearing, now));
    }
    match case.stage {
        Stage::Admitted { tier } => actions.extend(of_member(v, case, tier)),
        Stage::Lapsed { .. } => actions.push(renew(v)),
        Stage::Suspended { .. } => actions.push(Action::new("lift", v.t("member-lift"), v.t("member-lift")).step_up(v)),
        _ => return actions,
    }
    actions.extend(of_everybody(v, case));
    actions
}

fn renew(v: &Frame) -> Action {
    Action::new("renew", v.t("member-renew"), v.t("member-renew")).lead(v.t("member-renew-lead"))
}

fn of_hearing(v: &Frame, hearing: &HearingView, now: DateTime<Utc>) -> Vec<Action> {
    let mut actions = Vec::new();
    let heard = hearing.answer.is_some() || now >= hearing.answer_until;
    if heard {
        let expel = Action::new("expel", v.t("member-expel"), v.t("member-expel")).lead(v.t("member-expel-lead"));
        let words = match &hearing.answer {
            Some(answer) => format!("{}\n\n{}: {answer}", hearing.grounds, v.t("member-hearing-answer")),
            None => hearing.grounds.clone(),
        };
        actions.push(expel.quote(words).field(reason(v)).step_up(v).danger().shown());
    }
    let close = Action::new("close", v.t("member-hearing-close"), v.t("member-hearing-close"));
    let close = if heard { close } else { close.quote(&hearing.grounds) };
    actions.push(close.step_up(v));
    actions
}

fn of_member(v: &Frame, case: &Case, now: Tier) -> Vec<Action> {
    let tiers = case.rules.tiers.iter().filter(|tier| **tier != now);
    let tiers = tiers.map(|tier| (tier.as_str().to_owned(), v.label("membership_tier", tier.as_str())));
    let chosen = Field::new(v, "tier", Kind::Select(tiers.collect()));
    let mut actions = Vec::new();
    if case.renewal_due.is_some() {
        actions.push(Action::new("remind", v.t("member-remind"), v.t("member-remind")).lead(v.t("member-remind-lead")));
        actions.push(renew(v));
    }
    actions.push(
        Action::new("set-tier", v.t("member-tier-change"), v.t("member-tier-change"))
            .field(chosen)
            .field(reason(v).optional())
            .step_up(v),
    );
    actions
}

fn of_everybody(v: &Frame, case: &Case) -> Vec<Action> {
    let mut actions = Vec::new();
    if !matches!(case.stage, Stage::Suspended { .. }) {
        actions.push(
            Action::new("suspend", v.t("member-suspend"), v.t("member-suspend"))
                .lead(v.t("member-suspend-lead"))
                .field(Field::new(v, "until", Kind::Line))
                .field(reason(v))
                .step_up(v)
                .danger(),
        );
    }
    if case.hearing.is_none() {
        let days = v.n("network-days", case.rules.answer_days);
        actions.push(
            Action::new("hearing", v.t("member-hearing"), v.t("member-hearing"))
                .lead(v.w("member-hearing-lead", days))
                .field(Field::new(v, "grounds", Kind::Area).most(TEXT))
                .step_up(v)
                .danger(),
        );
    }
    if case.on_roster {
        actions.push(
            Action::new("key", v.t("member-key"), v.t("member-key"))
                .lead(v.t("member-key-lead"))
                .field(Field::new(v, "member_key", Kind::Line))
                .field(reason(v))
                .step_up(v)
                .danger(),
        );
    }
    actions.push(
        Action::new("place", v.t("member-place"), v.t("member-place"))
            .lead(v.t("member-place-lead"))
            .field(Field::new(v, "member_account", Kind::Line))
            .field(reason(v).optional())
            .step_up(v),
    );
    actions.push(
        Action::new("voice", v.t("member-voice"), v.t("member-voice"))
            .lead(v.t("member-voice-lead"))
            .field(Field::new(v, "voice_name", Kind::Line))
            .field(Field::new(v, "voice_mail", Kind::Mail).optional()),
    );
    actions.push(
        Action::new("end-voices", v.t("member-end-voices"), v.t("member-end-voices"))
            .lead(v.t("member-end-voices-lead")),
    );
    actions.push(
        Action::new("handover", v.t("member-handover"), v.t("member-handover-do"))
            .lead(v.t("member-handover-lead"))
            .step_up(v),
    );
    actions
}

/// What became of a button.
enum Done {
    Notice(&'static str),
    /// A link that is shown once: what kind, where it leads.
    Link(&'static str, String),
    WrongPassword,
}

/// `POST /admin/members/{id}`.
pub(crate) async fn act(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let case = case_of(&visit, membership_id(&id)?).await?;
    let attempt = Attempt::read(&fields, &KNOWN)?;
    let page = format!("/admin/members/{}", case.membership);
    match perform(&visit, &case, &attempt).await {
        Ok(Done::Notice(done)) => Ok(see_other(&format!("{page}?done={done}"))),
        Ok(Done::Link(kind, path)) => secret_page::show(&visit, kind, &visit.frame.full(path), &page),
        Ok(Done::WrongPassword) => show(&visit, &case, Some(&attempt.wrong(visit.frame.t("step-up-wrong")))),
        Err(WebError::Operation(error)) => {
            let attempt = attempt.refused(&visit.frame, error)?;
            show(&visit, &case, Some(&attempt))
        }
        Err(WebError::Remote(error)) => {
            let wrong = visit.frame.label("error", error.code());
            show(&visit, &case, Some(&attempt.wrong(wrong)))
        }
        Err(other) => Err(other),
    }
}

async fn perform(visit: &Visit, case: &Case, attempt: &Attempt<'_>) -> Result<Done, WebError> {
    let (operations, session) = (visit.operations(), visit.session()?);
    let (network, id) = (case.network.id, case.membership);
    match attempt.key.as_str() {
        "renew" => {
            operations.renew_for(session, network, id).await?;
            return Ok(Done::Notice("renewed"));
        }
        "remind" => {
            operations.remind(session, network, id).await?;
            return Ok(Done::Notice("reminded"));
        }
        "voice" => {
            let (name, mail) = (attempt.get("voice_name"), attempt.get("voice_mail"));
            let made = operations.voice_link(session, network, id, name, mail).await?;
            return Ok(Done::Link(
                "voice-link",
                format!("/voice/{}", made.secret.0.expose_secret()),
            ));
        }
        "end-voices" => {
            operations.end_voices(session, network, id).await?;
            return Ok(Done::Notice("voices-ended"));
        }
        _ => {}
    }
    let Some(step_up) = attempt.step_up(visit).await? else {
        return Ok(Done::WrongPassword);
    };
    match attempt.key.as_str() {
        "hearing" => {
            let grounds = attempt.get("grounds");
            operations.open_hearing(session, &step_up, network, id, grounds).await?;
            return Ok(Done::Notice("hearing-open"));
        }
        "close" => {
            operations.close_hearing(session, &step_up, network, id).await?;
            return Ok(Done::Notice("hearing-closed"));
        }
        "handover" => {
            let made = operations.private_link(session, &step_up, network, id).await?;
            return Ok(Done::Link(
                "handover",
                format!("/applications/{}", made.secret.0.expose_secret()),
            ));
        }
        _ => {}
    }
    let ballot = ballot(visit, case, attempt).await?;
    operations
        .decide_membership(session, &step_up, network, id, &ballot)
        .await?;
    let now = operations.case(session, network, id).await?;
    Ok(Done::Notice(if now.waits_for_votes(&ballot.matter) {
        "vote-kept"
    } else {
        notice(&ballot.matter)
    }))
}

fn notice(matter: &Matter) -> &'static str {
    match matter {
        Matter::Admit(_) | Matter::SetTier(_) => "tier-set",
        Matter::Suspend { .. } => "suspended",
        Matter::Lift => "suspension-lifted",
        Matter::Expel => "expelled",
        Matter::ChangeKey(_) => "key-pinned",
        Matter::Move { .. } => "moved",
        Matter::Appeal => "appeal-decided",
    }
}

/// The vote that a button means.
async fn ballot(visit: &Visit, case: &Case, attempt: &Attempt<'_>) -> Result<Ballot, WebError> {
    let invalid = |field, fault| WebError::Operation(OperationError::Invalid(vec![FieldError::new(field, fault)]));
    let matter = match attempt.key.as_str() {
        "set-tier" => Matter::SetTier(Tier::parse(attempt.get("tier")).ok_or(WebError::NotFound)?),
        "suspend" => {
            let malformed = Fault::Malformed { expected: "2026-05-31" };
            let until = end_of_day(attempt.get("until")).ok_or_else(|| invalid("until", malformed))?;
            Matter::Suspend { until }
        }
        "lift" => Matter::Lift,
        "expel" => Matter::Expel,
        "appeal-yes" | "appeal-no" => Matter::Appeal,
        "move" => {
            let (actor, key) = case.wanted_move.clone().ok_or(WebError::NotFound)?;
            Matter::Move { actor, key }
        }
        "key" => match attempt.get("member_key") {
            "" => return Err(invalid("member_key", Fault::Missing)),
            key => Matter::ChangeKey(key.to_owned()),
        },
        "place" => {
            let (actor, key) = account(visit, attempt.get("member_account")).await?;
            Matter::Move { actor, key }
        }
        _ => return Err(WebError::NotFound),
    };
    Ok(Ballot {
        matter,
        yes: attempt.key != "appeal-no",
        reason: attempt.some("member_reason"),
    })
}

/// The id and the key of an account, of this node or another.
async fn account(visit: &Visit, typed: &str) -> Result<(String, String), WebError> {
    let handle = typed.trim_start_matches('@');
    let invalid = |fault| WebError::Operation(OperationError::Invalid(vec![FieldError::new("member_account", fault)]));
    if handle.is_empty() {
        return Err(invalid(Fault::Missing));
    }
    let host = visit.frame.node.domain.as_deref().unwrap_or_default();
    let own = handle.split_once('@').filter(|(_, at)| at.eq_ignore_ascii_case(host));
    let organisations = visit.operations().organisations().await?;
    let local = organisations.into_iter().find(|card| match own {
        Some((name, _)) => card.page == format!("/@{name}"),
        None => card.id == typed || visit.frame.full(&card.page) == typed,
    });
    if let Some(card) = local {
        let keys = visit.operations().actor_keys(&card.id).await?;
        return Ok((card.id, keys.ed25519.multikey()));
    }
    let actor = visit.state.directory.look_up(typed).await?;
    let given = || Fault::NotInList {
        given: typed.chars().take(80).collect(),
    };
    let key = actor.newest_key().ok_or_else(|| invalid(given()))?;
    Ok((actor.id.as_str().to_owned(), key))
}
