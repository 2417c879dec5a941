//! Scenarios with whole networks of nodes. One binary, since linking is slow.

mod delivery;
mod following;
mod publishing;
mod reactions;
mod replication;
mod signatures;
mod stage;
