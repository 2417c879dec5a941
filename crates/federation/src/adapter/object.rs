//! An object of another server, as the library sees it: its exact bytes and its author.

use activitypub_federation::{config::Data, traits::Object};
use async_trait::async_trait;
use evidence::{
    origin::{Id, same_origin},
    strict_json::{self, Limits},
};
use operations::RemoteError;
use protocol::actor::RemoteActor;
use serde_json::{Value, value::RawValue};
use url::Url;

use super::FetchError;
use crate::Federation;

#[derive(Debug)]
pub(crate) struct FederatedObject {
    pub(crate) id: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) author: RemoteActor,
    url: Url,
}

fn ids(json: &RawValue, federation: &Federation) -> Result<(Id, Id), FetchError> {
    let document = strict_json::read(json.get().as_bytes(), Limits::NETWORK)
        .map_err(|_| RemoteError::Unusable("it is not strict JSON"))?;
    let policy = federation.id_policy();
    let id = |name: &str| {
        document
            .get(name)
            .and_then(Value::as_str)
            .and_then(|text| Id::parse(text, &policy).ok())
    };
    let own = id("id").ok_or(RemoteError::Unusable("it has no id in normal form"))?;
    let author = id("attributedTo")
        .or_else(|| id("actor"))
        .ok_or(RemoteError::Unusable("it names no author"))?;
    if same_origin(&own, &author) {
        Ok((own, author))
    } else {
        Err(RemoteError::Unusable("its author is on another server").into())
    }
}

#[async_trait]
impl Object for FederatedObject {
    type DataType = Federation;
    type Kind = Box<RawValue>;
    type Error = FetchError;

    fn id(&self) -> &Url {
        &self.url
    }

    async fn read_from_id(_: Url, _: &Data<Federation>) -> Result<Option<Self>, FetchError> {
        // Whether a post is known is asked before any fetch; the library always fetches here.
        Ok(None)
    }

    async fn into_json(self, _: &Data<Federation>) -> Result<Box<RawValue>, FetchError> {
        Err(RemoteError::NotFound.into())
    }

    async fn verify(json: &Box<RawValue>, url: &Url, data: &Data<Federation>) -> Result<(), FetchError> {
        let (id, _) = ids(json, data)?;
        if id.as_str() == url.as_str() {
            Ok(())
        } else {
            Err(RemoteError::Unusable("it does not speak for the address that was asked").into())
        }
    }

    async fn from_json(json: Box<RawValue>, data: &Data<Federation>) -> Result<Self, FetchError> {
        let (id, author) = ids(&json, data)?;
        let url = Url::parse(id.as_str()).map_err(|_| RemoteError::Unusable("not an address"))?;
        let author = data.actor_now(author.as_str()).await?;
        Ok(Self {
            id: id.as_str().to_owned(),
            bytes: json.get().as_bytes().to_vec(),
            author,
            url,
        })
    }
}
