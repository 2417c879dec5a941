//! Signs the library's fetches as the instance actor; holds every request to our guard (SE3, OU2, OU5).

use http::Extensions;
use reqwest::{Request, Response, header::LOCATION};
use reqwest_middleware::{Error, Middleware, Next, Result};

use crate::Federation;

pub(super) struct SignFetches {
    pub(super) federation: Federation,
}

#[async_trait::async_trait]
impl Middleware for SignFetches {
    async fn handle(&self, mut request: Request, extensions: &mut Extensions, next: Next<'_>) -> Result<Response> {
        let url = request.url().clone();
        self.federation.inner().http.check(&url).map_err(Error::middleware)?;
        for (name, value) in self.federation.signed_get(&url).await {
            if let (Ok(name), Ok(value)) = (http::HeaderName::try_from(name), http::HeaderValue::try_from(value)) {
                request.headers_mut().insert(name, value);
            }
        }
        let response = next.run(request, extensions).await?;
        let target = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
        if let Some(target) = target.and_then(|text| url.join(text).ok())
            && target.origin() != url.origin()
        {
            return Err(Error::middleware(operations::RemoteError::NotAllowed(
                "a redirect to another server",
            )));
        }
        if !response.status().is_success() && !response.status().is_redirection() && response.status().as_u16() != 410 {
            let cause = match response.status().as_u16() {
                404 => operations::RemoteError::NotFound,
                code => operations::RemoteError::Unreachable(format!("it answered {code}")),
            };
            return Err(Error::middleware(cause));
        }
        Ok(response)
    }
}
