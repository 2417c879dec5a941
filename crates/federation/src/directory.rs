//! Looking other servers up: WebFinger, actors, objects (the port of `operations`).

use std::sync::Arc;

use async_trait::async_trait;
use evidence::strict_json::{self, Limits};
use operations::{ActorKeys, RemoteDirectory, RemoteError};
use protocol::{
    actor::RemoteActor,
    http_signature::{Outgoing, SignatureKind, Signer, sign},
    webfinger::Jrd,
};
use url::Url;

use crate::{Federation, http_out::Media};

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
        self.adapter().await?.fetch_actor(id).await
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
            Some((actor, fetched)) if now - fetched < chrono::Duration::hours(24) => Ok(actor),
            Some((actor, fetched)) => match self.fetch_actor(id).await {
                Err(RemoteError::Unreachable(_)) if now - fetched < chrono::Duration::days(7) => Ok(actor),
                other => other,
            },
            None => self.fetch_actor(id).await,
        }
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
        let fetched = self.inner().http.get(url, media, &headers).await?;
        Ok((fetched.url, fetched.bytes))
    }

    async fn webfinger(&self, handle: &str) -> Result<Jrd, RemoteError> {
        let (_, host) = split_handle(handle)?;
        let scheme = self.inner().http.scheme_of(host);
        let address = format!("{scheme}://{host}/.well-known/webfinger?resource=acct:{handle}");
        let url = Url::parse(&address).map_err(|_| RemoteError::NotAllowed("this is not a handle"))?;
        let (_, bytes) = self.get(&url, Media::WebFinger).await?;
        Jrd::read(&bytes).ok_or(RemoteError::Unusable("its WebFinger answer cannot be read"))
    }
}

pub(crate) fn signer(keys: &ActorKeys) -> Signer<'_> {
    Signer {
        rsa_key_id: format!("{}#main-key", keys.actor),
        rsa: &keys.rsa,
        ed25519_key_id: format!("{}#ed25519-key", keys.actor),
        ed25519: &keys.ed25519,
    }
}

/// `user@host`, with or without `@` in front (ID3).
fn split_handle(handle: &str) -> Result<(&str, &str), RemoteError> {
    let invalid = RemoteError::NotAllowed("this is not a handle like @name@server");
    let (user, host) = handle.split_once('@').ok_or(invalid.clone())?;
    let user_ok = (1..=64).contains(&user.len())
        && user
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
    let host_ok = !host.is_empty()
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    if user_ok && host_ok {
        Ok((user, host))
    } else {
        Err(invalid)
    }
}

#[async_trait]
impl RemoteDirectory for Federation {
    async fn resolve_handle(&self, handle: &str) -> Result<RemoteActor, RemoteError> {
        let handle = handle.trim().trim_start_matches('@').to_lowercase();
        let jrd = self.webfinger(&handle).await?;
        let id = jrd.actor().ok_or(RemoteError::NotFound)?.to_owned();
        // The subject may name another handle: that server must lead back to the same actor (PW8).
        if let Some(subject) = jrd.handle()
            && subject != handle
        {
            let confirmed = self.webfinger(&subject).await?;
            if confirmed.actor() != Some(id.as_str()) {
                return Err(RemoteError::Unusable("its WebFinger answers contradict each other"));
            }
        }
        self.actor_now(&id).await
    }

    async fn actor(&self, id: &str) -> Result<RemoteActor, RemoteError> {
        self.actor_now(id).await
    }

    async fn object(&self, id: &str) -> Result<String, RemoteError> {
        let object = self.adapter().await?.fetch_object(id).await?;
        self.operations()
            .store_fetched_object(&object.id, &object.bytes, &object.author)
            .await
            .map_err(|_| RemoteError::Unusable("the document cannot be shown"))
    }

    async fn remote_follow(&self, visitor_handle: &str, our_actor: &str) -> Result<String, RemoteError> {
        let handle = visitor_handle.trim().trim_start_matches('@').to_lowercase();
        let (_, host) = split_handle(&handle)?;
        let template = self
            .webfinger(&handle)
            .await?
            .subscribe_template()
            .ok_or(RemoteError::NotFound)?;
        let scheme = self.inner().http.scheme_of(host);
        let on_its_host = Url::parse(&template.replace("{uri}", "x"))
            .is_ok_and(|url| url.host_str() == Some(host) && url.scheme() == scheme);
        if !on_its_host {
            return Err(RemoteError::Unusable("its follow page is on another server"));
        }
        let encoded: String = url::form_urlencoded::byte_serialize(our_actor.as_bytes()).collect();
        Ok(template.replace("{uri}", &encoded))
    }

    async fn catch_up(&self, host: &str) -> Result<usize, RemoteError> {
        self.catch_up_with(host).await
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
