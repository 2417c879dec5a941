//! `/admin/applications/{id}`: one application, one page: what it says, what was found, who knows it, what members say,
//! and the three buttons. From the keyboard: `j` and `k` to the next and the one before, `a` to ask (UX 4.5).

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{
    ids::MembershipId,
    membership::{Answer, Matter, Stage, Tier},
};
use operations::{
    Ballot, OperationError, Voice,
    view::networks::{Case, FactState, RefereeView},
};
use secrecy::ExposeSecret;

use super::{applications, case_of, facts, facts::Fact, reasons, votes};
use crate::{
    action::{Action, Attempt, status},
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::PostForm,
    frame::Frame,
    pages::{
        declarations::language_name,
        networks::{Said, answer_slug, hidden, membership_id, standing},
    },
    secret_page,
    visit::Visit,
};

const TEXT: usize = 500;
/// What can be done, and the fields of each.
const KNOWN: [(&str, &[&str]); 6] = [
    ("approve", &["tier", "approve_reason"]),
    ("ask", &["template", "question"]),
    ("decline", &["template", "decline_reason"]),
    ("comment", &["comment"]),
    ("object", &["member_reason"]),
    ("drop", &[]),
];

/// Something that was looked up, or another one that is alike.
struct HintLine {
    look: &'static str,
    state: String,
    text: String,
    other: Option<(String, String)>,
    detail: String,
}

/// A referee.
struct RefereeLine {
    name: String,
    said: String,
    look: &'static str,
    note: String,
    /// Has not answered: a link can be made.
    open: bool,
}

#[derive(Template)]
#[template(path = "admin/application.html")]
struct CasePage<'a> {
    v: &'a Frame,
    slug: &'a str,
    network: &'a str,
    name: &'a str,
    country: String,
    age: String,
    position: Option<String>,
    standing: String,
    clock: String,
    previous: Option<String>,
    next: Option<String>,
    own_case: bool,
    path: String,
    facts: Vec<Fact>,
    hints: Vec<HintLine>,
    referees: Vec<RefereeLine>,
    /// Whose, why.
    objections: Vec<(String, String)>,
    talk: Vec<Said>,
    votes: Vec<(String, String, String)>,
    lines: Vec<String>,
    actions: Vec<Action>,
}

/// `GET /admin/applications/{id}`; what was decided has its page among the members.
pub(crate) async fn page(visit: Visit, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let case = case_of(&visit, membership_id(&id)?).await?;
    if matches!(case.stage, Stage::Waiting { .. }) {
        show(&visit, &case, None).await
    } else {
        Ok(see_other(&format!("/admin/members/{}", case.membership)))
    }
}

/// The place of a case in the queue: before it, after it, its number of how many.
async fn place(
    visit: &Visit,
    case: &Case,
) -> Result<(Option<MembershipId>, Option<MembershipId>, Option<(usize, usize)>), WebError> {
    let queue = visit.operations().applications(visit.session()?, case.network.id).await;
    let ids: Vec<MembershipId> = queue.map_err(hidden)?.iter().map(|item| item.membership).collect();
    let Some(at) = ids.iter().position(|id| *id == case.membership) else {
        return Ok((None, ids.first().copied(), None));
    };
    let before = at.checked_sub(1).and_then(|at| ids.get(at)).copied();
    Ok((before, ids.get(at + 1).copied(), Some((at + 1, ids.len()))))
}

async fn show(visit: &Visit, case: &Case, attempt: Option<&Attempt<'_>>) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let now = visit.state.clock.now();
    let (previous, next, position) = place(visit, case).await?;
    let clock = if now < case.comments_end {
        v.w("application_next-comments", v.date(&case.comments_end))
    } else {
        v.t("application-comments-over")
    };
    let mut lines = vec![v.n("application-people-needed", case.people_needed)];
    if !case.told {
        lines.push(v.t("application-not-told"));
    }
    if now < case.comments_end {
        lines.push(v.t("application-not-yet"));
    }
    let page = CasePage {
        v,
        slug: &case.network.handle,
        network: &case.network.name,
        name: &case.application.legal_name,
        country: case.application.country.name(v.lang()).to_owned(),
        age: applications::age(v, case.applied_at, now),
        position: position.map(|(at, of)| v.ww("application-position", v.number(at), v.number(of))),
        standing: standing(v, case.stage),
        clock,
        previous: previous.map(|id| id.to_string()),
        next: next.map(|id| id.to_string()),
        own_case: case.own_case,
        path: format!("/admin/applications/{}", case.membership),
        facts: facts::of_application(v, &case.application),
        hints: hints(v, case),
        referees: case.referees.iter().map(|referee| referee_line(v, referee)).collect(),
        objections: case
            .objections
            .iter()
            .map(|objection| (objection.who.clone(), objection.reason.clone()))
            .collect(),
        talk: talk(v, case),
        votes: votes(v, &case.votes),
        lines,
        actions: actions(v, case)
            .into_iter()
            .map(|action| action.again(v, attempt))
            .collect(),
    };
    let status = status(attempt);
    visit.page_with(status, &page)
}

