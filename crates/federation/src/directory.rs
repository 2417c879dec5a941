//! Looking other servers up: WebFinger, actors, objects (the port of `operations`).

use std::sync::Arc;

use async_trait::async_trait;
use evidence::strict_json::{self, Limits};
use operations::{ActorKeys, RemoteDirectory, RemoteError};
use protocol::{
    actor::RemoteActor,
    http_signature::{Outgoing, SignatureKind, Signer, sign},
    services::Services,
    webfinger::{Acct, Found, looks_like_upload},
};
use url::Url;

use crate::{Federation, adapter::FederatedObject, http_out::Media, keys::FRESH};

impl Federation {
    /// Reads an actor's document, strictly.
    pub(crate) fn read_actor(&self, bytes: &[u8]) -> Result<RemoteActor, RemoteError> {
        let document = strict_json::read(bytes, Limits::NETWORK)
            .map_err(|_| RemoteError::Unusable("the actor's document is not strict JSON"))?;
        RemoteActor::read(&document, &self.id_policy())
            .map_err(|_| RemoteError::Unusable("the actor's document breaks a rule"))
    }

    /// Fetches an actor from its own id and stores it, whatever we have.
    pub(crate) async fn fetch_actor(&self, id: &str) -> Result<RemoteActor, RemoteError> {
        let fetched = self.adapter().await?.fetch_actor(id).await;
        fetched.inspect_err(|cause| self.note_failed_fetch(id, cause))
    }

    /// Fetches an object from its own id; what of it is stored is for the caller to say.
    pub(crate) async fn fetch_object(&self, id: &str) -> Result<FederatedObject, RemoteError> {
        let fetched = self.adapter().await?.fetch_object(id).await;
        fetched.inspect_err(|cause| self.note_failed_fetch(id, cause))
    }

    /// What others serve and we do not use is counted like what they send.
    fn note_failed_fetch(&self, url: &str, cause: &RemoteError) {
        let url = Url::parse(url).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
        self.operations().note_refusal(host, cause.code());
    }

    /// An actor: from our table for a day, else fetched; when its server does not answer, ours serves for a week (ID11).
    pub(crate) async fn actor_now(&self, id: &str) -> Result<RemoteActor, RemoteError> {
        let stored = self
            .operations()
            .remote_actor(id)
            .await
            .map_err(|e| RemoteError::Unreachable(e.to_string()))?;
        let now = self.inner().clock.now();
        match stored {
            Some((actor, fetched)) if now - fetched < FRESH => Ok(actor),
            Some((actor, fetched)) => match self.fetch_actor(id).await {
                Err(RemoteError::Unreachable(_)) if now - fetched < chrono::Duration::days(7) => Ok(actor),
                // Other keys than those that are held fast change nothing (ID9).
                Err(RemoteError::Unusable(_)) if self.is_pinned(id).await => Ok(actor),
                other => other,
            },
            None => self.fetch_actor(id).await,
        }
    }

    async fn is_pinned(&self, id: &str) -> bool {
        self.operations().is_pinned(id).await.unwrap_or(false)
    }

    /// The headers of a GET signed by the instance actor; none where this node has no keys yet.
    pub(crate) async fn signed_get(&self, url: &Url) -> Vec<(String, String)> {
        let keys = match self.operations().urls() {
            Some(urls) => self.operations().actor_keys(&urls.instance_actor()).await.ok(),
            None => None,
        };
        keys.map(|keys| self.sign_get(&keys, url)).unwrap_or_default()
    }

    fn sign_get(&self, keys: &ActorKeys, url: &Url) -> Vec<(String, String)> {
        let request = Outgoing {
            method: "GET",
            url,
            body: None,
            now: self.inner().clock.now(),
            sequence: None,
        };
        let mut headers = sign(SignatureKind::Cavage, &request, &signer(keys)).unwrap_or_default();
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case("host") && !name.eq_ignore_ascii_case("accept"));
        headers
    }

    /// A GET of our own, signed as the instance actor.
    pub(crate) async fn get(&self, url: &Url, media: Media) -> Result<(Url, Vec<u8>), RemoteError> {
        self.require_clock()?;
        let keys = match self.operations().urls() {
            Some(urls) => self.operations().actor_keys(&urls.instance_actor()).await.ok(),
            None => None,
        };
        let federation = self.clone();
        let headers = move |url: &Url| {
            keys.as_ref()
                .map(|keys| federation.sign_get(keys, url))
                .unwrap_or_default()
        };
        let fetched = self.inner().http.get(url, media, &headers).await;
        let fetched = fetched.inspect_err(|cause| self.note_failed_fetch(url.as_str(), cause))?;
        Ok((fetched.url, fetched.bytes))
    }

    async fn webfinger(&self, handle: &Acct) -> Result<Found, RemoteError> {
        let scheme = self.inner().http.scheme_of(&handle.host);
        let address = format!("{scheme}://{}{}", handle.host, handle.query());
        let url = Url::parse(&address).map_err(|_| NO_HANDLE)?;
        let (_, bytes) = self.get(&url, Media::WebFinger).await?;
        let unusable = RemoteError::Unusable("its WebFinger answer cannot be read");
        let document = strict_json::read(&bytes, Limits::NETWORK).map_err(|_| unusable.clone())?;
        Found::read(&document, &handle.host, &self.id_policy()).map_err(|_| unusable)
    }

    /// Takes an address that could be that of an uploaded file for an actor's only if WebFinger of its host names it
    /// (SECURITY F11); keys that are held fast say as much.
    pub(crate) async fn require_named(&self, actor: &RemoteActor) -> Result<(), RemoteError> {
        if !looks_like_upload(&actor.id) || self.is_pinned(actor.id.as_str()).await {
            return Ok(());
        }
        let unnamed = RemoteError::Unusable("its address is like that of a file, and its server names no such actor");
        let handle = Acct::parse(&actor.handle()).ok_or(unnamed.clone())?;
        match self.webfinger(&handle).await {
            Ok(found) if found.actor.as_ref() == Some(&actor.id) => Ok(()),
            Err(cause @ RemoteError::Unreachable(_)) => Err(cause),
            _ => Err(unnamed),
        }
    }

    /// An actor of ours, read from our own document: addresses of our own host are never asked over the network (OU6).
    pub(crate) async fn own_actor(&self, id: &str) -> Result<RemoteActor, RemoteError> {
        match self.operations().document(id, None).await {
            Ok(operations::Served::Document(bytes)) => self.read_actor(&bytes),
            _ => Err(RemoteError::NotFound),
        }
    }

    fn is_own(&self, id: &str) -> bool {
        let url = Url::parse(id).ok();
        url.as_ref()
            .and_then(Url::host_str)
            .is_some_and(|host| self.is_own_host(host))
    }

    fn is_own_host(&self, host: &str) -> bool {
        self.operations().urls().is_some_and(|urls| urls.host() == host)
    }
}

