//! Settings: built-in defaults, then a file, then the environment, then flags; typed, checked as a whole.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use secrecy::SecretString;

mod development;
mod environment;
mod file;
mod layers;
mod problem;
mod read;
mod secret_file;
mod show;
mod suggest;
mod values;

pub use development::Development;
pub use environment::refused_variables;
pub use layers::{Origin, Setting, Settings, Sources};
pub use problem::{Problem, Problems};
pub use show::{as_json, as_text, template};

/// The settings of a node, all checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The name of the node, if the settings fix it.
    pub domain: Option<String>,
    /// Everything that the node keeps.
    pub data_dir: PathBuf,
    /// The file with the key to hidden names, where people keep it; nothing = the node's own in the data folder.
    pub hidden_names_key: Option<PathBuf>,
    /// How many settings are not the defaults.
    pub named: usize,
    /// How it listens.
    pub server: Server,
    /// Where the database is.
    pub database: Database,
    /// How mail goes out, if it does.
    pub mail: Option<Mail>,
    /// With less free space than this the node is not ready.
    pub least_free: u64,
    /// The bearer token of `/metrics`; without it, the address does not exist.
    pub metrics_token: Option<SecretString>,
    /// How it logs.
    pub log: Log,
    /// What this process does.
    pub role: ProcessRole,
    /// The development network that this node is in, if any.
    pub development: Option<Development>,
}

/// How the node listens.
#[derive(Clone, Debug)]
pub struct Server {
    /// Address and port.
    pub listen: SocketAddr,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// How the program ends TLS itself, when it does.
    pub tls: Option<Tls>,
    /// How long running requests may take to end.
    pub stop_within: Duration,
}

/// Where certificates come from.
#[derive(Clone, Debug)]
pub enum Tls {
    /// From files.
    Files(TlsFiles),
    /// From a certificate authority that is asked by the program.
    Acme(Acme),
}

/// How certificates are asked for (ACME with TLS-ALPN-01).
#[derive(Clone, Debug)]
pub struct Acme {
    /// The name that the certificate is for.
    pub domain: String,
    /// A mail address for the certificate authority.
    pub contact: Option<String>,
    /// The directory of the certificate authority.
    pub directory: String,
    /// Who vouches for that address, where it is no public authority.
    pub ca_file: Option<PathBuf>,
}

/// Certificate and key of the node.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// Chain in PEM.
    pub certificate: PathBuf,
    /// Private key in PEM.
    pub key: PathBuf,
}

/// Where the database is.
#[derive(Clone, Debug)]
pub enum Database {
    /// In the data folder.
    Sqlite,
    /// On a server; the address holds the password.
    Postgres(SecretString),
}

/// How mail goes out.
#[derive(Clone, Debug)]
pub struct Mail {
    /// `smtp` or `smtps`, with user and password.
    pub server: SecretString,
    /// The sender; nothing = made from the domain.
    pub from: Option<String>,
}

/// How the node logs.
#[derive(Clone, Debug)]
pub struct Log {
    /// One JSON object per line instead of text.
    pub json: bool,
    /// The least important level that is written.
    pub level: tracing::Level,
}

/// What a process of a node does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcessRole {
    /// Everything.
    All,
    /// Answers requests.
    Web,
    /// Sends and catches up; answers questions about its health only.
    Worker,
}

impl Config {
    /// Puts the layers together and checks them.
    ///
    /// # Errors
    /// Every problem that was found, each with its place.
    pub fn load(sources: &Sources) -> Result<Self, Problems> {
        let (settings, mut problems) = Settings::merge(sources);
        let config = read::config(&settings, &mut problems);
        match config {
            Some(config) if problems.is_empty() => Ok(config),
            _ => Err(Problems(problems)),
        }
    }

    /// The scheme of this node's addresses.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.development.as_ref().map_or("https", |network| network.scheme)
    }

    /// Where each host of the development network listens; empty elsewhere.
    #[must_use]
    pub fn peers(&self) -> BTreeMap<String, SocketAddr> {
        self.development
            .as_ref()
            .map(|network| network.peers.clone())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