/// What was said; objections and answers of referees stand in their own places.
fn talk(v: &Frame, case: &Case) -> Vec<Said> {
    let spoken = ["commented", "asked", "replied", "recommended"];
    let lines = case.history.iter().filter(|line| spoken.contains(&line.kind));
    lines.map(|line| Said::new(v, line)).collect()
}

fn look(state: FactState) -> &'static str {
    match state {
        FactState::Good => "done",
        FactState::Warning => "warn",
        FactState::Bad => "wrong",
        FactState::Unknown => "quiet",
    }
}

/// What a check found: an address as it is, what went wrong in the language of the reader.
fn found(v: &Frame, detail: &str) -> String {
    match detail {
        "remote-not-allowed" | "remote-unreachable" | "remote-not-found" | "remote-unusable" => {
            v.label("error", detail)
        }
        address => address.to_owned(),
    }
}

fn hints(v: &Frame, case: &Case) -> Vec<HintLine> {
    let looked_up = case.checks.iter().map(|check| HintLine {
        look: look(check.state),
        state: v.label("fact_state", check.state.as_str()),
        text: v.label("membership_check", check.kind.as_str()),
        other: None,
        detail: found(v, &check.detail),
    });
    let alike = case.alike.iter().map(|alike| HintLine {
        look: look(FactState::Warning),
        state: v.label("fact_state", FactState::Warning.as_str()),
        text: v.label("membership_alike", &alike.kind),
        other: Some((alike.membership.to_string(), alike.name.clone())),
        detail: String::new(),
    });
    let said = |key: &str| HintLine {
        look: look(FactState::Warning),
        state: v.label("fact_state", FactState::Warning.as_str()),
        text: v.label("application_hint", key),
        other: None,
        detail: String::new(),
    };
    let application = &case.application;
    let own_words = [
        (application.actor.is_none(), "needs-hosting"),
        (
            application.registration.as_str() == "cannot-register-safely",
            "cannot-register",
        ),
        (application.ties.is_some(), "ties-declared"),
    ];
    let own_words = own_words.into_iter().filter(|(is, _)| *is).map(|(_, key)| said(key));
    alike.chain(looked_up).chain(own_words).collect()
}

fn referee_line(v: &Frame, referee: &RefereeView) -> RefereeLine {
    RefereeLine {
        name: referee.name.clone(),
        said: match referee.answer {
            Some(answer) => v.label("referee_said", answer_slug(answer)),
            None if referee.asked => v.t("application-referee-asked"),
            None => v.t("application-referee-waiting"),
        },
        look: match referee.answer {
            Some(Answer::Yes) => "done",
            Some(Answer::No) => "wrong",
            _ => "quiet",
        },
        note: referee.note.clone().unwrap_or_default(),
        open: referee.answer.is_none(),
    }
}

fn actions(v: &Frame, case: &Case) -> Vec<Action> {
    if case.own_case {
        return Vec::new();
    }
    let reader = reasons::language(&case.language, &v.node.language);
    let language = language_name(reader.tag());
    let area = |name: &str| Field::new(v, name, Kind::Area).most(TEXT);
    let in_language = |name: &str| {
        let mut field = area(name).lang(reader.tag()).optional();
        field.help = v.w(format!("help-{name}"), &language);
        field
    };
    let tiers = case.rules.tiers.iter();
    let tiers = tiers.map(|tier| (tier.as_str().to_owned(), v.label("membership_tier", tier.as_str())));
    let mut chosen =
        Field::new(v, "tier", Kind::Select(tiers.collect())).value(case.proposed_tier.map_or("", Tier::as_str));
    chosen.help = v.w(
        "help-tier-probation",
        v.n("network-months", case.rules.probation_months),
    );
    let mut actions = vec![
        Action::new("approve", v.t("application-approve"), v.t("application-approve"))
            .field(chosen)
            .field(area("approve_reason").lang(reader.tag()).optional())
            .step_up(v)
            .first(),
        Action::new("ask", v.t("application-ask-title"), v.t("application-ask"))
            .shortcut("a")
            .field(reasons::field(v, reasons::ASK))
            .field(in_language("question")),
        Action::new("decline", v.t("application-decline"), v.t("application-decline"))
            .field(reasons::field(v, reasons::DECLINE))
            .field(in_language("decline_reason"))
            .step_up(v)
            .danger(),
        Action::new("comment", v.t("comment-add"), v.t("comment-send")).field(area("comment")),
    ];
    actions.push(if case.objections.iter().any(|objection| objection.own) {
        Action::new("drop", v.t("object-drop"), v.t("object-drop"))
    } else {
        Action::new("object", v.t("object-title"), v.t("object-send"))
            .lead(v.t("object-lead"))
            .field(area("member_reason"))
    });
    actions
}

