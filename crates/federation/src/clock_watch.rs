//! Asks other servers what time it is: three of them decide whether ours is believed (SECURITY 6.4).

use chrono::Duration;
use futures::future::join_all;
use tokio::sync::watch;

use crate::Federation;

/// How often it is looked.
const LOOK_EVERY: Duration = Duration::minutes(1);

/// Looks each minute, until told to stop. Few servers are asked: what they say with their answers to deliveries is
/// enough in most cases.
pub(crate) async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = federation.look_at_the_clock() => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        let clock = &federation.inner().clock;
        tokio::select! {
            () = clock.sleep_until(clock.now() + LOOK_EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

impl Federation {
    /// Asks those who have not said lately what time it is, and keeps ours for the next start.
    pub(crate) async fn look_at_the_clock(&self) {
        match self.operations().time_witnesses().await {
            Ok(hosts) => {
                join_all(hosts.iter().map(|host| self.ask_the_time(host))).await;
            }
            Err(cause) => tracing::error!(%cause, "Could not ask who may know the time"),
        }
        if let Err(cause) = self.operations().keep_time().await {
            tracing::error!(%cause, "Could not keep the time");
        }
    }

    async fn ask_the_time(&self, host: &str) {
        match self.inner().http.time_at(host).await {
            Ok(Some(date)) => self.operations().note_peer_time(host, date),
            Ok(None) => {}
            Err(cause) => tracing::debug!(peer.host = %host, %cause, "{host} does not say what time it is"),
        }
    }
}
