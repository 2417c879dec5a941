//! What systemd is told (`sd_notify(3)`): that the node is ready, that it stops, and again and again that it is alive.
//! Nothing happens where no service manager listens.

use std::time::Duration;

use operations::Operations;
use sd_notify::NotifyState;
use tokio::task::JoinHandle;

/// Tells that the node is ready, and from then on that it is alive, until the task is ended. A node whose database does not
/// come back from a question is not alive; one whose database says no is.
pub(crate) fn ready(operations: Operations) -> Option<JoinHandle<()>> {
    tell(NotifyState::Ready);
    let pause = sd_notify::watchdog_enabled()? / 3;
    Some(tokio::spawn(say_alive(operations, pause)))
}

/// Tells that the node stops.
pub(crate) fn stopping() {
    tell(NotifyState::Stopping);
}

async fn say_alive(operations: Operations, pause: Duration) {
    // The service manager counts real time, whatever the clock of the node says.
    let mut due = tokio::time::interval(pause.max(Duration::from_millis(100)));
    loop {
        due.tick().await;
        let _answer = operations.node().await;
        tell(NotifyState::Watchdog);
    }
}

fn tell(state: NotifyState<'_>) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!("the service manager cannot be told: {error}");
    }
}
