//! `/settings/moving`: where an organisation was before, and where it goes on (PROTOCOL PA16).

use actix_web::HttpResponse;
use askama::Template;
use domain::permissions;
use operations::{OperationError, RemoteError, view::MovesView};

use crate::{
    action::{Action, Attempt, status},
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::PostForm,
    frame::Frame,
    pages::follows::remote_code,
    visit::Visit,
};

const PATH: &str = "/settings/moving";
/// What can be done, and the fields of each.
const KNOWN: [(&str, &[&str]); 4] = [
    ("former", &["former_account"]),
    ("forget", &["former_account"]),
    ("move", &["new_account"]),
    ("stay", &[]),
];

#[derive(Template)]
#[template(path = "settings/moving.html")]
struct MovingPage<'a> {
    v: &'a Frame,
    moves: &'a MovesView,
    /// The own address, as the other node needs it.
    ours: String,
    path: &'static str,
    actions: Vec<Action>,
}

/// `GET /settings/moving`: for an owner.
pub(crate) async fn page(visit: Visit) -> Result<HttpResponse, WebError> {
    show(&visit, None).await
}

async fn show(visit: &Visit, attempt: Option<&Attempt<'_>>) -> Result<HttpResponse, WebError> {
    let (v, organisation) = (&visit.frame, visit.organisation()?);
    let moves = visit.operations().moves(visit.session()?, organisation).await?;
    let ours = visit.operations().organisation_by_id(organisation).await?.handle;
    let page = MovingPage {
        v,
        ours: format!("@{ours}@{}", v.node.domain.as_deref().unwrap_or_default()),
        path: PATH,
        actions: actions(v, &moves)
            .into_iter()
            .map(|action| action.again(v, attempt))
            .collect(),
        moves: &moves,
    };
    let status = status(attempt);
    visit.page_with(status, &page)
}

fn actions(v: &Frame, moves: &MovesView) -> Vec<Action> {
    let account = |name| Field::new(v, name, Kind::Line).most(500);
    let mut actions = vec![
        Action::new("former", v.t("moving-former"), v.t("moving-former-do"))
            .lead(v.t("moving-former-lead"))
            .field(account("former_account"))
            .step_up(v),
    ];
    if !moves.also_known_as.is_empty() {
        let known = moves.also_known_as.iter();
        let known = known.map(|former| (former.id.clone(), former.handle.clone())).collect();
        actions.push(
            Action::new("forget", v.t("moving-forget"), v.t("moving-forget-do"))
                .field(Field::new(v, "former_account", Kind::Select(known)))
                .step_up(v),
        );
    }
    actions.push(match moves.moved_to {
        None => Action::new("move", v.t("moving-away"), v.t("moving-away-do"))
            .lead(v.t("moving-away-lead"))
            .field(account("new_account"))
            .step_up(v)
            .danger(),
        Some(_) => Action::new("stay", v.t("moving-stay"), v.t("moving-stay-do"))
            .lead(v.t("moving-stay-lead"))
            .step_up(v),
    });
    actions
}

/// `POST /settings/moving`.
pub(crate) async fn act(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let (operations, session, organisation) = (visit.operations(), visit.session()?, visit.organisation()?);
    // Nobody else is asked who they are.
    if !session.may(permissions::Action::Represent(organisation)) {
        return Err(WebError::Forbidden);
    }
    let attempt = Attempt::read(&fields, &KNOWN)?;
    let Some(step_up) = attempt.step_up(&visit).await? else {
        let wrong = attempt.wrong(visit.frame.t("step-up-wrong"));
        return show(&visit, Some(&wrong)).await;
    };
    let directory = &visit.state.directory;
    let done = match attempt.key.as_str() {
        "former" => match directory.look_up(attempt.get("former_account")).await {
            Ok(former) => {
                operations
                    .add_former_address(session, &step_up, organisation, &former)
                    .await
            }
            Err(error) => return unknown(&visit, attempt, &error).await,
        },
        "forget" => {
            let former = attempt.get("former_account");
            operations
                .drop_former_address(session, &step_up, organisation, former)
                .await
        }
        // The new one may have been told of this one a minute ago.
        "move" => match directory.look_up_anew(attempt.get("new_account")).await {
            Ok(target) => operations.move_away(session, &step_up, organisation, &target).await,
            Err(error) => return unknown(&visit, attempt, &error).await,
        },
        _ => operations.stay(session, &step_up, organisation).await,
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{PATH}?done=saved"))),
        Err(error @ (OperationError::Refused(_) | OperationError::Invalid(_))) => {
            let attempt = attempt.refused(&visit.frame, error)?;
            show(&visit, Some(&attempt)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn unknown(visit: &Visit, attempt: Attempt<'_>, error: &RemoteError) -> Result<HttpResponse, WebError> {
    let (v, code) = (&visit.frame, remote_code(error));
    let wrong = attempt.wrong(format!("{}. {}", v.label("error", code), v.label("error-help", code)));
    show(visit, Some(&wrong)).await
}
