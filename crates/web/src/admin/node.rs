//! Dashboard, checks and settings of the node.

use actix_web::HttpResponse;
use askama::Template;
use operations::{OperationError, PeerView, view::Check};

use crate::{
    answer::see_other,
    error::WebError,
    field::{Field, Kind},
    form::{Fields, PostForm},
    form_page::{FormPage, Menu},
    frame::Frame,
    locale::Locale,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "admin/dashboard.html")]
struct DashboardPage<'a> {
    v: &'a Frame,
    checks: Vec<Check>,
    waiting: Vec<PeerView>,
}

/// `/admin`.
pub(crate) async fn dashboard(visit: Visit) -> Result<HttpResponse, WebError> {
    let operations = visit.operations();
    let peers = operations.peers(visit.session()?).await?;
    visit.page(&DashboardPage {
        v: &visit.frame,
        checks: operations.checks().await?,
        waiting: peers
            .into_iter()
            .filter(|peer| peer.waiting > 0 || peer.alarm)
            .take(10)
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "admin/doctor.html")]
struct DoctorPage<'a> {
    v: &'a Frame,
    checks: Vec<Check>,
}

/// `/admin/doctor`.
pub(crate) async fn doctor(visit: Visit) -> Result<HttpResponse, WebError> {
    let mut checks = visit.operations().checks().await?;
    if let Some(more) = &visit.state.more_checks {
        checks.extend(more().await);
    }
    visit.page(&DoctorPage {
        v: &visit.frame,
        checks,
    })
}

fn settings_page(v: &Frame, typed: Option<&Fields>) -> FormPage {
    let value =
        |name: &str, stored: &str| typed.map_or_else(|| stored.to_owned(), |fields| fields.get(name).to_owned());
    let languages = Locale::ALL
        .iter()
        .map(|l| (l.tag().to_owned(), l.own_name().to_owned()))
        .collect();
    FormPage {
        title: v.t("node-settings-title"),
        menu: Menu::Node,
        action: "/admin/settings".to_owned(),
        fields: vec![
            Field::new(v, "node_name", Kind::Line).value(value("node_name", &v.node.name)),
            Field::new(v, "node_about", Kind::Area)
                .value(value("node_about", &v.node.about))
                .most(500)
                .optional(),
            Field::new(v, "node_rules", Kind::Area)
                .value(value("node_rules", &v.node.rules))
                .most(1500)
                .optional(),
            Field::new(v, "page_language", Kind::Select(languages)).value(value("page_language", &v.node.language)),
        ],
        button: v.t("save"),
        ..FormPage::default()
    }
}

/// `GET /admin/settings`.
pub(crate) async fn settings(visit: Visit) -> Result<HttpResponse, WebError> {
    settings_page(&visit.frame, None).show(&visit)
}

/// `POST /admin/settings`.
pub(crate) async fn save_settings(form: PostForm) -> Result<HttpResponse, WebError> {
    let PostForm { visit, fields } = form;
    fields.only(&["node_name", "node_about", "node_rules", "page_language"], &[])?;
    let text = |name: &str| fields.get(name).replace("\r\n", "\n");
    let (name, about, rules) = (text("node_name"), text("node_about"), text("node_rules"));
    let language = fields.get("page_language");
    match visit
        .operations()
        .change_node(visit.session()?, &name, &about, &rules, language)
        .await
    {
        Ok(()) => Ok(see_other("/admin/settings?done=saved")),
        Err(OperationError::Invalid(faults)) => {
            let page = FormPage {
                faults: faults.into_iter().map(node_field).collect(),
                ..settings_page(&visit.frame, Some(&fields))
            };
            page.show(&visit)
        }
        Err(other) => Err(other.into()),
    }
}

/// The operation's names of the fields are those of the node; the form has others beside them.
fn node_field(mut fault: domain::field_error::FieldError) -> domain::field_error::FieldError {
    fault.field = match fault.field {
        "name" => "node_name",
        "about" => "node_about",
        "rules" => "node_rules",
        "language" => "page_language",
        other => other,
    };
    fault
}
