//! Durable delivery: one lane per peer, several requests in flight, order kept per object (ARCHITECTURE 4.2).

mod attempt;
mod lane;

use std::{collections::HashSet, sync::Mutex};

use tokio::sync::{Semaphore, watch};

use crate::Federation;

/// At most this many requests at once, to all peers together.
const IN_FLIGHT: usize = 32;

/// The lanes that run in this process.
pub(crate) struct Lanes {
    running: Mutex<HashSet<String>>,
    slots: Semaphore,
}

impl Default for Lanes {
    fn default() -> Self {
        Self {
            running: Mutex::default(),
            slots: Semaphore::new(IN_FLIGHT),
        }
    }
}

/// Starts a lane for each peer that has something to get, until told to stop; then waits for those in flight.
pub(crate) async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    loop {
        match federation.operations().due_peers().await {
            Ok(hosts) => hosts.iter().for_each(|host| federation.start_lane(host)),
            Err(cause) => tracing::error!(%cause, "Could not ask which peers have something to get"),
        }
        tokio::select! {
            () = federation.operations().outbox_moved() => {}
            _ = stop.wait_for(|stop| *stop) => break,
        }
    }
    federation.inner().lanes.slots.close();
}

impl Federation {
    /// Starts the lane of a peer unless it runs.
    pub(crate) fn start_lane(&self, host: &str) {
        let Ok(mut running) = self.inner().lanes.running.lock() else {
            return;
        };
        if !running.insert(host.to_owned()) {
            return;
        }
        let (federation, host) = (self.clone(), host.to_owned());
        tokio::spawn(async move {
            let _ends = RunningLane {
                federation: &federation,
                host: &host,
            };
            if let Err(cause) = federation.run_lane(&host).await {
                tracing::error!(peer.host = %host, %cause, "The lane for {host} stopped");
            }
        });
    }
}

/// Takes the lane off the list of running ones whatever ends it.
struct RunningLane<'a> {
    federation: &'a Federation,
    host: &'a str,
}

impl Drop for RunningLane<'_> {
    fn drop(&mut self) {
        if let Ok(mut running) = self.federation.inner().lanes.running.lock() {
            running.remove(self.host);
        }
    }
}
