//! All contact with `activitypub_federation`: traits, `Data` and `ObjectId` fetching. It gets our client and no private
//! key; it never sends and never receives for us (ARCHITECTURE 10).

mod actor;
mod object;
mod signing;
mod url_policy;

use std::str::FromStr;

use activitypub_federation::{
    config::{Data, FederationConfig},
    error::Error as LibraryError,
    fetch::object_id::ObjectId,
};
use operations::RemoteError;
use protocol::actor::RemoteActor;
use reqwest_middleware::ClientBuilder;

pub(crate) use self::object::FederatedObject;
use self::{actor::FederatedActor, signing::SignFetches, url_policy::UrlPolicy};
use crate::Federation;

/// The library, set up for one node.
pub(crate) struct Adapter(FederationConfig<Federation>);

impl Adapter {
    pub(crate) async fn new(federation: &Federation) -> Result<Self, RemoteError> {
        let urls = federation
            .operations()
            .urls()
            .ok_or(RemoteError::NotAllowed("this node has no domain yet"))?;
        let client = ClientBuilder::new(federation.inner().http.client())
            .with(SignFetches {
                federation: federation.clone(),
            })
            .build();
        let config = FederationConfig::builder()
            .domain(urls.host())
            .app_data(federation.clone())
            .client(client)
            // Plain http and other addresses than public ones: for listed names only, see `UrlPolicy`.
            .debug(federation.inner().settings.development.is_some())
            .url_verifier(Box::new(UrlPolicy {
                federation: federation.clone(),
            }))
            .build()
            .await
            .map_err(|_| RemoteError::NotAllowed("the federation library could not be set up"))?;
        Ok(Self(config))
    }

    fn data(&self) -> Data<Federation> {
        self.0.to_request_data()
    }

    /// Fetches an actor from its own id and stores it.
    pub(crate) async fn fetch_actor(&self, id: &str) -> Result<RemoteActor, RemoteError> {
        let id = ObjectId::<FederatedActor>::from_str(id).map_err(|_| RemoteError::NotAllowed("not an address"))?;
        id.dereference_forced(&self.data())
            .await
            .map(|actor| actor.actor)
            .map_err(|FetchError(cause)| cause)
    }

    /// Fetches an object from its own id: its exact bytes and its author.
    pub(crate) async fn fetch_object(&self, id: &str) -> Result<FederatedObject, RemoteError> {
        let id = ObjectId::<FederatedObject>::from_str(id).map_err(|_| RemoteError::NotAllowed("not an address"))?;
        id.dereference_forced(&self.data())
            .await
            .map_err(|FetchError(cause)| cause)
    }
}

/// Why a fetch failed, in our words.
#[derive(Debug)]
pub(crate) struct FetchError(RemoteError);

impl From<LibraryError> for FetchError {
    fn from(error: LibraryError) -> Self {
        Self(match error {
            LibraryError::NotFound | LibraryError::ObjectDeleted(_) => RemoteError::NotFound,
            LibraryError::FetchInvalidContentType(_) => {
                RemoteError::Unusable("it is not of the type that was asked for")
            }
            LibraryError::FetchWrongId(_) => RemoteError::Unusable("it does not speak for the address that was asked"),
            LibraryError::RequestLimit => RemoteError::NotAllowed("too many look-ups for one message"),
            LibraryError::UrlVerificationError(why) => RemoteError::NotAllowed(why),
            LibraryError::ParseFetchedObject(..) => RemoteError::Unusable("it is not a document of the protocol"),
            // What our own middleware said comes back wrapped.
            LibraryError::ReqwestMiddleware(reqwest_middleware::Error::Middleware(cause)) => cause
                .downcast()
                .unwrap_or_else(|other| RemoteError::Unreachable(other.to_string())),
            other => RemoteError::Unreachable(other.to_string()),
        })
    }
}

impl From<RemoteError> for FetchError {
    fn from(error: RemoteError) -> Self {
        Self(error)
    }
}
