//! A development network of three nodes on this machine, with sample content (decisions 18 and 26).

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
};

use operations::{Clock, Entropy, OsEntropy, Session, SystemClock};

use crate::{Config, Failure, Node, Parts, config::Sources};

mod declaration;
mod fill;
mod network;
mod sample;

pub use declaration::Declared;
pub use sample::Sample;

/// The names of the three nodes; the host of each is `NAME.test`.
pub const NAMES: [&str; 3] = ["alpha", "beta", "gamma"];
/// Who logs in on each of them. Everybody knows this password: the nodes listen on this machine only.
pub const LOGIN: &str = "demo";
/// See [`LOGIN`].
pub const PASSWORD: &str = "bandung-demo";

/// The organisation of the first node that opens the declaration.
const SECRETARIAT: &str = "secretariat";

const FIRST_PORT: u16 = 8081;

/// Three running nodes.
pub struct DemoNetwork {
    nodes: Vec<Node>,
    clock: Arc<dyn Clock>,
    folder: PathBuf,
}

impl DemoNetwork {
    /// Starts three nodes whose data is in folders under `folder`.
    ///
    /// # Errors
    /// As [`Node::start`].
    pub async fn start(folder: &Path) -> Result<Self, Failure> {
        let listeners = (FIRST_PORT..)
            .take(NAMES.len())
            .map(listener)
            .collect::<Result<Vec<_>, _>>()?;
        let addresses = listeners
            .iter()
            .map(TcpListener::local_addr)
            .collect::<Result<Vec<SocketAddr>, _>>()
            .map_err(|error| Failure::failed(format!("a port has no address: {error}")))?;
        let peers: Vec<String> = NAMES
            .iter()
            .zip(&addresses)
            .map(|(name, address)| format!("{name}.test={address}"))
            .collect();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let entropy: Arc<dyn Entropy> = Arc::new(OsEntropy);
        let mut nodes = Vec::new();
        for ((name, listener), address) in NAMES.iter().zip(listeners).zip(&addresses) {
            // Only these settings count: a file or the environment is meant for a real node.
            let sources = Sources::default()
                .with("node.domain", format!("{name}.test"))
                .with("node.data_dir", folder.join(name).display())
                .with("server.listen", address)
                .with("server.stop_within", "5s")
                .with("log.level", "warn")
                .with("development.peers", peers.join(","));
            let parts = Parts {
                clock: Arc::clone(&clock),
                entropy: Arc::clone(&entropy),
                listener: Some(listener),
                picture_program: None,
            };
            nodes.push(Box::pin(Node::start(Config::load(&sources)?, parts)).await?);
        }
        Ok(Self {
            nodes,
            clock,
            folder: folder.to_owned(),
        })
    }

    /// The nodes in the order of [`NAMES`].
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Publishes the sample content, as far as it is not there yet, and waits until it has arrived everywhere.
    ///
    /// # Errors
    /// A sentence that says what did not work.
    pub async fn fill(&self, sample: &Sample, progress: &(dyn Fn(&str) + Sync)) -> Result<Declared, Failure> {
        Box::pin(fill::run(self, sample, progress)).await?;
        Box::pin(declaration::run(self, sample, progress)).await
    }

    /// Stops all nodes.
    pub async fn stop(self) {
        for node in self.nodes {
            node.stop().await;
        }
    }

    /// The person of the demonstration, acting for an organisation.
    async fn session(&self, node: usize, organisation: Option<&str>) -> Result<Session, Failure> {
        Ok(self.nodes[node]
            .service()
            .operations
            .local_operator(Some(LOGIN), organisation)
            .await?)
    }
}

/// The port, or a free one when it is taken.
fn listener(port: u16) -> Result<TcpListener, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
        .map_err(|error| Failure::failed(format!("no port is free on this machine: {error}")))
}
