//! An actor of another server, as the library sees it.

use activitypub_federation::{
    config::Data,
    traits::{Actor, Object},
};
use async_trait::async_trait;
use protocol::actor::RemoteActor;
use serde_json::value::RawValue;
use url::Url;

use super::FetchError;
use crate::Federation;

#[derive(Debug)]
pub(super) struct FederatedActor {
    pub(super) actor: RemoteActor,
    id: Url,
    inbox: Url,
    key: String,
}

impl FederatedActor {
    fn new(actor: RemoteActor) -> Result<Self, FetchError> {
        let address = |text: &str| Url::parse(text).map_err(|_| operations::RemoteError::Unusable("not an address"));
        let key = actor
            .public_keys
            .first()
            .map(|key| key.key.to_text())
            .unwrap_or_default();
        Ok(Self {
            id: address(actor.id.as_str())?,
            inbox: address(actor.inbox.as_str())?,
            key,
            actor,
        })
    }
}

#[async_trait]
impl Object for FederatedActor {
    type DataType = Federation;
    type Kind = Box<RawValue>;
    type Error = FetchError;

    fn id(&self) -> &Url {
        &self.id
    }

    async fn read_from_id(id: Url, data: &Data<Federation>) -> Result<Option<Self>, FetchError> {
        let stored = data.operations().remote_actor(id.as_str()).await;
        let stored = stored.map_err(|e| operations::RemoteError::Unreachable(e.to_string()))?;
        stored.map(|(actor, _)| Self::new(actor)).transpose()
    }

    async fn into_json(self, _: &Data<Federation>) -> Result<Box<RawValue>, FetchError> {
        // Documents of others are never served by us under their ids.
        Err(operations::RemoteError::NotFound.into())
    }

    async fn verify(json: &Box<RawValue>, url: &Url, data: &Data<Federation>) -> Result<(), FetchError> {
        let actor = data.read_actor(json.get().as_bytes())?;
        if actor.id.as_str() == url.as_str() {
            Ok(())
        } else {
            Err(operations::RemoteError::Unusable("it does not speak for the address that was asked").into())
        }
    }

    async fn from_json(json: Box<RawValue>, data: &Data<Federation>) -> Result<Self, FetchError> {
        let bytes = json.get().as_bytes();
        let actor = data.read_actor(bytes)?;
        data.require_named(&actor).await?;
        data.operations()
            .store_remote_actor(&actor, bytes)
            .await
            .map_err(|error| match error {
                operations::OperationError::Protocol(_) => {
                    operations::RemoteError::Unusable("it shows other keys than those that are held fast")
                }
                other => operations::RemoteError::Unreachable(other.to_string()),
            })?;
        Self::new(actor)
    }
}

impl Actor for FederatedActor {
    fn public_key_pem(&self) -> &str {
        &self.key
    }

    fn private_key_pem(&self) -> Option<String> {
        None
    }

    fn inbox(&self) -> Url {
        self.inbox.clone()
    }
}
