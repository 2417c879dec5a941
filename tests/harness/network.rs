//! Several nodes, and servers of other make, that find each other.

use std::{
    collections::BTreeMap,
    net::{SocketAddr, TcpListener},
    ops::Index,
};

use chrono::{DateTime, Duration, Utc};
use operations::{Clock, PeerView};

use crate::{DEADLINE, FakePeer, TestClock, TestNode, until};

/// A development network.
pub struct Network {
    nodes: BTreeMap<String, TestNode>,
    fakes: BTreeMap<String, FakePeer>,
    clock: TestClock,
}

impl Network {
    /// Starts nodes: `alpha` is `alpha.test`.
    ///
    /// # Panics
    /// When one does not start.
    pub async fn start<const N: usize>(names: [&str; N]) -> Self {
        Self::with_fakes(names, []).await
    }

    /// Starts nodes, and servers of other make beside them.
    ///
    /// # Panics
    /// When one does not start.
    pub async fn with_fakes<const N: usize, const M: usize>(names: [&str; N], fakes: [&str; M]) -> Self {
        listen_to_logs();
        let bind = |name: &&str| (format!("{name}.test"), TcpListener::bind("127.0.0.1:0").unwrap());
        let mut listeners: BTreeMap<String, TcpListener> = names.iter().chain(fakes.iter()).map(bind).collect();
        let peers: BTreeMap<String, SocketAddr> = listeners
            .iter()
            .map(|(host, listener)| (host.clone(), listener.local_addr().unwrap()))
            .collect();
        let mut network = Self {
            nodes: BTreeMap::new(),
            fakes: BTreeMap::new(),
            clock: TestClock::default(),
        };
        for name in fakes {
            let host = format!("{name}.test");
            let fake = FakePeer::start(&host, listeners.remove(&host).unwrap());
            network.fakes.insert(name.to_owned(), fake);
        }
        for name in names {
            let listener = listeners.remove(&format!("{name}.test")).unwrap();
            let node = TestNode::start(name, listener, &peers, &network.clock).await;
            network.nodes.insert(name.to_owned(), node);
        }
        network
    }

    /// A server of other make.
    #[must_use]
    pub fn fake(&self, name: &str) -> &FakePeer {
        &self.fakes[name]
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Moves the clock of all.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Stops a node; its port refuses.
    ///
    /// # Panics
    /// When there is no such node, or it does not run.
    pub async fn stop(&mut self, name: &str) {
        self.nodes.get_mut(name).unwrap().stop().await;
    }

    /// Starts a stopped node again, at the same address.
    ///
    /// # Panics
    /// When there is no such node.
    pub async fn restart(&mut self, name: &str) {
        self.nodes.get_mut(name).unwrap().restart().await;
    }

    /// One follows another, and is accepted.
    pub async fn follow(&self, follower: &str, followed: &str) {
        let handle = self[followed].handle();
        self[follower].ask_to_follow(&handle).await;
        until(&format!("{followed} accepts {follower}"), || async {
            self[follower]
                .follows()
                .await
                .get(&handle)
                .is_some_and(|state| state == "active")
        })
        .await;
    }

    /// Waits until no running node has anything that a running node should get now.
    ///
    /// # Panics
    /// When that takes longer than half a minute; what is still due is named.
    pub async fn settle(&self) {
        // A delivery may have made its receiver send: it must be quiet twice.
        for _ in 0..2 {
            let quiet = async {
                let mut looks: u32 = 0;
                while !self.due().await.is_empty() {
                    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                    looks += 1;
                    if looks.is_multiple_of(200) {
                        // What became due just after a node looked is sent when it looks again.
                        self.clock.advance(Duration::seconds(10));
                    }
                }
            };
            let settled = tokio::time::timeout(DEADLINE, quiet).await.is_ok();
            assert!(settled, "still due: {:#?}", self.due().await);
        }
    }

    /// What could be delivered now, with the name of the node that has it.
    async fn due(&self) -> Vec<(String, PeerView)> {
        let mut due = Vec::new();
        for node in self.nodes.values().filter(|node| node.is_running()) {
            for peer in node.peers().await {
                let there = self
                    .nodes
                    .values()
                    .any(|other| other.host() == peer.host && other.is_running());
                let now = self.clock.now();
                // One that failed for long rests until it is heard from.
                let waits = peer.next_try.map_or(peer.failures > 0, |next| next > now);
                let can = peer.waiting > 0 && !peer.paused && !waits;
                if there && can {
                    due.push((node.name().to_owned(), peer));
                }
            }
        }
        due
    }
}

impl Index<&str> for Network {
    type Output = TestNode;

    fn index(&self, name: &str) -> &TestNode {
        &self.nodes[name]
    }
}

/// With `TEST_LOG=debug`, what the nodes log is shown with the output of a test.
fn listen_to_logs() {
    if let Ok(filter) = std::env::var("TEST_LOG") {
        let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_test_writer();
        // Another test of this process may have been first.
        let _already = subscriber.try_init();
    }
}
