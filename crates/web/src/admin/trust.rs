//! Which networks' rosters this node trusts, chosen by its operator: who may write into them, and who may not write here.

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use operations::{OperationError, TrustedView};

use crate::{
    answer::see_other, error::WebError, form::PostForm, frame::Frame, pages::follows::remote_code, visit::Visit,
};

/// A network that is trusted.
struct Line {
    id: String,
    name: String,
    own: bool,
    numbers: String,
    checked: Option<String>,
    warnings: Vec<String>,
}

impl Line {
    fn new(v: &Frame, it: TrustedView) -> Self {
        let mut warnings = Vec::new();
        if it.alarm.is_some() {
            warnings.push(v.t("trust-alarm"));
        }
        if it.old {
            warnings.push(v.t("trust-old"));
        }
        if it.fault.is_some() {
            warnings.push(v.t("trust-unread"));
        }
        let members = v.n("policy-members", it.members);
        Self {
            numbers: format!("{} · {members}", v.w("network-roster-number", v.number(it.number))),
            checked: it.checked_at.map(|at| v.w("trust-checked", v.moment(&at))),
            name: if it.name.is_empty() {
                it.network.clone()
            } else {
                it.name
            },
            id: it.network,
            own: it.own,
            warnings,
        }
    }
}

#[derive(Template)]
#[template(path = "admin/trust.html")]
struct TrustPage<'a> {
    v: &'a Frame,
    lines: Vec<Line>,
    typed: &'a str,
    wrong: String,
}

/// `GET /admin/trust`.
pub(crate) async fn page(visit: Visit) -> Result<HttpResponse, WebError> {
    show(&visit, "", String::new()).await
}

async fn show(visit: &Visit, typed: &str, wrong: String) -> Result<HttpResponse, WebError> {
    let v = &visit.frame;
    let trusted = visit.operations().trusted_networks().await?;
    let status = if wrong.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let lines = trusted.into_iter().map(|it| Line::new(v, it)).collect();
    visit.page_with(status, &TrustPage { v, lines, typed, wrong })
}

/// `POST /admin/trust`: trusts a network that is named, or one in the list no more.
pub(crate) async fn act(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["do", "network"], &[])?;
    let (operations, session) = (visit.operations(), visit.session()?);
    let typed = fields.get("network").trim();
    match fields.get("do") {
        "end" => {
            operations.distrust_network(session, typed).await?;
            Ok(see_other("/admin/trust?done=distrusted"))
        }
        "trust" => {
            let network = match visit.state.directory.look_up(typed).await {
                Ok(network) => network,
                Err(error) => {
                    let wrong = visit.frame.t(format!("error-{}", remote_code(&error)));
                    return show(&visit, typed, wrong).await;
                }
            };
            match operations.trust_network(session, &network).await {
                Ok(()) => Ok(see_other("/admin/trust?done=trusted")),
                Err(OperationError::Refused(_)) => show(&visit, typed, visit.frame.t("trust-no-network")).await,
                Err(other) => Err(other.into()),
            }
        }
        _ => Err(WebError::NotFound),
    }
}
