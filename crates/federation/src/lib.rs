//! Talking to other servers: inbox, fetch, delivery, catch-up.
//!
//! Knows neither rules nor SQL: what arrives goes to `operations` as a `Verified` value, what leaves comes from there.
//! `activitypub_federation` is named only in `adapter`, `reqwest` only in `http_out`. Start reading at [`Federation`].

mod adapter;
mod catch_up;
mod clock_watch;
mod delivery;
mod directory;
mod http_out;
mod inbound;
mod keys;
mod membership_checks;
mod mirror;
mod own_name;
mod rates;
mod recount;
mod relays;
mod rosters;
mod routes;
mod witness;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, OnceLock},
};

use evidence::origin::IdPolicy;
use operations::{Clock, Entropy, Operations, RemoteDirectory};
use protocol::{envelope::Expect, urls::NodeUrls};
use tokio::sync::watch;

pub use http_out::{OwnNameFault, fetch_for_person};
pub use own_name::OwnName;

use crate::{adapter::Adapter, delivery::Lanes, http_out::HttpOut, keys::KeyRing, rates::Rates};

/// What the configuration says about other servers.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The development network that this node belongs to, if any (decision 18).
    pub development: Option<DevelopmentNetwork>,
}

/// The listed peers of a development network: the only names for which checks are relaxed.
#[derive(Clone, Debug)]
pub struct DevelopmentNetwork {
    /// `http` or `https`.
    pub scheme: String,
    /// Host to loopback address.
    pub peers: BTreeMap<String, SocketAddr>,
    /// A certificate authority in PEM for `https`.
    pub extra_ca: Option<Vec<u8>>,
}

/// The federation side of one node. Cheap to clone.
#[derive(Clone)]
pub struct Federation(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) operations: Operations,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) settings: Settings,
    pub(crate) http: HttpOut,
    pub(crate) keys: KeyRing,
    pub(crate) lanes: Lanes,
    pub(crate) rates: Rates,
    pub(crate) mirror_soon: tokio::sync::Notify,
    /// Held while a log is fetched: entries of two fetches of one log must not mix.
    pub(crate) mirroring: tokio::sync::Mutex<()>,
    adapter: OnceLock<Adapter>,
}

impl Federation {
    /// The federation side of a node. Nothing is sent before the node has a domain.
    ///
    /// # Errors
    /// When the TLS set-up of the outgoing client fails.
    pub fn new(
        operations: Operations,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        settings: Settings,
    ) -> Result<Self, operations::RemoteError> {
        let http = HttpOut::new(&settings)?;
        Ok(Self(Arc::new(Inner {
            operations,
            rates: Rates::new(Arc::clone(&clock)),
            mirror_soon: tokio::sync::Notify::new(),
            mirroring: tokio::sync::Mutex::new(()),
            clock,
            entropy,
            settings,
            http,
            keys: KeyRing::default(),
            lanes: Lanes::default(),
            adapter: OnceLock::new(),
        })))
    }

    /// The routes for servers. Must be registered before those for people, since some paths are shared.
    pub fn configure(&self, config: &mut actix_web::web::ServiceConfig) {
        routes::configure(self, config);
    }

    /// Runs lanes and catch-up until `stop` says true.
    pub async fn run(&self, stop: watch::Receiver<bool>) {
        tokio::join!(
            clock_watch::run(self.clone(), stop.clone()),
            delivery::run(self.clone(), stop.clone()),
            catch_up::run(self.clone(), stop.clone()),
            witness::run(self.clone(), stop.clone()),
            mirror::run(self.clone(), stop.clone()),
            rosters::run(self.clone(), stop)
        );
    }

    /// The port through which pages and commands look other servers up.
    #[must_use]
    pub fn directory(&self) -> Arc<dyn RemoteDirectory> {
        Arc::new(self.clone())
    }

    pub(crate) fn operations(&self) -> &Operations {
        &self.0.operations
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// Which ids are in normal form for this node.
    pub(crate) fn id_policy(&self) -> IdPolicy {
        self.0.settings.id_policy()
    }

    pub(crate) fn expect(&self, urls: &NodeUrls) -> Expect {
        Expect {
            host: urls.host().to_owned(),
            scheme: urls.base().split("://").next().unwrap_or("https").to_owned(),
            now: self.0.clock.now(),
            clock_window: chrono::Duration::hours(1),
            ids: self.id_policy(),
        }
    }

    /// Nothing is signed while the clock is wrong, and our requests are signed.
    pub(crate) fn require_clock(&self) -> Result<(), operations::RemoteError> {
        match self.operations().clock_fault() {
            None => Ok(()),
            Some(_) => Err(operations::RemoteError::Unreachable(
                "the clock of this node is wrong".to_owned(),
            )),
        }
    }

    /// The library's configuration, made once the domain is known.
    pub(crate) async fn adapter(&self) -> Result<&Adapter, operations::RemoteError> {
        self.require_clock()?;
        if let Some(adapter) = self.0.adapter.get() {
            return Ok(adapter);
        }
        let adapter = Adapter::new(self).await?;
        Ok(self.0.adapter.get_or_init(|| adapter))
    }
}

impl Settings {
    /// Which ids are in normal form.
    #[must_use]
    pub fn id_policy(&self) -> IdPolicy {
        let plain = self.development.iter().filter(|network| network.scheme == "http");
        IdPolicy {
            plain_http_hosts: plain.flat_map(|network| network.peers.keys().cloned()).collect(),
        }
    }
}
