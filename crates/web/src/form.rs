//! Forms that people send: token, size, known fields only, each single field once (SECURITY AC6, JS7).

use std::{future::Future, pin::Pin};

use actix_multipart::Multipart;
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use chrono::TimeDelta;
use domain::field_error::{Fault, FieldError};
use futures::{StreamExt, TryStreamExt};
use operations::Caller;

use crate::{error::WebError, form_token::same, locale::Locale, visit::Visit};

const MOST_FORM: usize = 256 * 1024;
const MOST_FILE: usize = 10 * 1024 * 1024;
const MOST_FIELDS: usize = 400;
/// A form must be complete within this time, one with photos within the longer one.
pub(crate) const FORM_WITHIN: TimeDelta = TimeDelta::seconds(30);
pub(crate) const UPLOAD_WITHIN: TimeDelta = TimeDelta::minutes(15);

/// A form that was sent by somebody whom the role table lets in, with the token of their login.
pub(crate) struct PostForm {
    pub(crate) visit: Visit,
    pub(crate) fields: Fields,
}

/// The fields of a form.
#[derive(Default)]
pub(crate) struct Fields {
    fields: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
}

impl FromRequest for PostForm {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let visit = Visit::begin(request.clone()).await?;
            visit.admit()?;
            let fields = match request.content_type() {
                "application/x-www-form-urlencoded" => visit.state.in_time(FORM_WITHIN, read_form(payload)).await?,
                "multipart/form-data" => {
                    visit
                        .state
                        .in_time(UPLOAD_WITHIN, read_parts(&request, payload))
                        .await?
                }
                _ => return Err(WebError::FormNotOurs),
            };
            if fields.hold_nul() {
                return Err(WebError::BadRequest("a field has the character U+0000".to_owned()));
            }
            if token_is_ours(&visit, fields.get("token")) {
                Ok(Self { visit, fields })
            } else {
                Err(WebError::FormNotOurs)
            }
        })
    }
}

fn token_is_ours(visit: &Visit, token: &str) -> bool {
    match &visit.caller {
        Caller::SignedIn(session) => same(session.form_token().as_bytes(), token.as_bytes()),
        Caller::Visitor => visit.state.form_tokens.accepts(visit.request.path(), token),
    }
}

async fn read_form(mut payload: Payload) -> Result<Fields, WebError> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        body.extend_from_slice(&chunk.map_err(|_| WebError::BadRequest("the form broke off".to_owned()))?);
        if body.len() > MOST_FORM {
            return Err(WebError::TooLarge);
        }
    }
    let fields: Vec<_> = url::form_urlencoded::parse(&body).into_owned().collect();
    if fields.len() > MOST_FIELDS {
        return Err(WebError::TooLarge);
    }
    Ok(Fields {
        fields,
        files: Vec::new(),
    })
}

async fn read_parts(request: &HttpRequest, payload: Payload) -> Result<Fields, WebError> {
    let broken = |_| WebError::BadRequest("the form broke off".to_owned());
    let mut parts = Multipart::new(request.headers(), payload);
    let mut fields = Fields::default();
    let mut text_bytes = 0;
    while let Some(mut part) = parts.try_next().await.map_err(broken)? {
        let disposition = part.content_disposition();
        let is_file = disposition.is_some_and(|d| d.get_filename().is_some());
        let name = part.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = part.try_next().await.map_err(broken)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > if is_file { MOST_FILE } else { MOST_FORM } {
                return Err(WebError::TooLarge);
            }
        }
        if is_file {
            // A file field that was left empty is sent as an empty file.
            if !bytes.is_empty() {
                fields.files.push((name, bytes));
            }
        } else {
            text_bytes += bytes.len();
            let text = String::from_utf8(bytes).map_err(|_| WebError::BadRequest("not UTF-8".to_owned()))?;
            fields.fields.push((name, text));
        }
        if fields.files.len() > 4 || fields.fields.len() > MOST_FIELDS || text_bytes > MOST_FORM {
            return Err(WebError::TooLarge);
        }
    }
    Ok(fields)
}

