//! Whole networks of real nodes in one process, seen from outside.
//!
//! A [`Network`] is a development network: `alpha.test`, `beta.test` … on loopback addresses, with one clock for all.
//! A [`FakePeer`] is a server of another make at a name of its own: it signs as anybody, sends any bytes, answers
//! anything and notes what it was asked. Nothing sleeps; a wait is on a condition, with a deadline.
#![expect(clippy::unwrap_used, reason = "what a test needs is there, or the test fails")]

mod clock;
mod database;
mod declarations;
mod entropy;
mod fake_actor;
mod fake_peer;
mod form;
mod network;
mod node;
mod noted;
mod samples;
mod visitor;
mod wire;

pub use clock::TestClock;
pub use declarations::declaration;
pub use entropy::SeededEntropy;
pub use fake_actor::FakeActor;
pub use fake_peer::{Answer, Asked, FakePeer};
pub use form::Form;
pub use network::Network;
pub use node::{OWNER, TestNode, numbered, titles};
pub use noted::Noted;
pub use samples::{practice, practice_draft, report, sample_practices, sample_reports};
pub use visitor::{Page, Visitor};
pub use wire::{Message, Reply, send_bytes};

use std::{
    future::Future,
    time::{Duration, Instant},
};

/// How long a condition may take to hold before the test fails.
pub const DEADLINE: Duration = Duration::from_mins(1);
/// After so long the machine was too slow for a request, whose sender waits now until the clock of the test moves.
const STALLED: Duration = Duration::from_secs(10);

/// Waits until a condition holds; fails, naming it, when it does not within a minute. Where that takes so long that
/// something was not answered in time, the clock of this test moves on, so that it is tried again.
///
/// # Panics
/// When the deadline passes.
pub async fn until<F: Future<Output = bool>>(what: &str, mut holds: impl FnMut() -> F) {
    let began = Instant::now();
    let mut moved = began;
    while !holds().await {
        assert!(began.elapsed() < DEADLINE, "waited in vain for: {what}");
        if moved.elapsed() > STALLED {
            TestClock::move_on(chrono::Duration::seconds(31));
            moved = Instant::now();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
