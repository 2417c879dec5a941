//! The library asks this for every remote address: our own guard, and the block list.

use activitypub_federation::{config::UrlVerifier, error::Error};
use async_trait::async_trait;
use url::Url;

use crate::Federation;

#[derive(Clone)]
pub(super) struct UrlPolicy {
    pub(super) federation: Federation,
}

#[async_trait]
impl UrlVerifier for UrlPolicy {
    async fn verify(&self, url: &Url) -> Result<(), Error> {
        self.federation
            .inner()
            .http
            .check(url)
            .map_err(|_| Error::UrlVerificationError("this address may not be asked"))?;
        let host = url.host_str().unwrap_or_default();
        if self.federation.operations().turns_away(host, url.as_str()) {
            return Err(Error::UrlVerificationError("this server is blocked here"));
        }
        Ok(())
    }
}
