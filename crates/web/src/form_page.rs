//! A page that is one form.

use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use domain::field_error::FieldError;

use crate::{
    error::WebError,
    field::{Field, Kind},
    frame::Frame,
    visit::Visit,
};

/// A page that is one form.
#[derive(Default)]
pub(crate) struct FormPage {
    pub(crate) title: String,
    pub(crate) lead: String,
    /// Said above the form when it was refused as a whole.
    pub(crate) wrong: String,
    pub(crate) action: String,
    pub(crate) multipart: bool,
    pub(crate) hidden: Vec<(&'static str, String)>,
    pub(crate) fields: Vec<Field>,
    pub(crate) faults: Vec<FieldError>,
    pub(crate) button: String,
    pub(crate) below: String,
    /// The page that it belongs to: address and words.
    pub(crate) up: Option<(String, String)>,
    /// The menu above it.
    pub(crate) menu: Menu,
}

/// The menu that stands above a form.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Menu {
    /// None.
    #[default]
    Without,
    /// That of the node.
    Node,
    /// That of the settings.
    Settings,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormTemplate<'a> {
    v: &'a Frame,
    form: &'a FormPage,
}

impl FormPage {
    /// The page; 422 when something is wrong with what was typed.
    pub(crate) fn show(self, visit: &Visit) -> Result<HttpResponse, WebError> {
        let refused = !self.faults.is_empty() || !self.wrong.is_empty();
        let status = if refused {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        };
        self.show_with(status, visit)
    }

    /// The page with another status.
    pub(crate) fn show_with(mut self, status: StatusCode, visit: &Visit) -> Result<HttpResponse, WebError> {
        let faults = std::mem::take(&mut self.faults);
        self.fields = self
            .fields
            .into_iter()
            .map(|field| field.judged(&visit.frame, &faults))
            .collect();
        if !faults.is_empty() {
            self.title = format!("{} ({})", self.title, visit.frame.n("problems", faults.len()));
        }
        self.faults = faults;
        visit.page_with(
            status,
            &FormTemplate {
                v: &visit.frame,
                form: &self,
            },
        )
    }
}
