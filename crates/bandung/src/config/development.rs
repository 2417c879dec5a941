//! The development network: the one place where checks on peers are relaxed, and only when it cannot be a real node.

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};

use super::{Problem, Settings};

/// A network of `.test` nodes on loopback addresses.
#[derive(Clone, Debug)]
pub struct Development {
    /// Where each host listens.
    pub peers: BTreeMap<String, SocketAddr>,
    /// `http` or `https`.
    pub scheme: &'static str,
    /// Certificate authority that is believed for the peers.
    pub extra_ca_file: Option<PathBuf>,
}

/// The conditions under which the program starts with a development network.
pub(super) fn check(
    network: &Development,
    domain: Option<&str>,
    listen: SocketAddr,
    own_tls: bool,
    settings: &Settings,
    problems: &mut Vec<Problem>,
) {
    let mut refuse = |key: &str, text: String| {
        let origin = settings.get(key).map(|setting| &setting.origin);
        problems.push(Problem::new(key, text, origin));
    };
    if !domain.is_some_and(|domain| domain.ends_with(".test")) {
        let text = "must end in \".test\" in a development network; a real node cannot have [development] settings";
        refuse("node.domain", text.to_owned());
    }
    if !listen.ip().is_loopback() {
        let text = format!("{listen} is not a loopback address; a development network listens on 127.0.0.1 or [::1]");
        refuse("server.listen", text);
    }
    for (host, address) in &network.peers {
        if !address.ip().is_loopback() {
            refuse(
                "development.peers",
                format!("{host} is at {address}, which is not a loopback address"),
            );
        }
        if !host.ends_with(".test") {
            refuse("development.peers", format!("{host} does not end in \".test\""));
        }
    }
    if network.scheme == "http" && own_tls {
        let text = "\"files\" needs development.scheme = \"https\" in a development network";
        refuse("server.tls", text.to_owned());
    }
}
