//! Asking once more who it is, on any page (SECURITY AC5): the field, its reading, and the new cookie afterwards (AC3).
//!
//! A form includes `parts/step_up.html`, or has the field [`Field::step_up`]; its handler calls [`Visit::step_up`].

use actix_web::{
    HttpMessage,
    cookie::{Cookie, SameSite, time::Duration},
};
use operations::{OperationError, Secret, StepUp};
use secrecy::{ExposeSecret, SecretString};

use crate::{error::WebError, form::Fields, state::WebState, visit::Visit};

/// The name of the field in all forms: a code, a recovery code, a passkey's answer, or the password.
pub(crate) const FIELD: &str = "password_again";

/// The new value of the login cookie, which the answer brings whatever the handler answers.
pub(crate) struct NewLogin(pub(crate) Cookie<'static>);

impl Visit {
    /// Asks once more who it is; nothing when the proof is wrong or missing: show the form again with the text
    /// `step-up-wrong`.
    pub(crate) async fn step_up(&self, fields: &Fields) -> Result<Option<StepUp>, WebError> {
        match self.operations().step_up(self.session()?, proof(fields)).await {
            Ok(step_up) => {
                self.renew_login(step_up.cookie());
                Ok(Some(step_up))
            }
            Err(OperationError::NotSignedIn) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    /// Sends the new value of the login cookie with the answer.
    pub(crate) fn renew_login(&self, secret: Option<&Secret>) {
        if let Some(secret) = secret {
            let cookie = login_cookie(&self.state, secret.0.expose_secret()).into_owned();
            self.request.extensions_mut().insert(NewLogin(cookie));
        }
    }
}

/// What was given as proof, if anything.
pub(crate) fn proof(fields: &Fields) -> Option<SecretString> {
    let text = fields.get(FIELD);
    (!text.is_empty()).then(|| SecretString::from(text.to_owned()))
}

/// The login cookie (AC3).
pub(crate) fn login_cookie<'a>(state: &WebState, value: &'a str) -> Cookie<'a> {
    Cookie::build(state.cookie_name(), value)
        .path("/")
        .http_only(true)
        .secure(!state.development)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(30))
        .finish()
}