impl Fields {
    /// Refuses fields that the form does not have, and single fields that came twice.
    pub(crate) fn only(&self, singles: &[&str], lists: &[&str]) -> Result<(), WebError> {
        for (index, (name, _)) in self.fields.iter().enumerate() {
            let single = name == "token" || singles.contains(&name.as_str());
            let again = self.fields[..index].iter().any(|(other, _)| other == name);
            if !(single && !again || lists.contains(&name.as_str())) {
                return Err(WebError::BadRequest(format!("the field {name:?} is not expected here")));
            }
        }
        Ok(())
    }

    fn hold_nul(&self) -> bool {
        self.fields
            .iter()
            .any(|(name, value)| name.contains('\0') || value.contains('\0'))
    }

    /// The value of a field, or the empty text.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// Whether a field was sent: boxes that are ticked, the button that was pressed.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(key, _)| key == name)
    }

    /// All values of a field, without empty ones.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        let values = self
            .fields
            .iter()
            .filter(|(key, value)| key == name && !value.is_empty());
        values.map(|(_, value)| value.clone()).collect()
    }

    /// An identifier that our own page put into the form.
    pub(crate) fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T, WebError> {
        self.get(name).parse().map_err(|_| WebError::NotFound)
    }

    /// The file of a field.
    pub(crate) fn take_file(&mut self, name: &str) -> Option<Vec<u8>> {
        let at = self.files.iter().position(|(key, _)| key == name)?;
        Some(self.files.swap_remove(at).1)
    }
}

/// What is wrong with a field, in words.
pub(crate) fn fault_text(locale: Locale, error: &FieldError) -> String {
    match &error.fault {
        Fault::Missing => locale.t("fault-missing"),
        Fault::TooLong { most, given } => locale.ww("fault-too-long", locale.number(*most), locale.number(*given)),
        Fault::TooMany { most } => locale.n("fault-too-many", *most),
        Fault::NotInList { given } => locale.w("fault-not-in-list", given),
        Fault::Malformed { expected } => locale.w("fault-malformed", expected),
        Fault::ForbiddenCharacter => locale.t("fault-forbidden-character"),
        Fault::EndBeforeStart => locale.t("fault-end-before-start"),
        Fault::NothingWentWrong => locale.t("fault-nothing-went-wrong"),
        Fault::AltTextMissing => locale.t("fault-alt-text-missing"),
        Fault::PeopleDidNotAgree => locale.t("fault-people-did-not-agree"),
        Fault::Taken => locale.t("fault-taken"),
        Fault::TooShort { least } => locale.n("fault-too-short", *least),
        Fault::TooCommon => locale.t("fault-too-common"),
        Fault::NotNormalised { line, column } => {
            locale.ww("fault-not-normalised", locale.number(*line), locale.number(*column))
        }
        Fault::NotFreezable { line } => locale.w("fault-not-freezable", locale.number(*line)),
        Fault::LanguageWithoutText { language } => locale.w("fault-language-without-text", language),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn fields(pairs: &[(&str, &str)]) -> Fields {
        let fields = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Fields {
            fields,
            files: Vec::new(),
        }
    }

    #[test]
    fn a_field_that_the_form_does_not_have_is_refused() {
        let form = fields(&[("token", "x"), ("text", "hello"), ("role", "owner")]);
        assert!(form.only(&["text"], &[]).is_err());
        assert!(form.only(&["text", "role"], &[]).is_ok());
    }

    #[test]
    fn a_single_field_that_comes_twice_is_refused() {
        let form = fields(&[("text", "a"), ("text", "b")]);
        assert!(form.only(&["text"], &[]).is_err());
        assert!(form.only(&[], &["text"]).is_ok());
        assert_eq!(form.all("text"), ["a", "b"]);
    }
}
