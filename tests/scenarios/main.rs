//! Scenarios with whole networks of nodes. One binary, since linking is slow.
#![expect(clippy::unwrap_used, reason = "what a test needs is there, or the test fails")]

mod delivery;
mod following;
mod publishing;
mod reactions;
mod replication;
