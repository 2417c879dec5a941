//! One thing that can be done on a page where several can: its fields, its button, and what was wrong when it was tried.
//! `parts/actions.html` shows them; all are sent to the address of the page.

use actix_web::http::StatusCode;
use domain::field_error::FieldError;
use operations::{OperationError, StepUp};

use crate::{
    error::WebError,
    field::Field,
    form::{Fields, fault_text},
    frame::Frame,
    step_up::FIELD,
    visit::Visit,
};

/// One thing that can be done.
pub(crate) struct Action {
    /// What its button sends as `do`; its fields are sent as `{key}-{name}`.
    pub(crate) key: &'static str,
    pub(crate) title: String,
    pub(crate) lead: String,
    /// What somebody wrote, to which this answers.
    pub(crate) quote: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) button: String,
    /// Class of the button: `first`, `danger` or nothing.
    pub(crate) look: &'static str,
    /// Folded away until somebody wants it.
    pub(crate) folded: bool,
    pub(crate) open: bool,
    /// Key of the keyboard that opens it.
    pub(crate) shortcut: &'static str,
    pub(crate) wrong: String,
}

impl Action {
    /// Folded away, with one button.
    pub(crate) fn new(key: &'static str, title: impl Into<String>, button: impl Into<String>) -> Self {
        Self {
            key,
            title: title.into(),
            lead: String::new(),
            quote: String::new(),
            fields: Vec::new(),
            button: button.into(),
            look: "",
            folded: true,
            open: false,
            shortcut: "",
            wrong: String::new(),
        }
    }

    /// What it does, in a sentence.
    pub(crate) fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = lead.into();
        self
    }

    /// The words to which it answers.
    pub(crate) fn quote(mut self, quote: impl Into<String>) -> Self {
        self.quote = quote.into();
        self
    }

    /// The main button of the page, not folded.
    pub(crate) fn first(mut self) -> Self {
        self.look = "first";
        self.shown()
    }

    /// Not folded.
    pub(crate) fn shown(mut self) -> Self {
        self.folded = false;
        self
    }

    /// Cannot be taken back.
    pub(crate) fn danger(mut self) -> Self {
        self.look = "danger";
        self
    }

    /// Opened by a key of the keyboard.
    pub(crate) fn shortcut(mut self, key: &'static str) -> Self {
        self.shortcut = key;
        self
    }

    /// A further field.
    pub(crate) fn field(mut self, field: Field) -> Self {
        let name = format!("{}-{}", self.key, field.name);
        self.fields.push(field.named(name));
        self
    }

    /// Asks who it is once more (SECURITY AC5).
    pub(crate) fn step_up(mut self, v: &Frame) -> Self {
        self.fields.push(Field::step_up(v));
        self
    }

    /// As it was sent, when it could not be done.
    pub(crate) fn again(mut self, v: &Frame, attempt: Option<&Attempt<'_>>) -> Self {
        let Some(attempt) = attempt.filter(|attempt| attempt.key == self.key) else {
            return self;
        };
        self.open = true;
        self.wrong.clone_from(&attempt.wrong);
        for field in &mut self.fields {
            if !field.is_step_up() {
                field.values = attempt.fields.all(&field.name);
            }
            let own = |fault: &&FieldError| field.name.strip_prefix(self.key) == Some(&format!("-{}", fault.field));
            field.faults = attempt
                .faults
                .iter()
                .filter(own)
                .map(|fault| fault_text(v.locale, fault))
                .collect();
        }
        // A fault of something that the form does not ask for is said above it.
        let asked = |fault: &&FieldError| {
            let name = format!("{}-{}", self.key, fault.field);
            !self.fields.iter().any(|field| field.name == name)
        };
        if self.wrong.is_empty() {
            let rest: Vec<String> = attempt
                .faults
                .iter()
                .filter(asked)
                .map(|fault| fault_text(v.locale, fault))
                .collect();
            self.wrong = rest.join(" ");
        }
        self
    }
}

/// The status of a page with actions: 422 when one could not be done.
pub(crate) fn status(attempt: Option<&Attempt<'_>>) -> StatusCode {
    match attempt {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    }
}

/// What was pressed and typed, and why it could not be done.
pub(crate) struct Attempt<'a> {
    pub(crate) key: String,
    pub(crate) wrong: String,
    pub(crate) faults: Vec<FieldError>,
    fields: &'a Fields,
}

impl<'a> Attempt<'a> {
    /// Reads a form that has one of these actions; `known` names the fields of each.
    pub(crate) fn read(fields: &'a Fields, known: &[(&str, &[&str])]) -> Result<Self, WebError> {
        let key = fields.get("do");
        let names = known.iter().find(|(name, _)| *name == key).ok_or(WebError::NotFound)?.1;
        let full: Vec<String> = names.iter().map(|name| format!("{key}-{name}")).collect();
        let mut singles: Vec<&str> = full.iter().map(String::as_str).collect();
        singles.extend(["do", FIELD]);
        fields.only(&singles, &[])?;
        Ok(Self {
            key: key.to_owned(),
            wrong: String::new(),
            faults: Vec::new(),
            fields,
        })
    }

    /// What was typed in a field, without blanks around it.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.fields.get(&format!("{}-{name}", self.key)).trim()
    }

    /// Something that may stay empty.
    pub(crate) fn some(&self, name: &str) -> Option<String> {
        Some(self.get(name).to_owned()).filter(|text| !text.is_empty())
    }

    /// With a sentence that says why it could not be done.
    pub(crate) fn wrong(mut self, text: impl Into<String>) -> Self {
        self.wrong = text.into();
        self
    }

    /// With the faults of its fields.
    pub(crate) fn faults(mut self, faults: Vec<FieldError>) -> Self {
        self.faults = faults;
        self
    }

    /// Whether the person is who they say, once more: nothing when they could not say so.
    pub(crate) async fn step_up(&self, visit: &Visit) -> Result<Option<StepUp>, WebError> {
        visit.step_up(self.fields).await
    }

    /// Whether an operation can be tried again on the same page, and what is said there; other errors go on.
    pub(crate) fn refused(self, v: &Frame, error: OperationError) -> Result<Self, WebError> {
        match error {
            OperationError::Invalid(faults) => Ok(self.faults(faults)),
            OperationError::Refused(refusal) => Ok(self.wrong(v.w("action-refused", v.refusal(&refusal)))),
            other => Err(other.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{field::Kind, form::tests::fields, frame::tests::frame, locale::Locale};
    use domain::field_error::Fault;

    #[test]
    fn what_was_typed_stays_and_the_fault_stands_at_its_field() {
        let v = frame(Locale::En);
        let action = Action::new("ask", "Ask", "Ask")
            .field(Field::new(&v, "question", Kind::Area))
            .step_up(&v);
        let sent = fields(&[
            ("do", "ask"),
            ("ask-question", "Who are you?"),
            ("password_again", "secret"),
        ]);
        let attempt = Attempt::read(&sent, &[("ask", &["question"])]).unwrap();
        assert_eq!(attempt.get("question"), "Who are you?");
        let fault = FieldError::new("question", Fault::Missing);
        let shown = action.again(&v, Some(&attempt.faults(vec![fault])));
        assert!(shown.open);
        assert_eq!(shown.fields[0].text(), "Who are you?");
        assert_eq!(shown.fields[0].faults.len(), 1);
        assert_eq!(shown.fields[1].text(), "", "a password is never shown again");
    }
}