/// `POST /admin/applications/{id}`.
pub(crate) async fn act(form: PostForm, id: web::Path<String>) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let case = case_of(&visit, membership_id(&id)?).await?;
    if fields.get("do") == "referee-link" {
        fields.only(&["do", "referee"], &[])?;
        return referee_link(&visit, &case, fields.get("referee")).await;
    }
    let attempt = Attempt::read(&fields, &KNOWN)?;
    // Whoever decides goes on to the next one.
    let (_, next, _) = place(&visit, &case).await?;
    match perform(&visit, &case, &attempt).await {
        Ok(Some(done)) => {
            let here = case.membership.to_string();
            let stays = ["commented", "objected", "objection-dropped"].contains(&done);
            let next = next.map(|id| id.to_string());
            Ok(see_other(
                &match next.as_deref().filter(|_| !stays).or(stays.then_some(&here)) {
                    Some(id) => format!("/admin/applications/{id}?done={done}#case"),
                    None => format!("/admin/applications?network={}&done={done}", case.network.handle),
                },
            ))
        }
        Ok(None) => {
            let wrong = attempt.wrong(visit.frame.t("step-up-wrong"));
            show(&visit, &case, Some(&wrong)).await
        }
        Err(WebError::Operation(error)) => {
            let attempt = attempt.refused(&visit.frame, error)?;
            show(&visit, &case, Some(&attempt)).await
        }
        Err(other) => Err(other),
    }
}

/// Does what the button says and gives the notice; nothing when the password was wrong.
async fn perform(visit: &Visit, case: &Case, attempt: &Attempt<'_>) -> Result<Option<&'static str>, WebError> {
    let (operations, session) = (visit.operations(), visit.session()?);
    let (network, id) = (case.network.id, case.membership);
    let reader = reasons::language(&case.language, &visit.frame.node.language);
    let invalid = |faults| WebError::Operation(OperationError::Invalid(faults));
    let voice = Voice::Person(session);
    match attempt.key.as_str() {
        "ask" => {
            let (chosen, own) = (attempt.get("template"), attempt.get("question"));
            let question = reasons::text(reader, reasons::ASK, chosen, own, "question").map_err(invalid)?;
            operations.ask_applicant(session, network, id, &question).await?;
            return Ok(Some("asked"));
        }
        "comment" => {
            operations.comment(voice, network, id, attempt.get("comment")).await?;
            return Ok(Some("commented"));
        }
        "object" => {
            operations
                .object(voice, network, id, attempt.get("member_reason"))
                .await?;
            return Ok(Some("objected"));
        }
        "drop" => {
            operations.drop_objection(voice, network, id).await?;
            return Ok(Some("objection-dropped"));
        }
        _ => {}
    }
    let yes = attempt.key == "approve";
    let (into, reason) = if yes {
        let into = Tier::parse(attempt.get("tier")).ok_or(WebError::NotFound)?;
        (into, attempt.some("approve_reason"))
    } else {
        let (chosen, own) = (attempt.get("template"), attempt.get("decline_reason"));
        let reason = reasons::text(reader, reasons::DECLINE, chosen, own, "decline_reason").map_err(invalid)?;
        (case.proposed_tier.ok_or(WebError::NotFound)?, Some(reason))
    };
    let Some(step_up) = attempt.step_up(visit).await? else {
        return Ok(None);
    };
    let ballot = Ballot {
        matter: Matter::Admit(into),
        yes,
        reason,
    };
    let stage = operations
        .decide_membership(session, &step_up, network, id, &ballot)
        .await?;
    Ok(Some(match stage {
        Stage::Waiting { .. } => "vote-kept",
        Stage::Declined => "application-declined",
        _ => "approved",
    }))
}

async fn referee_link(visit: &Visit, case: &Case, referee: &str) -> Result<HttpResponse, WebError> {
    let made = visit
        .operations()
        .referee_link(visit.session()?, case.network.id, case.membership, referee)
        .await?;
    let link = visit.frame.full(format!("/referee/{}", made.secret.0.expose_secret()));
    let back = format!("/admin/applications/{}", case.membership);
    secret_page::show(visit, "referee-link", &link, &back)
}

#[cfg(test)]
mod tests {
    use operations::RemoteError;

    use super::*;
    use crate::{frame::tests::frame, locale::Locale};

    #[test]
    fn u09_what_went_wrong_when_an_applicant_was_looked_up_is_told_in_the_language_of_the_reader() {
        let v = frame(Locale::Fr);
        for fault in [
            RemoteError::NotAllowed("x"),
            RemoteError::Unreachable("x".to_owned()),
            RemoteError::NotFound,
            RemoteError::Unusable("x"),
        ] {
            let told = found(&v, fault.code());
            assert_eq!(told, v.t(format!("error-{}", fault.code())));
            assert_ne!(told, frame(Locale::En).t(format!("error-{}", fault.code())));
        }
        let address = "remote-island.example";
        assert_eq!(found(&v, address), address);
    }
}