const NO_HANDLE: RemoteError = RemoteError::NotAllowed("this is not a handle like @name@server");

pub(crate) fn signer(keys: &ActorKeys) -> Signer<'_> {
    Signer {
        rsa_key_id: keys.rsa_id.clone(),
        rsa: &keys.rsa,
        ed25519_key_id: keys.ed25519_id.clone(),
        ed25519: &keys.ed25519,
    }
}

#[async_trait]
impl RemoteDirectory for Federation {
    async fn resolve_handle(&self, handle: &str) -> Result<RemoteActor, RemoteError> {
        let handle = Acct::parse(&handle.trim().to_lowercase()).ok_or(NO_HANDLE)?;
        if self.is_own_host(&handle.host) {
            let found = self
                .operations()
                .webfinger(&handle.resource())
                .await
                .map_err(|_| RemoteError::NotFound)?;
            let found = Found::read(&found, &handle.host, &self.id_policy()).map_err(|_| RemoteError::NotFound)?;
            return self.own_actor(found.actor.ok_or(RemoteError::NotFound)?.as_str()).await;
        }
        let found = self.webfinger(&handle).await?;
        let id = found.actor.ok_or(RemoteError::NotFound)?;
        // The subject may name another handle: that server must lead back to the same actor (PW8).
        if let Some(subject) = found.subject.filter(|subject| *subject != handle)
            && self.webfinger(&subject).await?.actor.as_ref() != Some(&id)
        {
            return Err(RemoteError::Unusable("its WebFinger answers contradict each other"));
        }
        self.actor_now(id.as_str()).await
    }

    async fn actor(&self, id: &str) -> Result<RemoteActor, RemoteError> {
        if self.is_own(id) {
            self.own_actor(id).await
        } else {
            self.actor_now(id).await
        }
    }

    async fn actor_anew(&self, id: &str) -> Result<RemoteActor, RemoteError> {
        if self.is_own(id) {
            self.own_actor(id).await
        } else {
            self.fetch_actor(id).await
        }
    }

    async fn object(&self, id: &str) -> Result<String, RemoteError> {
        let object = self.fetch_object(id).await?;
        self.operations()
            .store_fetched_object(&object.id, &object.bytes, &object.author)
            .await
            .map_err(|_| RemoteError::Unusable("the document cannot be shown"))
    }

    async fn remote_follow(&self, visitor_handle: &str, our_actor: &str) -> Result<String, RemoteError> {
        let handle = Acct::parse(&visitor_handle.trim().to_lowercase()).ok_or(NO_HANDLE)?;
        self.webfinger(&handle)
            .await?
            .interaction(our_actor)
            .ok_or(RemoteError::NotFound)
    }

    async fn catch_up(&self, host: &str) -> Result<usize, RemoteError> {
        self.catch_up_with(host).await
    }

    async fn mirror(&self, host: &str) -> Result<(), RemoteError> {
        self.mirror_host(host).await
    }

    async fn services(&self, host: &str) -> Result<Services, RemoteError> {
        self.services_of(host).await
    }

    async fn try_now(&self, host: &str) {
        self.start_lane(host);
        let (federation, host) = (self.clone(), host.to_owned());
        tokio::spawn(async move {
            if let Err(cause) = federation.catch_up_with(&host).await {
                tracing::info!(peer.host = %host, %cause, "Could not ask {host} for what we missed");
            }
        });
    }
}

impl From<Federation> for Arc<dyn RemoteDirectory> {
    fn from(federation: Federation) -> Self {
        Arc::new(federation)
    }
}
