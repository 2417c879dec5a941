//! Who calls the API, and what they send. Cookies are not looked at here (SECURITY AC8).

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::Payload,
    http::header,
    web::{self, BytesMut},
};
use domain::{ids::OrganisationId, signature_file::LARGEST_FILE};
use futures::StreamExt;
use operations::{Caller, OperationError, Operations, Session};
use serde::de::DeserializeOwned;

use crate::{
    client,
    error::WebError,
    form::{FORM_WITHIN, UPLOAD_WITHIN},
    limits::Costly,
    routes::Access,
    state::WebState,
    visit::{LoginUsed, header_text},
};

const MOST_JSON: usize = 256 * 1024;
const MOST_PHOTO: usize = 10 * 1024 * 1024;

/// A program that the role table lets in.
pub(crate) struct ApiCaller {
    pub(crate) caller: Caller,
    pub(crate) state: WebState,
    pub(crate) request: HttpRequest,
    pub(crate) may_write: bool,
}

impl FromRequest for ApiCaller {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        Box::pin(Self::admit(request.clone()))
    }
}

impl ApiCaller {
    async fn admit(request: HttpRequest) -> Result<Self, WebError> {
        let state = request
            .app_data::<web::Data<WebState>>()
            .map(|data| data.get_ref().clone());
        let state = state.ok_or_else(|| WebError::Rendering("the state of the web is missing".to_owned()))?;
        let access = request.app_data::<Access>().copied().ok_or(WebError::NotFound)?;
        if state.operations.urls().is_none() {
            return Err(OperationError::NotSetUp.into());
        }
        let (caller, may_write) = match bearer(&request) {
            Some(token) => state.operations.caller_by_token(token).await?,
            None => (Caller::Visitor, false),
        };
        let signed_in = matches!(caller, Caller::SignedIn(_));
        if signed_in {
            request.extensions_mut().insert(LoginUsed);
        }
        match access {
            Access::Public | Access::Link => {}
            Access::ReadToken | Access::WriteToken if !signed_in => {
                return Err(OperationError::NotSignedIn.into());
            }
            Access::ReadToken => {}
            Access::WriteToken if may_write => {}
            Access::WriteToken => return Err(WebError::Forbidden),
            _ => return Err(WebError::NotFound),
        }
        Ok(Self {
            caller,
            state,
            request,
            may_write,
        })
    }
}

fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = header_text(request, header::AUTHORIZATION)?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

impl ApiCaller {
    /// All that the node can do.
    pub(crate) fn operations(&self) -> &Operations {
        &self.state.operations
    }

    /// The session of the token.
    pub(crate) fn session(&self) -> Result<&Session, WebError> {
        match &self.caller {
            Caller::SignedIn(session) => Ok(session),
            Caller::Visitor => Err(OperationError::NotSignedIn.into()),
        }
    }

    /// The organisation that the token acts for.
    pub(crate) fn organisation(&self) -> Result<OrganisationId, WebError> {
        self.session()?.acting_for().ok_or(WebError::Forbidden)
    }

    /// Key with which a request takes effect once, however often it is sent.
    pub(crate) fn idempotency_key(&self) -> Result<Option<&str>, WebError> {
        let name = header::HeaderName::from_static("idempotency-key");
        match self.request.headers().get(name) {
            None => Ok(None),
            Some(value) => match value.to_str() {
                Ok(key) if (1..=200).contains(&key.len()) => Ok(Some(key)),
                _ => Err(WebError::BadRequest(
                    "Idempotency-Key has 1 to 200 ASCII characters".to_owned(),
                )),
            },
        }
    }

    /// The parameters of the address; others than these, and one that comes twice, are refused (SECURITY JS7).
    pub(crate) fn query(&self, names: &[&str]) -> Result<Vec<(String, String)>, WebError> {
        let pairs: Vec<(String, String)> = url::form_urlencoded::parse(self.request.query_string().as_bytes())
            .into_owned()
            .collect();
        for (index, (name, _)) in pairs.iter().enumerate() {
            let again = pairs[..index].iter().any(|(other, _)| other == name);
            if again || !names.contains(&name.as_str()) {
                return Err(WebError::BadRequest(format!(
                    "the parameter {name:?} is not expected here"
                )));
            }
        }
        Ok(pairs)
    }

    /// Counts a costly request of this client.
    pub(crate) fn take(&self, what: Costly) -> Result<(), WebError> {
        self.state
            .limits
            .take(what, client::address(&self.request, &self.state.trusted_proxies))
    }
}

/// A call with a JSON body: first the token is looked at, then the body is read. Unknown and repeated members are refused.
pub(crate) struct JsonCall<T> {
    pub(crate) api: ApiCaller,
    pub(crate) body: T,
}

impl<T: DeserializeOwned + 'static> FromRequest for JsonCall<T> {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let api = ApiCaller::admit(request.clone()).await?;
            if request.content_type() != "application/json" {
                return Err(WebError::UnsupportedType);
            }
            let bytes = api.state.in_time(FORM_WITHIN, read(payload, MOST_JSON)).await?;
            let unreadable = |error: serde_json::Error| WebError::BadRequest(error.to_string());
            if has_nul(&serde_json::from_slice(&bytes).map_err(unreadable)?) {
                return Err(WebError::BadRequest("a text has the character U+0000".to_owned()));
            }
            let body = serde_json::from_slice(&bytes).map_err(unreadable)?;
            Ok(Self { api, body })
        })
    }
}

/// Whether a text in it has the character that PostgreSQL takes in no text.
fn has_nul(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(items) => items.iter().any(has_nul),
        serde_json::Value::Object(members) => members
            .iter()
            .any(|(name, value)| name.contains('\0') || has_nul(value)),
        _ => false,
    }
}

/// A call whose whole body is a table.
pub(crate) struct TableCall {
    pub(crate) api: ApiCaller,
    pub(crate) table: Vec<u8>,
}

impl FromRequest for TableCall {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let api = ApiCaller::admit(request.clone()).await?;
            if request.content_type() != "text/csv" {
                return Err(WebError::UnsupportedType);
            }
            let table = api.state.in_time(UPLOAD_WITHIN, read(payload, LARGEST_FILE)).await?;
            Ok(Self { api, table })
        })
    }
}

/// A call whose whole body is a picture.
pub(crate) struct PictureCall {
    pub(crate) api: ApiCaller,
    pub(crate) picture: Vec<u8>,
}

impl FromRequest for PictureCall {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let api = ApiCaller::admit(request.clone()).await?;
            if !request.content_type().starts_with("image/") {
                return Err(WebError::UnsupportedType);
            }
            let picture = api.state.in_time(UPLOAD_WITHIN, read(payload, MOST_PHOTO)).await?;
            Ok(Self { api, picture })
        })
    }
}

async fn read(mut payload: Payload, most: usize) -> Result<Vec<u8>, WebError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        body.extend_from_slice(&chunk.map_err(|_| WebError::BadRequest("the body broke off".to_owned()))?);
        if body.len() > most {
            return Err(WebError::TooLarge);
        }
    }
    Ok(body.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_token_is_read_from_the_header_only() {
        let header = TestRequest::default()
            .insert_header((header::AUTHORIZATION, "bearer abc"))
            .to_http_request();
        assert_eq!(bearer(&header), Some("abc"));
        let query = TestRequest::default().uri("/api?access_token=abc").to_http_request();
        assert_eq!(bearer(&query), None);
        let basic = TestRequest::default()
            .insert_header((header::AUTHORIZATION, "Basic abc"))
            .to_http_request();
        assert_eq!(bearer(&basic), None);
    }
}
