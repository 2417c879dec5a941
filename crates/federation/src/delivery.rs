//! Durable delivery: one lane per peer, several requests in flight, order kept per object (ARCHITECTURE 4.2).

mod attempt;
mod lane;
mod slots;

use std::{collections::HashSet, sync::Mutex};

use tokio::sync::{Notify, watch};

use self::slots::Slots;
use crate::Federation;

/// The lanes that run in this process.
pub(crate) struct Lanes {
    running: Mutex<HashSet<String>>,
    ended: Notify,
    /// A lane has looked for the last time; what came after that needs another.
    done: Notify,
    slots: Slots,
}

impl Lanes {
    /// From now on nothing is sent; returns when all that is in flight has its answer.
    async fn stop(&self) {
        self.slots.close();
        loop {
            let ended = self.ended.notified();
            if self.running.lock().map_or(true, |running| running.is_empty()) {
                return;
            }
            ended.await;
        }
    }

    fn are_stopping(&self) -> bool {
        self.slots.are_closed()
    }
}

impl Default for Lanes {
    fn default() -> Self {
        Self {
            running: Mutex::default(),
            ended: Notify::new(),
            done: Notify::new(),
            slots: Slots::default(),
        }
    }
}

/// Starts a lane for each peer that has something to get, until told to stop; then waits for those in flight.
pub(crate) async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    if let Err(cause) = federation.operations().take_over_lanes().await {
        tracing::error!(%cause, "Could not take over the lanes of an earlier run");
    }
    loop {
        match federation.operations().due_peers().await {
            Ok(hosts) => hosts.iter().for_each(|host| federation.start_lane(host)),
            Err(cause) => tracing::error!(%cause, "Could not ask which peers have something to get"),
        }
        tokio::select! {
            () = federation.operations().outbox_moved() => {}
            () = federation.inner().lanes.done.notified() => {}
            _ = stop.wait_for(|stop| *stop) => break,
        }
    }
    federation.inner().lanes.stop().await;
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
            let running = RunningLane {
                federation: &federation,
                host: &host,
            };
            let result = federation.run_lane(&host).await;
            drop(running);
            match result {
                Ok(()) => federation.inner().lanes.done.notify_one(),
                // The next look is soon enough, where the database does not answer.
                Err(cause) => tracing::error!(peer.host = %host, %cause, "The lane for {host} stopped"),
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
        self.federation.inner().lanes.ended.notify_waiters();
    }
}
