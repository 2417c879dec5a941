//! Looking other servers up: the port is declared here and implemented by `federation`.

use async_trait::async_trait;
use protocol::{actor::RemoteActor, services::Services};

/// Why another server could not be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    /// The address may not be asked (own rules), the host is blocked, or it is no address.
    #[error("the address is not allowed: {0}")]
    NotAllowed(&'static str),
    /// No answer: DNS, TLS, time-out, refused.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// It answered that there is no such thing (404, 410, or WebFinger without a match).
    #[error("there is no such account or document")]
    NotFound,
    /// It answered something that we cannot use.
    #[error("the answer cannot be used: {0}")]
    Unusable(&'static str),
}

impl RemoteError {
    /// Its name: for counters, and the last part of `type` in a problem document.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => "remote-not-allowed",
            Self::Unreachable(_) => "remote-unreachable",
            Self::NotFound => "remote-not-found",
            Self::Unusable(_) => "remote-unusable",
        }
    }
}

/// Looks up actors and objects of other servers.
#[async_trait]
pub trait RemoteDirectory: Send + Sync {
    /// The actor `user@host`, by WebFinger.
    async fn resolve_handle(&self, handle: &str) -> Result<RemoteActor, RemoteError>;
    /// The actor with this id; from the table while it is fresh, else fetched and stored.
    async fn actor(&self, id: &str) -> Result<RemoteActor, RemoteError>;
    /// The same from its own server, however fresh what is stored is.
    async fn actor_anew(&self, id: &str) -> Result<RemoteActor, RemoteError>;
    /// The actor that somebody named, by its id or as `@user@host`.
    async fn look_up(&self, typed: &str) -> Result<RemoteActor, RemoteError> {
        let typed = typed.trim();
        if typed.contains("://") {
            self.actor(typed).await
        } else {
            self.resolve_handle(typed.trim_start_matches('@')).await
        }
    }
    /// The same as its own server shows it at this moment.
    async fn look_up_anew(&self, typed: &str) -> Result<RemoteActor, RemoteError> {
        let found = self.look_up(typed).await?;
        self.actor_anew(found.id.as_str()).await
    }
    /// Fetches an object by its id and stores it as a post if it can be read. Returns its id.
    async fn object(&self, id: &str) -> Result<String, RemoteError>;
    /// The address template for "follow from your server" of the visitor's own server (PW7).
    async fn remote_follow(&self, visitor_handle: &str, our_actor: &str) -> Result<String, RemoteError>;
    /// Asks a peer for what we missed, now.
    async fn catch_up(&self, host: &str) -> Result<usize, RemoteError>;
    /// Mirrors the logs of a host now, and compares what it has seen of all others.
    async fn mirror(&self, host: &str) -> Result<(), RemoteError>;
    /// What the instance actor of a host shows around logs.
    async fn services(&self, host: &str) -> Result<Services, RemoteError>;
    /// Wakes the lane of a peer, now.
    async fn try_now(&self, host: &str);
}
