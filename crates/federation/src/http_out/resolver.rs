//! The resolver that checks is the one that connects (SECURITY OU3).

use std::{collections::BTreeMap, io, net::SocketAddr, sync::Arc};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::addresses::{is_local_name, is_public};

/// Resolves names; one forbidden address among the answers refuses the host.
#[derive(Clone, Default)]
pub(super) struct GuardedResolver {
    /// Listed peers of a development network.
    pub(super) peers: Arc<BTreeMap<String, SocketAddr>>,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_ascii_lowercase();
        let peer = self.peers.get(&host).copied();
        Box::pin(async move {
            if let Some(address) = peer {
                return Ok(Box::new(std::iter::once(address)) as Addrs);
            }
            if is_local_name(&host) {
                return Err(refused("this name never leads to another server"));
            }
            let addresses: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0)).await?.collect();
            if addresses.is_empty() || !addresses.iter().all(|address| is_public(address.ip())) {
                return Err(refused("the name does not lead to a public address"));
            }
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

fn refused(why: &'static str) -> Box<dyn std::error::Error + Send + Sync> {
    Box::new(io::Error::new(io::ErrorKind::PermissionDenied, why))
}
