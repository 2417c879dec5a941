//! The resolver that checks is the one that connects (SECURITY OU3).

use std::{collections::BTreeMap, io, net::SocketAddr, sync::Arc};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::addresses::{is_local_name, is_public};

/// Resolves names; one forbidden address among the answers refuses the host.
#[derive(Clone)]
pub(super) struct GuardedResolver {
    /// Listed peers of a development network.
    peers: Arc<BTreeMap<String, SocketAddr>>,
    /// Who knows all other names.
    names: Arc<dyn Resolve>,
}

/// The names as this machine knows them.
struct SystemNames;

impl Resolve for SystemNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let addresses: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

impl GuardedResolver {
    pub(super) fn new(peers: BTreeMap<String, SocketAddr>) -> Self {
        Self::asking(peers, Arc::new(SystemNames))
    }

    fn asking(peers: BTreeMap<String, SocketAddr>, names: Arc<dyn Resolve>) -> Self {
        Self {
            peers: Arc::new(peers),
            names,
        }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_ascii_lowercase();
        let peer = self.peers.get(&host).copied();
        let names = self.names.clone();
        Box::pin(async move {
            if let Some(address) = peer {
                return Ok(Box::new(std::iter::once(address)) as Addrs);
            }
            if is_local_name(&host) {
                return Err(refused("this name never leads to another server"));
            }
            let addresses: Vec<SocketAddr> = names.resolve(name).await?.collect();
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::net::TcpListener;

    use super::*;

    /// Tells the truth once, then leads to an address of this machine.
    struct LyingNames {
        asked: AtomicUsize,
        inside: SocketAddr,
    }

    impl Resolve for LyingNames {
        fn resolve(&self, _name: Name) -> Resolving {
            let public = SocketAddr::from(([9, 9, 9, 9], 443));
            let first = self.asked.fetch_add(1, Ordering::SeqCst) == 0;
            let answer = if first { public } else { self.inside };
            Box::pin(async move { Ok(Box::new(std::iter::once(answer)) as Addrs) })
        }
    }

    #[tokio::test]
    async fn f02_a_name_that_led_outside_when_it_was_looked_at_leads_nowhere_inside_when_it_is_connected_to() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let names = Arc::new(LyingNames {
            asked: AtomicUsize::new(0),
            inside: listener.local_addr().unwrap(),
        });
        let resolver = GuardedResolver::asking(BTreeMap::new(), names.clone());
        let looked_at = resolver.resolve("rebinds.example".parse().unwrap()).await;
        assert_eq!(looked_at.map(Iterator::count).ok(), Some(1));

        let client = reqwest::Client::builder()
            .no_proxy()
            .dns_resolver(resolver)
            .build()
            .unwrap();
        let error = client.get("http://rebinds.example/").send().await.unwrap_err();

        assert!(error.is_connect(), "{error:?}");
        assert_eq!(
            names.asked.load(Ordering::SeqCst),
            2,
            "the connection asked anew, and nobody but the resolver"
        );
        let connected = std::future::poll_fn(|context| listener.poll_accept(context).map(|_| ()));
        let nobody = futures::poll!(std::pin::pin!(connected));
        assert!(nobody.is_pending(), "somebody connected to an address inside");
    }
}
