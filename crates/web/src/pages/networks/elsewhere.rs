//! `/settings/networks/elsewhere?network=`: the membership of one's organisation in a network of another node.

use actix_web::HttpResponse;
use askama::Template;
use operations::{JoinedView, LetterView, OperationError};

use crate::{
    action::{Action, Attempt, status},
    answer::see_other,
    error::WebError,
    field::Kind,
    form::PostForm,
    frame::Frame,
    visit::Visit,
};

const KNOWN: [(&str, &[&str]); 3] = [("leave", &[]), ("take-up", &[]), ("decline", &[])];

#[derive(Template)]
#[template(path = "settings/network.html")]
struct ElsewherePage<'a> {
    v: &'a Frame,
    name: &'a str,
    network: &'a str,
    facts: Vec<(String, String, String)>,
    letters: Vec<LetterView>,
    invited: bool,
    path: String,
    actions: Vec<Action>,
}

/// The membership in the network that the address names.
async fn joined(visit: &Visit) -> Result<JoinedView, WebError> {
    let network = visit.parameter("network").ok_or(WebError::NotFound)?;
    let all = visit
        .operations()
        .joined_networks(visit.session()?, visit.organisation()?)
        .await?;
    let found = all.into_iter().find(|joined| joined.network == network);
    found.ok_or(WebError::NotFound)
}

/// `GET /settings/networks/elsewhere`.
pub(crate) async fn page(visit: Visit) -> Result<HttpResponse, WebError> {
    let joined = joined(&visit).await?;
    show(&visit, &joined, None).await
}

/// What the network wrote: owners read it.
async fn letters_of(visit: &Visit, network: &str) -> Result<Vec<LetterView>, WebError> {
    let (session, organisation) = (visit.session()?, visit.organisation()?);
    let mut letters = visit.operations().network_letters(session, organisation).await?;
    letters.retain(|letter| letter.network == network);
    Ok(letters)
}

async fn show(visit: &Visit, joined: &JoinedView, attempt: Option<&Attempt<'_>>) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let state = joined.state.as_str();
    let plain = |key: &str, value: Option<String>| value.map(|value| (v.t(key), value, String::new()));
    let tier = joined.tier.map(|tier| v.label("membership_tier", tier.as_str()));
    let document = joined.membership.as_ref().filter(|_| !joined.hidden);
    let facts = [
        plain("application-stands", Some(v.label("joined_state", state))),
        plain("member-standing", tier),
        plain("members-since", Some(v.date(&joined.at))),
        plain("application-reason", joined.reason.clone()),
        document.map(|id| (v.t("member-document"), id.clone(), id.clone())),
    ];
    let mut actions = Vec::new();
    if ["asked", "member"].contains(&state) {
        let asked = state == "asked";
        let title = v.t(if asked {
            "application-withdraw"
        } else {
            "my-networks-leave"
        });
        let lead = v.t(if asked {
            "application-withdraw-lead"
        } else {
            "my-networks-leave-lead"
        });
        actions.push(
            Action::new("leave", title.clone(), title)
                .lead(lead)
                .step_up(v)
                .danger(),
        );
    }
    // The network goes on with an organisation that moved here.
    let carried = state == "invited" && joined.membership.is_some();
    if carried {
        let take_up = Action::new("take-up", v.t("joined-take-up"), v.t("joined-take-up"));
        actions.push(take_up.lead(v.t("joined-take-up-lead")).first());
    }
    if state == "invited" {
        actions.push(Action::new("decline", v.t("joined-decline"), v.t("joined-decline")));
    }
    let page = ElsewherePage {
        v,
        name: &joined.name,
        network: &joined.network,
        facts: facts.into_iter().flatten().collect(),
        letters: letters_of(visit, &joined.network).await?,
        invited: !carried && ["invited", "refused", "left", "ended"].contains(&state),
        path: format!("/settings/networks/elsewhere?network={}", v.escaped(&joined.network)),
        actions: actions.into_iter().map(|action| action.again(v, attempt)).collect(),
    };
    let status = status(attempt);
    visit.page_with(status, &page)
}

/// `POST /settings/networks/elsewhere`.
pub(crate) async fn act(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    let attempt = Attempt::read(&fields, &KNOWN)?;
    let joined = joined(&visit).await?;
    let (operations, session) = (visit.operations(), visit.session()?);
    let organisation = visit.organisation()?;
    if attempt.key == "take-up" {
        operations
            .take_up_membership(session, organisation, &joined.network)
            .await?;
        return Ok(see_other("/settings/networks?done=saved"));
    }
    let done = if attempt.key == "leave" {
        let Some(step_up) = attempt.step_up(&visit).await? else {
            let wrong = attempt.wrong(visit.frame.t("step-up-wrong"));
            return show(&visit, &joined, Some(&wrong)).await;
        };
        operations
            .leave_network(session, &step_up, organisation, &joined.network)
            .await
    } else {
        operations
            .decline_invitation(session, organisation, &joined.network)
            .await
    };
    match done {
        Ok(()) => Ok(see_other("/settings/networks?done=left")),
        Err(error @ OperationError::Refused(_)) => {
            let attempt = attempt.refused(&visit.frame, error)?;
            show(&visit, &joined, Some(&attempt)).await
        }
        Err(other) => Err(other.into()),
    }
}
